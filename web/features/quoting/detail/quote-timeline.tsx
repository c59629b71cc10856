/** What happened to a quote, in words, in the rail of its page. */
import type { QuoteEventKind } from '#quoting/api';
import { signatureIn } from '#platform/signatures';
import { serverToday, useQueryOf } from '../../../request/index.ts';
import { LoadingBlock, Panel, Problem, Timeline, useFormat, useLanguage, type Tone } from '../../../ui/index.ts';
import { useShareDetails } from '../share/use-share-details.ts';
import { timeline } from './detail-endpoints.ts';
import { useDetailTexts } from './use-detail-texts.ts';

const tones: Partial<Record<QuoteEventKind, Tone>> = { saved: 'ok', revised: 'ok', askedToGoOn: 'attention', shareOpened: 'info', reserved: 'info', secciDelivered: 'ok' };

type Details = Readonly<Record<string, string | number | boolean | null>>;

/** The second line of an entry, from what its details hold. */
function useDetailLine(): (details: Details) => string | undefined {
  const words = useDetailTexts().timeline;
  const shareDetails = useShareDetails();
  const format = useFormat();
  const day = (value: Details[string] | undefined, write: (text: string) => string) => (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? [write(format.date(value))] : []);
  return (details) => {
    const { revision, of, proposal, heldUntil, followUpOn, recipient, to, paper, expiresOn } = details;
    const parts = [
      ...(typeof revision === 'number' ? [words.version(revision)] : []),
      ...(paper === 'comparison' ? [words.comparison] : []),
      ...(typeof of === 'string' ? [words.of(of)] : []),
      ...(typeof proposal === 'number' ? [words.proposalOnly(proposal)] : []),
      ...day(heldUntil, words.until),
      ...day(expiresOn, words.until),
      ...day(followUpOn, words.on),
      ...[recipient, to].flatMap((name) => (typeof name === 'string' && name !== '' ? [words.to(name)] : [])),
      ...shareDetails(details),
    ];
    return parts.length === 0 ? undefined : parts.join(' · ');
  };
}

export function QuoteTimeline({ quoteId }: { readonly quoteId: string }) {
  const words = useDetailTexts().timeline;
  const lineOf = useDetailLine();
  const language = useLanguage();
  const { data, error, refetch } = useQueryOf(timeline, { params: { id: quoteId } }, { keepPrevious: true });
  return (
    <Panel title={words.title}>
      {data !== undefined ? (
        <Timeline label={words.title} today={serverToday()} events={data.items.map(({ id, at, kind, actorName, details }) => ({ key: id, at, what: words.kinds[kind], who: actorName === '' ? undefined : signatureIn(actorName, language), detail: lineOf(details), tone: tones[kind] }))} />
      ) : error === null ? (
        <LoadingBlock label={words.title} height={200} />
      ) : (
        <Problem problem={error} lost="nothing" compact onRetry={() => void refetch()} />
      )}
    </Panel>
  );
}
