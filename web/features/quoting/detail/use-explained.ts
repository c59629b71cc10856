import { useState } from 'react';
import type { FigureName } from '#engine';
import type { LeaseFigure } from '#engine/derivation';
import { priceQuote, type Quote, type QuoteProposal } from '#quoting/api';
import type { Explained } from '../figures/derivation-panel.tsx';

/** Which figure of a saved proposal is being explained, computed from what the quote froze. */
export function useExplained(quote: Pick<Quote, 'startDate'> | undefined, proposal: QuoteProposal | undefined) {
  const [explained, setExplained] = useState<Explained | null>(null);
  const priced = () => (quote === undefined || proposal === undefined ? undefined : priceQuote(proposal.input, proposal.conditions, quote.startDate, proposal.vehicle));
  const explain = (figure: FigureName): void => {
    const loan = priced();
    if (loan?.ok === true && loan.terms !== null) setExplained({ terms: loan.terms, figure });
  };
  const explainLease = (figure: LeaseFigure, name: string): void => {
    const lease = priced();
    if (lease?.ok === true && lease.leaseTerms !== null) setExplained({ lease: lease.leaseTerms, figure, name });
  };
  return { explained, explain, explainLease, close: () => setExplained(null) };
}
