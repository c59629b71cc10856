import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { QuoteListItem } from '#quoting/api';
import { call, queryClient, queryKeyOf, useMay, useMe, usePagesOf, useQueryOf } from '../../request/index.ts';
import { usePageSearch } from '../../shells/page-search.ts';
import { ActionBar, Button, ColumnChooser, DataTable, EmptyState, FilterBar, Hotkey, Page, useFormat, useHotkeys } from '../../ui/index.ts';
import { useSavedViews, ViewMenu } from '../views/index.ts';
import { operationHotkeys, useQuoteOperations } from './detail/quote-operations.ts';
import { QuoteBeside, useOpenQuote } from './detail/quote-beside.tsx';
import { countQuotes, getQuote, listQuotes } from './endpoints.ts';
import { ExportMenu } from './list/export-menu.tsx';
import { FilterPanel } from './list/filter-panel.tsx';
import { countFiltered } from './list/list-endpoints.ts';
import { countPanelFilters, differsFrom, filterKeys, filterOf, listQueryOf, parseListSearch, searchOfView, viewQueryOf } from './list/list-search.ts';
import { sortShown, sortTo } from './list/list-sort.ts';
import { QuoteBulkBar } from './list/quote-bulk-bar.tsx';
import { useHiddenColumns, useQuoteColumns } from './list/quote-columns.tsx';
import { useListTexts } from './list/use-list-texts.ts';
import { useIsWide } from './list/use-is-wide.ts';
import classes from './quotes-page.module.css';
import { useQuotingTexts } from './use-quoting-texts.ts';

const nobody: ReadonlySet<string> = new Set();
const pageSize = 100;

/** Reads the neighbours of a quote ahead of J and K. */
function prefetch(id: string | undefined): void {
  if (id === undefined) return;
  const request = { params: { id }, query: {} };
  void queryClient.prefetchQuery({ queryKey: queryKeyOf(getQuote, request), queryFn: ({ signal }) => call(getQuote, request, { signal }), staleTime: 60_000 });
}

