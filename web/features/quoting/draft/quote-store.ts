/**
 * The quote in work: one value, changed key by key. Each field subscribes to its own part, so that a key renders one
 * field; the calculation reads the whole, deferred, and publishes the refusal that its field shows.
 */
import { createContext, use, useSyncExternalStore } from 'react';
import { percentOf } from '#platform/money';
import type { OfferConditions } from '#pricing/api';
import { saleOf, type PricedCar, type QuotedOption, type QuoteInput, type QuoteKind, type QuoteSale, type VehicleChoice } from '#quoting/api';
import { createFieldFaults, type FieldFaults } from './field-faults.ts';
import { fitDraft, followsGuarantee, type DraftChange } from './fit-draft.ts';
import type { DeskField } from './desk-fields.ts';
import { moved, mostProposals, ofKind, openProposal, stateOf, withCopy, without, type Desk, type ProposalInWork } from './proposal.ts';
import { balloonBounds, inputOf, leastDeposit, type AmountField, type QuoteDraft } from './quote-draft.ts';
import type { VehicleInWork } from './vehicle-in-work.ts';

/** The open proposal. */
export interface QuoteState {
  readonly vehicle: VehicleChoice;
  /** The most that may be asked for the vehicle; null when not known. */
  readonly housePriceCents: number | null;
  /** Offers that apply to the vehicle today, the best first; at least one. */
  readonly offers: readonly OfferConditions[];
  readonly today: string;
  readonly draft: QuoteDraft;
  /** What the last choice changed by itself. */
  readonly changes: readonly DraftChange[];
}

/** Why the quote cannot be computed, and the field where to mend it. */
export interface ShownRefusal {
  readonly path: string | undefined;
  readonly words: string;
}

/** The offer of the draft; a draft always names one of the state's offers. */
export function offerOf(state: QuoteState): OfferConditions {
  const offer = state.offers.find((candidate) => candidate.offerId === state.draft.offerId) ?? state.offers[0];
  if (offer === undefined) throw new Error('a quote in work without offers');
  return offer;
}

/** The state as the calculation takes it. */
export function quoteInput(state: QuoteState): QuoteInput {
  return inputOf(state.draft, state.vehicle, offerOf(state));
}

/** House price and options as the calculation takes them. */
export function pricedCar(state: QuoteState): PricedCar {
  return { housePriceCents: state.housePriceCents, options: [...state.draft.options] };
}

/** The dealer's commission on an amount financed; undefined for those who may not see it. */
export function commissionOf(offer: OfferConditions, amountFinancedCents: number): number | undefined {
  return offer.commission === null ? undefined : percentOf(amountFinancedCents, offer.commission.ratePpm, 'half-up');
}

/** What the house says of a proposal's car today: its offers, and what its options cost. */
export interface FreshTerms {
  readonly offers: readonly OfferConditions[];
  readonly options: readonly QuotedOption[];
}

/** The amounts that a wanted instalment may move. */
export type SolvedAmounts = Pick<QuoteDraft, 'depositCents' | 'termMonths' | 'balloonCents' | 'discountCents'>;

