import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Quote } from '#quoting/api';
import type { VehicleFound } from '#vehicles/api';
import { queryClient, queryKeyOf } from '../../request/index.ts';
import { usePageSearch, type RawSearch } from '../../shells/page-search.ts';
import type { QuoteDraft } from './draft/quote-draft.ts';
import { sourceIn, sourceKey, sourceSearch, unreadSourceIn, type QuoteSource, type SourceKind } from './draft/quote-source.ts';
import { getQuote } from './endpoints.ts';
import { QuoteDesk } from './quick/quote-desk.tsx';
import { StartDesk } from './quick/start-desk.tsx';
import { UnknownStart } from './quick/unknown-start.tsx';

const parse = (raw: RawSearch): { readonly source: QuoteSource | undefined; readonly unread: SourceKind | undefined } => ({ source: sourceIn(raw), unread: unreadSourceIn(raw) });

/** What the customer of another vehicle had said, for the vehicle now wanted. */
interface Carried {
  readonly to: string;
  readonly draft: QuoteDraft;
}

/** `/quotes/new`: the address names what the quote starts from, so that it can be sent, reloaded, gone back to. */
export function QuickQuotePage() {
  const [{ source, unread }] = usePageSearch(parse);
  const navigate = useNavigate();
  /** Counts the beginnings on the same address: a revision saved, a draft thrown away. */
  const [round, setRound] = useState(0);
  const [carried, setCarried] = useState<Carried>();
  const [savedHere, setSavedHere] = useState<string>();
  const key = source === undefined ? '' : sourceKey(source);

  const begin = (next: QuoteSource | undefined, draft?: QuoteDraft): void => {
    const to = next === undefined ? '' : sourceKey(next);
    setSavedHere(undefined);
    setCarried(draft === undefined ? undefined : { to, draft });
    if (to === key) setRound(round + 1);
    else void navigate({ to: '/quotes/new', search: sourceSearch(next), replace: true });
  };
  const pick = (found: VehicleFound, draft?: QuoteDraft): void =>
    begin(found.source === 'stock' ? { kind: 'stock', id: found.vehicle.stockId } : { kind: 'version', id: found.vehicle.versionId }, draft);
  const reopen = async (id: string): Promise<void> => {
    await queryClient.refetchQueries({ queryKey: queryKeyOf(getQuote, { params: { id }, query: {} }) });
    begin({ kind: 'revise', id });
  };
  if (unread !== undefined) return <UnknownStart kind={unread} onPick={pick} />;
  if (source === undefined) return <StartDesk onPick={pick} onResume={(stored) => begin(stored)} />;
  return (
    <QuoteDesk
      key={`${key}:${round}`}
      source={source}
      carried={carried?.to === key ? carried.draft : undefined}
      onPick={pick}
      justSaved={savedHere === key}
      onSaved={(quote: Quote) => {
        const saved: QuoteSource = { kind: 'revise', id: quote.id };
        begin(saved);
        setSavedHere(sourceKey(saved));
      }}
      onReopen={() => void reopen(source.id)}
      onNew={() => begin(undefined)}
      onRestart={() => begin(source)}
    />
  );
}
