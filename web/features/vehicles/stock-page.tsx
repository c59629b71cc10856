import { useState } from 'react';
import type { StockVehicle } from '#vehicles/api';
import { usePagesOf, useQueryOf } from '../../request/index.ts';
import { usePageSearch } from '../../shells/page-search.ts';
import { Button, DataTable, EmptyState, FilterBar, Notice, Page } from '../../ui/index.ts';
import { useSavedViews, ViewMenu } from '../views/index.ts';
import { getStockVehicle, listStock } from './endpoints.ts';
import { ExportMenu, StockBulkBar } from './stock/export-menu.tsx';
import { MoreFilters } from './stock/more-filters.tsx';
import { differsFrom, isFiltered, noFilters, parseStockSearch, searchOfView, sortOf, sortStateOf, stockFilter, stockKinds, stockStates, viewQueryOf } from './stock/stock-search.ts';
import { useStockColumns } from './stock-columns.tsx';
import { useVehicleTexts } from './use-vehicle-texts.ts';
import { VehiclePanel } from './vehicle-panel.tsx';

const nobody: ReadonlySet<string> = new Set();
const pageSize = 100;

/** `/vehicles`: the cars within reach; a row opens its card, the card its page and its quote. */
export function StockPage() {
  const texts = useVehicleTexts();
  const [search, change] = usePageSearch(parseStockSearch);
  const { text, kind, state, car } = search;
  const list = usePagesOf(listStock, { query: { limit: pageSize, ...stockFilter(search) } });
  const query = viewQueryOf(search);
  const views = useSavedViews('stock', { viewId: search.view, query, recordOpen: car !== undefined, searchOf: searchOfView });
  // Ticks belong to what is on screen: another filter begins without them.
  const shown = JSON.stringify(query);
  const [ticks, setTicks] = useState<{ readonly of: string; readonly keys: ReadonlySet<string> }>({ of: shown, keys: nobody });
  const ticked = ticks.of === shown ? ticks.keys : nobody;
  const columns = useStockColumns();
  const hidden = [search.site, search.make, search.from, search.to, search.days].some((value) => value !== undefined);
  const [asked, setAsked] = useState<boolean>();
  const more = asked ?? hidden;
  // A pasted address may name a car that is not on the first page.
  const listed = list.items.find((row) => row.stockId === car);
  const named = useQueryOf(getStockVehicle, { params: { id: car ?? '' } }, { enabled: car !== undefined && listed === undefined && list.state === 'ready' });
  const open = car === undefined ? null : (listed ?? named.data ?? null);

  const clear = (): void => change({ ...noFilters, view: undefined });
  const all = { value: '', label: texts.stock.all };
  const word = <W extends string>(words: readonly W[], value: string): W | undefined => words.find((each) => each === value);
  const filters = [
    { id: 'kind', label: texts.stock.kind, options: [all, ...stockKinds.map((value) => ({ value, label: texts.kinds[value] }))], value: kind ?? '', onChange: (value: string) => change({ kind: word(stockKinds, value) }) },
    { id: 'state', label: texts.stock.state, options: [all, ...stockStates.map((value) => ({ value, label: texts.states[value] }))], value: state ?? '', onChange: (value: string) => change({ state: word(stockStates, value) }) },
  ];
  return (
    <Page
      title={texts.stock.title}
      actions={
        <>
          <ViewMenu list="stock" views={views.items} viewId={search.view} query={query} differs={(kept) => differsFrom(search, kept)} allLabel={texts.stock.viewAll} onOpen={views.open} />
          <ExportMenu search={search} />
        </>
      }
    >
      <FilterBar
        search={{ label: texts.stock.search, placeholder: texts.stock.search, value: text ?? '', onChange: (typed) => change({ text: typed === '' ? undefined : typed }) }}
        filters={filters}
        onClear={clear}
      >
        {hidden && text === undefined && kind === undefined && state === undefined && <Button kind="quiet" onClick={clear}>{texts.stock.clear}</Button>}
        <Button aria-expanded={more} onClick={() => setAsked(!more)}>{more ? texts.stock.fewer : texts.stock.more}</Button>
      </FilterBar>
      {more && <MoreFilters search={search} change={change} />}
      {named.error !== null && car !== undefined && listed === undefined && <Notice tone="attention">{texts.stock.gone}</Notice>}
      <DataTable<StockVehicle>
        label={texts.stock.label}
        columns={columns}
        rows={list.state === 'ready' ? list.items : undefined}
        rowKey={(row) => row.stockId}
        problem={list.problem}
        onRetry={list.retry}
        empty={isFiltered(search) ? <EmptyState title={texts.stock.noneTitle} why={texts.stock.noneWhy} action={<Button onClick={clear}>{texts.stock.clear}</Button>} /> : <EmptyState title={texts.stock.emptyTitle} why={texts.stock.emptyWhy} />}
        hasMore={list.hasMore}
        loadingMore={list.loadingMore}
        onEnd={list.loadMore}
        onOpen={(row) => change({ car: row.stockId })}
        sort={sortStateOf(search.sort)}
        onSort={(sort) => change({ sort: sortOf(sort) })}
        ticked={ticked}
        onTick={(keys) => setTicks({ of: shown, keys })}
        startHere
      />
      <StockBulkBar ticked={ticked} onClear={() => setTicks({ of: shown, keys: nobody })} />
      <VehiclePanel vehicle={open} onClose={() => change({ car: undefined })} />
    </Page>
  );
}
