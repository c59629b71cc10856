import { addMonthsToDayNumber, toDayNumber } from '#platform/civil-date';
import type { Rounding } from '#platform/money';
import { proportion } from './fraction.ts';
import type { Proof } from './proof-line.ts';
import type { RuleReader } from './rule-in-force.ts';

/** Why no compensation is due, or which limit shaped it. */
export type CompensationReason =
  | 'not-agreed'
  | 'insurance'
  | 'overdraft'
  | 'rate-not-fixed'
  | 'full-debt-within-limit'
  | 'agreed'
  | 'capped-by-law'
  | 'capped-by-interest';

export interface Compensation {
  readonly cents: number;
  readonly ratePpm: number;
  readonly reason: CompensationReason;
}

export interface CompensationCase {
  /** Share of the repaid capital that the contract asks; absent = none. */
  readonly agreedPpm?: number | undefined;
  /** Paid by a policy that covers the credit. */
  readonly insurance?: boolean | undefined;
  readonly overdraft?: boolean | undefined;
  /** The rate is not fixed in the period of the repayment. */
  readonly rateNotFixed?: boolean | undefined;
}

interface Repaid {
  readonly cents: number;
  readonly full: boolean;
  readonly on: string;
  readonly lastDueDate: string;
  /** Interest that would have been paid between the repayment and the end of the contract on what is repaid. */
  readonly interestSavedCents: number;
  readonly rounding: Rounding;
}

function exemption(agreed: CompensationCase, repaid: Repaid, law: RuleReader): CompensationReason | null {
  if (agreed.insurance === true) return 'insurance';
  if (agreed.overdraft === true) return 'overdraft';
  if (agreed.rateNotFixed === true) return 'rate-not-fixed';
  // The whole debt and within the limit: a part below the limit is not exempt.
  return repaid.full && repaid.cents <= law.number('settlement.compensation.free_full_debt') ? 'full-debt-within-limit' : null;
}

/**
 * Compensation of the lender for an early repayment (TUB 125-sexies): the agreed share of the capital repaid early, at
 * most 1 % when more than one year of the contract is left and 0.5 % otherwise, never above the interest that would have
 * been paid, and none when a policy pays, for overdrafts, while the rate is not fixed, or when the whole debt is repaid
 * and is at most 10,000 euro. The limits are read from the dated rows. `law` null: outside consumer credit, as agreed.
 */
export function compensationFor(agreed: CompensationCase, repaid: Repaid, law: RuleReader | null, proof: Proof): Compensation {
  const agreedPpm = agreed.agreedPpm ?? 0;
  if (agreedPpm === 0) return { cents: 0, ratePpm: 0, reason: 'not-agreed' };
  if (law === null) return { cents: proportion(repaid.cents, agreedPpm, 1_000_000, repaid.rounding), ratePpm: agreedPpm, reason: 'agreed' };
  const free = exemption(agreed, repaid, law);
  const article = law.article('settlement.compensation.above_one_year');
  if (free !== null) {
    proof?.push({ label: 'compensationFree', formula: [{ word: free }, { cents: repaid.cents }], cents: 0, article });
    return { cents: 0, ratePpm: 0, reason: free };
  }
  const longLife = addMonthsToDayNumber(toDayNumber(repaid.on), law.number('settlement.compensation.long_life')) < toDayNumber(repaid.lastDueDate);
  const mostPpm = law.number(longLife ? 'settlement.compensation.above_one_year' : 'settlement.compensation.up_to_one_year');
  const ratePpm = Math.min(agreedPpm, mostPpm);
  const cents = proportion(repaid.cents, ratePpm, 1_000_000, repaid.rounding);
  proof?.push({ label: 'compensationCap', formula: [{ date: repaid.lastDueDate }, { ratePpm: mostPpm }], article });
  proof?.push({ label: 'compensationRate', formula: [{ cents: repaid.cents }, '×', { ratePpm }], cents, article });
  const saved = Math.max(0, repaid.interestSavedCents);
  if (cents <= saved) return { cents, ratePpm, reason: agreedPpm > mostPpm ? 'capped-by-law' : 'agreed' };
  proof?.push({ label: 'compensationInterestCap', formula: [{ cents: saved }], cents: saved, article });
  return { cents: saved, ratePpm, reason: 'capped-by-interest' };
}
