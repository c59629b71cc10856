import { useMemo, useState } from 'react';
import type { MoveOrder } from '#territory/api';
import { usePagesOf, useQueryOf, useWrite } from '../../request/index.ts';
import { usePageSearch, wordIn, type RawSearch } from '../../shells/page-search.ts';
import { useRowHeight } from '../../shells/preferences.ts';
import { Button, ConfirmConsequence, DataTable, EmptyState, FigureList, FilterBar, InstantText, Page, Problem, showToast, SidePanel, ToneBadge, useFormat, useLanguage, type DataColumn } from '../../ui/index.ts';
import { listOrders, listTrees, withdrawOrder } from './endpoints.ts';
import classes from './territory.module.css';
import { useTerritoryTexts } from './use-territory-texts.ts';

const states = ['planned', 'applied', 'withdrawn'] as const;
const tones = { planned: 'info', applied: 'ok', withdrawn: 'neutral' } as const;
const readSearch = (raw: RawSearch) => ({ state: wordIn(raw, 'state', states) });

function useWords() {
  const all = useTerritoryTexts();
  const texts = all.orders;
  const language = useLanguage();
  const trees = useQueryOf(listTrees, undefined, { staleTimeMs: 600_000 });
  return useMemo(() => {
    const name = ({ name: known, code }: { readonly name: string; readonly code: string }) => (code === '' ? all.beyond : known);
    return {
      name,
      what: ({ moveCount, moves: [first] }: MoveOrder) => (moveCount === 1 && first !== undefined ? texts.one(name(first.node), name(first.to)) : texts.many(moveCount)),
      tree: (order: MoveOrder) => trees.data?.items.find(({ key }) => key === order.tree)?.name[language] ?? '',
    };
  }, [all, texts, language, trees.data]);
}

function OrderDetail({ order, onDone }: { readonly order: MoveOrder; readonly onDone: () => void }) {
  const texts = useTerritoryTexts().orders;
  const words = useWords();
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const withdraw = useWrite(withdrawOrder, {
    refreshes: ['/api/territory/'],
    onDone: () => {
      showToast({ text: texts.withdrawn });
      onDone();
    },
  });
  return (
    <>
      <FigureList
        items={[
          { key: 'state', label: texts.state, value: <ToneBadge tone={tones[order.state]} label={texts.states[order.state]} /> },
          { key: 'day', label: texts.day, value: format.date(order.on) },
          { key: 'tree', label: texts.tree, value: words.tree(order) },
          { key: 'who', label: texts.who, value: order.decidedBy },
          { key: 'when', label: texts.when, value: <InstantText instant={order.decidedAt} /> },
        ]}
      />
      <h3 className={classes.heading}>{texts.reason}</h3>
      <p>{order.reason}</p>
      <h3 className={classes.heading}>{texts.what}</h3>
      <ul className={classes.lines}>
        {order.moves.map(({ node, from, to }) => (
          <li key={node.id} className={classes.line}>
            {texts.fromTo(words.name(node), words.name(from), words.name(to))}
          </li>
        ))}
      </ul>
      {order.moveCount > order.moves.length && <p className={classes.small}>{texts.more(order.moveCount - order.moves.length)}</p>}
      {withdraw.error !== null && <Problem problem={withdraw.error} compact />}
      {order.mayWithdraw && (
        <div className={classes.actions}>
          <Button kind="danger" onClick={() => setAsking(true)}>{texts.withdraw}</Button>
        </div>
      )}
      <ConfirmConsequence
        opened={asking}
        onClose={() => setAsking(false)}
        title={texts.withdrawTitle}
        consequence={texts.withdrawWhat(order.moveCount, format.date(order.on))}
        confirmLabel={texts.withdraw}
        busy={withdraw.isPending}
        danger
        onConfirm={() => {
          setAsking(false);
          withdraw.mutate({ params: { id: order.id } });
        }}
      />
    </>
  );
}

/** Decided moves: planned ones can be taken back until their day. */
export function MovesPage() {
  const texts = useTerritoryTexts().orders;
  const words = useWords();
  const format = useFormat();
  const rowHeight = useRowHeight();
  const [{ state }, change] = usePageSearch(readSearch);
  const [openedId, setOpened] = useState<string>();
  const request = useMemo(() => ({ query: { limit: 50, state } }), [state]);
  const list = usePagesOf(listOrders, request);
  const opened = list.items.find(({ id }) => id === openedId);
  const columns = useMemo<readonly DataColumn<MoveOrder>[]>(
    () => [
      { id: 'day', header: texts.day, width: 110, cell: (order) => <span className="figures">{format.date(order.on)}</span> },
      { id: 'what', header: texts.what, width: '3fr', onCard: 'title', cell: (order) => words.what(order) },
      { id: 'state', header: texts.state, width: 130, onCard: 'aside', cell: (order) => <ToneBadge tone={tones[order.state]} label={texts.states[order.state]} /> },
      { id: 'tree', header: texts.tree, width: 150, cell: (order) => words.tree(order) },
      { id: 'reason', header: texts.reason, width: '2fr', cell: (order) => order.reason },
      { id: 'who', header: texts.who, width: '1fr', cell: (order) => order.decidedBy },
    ],
    [texts, format, words],
  );
  return (
    <Page title={texts.title}>
      <FilterBar
        filters={[{
          id: 'state', label: texts.state, value: state ?? '',
          options: [{ value: '', label: texts.all }, ...states.map((each) => ({ value: each, label: texts.filters[each] }))],
          onChange: (chosen) => change({ state: states.find((each) => each === chosen) }),
        }]}
        onClear={() => change({ state: undefined })}
      />
      <DataTable
        label={texts.list}
        columns={columns}
        rows={list.state === 'ready' ? list.items : undefined}
        rowKey={(order) => order.id}
        problem={list.problem}
        onRetry={list.retry}
        hasMore={list.hasMore}
        loadingMore={list.loadingMore}
        onEnd={list.loadMore}
        onOpen={(order) => setOpened(order.id)}
        rowHeight={rowHeight}
        empty={<EmptyState title={texts.emptyTitle} why={texts.emptyWhy} />}
      />
      <SidePanel opened={opened !== undefined} onClose={() => setOpened(undefined)} title={texts.detail}>
        {opened !== undefined && <OrderDetail order={opened} onDone={() => setOpened(undefined)} />}
      </SidePanel>
    </Page>
  );
}
