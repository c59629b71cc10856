/**
 * The result of the quote in work, drawn with the key that changed it: the figures are in the same picture as the digit.
 * What is larger (plan strip, price of each service) defers on its own. Also publishes why there is no result, for the
 * field that can mend it.
 */
import { createContext, use, useEffect, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { useFormat, useLanguage } from '../../../ui/index.ts';
import { refusalWords } from '../refusal-words.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import { priceDraft, type DraftPricing } from './price-draft.ts';
import { offerOf, useQuoteStore, type QuoteState } from './quote-store.ts';

interface PricedQuote {
  readonly state: QuoteState;
  readonly pricing: DraftPricing;
  /** Why there are no figures, in words. */
  readonly refusal: string | undefined;
}

const PricedQuoteContext = createContext<PricedQuote | null>(null);

export function PricedQuoteProvider({ children }: { readonly children: ReactNode }) {
  const store = useQuoteStore();
  const texts = useQuotingTexts();
  const format = useFormat();
  const language = useLanguage();
  const state = useSyncExternalStore(store.subscribe, store.get);
  const pricing = priceDraft(state);
  const serviceName = (code: string): string => offerOf(state).services.find((service) => service.code === code)?.name[language] ?? code;
  const refusal = pricing.ok ? undefined : refusalWords(pricing, { language, format, texts, serviceName });
  const path = pricing.ok ? undefined : pricing.path;
  useEffect(() => {
    store.publishRefusal(refusal === undefined ? null : { path, words: refusal });
  }, [store, path, refusal]);
  const priced = useMemo(() => ({ state, pricing, refusal }), [state, pricing, refusal]);
  return <PricedQuoteContext value={priced}>{children}</PricedQuoteContext>;
}

/** Figures of the quote in work and the state they belong to. */
export function usePricedQuote(): PricedQuote {
  const priced = use(PricedQuoteContext);
  if (priced === null) throw new Error('usePricedQuote outside a quote');
  return priced;
}
