import { z } from 'zod';
import { allocateOverRows } from '#engine/servicing';
import { defineCalculation } from './calculation.ts';
import { allocationRule, outstandingRows, outstandingTerms, partsResult } from './debt-fields.ts';
import { cents, count, date } from './fields.ts';

export const allocateRowsCalculation = defineCalculation({
  do: 'allocateRows',
  summary: 'Allocates a payment over dated rows by a rule of twelve atoms; by default the oldest row first in the order of art. 1194 c.c., nothing in advance.',
  input: z.strictObject({
    rows: outstandingRows.describe('in any order'),
    on: date.describe('day of the payment'),
    paymentCents: cents,
    rule: allocationRule.optional(),
  }),
  result: z.object({
    rows: z.array(z.object({ number: count, allocatedCents: partsResult })).describe('in the order given'),
    allocatedCents: partsResult,
    unallocatedCents: cents,
  }),
  example: {
    rows: [
      { number: 7, dueDate: '2026-10-31', outstandingCents: { penalty: 60, interest: 8_500, principal: 21_166 } },
      { number: 8, dueDate: '2026-11-30', outstandingCents: { interest: 8_380, principal: 21_286 } },
    ],
    on: '2026-11-30',
    paymentCents: 40_000,
  },
  run: ({ rows, ...rest }) => {
    const answer = allocateOverRows({ ...rest, rows: outstandingTerms(rows) });
    return answer.ok ? { ok: true, result: { rows: [...answer.rows], allocatedCents: answer.allocatedCents, unallocatedCents: answer.unallocatedCents } } : answer;
  },
});
