import { useMemo, useState } from 'react';
import type { z } from 'zod';
import type { personListed } from '#identity/api';
import { useMay, usePagesOf, useQueryOf } from '../../../request/index.ts';
import { numberIn, textIn, usePageSearch, wordIn, type RawSearch } from '../../../shells/page-search.ts';
import { placeOf } from '../../../shells/personality-name.ts';
import { useRowHeight } from '../../../shells/preferences.ts';
import { Button, DataTable, EmptyState, FilterBar, LinkButton, Notice, Page, ToneBadge, useFormat, useLanguage, type DataColumn } from '../../../ui/index.ts';
import { organisation, people } from '../endpoints.ts';
import { InvitePanel } from '../joining/invite-panel.tsx';
import { PersonPanel } from '../joining/person-panel.tsx';
import { useJoiningTexts } from '../joining/use-joining-texts.ts';
import classes from './people.module.css';
import { RecoveriesPanel } from '../account/recoveries-panel.tsx';
import { useIdentityTexts } from '../use-identity-texts.ts';

type Person = z.infer<typeof personListed>;

const states = ['current', 'ended', 'all'] as const;
const readSearch = (raw: RawSearch) => ({ search: textIn(raw, 'search'), state: wordIn(raw, 'state', states), node: numberIn(raw, 'node') });

function useColumns(): readonly DataColumn<Person>[] {
  const texts = useIdentityTexts().people;
  const { suspended } = useJoiningTexts().people;
  const language = useLanguage();
  const format = useFormat();
  return useMemo<readonly DataColumn<Person>[]>(
    () => [
      { id: 'name', header: texts.name, width: '2fr', onCard: 'title', cell: (person) => <strong className={classes.name}>{person.displayName}</strong> },
      { id: 'profile', header: texts.profile, width: '2fr', cell: (person) => person.profileName[language] },
      { id: 'where', header: texts.where, width: '2fr', cell: (person) => placeOf(person) },
      { id: 'login', header: texts.loginName, width: '2fr', cell: (person) => person.loginName },
      { id: 'from', header: texts.from, align: 'end', width: 104, cell: (person) => format.date(person.validFrom) },
      {
        id: 'state',
        header: texts.state,
        width: 148,
        onCard: 'aside',
        cell: (person) => {
          if (person.accountStatus === 'blocked') return <ToneBadge tone="danger" label={texts.blocked} />;
          if (person.suspended) return <ToneBadge tone="attention" label={suspended} />;
          return person.current ? <ToneBadge tone="ok" label={texts.inForce} /> : <ToneBadge tone="neutral" label={texts.notCurrent} />;
        },
      },
    ],
    [texts, suspended, language, format],
  );
}

/** Filter by a node of the organisation, named; the name comes with the tree. */
function NodeFilter({ id, onClear }: { readonly id: number; readonly onClear: () => void }) {
  const texts = useIdentityTexts().people;
  const may = useMay();
  const { data } = useQueryOf(organisation, undefined, { staleTimeMs: 120_000, enabled: may('identity.organisation.read') });
  const name = data?.items.find((node) => node.id === id)?.name ?? String(id);
  return (
    <Notice tone="info" action={<Button onClick={onClear}>{texts.everywhere}</Button>}>
      {texts.at(name)}
    </Notice>
  );
}

/** Staff and partners within reach, one row per personality. */
export function PeoplePage() {
  const texts = useIdentityTexts().people;
  const rowHeight = useRowHeight();
  const columns = useColumns();
  const [{ search, state = 'current', node }, change] = usePageSearch(readSearch);
  const request = useMemo(() => ({ query: { limit: 100, state, search, nodeId: node } }), [state, search, node]);
  const list = usePagesOf(people, request);
  const may = useMay();
  const manages = may('identity.people.manage');
  const protects = may('identity.account.protect');
  const joining = useJoiningTexts().people;
  const [inviting, setInviting] = useState(false);
  const [opened, setOpened] = useState<Person>();
  return (
    <Page
      title={texts.title}
      actions={
        manages ? (
          <>
            <LinkButton href="/people/invitations">{joining.invitations}</LinkButton>
            <Button kind="primary" onClick={() => setInviting(true)}>{joining.invite}</Button>
          </>
        ) : undefined
      }
    >
      {protects && <RecoveriesPanel />}
      <InvitePanel opened={inviting} onClose={() => setInviting(false)} />
      <PersonPanel person={opened} onClose={() => setOpened(undefined)} />
      <FilterBar
        search={{ label: texts.search, placeholder: texts.searchHint, value: search ?? '', onChange: (text) => change({ search: text }) }}
        filters={[
          {
            id: 'state',
            label: texts.state,
            value: state,
            options: [
              { value: 'current', label: texts.current },
              { value: 'ended', label: texts.ended },
              { value: 'all', label: texts.all },
            ],
            onChange: (chosen) => change({ state: chosen === 'current' ? undefined : states.find((each) => each === chosen) }),
          },
        ]}
        onClear={() => change({ search: undefined, state: undefined, node: undefined })}
      />
      {node !== undefined && <NodeFilter id={node} onClear={() => change({ node: undefined })} />}
      <DataTable
        label={texts.list}
        columns={columns}
        rows={list.state === 'ready' ? list.items : undefined}
        rowKey={(person) => person.personalityId}
        onOpen={manages || protects ? setOpened : undefined}
        problem={list.problem}
        onRetry={list.retry}
        hasMore={list.hasMore}
        loadingMore={list.loadingMore}
        onEnd={list.loadMore}
        rowHeight={rowHeight}
        maxHeight="calc(100dvh - 188px)"
        empty={
          <EmptyState
            title={texts.emptyTitle}
            why={texts.emptyWhy}
            action={search !== undefined || node !== undefined ? <Button onClick={() => change({ search: undefined, state: undefined, node: undefined })}>{texts.everywhere}</Button> : undefined}
          />
        }
      />
    </Page>
  );
}
