/** Saving the quote in work: never before the server's answer, never twice for the same press. */
import { useRef } from 'react';
import { priceQuote, shownFigures, type Quote } from '#quoting/api';
import { type ProblemError, queryClient, queryKeyOf, useWrite } from '../../../request/index.ts';
import { priceDraft } from '../draft/price-draft.ts';
import { quoteInput, useQuoteStore, type QuoteState } from '../draft/quote-store.ts';
import { getQuote, reviseQuote, saveQuote } from '../endpoints.ts';

/** Codes after which only fresh conditions help. */
const outdated = new Set(['figures_differ', 'day_changed', 'offer_not_in_force', 'offer_not_for_vehicle']);

export interface QuoteSaving {
  /** Saves what is on screen; nothing happens while a save is under way or nothing can be computed. */
  readonly run: () => void;
  readonly isSending: boolean;
  readonly problem: ProblemError | undefined;
  /** The conditions on screen are no longer the house's: they must be read again before saving. */
  readonly isOutdated: boolean;
  /** Somebody else saved a newer revision. */
  readonly isStale: boolean;
  readonly forget: () => void;
}

/** The proposals of a quote that are not in work: they stay beside the one that is. */
function otherProposals(base: Quote | undefined, today: string) {
  return (base?.proposals.slice(1) ?? []).map(({ quantity, input, conditions, vehicle, figures }) => {
    const priced = priceQuote(input, conditions, today, vehicle);
    return { quantity, input, shown: shownFigures(priced.ok ? priced.figures : figures) };
  });
}

function requestOf(state: QuoteState, base: Quote | undefined) {
  const priced = priceDraft(state);
  if (!priced.ok) return undefined;
  const { reference, customer, channel, note, followUpOn } = state.draft;
  const leading = { quantity: base?.proposals[0]?.quantity ?? 1, input: quoteInput(state), shown: shownFigures(priced.figures) };
  return { kind: base?.kind ?? ('alternatives' as const), customer, reference, note, followUpOn, channel, proposals: [leading, ...otherProposals(base, state.today)], startDate: state.today };
}

/** `base` is the quote being revised; without it a new one is saved. */
export function useSaveQuote(base: Quote | undefined, onSaved: (quote: Quote) => void): QuoteSaving {
  const store = useQuoteStore();
  const refreshes = ['/api/quoting/quotes'];
  const onDone = (quote: Quote): void => {
    // The answer is the whole quote: whoever opens it next need not ask.
    queryClient.setQueryData(queryKeyOf(getQuote, { params: { id: quote.id }, query: {} }), quote);
    onSaved(quote);
  };
  const saving = useWrite(saveQuote, { refreshes, onDone });
  const revising = useWrite(reviseQuote, { refreshes, onDone });
  const isSending = saving.isPending || revising.isPending;
  /** Of two quick presses the second comes before the first is drawn. */
  const sent = useRef(false);
  const onSettled = (): void => {
    sent.current = false;
  };
  const problem = saving.error ?? revising.error ?? undefined;
  return {
    run: () => {
      const body = requestOf(store.get(), base);
      if (body === undefined || isSending || sent.current) return;
      sent.current = true;
      if (base === undefined) saving.mutate({ body }, { onSettled });
      else revising.mutate({ params: { id: base.id }, body: { ...body, revision: base.latestRevision } }, { onSettled });
    },
    isSending,
    problem,
    isOutdated: problem !== undefined && outdated.has(problem.code),
    isStale: problem?.code === 'stale',
    forget: () => {
      saving.reset();
      revising.reset();
    },
  };
}
