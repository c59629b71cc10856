import { fromDayNumber } from '#platform/civil-date';
import { refuse } from '../refusal.ts';
import { layPlan } from './lay-plan.ts';
import { paidCharges, planBases } from './plan-charges.ts';
import { isTooLarge, printRows } from './plan-rows.ts';
import type { PlanResult, PlanTerms } from './plan-terms.ts';
import { planTotals, taegFlows } from './plan-totals.ts';

/**
 * A plan to the cent: rows, charges, totals, flows of the TAEG, by docs/engine-conventions.md. Pure; never throws and
 * never answers NaN: whatever is wrong, of any type, comes back as a named refusal with the path of the field.
 */
export function buildPlan(given: PlanTerms): PlanResult {
  const made = layPlan(given);
  if (!made.ok) return made;
  const { laid } = made;
  const { terms, capital } = laid;
  const { amountFinancedCents } = capital;
  const instalmentCents = laid.instalment.cents;
  const bases = planBases(terms.principalCents, amountFinancedCents, instalmentCents);
  const split = paidCharges(terms, bases);
  if (!split.ok) return split;
  const printed = printRows(laid, bases, split.paid);
  if (printed.rows.some(isTooLarge)) return refuse('amount_too_large', 'principalCents');
  return {
    ok: true,
    plan: {
      amountFinancedCents,
      instalmentCents,
      rows: printed.rows,
      separateFees: printed.separate.map(({ kind, day, cents }) => ({ kind, date: fromDayNumber(day), cents })),
      totals: planTotals(printed, capital.financedFeeCents),
      taegFlows: taegFlows(laid, printed),
    },
  };
}
