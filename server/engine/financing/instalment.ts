import { chargeSums } from './charges.ts';
import type { ChargeBases, ChargeSums } from './charges.ts';
import { refuse } from '../refusal.ts';
import { creditOf } from './credit.ts';
import type { Credit, Dates } from './credit.ts';
import { maximumInstalmentCents } from './limits.ts';
import { levelPlan, solvedInstalment } from './level-plan.ts';
import type { LevelPlanTerms } from './level-plan.ts';
import { shapedPlanOf } from './shaped-plan.ts';
import { monthInterest } from '../arithmetic/round.ts';
import type { FinancingTerms, Refusal } from './types.ts';

/** Principal and interest of each row; the principals add up to the capital. */
export interface RowAmounts {
  readonly principals: readonly number[];
  readonly interests: readonly number[];
}

/** The credit with its instalment: all that a search needs, before TAEG and totals. */
export interface Instalment {
  readonly credit: Credit;
  /** The plan's instalment, and its rows when asked. */
  readonly instalmentCents: number;
  /** The instalment before its rounding to the cent, for a search; itself where more than that rounding has made it. */
  readonly unroundedCents: number;
  readonly rowAmounts: () => RowAmounts;
  readonly balloonCents: number;
  readonly instalmentWithFeesCents: number;
  readonly bases: ChargeBases;
  readonly charges: ChargeSums;
}

type Laid = Pick<Instalment, 'instalmentCents' | 'unroundedCents' | 'rowAmounts' | 'balloonCents'>;
type LaidResult = { readonly ok: true; readonly laid: Laid } | Refusal;

/**
 * Level instalment on the month grid. A balloon may at most leave the principal untouched until it falls due: above that
 * (`balloon_too_large`, nearest the largest) the debt would grow. Refuses an instalment below one cent.
 */
function gridInstalment(terms: FinancingTerms, principalCents: number): LaidResult {
  const balloonAfter = terms.plan.kind === 'balloon' && terms.plan.balloonAt === 'one-period-after';
  const plan: LevelPlanTerms = {
    principalCents,
    nominalRatePpm: terms.nominalRatePpm + 0,
    rows: terms.termMonths,
    balloonCents: terms.plan.kind === 'balloon' ? terms.plan.balloonCents + 0 : 0,
    balloonAfter,
    rounding: 'half-up',
  };
  const lastInterest = balloonAfter ? monthInterest(principalCents, plan.nominalRatePpm) : 0;
  const largestBalloon = principalCents + lastInterest;
  if (plan.balloonCents > largestBalloon) return refuse('balloon_too_large', 'plan.balloonCents', largestBalloon);
  const { cents: instalmentCents, unrounded: unroundedCents } = solvedInstalment(plan);
  if (instalmentCents < 1) return refuse('instalment_not_positive', 'termMonths');
  return { ok: true, laid: { instalmentCents, unroundedCents, balloonCents: plan.balloonCents, rowAmounts: () => levelPlan(plan, instalmentCents) } };
}

function laidPlan(terms: FinancingTerms, principalCents: number): LaidResult {
  if (terms.plan.kind !== 'shaped') return gridInstalment(terms, principalCents);
  const built = shapedPlanOf(terms, terms.plan, principalCents);
  if (!built.ok) return built;
  const { cents, unrounded } = built.plan.instalment;
  if (cents > maximumInstalmentCents) return refuse('amount_too_large', 'amountFinancedCents');
  const unroundedCents = terms.plan.shape.rounding.instalmentMultipleCents === 1 ? unrounded : cents;
  return { ok: true, laid: { instalmentCents: cents, unroundedCents, balloonCents: (terms.plan.balloonCents ?? 0) + 0, rowAmounts: () => built.plan } };
}

/** Credit and instalment of checked terms; refuses what the plan refuses. */
export function instalmentOf(terms: FinancingTerms, dates: Dates): { readonly ok: true; readonly found: Instalment } | Refusal {
  const composed = creditOf(terms, dates);
  if (!composed.ok) return composed;
  const { credit } = composed;
  const planned = laidPlan(terms, credit.amountFinancedCents);
  if (!planned.ok) return planned;
  const { instalmentCents } = planned.laid;
  const bases: ChargeBases = {
    amountFinanced: credit.amountFinancedCents,
    totalCredit: credit.totalCreditCents,
    instalment: instalmentCents,
  };
  const charges = chargeSums(terms, bases);
  return { ok: true, found: { credit, ...planned.laid, instalmentWithFeesCents: instalmentCents + charges.perRow, bases, charges } };
}
