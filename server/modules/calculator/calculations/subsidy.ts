import { z } from 'zod';
import { subsidy } from '#engine/subsidies';
import { defineCalculation, renamed } from './calculation.ts';
import { cents, count, date, datedCents, isDatedCents, listOf, pct } from './fields.ts';
import { ppmOfPct } from './rates.ts';

export const subsidyCalculation = defineCalculation({
  do: 'subsidy',
  summary: 'Contribution of maker or dealer that lifts the flows of a credit to the rate the lender wants to earn, by value date.',
  input: z.strictObject({
    amountFinancedCents: cents.describe('what the lender pays the dealer'),
    start: date,
    payoutDays: count.default(0).describe('days from the start to the settlement with the dealer'),
    flows: listOf(datedCents, 5000, isDatedCents).describe('what the customer pays, each on its value date'),
    targetRatePct: pct.describe('rate the lender wants to earn, per cent a year'),
    compounding: z.enum(['month', 'week', 'year']).default('month').describe('year: the rate is effective; month: nominal, as a TAN'),
    contributionDate: date.optional().describe('day the contribution is paid; by default the settlement with the dealer'),
  }),
  result: z.object({
    contributionCents: cents.describe('in money of `contributionDate`; negative when the flows earn more than the target'),
    contributionDate: date,
    payoutDate: date,
    payoutValueCents: cents.describe('payout at the target rate, in money of the start'),
    presentValueCents: cents.describe('flows at the target rate, in money of the start'),
  }),
  example: { amountFinancedCents: 1_000_000, start: '2026-11-22', flows: [{ date: '2027-11-22', cents: 1_030_000 }], targetRatePct: '6.50', compounding: 'year' },
  run: ({ targetRatePct, compounding, ...rest }) => {
    const answer = subsidy({ ...rest, target: { ratePpm: ppmOfPct(targetRatePct), compounding } });
    if (!answer.ok) return renamed(answer, { 'target.ratePpm': 'targetRatePpm', 'target.compounding': 'compounding' });
    const { contributionCents, contributionDate, payoutDate, payoutValueCents, presentValueCents } = answer;
    return { ok: true, result: { contributionCents, contributionDate, payoutDate, payoutValueCents, presentValueCents } };
  },
});