export interface QuoteStore {
  readonly get: () => QuoteState;
  /** All proposals, the open one as it stands. */
  readonly desk: () => Desk;
  readonly subscribe: (listener: () => void) => () => void;
  readonly setAmount: (field: AmountField, cents: number | null) => void;
  /** Options, accessories, the car given in. */
  readonly setPart: (part: Partial<Pick<QuoteDraft, 'options' | 'accessories' | 'tradeIn'>>) => void;
  /** Who buys, how it is sold, notes: nothing of the price. */
  readonly setSale: (sale: Partial<QuoteSale>) => void;
  /** Puts amounts as they are: solved for an instalment, or what they were before. */
  readonly putAmounts: (amounts: SolvedAmounts) => void;
  readonly chooseServices: (codes: readonly string[]) => void;
  /** A copy of the open proposal behind it, open; nothing while there are as many as the kind allows. */
  readonly addProposal: () => void;
  readonly removeProposal: (at: number) => void;
  readonly moveProposal: (from: number, to: number) => void;
  readonly openProposal: (at: number) => void;
  /** Nothing while there are more proposals than the kind allows. */
  readonly setKind: (kind: QuoteKind) => void;
  /** Cars of the open line of a fleet. */
  readonly setQuantity: (quantity: number) => void;
  /** Another car under the open proposal: what the customer said stays, price and discount are the car's. */
  readonly replaceCar: (car: VehicleInWork, offers: readonly OfferConditions[]) => void;
  readonly setReference: (reference: string) => void;
  readonly chooseOffer: (offerId: string) => void;
  readonly chooseTerm: (termMonths: number) => void;
  readonly chooseMileage: (kmPerYear: number) => void;
  readonly toggleService: (code: string, taken: boolean) => void;
  /** Conditions read anew from the server, for each proposal in its place. */
  readonly renew: (fresh: readonly FreshTerms[], today: string) => void;
  /** What is wrong with fields beyond what the price says. */
  readonly faults: FieldFaults;
  readonly refusal: () => ShownRefusal | null;
  readonly publishRefusal: (refusal: ShownRefusal | null) => void;
}

/** What is typed keeps the deposit at the least one while it was the least one, and the option of a lease at the usual one. */
function withPart(state: QuoteState, part: Partial<QuoteDraft>): QuoteDraft {
  const typed = { ...state.draft, ...part };
  if ('depositCents' in part || 'balloonCents' in part) return typed;
  const offer = offerOf(state);
  const draft = offer.product.plan === 'lease' && followsGuarantee(state.draft, offer) ? { ...typed, balloonCents: balloonBounds(typed, offer)?.usualCents ?? null } : typed;
  const followed = offer.minDepositPpm > 0 && state.draft.depositCents === leastDeposit(state.draft, offer);
  return followed ? { ...draft, depositCents: leastDeposit(draft, offer) } : draft;
}

/** A draft under fresh conditions, and what that changed. */
function renewed(proposal: ProposalInWork, { offers, options }: FreshTerms): { readonly proposal: ProposalInWork; readonly changes: readonly DraftChange[] } {
  const before = offerOf(stateOf(proposal, ''));
  const offer = offers.find((candidate) => candidate.offerId === before.offerId) ?? offers[0];
  if (offer === undefined) return { proposal, changes: [] };
  const fitted = fitDraft({ ...proposal.draft, options }, offer, proposal.draft, before);
  const gone: DraftChange[] = offer.offerId === before.offerId ? [] : [{ field: 'offerId', from: before.name, to: offer.name }];
  return { proposal: { ...proposal, offers, draft: fitted.draft }, changes: [...gone, ...fitted.changes] };
}

