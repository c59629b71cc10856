/**
 * Keeps a draft within an offer. What still fits stays; what does not is brought to the nearest value the offer knows,
 * and told, because a figure must not change under the customer's eyes without a word. Pure.
 */
import type { OfferConditions } from '#pricing/api';
import { balloonBounds, leastDeposit, mileagesOf, nearest, plainSale, termsOf, type QuoteDraft } from './quote-draft.ts';

/** One thing that changed by itself. Amounts in cents; a service by its code. */
export type DraftChange =
  | { readonly field: 'termMonths' | 'kmPerYear' | 'balloonCents' | 'depositCents'; readonly from: number; readonly to: number }
  | { readonly field: 'offerId'; readonly from: string; readonly to: string }
  | { readonly field: 'serviceCodes'; readonly removed: string };

export interface FittedDraft {
  readonly draft: QuoteDraft;
  readonly changes: readonly DraftChange[];
}

/** Mileage most private customers drive; the one proposed when the offer has it. */
const usualKmPerYear = 15_000;

function fittedBalloon(draft: QuoteDraft, offer: OfferConditions, follows: boolean): number | null {
  const range = balloonBounds(draft, offer);
  if (range === undefined) return null;
  if (follows || draft.balloonCents === null) return range.usualCents;
  return Math.min(Math.max(draft.balloonCents, range.minCents), range.maxCents);
}

/** Whether the balloon is the usual one, the guaranteed value or the least option: then it moves with term, mileage and price. */
export function followsGuarantee(draft: QuoteDraft, offer: OfferConditions | undefined): boolean {
  if (offer === undefined || draft.balloonCents === null) return true;
  return balloonBounds(draft, offer)?.usualCents === draft.balloonCents;
}

function fittedServices(draft: QuoteDraft, offer: OfferConditions): string[] {
  const offered = offer.services.filter((service) => service.priceByTerm.some((price) => price.months === draft.termMonths));
  return draft.serviceCodes.filter((code) => offered.some((service) => service.code === code));
}

/** The deposit stays as typed unless it was the least one, or is below the new least. */
function fittedDeposit(draft: QuoteDraft, before: QuoteDraft, offer: OfferConditions, beforeOffer: OfferConditions | undefined): number | null {
  const least = leastDeposit(draft, offer);
  const wasLeast = beforeOffer !== undefined && before.depositCents === leastDeposit(before, beforeOffer);
  return wasLeast || (draft.depositCents ?? 0) < least ? least : draft.depositCents;
}

/**
 * Brings `wanted` within `offer`. `before` and `beforeOffer` are the draft and the offer it came from: values that
 * followed the old offer (guaranteed balloon, least deposit) follow the new one; what the person typed is kept.
 */
export function fitDraft(wanted: QuoteDraft, offer: OfferConditions, before: QuoteDraft = wanted, beforeOffer?: OfferConditions): FittedDraft {
  const termMonths = nearest(termsOf(offer), wanted.termMonths) ?? wanted.termMonths;
  const isBalloon = offer.product.plan === 'balloon';
  const kmPerYear = isBalloon ? (nearest(mileagesOf(offer, termMonths), wanted.kmPerYear ?? usualKmPerYear) ?? null) : null;
  const placed: QuoteDraft = { ...wanted, offerId: offer.offerId, termMonths, kmPerYear };
  const draft: QuoteDraft = {
    ...placed,
    balloonCents: fittedBalloon(placed, offer, followsGuarantee(before, beforeOffer)),
    depositCents: fittedDeposit(placed, before, offer, beforeOffer),
    serviceCodes: fittedServices(placed, offer),
  };
  const sameKind = beforeOffer === undefined || beforeOffer.product.plan === offer.product.plan;
  return { draft, changes: changesBetween(wanted, draft).filter(({ field }) => sameKind || field !== 'balloonCents') };
}

/**
 * What differs from the wish, in the order in which a seller reads the page. A field that appears or goes with the
 * product (the balloon, its mileage, the option of a lease in the place of a balloon) is seen without being told.
 */
function changesBetween(wanted: QuoteDraft, draft: QuoteDraft): DraftChange[] {
  const fields = ['depositCents', 'termMonths', 'balloonCents', 'kmPerYear'] as const;
  const values = fields.flatMap((field) => {
    const [from, to] = [wanted[field], draft[field]];
    return from === null || to === null || from === to ? [] : [{ field, from, to }];
  });
  const removed = wanted.serviceCodes.filter((code) => !draft.serviceCodes.includes(code)).map((code) => ({ field: 'serviceCodes', removed: code }) as const);
  return [...values, ...removed];
}

/** A first draft for a vehicle: the best offer, its middle term, the usual mileage, the guaranteed balloon, the least deposit. */
export function startDraft(priceCents: number, offer: OfferConditions, reference = ''): QuoteDraft {
  const terms = termsOf(offer);
  const bare: QuoteDraft = {
    priceCents,
    discountCents: 0,
    tradeInCents: 0,
    depositCents: 0,
    offerId: offer.offerId,
    termMonths: terms[Math.floor(terms.length / 2)] ?? 0,
    kmPerYear: null,
    balloonCents: null,
    serviceCodes: [],
    ...plainSale,
    reference,
  };
  return fitDraft(bare, offer).draft;
}
