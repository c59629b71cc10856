import { integerWithin, oneOf, isBag, withoutMinusZero } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { findInteger } from '../solve/find-integer.ts';
import type { IntegerFound, IntegerSearch } from '../solve/find-integer.ts';
import { checkLease } from './check-lease.ts';
import { maximumLeaseCents, maximumLeaseRatePpm, maximumRentals } from './lease-terms.ts';
import type { Lease, LeaseTerms } from './lease-terms.ts';
import { priceLease } from './price-lease.ts';
import { solveLevel } from './solved-lease.ts';

export type LeaseUnknown = 'price' | 'firstRental' | 'rental' | 'term' | 'nominalRate' | 'purchaseOption';

export type LeaseSolution =
  | {
      readonly ok: true;
      readonly unknown: LeaseUnknown;
      /** Cents; rentals for `term`; ppm for `nominalRate`. */
      readonly value: number;
      /** First and last value that give the rental asked. */
      readonly from: number;
      readonly to: number;
      /** The terms with the answer in them, and their price. */
      readonly terms: LeaseTerms;
      readonly lease: Lease;
    }
  | LeaseSolveRefusal;

/** `nearest`: the reachable rental nearest to the one asked; `possible`: the values beside it and their rentals. */
export interface LeaseSolveRefusal extends Refusal {
  readonly possible?: readonly { readonly value: number; readonly figure: number }[] | undefined;
}

interface Sought {
  readonly low: number;
  readonly high: number;
  readonly rising: boolean;
  /** Which of the values that give the rental is answered: the least first rental, option and term, the highest price and rate. */
  readonly choice: 'from' | 'to';
  readonly put: (value: number) => LeaseTerms;
  /** Whether a value that cannot be priced is too small, or too large. */
  readonly tooLow: boolean;
  /** Where to look first. */
  readonly guess: number;
}

/** Something to put where the unknown stands, so that the other fields can be checked. */
const neutral: Readonly<Record<Exclude<LeaseUnknown, 'rental'>, Partial<LeaseTerms>>> = {
  price: { priceCents: maximumLeaseCents },
  firstRental: { firstRental: { cents: 0 } },
  term: { rentals: 1 },
  nominalRate: { nominalRatePpm: 0 },
  purchaseOption: { purchaseOption: { cents: 0 } },
};

function soughtOf(terms: LeaseTerms, unknown: Exclude<LeaseUnknown, 'rental'>): Sought {
  // Asked for, the price is not looked at, whatever stands in its place.
  const netAsset = unknown === 'price' ? maximumLeaseCents : terms.priceCents - terms.discountCents;
  switch (unknown) {
    case 'price':
      // Below, the discount, the first rental or the option are more than the price; nothing else is in the way.
      return { low: 0, high: maximumLeaseCents, rising: true, choice: 'to', put: (priceCents) => ({ ...terms, priceCents }), tooLow: true, guess: 3_000_000 };
    case 'firstRental':
      return { low: 0, high: netAsset - 1, rising: false, choice: 'from', put: (cents) => ({ ...terms, firstRental: { cents } }), tooLow: false, guess: 0 };
    case 'term':
      return { low: 1, high: maximumRentals, rising: false, choice: 'from', put: (rentals) => ({ ...terms, rentals }), tooLow: false, guess: 48 };
    case 'nominalRate':
      return { low: 0, high: maximumLeaseRatePpm, rising: true, choice: 'to', put: (nominalRatePpm) => ({ ...terms, nominalRatePpm }), tooLow: true, guess: 80_000 };
    case 'purchaseOption':
      return { low: 0, high: maximumLeaseCents, rising: false, choice: 'from', put: (cents) => ({ ...terms, purchaseOption: { cents } }), tooLow: false, guess: 0 };
  }
}

/**
 * With shares of the price, rounded each for itself, a cent more of price may lower the rental by a cent. So around what
 * the search finds every price is tried, as far as two roundings can shift it.
 */
