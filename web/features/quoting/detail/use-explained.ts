import { useState } from 'react';
import type { FigureName } from '#engine';
import { priceQuote, type Quote, type QuoteProposal } from '#quoting/api';
import type { Explained } from '../figures/derivation-panel.tsx';

/** Which figure of a saved proposal is being explained, computed from what the quote froze. */
export function useExplained(quote: Pick<Quote, 'startDate'> | undefined, proposal: QuoteProposal | undefined) {
  const [explained, setExplained] = useState<Explained | null>(null);
  const explain = (figure: FigureName): void => {
    if (quote === undefined || proposal === undefined) return;
    const priced = priceQuote(proposal.input, proposal.conditions, quote.startDate, proposal.vehicle);
    // The steps of a lease are not told yet: its figures open nothing.
    if (priced.ok && priced.terms !== null) setExplained({ terms: priced.terms, figure });
  };
  return { explained, explain, close: () => setExplained(null) };
}
