import { z } from 'zod';
import { legalTaeg } from '#engine/rates';
import { defineCalculation } from './calculation.ts';
import { pctText } from './fields.ts';
import { decimals, flowList, frequency } from './flow-fields.ts';
import { rateExplainFields, rateExplainResult, rateSteps } from './rate-steps.ts';

export const taegCalculation = defineCalculation({
  do: 'taeg',
  summary: 'TAEG (APR of the Directives) of any drawdowns and payments, by the legal interval rule.',
  input: z.strictObject({
    drawdowns: flowList.describe('[years, amount] in any one unit, or {date, cents}'),
    payments: flowList.describe('likewise: instalments and every mandatory cost'),
    frequency: frequency.default('month').describe('whole periods that intervals between days are counted in'),
    decimals,
    ...rateExplainFields,
  }),
  result: z.object({ taegPct: pctText.describe('at the decimals asked, half-up'), exactPct: pctText.describe('up to 18 decimals'), ...rateExplainResult }),
  example: { drawdowns: [[0, 1000]], payments: [[1, 600], [2, 600]], decimals: 2 },
  run: ({ explain, ...input }, aids) => {
    const answer = legalTaeg(input);
    if (!answer.ok) return answer;
    const { taegPct, exactPct } = answer;
    return { ok: true, result: { taegPct, exactPct, ...rateSteps(explain, aids, 'taeg', input, { pct: taegPct, exactPct, leftAside: 0, costs: 0 }) } };
  },
});
