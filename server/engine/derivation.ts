import type { DerivationLanguage } from './derivation-texts.ts';
import { caseOf } from './derivation/case.ts';
import type { Case, Derive } from './derivation/case.ts';
import { instalmentSteps } from './derivation/instalment-steps.ts';
import { layoutOf } from './derivation/plan-layout.ts';
import type { PlanLayout } from './derivation/plan-layout.ts';
import { feeSteps, interestSteps, principalSteps, rowCase, rowSummary } from './derivation/row-steps.ts';
import type { RowCase } from './derivation/row-steps.ts';
import {
  amountFinanced, balloon, effectiveRate, financedFees, financedServices, instalmentWithFees, interest, netPrice, nominalRate, rowCount, stampDuty, substituteTax,
  taeg, totalCost, totalCredit, totalDue, totalFees,
} from './derivation/total-steps.ts';
import { checkTerms } from './financing/check-terms.ts';
import { datesOf } from './financing/credit.ts';
import { instalmentOf } from './financing/instalment.ts';
import { priceFinancing } from './financing/price-financing.ts';
import type { DerivationStep, FigureName, FinancingFigures, FinancingTerms, RowPart } from './financing/types.ts';

export type { DerivationLanguage } from './derivation-texts.ts';

/** How each figure is told; those of the plan need its layout too. */
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

const parts: Readonly<Record<RowPart, (row: RowCase) => readonly DerivationStep[]>> = {
  interest: interestSteps,
  principal: principalSteps,
  fee: feeSteps,
  due: (row) => rowSummary(row).slice(0, 4),
  balance: (row) => rowSummary(row),
};

function stepsOf(about: Case, layout: PlanLayout, figure: FigureName): readonly DerivationStep[] {
  if (figure === 'instalmentCents') return instalmentSteps(about, layout);
  if (typeof figure !== 'object') return figures[figure](about);
  const row = rowCase(about, layout, figure.row);
  if (row === null) return [];
  return figure.part === undefined ? rowSummary(row) : parts[figure.part](row);
}

/**
 * The steps that lead to a figure, to a row of the plan, or to one amount of a row down to its rounding, in Italian or
 * English; the last step carries the figure. Every kind of plan is told by one pattern: what goes in, the exact value,
 * the rounding. Empty when the terms are refused or the row does not exist. Loaded only where a derivation is shown.
 */
export function explain(terms: FinancingTerms, figure: FigureName, language: DerivationLanguage): readonly DerivationStep[] {
  if (checkTerms(terms) !== null) return [];
  const priced = priceFinancing(terms);
  const dated = datesOf(terms);
  if (!priced.ok || !dated.ok) return [];
  const composed = instalmentOf(terms, dated.dates);
  const layout = layoutOf(terms);
  if (!composed.ok || layout === null) return [];
  return stepsOf(caseOf(terms, priced.figures, composed.found, language), layout, figure);
}
