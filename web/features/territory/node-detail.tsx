import type { ReactNode } from 'react';
import { addDays } from '#platform/civil-date';
import type { ResponseOf } from '../../request/index.ts';
import type { historyRoute, TreeKey, TreeNode } from '#territory/api';
import { serverToday, useQueryOf } from '../../request/index.ts';
import { DateText, FigureList, LoadingRows, Panel, Problem, useFormat } from '../../ui/index.ts';
import { ChargesPanel } from './charges-panel.tsx';
import { CoverageList } from './coverage-list.tsx';
import { DealerParts } from './dealer-parts.tsx';
import { coverage, history } from './endpoints.ts';
import classes from './territory.module.css';
import { useTerritoryTexts } from './use-territory-texts.ts';

function HistoryList({ answer, tree }: { readonly answer: ResponseOf<typeof historyRoute>; readonly tree: TreeKey }) {
  const texts = useTerritoryTexts();
  const format = useFormat();
  const today = serverToday();
  return (
    <ul className={classes.lines}>
      {answer.items.filter((item) => item.tree === tree).map(({ place, from, until, order }) => (
        <li key={from} className={classes.line}>
          <strong>{place.code === '' ? texts.beyond : place.name}</strong>
          <span className={classes.meta}>
            {until === null ? texts.detail.from(format.date(from)) : texts.detail.between(format.date(from), format.date(addDays(until, -1)))}
            {from > today && ` · ${texts.detail.planned}`}
            {from <= today && (until === null || until > today) && ` · ${texts.detail.now}`}
          </span>
          {order !== null && <span className={classes.meta}>{texts.detail.decidedBy(order.decidedBy, order.reason)}</span>}
        </li>
      ))}
    </ul>
  );
}

interface NodeDetailProps {
  readonly node: TreeNode;
  readonly above: TreeNode | undefined;
  readonly tree: TreeKey;
  readonly day: string;
  readonly actions: ReactNode;
  /** Moves a branch or a seller of the dealer; undefined where the reader moves nothing. */
  readonly onMovePart: ((part: TreeNode) => void) | undefined;
}

/** A node on the day: what it is, who covers it, where it has stood and will stand. */
export function NodeDetail({ node, above, tree, day, actions, onMovePart }: NodeDetailProps) {
  const texts = useTerritoryTexts();
  const format = useFormat();
  const today = serverToday();
  // Areas above the dealers cover others; the question who covers is asked of dealers.
  const isDealer = node.kind === 'dealer';
  const covered = useQueryOf(coverage, { params: { id: node.id }, query: { on: day } }, { enabled: isDealer, keepPrevious: true });
  const past = useQueryOf(history, { params: { id: node.id } });
  const title = day === today ? texts.detail.covered : day < today ? texts.detail.coveredThen : texts.detail.coveredLater;
  const items = [
    { key: 'kind', label: texts.detail.kind, value: texts.kinds[node.kind] },
    { key: 'code', label: texts.detail.code, value: node.code },
    ...(above === undefined ? [] : [{ key: 'place', label: texts.detail.place, value: above.name }]),
    ...(node.since === null ? [] : [{ key: 'since', label: texts.detail.since, value: <DateText date={node.since} /> }]),
    ...(node.nextMoveOn === null ? [] : [{ key: 'next', label: texts.detail.next, value: <DateText date={node.nextMoveOn} /> }]),
    ...(node.closesOn === null ? [] : [{ key: 'closes', label: texts.detail.closes, value: <DateText date={node.closesOn} /> }]),
  ];
  return (
    <>
      <Panel title={node.name}>
        <FigureList items={items} />
        {actions}
      </Panel>
      {isDealer && (
        <Panel title={title(format.date(day))}>
          {covered.data !== undefined && <CoverageList answer={covered.data} />}
          {covered.data === undefined && covered.error === null && <LoadingRows label={texts.loading} rows={3} />}
          {covered.error !== null && <Problem problem={covered.error} compact onRetry={() => void covered.refetch()} />}
        </Panel>
      )}
      {node.kind === 'area' && <ChargesPanel areaId={node.id} />}
      {isDealer && tree === 'sales' && <DealerParts dealerId={node.id} day={day} onMove={onMovePart} />}
      {node.parentId !== null && (
        <Panel title={texts.detail.history}>
          {past.data !== undefined && <HistoryList answer={past.data} tree={tree} />}
          {past.data === undefined && past.error === null && <LoadingRows label={texts.loading} rows={2} />}
          {past.error !== null && <Problem problem={past.error} compact onRetry={() => void past.refetch()} />}
        </Panel>
      )}
    </>
  );
}
