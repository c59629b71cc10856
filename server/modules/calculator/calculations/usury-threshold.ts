import { z } from 'zod';
import { usuryThreshold } from '#engine/rates';
import { defineCalculation } from './calculation.ts';
import { pctText } from './fields.ts';
import { rateExplainFields, rateExplainResult, usurySteps } from './rate-steps.ts';

const average = z.union([z.string().max(40), z.number()]);

export const usuryThresholdCalculation = defineCalculation({
  do: 'usuryThreshold',
  summary: 'Usury threshold of an average rate: the lower of TEGM × 1.25 + 4 points and TEGM + 8 points (L. 108/1996 art. 2 as in force since 14 May 2011).',
  input: z.strictObject({
    tegmPct: average.describe('average rate of the quarter, per cent, any number of decimals'),
    surchargePct: average.optional().describe('average surcharge of default rates, for the threshold of default interest'),
    ...rateExplainFields,
  }),
  result: z.object({ thresholdPct: pctText.describe('exact, four decimals at least'), ...rateExplainResult }),
  example: { tegmPct: '11.30' },
  run: ({ explain, ...input }, aids) => {
    const answer = usuryThreshold(input);
    if (!answer.ok) return answer;
    const { thresholdPct } = answer;
    const told = { tegmPct: String(input.tegmPct), surchargePct: input.surchargePct === undefined ? undefined : String(input.surchargePct), thresholdPct };
    return { ok: true, result: { thresholdPct, ...usurySteps(explain, aids, [['thresholdPct', told]]) } };
  },
});
