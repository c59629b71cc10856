import { z } from 'zod';
import { buildPlan, planNotices, type Plan } from '#engine/plans';
import { legalTaeg, taeg } from '#engine/rates';
import { defineCalculation } from './calculation.ts';
import { cents, count, date, pctText } from './fields.ts';
import { explainFields, explainResult, stepsOf } from './figure-steps.ts';
import { planFields, planTerms, type PlanInput } from './plan-fields.ts';
import { planRow, totalsResult } from './plan-row.ts';
import { pctOfPpm } from './rates.ts';

export const planCalculation = defineCalculation({
  do: 'plan',
  summary: 'Payment plan of any kind: instalment, rows to the cent, totals and TAEG.',
  input: z.strictObject({ ...planFields, ...explainFields }),
  result: z.object({
    amountFinancedCents: cents,
    instalmentCents: cents.describe('principal and interest of a level row; otherwise of the first row after the grace'),
    rows: z.array(planRow),
    separateFees: z.array(z.object({ kind: z.string(), date, cents })).describe('charges outside the rows'),
    totals: totalsResult,
    notices: z
      .array(z.object({ code: z.enum(['days_without_interest', 'interest_without_days']), days: count.describe('calendar days') }))
      .optional()
      .describe('only when `firstDueDate` makes an odd first period bear the interest of a whole one: days that bear none, or days paid for that are not lent'),
    taegPct: pctText.nullable().describe('two decimals, half-up; null when these flows have no rate'),
    ...explainResult,
  }),
  example: { principalCents: 1_500_000, nominalRatePct: '6.95', rows: 3, start: '2026-11-22', every: 4, charges: [{ kind: 'collectionFee', at: 'row', cents: 200 }] },
  run: (input, aids) => {
    const { explain, explainRow, explainPart } = input;
    const terms = planTerms(input);
    const answer = buildPlan(terms);
    if (!answer.ok) return answer;
    const { amountFinancedCents, instalmentCents, rows, separateFees, totals } = answer.plan;
    const taegPct = taegOf(answer.plan, input.unit);
    const steps = stepsOf({ explain, explainRow, explainPart }, toldFigures, aids?.tellPlan && ((language) => aids.tellPlan?.(terms, language) ?? null));
    if (!steps.ok) return steps;
    const notices = terms.firstDueDate === undefined ? [] : planNotices(terms);
    return { ok: true, result: { amountFinancedCents, instalmentCents, rows: [...rows], separateFees: [...separateFees], totals, ...(notices.length === 0 ? {} : { notices: [...notices] }), taegPct, ...steps.told } };
  },
});

/** The figures that have steps, by the names of the answer and of the engine. */
const toldFigures = [
  ['amountFinancedCents', 'amountFinancedCents'],
  ['instalmentCents', 'instalmentCents'],
  ['totals.interestCents', 'interestCents'],
  ['totals.feeCents', 'feeCents'],
  ['totals.financedFeeCents', 'financedFeeCents'],
  ['totals.dueCents', 'dueCents'],
  ['taegPct', 'taegPpm'],
] as const;

/** The TAEG of a plan; periods of weeks are counted in weeks, all others in months. */
function taegOf({ taegFlows }: Plan, unit: PlanInput['unit']): string | null {
  const drawdowns = taegFlows.filter((flow) => flow.cents < 0).map((flow) => ({ date: flow.date, cents: -flow.cents }));
  const payments = taegFlows.filter((flow) => flow.cents > 0);
  if (unit === 'week') {
    const weekly = legalTaeg({ drawdowns, payments, frequency: 'week' });
    return weekly.ok ? weekly.taegPct : null;
  }
  const monthly = taeg({ drawdowns, payments });
  return monthly.ok ? pctOfPpm(monthly.taegPpm) : null;
}
