/** The first state of a quote in work. Pure. */
import type { OfferConditions } from '#pricing/api';
import { leadingProposal, type Quote } from '#quoting/api';
import { fitDraft, startDraft, type DraftChange } from './fit-draft.ts';
import type { QuoteDraft } from './quote-draft.ts';
import type { QuoteState } from './quote-store.ts';
import type { VehicleInWork } from './vehicle-in-work.ts';

interface Opening {
  readonly vehicle: VehicleInWork;
  /** At least one. */
  readonly offers: readonly OfferConditions[];
  readonly today: string;
  /** The quote copied or revised. */
  readonly quote: Quote | undefined;
  /** A draft to go on with as it is: kept from before a reload. */
  readonly resumed?: QuoteDraft | undefined;
  /** The draft of another vehicle: what the customer said about himself stays, price and discount are the car's. */
  readonly carried?: QuoteDraft | undefined;
}

/** The values of a saved quote's leading proposal as a draft. */
export function draftOf(quote: Quote): QuoteDraft {
  const { input, vehicle } = leadingProposal(quote);
  const { priceCents, discountCents, tradeInCents, depositCents, offerId, termMonths, kmPerYear, balloonCents, serviceCodes, accessories, tradeIn } = input;
  const { reference, customer, channel, note, followUpOn } = quote;
  return {
    priceCents, discountCents, tradeInCents, depositCents, offerId, termMonths, kmPerYear, balloonCents, serviceCodes, accessories, tradeIn, options: vehicle.options,
    reference, customer, channel, note, followUpOn,
  };
}

function wishOf({ vehicle, quote, resumed, carried }: Opening): QuoteDraft | undefined {
  if (resumed !== undefined) return resumed;
  if (carried !== undefined) return { ...carried, priceCents: vehicle.priceCents, discountCents: 0, balloonCents: null, options: [] };
  return quote === undefined ? undefined : draftOf(quote);
}

export function openDraft(opening: Opening): QuoteState {
  const { vehicle, offers, today, quote } = opening;
  const [best] = offers;
  if (best === undefined) throw new Error('a quote cannot be opened without offers');
  const state = { vehicle: vehicle.choice, housePriceCents: vehicle.housePriceCents, offers, today };
  const wish = wishOf(opening);
  if (wish === undefined) return { ...state, draft: startDraft(vehicle.priceCents, best), changes: [] };
  const offer = offers.find((candidate) => candidate.offerId === wish.offerId) ?? best;
  const frozen = opening.resumed === undefined && quote !== undefined ? leadingProposal(quote).conditions : undefined;
  const fitted = fitDraft(wish, offer, wish, offer.offerId === wish.offerId ? (frozen ?? offer) : frozen);
  const gone: DraftChange[] = frozen !== undefined && offer.offerId !== wish.offerId ? [{ field: 'offerId', from: frozen.name, to: offer.name }] : [];
  return { ...state, draft: fitted.draft, changes: [...gone, ...fitted.changes] };
}

/** Whether two drafts say the same; services in any order. */
export function sameDraft(a: QuoteDraft, b: QuoteDraft): boolean {
  const plain = (draft: QuoteDraft): string =>
    JSON.stringify([
      draft.priceCents ?? 0, draft.discountCents ?? 0, draft.tradeInCents ?? 0, draft.depositCents ?? 0, draft.offerId, draft.termMonths, draft.kmPerYear, draft.balloonCents, draft.serviceCodes.toSorted(),
      draft.options.map((option) => option.code).toSorted(), draft.accessories, draft.tradeIn, draft.reference.trim(), draft.customer, draft.channel, draft.note.trim(), draft.followUpOn]);
  return plain(a) === plain(b);
}
