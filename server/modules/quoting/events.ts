/** Events of quoting. Payloads carry ids only; who wants more asks. */

interface QuoteEvent {
  readonly kind: string;
  readonly nodeId: number;
  readonly payload: Record<string, unknown>;
}

export const quoteSavedKind = 'quoting.quote-saved';
export const quoteRevisedKind = 'quoting.quote-revised';

/** A quote was saved for the first time. */
export function quoteSaved(nodeId: number, payload: { quoteId: string; dealerNodeId: number }): QuoteEvent {
  return { kind: quoteSavedKind, nodeId, payload };
}

/** A quote has a new revision. */
export function quoteRevised(nodeId: number, payload: { quoteId: string; dealerNodeId: number; revision: number }): QuoteEvent {
  return { kind: quoteRevisedKind, nodeId, payload };
}
