/** Reads what the quote starts from, then puts it in work; keeps the unsaved draft of the tab. */
import { useEffect, useRef, useState } from 'react';
import type { Quote } from '#quoting/api';
import type { VehicleFound } from '#vehicles/api';
import { useMe } from '../../../request/index.ts';
import { EmptyState, Page, Panel, Problem } from '../../../ui/index.ts';
import { vehicleName, VehiclePicker } from '../../vehicles/index.ts';
import { draftOf, openDraft } from '../draft/open-draft.ts';
import type { QuoteDraft } from '../draft/quote-draft.ts';
import { sourceKey, type QuoteSource } from '../draft/quote-source.ts';
import { createQuoteStore } from '../draft/quote-store.ts';
import { keepDraft, readStoredDraft, type DraftKeeping } from '../draft/stored-draft.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import { DeskShape } from './desk-shape.tsx';
import { QuickQuote } from './quick-quote.tsx';
import { useQuoteStart, type QuoteStart, type QuoteStarting } from './use-quote-start.ts';

interface QuoteDeskProps {
  readonly source: QuoteSource;
  readonly carried: QuoteDraft | undefined;
  readonly onPick: (found: VehicleFound, carried?: QuoteDraft) => void;
  readonly onSaved: (quote: Quote) => void;
  readonly onReopen: () => void;
  readonly onNew: () => void;
  readonly onRestart: () => void;
}

interface InWorkProps extends QuoteDeskProps {
  readonly start: QuoteStart;
  readonly readAgain: Extract<QuoteStarting, { state: 'ready' }>['readAgain'];
}

function InWork({ source, carried, start, readAgain, onPick, onSaved, onReopen, onNew, onRestart }: InWorkProps) {
  const { personality } = useMe();
  // The start is read once: what arrives later must not take the seller's figures away.
  const [work] = useState(() => {
    const stored = readStoredDraft(personality.id);
    const resumed = stored?.source === sourceKey(source) ? stored.draft : undefined;
    const base = source.kind === 'revise' ? start.quote : undefined;
    const store = createQuoteStore(openDraft({ ...start, resumed, carried }));
    return { store, base, resumed: resumed !== undefined, vehicle: start.vehicle, origin: base === undefined ? store.get().draft : draftOf(base) };
  });
  const { store } = work;
  const key = sourceKey(source);
  const name = vehicleName(work.vehicle);
  const keeping = useRef<DraftKeeping>(undefined);
  useEffect(() => {
    const kept = keepDraft(store, personality.id, { source: key, vehicleName: name });
    keeping.current = kept;
    return kept.leave;
  }, [store, personality.id, key, name]);

  return (
    <QuickQuote
      {...work}
      readAgain={readAgain}
      onPick={(found) => {
        const { draft } = store.get();
        keeping.current?.drop();
        onPick(found, draft);
      }}
      onSaved={(quote) => {
        keeping.current?.drop();
        onSaved(quote);
      }}
      onReopen={() => {
        keeping.current?.drop();
        onReopen();
      }}
      onNew={() => {
        keeping.current?.drop();
        onNew();
      }}
      onRestart={() => {
        keeping.current?.drop();
        onRestart();
      }}
    />
  );
}

export function QuoteDesk(props: QuoteDeskProps) {
  const texts = useQuotingTexts();
  const starting = useQuoteStart(props.source);
  if (starting.state === 'loading') return <DeskShape />;
  if (starting.state === 'failed') {
    const { problem } = starting;
    return (
      <Page title={texts.quickQuote}>
        <Problem problem={problem} lost="nothing" onRetry={problem.retryable ? starting.retry : undefined} />
        <Panel title={texts.vehicle.gone}>
          <VehiclePicker onPick={props.onPick} startHere hideLabel />
        </Panel>
      </Page>
    );
  }
  if (starting.start.offers.length === 0) {
    return (
      <Page title={texts.quickQuote}>
        <Panel title={vehicleName(starting.start.vehicle)}>
          <EmptyState title={texts.noOffers} why={texts.noOffersWhy} />
          <VehiclePicker onPick={props.onPick} startHere hideLabel />
        </Panel>
      </Page>
    );
  }
  return <InWork {...props} start={starting.start} readAgain={starting.readAgain} />;
}
