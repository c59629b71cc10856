import { useMemo, useState } from 'react';
import type { TreeKey } from '#territory/api';
import { useQueryOf } from '../../request/index.ts';
import { useRowHeight } from '../../shells/preferences.ts';
import { EmptyState, LoadingRows, nodesAbove, Notice, Panel, Problem, rowsInView } from '../../ui/index.ts';
import { treeOnDay } from './endpoints.ts';
import { TreeList } from './tree-list.tsx';
import { buildPlaces, matching } from './tree-rows.ts';
import { useTerritoryTexts } from './use-territory-texts.ts';

/** A tree on a day; the former one stays in sight while another day's comes. */
export function usePlaces(tree: TreeKey, day: string, enabled = true) {
  const answer = useQueryOf(treeOnDay, { params: { tree }, query: { on: day } }, { keepPrevious: true, staleTimeMs: 60_000, enabled });
  const places = useMemo(() => buildPlaces(answer.data?.items ?? []), [answer.data]);
  return { ...answer, places };
}

interface TreePaneProps {
  readonly label: string;
  readonly answer: ReturnType<typeof usePlaces>;
  readonly search: string;
  readonly current: number | undefined;
  /** Undefined where nothing is chosen to be moved. */
  readonly chosen: ReadonlySet<number> | undefined;
  readonly onGo: (id: number) => void;
  readonly onChoose: (id: number) => void;
}

export function TreePane({ label, answer, search, current, chosen, onGo, onChoose }: TreePaneProps) {
  const texts = useTerritoryTexts();
  const rowHeight = useRowHeight();
  const { places, data, error } = answer;
  const [toggled, setToggled] = useState<ReadonlySet<number>>();
  // To begin with: the roots, what stands right below them, and the way to the chosen node.
  const expanded = useMemo(
    () => toggled ?? new Set([...places.roots, ...(current === undefined ? [] : nodesAbove(places, current).map(({ id }) => id))]),
    [toggled, places, current],
  );
  const matches = useMemo(() => matching(places, search), [places, search]);
  const rows = useMemo(() => rowsInView(places, expanded, matches), [places, expanded, matches]);
  const toggle = (id: number, open: boolean): void => {
    const next = new Set(expanded);
    if (open) next.add(id);
    else next.delete(id);
    setToggled(next);
  };
  return (
    <Panel flush>
      {data === undefined && error === null && <LoadingRows label={texts.loading} />}
      {data === undefined && error !== null && <Problem problem={error} lost="nothing" onRetry={() => void answer.refetch()} />}
      {data?.complete === false && <Notice tone="attention">{texts.incomplete}</Notice>}
      {data !== undefined && data.items.length === 0 && <EmptyState title={data.on < data.firstDay ? texts.emptyTitle : texts.closedTree} why={data.on < data.firstDay ? texts.emptyWhy : texts.closedTreeWhy} />}
      {data !== undefined && data.items.length > 0 && rows.length === 0 && <EmptyState title={texts.none} why={texts.noneWhy} />}
      {rows.length > 0 && (
        <TreeList label={label} tree={places} rows={rows} current={current ?? rows[0]?.node.id} chosen={chosen} rowHeight={rowHeight} onGo={onGo} onToggle={toggle} onChoose={onChoose} />
      )}
    </Panel>
  );
}
