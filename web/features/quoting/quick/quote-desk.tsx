/** Reads what the quote starts from, then puts it in work; keeps the unsaved draft of the tab. */
import { useEffect, useRef, useState } from 'react';
import type { Quote } from '#quoting/api';
import type { VehicleFound } from '#vehicles/api';
import { useMe } from '../../../request/index.ts';
import { EmptyState, Page, Panel, Problem, useFormat, useLanguage } from '../../../ui/index.ts';
import { vehicleName, VehiclePicker } from '../../vehicles/index.ts';
import { savedWords } from '../draft/open-draft.ts';
import type { QuoteDraft } from '../draft/quote-draft.ts';
import { sourceKey, type QuoteSource } from '../draft/quote-source.ts';
import { createQuoteStore } from '../draft/quote-store.ts';
import { keepDraft, readStoredDraft, type DraftKeeping } from '../draft/stored-draft.ts';
import { refusalWords } from '../refusal-words.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import { DeskShape } from './desk-shape.tsx';
import { QuickQuote } from './quick-quote.tsx';
import { UnknownStart, unknownCodes } from './unknown-start.tsx';
import { useDeskTexts } from './use-desk-texts.ts';
import { useQuoteStart, type QuoteStart } from './use-quote-start.ts';

interface QuoteDeskProps {
  readonly source: QuoteSource;
  readonly carried: QuoteDraft | undefined;
  /** The quote was saved on this page a moment ago. */
  readonly justSaved: boolean;
  readonly onPick: (found: VehicleFound, carried?: QuoteDraft) => void;
  readonly onSaved: (quote: Quote) => void;
  readonly onReopen: () => void;
  readonly onNew: () => void;
  readonly onRestart: () => void;
}

interface InWorkProps extends QuoteDeskProps {
  readonly start: QuoteStart;
  readonly resumed: boolean;
}

/** What had to be left out or could not be taken when the quote was opened. */
function useRemarks({ leftOut, unbuildable }: QuoteStart): readonly string[] {
  const desk = useDeskTexts();
  const texts = useQuotingTexts();
  const format = useFormat();
  const language = useLanguage();
  return [
    ...(leftOut.length === 0 ? [] : [desk.proposals.leftOut(leftOut.join(', '))]),
    ...(unbuildable === undefined ? [] : [desk.car.removed(refusalWords(unbuildable, { language, format, texts, serviceName: (code) => code }))]),
  ];
}

function InWork({ source, start, resumed, justSaved, onPick, onSaved, onReopen, onNew, onRestart }: InWorkProps) {
  const { personality } = useMe();
  // The start is read once: what arrives later must not take the seller's figures away.
  const [work] = useState(() => {
    const base = source.kind === 'revise' ? start.quote : undefined;
    const store = createQuoteStore(start.desk, start.today, start.changes);
    return { store, base, resumed, origin: base === undefined ? '' : savedWords(base) };
  });
  const remarks = useRemarks(start);
  const { store } = work;
  const key = sourceKey(source);
  const keeping = useRef<DraftKeeping>(undefined);
  useEffect(() => {
    const kept = keepDraft(store, personality.id, { source: key });
    keeping.current = kept;
    return kept.leave;
  }, [store, personality.id, key]);

  return (
    <QuickQuote
      {...work}
      remarks={remarks}
      justSaved={justSaved}
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
  const { personality } = useMe();
  const [stored] = useState(() => {
    const found = readStoredDraft(personality.id);
    return found?.source === sourceKey(props.source) ? found : undefined;
  });
  const starting = useQuoteStart(props.source, stored, props.carried);
  // Once in work it stays: what is read again, as after a session that ended, must not take away what was written.
  const [begun, setBegun] = useState<QuoteStart>();
  if (begun === undefined && starting.state === 'ready') setBegun(starting.start);
  // So does a car that is not there: reading it again behind the page must not take away what is being typed for another.
  const [unknown, setUnknown] = useState(false);
  if (!unknown && starting.state === 'failed' && unknownCodes.has(starting.problem.code)) setUnknown(true);
  if (begun !== undefined) return <InWork {...props} start={begun} resumed={stored !== undefined} />;
  if (unknown) return <UnknownStart kind={props.source.kind} onPick={props.onPick} />;
  if (starting.state === 'loading' || starting.state === 'ready') return <DeskShape />;
  return (
    <Page title={texts.quickQuote}>
      {starting.state === 'failed' && <Problem problem={starting.problem} lost="nothing" onRetry={starting.problem.retryable ? starting.retry : undefined} />}
      <Panel title={starting.state === 'failed' ? texts.vehicle.gone : vehicleName(starting.vehicle)}>
        {starting.state === 'unsellable' && <EmptyState title={texts.noOffers} why={texts.noOffersWhy} />}
        <VehiclePicker onPick={props.onPick} startHere hideLabel />
      </Panel>
    </Page>
  );
}
