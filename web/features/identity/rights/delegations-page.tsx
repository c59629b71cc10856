import { useMemo, useState } from 'react';
import { addDays } from '#platform/civil-date';
import type { Delegation } from '#identity/api';
import { usePagesOf, useWrite } from '../../../request/index.ts';
import { usePageSearch, wordIn, type RawSearch } from '../../../shells/page-search.ts';
import { useRowHeight } from '../../../shells/preferences.ts';
import { Button, ConfirmConsequence, DataTable, EmptyState, FilterBar, Notice, Page, Problem, showToast, SidePanel, ToneBadge, useFormat, type DataColumn } from '../../../ui/index.ts';
import { DelegationFacts } from './delegation-facts.tsx';
import { DelegationForm } from './delegation-form.tsx';
import { endDelegation, listDelegations } from './endpoints.ts';
import classes from './rights.module.css';
import { useRightsTexts } from './use-rights-texts.ts';

const filters = ['requested', 'current', 'past'] as const;
const tones = { requested: 'info', lapsed: 'neutral', refused: 'danger', planned: 'info', running: 'ok', broken: 'attention', over: 'neutral', ended: 'neutral' } as const;
const readSearch = (raw: RawSearch) => ({ state: wordIn(raw, 'state', filters) });

function Detail({ delegation, onDone }: { readonly delegation: Delegation; readonly onDone: () => void }) {
  const texts = useRightsTexts().delegations;
  const [asking, setAsking] = useState(false);
  const end = useWrite(endDelegation, {
    refreshes: ['/api/identity/delegations'],
    onDone: () => {
      showToast({ text: texts.endedToast });
      onDone();
    },
  });
  const isRequest = delegation.state === 'requested';
  return (
    <>
      {delegation.state === 'broken' && <Notice tone="attention">{texts.broken}</Notice>}
      <DelegationFacts delegation={delegation} />
      {end.error !== null && <Problem problem={end.error} compact />}
      {delegation.mayEnd && (
        <div className={classes.actions}>
          <Button kind="danger" busy={end.isPending} onClick={() => setAsking(true)}>
            {isRequest ? texts.withdraw : texts.end}
          </Button>
        </div>
      )}
      <ConfirmConsequence
        opened={asking}
        onClose={() => setAsking(false)}
        title={isRequest ? texts.withdrawTitle : texts.endTitle}
        consequence={isRequest ? texts.withdrawWhat(delegation.standIn.displayName) : texts.endWhat(delegation.standIn.displayName)}
        confirmLabel={isRequest ? texts.withdraw : texts.end}
        busy={end.isPending}
        danger
        onConfirm={() => {
          setAsking(false);
          end.mutate({ params: { id: delegation.id }, body: { note: '' } });
        }}
      />
    </>
  );
}

/** Who stands in for whom: one's own, and those of the network for whoever agrees to them. */
export function DelegationsPage() {
  const texts = useRightsTexts().delegations;
  const format = useFormat();
  const rowHeight = useRowHeight();
  const [{ state }, change] = usePageSearch(readSearch);
  const [openedId, setOpened] = useState<string>();
  const [naming, setNaming] = useState(false);
  const request = useMemo(() => ({ query: { limit: 50, state } }), [state]);
  const list = usePagesOf(listDelegations, request);
  const opened = list.items.find(({ id }) => id === openedId);
  const columns = useMemo<readonly DataColumn<Delegation>[]>(
    () => [
      { id: 'who', header: texts.who, width: '3fr', onCard: 'title', cell: ({ standIn, absent }) => texts.pair(standIn.displayName, absent.displayName) },
      { id: 'state', header: texts.state, width: 140, onCard: 'aside', cell: (row) => <ToneBadge tone={tones[row.state]} label={texts.states[row.state]} /> },
      { id: 'from', header: texts.from, width: 110, cell: (row) => <span className="figures">{format.date(row.validFrom)}</span> },
      { id: 'to', header: texts.to, width: 110, cell: (row) => <span className="figures">{format.date(addDays(row.validTo, -1))}</span> },
      { id: 'limit', header: texts.limit, width: 160, align: 'end', cell: (row) => (row.amountLimitCents === null ? texts.noLimit : <span className="figures">{format.money(row.amountLimitCents)}</span>) },
      { id: 'reason', header: texts.reason, width: '2fr', cell: (row) => row.reason },
    ],
    [texts, format],
  );
  return (
    <Page title={texts.title} actions={<Button kind="primary" onClick={() => setNaming(true)}>{texts.ask}</Button>}>
      <p className={classes.why}>{texts.why}</p>
      <FilterBar
        filters={[{
          id: 'state', label: texts.state, value: state ?? '',
          options: [{ value: '', label: texts.all }, ...filters.map((each) => ({ value: each, label: texts.filters[each] }))],
          onChange: (chosen) => change({ state: filters.find((each) => each === chosen) }),
        }]}
        onClear={() => change({ state: undefined })}
      />
      <DataTable
        label={texts.list}
        columns={columns}
        rows={list.state === 'ready' ? list.items : undefined}
        rowKey={(row) => row.id}
        problem={list.problem}
        onRetry={list.retry}
        hasMore={list.hasMore}
        loadingMore={list.loadingMore}
        onEnd={list.loadMore}
        onOpen={(row) => setOpened(row.id)}
        rowHeight={rowHeight}
        empty={<EmptyState title={texts.emptyTitle} why={texts.emptyWhy} />}
      />
      <SidePanel opened={opened !== undefined} onClose={() => setOpened(undefined)} title={texts.detail} width={480}>
        {opened !== undefined && <Detail delegation={opened} onDone={() => setOpened(undefined)} />}
      </SidePanel>
      <DelegationForm opened={naming} onClose={() => setNaming(false)} />
    </Page>
  );
}
