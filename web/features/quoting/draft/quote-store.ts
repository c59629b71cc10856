/**
 * The quote in work: one value, changed key by key. Each field subscribes to its own part, so that a key renders one
 * field; the calculation reads the whole, deferred, and publishes the refusal that its field shows.
 */
import { createContext, use, useSyncExternalStore } from 'react';
import { percentOf } from '#platform/money';
import type { OfferConditions } from '#pricing/api';
import type { PricedCar, QuoteInput, VehicleChoice } from '#quoting/api';
import { fitDraft, followsGuarantee, type DraftChange } from './fit-draft.ts';
import { balloonBounds, inputOf, leastDeposit, type AmountField, type QuoteDraft } from './quote-draft.ts';

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

export interface QuoteStore {
  readonly get: () => QuoteState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly setAmount: (field: AmountField, cents: number | null) => void;
  /** Options, accessories, the car given in. */
  readonly setPart: (part: Partial<Pick<QuoteDraft, 'options' | 'accessories' | 'tradeIn'>>) => void;
  /** Who buys, how it is sold, notes: nothing of the price. */
  readonly setSale: (sale: Partial<Pick<QuoteDraft, 'customer' | 'channel' | 'note' | 'followUpOn'>>) => void;
  readonly setReference: (reference: string) => void;
  readonly chooseOffer: (offerId: string) => void;
  readonly chooseTerm: (termMonths: number) => void;
  readonly chooseMileage: (kmPerYear: number) => void;
  readonly toggleService: (code: string, taken: boolean) => void;
  /** Conditions read anew from the server. */
  readonly renew: (offers: readonly OfferConditions[], today: string) => void;
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

export function createQuoteStore(initial: QuoteState): QuoteStore {
  let state = initial;
  let refusal: ShownRefusal | null = null;
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const become = (draft: QuoteDraft, changes: readonly DraftChange[] = []): void => {
    state = { ...state, draft, changes };
    tell();
  };
  const choose = (wanted: QuoteDraft, offer: OfferConditions): void => {
    const fitted = fitDraft(wanted, offer, state.draft, offerOf(state));
    become(fitted.draft, fitted.changes);
  };
  return {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setAmount: (field, cents) => become(withPart(state, { [field]: cents })),
    setPart: (part) => become(withPart(state, part), state.changes),
    setSale: (sale) => become({ ...state.draft, ...sale }, state.changes),
    setReference: (reference) => become({ ...state.draft, reference }, state.changes),
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
    renew: (offers, today) => {
      const before = offerOf(state);
      const offer = offers.find((candidate) => candidate.offerId === before.offerId) ?? offers[0];
      if (offer === undefined) return;
      const fitted = fitDraft(state.draft, offer, state.draft, before);
      const gone: DraftChange[] = offer.offerId === before.offerId ? [] : [{ field: 'offerId', from: before.name, to: offer.name }];
      state = { ...state, offers, today, draft: fitted.draft, changes: [...gone, ...fitted.changes] };
      tell();
    },
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

/** The words of the present refusal when it belongs to this field. */
export function useFieldRefusal(path: string): string | undefined {
  const store = useQuoteStore();
  return useSyncExternalStore(store.subscribe, () => {
    const refusal = store.refusal();
    return refusal?.path === path ? refusal.words : undefined;
  });
}
