/** "Ricalcola e verifica": the saved quote computed again from what it froze, figure by figure. */
import type { Quote } from '#quoting/api';
import { useQueryOf } from '../../../request/index.ts';
import { LoadingBlock, Notice, Problem, SidePanel, useFormat } from '../../../ui/index.ts';
import { replayQuote } from './detail-endpoints.ts';
import classes from './quote-parts.module.css';
import { useDetailTexts } from './use-detail-texts.ts';

function ReplayAnswer({ quote }: { readonly quote: Quote }) {
  const words = useDetailTexts().replay;
  const format = useFormat();
  const { data, error, refetch } = useQueryOf(replayQuote, { params: { id: quote.id }, query: { revision: quote.revision } });
  if (data === undefined) return error === null ? <LoadingBlock label={words.busy} height={120} /> : <Problem problem={error} lost="nothing" onRetry={() => void refetch()} />;
  const value = (figure: string, number: number | null) => (number === null ? '–' : figure.endsWith('Ppm') ? format.rate(number) : format.money(number));
  return (
    <div className={classes.stack}>
      <Notice tone={data.same ? 'ok' : 'danger'}>{data.same ? words.same : words.differs}</Notice>
      <p className={classes.small}>{words.engines(data.engineThen, data.engineNow)}</p>
      <ul className={classes.list}>
        {data.proposals.map(({ number, same, refusal, differences }) => (
          <li key={number}>
            <b>{words.proposal(number)}</b>: {same ? words.equal : refusal !== null ? words.refused(refusal) : differences.length === 0 ? words.plan : differences.map(({ figure, saved, computed }) => words.figure(figure, value(figure, saved), value(figure, computed))).join('; ')}
          </li>
        ))}
      </ul>
    </div>
  );
}

export function ReplayPanel({ quote, opened, onClose }: { readonly quote: Quote; readonly opened: boolean; readonly onClose: () => void }) {
  const words = useDetailTexts().replay;
  return (
    <SidePanel opened={opened} onClose={onClose} title={words.title}>
      {opened && <ReplayAnswer quote={quote} />}
    </SidePanel>
  );
}
