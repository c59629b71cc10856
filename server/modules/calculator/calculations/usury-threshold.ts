import { z } from 'zod';
import { usuryThreshold } from '#engine/rates';
import { defineCalculation } from './calculation.ts';
import { pctText } from './fields.ts';

const average = z.union([z.string().max(40), z.number()]);

export const usuryThresholdCalculation = defineCalculation({
  do: 'usuryThreshold',
  summary: 'Usury threshold of an average rate: the lower of TEGM × 1.25 + 4 points and TEGM + 8 points (L. 108/1996 art. 2 as in force since 14 May 2011).',
  input: z.strictObject({
    tegmPct: average.describe('average rate of the quarter, per cent, any number of decimals'),
    surchargePct: average.optional().describe('average surcharge of default rates, for the threshold of default interest'),
  }),
  result: z.object({ thresholdPct: pctText.describe('exact, four decimals at least') }),
  example: { tegmPct: '11.30' },
  run: (input) => {
    const answer = usuryThreshold(input);
    return answer.ok ? { ok: true, result: { thresholdPct: answer.thresholdPct } } : answer;
  },
});