/** The store of a quote in work, with what opening it changed. */
export function createQuoteStore(initial: Desk, today: string, changes: readonly DraftChange[] = []): QuoteStore {
  let desk = initial;
  let state = stateOf(openProposal(desk), today, changes);
  let refusal: ShownRefusal | null = null;
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const faults = createFieldFaults(tell);
  const become = (draft: QuoteDraft, told: readonly DraftChange[] = []): void => {
    state = { ...state, draft, changes: told };
    faults.forget();
    desk = { ...desk, proposals: desk.proposals.with(desk.active, { ...openProposal(desk), draft }) };
    tell();
  };
  /** Another arrangement of proposals; who buys goes with the open one. */
  const arrange = (next: Desk, told: readonly DraftChange[] = [], day = state.today): void => {
    const open = openProposal(next);
    const draft = { ...open.draft, ...saleOf(state.draft) };
    desk = { ...next, proposals: next.proposals.with(next.active, { ...open, draft }) };
    state = stateOf(openProposal(desk), day, told);
    refusal = null;
    faults.forget();
    tell();
  };
  const choose = (wanted: QuoteDraft, offer: OfferConditions): void => {
    const fitted = fitDraft(wanted, offer, state.draft, offerOf(state));
    become(fitted.draft, fitted.changes);
  };
  return {
    get: () => state,
    desk: () => desk,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setAmount: (field, cents) => become(withPart(state, { [field]: cents })),
    setPart: (part) => become(withPart(state, part), state.changes),
    setSale: (sale) => become({ ...state.draft, ...sale }, state.changes),
    setReference: (reference) => become({ ...state.draft, reference }, state.changes),
    putAmounts: ({ depositCents, termMonths, balloonCents, discountCents }) => become({ ...state.draft, depositCents, termMonths, balloonCents, discountCents }),
    chooseOffer: (offerId) => {
      const offer = state.offers.find((candidate) => candidate.offerId === offerId);
      if (offer !== undefined) choose(state.draft, offer);
    },
    chooseTerm: (termMonths) => choose({ ...state.draft, termMonths }, offerOf(state)),
    chooseMileage: (kmPerYear) => choose({ ...state.draft, kmPerYear }, offerOf(state)),
    toggleService: (code, taken) => {
      const others = state.draft.serviceCodes.filter((each) => each !== code);
      become({ ...state.draft, serviceCodes: taken ? [...others, code] : others });
    },
    chooseServices: (codes) => become({ ...state.draft, serviceCodes: [...codes] }),
    addProposal: () => {
      if (desk.proposals.length < mostProposals(desk.kind)) arrange(withCopy(desk));
    },
    removeProposal: (at) => arrange(without(desk, at)),
    moveProposal: (from, to) => arrange(moved(desk, from, to), state.changes),
    openProposal: (at) => {
      if (at !== desk.active && desk.proposals[at] !== undefined) arrange({ ...desk, active: at });
    },
    setKind: (kind) => {
      const next = ofKind(desk, kind);
      if (next !== undefined) arrange(next, state.changes);
    },
    setQuantity: (quantity) => arrange({ ...desk, proposals: desk.proposals.with(desk.active, { ...openProposal(desk), quantity }) }, state.changes),
    replaceCar: (car, offers) => {
      const before = offerOf(state);
      const offer = offers.find((candidate) => candidate.offerId === before.offerId) ?? offers[0];
      if (offer === undefined) return;
      const wanted: QuoteDraft = { ...state.draft, priceCents: car.priceCents, discountCents: 0, balloonCents: null, options: [] };
      const fitted = fitDraft(wanted, offer, state.draft, before);
      const open = openProposal(desk);
      // A car in stock is one.
      const quantity = car.choice.kind === 'stock' ? 1 : open.quantity;
      arrange({ ...desk, proposals: desk.proposals.with(desk.active, { ...open, car, offers, draft: fitted.draft, quantity }) }, fitted.changes);
    },
    renew: (fresh, day) => {
      const all = desk.proposals.map((proposal, at) => {
        const terms = fresh[at];
        return terms === undefined ? { proposal, changes: [] } : renewed(proposal, terms);
      });
      arrange({ ...desk, proposals: all.map(({ proposal }) => proposal) }, all[desk.active]?.changes ?? [], day);
    },
    faults,
    refusal: () => refusal,
    publishRefusal: (next) => {
      if (refusal?.path === next?.path && refusal?.words === next?.words) return;
      refusal = next;
      tell();
    },
  };
}

const QuoteStoreContext = createContext<QuoteStore | null>(null);
export const QuoteStoreProvider = QuoteStoreContext.Provider;

/** The quote in work around this component. */
export function useQuoteStore(): QuoteStore {
  const store = use(QuoteStoreContext);
  if (store === null) throw new Error('useQuoteStore outside a quote');
  return store;
}

/** One part of the quote in work; the component renders only when that part changes. `select` must return the same object for the same state. */
export function useQuotePart<T>(select: (state: QuoteState) => T): T {
  const store = useQuoteStore();
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}

/** One part of all proposals; `select` must return the same object for the same desk. */
export function useDeskPart<T>(select: (desk: Desk) => T): T {
  const store = useQuoteStore();
  return useSyncExternalStore(store.subscribe, () => select(store.desk()));
}

/** The words of the present refusal, or of the server at saving, when they belong to this field. */
export function useFieldRefusal(path: DeskField): string | undefined {
  const store = useQuoteStore();
  return useSyncExternalStore(store.subscribe, () => {
    const refusal = store.refusal();
    return refusal?.path === path ? refusal.words : store.faults.told().get(path);
  });
}
