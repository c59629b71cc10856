import type { Charge, StampDutyTerms, SubstituteTaxTerms } from '../financing/types.ts';

/** Usury threshold of a size class: amounts above `overCents` up to `toCents`, null = no limit. Yearly ppm. */
export interface ThresholdClass {
  readonly overCents: number | null;
  readonly toCents: number | null;
  readonly thresholdPpm: number;
}

/** Conditions of one offer, the same for every model, term and deposit of the matrix. */
export interface MatrixOffer {
  readonly nominalRatePpm: number;
  /** Balloon as a share of the price, one for each term of the matrix; without it the plan is level. */
  readonly balloonSharesPpm?: readonly number[] | undefined;
  readonly balloonAt?: 'with-last-row' | 'one-period-after' | undefined;
  /** At the start or with the rows; a matrix has no dates, so none `date`. */
  readonly charges: readonly Charge[];
  readonly substituteTax: SubstituteTaxTerms | null;
  readonly stampDuty?: StampDutyTerms | null | undefined;
  /** Thresholds of the offer's category in the quarter of the matrix. */
  readonly thresholds: readonly ThresholdClass[];
}

/** Every model with every term and every deposit under every offer. The start day and the quarter are the caller's. */
export interface MatrixAxes {
  readonly pricesCents: readonly number[];
  readonly termsMonths: readonly number[];
  /** Deposits as shares of the price, rounded half-up to the cent. */
  readonly depositSharesPpm: readonly number[];
  readonly offers: readonly MatrixOffer[];
}

/** What a cell came to. */
export const cellState = { sound: 0, usurious: 1, noThreshold: 2, notPriced: 3 } as const;

/**
 * Figures of every cell, one position a cell: ((offer × models + model) × terms + term) × deposits + deposit. A cell that
 * cannot be priced (nothing lent, a balloon too large, an instalment below a cent, no rate) holds zeros and `notPriced`.
 */
export interface PriceMatrix {
  readonly axes: MatrixAxes;
  readonly amountFinancedCents: Float64Array;
  readonly instalmentCents: Float64Array;
  /** Last row, principal and interest, with the balloon that falls due in it. */
  readonly lastRowCents: Float64Array;
  readonly interestCents: Float64Array;
  /** Two decimals of per cent, as `priceFinancing`. */
  readonly taegPpm: Float64Array;
  /** Full precision, in ppm, not rounded: compared with the threshold as it is. */
  readonly tegPpm: Float64Array;
  readonly thresholdPpm: Float64Array;
  readonly state: Uint8Array;
}
