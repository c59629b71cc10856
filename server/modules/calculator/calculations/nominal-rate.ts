import { z } from 'zod';
import { nominalRate } from '#engine/rates';
import { defineCalculation } from './calculation.ts';
import { conversionFields } from './conversion-fields.ts';
import { pctText } from './fields.ts';

export const nominalRateCalculation = defineCalculation({
  do: 'nominalRate',
  summary: 'Nominal yearly rate (TAN) of an effective one: m × ((1 + rate)^(1/m) − 1), m periods a year.',
  input: z.strictObject(conversionFields),
  result: z.object({ nominalRatePct: pctText.describe('at the decimals asked, half-up'), exactPct: pctText.describe('up to 18 decimals') }),
  example: { ratePct: '7.1755', every: 1, unit: 'month', decimals: 4 },
  run: (input) => {
    const answer = nominalRate(input);
    return answer.ok ? { ok: true, result: { nominalRatePct: answer.ratePct, exactPct: answer.exactPct } } : answer;
  },
});
