import type { QuoteInput, QuoteSummaryFigures } from './quote-shapes.ts';
import { tradeInEquityCents } from './deal-amounts.ts';

/** What all lines of a fleet come to. Amounts in cents, the instalment that of a month in which every line pays one. */
export interface FleetTotals {
  readonly quantity: number;
  readonly netPriceCents: number;
  readonly depositCents: number;
  /** What the cars given in bring once their old loans are paid off. */
  readonly tradeInCents: number;
  readonly totalCreditCents: number;
  readonly amountFinancedCents: number;
  readonly instalmentWithFeesCents: number;
  readonly balloonCents: number;
  readonly totalDueCents: number;
}

interface FleetLine {
  readonly quantity: number;
  readonly input: Pick<QuoteInput, 'depositCents' | 'tradeInCents' | 'tradeIn'>;
  readonly figures: Omit<QuoteSummaryFigures, 'lease'>;
}

/** Each line times its quantity, added up: integer cents, nothing is rounded. */
export function fleetTotals(lines: readonly FleetLine[]): FleetTotals {
  const sum = (of: (line: FleetLine) => number): number => lines.reduce((total, line) => total + line.quantity * of(line), 0);
  return {
    quantity: sum(() => 1),
    netPriceCents: sum((line) => line.figures.netPriceCents),
    depositCents: sum((line) => line.input.depositCents),
    tradeInCents: sum((line) => tradeInEquityCents(line.input)),
    totalCreditCents: sum((line) => line.figures.totalCreditCents),
    amountFinancedCents: sum((line) => line.figures.amountFinancedCents),
    instalmentWithFeesCents: sum((line) => line.figures.instalmentWithFeesCents),
    balloonCents: sum((line) => line.figures.balloonCents),
    totalDueCents: sum((line) => line.figures.totalDueCents),
  };
}
