/** `/apps/$id`: one application, its words and its rules. */
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import type { getRegisteredRoute } from '#gateway/api';
import type { ResponseOf } from '../../request/index.ts';
import { useMay, useQueryOf, useWrite } from '../../request/index.ts';
import { usePageSearch, wordIn, type RawSearch } from '../../shells/page-search.ts';
import { Button, FigureList, InstantText, LoadingRows, Notice, Page, Panel, Problem, showToast, StatusBadge, Tabs, useFormat } from '../../ui/index.ts';
import { bodyOf, draftOfApp } from './app-draft.ts';
import { AppForm } from './app-form.tsx';
import { AppOperations } from './app-operations.tsx';
import { changeApp, gatewayAnswers, getRegistered, listRegistry } from './endpoints.ts';
import classes from './gateway.module.css';
import { RulesPart } from './rules-part.tsx';
import { useAppForm } from './use-app-form.ts';
import { useGatewayTexts } from './use-gateway-texts.ts';

type Registered = ResponseOf<typeof getRegisteredRoute>;
const parts = ['rules', 'data'] as const;
const parse = (raw: RawSearch) => ({ part: wordIn(raw, 'part', parts) });

function DataPart({ app, mayWrite }: { readonly app: Registered['app']; readonly mayWrite: boolean }) {
  const texts = useGatewayTexts().form;
  const save = useWrite(changeApp, { refreshes: gatewayAnswers, onDone: () => showToast({ text: texts.saved }) });
  const form = useAppForm(() => draftOfApp(app), save.error, true);
  const act = (): void =>
    form.submit((draft) => {
      const { clientId: _fixed, kind: _given, ...words } = bodyOf(draft);
      save.mutate({ params: { id: app.id }, body: { ...words, version: app.version } });
    });
  return (
    <div className={classes.stack}>
      {save.error !== null && <Problem problem={save.error} compact lost="nothing" />}
      <AppForm draft={form.draft} change={form.change} errors={form.errors} showSettingFaults={form.tried} registered readOnly={!mayWrite} />
      {mayWrite && (
        <div className={classes.foot}>
          <output className={classes.meta}>{form.wrong}</output>
          <Button kind="primary" size="field" busy={save.isPending} onClick={act}>{texts.doSave}</Button>
        </div>
      )}
    </div>
  );
}

function Facts({ app }: { readonly app: Registered['app'] }) {
  const texts = useGatewayTexts();
  const format = useFormat();
  const registry = useQueryOf(listRegistry);
  const figures = registry.data?.items.find(({ id }) => id === app.id);
  const items = [
    { key: 'kind', label: texts.list.kind, value: texts.kinds[app.kind] },
    { key: 'clientId', label: texts.list.clientId, value: app.clientId },
    { key: 'signIns', label: texts.app.signIns, value: format.integer(figures?.openSignIns) },
    { key: 'failed', label: texts.app.deliveries, value: format.integer(figures?.failedDeliveries) },
    { key: 'registered', label: texts.app.registered, value: <InstantText instant={app.createdAt} /> },
    { key: 'changed', label: texts.app.changed, value: <InstantText instant={app.changedAt} /> },
    ...(app.previousSecretUntil === null ? [] : [{ key: 'previous', label: texts.app.previousSecret, value: <InstantText instant={app.previousSecretUntil} /> }]),
  ];
  return (
    <Panel title={texts.app.facts}>
      <FigureList items={items} />
      <div className={classes.links}>
        <Link to="/apps-deliveries" search={{ app: app.id }}>{texts.app.seeDeliveries}</Link>
        <Link to="/apps-seen">{texts.app.seen}</Link>
      </div>
    </Panel>
  );
}

function KnownApp({ app, rules }: Registered) {
  const texts = useGatewayTexts();
  const may = useMay();
  const navigate = useNavigate();
  const registry = useQueryOf(listRegistry);
  const [{ part = 'rules' }, change] = usePageSearch(parse);
  const mayWrite = may('gateway.app.write');
  const version = `${app.id} ${app.version}`;
  return (
    <Page
      title={app.name}
      badge={<StatusBadge status={app.status === 'active' ? 'active' : 'inactive'} label={texts.statuses[app.status]} />}
      subtitle={app.description}
      actions={
        <>
          <Button onClick={() => void navigate({ to: '/apps' })}>{texts.app.back}</Button>
          {mayWrite && <AppOperations app={app} signIns={registry.data?.items.find(({ id }) => id === app.id)?.openSignIns ?? 0} issuer={registry.data?.issuer ?? window.location.origin} />}
        </>
      }
      rail={<Facts app={app} />}
    >
      <div className={classes.stack}>
        {app.status === 'suspended' && <Notice tone="attention">{texts.state.suspendedNotice}</Notice>}
        {!mayWrite && <Notice tone="info">{texts.app.readOnly}</Notice>}
        <Tabs
          label={texts.app.parts}
          value={part}
          onChange={(chosen) => change({ part: chosen === 'rules' ? undefined : chosen })}
          tabs={[
            { value: 'rules', label: texts.app.rules, count: rules.length, panel: <RulesPart key={version} app={app} rules={rules} mayWrite={mayWrite} /> },
            { value: 'data', label: texts.app.data, panel: <DataPart key={version} app={app} mayWrite={mayWrite} /> },
          ]}
        />
      </div>
    </Page>
  );
}

export function AppPage() {
  const texts = useGatewayTexts();
  const { id = '' }: { readonly id?: string } = useParams({ strict: false });
  const read = useQueryOf(getRegistered, { params: { id } });
  if (read.data !== undefined) return <KnownApp {...read.data} />;
  return (
    <Page title={texts.title}>
      {read.error === null ? <LoadingRows label={texts.loading} /> : <Problem problem={read.error} lost="nothing" onRetry={() => void read.refetch()} />}
    </Page>
  );
}
