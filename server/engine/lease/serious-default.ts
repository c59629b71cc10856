import { date, integerWithin, listOf, oneOf, record, unlessAbsent, word } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { maximumLeaseCents, maximumRentals } from './lease-terms.ts';

/**
 * L. 4 August 2017 n. 124 art. 1 c. 137 as dated data, in force from 29 August 2017: serious default is the failure to pay
 * four monthly rentals, even not consecutive, or an equivalent amount; for immovables six monthly or two quarterly ones.
 */
export interface DefaultRule {
  readonly good: 'movable' | 'immovable';
  readonly monthlyRentals: number;
  readonly quarterlyRentals: number | null;
  readonly validFrom: string;
  readonly source: string;
}

export const leaseDefaultRules: readonly DefaultRule[] = [
  { good: 'movable', monthlyRentals: 4, quarterlyRentals: null, validFrom: '2017-08-29', source: 'L. 124/2017 art. 1 c. 137' },
  { good: 'immovable', monthlyRentals: 6, quarterlyRentals: 2, validFrom: '2017-08-29', source: 'L. 124/2017 art. 1 c. 137' },
];

export interface SeriousDefaultTerms {
  readonly asOf: string;
  readonly good: 'movable' | 'immovable';
  /** The level rental and how many months it covers (1 monthly, 3 quarterly). */
  readonly rentalCents: number;
  readonly monthsPerRental: number;
  /** Rentals asked; `paidCents` what has been paid of each by `asOf`. */
  readonly rentals: readonly { readonly dueDate: string; readonly dueCents: number; readonly paidCents: number }[];
  /** Default: the rules of this file. */
  readonly rules?: readonly DefaultRule[] | undefined;
}

export type SeriousDefaultResult =
  | {
      readonly ok: true;
      readonly serious: boolean;
      /** Rentals due and wholly unpaid. */
      readonly unpaidRentals: number;
      readonly unpaidCents: number;
      readonly neededRentals: number;
      /** The equivalent amount, to the cent above. */
      readonly neededCents: number;
      readonly by: 'rentals' | 'amount' | null;
      readonly source: string;
    }
  | Refusal;

const amount = integerWithin(0, maximumLeaseCents, 'amount_too_large');
const ruleFields = record({
  good: oneOf('movable', 'immovable'),
  monthlyRentals: integerWithin(1, 120, 'number_out_of_range'),
  quarterlyRentals: unlessAbsent(integerWithin(1, 40, 'number_out_of_range')),
  validFrom: date,
  source: word,
});
const fields = record({
  asOf: date,
  good: oneOf('movable', 'immovable'),
  rentalCents: integerWithin(1, maximumLeaseCents, 'amount_too_large'),
  monthsPerRental: integerWithin(1, 12, 'number_out_of_range'),
  rentals: listOf(record({ dueDate: date, dueCents: amount, paidCents: amount }), maximumRentals + 2),
  rules: unlessAbsent(listOf(ruleFields, 50)),
});

/**
 * Whether the lessee is in serious default on a day. A rental counts when it is due and nothing of it has been paid; part
 * payments count through the amount, which is compared exactly with so many months of rental. Rentals of other than one
 * or three months count by the months they cover. A rental due on `asOf` itself is not yet late.
 */
export function seriousDefault(terms: SeriousDefaultTerms): SeriousDefaultResult {
  const fault = fields(terms, '');
  if (fault !== null) return fault;
  const { asOf, rentals, rentalCents, monthsPerRental } = terms;
  const inForce = (terms.rules ?? leaseDefaultRules).filter((one) => one.good === terms.good && one.validFrom <= asOf);
  const rule = inForce.toSorted((one, other) => (one.validFrom < other.validFrom ? 1 : -1))[0];
  if (rule === undefined) return refuse('rule_missing', 'asOf');
  let unpaidRentals = 0;
  let unpaidCents = 0;
  for (const { dueDate, dueCents, paidCents } of rentals) {
    if (dueDate >= asOf || paidCents >= dueCents) continue;
    unpaidCents += dueCents - paidCents;
    if (paidCents === 0) unpaidRentals += 1;
  }
  const quarterly = monthsPerRental === 3 ? (rule.quarterlyRentals ?? null) : null;
  const neededRentals = quarterly ?? Math.ceil(rule.monthlyRentals / monthsPerRental);
  const neededMonths = quarterly === null ? rule.monthlyRentals : quarterly * 3;
  const byRentals = unpaidRentals >= neededRentals;
  const byAmount = unpaidCents * monthsPerRental >= rentalCents * neededMonths;
  return {
    ok: true,
    serious: byRentals || byAmount,
    unpaidRentals,
    unpaidCents,
    neededRentals,
    neededCents: Math.ceil((rentalCents * neededMonths) / monthsPerRental),
    by: byRentals ? 'rentals' : byAmount ? 'amount' : null,
    source: rule.source,
  };
}
