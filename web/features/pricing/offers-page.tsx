import { useMemo } from 'react';
import type { OfferListItem } from '#pricing/api';
import { usePagesOf } from '../../request/index.ts';
import { textIn, usePageSearch, wordIn, type RawSearch } from '../../shells/page-search.ts';
import { Button, DataTable, EmptyState, FilterBar, Page, StatusBadge, useFormat, useLanguage, type DataColumn } from '../../ui/index.ts';
import { useVehicleTexts } from '../vehicles/index.ts';
import { listOffers } from './endpoints.ts';
import { OfferPanel } from './offer-panel.tsx';
import { ratesWords, scopeWords, statusKeys, termsWords, validityWords } from './offer-words.ts';
import { usePricingTexts } from './use-pricing-texts.ts';

const statuses = ['inForce', 'future', 'ended'] as const;
const pageSize = 100;
const parse = (raw: RawSearch) => ({ text: textIn(raw, 'text'), status: wordIn(raw, 'status', statuses), offer: textIn(raw, 'offer') });

function useOfferColumns(): readonly DataColumn<OfferListItem>[] {
  const texts = usePricingTexts();
  const { fuels } = useVehicleTexts();
  const format = useFormat();
  const language = useLanguage();
  return useMemo(
    () => [
      { id: 'name', header: texts.name, width: 188, cell: (row) => <b title={row.name}>{row.name}</b>, onCard: 'title' },
      { id: 'product', header: texts.product, width: 124, cell: (row) => row.product.name[language], onCard: 'none' },
      { id: 'scope', header: texts.scope, width: '2fr', cell: (row) => <span title={scopeWords(row, texts, fuels)}>{scopeWords(row, texts, fuels)}</span> },
      { id: 'terms', header: texts.terms, align: 'end', width: 76, cell: (row) => termsWords(row, texts) },
      { id: 'rates', header: texts.rates, align: 'end', width: 92, cell: (row) => <b>{ratesWords(row, texts, format)}</b>, onCard: 'aside' },
      { id: 'validity', header: texts.validity, width: 208, cell: (row) => validityWords(row, texts, format) },
      { id: 'state', header: texts.state, width: 112, cell: (row) => <StatusBadge status={statusKeys[row.status]} label={texts.statuses[row.status]} /> },
    ],
    [texts, fuels, format, language],
  );
}

/** `/offers`: what may be sold, to whom, at which rates. */
export function OffersPage() {
  const texts = usePricingTexts();
  const [search, change] = usePageSearch(parse);
  const { text, status } = search;
  const list = usePagesOf(listOffers, { query: { limit: pageSize, ...(text === undefined ? {} : { text }), ...(status === undefined ? {} : { status }) } });
  const columns = useOfferColumns();
  const filtered = text !== undefined || status !== undefined;
  const clear = (): void => change({ text: undefined, status: undefined });
  const options = [{ value: '', label: texts.all }, ...statuses.map((value) => ({ value, label: texts.statusFilter[value] }))];
  return (
    <Page title={texts.title}>
      <FilterBar
        search={{ label: texts.search, placeholder: texts.search, value: text ?? '', onChange: (typed) => change({ text: typed === '' ? undefined : typed }) }}
        filters={[{ id: 'status', label: texts.status, options, value: status ?? '', onChange: (value) => change({ status: statuses.find((each) => each === value) }) }]}
        onClear={clear}
      />
      <DataTable<OfferListItem>
        label={texts.label}
        columns={columns}
        rows={list.state === 'ready' ? list.items : undefined}
        rowKey={(row) => row.offerId}
        problem={list.problem}
        onRetry={list.retry}
        empty={filtered ? <EmptyState title={texts.noneTitle} why={texts.noneWhy} action={<Button onClick={clear}>{texts.clear}</Button>} /> : <EmptyState title={texts.emptyTitle} why={texts.emptyWhy} />}
        hasMore={list.hasMore}
        loadingMore={list.loadingMore}
        onEnd={list.loadMore}
        onOpen={(row) => change({ offer: row.offerId })}
        startHere
      />
      <OfferPanel offer={list.items.find((row) => row.offerId === search.offer) ?? null} onClose={() => change({ offer: undefined })} />
    </Page>
  );
}
