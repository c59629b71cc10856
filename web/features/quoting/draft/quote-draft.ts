/** What the seller has typed and chosen so far. Pure. Amounts are cents; an emptied field is null and counts as zero. */
import { balloonRange, type OfferConditions } from '#pricing/api';
import { fullPriceCents, leastDepositCents, plainQuoteSale, purchaseOptionRange, type PricedCar, type QuotedOption, type QuoteInput, type QuoteSale, type VehicleChoice } from '#quoting/api';

export interface QuoteDraft extends QuoteSale {
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
  /** Chosen in the configurator, with the prices it showed. */
  readonly options: readonly QuotedOption[];
  readonly accessories: QuoteInput['accessories'];
  readonly tradeIn: QuoteInput['tradeIn'];
}

/** What a quote begins with about customer and sale, and a car without extras. */
export const plainSale: QuoteSale & Pick<QuoteDraft, 'options' | 'accessories' | 'tradeIn'> = { options: [], accessories: [], tradeIn: null, ...plainQuoteSale };

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
    balloonCents: offer.product.plan === 'level' ? null : draft.balloonCents,
    kmPerYear: offer.product.plan === 'balloon' ? draft.kmPerYear : null,
    serviceCodes: [...draft.serviceCodes],
    optionCodes: draft.options.map((option) => option.code),
    accessories: draft.accessories,
    tradeIn: draft.tradeIn,
  };
}

/** The amounts that a price rests on, emptied fields as zero. */
type DealDraft = Pick<QuoteDraft, 'priceCents' | 'discountCents' | 'tradeInCents' | 'options' | 'accessories' | 'tradeIn'>;

const carOf = (draft: DealDraft): PricedCar => ({ housePriceCents: null, options: [...draft.options] });

/** Vehicle, options and accessories before the discount. */
export const fullPriceOf = (draft: DealDraft): number => fullPriceCents({ priceCents: draft.priceCents ?? 0, accessories: draft.accessories }, carOf(draft));

/** Between which amounts the balloon, or the option of a lease, may lie; `usual` is the one proposed. Undefined when the offer has none. */
export function balloonBounds(draft: DealDraft & Pick<QuoteDraft, 'termMonths' | 'kmPerYear'>, offer: OfferConditions): { readonly minCents: number; readonly maxCents: number; readonly usualCents: number } | undefined {
  const { product } = offer;
  if (product.plan === 'lease') {
    const range = purchaseOptionRange({ priceCents: draft.priceCents ?? 0, discountCents: draft.discountCents ?? 0, accessories: draft.accessories }, product, carOf(draft));
    return { ...range, usualCents: range.minCents };
  }
  const range = product.plan === 'balloon' ? balloonRange(offer, draft.termMonths, draft.kmPerYear) : undefined;
  return range === undefined ? undefined : { ...range, usualCents: range.maxCents };
}

/** The smallest deposit the offer accepts for these amounts, in whole euro; 0 when the trade-in covers it. */
export function leastDeposit(draft: DealDraft, offer: OfferConditions): number {
  const { priceCents, discountCents, tradeInCents, accessories, tradeIn } = draft;
  const typed = { priceCents: priceCents ?? 0, discountCents: discountCents ?? 0, tradeInCents: tradeInCents ?? 0, accessories, tradeIn };
  return Math.ceil(leastDepositCents(typed, offer.minDepositPpm, carOf(draft)) / 100) * 100;
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
