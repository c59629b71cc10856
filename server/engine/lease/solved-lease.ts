import { percentOf, withoutVat } from '#platform/money';
import type { Rounding } from '#platform/money';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { leasePeriods } from './lease-periods.ts';
import type { LeasePeriods } from './lease-periods.ts';
import { maximumLeaseCents } from './lease-terms.ts';
import type { LeaseTerms } from './lease-terms.ts';
import { agreedRental, discounted } from './rental-plan.ts';
import type { RentalPlanTerms } from './rental-plan.ts';
import { vatOf, vatRateDueOn } from './vat.ts';

/** The amounts of a lease and its level rental: all that a search needs, before rows, VAT and rates. */
export interface SolvedLease {
  readonly periods: LeasePeriods;
  readonly netAssetCents: number;
  readonly assetVatCents: number;
  readonly firstRentalCents: number;
  readonly optionCents: number;
  /** VAT of a first rental and an option agreed with VAT; null where it follows from the taxable amount. */
  readonly firstRentalVatCents: number | null;
  readonly optionVatCents: number | null;
  readonly rentalCents: number;
  readonly plan: RentalPlanTerms;
}

/** Any of the ways of giving an amount, one of them filled. */
interface Given {
  readonly cents?: number | null;
  readonly sharePpm?: number | null;
  readonly grossCents?: number | null;
  readonly rentals?: number | null;
}

interface Amount {
  readonly cents: number;
  /** Of an amount agreed with VAT. */
  readonly vatCents: number | null;
}

/** An amount with VAT as its taxable part and the rest. */
function split(grossCents: number, ratePpm: number): { readonly cents: number; readonly vatCents: number } {
  const cents = withoutVat(grossCents, ratePpm) + 0;
  return { cents, vatCents: grossCents - cents };
}

function amountOf(given: Given, base: number, mode: Rounding, ratePpm: number): Amount {
  const grossCents = given.grossCents ?? null;
  if (grossCents !== null) return split(grossCents, ratePpm);
  return { cents: (given.cents ?? percentOf(base, given.sharePpm ?? 0, mode)) + 0, vatCents: null };
}

/** The net asset and its VAT. */
function assetOf(terms: LeaseTerms, ratePpm: number): { readonly cents: number; readonly vatCents: number } {
  const cents = terms.priceCents - terms.discountCents + 0;
  return terms.priceWithVat === true ? split(cents, ratePpm) : { cents, vatCents: vatOf(Math.max(cents, 0), ratePpm) };
}

/** A limit of an amount in the way the amount was given. */
const asGiven = (cents: number, { vatCents }: Amount, ratePpm: number): number => (vatCents === null ? cents : cents + vatOf(cents, ratePpm));

/** The largest option with which the debt never grows beyond what was lent: the capital with the interest of the periods after the last rental. */
function largestOption(plan: RentalPlanTerms, capitalCents: number): number {
  let option = capitalCents;
  for (const part of plan.optionFractions) {
    option += Math.floor((option * plan.nominalRatePpm * part.numerator) / (1_000_000 * part.denominator));
    if (option > maximumLeaseCents) return maximumLeaseCents;
  }
  while (option > 0 && discounted(option, plan.nominalRatePpm, plan.optionFractions, plan.rounding.mode) > capitalCents) option -= 1;
  return option;
}

/**
 * Level rental of checked terms. Refuses a discount above the price, a first rental that leaves nothing to finance, an
 * option above what is financed (`balloon_too_large`, nearest the largest), a rental below one cent.
 */
export function solveLevel(terms: LeaseTerms): { readonly ok: true; readonly solved: SolvedLease } | Refusal {
  const dated = leasePeriods(terms);
  if (!dated.ok) return dated;
  const { periods } = dated;
  const { mode } = terms.rounding;
  const startRatePpm = vatRateDueOn(terms, periods.start, periods.start);
  const optionRatePpm = vatRateDueOn(terms, periods.start, periods.optionDay);
  if (terms.discountCents > terms.priceCents) return refuse('amount_too_large', 'discountCents', terms.priceCents + 0);
  const { cents: netAssetCents, vatCents: assetVatCents } = assetOf(terms, startRatePpm);
  if (netAssetCents === 0) return refuse('amount_not_positive', 'priceCents');
  const option = amountOf(terms.purchaseOption, netAssetCents, mode, optionRatePpm);
  const optionCents = option.cents;
  const first: Given = terms.firstRental;
  const rentalsAtStart = first.rentals ?? 0;
  const fixed: Amount = (first.rentals ?? null) === null ? amountOf(first, netAssetCents, mode, startRatePpm) : { cents: 0, vatCents: null };
  const fixedFirst = fixed.cents;
  const capitalCents = netAssetCents - fixedFirst;
  if (capitalCents <= 0) return refuse('deposit_too_large', 'firstRental', asGiven(netAssetCents - 1, fixed, startRatePpm));
  const plan: RentalPlanTerms = {
    capitalCents,
    rentalsAtStart,
    optionCents,
    nominalRatePpm: terms.nominalRatePpm + 0,
    fractions: periods.fractions,
    optionFractions: periods.optionFractions,
    rounding: terms.rounding,
  };
  const closing = discounted(optionCents, plan.nominalRatePpm, plan.optionFractions, mode);
  if (closing > capitalCents) return refuse('balloon_too_large', 'purchaseOption', asGiven(largestOption(plan, capitalCents), option, optionRatePpm));
  const rentalCents = agreedRental(plan);
  if (rentalCents < 1) return refuse('instalment_not_positive', 'rentals');
  const firstRentalCents = fixedFirst + rentalsAtStart * rentalCents;
  if (capitalCents - rentalsAtStart * rentalCents < Math.max(closing, 1)) return refuse('instalment_not_positive', 'firstRental');
  return { ok: true, solved: { periods, netAssetCents, assetVatCents, firstRentalCents, optionCents, firstRentalVatCents: fixed.vatCents, optionVatCents: option.vatCents, rentalCents, plan } };
}
