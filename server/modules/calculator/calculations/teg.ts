import { z } from 'zod';
import { teg, type CostNature } from '#engine/rates';
import { defineCalculation, type Declined } from './calculation.ts';
import { listOf, pctText } from './fields.ts';
import { decimals, flow, flowList, frequency, mostFlows } from './flow-fields.ts';
import { rateExplainFields, rateExplainResult, rateSteps } from './rate-steps.ts';

const natures = [
  'fee', 'collection-fee', 'statement-fee', 'intermediary-fee', 'insurance', 'tax', 'notary', 'optional-service', 'default-charge', 'cash-sale-cost',
] as const satisfies readonly CostNature[];
const leftAside: readonly CostNature[] = natures.slice(natures.indexOf('tax'));

/** The engine reckons with the counted costs as payments after the others: a fault of one is told at the cost. */
function ofCost(declined: Declined, payments: number, costs: readonly { readonly nature: CostNature }[]): Declined {
  const [, index = '', rest = ''] = /^payments\.(\d+)(.*)$/.exec(declined.path) ?? [];
  if (index === '' || Number(index) < payments) return declined;
  const counted = [...costs.keys()].filter((at) => !leftAside.includes(costs[at]?.nature ?? 'fee'));
  return { ...declined, path: `costs.${counted[Number(index) - payments] ?? 0}.flow${rest}` };
}

export const tegCalculation = defineCalculation({
  do: 'teg',
  summary: 'TEG of a credit repaid by instalments: the rate that the usury law compares (L. 108/1996 art. 2), taxes apart.',
  input: z.strictObject({
    drawdowns: flowList.describe('[years, amount] in any one unit, or {date, cents}'),
    payments: flowList.describe('likewise: instalments, without the costs below'),
    costs: listOf(z.strictObject({ nature: z.enum(natures).describe('from tax on left aside, the others counted'), flow: flow.describe('as a payment') }), mostFlows).optional(),
    frequency: frequency.default('month').describe('whole periods that intervals between days are counted in'),
    decimals,
    ...rateExplainFields,
  }),
  result: z.object({
    tegPct: pctText.describe('at the decimals asked, half-up'),
    exactPct: pctText.describe('up to 18 decimals'),
    leftAside: z.number().describe('sum of the costs left aside, in the unit of the flows'),
    ...rateExplainResult,
  }),
  example: {
    drawdowns: [{ date: '2026-11-22', cents: 1_500_000 }],
    payments: [{ date: '2027-11-22', cents: 850_000 }, { date: '2028-11-22', cents: 850_000 }],
    costs: [{ nature: 'fee', flow: { date: '2026-11-22', cents: 30_000 } }, { nature: 'tax', flow: { date: '2026-11-22', cents: 1_600 } }],
  },
  run: ({ explain, ...input }, aids) => {
    const answer = teg(input);
    if (!answer.ok) return ofCost(answer, input.payments.length, input.costs ?? []);
    const { tegPct, exactPct, leftAside } = answer;
    const costs = (input.costs ?? []).reduce((sum, { flow: cost }) => sum + ('cents' in cost ? cost.cents : cost[1]), 0) - leftAside;
    return { ok: true, result: { tegPct, exactPct, leftAside, ...rateSteps(explain, aids, 'teg', input, { pct: tegPct, exactPct, leftAside, costs }) } };
  },
});
