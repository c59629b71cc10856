import { z } from 'zod';
import { solveLease } from '#engine/lease';
import { defineCalculation } from './calculation.ts';
import { cents, count, pct, pctText } from './fields.ts';
import { leaseAnswer, leaseDeclined, leaseFields, leaseResult, leaseTerms } from './lease-fields.ts';
import { pctOfPpm } from './rates.ts';

const amountOrRate = z.union([cents, pctText]);

export const solveLeaseCalculation = defineCalculation({
  do: 'solveLease',
  summary: 'The price, first rental, number of rentals, nominal rate or purchase option of a lease with the level rental asked, all the rest given.',
  input: z.strictObject({
    unknown: z.enum(['price', 'firstRental', 'rental', 'term', 'nominalRate', 'purchaseOption']).describe('what stands in its place below is not looked at'),
    rentalCents: cents.optional().describe('level rental asked, VAT and fees apart'),
    ...leaseFields,
    priceCents: cents.optional(),
    rentals: count.optional(),
    nominalRatePct: pct.optional(),
  }),
  result: z.object({
    value: amountOrRate.describe('cents, rentals, or per cent as text'),
    from: amountOrRate.describe('first value that gives the rental asked'),
    to: amountOrRate.describe('last value that gives it'),
    lease: leaseResult.describe('as in `lease`'),
  }),
  example: { unknown: 'nominalRate', rentalCents: 510_000, priceCents: 3_000_000, firstRentalPct: '20', rentals: 2, every: 6, purchaseOptionPct: '50', start: '2026-11-22' },
  run: ({ unknown, rentalCents, priceCents, rentals, nominalRatePct, ...rest }) => {
    const terms = leaseTerms({ ...rest, priceCents: priceCents ?? Number.NaN, rentals: rentals ?? Number.NaN, nominalRatePct: nominalRatePct ?? 0 });
    const given = { ...terms, priceCents, rentals, nominalRatePpm: nominalRatePct === undefined ? undefined : terms.nominalRatePpm } as typeof terms;
    const answer = solveLease(given, unknown, rentalCents);
    const told = (value: number) => (unknown === 'nominalRate' ? pctOfPpm(value) : value);
    if (!answer.ok) return { ...leaseDeclined(answer), possible: answer.possible?.map(({ value, figure }) => ({ value: told(value), figure })) };
    return { ok: true, result: { value: told(answer.value), from: told(answer.from), to: told(answer.to), lease: leaseAnswer(answer.lease) } };
  },
});
