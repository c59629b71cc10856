import type { QuoteSummaryFigures, ShownFigures } from './quote-shapes.ts';

/** The figures a customer is shown, which the server compares with its own. */
export function shownFigures({ instalmentWithFeesCents, amountFinancedCents, totalDueCents, taegPpm }: Omit<QuoteSummaryFigures, 'lease'>): ShownFigures {
  return { instalmentWithFeesCents, amountFinancedCents, totalDueCents, taegPpm };
}
