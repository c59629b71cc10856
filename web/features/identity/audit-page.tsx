import { useMemo, useState } from 'react';
import type { z } from 'zod';
import type { auditRow } from '#identity/api';
import { serverToday, useMay, usePagesOf, useWrite } from '../../request/index.ts';
import { textIn, usePageSearch, wordIn, type RawSearch } from '../../shells/page-search.ts';
import { useRowHeight } from '../../shells/preferences.ts';
import { Button, DataTable, DateField, EmptyState, FilterBar, Page, SidePanel, ToneBadge, useFormat, useLanguage, type DataColumn } from '../../ui/index.ts';
import { actionName, objectName } from './audit-actions.ts';
import { actorOf } from './audit-actor.ts';
import { AuditEventDetail } from './audit-event-detail.tsx';
import { AuditVerdict } from './audit-verdict.tsx';
import classes from './audit.module.css';
import { auditTrail, verifyAudit } from './endpoints.ts';
import { useIdentityTexts } from './use-identity-texts.ts';

type AuditEvent = z.infer<typeof auditRow>;

const outcomes = ['done', 'refused'] as const;
const areas = ['identity.', 'quoting.', 'documents.'] as const;
const readSearch = (raw: RawSearch) => ({ outcome: wordIn(raw, 'outcome', outcomes), action: wordIn(raw, 'action', areas), day: textIn(raw, 'day') });

function useColumns(): readonly DataColumn<AuditEvent>[] {
  const texts = useIdentityTexts().audit;
  const language = useLanguage();
  const format = useFormat();
  return useMemo<readonly DataColumn<AuditEvent>[]>(
    () => [
      { id: 'at', header: texts.when, width: 160, cell: (event) => <span className="figures">{format.instant(event.at)}</span> },
      { id: 'who', header: texts.who, width: '2fr', cell: (event) => actorOf(event, texts) },
      { id: 'what', header: texts.what, width: '2fr', onCard: 'title', cell: (event) => <strong className={classes.what}>{actionName(event.action, language)}</strong> },
      { id: 'object', header: texts.object, width: '2fr', cell: (event) => `${objectName(event.objectKind, language)} ${event.objectId}` },
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

/** The trail: who did what and when; and the proof that nothing was altered. */
export function AuditPage() {
  const texts = useIdentityTexts().audit;
  const may = useMay();
  const rowHeight = useRowHeight();
  const columns = useColumns();
  const [{ outcome, action, day }, change] = usePageSearch(readSearch);
  const [opened, setOpened] = useState<AuditEvent>();
  const request = useMemo(() => ({ query: { limit: 100, outcome, action, day } }), [outcome, action, day]);
  const list = usePagesOf(auditTrail, request);
  const verify = useWrite(verifyAudit);
  return (
    <Page
      title={texts.title}
      actions={
        may('identity.audit.verify') ? (
          <Button icon="lock" busy={verify.isPending} onClick={() => verify.mutate({})}>
            {texts.verify}
          </Button>
        ) : undefined
      }
    >
      <AuditVerdict running={verify.isPending} answer={verify.data} problem={verify.error} onClose={verify.reset} />
      <FilterBar
        filters={[
          {
            id: 'action',
            label: texts.action,
            value: action ?? '',
            options: [{ value: '', label: texts.anyAction }, ...areas.map((area) => ({ value: area, label: texts.areas[area] ?? area }))],
            onChange: (chosen) => change({ action: areas.find((area) => area === chosen) }),
          },
          {
            id: 'outcome',
            label: texts.outcome,
            value: outcome ?? '',
            options: [
              { value: '', label: texts.all },
              { value: 'done', label: texts.done },
              { value: 'refused', label: texts.refused },
            ],
            onChange: (chosen) => change({ outcome: outcomes.find((each) => each === chosen) }),
          },
        ]}
        onClear={() => change({ outcome: undefined, action: undefined, day: undefined })}
      >
        <DateField label={texts.day} hideLabel today={serverToday()} value={day ?? null} onChange={(chosen) => change({ day: chosen ?? undefined })} />
      </FilterBar>
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
        empty={<EmptyState title={texts.emptyTitle} why={texts.emptyWhy} />}
      />
      <SidePanel opened={opened !== undefined} onClose={() => setOpened(undefined)} title={texts.detail}>
        {opened !== undefined && <AuditEventDetail event={opened} />}
      </SidePanel>
    </Page>
  );
}
