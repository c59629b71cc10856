/** `/apps-deliveries`: what was to be told to applications, why it failed, and trying again. */
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { listDeliveriesRoute } from '#gateway/api';
import type { ResponseOf } from '../../request/index.ts';
import { useMay, usePagesOf, useQueryOf, useWrite } from '../../request/index.ts';
import { textIn, usePageSearch, wordIn, type RawSearch } from '../../shells/page-search.ts';
import { useRowHeight } from '../../shells/preferences.ts';
import { Button, DataTable, EmptyState, FigureList, FilterBar, InstantText, Page, Problem, showToast, SidePanel, ToneBadge, useFormat, type DataColumn } from '../../ui/index.ts';
import { ChoiceField } from './choice-field.tsx';
import { listDeliveries, listRegistry, retryDelivery } from './endpoints.ts';
import classes from './gateway.module.css';
import { useGatewayTexts, type GatewayTexts } from './use-gateway-texts.ts';

type Row = ResponseOf<typeof listDeliveriesRoute>['items'][number];
const states = ['failed', 'queued', 'delivered'] as const;
const tones = { queued: 'info', sending: 'info', delivered: 'ok', failed: 'danger', pointless: 'neutral' } as const;
const pageSize = 100;
const isId = (text: string | undefined): string | undefined => (text !== undefined && /^[0-9a-f-]{36}$/.test(text) ? text : undefined);
const parse = (raw: RawSearch) => ({ state: wordIn(raw, 'state', states), app: isId(textIn(raw, 'app')), delivery: textIn(raw, 'delivery') });

function reasonWords({ reason, statusCode, answer }: Row, texts: GatewayTexts['deliveries']): string {
  if (reason === null) return '';
  const words = texts.reasons[reason];
  return typeof words === 'string' ? words : words(reason === 'other' ? answer : String(statusCode ?? '–'));
}

function useColumns(): readonly DataColumn<Row>[] {
  const texts = useGatewayTexts().deliveries;
  const format = useFormat();
  return useMemo(
    () => [
      { id: 'when', header: texts.when, width: 136, cell: (row) => format.instant(row.createdAt) },
      { id: 'app', header: texts.app, width: '1fr', onCard: 'title', cell: (row) => <b>{row.appName}</b> },
      { id: 'kind', header: texts.kind, width: 144, cell: (row) => texts.kinds[row.kind] },
      { id: 'reason', header: texts.reason, width: '2fr', cell: (row) => <span title={reasonWords(row, texts)}>{reasonWords(row, texts)}</span> },
      { id: 'attempts', header: texts.attempts, align: 'end', width: 88, cell: (row) => format.integer(row.attempts) },
      { id: 'state', header: texts.state, width: 128, onCard: 'aside', cell: (row) => <ToneBadge tone={tones[row.state]} label={texts.states[row.state]} /> },
    ],
    [texts, format],
  );
}

function DeliveryDetail({ row }: { readonly row: Row }) {
  const texts = useGatewayTexts().deliveries;
  const format = useFormat();
  const may = useMay();
  const retry = useWrite(retryDelivery, { refreshes: ['/api/gateway/deliveries', '/api/gateway/registry'], onDone: () => showToast({ text: texts.retried }) });
  const reason = reasonWords(row, texts);
  const items = [
    { key: 'state', label: texts.state, value: <ToneBadge tone={tones[row.state]} label={texts.states[row.state]} /> },
    { key: 'kind', label: texts.kind, value: texts.kinds[row.kind] },
    { key: 'when', label: texts.when, value: <InstantText instant={row.createdAt} /> },
    { key: 'attempts', label: texts.attempts, value: format.integer(row.attempts) },
    ...(row.nextAttemptAt === null || row.state !== 'queued' ? [] : [{ key: 'next', label: texts.next, value: <InstantText instant={row.nextAttemptAt} /> }]),
    ...(row.settledAt === null ? [] : [{ key: 'settled', label: texts.settled, value: <InstantText instant={row.settledAt} /> }]),
  ];
  return (
    <div className={classes.stack}>
      {reason !== '' && <p>{reason}</p>}
      {row.state === 'failed' && <p className={classes.hint}>{texts.what[row.kind]}</p>}
      <FigureList items={items} />
      {row.answer !== '' && <p className={classes.hint}>{texts.technical}: <code>{row.answer}</code></p>}
      {retry.error !== null && <Problem problem={retry.error} compact lost="nothing" />}
      <div className={classes.tools}>
        {row.state === 'failed' && may('gateway.app.write') && (
          <Button kind="primary" size="field" busy={retry.isPending} onClick={() => retry.mutate({ params: { id: row.id } })}>{texts.retry}</Button>
        )}
        <Link to={`/apps/${row.appId}`} search={{ part: 'data' }}>{texts.toApp}</Link>
      </div>
    </div>
  );
}

export function DeliveriesPage() {
  const texts = useGatewayTexts().deliveries;
  const rowHeight = useRowHeight();
  const [{ state, app, delivery }, change] = usePageSearch(parse);
  const list = usePagesOf(listDeliveries, { query: { limit: pageSize, ...(state === undefined ? {} : { state }), ...(app === undefined ? {} : { appId: app }) } });
  const registry = useQueryOf(listRegistry);
  const columns = useColumns();
  const apps = (registry.data?.items ?? []).map(({ id, name }) => [id, name] as const);
  const opened = list.items.find(({ id }) => id === delivery);
  return (
    <Page title={texts.title}>
      <div className={classes.stack}>
        <FilterBar
          filters={[{
            id: 'state', label: texts.state, value: state ?? '',
            options: [{ value: '', label: texts.all }, ...states.map((value) => ({ value, label: texts.filters[value] }))],
            onChange: (value) => change({ state: states.find((each) => each === value) }),
          }]}
        >
          <div className={classes.appFilter}>
            <ChoiceField label={texts.app} hideLabel value={app ?? ''} options={[['', `${texts.app}: ${texts.allApps.toLowerCase()}`], ...apps]} onChange={(value) => change({ app: value === '' ? undefined : value })} />
          </div>
        </FilterBar>
        <DataTable<Row>
          label={texts.label}
          columns={columns}
          rows={list.state === 'ready' ? list.items : undefined}
          rowKey={(row) => row.id}
          rowHeight={rowHeight}
          problem={list.problem}
          onRetry={list.retry}
          empty={state === 'failed' ? <EmptyState title={texts.noneFailed} why={texts.noneFailedWhy} /> : <EmptyState title={texts.emptyTitle} why={texts.emptyWhy} />}
          hasMore={list.hasMore}
          loadingMore={list.loadingMore}
          onEnd={list.loadMore}
          onOpen={(row) => change({ delivery: row.id })}
          startHere
        />
      </div>
      <SidePanel opened={opened !== undefined} onClose={() => change({ delivery: undefined })} title={opened?.appName ?? texts.detail}>
        {opened !== undefined && <DeliveryDetail key={opened.id} row={opened} />}
      </SidePanel>
    </Page>
  );
}
