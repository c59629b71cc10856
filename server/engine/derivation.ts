import type { DerivationLanguage } from './derivation-texts.ts';
import { toldFinancing } from './derivation/financing-case.ts';
import type { Case } from './derivation/financing-case.ts';
import { instalmentSteps } from './derivation/instalment-steps.ts';
import { isFigureOf, isLanguage } from './derivation/known-question.ts';
import { leaseTeller } from './derivation/lease-figures.ts';
import type { LeaseFigure } from './derivation/lease-figures.ts';
import { leaseTexts } from './derivation/lease-texts.ts';
import { planTeller } from './derivation/plan-figures.ts';
import type { PlanFigure } from './derivation/plan-figures.ts';
import { rowSteps } from './derivation/row-steps.ts';
import {
  amountFinanced, balloon, effectiveRate, financedFees, financedServices, instalmentWithFees, interest, netPrice, nominalRate, rowCount, stampDuty, substituteTax,
  taeg, totalCost, totalCredit, totalDue, totalFees,
} from './derivation/total-steps.ts';
import type { Derive } from './derivation/total-steps.ts';
import { wordsOf } from './derivation/words.ts';
import { checkTerms } from './financing/check-terms.ts';
import { datesOf } from './financing/credit.ts';
import { instalmentOf } from './financing/instalment.ts';
import { priceFinancing } from './financing/price-financing.ts';
import type { DerivationStep, FigureName, FinancingFigures, FinancingTerms } from './financing/types.ts';
import type { LeaseTerms } from './lease.ts';
import type { PlanTerms } from './plans.ts';

export type { DerivationLanguage } from './derivation-texts.ts';
export { explainRate, explainUsury } from './derivation/rate-steps.ts';
export type { ToldRate, ToldUsury } from './derivation/rate-steps.ts';
export type { LeaseFigure } from './derivation/lease-figures.ts';
export type { PlanFigure } from './derivation/plan-figures.ts';

/** How each figure is told; the instalment needs the plan too. */
const figures: Readonly<Record<Exclude<keyof FinancingFigures, 'instalmentCents'>, Derive>> = {
  netPriceCents: netPrice,
  totalCreditCents: totalCredit,
  financedFeesCents: financedFees,
  financedServicesCents: financedServices,
  substituteTaxCents: substituteTax,
  stampDutyCents: stampDuty,
  amountFinancedCents: amountFinanced,
  instalmentWithFeesCents: instalmentWithFees,
  balloonCents: balloon,
  interestCents: interest,
  totalFeesCents: totalFees,
  totalCostCents: totalCost,
  totalDueCents: totalDue,
  nominalRatePpm: nominalRate,
  taegPpm: taeg,
  effectiveRatePpm: effectiveRate,
  rows: rowCount,
};

function stepsOf(about: Case, figure: FigureName): readonly DerivationStep[] {
  if (typeof figure !== 'object' && figure !== 'instalmentCents') return figures[figure](about);
  const told = toldFinancing(about);
  if (told === null) return [];
  return typeof figure === 'object' ? rowSteps(told, figure.row, figure.part) : instalmentSteps(told);
}

/**
 * The steps that lead to a figure of a financing, to a row of its plan, or to one amount of a row down to its rounding, in
 * Italian or English; the last step carries the figure. Every kind of plan is told by one pattern: what goes in, the exact
 * value, the rounding. Empty when the terms are refused or the row does not exist. Loaded only where a derivation is shown.
 */
export function explain(terms: FinancingTerms, figure: FigureName, language: DerivationLanguage): readonly DerivationStep[] {
  if (!isLanguage(language) || !(figure === 'instalmentCents' || isFigureOf(figures, figure)) || checkTerms(terms) !== null) return [];
  const priced = priceFinancing(terms);
  const dated = datesOf(terms);
  if (!priced.ok || !dated.ok) return [];
  const composed = instalmentOf(terms, dated.dates);
  return composed.ok ? stepsOf({ ...wordsOf(language), terms, figures: priced.figures, found: composed.found }, figure) : [];
}

/** As `explain`, for a plan by itself, of any kind `#engine/plans` builds: down payment (row 0), drawdowns and charges by row included. */
export function explainPlan(terms: PlanTerms, figure: PlanFigure, language: DerivationLanguage): readonly DerivationStep[] {
  return tellPlan(terms, language)?.(figure) ?? [];
}

/** The same for many figures of one plan, which is laid out once; null when its terms are refused. */
export function tellPlan(terms: PlanTerms, language: DerivationLanguage): ((figure: PlanFigure) => readonly DerivationStep[]) | null {
  return isLanguage(language) ? planTeller(terms, wordsOf(language)) : null;
}

/** As `explain`, for a lease, in the words of leases; row 0 is the first rental, row n + 1 the purchase option. */
export function explainLease(terms: LeaseTerms, figure: LeaseFigure, language: DerivationLanguage): readonly DerivationStep[] {
  return tellLease(terms, language)?.(figure) ?? [];
}

/** The same for many figures of one lease; null when its terms are refused. */
export function tellLease(terms: LeaseTerms, language: DerivationLanguage): ((figure: LeaseFigure) => readonly DerivationStep[]) | null {
  return isLanguage(language) ? leaseTeller(terms, wordsOf(language, leaseTexts[language])) : null;
}