function shareWindow(terms: LeaseTerms, unknown: LeaseUnknown): number {
  const share = (given: object): number => ('sharePpm' in given && typeof given.sharePpm === 'number' ? given.sharePpm : 0);
  const shares = share(terms.firstRental) + share(terms.purchaseOption);
  return unknown === 'price' && shares > 0 ? Math.ceil(3_000_000 / Math.max(1_000_000 - shares, 3_000)) : 0;
}

/** First and last value with the figure, in a window around what the search found; null when there is none. */
function exactAround(found: IntegerFound, search: IntegerSearch, window: number): { readonly from: number; readonly to: number } | null {
  if (window === 0) return found.exact ? found : null;
  const near = found.exact ? [found.from, found.to] : [found.under?.value, found.over?.value].filter((value) => value !== undefined);
  const exact: number[] = [];
  const first = Math.max(search.low, Math.min(...near) - window);
  const last = Math.min(search.high, Math.max(...near) + window);
  for (let value = first; value <= last; value++) {
    if (search.figureAt(value) === search.target) exact.push(value);
  }
  const [from, to] = [exact[0], exact.at(-1)];
  return from === undefined || to === undefined ? null : { from, to };
}

/**
 * The price, first rental, further rentals' number, nominal rate or option with which a lease has the level rental asked
 * (VAT and fees apart), all other terms given; what stands in the place of the unknown is not looked at. The answer is
 * exact: pricing the terms found gives the rental asked, and asking again gives the same value. Otherwise refused with the
 * nearest rental that can be had. `rental` prices the lease as it stands.
 */
export function solveLease(given: LeaseTerms, unknown: LeaseUnknown, targetRentalCents?: number): LeaseSolution {
  const terms = withoutMinusZero(given);
  const choiceFault = oneOf('price', 'firstRental', 'rental', 'term', 'nominalRate', 'purchaseOption')(unknown, 'unknown');
  if (choiceFault !== null) return choiceFault;
  if (unknown === 'rental') {
    const priced = priceLease(terms);
    if (!priced.ok) return priced;
    const value = priced.lease.rentalCents;
    return { ok: true, unknown, value, from: value, to: value, terms, lease: priced.lease };
  }
  const fault = checkLease(isBag(terms) ? { ...terms, ...neutral[unknown] } : terms);
  if (fault !== null) return fault;
  const targetFault = integerWithin(1, maximumLeaseCents, 'amount_too_large')(targetRentalCents, 'targetRentalCents');
  if (targetFault !== null || targetRentalCents === undefined) return targetFault ?? refuse('missing', 'targetRentalCents');
  const sought = soughtOf(terms, unknown);
  const figureAt: IntegerSearch['figureAt'] = (value) => {
    const level = solveLevel(sought.put(value));
    if (level.ok) return level.solved.rentalCents;
    return sought.tooLow ? 'too-low' : 'too-high';
  };
  if (sought.high < sought.low) return refuse('amount_too_large', 'discountCents', terms.priceCents);
  const { low, high, rising, guess } = sought;
  const search: IntegerSearch = { low, high, rising, guess, target: targetRentalCents, figureAt };
  const found = findInteger(search);
  const exact = exactAround(found, search, shareWindow(terms, unknown));
  if (exact === null) {
    const possible = found.exact ? [] : [found.under, found.over].filter((one) => one !== null);
    const distance = (one: { readonly figure: number }): number => Math.abs(one.figure - targetRentalCents);
    const nearest = possible.toSorted((one, other) => distance(one) - distance(other))[0]?.figure;
    return { ...refuse('target_not_reachable', 'targetRentalCents', nearest), possible };
  }
  const value = exact[sought.choice];
  const solved = sought.put(value);
  const priced = priceLease(solved);
  return priced.ok ? { ok: true, unknown, value, from: exact.from, to: exact.to, terms: solved, lease: priced.lease } : priced;
}
