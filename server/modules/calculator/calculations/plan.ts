import { z } from 'zod';
import { buildPlan, type Plan } from '#engine/plans';
import { legalTaeg, taeg } from '#engine/rates';
import { defineCalculation } from './calculation.ts';
import { cents, count, date, pctText } from './fields.ts';
import { planInput, planTerms, type PlanInput } from './plan-fields.ts';
import { pctOfPpm } from './rates.ts';

export const planRow = z.object({
  number: count.describe('0 is a down payment'),
  dueDate: date,
  principalCents: cents,
  interestCents: cents,
  feeCents: cents,
  dueCents: cents.describe('principal + interest + fees'),
  balanceCents: cents.describe('principal owed after the row'),
});

export const planCalculation = defineCalculation({
  do: 'plan',
  summary: 'Payment plan of any kind: instalment, rows to the cent, totals and TAEG.',
  input: planInput,
  result: z.object({
    amountFinancedCents: cents,
    instalmentCents: cents.describe('principal and interest of a level row; otherwise of the first row after the grace'),
    rows: z.array(planRow),
    separateFees: z.array(z.object({ kind: z.string(), date, cents })).describe('charges outside the rows'),
    totals: z.object({
      principalCents: cents,
      interestCents: cents,
      feeCents: cents.describe('charges paid, financed ones apart'),
      financedFeeCents: cents,
      dueCents: cents.describe('principal + interest + fees'),
    }),
    taegPct: pctText.nullable().describe('two decimals, half-up; null when these flows have no rate'),
  }),
  example: { principalCents: 1_500_000, nominalRatePct: '6.95', rows: 3, start: '2026-11-22', every: 4, charges: [{ kind: 'collectionFee', at: 'row', cents: 200 }] },
  run: (input) => {
    const answer = buildPlan(planTerms(input));
    if (!answer.ok) return answer;
    const { amountFinancedCents, instalmentCents, rows, separateFees, totals } = answer.plan;
    return {
      ok: true,
      result: { amountFinancedCents, instalmentCents, rows: [...rows], separateFees: [...separateFees], totals, taegPct: taegOf(answer.plan, input.unit) },
    };
  },
});

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
