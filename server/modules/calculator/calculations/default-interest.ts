import { z } from 'zod';
import { defaultInterest } from '#engine/servicing';
import { defineCalculation, renamed } from './calculation.ts';
import { derivationFields, derivationOf } from './derivation-fields.ts';
import { cents, count, date, listOf } from './fields.ts';
import { lateFields, lateTerms } from './late-fields.ts';

export const defaultInterestCalculation = defineCalculation({
  do: 'defaultInterest',
  summary: 'Default interest of overdue rows to a day: simple, by day over 365, with grace, payments, changes of rate and the cap of the usury law.',
  input: z.strictObject({
    rows: listOf(z.strictObject({ number: count, dueDate: date, cents }), 2000).describe('what of each row bears default interest'),
    payments: listOf(z.strictObject({ date, cents, number: count.optional() }), 10_000).optional().describe('for one row by its number, or for the oldest unpaid ones'),
    until: date.describe('the day reckoned to, included'),
    ...lateFields,
    ...derivationFields.input,
  }),
  result: z.object({
    rows: z.array(z.object({ number: count, cents: cents.describe('default interest of the row'), unpaidCents: cents, daysPastDue: count })),
    totalCents: cents,
    unpaidCents: cents,
    daysPastDue: count.describe('of the oldest row unpaid on the day'),
    unallocatedCents: cents.describe('payments beyond what the rows owed'),
    ...derivationFields.result,
  }),
  example: { rows: [{ number: 7, dueDate: '2026-06-30', cents: 29_666 }, { number: 8, dueDate: '2026-07-31', cents: 29_666 }], payments: [{ date: '2026-08-10', cents: 20_000 }], until: '2026-11-22', rates: [{ from: '2026-01-01', pct: '9.5' }], graceDays: 5 },
  run: ({ rows, payments, until, explain, ...late }) => {
    const answer = defaultInterest({ rows, payments, until, terms: lateTerms(late), explain: explain !== undefined });
    if (!answer.ok) return renamed(answer, { terms: '' });
    const { totalCents, unpaidCents, daysPastDue, unallocatedCents } = answer;
    return { ok: true, result: { rows: [...answer.rows], totalCents, unpaidCents, daysPastDue, unallocatedCents, ...derivationOf(answer.proof, explain) } };
  },
});
