import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { layPlan } from './lay-plan.ts';
import type { SolvedInstalment } from './level-instalment.ts';
import { askedInterests, isTooLarge } from './plan-rows.ts';
import type { PlanTerms } from './plan-terms.ts';

/** A plan without dates, charges and totals: what a financing, which has its own, needs of it. */
export interface BarePlan {
  readonly instalment: SolvedInstalment;
  /** Of each row; the principals add up to the capital. */
  readonly principals: readonly number[];
  readonly interests: readonly number[];
}

/** The cents of `buildPlan` for terms without charges and down payment, and its refusals. */
export function barePlan(terms: PlanTerms): { readonly ok: true; readonly plan: BarePlan } | Refusal {
  const made = layPlan(terms);
  if (!made.ok) return made;
  const { laid } = made;
  const interests = askedInterests(laid);
  const principals: number[] = [];
  for (const { principalCents } of laid.amounts) {
    const interestCents = interests[principals.length] ?? 0;
    if (isTooLarge({ principalCents, interestCents, feeCents: 0, dueCents: principalCents + interestCents })) return refuse('amount_too_large', 'principalCents');
    principals.push(principalCents);
  }
  return { ok: true, plan: { instalment: laid.instalment, principals, interests } };
}
