/** `/apps`: the registered applications. */
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { listRegistryRoute } from '#gateway/api';
import type { ResponseOf } from '../../request/index.ts';
import { useMay, useQueryOf } from '../../request/index.ts';
import { textIn, usePageSearch, type RawSearch } from '../../shells/page-search.ts';
import { useRowHeight } from '../../shells/preferences.ts';
import { Button, DataTable, EmptyState, FilterBar, Notice, Page, saysAll, StatusBadge, ToneBadge, useFormat, type DataColumn } from '../../ui/index.ts';
import { AppSign } from './app-sign.tsx';
import { listRegistry } from './endpoints.ts';
import classes from './gateway.module.css';
import { useGatewayTexts } from './use-gateway-texts.ts';
import { useRuleNames } from './use-rule-names.ts';

type Row = ResponseOf<typeof listRegistryRoute>['items'][number];
const parse = (raw: RawSearch) => ({ text: textIn(raw, 'text') });

/** Whom an application shows itself to, in a line. */
function useSeenBy(): (row: Row) => string {
  const texts = useGatewayTexts().list;
  const { whom } = useRuleNames();
  const rules = useGatewayTexts().rules;
  return useCallback(
    ({ defaultVisible, audience }) => {
      if (defaultVisible) return texts.everybody;
      if (audience.rules === 0) return texts.nobody;
      const words = audience.first.map(({ personName, ...rule }) => [personName === null ? '' : rules.personIs(personName), whom({ ...rule, nodeId: null })].filter((part) => part !== '').join(' · ')).join('; ');
      return audience.rules === audience.first.length ? words : texts.more(words, audience.rules - audience.first.length);
    },
    [texts, rules, whom],
  );
}

function useColumns(): readonly DataColumn<Row>[] {
  const seenBy = useSeenBy();
  const texts = useGatewayTexts();
  const format = useFormat();
  return useMemo(
    () => [
      { id: 'name', header: texts.list.name, width: '3fr', onCard: 'title', cell: (row) => <span className={classes.named}><AppSign icon={row.icon} /><b>{row.name}</b></span> },
      { id: 'clientId', header: texts.list.clientId, width: '2fr', cell: (row) => row.clientId },
      { id: 'kind', header: texts.list.kind, width: 184, cell: (row) => texts.kinds[row.kind] },
      { id: 'seenBy', header: texts.list.seenBy, width: '2fr', cell: (row) => <span title={seenBy(row)}>{seenBy(row)}</span> },
      { id: 'signIns', header: texts.list.signIns, align: 'end', width: 108, cell: (row) => format.integer(row.openSignIns) },
      { id: 'failed', header: texts.list.failed, align: 'end', width: 168, cell: (row) => (row.failedDeliveries === 0 ? format.integer(null) : <ToneBadge tone="danger" label={format.integer(row.failedDeliveries)} />) },
      { id: 'state', header: texts.list.state, width: 104, onCard: 'aside', cell: (row) => <StatusBadge status={row.status === 'active' ? 'active' : 'inactive'} label={texts.statuses[row.status]} /> },
    ],
    [texts, format, seenBy],
  );
}

export function AppsPage() {
  const all = useGatewayTexts();
  const texts = all.list;
  const navigate = useNavigate();
  const may = useMay();
  const rowHeight = useRowHeight();
  const [{ text = '' }, change] = usePageSearch(parse);
  const registry = useQueryOf(listRegistry);
  const columns = useColumns();
  const rows = useMemo(() => registry.data?.items.filter((app) => saysAll(`${app.name} ${app.clientId} ${app.description}`, text)), [registry.data, text]);
  const failed = (registry.data?.items ?? []).reduce((sum, app) => sum + app.failedDeliveries, 0);
  const register = may('gateway.app.write') && <Button kind="primary" icon="plus" onClick={() => void navigate({ to: '/apps/new' })}>{texts.register}</Button>;
  return (
    <Page title={all.title} subtitle={all.lead} actions={register || undefined}>
      <div className={classes.stack}>
        {failed > 0 && (
          <Notice tone="attention" action={<Button onClick={() => void navigate({ to: '/apps-deliveries', search: { state: 'failed' } })}>{texts.seeFailed}</Button>}>
            {texts.failedNotice(failed)}
          </Notice>
        )}
        <FilterBar search={{ label: texts.search, placeholder: texts.search, value: text, onChange: (typed) => change({ text: typed === '' ? undefined : typed }) }} />
        <DataTable<Row>
          label={texts.label}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          rowHeight={rowHeight}
          problem={registry.error}
          onRetry={() => void registry.refetch()}
          empty={text === '' ? <EmptyState title={texts.emptyTitle} why={texts.emptyWhy} action={register || undefined} /> : <EmptyState title={texts.noneTitle} why={texts.noneWhy} />}
          onOpen={(row) => void navigate({ to: `/apps/${row.id}` })}
          startHere
        />
      </div>
    </Page>
  );
}
