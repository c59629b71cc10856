import { useMemo } from 'react';
import type { StockVehicle } from '#vehicles/api';
import { useMe, usePagesOf, useQueryOf } from '../../request/index.ts';
import { numberIn, textIn, usePageSearch, wordIn, type RawSearch } from '../../shells/page-search.ts';
import { ActionMenu, Button, DataTable, EmptyState, FilterBar, Notice, Page } from '../../ui/index.ts';
import { getStockVehicle, listStock } from './endpoints.ts';
import { useStockColumns } from './stock-columns.tsx';
import { useVehicleTexts } from './use-vehicle-texts.ts';
import { VehiclePanel } from './vehicle-panel.tsx';

const kinds = ['new', 'used', 'kmZero', 'companyCar'] as const;
const states = ['available', 'reserved', 'sold'] as const;
const pageSize = 100;
const parse = (raw: RawSearch) => ({ text: textIn(raw, 'text'), kind: wordIn(raw, 'kind', kinds), state: wordIn(raw, 'state', states), site: numberIn(raw, 'site'), car: textIn(raw, 'car') });

/** The sites seen on the unfiltered list; a choice only where there is more than one. */
function useSites(items: readonly StockVehicle[], enabled: boolean): readonly { readonly value: number; readonly label: string }[] {
  const all = useQueryOf(listStock, { query: { limit: 200 } }, { enabled, staleTimeMs: 300_000 });
  const seen = all.data?.items ?? items;
  return useMemo(() => {
    const sites = new Map(seen.map(({ site }) => [site.nodeId, site.name]));
    return [...sites].map(([value, label]) => ({ value, label })).toSorted((a, b) => a.label.localeCompare(b.label));
  }, [seen]);
}

/** `/vehicles`: the cars within reach; a row opens its card, the card its quote. */
export function StockPage() {
  const texts = useVehicleTexts();
  const { personality } = useMe();
  const [search, change] = usePageSearch(parse);
  const { text, kind, state, site, car } = search;
  const query = { limit: pageSize, ...(text === undefined ? {} : { text }), ...(kind === undefined ? {} : { kind }), ...(state === undefined ? {} : { state }), ...(site === undefined ? {} : { siteNodeId: site }) };
  const list = usePagesOf(listStock, { query });
  const columns = useStockColumns();
  const sites = useSites(list.items, personality.dealer !== null);
  // A pasted address may name a car that is not on the first page.
  const listed = list.items.find((row) => row.stockId === car);
  const named = useQueryOf(getStockVehicle, { params: { id: car ?? '' } }, { enabled: car !== undefined && listed === undefined && list.state === 'ready' });
  const open = car === undefined ? null : (listed ?? named.data ?? null);

  const clear = (): void => change({ text: undefined, kind: undefined, state: undefined, site: undefined });
  const filtered = text !== undefined || kind !== undefined || state !== undefined || site !== undefined;
  const all = { value: '', label: texts.stock.all };
  const word = <W extends string>(words: readonly W[], value: string): W | undefined => words.find((each) => each === value);
  const filters = [
    { id: 'kind', label: texts.stock.kind, options: [all, ...kinds.map((value) => ({ value, label: texts.kinds[value] }))], value: kind ?? '', onChange: (value: string) => change({ kind: word(kinds, value) }) },
    { id: 'state', label: texts.stock.state, options: [all, ...states.map((value) => ({ value, label: texts.states[value] }))], value: state ?? '', onChange: (value: string) => change({ state: word(states, value) }) },
  ];
  const siteItems = [{ value: undefined, label: texts.stock.allSites }, ...sites].map(({ value, label }) => ({
    key: String(value ?? 'all'),
    label,
    checked: value === site,
    onRun: () => change({ site: value }),
  }));
  const siteName = siteItems.find((item) => item.checked)?.label ?? texts.stock.allSites;
  return (
    <Page title={texts.stock.title}>
      <FilterBar
        search={{ label: texts.stock.search, placeholder: texts.stock.search, value: text ?? '', onChange: (typed) => change({ text: typed === '' ? undefined : typed }) }}
        filters={filters}
        onClear={clear}
      >
        {sites.length > 1 && <ActionMenu trigger={<Button>{siteName}</Button>} items={siteItems} />}
      </FilterBar>
      {named.error !== null && car !== undefined && listed === undefined && <Notice tone="attention">{texts.stock.gone}</Notice>}
      <DataTable<StockVehicle>
        label={texts.stock.label}
        columns={columns}
        rows={list.state === 'ready' ? list.items : undefined}
        rowKey={(row) => row.stockId}
        problem={list.problem}
        onRetry={list.retry}
        empty={filtered ? <EmptyState title={texts.stock.noneTitle} why={texts.stock.noneWhy} action={<Button onClick={clear}>{texts.stock.clear}</Button>} /> : <EmptyState title={texts.stock.emptyTitle} why={texts.stock.emptyWhy} />}
        hasMore={list.hasMore}
        loadingMore={list.loadingMore}
        onEnd={list.loadMore}
        onOpen={(row) => change({ car: row.stockId })}
        startHere
      />
      <VehiclePanel vehicle={open} onClose={() => change({ car: undefined })} />
    </Page>
  );
}