/** `/quotes`: the list keeps its place while a quote is read beside it; on narrow screens they are two pages. */
export function QuotesPage() {
  const texts = useQuotingTexts();
  const format = useFormat();
  const navigate = useNavigate();
  const may = useMay();
  const isWide = useIsWide();
  const more = useListTexts();
  const [search, change] = usePageSearch(parseListSearch);
  const { text, status } = search;
  const query = viewQueryOf(search);
  const views = useSavedViews('quotes', { viewId: search.view, query, recordOpen: search.quote !== undefined, searchOf: searchOfView });
  const [panel, setPanel] = useState(false);
  const me = useMe();
  const asked = JSON.stringify(listQueryOf(search));
  const list = usePagesOf(listQuotes, { query: { limit: pageSize, ...listQueryOf(search) } });
  const filtered = filterKeys.some((key) => search[key] !== undefined);
  const found = useQueryOf(countFiltered, { query: filterOf(search) }, { enabled: filtered, keepPrevious: true });
  // Ticks belong to what is on screen: another filter begins without them.
  const [ticks, setTicks] = useState<{ readonly of: string; readonly keys: ReadonlySet<string> }>({ of: asked, keys: nobody });
  const ticked = ticks.of === asked ? ticks.keys : nobody;
  const count = useQueryOf(countQuotes);
  const columns = useQuoteColumns();
  const frame = useRef<HTMLDivElement>(null);
  const openId = isWide ? search.quote : undefined;
  const { hidden, chosen } = useHiddenColumns(search.hide, openId !== undefined);
  const operations = useQuoteOperations(useOpenQuote(openId).data);

  // A link made on a wide screen opens the quote itself on a narrow one.
  useEffect(() => {
    if (!isWide && search.quote !== undefined) void navigate({ to: '/quotes/$id', params: { id: search.quote }, replace: true });
  }, [isWide, search.quote, navigate]);

  const open = (row: QuoteListItem): void => {
    if (isWide) change({ quote: row.id });
    else void navigate({ to: '/quotes/$id', params: { id: row.id } });
  };
  const mark = (row: QuoteListItem): void => {
    if (openId === undefined) return prefetch(row.id);
    change({ quote: row.id });
    const at = list.items.findIndex((item) => item.id === row.id);
    prefetch(list.items[at + 1]?.id);
  };
  const close = (): void => {
    change({ quote: undefined });
    frame.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  };
  const newQuote = (): void => void navigate({ to: '/quotes/new', search: {} });
  useHotkeys([...(openId === undefined ? [] : [{ keys: 'Esc', run: close }, ...operationHotkeys(operations)]), ...(may('quoting.quote.price') ? [{ keys: 'N', run: newQuote }] : [])]);

  const clear = (): void => change({ ...Object.fromEntries(filterKeys.map((key) => [key, undefined])), view: undefined });
  const toNew = may('quoting.quote.price') && (
    <Button kind="primary" onClick={newQuote}>
      {texts.list.newQuote}
    </Button>
  );
  const empty = filtered ? (
    <EmptyState title={texts.list.noneTitle} why={texts.list.noneWhy} action={<Button onClick={clear}>{texts.list.clear}</Button>} />
  ) : (
    <EmptyState title={texts.list.emptyTitle} why={texts.list.emptyWhy} action={toNew} />
  );
  const options = [
    { value: '', label: texts.list.all },
    { value: 'open', label: texts.list.openOnes },
    { value: 'expired', label: texts.list.expiredOnes },
  ];
  const hints = (
    <span>
      <Hotkey keys="J" /> <Hotkey keys="K" /> {texts.list.hintMove} · <Hotkey keys="Esc" /> {texts.list.hintBack}
    </span>
  );
  return (
    <Page
      title={texts.list.title}
      subtitle={count.data === undefined ? undefined : texts.list.openCount(format.integer(count.data.open))}
      actions={
        may('quoting.quote.price') && (
          <Button kind="primary" hotkey="N" onClick={newQuote}>
            {texts.list.newQuote}
          </Button>
        )
      }
      bar={openId === undefined ? undefined : <ActionBar hints={hints} operations={operations} />}
    >
      <FilterBar
        search={{ label: texts.list.search, placeholder: texts.list.search, value: text ?? '', onChange: (typed) => change({ text: typed === '' ? undefined : typed }) }}
        filters={[{ id: 'status', label: texts.list.status, options, value: status ?? '', onChange: (value) => change({ status: options.find((option) => option.value === value && value !== '')?.value as 'open' | 'expired' | undefined }) }]}
        count={!filtered || found.data === undefined ? undefined : more.found(format.integer(found.data.count), found.data.more, found.data.count === 1)}
      >
        <ViewMenu list="quotes" views={views.items} viewId={search.view} query={query} differs={(kept) => differsFrom(search, kept)} allLabel={more.viewAll} onOpen={views.open} />
        <Button icon="menu" aria-expanded={panel} onClick={() => setPanel(true)}>
          {more.filters(countPanelFilters(search))}
        </Button>
        {filtered && (
          <Button kind="quiet" onClick={clear}>
            {texts.list.clear}
          </Button>
        )}
        <ColumnChooser columns={columns} hidden={chosen} onChange={(next) => change({ hide: next.join(',') })} />
        <ExportMenu search={search} />
      </FilterBar>
      <FilterPanel opened={panel} onClose={() => setPanel(false)} search={search} onChange={change} withDealer={me.personality.dealer === null} withSeller={me.personality.node.kind !== 'seller'} />
      <div ref={frame} className={openId === undefined ? classes.alone : classes.split}>
        <DataTable<QuoteListItem>
          label={texts.list.label}
          columns={columns}
          rows={list.state === 'ready' ? list.items : undefined}
          rowKey={(row) => row.id}
          problem={list.problem}
          onRetry={list.retry}
          empty={empty}
          hasMore={list.hasMore}
          loadingMore={list.loadingMore}
          onEnd={list.loadMore}
          selectedKey={openId}
          onSelect={mark}
          onOpen={open}
          hiddenColumns={hidden}
          sort={sortShown(search)}
          onSort={(sort) => change(sortTo(sort))}
          ticked={ticked}
          onTick={(keys) => setTicks({ of: asked, keys })}
          maxHeight={openId === undefined ? undefined : 'calc(100dvh - 236px)'}
          startHere
        />
        {openId !== undefined && (
          <section className={classes.reader} aria-label={texts.list.reader} tabIndex={-1}>
            <QuoteBeside key={openId} id={openId} onClose={close} onExpand={() => void navigate({ to: '/quotes/$id', params: { id: openId } })} />
          </section>
        )}
      </div>
      <QuoteBulkBar ticked={ticked} onClear={() => setTicks({ of: asked, keys: nobody })} />
    </Page>
  );
}
