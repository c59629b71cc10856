import { toDayNumber } from '#platform/civil-date';
import type { DayNumber } from '#platform/civil-date';
import { barePlan } from '../plan/bare-plan.ts';
import type { BarePlan } from '../plan/bare-plan.ts';
import type { PlanTerms } from '../plan/plan-terms.ts';
import { dueDays } from '../time/due-dates.ts';
import type { FinancingTerms, Refusal, ShapedPlan } from './types.ts';

/** Weights of as many rows as asked: cut, repeated, or held at the last. */
function weightsOf({ shape, weightsBeyond }: ShapedPlan, rows: number): readonly number[] | undefined {
  const { weights } = shape;
  if (!weights || weights.length === rows) return weights ?? undefined;
  if (!weightsBeyond || weights.length === 0) return weights;
  const last = weights.length - 1;
  return Array.from({ length: rows }, (_, row) => weights[weightsBeyond === 'repeat' ? row % weights.length : Math.min(row, last)] ?? 0);
}

/** A financing with a shaped plan as the plan it asks for; charges and taxes stay with the financing. */
export function planTermsOf(terms: FinancingTerms, plan: ShapedPlan, principalCents: number): PlanTerms {
  const { shape } = plan;
  return {
    every: shape.every,
    unit: shape.unit,
    monthEnd: shape.monthEnd,
    dayCount: shape.dayCount,
    amortisation: shape.amortisation,
    interestOn: shape.interestOn,
    mode: shape.mode,
    balloonAfterLastRow: shape.balloonAfterLastRow,
    gracePrincipalRows: shape.gracePrincipalRows,
    graceInterestRows: shape.graceInterestRows,
    firstPeriod: shape.firstPeriod,
    capitalisation: shape.capitalisation,
    rounding: shape.rounding,
    weights: weightsOf(plan, terms.termMonths),
    principalCents,
    nominalRatePpm: terms.nominalRatePpm,
    rows: terms.termMonths,
    start: terms.startDate,
    firstDueDate: terms.firstDueDate ?? undefined,
    dueDates: plan.dueDates ?? undefined,
    balloonCents: plan.balloonCents ?? undefined,
  };
}

/** Fields of a plan under the names they have in a financing. */
const names: Readonly<Record<string, string>> = {
  principalCents: 'amountFinancedCents',
  nominalRatePpm: 'nominalRatePpm',
  rows: 'termMonths',
  start: 'startDate',
  firstDueDate: 'firstDueDate',
  dueDates: 'plan.dueDates',
  balloonCents: 'plan.balloonCents',
};

function inFinancing(refusal: Refusal): Refusal {
  const [field = ''] = refusal.path.split('.');
  const name = names[field];
  const path = name === undefined ? `plan.shape.${refusal.path}` : name + refusal.path.slice(field.length);
  return { ...refusal, path };
}

/** The plan of a capital. Refusals name the fields of the financing. */
export function shapedPlanOf(terms: FinancingTerms, plan: ShapedPlan, principalCents: number): { readonly ok: true; readonly plan: BarePlan } | Refusal {
  const built = barePlan(planTermsOf(terms, plan, principalCents));
  return built.ok ? built : inFinancing(built);
}

/** Due days of a shaped plan, that of a balloon, or of all the capital, after the last row included. */
export function shapedDueDays(terms: FinancingTerms, plan: ShapedPlan): DayNumber[] {
  const { shape } = plan;
  if (plan.dueDates) return plan.dueDates.map(toDayNumber);
  const capitalAtEnd = shape.amortisation === 'interest-only' || shape.amortisation === 'bullet' || (plan.balloonCents ?? 0) > 0;
  const rows = terms.termMonths + (shape.balloonAfterLastRow === true && capitalAtEnd ? 1 : 0);
  const firstDue = terms.firstDueDate ? toDayNumber(terms.firstDueDate) : null;
  return dueDays(toDayNumber(terms.startDate), shape, rows, firstDue, shape.mode, shape.monthEnd);
}
