import { amountUpTo, date, integerWithin, listOf, oneOf, record, unlessAbsent, word } from '../check-fields.ts';
import type { Check } from '../check-fields.ts';
import { highestAmount } from './allocate-payment.ts';

export type Criterion = 'linear' | 'amortised-cost';

/** A cost of the credit other than the interest and fees of its rows: arrangement fee, broker's fee, tax, required insurance. */
export interface CostItem {
  readonly kind: string;
  readonly cents: number;
  /** `third-party-fixed`: paid straight to a third party and independent of the term, as a notary or a register. Default `cost`. */
  readonly nature?: 'cost' | 'tax' | 'third-party-fixed' | undefined;
  /** How the contract reduces it; silent = the criterion of the law in force when it was signed. */
  readonly criterion?: Criterion | undefined;
  /** Decides the criterion of silent contracts signed before 25 July 2021. Default `up-front`. */
  readonly timing?: 'up-front' | 'recurring' | undefined;
  /** `financed`: inside the capital; `paid`: in cash; `unpaid`: still to be asked. */
  readonly state: 'financed' | 'paid' | 'unpaid';
  /** Life of the cost, for the linear criterion; default that of the contract. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** A service sold with the credit by the lender or under an agreement: insurance, maintenance, warranty. */
export interface LinkedService {
  readonly code: string;
  readonly cents: number;
  readonly state: 'financed' | 'paid';
  /** Share that is given back in proportion to the life left: 1,000,000 (default) = all, 0 = nothing. */
  readonly refundablePpm?: number | undefined;
  /** Default linear, by day over the service's own life. */
  readonly criterion?: Criterion | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const amount = amountUpTo(highestAmount);
const criterion = unlessAbsent(oneOf('linear', 'amortised-cost'));

export const costItems: Check = unlessAbsent(
  listOf(
    record({
      kind: word,
      cents: amount,
      nature: unlessAbsent(oneOf('cost', 'tax', 'third-party-fixed')),
      criterion,
      timing: unlessAbsent(oneOf('up-front', 'recurring')),
      state: oneOf('financed', 'paid', 'unpaid'),
      from: unlessAbsent(date),
      to: unlessAbsent(date),
    }),
    200,
  ),
);

export const linkedServices: Check = unlessAbsent(
  listOf(
    record({
      code: word,
      cents: amount,
      state: oneOf('financed', 'paid'),
      refundablePpm: unlessAbsent(integerWithin(0, 1_000_000, 'rate_out_of_range')),
      criterion,
      from: unlessAbsent(date),
      to: unlessAbsent(date),
    }),
    50,
  ),
);
