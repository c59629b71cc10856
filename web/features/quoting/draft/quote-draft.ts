/** What the seller has typed and chosen so far. Pure. Amounts are cents; an emptied field is null and counts as zero. */
import { percentOf } from '#platform/money';
import type { OfferConditions } from '#pricing/api';
import type { QuoteInput, VehicleChoice } from '#quoting/api';

export interface QuoteDraft {
  readonly priceCents: number | null;
  readonly discountCents: number | null;
  readonly tradeInCents: number | null;
  readonly depositCents: number | null;
  readonly offerId: string;
  readonly termMonths: number;
  /** Kilometres a year on which the balloon rests; null with a level loan. */
  readonly kmPerYear: number | null;
  /** Null with a level loan, or while the field is empty. */
  readonly balloonCents: number | null;
  readonly serviceCodes: readonly string[];
  readonly reference: string;
}

/** The fields of a draft that are amounts. */
export type AmountField = 'priceCents' | 'discountCents' | 'tradeInCents' | 'depositCents' | 'balloonCents';

/** The draft as the calculation and the server take it. */
export function inputOf(draft: QuoteDraft, vehicle: VehicleChoice, offer: OfferConditions): QuoteInput {
  return {
    vehicle,
    priceCents: draft.priceCents ?? 0,
    discountCents: draft.discountCents ?? 0,
    tradeInCents: draft.tradeInCents ?? 0,
    depositCents: draft.depositCents ?? 0,
    offerId: offer.offerId,
    offerVersion: offer.offerVersion,
    termMonths: draft.termMonths,
    balloonCents: offer.product.plan === 'balloon' ? draft.balloonCents : null,
    kmPerYear: offer.product.plan === 'balloon' ? draft.kmPerYear : null,
    serviceCodes: [...draft.serviceCodes],
  };
}

/** The smallest deposit the offer accepts for these amounts, in whole euro; 0 when the trade-in covers it. */
export function leastDeposit(draft: Pick<QuoteDraft, 'priceCents' | 'discountCents' | 'tradeInCents'>, offer: OfferConditions): number {
  const net = Math.max(0, (draft.priceCents ?? 0) - (draft.discountCents ?? 0));
  const least = percentOf(net, offer.minDepositPpm, 'half-up') - (draft.tradeInCents ?? 0);
  return Math.max(0, Math.ceil(least / 100) * 100);
}

/** Yearly mileages for which the offer guarantees a value at this term, ascending. */
export function mileagesOf(offer: OfferConditions, termMonths: number): number[] {
  return offer.balloons.filter((cell) => cell.months === termMonths).map((cell) => cell.kmPerYear).toSorted((a, b) => a - b);
}

/** Terms of the offer, ascending. */
export function termsOf(offer: OfferConditions): number[] {
  return offer.terms.map((term) => term.months).toSorted((a, b) => a - b);
}

/** The value nearest to the wanted one; the smaller of two equally near. Undefined when there is none. */
export function nearest(values: readonly number[], wanted: number): number | undefined {
  return values.toSorted((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted) || a - b)[0];
}
