import { useMemo, useState } from 'react';
import type { ChangeRequest, Delegation } from '#identity/api';
import { useMay, usePagesOf, useWrite } from '../../../request/index.ts';
import { usePageSearch, wordIn, type RawSearch } from '../../../shells/page-search.ts';
import { useRowHeight } from '../../../shells/preferences.ts';
import { DataTable, EmptyState, InstantText, Page, SegmentedButtons, showToast, SidePanel, ToneBadge, useFormat, type DataColumn } from '../../../ui/index.ts';
import { DecisionForm } from './decision-form.tsx';
import { DelegationFacts } from './delegation-facts.tsx';
import { decideDelegation, listChangeRequests, listDelegations } from './endpoints.ts';
import { RequestDetail } from './request-detail.tsx';
import { useRequestWords } from './request-words.ts';
import classes from './rights.module.css';
import { useRightsTexts } from './use-rights-texts.ts';

const views = ['open', 'decided'] as const;
const tones = { open: 'info', lapsed: 'neutral', approved: 'ok', refused: 'danger', withdrawn: 'neutral' } as const;
const readSearch = (raw: RawSearch) => ({ view: wordIn(raw, 'view', views) ?? ('open' as const) });

function DelegationDecision({ delegation, onDone }: { readonly delegation: Delegation; readonly onDone: () => void }) {
  const texts = useRightsTexts().approvals;
  const decide = useWrite(decideDelegation, {
    refreshes: ['/api/identity/delegations'],
    onDone: (answer) => {
      showToast({ text: answer.state === 'refused' ? texts.refused : texts.approved });
      onDone();
    },
  });
  return (
    <>
      <DelegationFacts delegation={delegation} />
      <DecisionForm
        mayDecide={delegation.mayDecide}
        fault={delegation.decisionFault}
        busy={decide.isPending}
        problem={decide.error}
        onDecide={(body) => decide.mutate({ params: { id: delegation.id }, body })}
      />
    </>
  );
}

/** Delegations that wait for somebody above. */
function DelegationsToDecide() {
  const all = useRightsTexts();
  const texts = all.approvals;
  const format = useFormat();
  const rowHeight = useRowHeight();
  const [openedId, setOpened] = useState<string>();
  const request = useMemo(() => ({ query: { limit: 50, state: 'requested' as const } }), []);
  const list = usePagesOf(listDelegations, request);
  const opened = list.items.find(({ id }) => id === openedId);
  const columns = useMemo<readonly DataColumn<Delegation>[]>(
    () => [
      { id: 'what', header: texts.what, width: '3fr', onCard: 'title', cell: ({ standIn, absent }) => all.delegations.pair(standIn.displayName, absent.displayName) },
      { id: 'from', header: all.delegations.from, width: 110, cell: (row) => <span className="figures">{format.date(row.validFrom)}</span> },
      { id: 'who', header: texts.who, width: '1fr', cell: (row) => row.requestedBy },
      { id: 'until', header: texts.until, width: 150, cell: (row) => <InstantText instant={row.decideBefore} /> },
    ],
    [all, texts, format],
  );
  return (
    <section aria-label={texts.delegations}>
      <h2 className={classes.heading}>{texts.delegations}</h2>
      <DataTable
        label={texts.delegations} columns={columns} rows={list.state === 'ready' ? list.items : undefined} rowKey={(row) => row.id} problem={list.problem} onRetry={list.retry}
        hasMore={list.hasMore} loadingMore={list.loadingMore} onEnd={list.loadMore} onOpen={(row) => setOpened(row.id)} rowHeight={rowHeight} maxHeight="40dvh"
        empty={<EmptyState title={texts.emptyTitle} why={texts.emptyWhy} />}
      />
      <SidePanel opened={opened !== undefined} onClose={() => setOpened(undefined)} title={all.delegations.detail} width={480}>
        {opened !== undefined && <DelegationDecision delegation={opened} onDone={() => setOpened(undefined)} />}
      </SidePanel>
    </section>
  );
}

/** Requests to change rights, open or decided. */
function ChangeRequests({ view }: { readonly view: (typeof views)[number] }) {
  const texts = useRightsTexts().approvals;
  const words = useRequestWords();
  const rowHeight = useRowHeight();
  const [openedId, setOpened] = useState<string>();
  const request = useMemo(() => ({ query: { limit: 50, state: view } }), [view]);
  const list = usePagesOf(listChangeRequests, request);
  const opened = list.items.find(({ id }) => id === openedId);
  const isOpen = view === 'open';
  const columns = useMemo<readonly DataColumn<ChangeRequest>[]>(
    () => [
      { id: 'what', header: texts.what, width: '3fr', onCard: 'title', cell: (row) => words(row) },
      {
        id: 'state', header: texts.state, width: 150, onCard: 'aside',
        cell: (row) => (row.stale ? <ToneBadge tone="attention" label={texts.stale} /> : row.alone ? <ToneBadge tone="attention" label={texts.alone} /> : <ToneBadge tone={tones[row.state]} label={texts.states[row.state]} />),
      },
      { id: 'who', header: texts.who, width: '1fr', cell: (row) => row.requestedBy },
      isOpen
        ? { id: 'until', header: texts.until, width: 150, cell: (row) => <InstantText instant={row.decideBefore} /> }
        : { id: 'by', header: texts.decidedBy, width: '1fr', cell: (row) => row.decidedBy ?? '–' },
      ...(isOpen ? [] : [{ id: 'when', header: texts.when, width: 150, cell: (row: ChangeRequest) => <InstantText instant={row.decidedAt ?? row.decideBefore} /> }]),
    ],
    [texts, words, isOpen],
  );
  return (
    <section aria-label={texts.changes}>
      <h2 className={classes.heading}>{texts.changes}</h2>
      <DataTable
        label={texts.changes} columns={columns} rows={list.state === 'ready' ? list.items : undefined} rowKey={(row) => row.id} problem={list.problem} onRetry={list.retry}
        hasMore={list.hasMore} loadingMore={list.loadingMore} onEnd={list.loadMore} onOpen={(row) => setOpened(row.id)} rowHeight={rowHeight} maxHeight="50dvh"
        empty={isOpen ? <EmptyState title={texts.emptyTitle} why={texts.emptyWhy} /> : <EmptyState title={texts.emptyHistory} />}
      />
      <SidePanel opened={opened !== undefined} onClose={() => setOpened(undefined)} title={texts.detail} width={480}>
        {opened !== undefined && <RequestDetail request={opened} onDone={() => setOpened(undefined)} />}
      </SidePanel>
    </section>
  );
}

/** What waits for the reader's yes or no, and what became of earlier requests. */
export function ApprovalsPage() {
  const texts = useRightsTexts().approvals;
  const may = useMay();
  const [{ view }, change] = usePageSearch(readSearch);
  return (
    <Page title={texts.title}>
      <p className={classes.why}>{texts.why}</p>
      <div className={classes.views}>
        <SegmentedButtons
          label={texts.state}
          hideLabel
          size="toolbar"
          options={[{ value: 'open', label: texts.waiting }, { value: 'decided', label: texts.history }]}
          value={view}
          onChange={(chosen) => change({ view: chosen })}
        />
      </div>
      <div className={classes.lists}>
        {view === 'open' && <DelegationsToDecide />}
        {may('identity.rights.read') && <ChangeRequests view={view} />}
      </div>
    </Page>
  );
}
