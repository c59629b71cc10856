import { percentOf } from '#platform/money';
import type { Rounding } from '#platform/money';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { leasePeriods } from './lease-periods.ts';
import type { LeasePeriods } from './lease-periods.ts';
import { maximumLeaseCents } from './lease-terms.ts';
import type { LeaseTerms } from './lease-terms.ts';
import { agreedRental, discounted } from './rental-plan.ts';
import type { RentalPlanTerms } from './rental-plan.ts';

/** The amounts of a lease and its level rental: all that a search needs, before rows, VAT and rates. */
export interface SolvedLease {
  readonly periods: LeasePeriods;
  readonly netAssetCents: number;
  readonly firstRentalCents: number;
  readonly optionCents: number;
  readonly rentalCents: number;
  readonly plan: RentalPlanTerms;
}

/** Any of the ways of giving an amount, one of them filled. */
interface Given {
  readonly cents?: number | null;
  readonly sharePpm?: number | null;
  readonly rentals?: number | null;
}

const centsOf = (given: Given, base: number, mode: Rounding): number => (given.cents ?? percentOf(base, given.sharePpm ?? 0, mode)) + 0;

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
  const netAssetCents = terms.priceCents - terms.discountCents + 0;
  if (netAssetCents < 0) return refuse('amount_too_large', 'discountCents', terms.priceCents + 0);
  if (netAssetCents === 0) return refuse('amount_not_positive', 'priceCents');
  const optionCents = centsOf(terms.purchaseOption, netAssetCents, mode);
  const first: Given = terms.firstRental;
  const rentalsAtStart = first.rentals ?? 0;
  const fixedFirst = (first.rentals ?? null) === null ? centsOf(first, netAssetCents, mode) : 0;
  const capitalCents = netAssetCents - fixedFirst;
  if (capitalCents <= 0) return refuse('deposit_too_large', 'firstRental', netAssetCents - 1);
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
  if (closing > capitalCents) return refuse('balloon_too_large', 'purchaseOption', largestOption(plan, capitalCents));
  const rentalCents = agreedRental(plan);
  if (rentalCents < 1) return refuse('instalment_not_positive', 'rentals');
  const firstRentalCents = fixedFirst + rentalsAtStart * rentalCents;
  if (capitalCents - rentalsAtStart * rentalCents < Math.max(closing, 1)) return refuse('instalment_not_positive', 'firstRental');
  return { ok: true, solved: { periods, netAssetCents, firstRentalCents, optionCents, rentalCents, plan } };
}
