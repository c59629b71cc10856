import { z } from 'zod';
import type { OutstandingRow } from '#engine/servicing';
import { cents, count, date, listOf } from './fields.ts';

/** What rows of a contract owe and how money is spread over them. */
export const debtPart = z.enum(['penalty', 'fee', 'interest', 'principal']);
export const dueMode = z.enum(['past-due', 'due', 'in-advance']);

const outstandingRow = z.strictObject({
  number: count,
  dueDate: date,
  outstandingCents: z.strictObject({ penalty: cents.optional(), fee: cents.optional(), interest: cents.optional(), principal: cents.optional() }).describe('a part left out is nothing'),
});

export const outstandingRows = listOf(outstandingRow, 1300);
export const outstandingTerms = (rows: readonly z.output<typeof outstandingRow>[]): OutstandingRow[] =>
  rows.map(({ outstandingCents: { penalty, fee, interest, principal }, ...row }) => ({ ...row, outstandingCents: { penalty: penalty ?? 0, fee: fee ?? 0, interest: interest ?? 0, principal: principal ?? 0 } }));

export const allocationRule = z.strictObject({
  atoms: listOf(z.strictObject({ mode: dueMode, part: debtPart }), 12).describe('in order; what is left out receives nothing'),
  processing: z.enum(['horizontal', 'vertical']).describe('horizontal: each row wholly, oldest first; vertical: each part on all rows'),
  inAdvance: z.enum(['next', 'last', 'none']).describe('which rows not yet due are paid first; none leaves the money'),
});

export const partsResult = z.object({ penalty: cents, fee: cents, interest: cents, principal: cents });
