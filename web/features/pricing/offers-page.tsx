import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { OfferListItem } from '#pricing/api';
import { useMay, usePagesOf, useQueryOf } from '../../request/index.ts';
import { textIn, usePageSearch, wordIn, type RawSearch } from '../../shells/page-search.ts';
import { Button, DataTable, EmptyState, FilterBar, Page, RecordPicker, StatusBadge, useFormat, useLanguage, type DataColumn } from '../../ui/index.ts';
import { useVehicleTexts } from '../vehicles/index.ts';
import { listMakes, listOffers } from './endpoints.ts';
import { OfferPanel } from './offer-panel.tsx';
import { ratesWords, scopeWords, statusKeys, termsWords, validityWords } from './offer-words.ts';
import { usePricingTexts } from './use-pricing-texts.ts';

const statuses = ['inForce', 'future', 'ended', 'withdrawn'] as const;
const plans = ['level', 'balloon', 'lease'] as const;
const pageSize = 100;
const parse = (raw: RawSearch) => ({ text: textIn(raw, 'text'), status: wordIn(raw, 'status', statuses), make: textIn(raw, 'make'), plan: wordIn(raw, 'plan', plans), offer: textIn(raw, 'offer') });

function useOfferColumns(): readonly DataColumn<OfferListItem>[] {
  const texts = usePricingTexts();
  const { fuels } = useVehicleTexts();
  const format = useFormat();
  const language = useLanguage();
  return useMemo(
    () => [
      { id: 'name', header: texts.name, width: 188, cell: (row) => <b title={row.name}>{row.name}</b>, onCard: 'title' },
      { id: 'product', header: texts.product, width: 124, cell: (row) => row.product.name[language], onCard: 'none' },
      { id: 'scope', header: texts.scope, width: '2fr', cell: (row) => <span title={scopeWords(row, texts, fuels, format)}>{scopeWords(row, texts, fuels, format)}</span> },
      { id: 'terms', header: texts.terms, align: 'end', width: 76, cell: (row) => termsWords(row, texts) },
      { id: 'rates', header: texts.rates, align: 'end', width: 92, cell: (row) => <b>{ratesWords(row, texts, format)}</b>, onCard: 'aside' },
      { id: 'validity', header: texts.validity, width: 208, cell: (row) => <span title={validityWords(row, texts, format)}>{validityWords(row, texts, format)}</span> },
      { id: 'state', header: texts.state, width: 112, cell: (row) => <StatusBadge status={statusKeys[row.status]} label={texts.statuses[row.status]} /> },
    ],
    [texts, fuels, format, language],
  );
}

/** One make of the catalogue, or any. */
function MakeFilter({ make, onChange }: { readonly make: string | undefined; readonly onChange: (make: string | undefined) => void }) {
  const texts = usePricingTexts();
  const makes = useQueryOf(listMakes, undefined, { staleTimeMs: 300_000 });
  const search = async (typed: string): Promise<readonly string[]> => (makes.data?.items ?? []).map(({ name }) => name).filter((name) => name.toLowerCase().includes(typed.toLowerCase())).slice(0, 20);
  return (
    <RecordPicker<string>
      label={texts.make}
      hideLabel
      value={make ?? null}
      onPick={(picked) => onChange(picked ?? undefined)}
      search={search}
      itemKey={(name) => name}
      itemText={(name) => name}
      placeholder={texts.anyMake}
    />
  );
}

/** `/offers`: what may be sold, to whom, at which rates. */
export function OffersPage() {
  const texts = usePricingTexts();
  const [search, change] = usePageSearch(parse);
  const navigate = useNavigate();
  const may = useMay();
  const { text, status, make, plan } = search;
  const filters = Object.fromEntries(Object.entries({ text, status, make, plan }).filter(([, value]) => value !== undefined));
  const list = usePagesOf(listOffers, { query: { limit: pageSize, ...filters } });
  const columns = useOfferColumns();
  const filtered = Object.keys(filters).length > 0;
  const clear = (): void => change({ text: undefined, status: undefined, make: undefined, plan: undefined });
  const options = [{ value: '', label: texts.all }, ...statuses.map((value) => ({ value, label: texts.statusFilter[value] }))];
  const planOptions = [{ value: '', label: texts.all }, ...plans.map((value) => ({ value, label: texts.planNames[value] }))];
  const actions = (
    <>
      <Button onClick={() => void navigate({ to: '/offers/why' })}>{texts.why.open}</Button>
      {may('pricing.offer.write') && <Button kind="primary" icon="plus" onClick={() => void navigate({ to: '/offers/write' })}>{texts.write.new}</Button>}
    </>
  );
  return (
    <Page title={texts.title} actions={actions}>
      <FilterBar
        search={{ label: texts.search, placeholder: texts.search, value: text ?? '', onChange: (typed) => change({ text: typed === '' ? undefined : typed }) }}
        filters={[
          { id: 'status', label: texts.status, options, value: status ?? '', onChange: (value) => change({ status: statuses.find((each) => each === value) }) },
          { id: 'plan', label: texts.planFilter, options: planOptions, value: plan ?? '', onChange: (value) => change({ plan: plans.find((each) => each === value) }) },
        ]}
        onClear={clear}
      >
        <MakeFilter make={make} onChange={(picked) => change({ make: picked })} />
      </FilterBar>
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
