import { useState } from 'react';
import type { FigureName } from '#engine';
import { priceQuote, type Quote } from '#quoting/api';
import type { Explained } from '../figures/derivation-panel.tsx';

/** Which figure of a saved quote is being explained, computed from what the quote froze. */
export function useExplained(quote: Quote | undefined) {
  const [explained, setExplained] = useState<Explained | null>(null);
  const explain = (figure: FigureName): void => {
    if (quote === undefined) return;
    const priced = priceQuote(quote.input, quote.conditions, quote.startDate);
    if (priced.ok) setExplained({ terms: priced.terms, figure });
  };
  return { explained, explain, close: () => setExplained(null) };
}
