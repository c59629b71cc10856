import { z } from 'zod';
import { rateMargin } from '#engine/subsidies';
import { defineCalculation, renamed } from './calculation.ts';
import { cents, date, datedCents, isDatedCents, listOf, pct } from './fields.ts';
import { ppmOfPct } from './rates.ts';

export const rateMarginCalculation = defineCalculation({
  do: 'rateMargin',
  summary: 'What a contract earns over the floor rate of the lender, in money of the start: the base of a commission on margin.',
  input: z.strictObject({
    amountFinancedCents: cents,
    start: date,
    flows: listOf(datedCents, 5000, isDatedCents).describe('what the customer pays, each on its value date'),
    floorRatePct: pct.describe('lowest rate without commission, per cent a year'),
    compounding: z.enum(['month', 'week', 'year']).default('month').describe('year: the rate is effective; month: nominal, as a TAN'),
  }),
  result: z.object({ marginCents: cents.describe('negative below the floor') }),
  example: { amountFinancedCents: 1_000_000, start: '2026-11-22', flows: [{ date: '2027-11-22', cents: 1_070_000 }], floorRatePct: '5.50', compounding: 'year' },
  run: ({ floorRatePct, compounding, ...rest }) => {
    const answer = rateMargin({ ...rest, floor: { ratePpm: ppmOfPct(floorRatePct), compounding } });
    return answer.ok ? { ok: true, result: { marginCents: answer.marginCents } } : renamed(answer, { 'floor.ratePpm': 'floorRatePpm', 'floor.compounding': 'compounding' });
  },
});
