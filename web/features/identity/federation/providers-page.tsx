/** `/providers`: the houses by whose word people of this company may sign in. */
import { useMemo } from 'react';
import type { FederationProvider } from '#identity/api';
import { useQueryOf } from '../../../request/index.ts';
import { textIn, usePageSearch, type RawSearch } from '../../../shells/page-search.ts';
import { useRowHeight } from '../../../shells/preferences.ts';
import { Button, DataTable, EmptyState, Page, StatusBadge, useFormat, type DataColumn } from '../../../ui/index.ts';
import { listProviders } from './endpoints.ts';
import { ProviderPanel } from './provider-panel.tsx';
import { useFederationTexts } from './use-federation-texts.ts';

const parse = (raw: RawSearch) => ({ provider: textIn(raw, 'provider') });
/** In the place of an id: the form of a new one. */
const fresh = 'new';

function useColumns(): readonly DataColumn<FederationProvider>[] {
  const texts = useFederationTexts().providers;
  const format = useFormat();
  return useMemo(
    () => [
      { id: 'name', header: texts.name, width: '2fr', onCard: 'title', cell: (row) => <b>{row.name}</b> },
      { id: 'issuer', header: texts.issuer, width: '3fr', cell: (row) => row.issuer },
      { id: 'domains', header: texts.domains, width: '2fr', cell: (row) => (row.domains.length === 0 ? texts.everybody : row.domains.join(', ')) },
      { id: 'links', header: texts.links, align: 'end', width: 136, cell: (row) => format.integer(row.links) },
      { id: 'state', header: texts.state, width: 104, onCard: 'aside', cell: (row) => <StatusBadge status={row.enabled ? 'active' : 'inactive'} label={row.enabled ? texts.enabled : texts.disabled} /> },
    ],
    [texts, format],
  );
}

export function ProvidersPage() {
  const texts = useFederationTexts().providers;
  const rowHeight = useRowHeight();
  const [{ provider }, change] = usePageSearch(parse);
  const list = useQueryOf(listProviders);
  const columns = useColumns();
  const opened = list.data?.items.find(({ id }) => id === provider);
  const add = <Button kind="primary" icon="plus" onClick={() => change({ provider: fresh })}>{texts.add}</Button>;
  return (
    <Page title={texts.title} subtitle={texts.lead} actions={list.data?.items.length === 0 ? undefined : add}>
      <DataTable<FederationProvider>
        label={texts.label}
        columns={columns}
        rows={list.data?.items}
        rowKey={(row) => row.id}
        rowHeight={rowHeight}
        problem={list.error}
        onRetry={() => void list.refetch()}
        empty={<EmptyState title={texts.emptyTitle} why={texts.emptyWhy} action={add} />}
        onOpen={(row) => change({ provider: row.id })}
        startHere
      />
      {(opened !== undefined || provider === fresh) && <ProviderPanel key={opened?.id ?? fresh} provider={opened} onClose={() => change({ provider: undefined })} onAdded={(id) => change({ provider: id })} />}
    </Page>
  );
}
