/**
 * The result of the quote in work, drawn with the key that changed it: the figures are in the same picture as the digit.
 * What is larger (plan strip, price of each service) defers on its own. Also publishes why there is no result, for the
 * field that can mend it.
 */
import { createContext, use, useEffect, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import type { OfferPlan } from '#pricing/api';
import { useFormat, useLanguage } from '../../../ui/index.ts';
import { refusalWords } from '../refusal-words.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import { priceDraft, type DraftPricing } from './price-draft.ts';
import { offerOf, useQuoteStore, type QuoteState } from './quote-store.ts';

const fieldsOfPage: ReadonlySet<string> = new Set(['priceCents', 'discountCents', 'tradeInCents', 'depositCents', 'termMonths', 'offerId', 'serviceCodes']);

interface PricedQuote {
  readonly state: QuoteState;
  readonly pricing: DraftPricing;
  /** Why there are no figures; where a field of the page says it, only that there is one to mend. */
  readonly refusal: string | undefined;
}

/** Whether a field of the page shows the refusal of this path: those of the plan in hand do. */
function isShownByField(path: string | undefined, plan: OfferPlan): boolean {
  if (path === 'balloonCents') return plan !== 'level';
  if (path === 'kmPerYear') return plan === 'balloon';
  return path !== undefined && fieldsOfPage.has(path);
}

/** A field shows something it cannot take. */
const unreadable: DraftPricing = { ok: false, refusal: 'not_computable' };

const PricedQuoteContext = createContext<PricedQuote | null>(null);

export function PricedQuoteProvider({ children }: { readonly children: ReactNode }) {
  const store = useQuoteStore();
  const texts = useQuotingTexts();
  const format = useFormat();
  const language = useLanguage();
  const state = useSyncExternalStore(store.subscribe, store.get);
  const unread = useSyncExternalStore(store.subscribe, store.faults.unread);
  const priced = priceDraft(state);
  // What cannot be read is not in the draft: its figures would be those of another quote than the one on the screen.
  const pricing = unread.size === 0 ? priced : unreadable;
  const serviceName = (code: string): string => offerOf(state).services.find((service) => service.code === code)?.name[language] ?? code;
  const words = pricing.ok ? undefined : pricing === unreadable ? texts.result.mend : refusalWords(pricing, { language, format, texts, serviceName });
  const path = pricing.ok ? undefined : pricing.path;
  useEffect(() => {
    // The field that cannot be read says so itself.
    store.publishRefusal(words === undefined || path === undefined ? null : { path, words });
  }, [store, path, words]);
  const refusal = words !== undefined && isShownByField(path, offerOf(state).product.plan) ? texts.result.mend : words;
  const value = useMemo(() => ({ state, pricing, refusal }), [state, pricing, refusal]);
  return <PricedQuoteContext value={value}>{children}</PricedQuoteContext>;
}

/** Figures of the quote in work and the state they belong to. */
export function usePricedQuote(): PricedQuote {
  const priced = use(PricedQuoteContext);
  if (priced === null) throw new Error('usePricedQuote outside a quote');
  return priced;
}
