import { z } from 'zod';
import { seriousDefault } from '#engine/lease';
import { defineCalculation } from './calculation.ts';
import { cents, count, date, listOf } from './fields.ts';

export const leaseDefaultCalculation = defineCalculation({
  do: 'leaseDefault',
  summary: 'Whether a lessee is in serious default on a day: four monthly rentals or their amount, for immovables six or two quarterly ones (L. 124/2017 art. 1 c. 137).',
  input: z.strictObject({
    asOf: date,
    good: z.enum(['movable', 'immovable']).default('movable'),
    rentalCents: cents.describe('the level rental'),
    monthsPerRental: count.default(1).describe('1 monthly, 3 quarterly'),
    rentals: listOf(z.strictObject({ dueDate: date, dueCents: cents, paidCents: cents }), 700).describe('rentals asked, with what is paid of each by the day'),
  }),
  result: z.object({
    serious: z.boolean(),
    unpaidRentals: count.describe('due and wholly unpaid'),
    unpaidCents: cents,
    neededRentals: count,
    neededCents: cents,
    by: z.enum(['rentals', 'amount']).nullable(),
    source: z.string(),
  }),
  example: {
    asOf: '2026-11-22',
    rentalCents: 45_000,
    rentals: [
      { dueDate: '2026-08-01', dueCents: 45_000, paidCents: 0 },
      { dueDate: '2026-09-01', dueCents: 45_000, paidCents: 45_000 },
      { dueDate: '2026-10-01', dueCents: 45_000, paidCents: 0 },
      { dueDate: '2026-11-01', dueCents: 45_000, paidCents: 0 },
    ],
  },
  run: (input) => {
    const answer = seriousDefault(input);
    if (!answer.ok) return answer;
    const { ok: _, ...result } = answer;
    return { ok: true, result };
  },
});
