import { useMemo, useState } from 'react';
import type { z } from 'zod';
import type { auditRow } from '#identity/api';
import { addressOf, useMay, usePagesOf, useWrite } from '../../../request/index.ts';
import { usePageSearch } from '../../../shells/page-search.ts';
import { useRowHeight } from '../../../shells/preferences.ts';
import { Button, DataTable, EmptyState, FilterBar, LinkButton, Notice, Page, SidePanel, ToneBadge, useFormat, useLanguage, type DataColumn } from '../../../ui/index.ts';
import { actionName, objectName } from './audit-actions.ts';
import { bothNames } from './audit-actor.ts';
import { AuditEventDetail } from './audit-event-detail.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { auditQuery, noAuditSearch, readAuditSearch, type AuditSearch } from './audit-search.ts';
import { AuditVerdict } from './audit-verdict.tsx';
import classes from './audit.module.css';
import { auditExport, auditTrail, verifyAudit } from '../endpoints.ts';
import { useIdentityTexts } from '../use-identity-texts.ts';

type AuditEvent = z.infer<typeof auditRow>;

function useColumns(): readonly DataColumn<AuditEvent>[] {
  const texts = useIdentityTexts().audit;
  const language = useLanguage();
  const format = useFormat();
  return useMemo<readonly DataColumn<AuditEvent>[]>(
    () => [
      { id: 'at', header: texts.when, width: 160, cell: (event) => <span className="figures">{format.instant(event.at)}</span> },
      { id: 'who', header: texts.who, width: '2fr', cell: (event) => bothNames(event, texts) },
      { id: 'what', header: texts.what, width: '2fr', onCard: 'title', cell: (event) => <strong className={classes.what}>{actionName(event.action, language)}</strong> },
      { id: 'object', header: texts.object, width: '2fr', cell: (event) => <span title={event.objectId}>{`${objectName(event.objectKind, language)} ${shortOf(event.objectId)}`}</span> },
      {
        id: 'outcome',
        header: texts.outcome,
        width: 116,
        onCard: 'aside',
        cell: (event) => (event.outcome === 'done' ? <ToneBadge tone="ok" label={texts.done} /> : <ToneBadge tone="danger" label={texts.refused} />),
      },
      { id: 'block', header: texts.block, width: 88, align: 'end', onCard: 'none', cell: (event) => (event.blockNumber === null ? <span title={texts.sealing}>{format.integer(null)}</span> : format.integer(event.blockNumber)) },
    ],
    [texts, language, format],
  );
}

/** The end of a long identifier tells two of them apart; the whole stands in the event. */
const shortOf = (id: string): string => (/^[0-9a-f-]{36}$/.test(id) ? `…${id.slice(-6)}` : id);

/** Names of the accounts that the rows tell of, for filters that hold an account. */
function namesIn(events: readonly AuditEvent[]): ReadonlyMap<string, string> {
  return new Map(events.flatMap((event) => [[event.accountId, event.displayName], [event.onBehalfOf, event.onBehalfOfName]] as const).filter((pair): pair is readonly [string, string] => pair[0] !== null && pair[1] !== null));
}

function useVerification() {
  const verify = useWrite(verifyAudit);
  const texts = useIdentityTexts().audit;
  const may = useMay();
  return {
    button: may('identity.audit.verify') && <Button icon="lock" busy={verify.isPending} onClick={() => verify.mutate({})}>{texts.verify}</Button>,
    verdict: <AuditVerdict running={verify.isPending} answer={verify.data} problem={verify.error} onClose={verify.reset} />,
  };
}

/** The trail: who did what and when, in whose place; the proof of one event; and that nothing was altered. */
export function AuditPage() {
  const texts = useIdentityTexts().audit;
  const language = useLanguage();
  const rowHeight = useRowHeight();
  const columns = useColumns();
  const [search, change] = usePageSearch(readAuditSearch);
  const [opened, setOpened] = useState<AuditEvent>();
  const inPanel = [search.person, search.inPlaceOf, search.action, search.strength, search.from, search.to, search.kind].filter((value) => value !== undefined).length;
  const [filtering, setFiltering] = useState(inPanel > 0);
  const query = useMemo(() => auditQuery(search), [search]);
  const list = usePagesOf(auditTrail, useMemo(() => ({ query: { limit: 100, ...query } }), [query]));
  const { button, verdict } = useVerification();
  const clear = (): void => change(noAuditSearch);
  const look = (part: Partial<AuditSearch>): void => {
    setOpened(undefined);
    if (part.person !== undefined) setFiltering(true);
    change({ ...noAuditSearch, ...part });
  };
  return (
    <Page title={texts.title} actions={button || undefined}>
      {verdict}
      <FilterBar
        filters={[
          {
            id: 'outcome',
            label: texts.outcome,
            value: search.outcome ?? '',
            options: [
              { value: '', label: texts.all },
              { value: 'done', label: texts.done },
              { value: 'refused', label: texts.refused },
            ],
            onChange: (chosen) => change({ outcome: chosen === 'done' || chosen === 'refused' ? chosen : undefined }),
          },
        ]}
        onClear={clear}
      >
        <Button size="toolbar" aria-expanded={filtering} onClick={() => setFiltering(!filtering)}>{texts.more(inPanel)}</Button>
        <LinkButton size="toolbar" href={addressOf(auditExport, { query: { ...query, format: 'csv', language } })} download>{texts.exportCsv}</LinkButton>
        <LinkButton size="toolbar" href={addressOf(auditExport, { query: { ...query, format: 'xlsx', language } })} download>{texts.exportXlsx}</LinkButton>
      </FilterBar>
      {filtering && <AuditFilters search={search} change={change} names={namesIn(list.items)} />}
      {search.kind !== undefined && !filtering && (
        <Notice tone="info" action={<Button onClick={clear}>{texts.wholeTrail}</Button>}>{texts.onlyObject(`${objectName(search.kind, language)} ${search.object ?? ''}`)}</Notice>
      )}
      <DataTable
        label={texts.list}
        columns={columns}
        rows={list.state === 'ready' ? list.items : undefined}
        rowKey={(event) => String(event.id)}
        problem={list.problem}
        onRetry={list.retry}
        hasMore={list.hasMore}
        loadingMore={list.loadingMore}
        onEnd={list.loadMore}
        onOpen={setOpened}
        rowHeight={rowHeight}
        maxHeight="calc(100dvh - 188px)"
        empty={<EmptyState title={texts.emptyTitle} why={texts.emptyWhy} action={<Button onClick={clear}>{texts.wholeTrail}</Button>} />}
      />
      <SidePanel opened={opened !== undefined} onClose={() => setOpened(undefined)} title={texts.detail}>
        {opened !== undefined && <AuditEventDetail event={opened} onLook={look} />}
      </SidePanel>
    </Page>
  );
}
