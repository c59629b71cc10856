import type { FinancingFigures, FinancingTerms, Refusal } from '../financing/types.ts';
import type { Possible } from './find-integer.ts';

/**
 * What is looked for, all the rest being given. `amountFinanced` is what can be lent: the price gives way. `instalment` is
 * plain pricing. `subsidy` is what maker or dealer pay so that the customer gets the figure asked.
 */
export type Unknown = 'price' | 'deposit' | 'amountFinanced' | 'instalment' | 'term' | 'nominalRate' | 'balloon' | 'subsidy';

/** The figure that must come out. A TAEG can be asked of the nominal rate and of a subsidy of the rate. */
export interface SolveTarget {
  readonly figure: 'instalmentCents' | 'instalmentWithFeesCents' | 'amountFinancedCents' | 'taegPpm';
  /** Cents, or ppm in whole hundreds (two decimals of per cent). */
  readonly value: number;
  /**
   * How a subsidy works. `rate` (default): the customer's nominal rate falls and the lender is paid the present value it
   * loses at the rate of the terms. `amount`: the subsidy is a discount that lowers what is lent.
   */
  readonly by?: 'rate' | 'amount' | undefined;
}

export interface Solution {
  readonly ok: true;
  readonly unknown: Unknown;
  /** Cents; rows for `term`; ppm for `nominalRate`. */
  readonly value: number;
  /**
   * First and last value that give the figure (for a TAEG, the first and last of the stretch found: the rounding of a small
   * plan may leave gaps). Of these `value` is the smallest deposit, term and subsidy, the largest price
   * and amount, the roundest nominal rate and balloon (6.95 % rather than 6.9487 %).
   */
  readonly from: number;
  readonly to: number;
  /** The terms with the answer in them, and their price. */
  readonly terms: FinancingTerms;
  readonly figures: FinancingFigures;
  /** How many instalments or plans were computed to find it. */
  readonly tried: number;
}

/**
 * Why not. `jumps-over`: neighbouring values give figures on both sides of the one asked. `above-highest`, `below-lowest`:
 * no value goes that far. `below-interest`: the instalment would not pay the interest of its period, so no term is long enough.
 */
export type Unreachable = 'jumps-over' | 'above-highest' | 'below-lowest' | 'below-interest';

export interface SolveRefusal extends Refusal {
  readonly reason?: Unreachable | undefined;
  /** The values that come nearest, below and above the figure asked, and the figures they give; `nearest` is the nearer figure. */
  readonly possible?: readonly Possible[] | undefined;
}

export type SolveResult = Solution | SolveRefusal;
