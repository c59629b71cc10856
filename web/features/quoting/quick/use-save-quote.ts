/** Saving the quote in work: never before the server's answer, never twice for the same press. */
import { useRef, useState } from 'react';
import { shownFigures, tidySale, type Quote, type SaveQuoteBody } from '#quoting/api';
import { faultsByField, ProblemError, queryClient, queryKeyOf, useWrite } from '../../../request/index.ts';
import { deskFieldOf, draftFaults, type DeskField } from '../draft/desk-fields.ts';
import { priceDraft } from '../draft/price-draft.ts';
import { steadyStateOf, type Desk } from '../draft/proposal.ts';
import { quoteInput, useQuoteStore, type QuoteState } from '../draft/quote-store.ts';
import { getQuote, reviseQuote, saveQuote } from '../endpoints.ts';

/** Codes after which only fresh conditions help. */
const outdated = new Set(['figures_differ', 'day_changed', 'offer_not_in_force', 'offer_not_for_vehicle', 'offer_not_for_customer', 'offer_not_for_channel', 'option_not_offered']);

export interface QuoteSaving {
  /** Saves what is on screen; nothing happens while a save is under way or nothing can be computed. */
  readonly run: () => void;
  readonly isSending: boolean;
  /** The last press sent nothing: fields had to be mended first. */
  readonly isBlocked: boolean;
  readonly problem: ProblemError | undefined;
  /** Which proposal, from 1, the problem speaks of, when there are several. */
  readonly problemOf: number | undefined;
  /** The conditions on screen are no longer the house's: they must be read again before saving. */
  readonly isOutdated: boolean;
  /** Somebody else saved a newer revision. */
  readonly isStale: boolean;
  readonly forget: () => void;
}

/** Everything on the desk with the figures shown; or the place of the first proposal that cannot be computed. */
function requestOf({ kind, proposals }: Desk, { draft, today }: QuoteState): SaveQuoteBody | number {
  const sent: SaveQuoteBody['proposals'] = [];
  for (const [at, proposal] of proposals.entries()) {
    const state = steadyStateOf(proposal, today);
    const priced = priceDraft(state);
    if (!priced.ok) return at;
    sent.push({ quantity: proposal.quantity, input: quoteInput(state), shown: shownFigures(priced.figures) });
  }
  return { kind, ...tidySale(draft), proposals: sent, startDate: today };
}

/** The proposal that a refusal speaks of, from 0. */
function proposalIn(problem: ProblemError | undefined): number | undefined {
  const found = problem?.fields.map(({ path }) => /^body\.proposals\.(\d+)\b/.exec(path)?.[1]).find((number) => number !== undefined);
  return found === undefined ? undefined : Number(found);
}

/** The first proposal, from 0, with fields that would be refused as they stand, and those fields. */
function faultyProposal({ proposals, active }: Desk, unread: ReadonlySet<DeskField>): { readonly at: number; readonly fields: readonly DeskField[] } | undefined {
  const faulty = proposals.map(({ draft }, at) => ({ at, fields: [...(at === active ? unread : []), ...draftFaults(draft)] }));
  return faulty.find(({ fields }) => fields.length > 0);
}

/** `base` is the quote being revised; without it a new one is saved. `onGo` leads to a field that has to be mended. */
export function useSaveQuote(base: Quote | undefined, onSaved: (quote: Quote) => void, onGo: (field: DeskField) => void): QuoteSaving {
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
  const [isBlocked, setBlocked] = useState(false);
  const settled = (error?: unknown): void => {
    sent.current = false;
    const at = proposalIn(error instanceof ProblemError ? error : undefined);
    // What has to be mended is shown, not only named.
    if (at !== undefined) store.openProposal(at);
    if (error instanceof ProblemError) store.faults.setTold(faultsByField(error.fields, deskFieldOf));
  };
  const problem = saving.error ?? revising.error ?? undefined;
  const at = proposalIn(problem);
  return {
    run: () => {
      if (isSending || sent.current) return;
      // What has to be mended first is opened, with its words.
      const faulty = faultyProposal(store.desk(), store.faults.unread());
      setBlocked(faulty !== undefined);
      if (faulty !== undefined) {
        store.openProposal(faulty.at);
        if (faulty.fields[0] !== undefined) onGo(faulty.fields[0]);
        return;
      }
      const body = requestOf(store.desk(), store.get());
      if (typeof body === 'number') return store.openProposal(body);
      sent.current = true;
      const answer = base === undefined ? saving.mutateAsync({ body }) : revising.mutateAsync({ params: { id: base.id }, body: { ...body, revision: base.latestRevision } });
      // By its promise: callbacks of the call itself are lost when the session ends meanwhile and hides the page.
      void answer.then(() => settled(), settled);
    },
    isSending,
    isBlocked,
    problem: isBlocked ? undefined : problem,
    problemOf: store.desk().proposals.length > 1 && at !== undefined ? at + 1 : undefined,
    isOutdated: problem !== undefined && outdated.has(problem.code),
    isStale: problem?.code === 'stale',
    forget: () => {
      saving.reset();
      revising.reset();
    },
  };
}
