import { useState } from 'react';
import type { FigureName } from '#engine';
import { leadingProposal, priceQuote, type Quote } from '#quoting/api';
import type { Explained } from '../figures/derivation-panel.tsx';

/** Which figure of a saved quote is being explained, computed from what the quote froze. */
export function useExplained(quote: Quote | undefined) {
  const [explained, setExplained] = useState<Explained | null>(null);
  const explain = (figure: FigureName): void => {
    if (quote === undefined) return;
    const { input, conditions, vehicle } = leadingProposal(quote);
    const priced = priceQuote(input, conditions, quote.startDate, vehicle);
    // The steps of a lease are not told yet: its figures open nothing.
    if (priced.ok && priced.terms !== null) setExplained({ terms: priced.terms, figure });
  };
  return { explained, explain, close: () => setExplained(null) };
}
