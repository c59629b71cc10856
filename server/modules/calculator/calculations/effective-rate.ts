import { z } from 'zod';
import { effectiveRate } from '#engine/rates';
import { defineCalculation } from './calculation.ts';
import { conversionFields } from './conversion-fields.ts';
import { pctText } from './fields.ts';

export const effectiveRateCalculation = defineCalculation({
  do: 'effectiveRate',
  summary: 'Effective yearly rate of a nominal one: (1 + TAN / m)^m − 1, m periods a year.',
  input: z.strictObject(conversionFields),
  result: z.object({ effectiveRatePct: pctText.describe('at the decimals asked, half-up'), exactPct: pctText.describe('up to 18 decimals') }),
  example: { ratePct: '6.95', every: 1, unit: 'month', decimals: 4 },
  run: (input) => {
    const answer = effectiveRate(input);
    return answer.ok ? { ok: true, result: { effectiveRatePct: answer.ratePct, exactPct: answer.exactPct } } : answer;
  },
});
