import { chargeSums } from './charges.ts';
import type { ChargeBases, ChargeSums } from './charges.ts';
import { refuse } from '../refusal.ts';
import { creditOf } from './credit.ts';
import type { Credit, Dates } from './credit.ts';
import { levelInstalment } from './level-plan.ts';
import type { LevelPlanTerms } from './level-plan.ts';
import { monthInterest } from '../arithmetic/round.ts';
import type { FinancingTerms, Refusal } from './types.ts';

/** The credit with its level instalment: all that a search needs, before rows and TAEG. */
export interface Instalment {
  readonly credit: Credit;
  readonly plan: LevelPlanTerms;
  readonly instalmentCents: number;
  readonly instalmentWithFeesCents: number;
  readonly bases: ChargeBases;
  readonly charges: ChargeSums;
}

/**
 * Credit and level instalment of checked terms. A balloon may at most leave the principal untouched until it falls due:
 * above that (`balloon_too_large`, nearest the largest) the debt would grow. Refuses an instalment below one cent.
 */
export function instalmentOf(terms: FinancingTerms, dates: Dates): { readonly ok: true; readonly found: Instalment } | Refusal {
  const composed = creditOf(terms, dates);
  if (!composed.ok) return composed;
  const { credit } = composed;
  const balloonAfter = terms.plan.kind === 'balloon' && terms.plan.balloonAt === 'one-period-after';
  const plan: LevelPlanTerms = {
    principalCents: credit.amountFinancedCents,
    nominalRatePpm: terms.nominalRatePpm + 0,
    rows: terms.termMonths,
    balloonCents: terms.plan.kind === 'balloon' ? terms.plan.balloonCents + 0 : 0,
    balloonAfter,
    rounding: 'half-up',
  };
  const lastInterest = balloonAfter ? monthInterest(plan.principalCents, plan.nominalRatePpm) : 0;
  const largestBalloon = plan.principalCents + lastInterest;
  if (plan.balloonCents > largestBalloon) return refuse('balloon_too_large', 'plan.balloonCents', largestBalloon);
  const instalmentCents = levelInstalment(plan);
  if (instalmentCents < 1) return refuse('instalment_not_positive', 'termMonths');
  const bases: ChargeBases = {
    amountFinanced: credit.amountFinancedCents,
    totalCredit: credit.totalCreditCents,
    instalment: instalmentCents,
  };
  const charges = chargeSums(terms, bases);
  const instalmentWithFeesCents = instalmentCents + charges.perRow;
  return { ok: true, found: { credit, plan, instalmentCents, instalmentWithFeesCents, bases, charges } };
}
