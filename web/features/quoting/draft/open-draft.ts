/** The first state of a quote in work. Pure. */
import type { OfferConditions } from '#pricing/api';
import { saleOf, tidySale, type Quote, type QuotedOption, type QuoteKind, type QuoteProposal } from '#quoting/api';
import { fitDraft, startDraft, type DraftChange } from './fit-draft.ts';
import type { Desk, ProposalInWork } from './proposal.ts';
import type { QuoteDraft } from './quote-draft.ts';
import type { VehicleInWork } from './vehicle-in-work.ts';

/** One proposal to open. */
export interface Opening {
  readonly vehicle: VehicleInWork;
  /** At least one. */
  readonly offers: readonly OfferConditions[];
  /** Of a saved quote: the proposal copied or revised, with the words of its quote. */
  readonly saved?: { readonly quote: Quote; readonly proposal: QuoteProposal } | undefined;
  /** A draft to go on with as it is: kept from before a reload. */
  readonly resumed?: QuoteDraft | undefined;
  /** The draft of another vehicle: what the customer said about himself stays, price and discount are the car's. */
  readonly carried?: QuoteDraft | undefined;
  /** Options with what they cost today; undefined keeps those of the draft. */
  readonly options?: readonly QuotedOption[] | undefined;
  readonly quantity?: number | undefined;
}

/** The values of a saved proposal as a draft. */
export function draftOf(quote: Quote, { input, vehicle }: QuoteProposal): QuoteDraft {
  const { priceCents, discountCents, tradeInCents, depositCents, offerId, termMonths, kmPerYear, balloonCents, serviceCodes, accessories, tradeIn } = input;
  return {
    priceCents, discountCents, tradeInCents, depositCents, offerId, termMonths, kmPerYear, balloonCents, serviceCodes, accessories, tradeIn, options: vehicle.options,
    ...saleOf(quote),
  };
}

function wishOf({ vehicle, saved, resumed, carried, options }: Opening, best: OfferConditions): QuoteDraft {
  const wish =
    resumed ??
    (carried !== undefined
      ? { ...carried, priceCents: vehicle.priceCents, discountCents: 0, balloonCents: null, options: [] }
      : saved === undefined
        ? startDraft(vehicle.priceCents, best)
        : draftOf(saved.quote, saved.proposal));
  return options === undefined ? wish : { ...wish, options };
}

/** A proposal within today's offers, and what that changed of the wish. */
function openDraft(opening: Opening, key = 1): { readonly proposal: ProposalInWork; readonly changes: readonly DraftChange[] } {
  const { vehicle, offers, quantity = 1 } = opening;
  const [best] = offers;
  if (best === undefined) throw new Error('a quote cannot be opened without offers');
  const wish = wishOf(opening, best);
  const offer = offers.find((candidate) => candidate.offerId === wish.offerId) ?? best;
  const frozen = opening.resumed === undefined && opening.carried === undefined ? opening.saved?.proposal.conditions : undefined;
  const fitted = fitDraft(wish, offer, wish, offer.offerId === wish.offerId ? (frozen ?? offer) : frozen);
  const gone: DraftChange[] = frozen !== undefined && offer.offerId !== wish.offerId ? [{ field: 'offerId', from: frozen.name, to: offer.name }] : [];
  return { proposal: { key, car: vehicle, offers, draft: fitted.draft, quantity }, changes: [...gone, ...fitted.changes] };
}

/** All proposals of a quote, and what opening the shown one changed. At least one opening. */
export function openDesk(kind: QuoteKind, openings: readonly Opening[], active = 0): { readonly desk: Desk; readonly changes: readonly DraftChange[] } {
  const opened = openings.map((opening, at) => openDraft(opening, at + 1));
  const place = Math.min(active, opened.length - 1);
  return { desk: { kind, proposals: opened.map(({ proposal }) => proposal), active: place }, changes: opened[place]?.changes ?? [] };
}

/** A draft as one text: emptied amounts are zero, services and options in any order. */
function plainDeal(draft: QuoteDraft): readonly unknown[] {
  return [
    draft.priceCents ?? 0, draft.discountCents ?? 0, draft.tradeInCents ?? 0, draft.depositCents ?? 0, draft.offerId, draft.termMonths, draft.kmPerYear, draft.balloonCents, draft.serviceCodes.toSorted(),
    draft.options.map((option) => option.code).toSorted(), draft.accessories, draft.tradeIn,
  ];
}

/** Whether two drafts say the same. */
export function sameDraft(a: QuoteDraft, b: QuoteDraft): boolean {
  const plain = (draft: QuoteDraft): string => JSON.stringify([plainDeal(draft), tidySale(draft)]);
  return plain(a) === plain(b);
}

/** Everything that would be saved, as one text: two desks that say the same have the same. */
export function deskWords({ kind, proposals, active }: Desk): string {
  const open = proposals[active] ?? proposals[0];
  return JSON.stringify([kind, proposals.map(({ car, quantity, draft }) => [car.choice, quantity, plainDeal(draft)]), open === undefined ? [] : tidySale(open.draft)]);
}

/** The same of a saved quote: what it holds. */
export function savedWords(quote: Quote): string {
  const [first] = quote.proposals;
  const deals = quote.proposals.map((proposal) => [proposal.input.vehicle, proposal.quantity, plainDeal(draftOf(quote, proposal))]);
  return JSON.stringify([quote.kind, deals, first === undefined ? [] : tidySale(draftOf(quote, first))]);
}
