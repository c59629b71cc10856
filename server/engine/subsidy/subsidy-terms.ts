import type { Refusal } from '../refusal.ts';

/** Amounts are integer cents, rates integer ppm a year, dates 'YYYY-MM-DD'. Nothing here is prose: `label` is a key that a caller translates. */

/** An amount on its value date. */
export interface DatedCents {
  readonly date: string;
  readonly cents: number;
}

/** A yearly rate and how often it is compounded; `year`: the rate is effective; `month`: nominal, as a TAN. */
export interface YearlyRate {
  readonly ratePpm: number;
  readonly compounding: 'year' | 'month' | 'week';
}

/** One step of a computation: a key with the figures that belong to it. */
export interface ProofLine {
  readonly label: string;
  readonly cents?: number | undefined;
  readonly ratePpm?: number | undefined;
  readonly date?: string | undefined;
  readonly count?: number | undefined;
  readonly of?: string | undefined;
}

export interface SubsidyTerms {
  /** What the lender pays the dealer, F. */
  readonly amountFinancedCents: number;
  /** Day from which values are counted; no flow is earlier. */
  readonly start: string;
  /** Days from the start to the settlement with the dealer; 0 = paid on the start. */
  readonly payoutDays?: number | undefined;
  /** What the lender gets from the customer, each on its value date. */
  readonly flows: readonly DatedCents[];
  /** The rate that the lender wants to earn. */
  readonly target: YearlyRate;
  /** Day on which the contribution is paid; default: the settlement with the dealer, from which it is withheld. */
  readonly contributionDate?: string | undefined;
}

export interface Subsidy {
  /** What lifts the lender to the target, in money of `contributionDate`; negative when the flows already earn more. */
  readonly contributionCents: number;
  readonly contributionDate: string;
  readonly payoutDate: string;
  /** Payout and flows at the target, in money of the start, each rounded for show. */
  readonly payoutValueCents: number;
  readonly presentValueCents: number;
  readonly proof: readonly ProofLine[];
}

export type SubsidyResult = ({ readonly ok: true } & Subsidy) | Refusal;

/** Ten years of days: no settlement is deferred longer. */
export const maximumPayoutDays = 3650;
export const maximumFlows = 5000;
/** A billion euro. */
export const maximumAmountCents = 100_000_000_000;
/** Rates stay below 1,000 %. */
export const maximumYearlyPpm = 9_999_999;
