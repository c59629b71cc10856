import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { TreeListed } from '#territory/api';
import { serverToday, useMay, useQueryOf, useWrite } from '../../request/index.ts';
import { useRowHeight } from '../../shells/preferences.ts';
import { Button, ConfirmConsequence, DataTable, DateField, EmptyState, Page, Problem, showToast, SidePanel, TextInput, ToneBadge, useFormat, useLanguage, type DataColumn, type Tone } from '../../ui/index.ts';
import { closeTree, createTree, listTrees, renameTree } from './endpoints.ts';
import classes from './territory.module.css';
import { usePlaces } from './tree-pane.tsx';
import { useTerritoryTexts } from './use-territory-texts.ts';

const refreshes = ['/api/territory/'];

function stateOf({ from, to }: TreeListed, today: string): 'open' | 'closing' | 'closed' | 'notYet' {
  if (from > today) return 'notYet';
  if (to === null) return 'open';
  return to > today ? 'closing' : 'closed';
}
const tones: Readonly<Record<ReturnType<typeof stateOf>, Tone>> = { open: 'ok', closing: 'attention', closed: 'neutral', notYet: 'info' };

interface Names {
  readonly it: string;
  readonly en: string;
}

function NameFields({ name, onChange }: { readonly name: Names; readonly onChange: (name: Names) => void }) {
  const texts = useTerritoryTexts().trees;
  return (
    <>
      <TextInput label={texts.nameIt} value={name.it} onChange={(it) => onChange({ ...name, it })} maxLength={80} required startHere />
      <TextInput label={texts.nameEn} value={name.en} onChange={(en) => onChange({ ...name, en })} maxLength={80} required />
    </>
  );
}

const written = ({ it, en }: Names): boolean => it.trim().length >= 2 && en.trim().length >= 2;
const trimmed = ({ it, en }: Names): Names => ({ it: it.trim(), en: en.trim() });

function NewTree({ onClose }: { readonly onClose: () => void }) {
  const texts = useTerritoryTexts().trees;
  const today = serverToday();
  const [name, setName] = useState<Names>({ it: '', en: '' });
  const [rootCode, setRootCode] = useState('');
  // The first of the month: what is moved into place today stands there from today.
  const [from, setFrom] = useState<string | null>(`${today.slice(0, 8)}01`);
  const create = useWrite(createTree, {
    refreshes,
    onDone: () => {
      showToast({ text: texts.created });
      onClose();
    },
  });
  return (
    <div className={classes.form}>
      <NameFields name={name} onChange={setName} />
      <TextInput label={texts.rootCode} value={rootCode} onChange={setRootCode} maxLength={40} required />
      <DateField label={texts.from} hint={texts.fromHint} value={from} onChange={setFrom} today={today} />
      {create.error !== null && <Problem problem={create.error} compact />}
      <div className={classes.actions}>
        <Button kind="primary" busy={create.isPending} disabled={!written(name) || rootCode.trim() === '' || from === null} onClick={() => create.mutate({ body: { name: trimmed(name), rootCode: rootCode.trim(), from: from ?? today } })}>
          {texts.create}
        </Button>
      </div>
    </div>
  );
}

function TreeForm({ tree }: { readonly tree: TreeListed }) {
  const all = useTerritoryTexts();
  const texts = all.trees;
  const format = useFormat();
  const language = useLanguage();
  const today = serverToday();
  const [name, setName] = useState<Names>(tree.name);
  const [on, setOn] = useState<string | null>(tree.to ?? today);
  const [asking, setAsking] = useState(false);
  const { places } = usePlaces(tree.key, on ?? today);
  const rename = useWrite(renameTree, { refreshes, onDone: () => showToast({ text: texts.saved }) });
  const close = useWrite(closeTree, { refreshes, onDone: (_, request) => showToast({ text: request.body.on === null ? texts.reopened : texts.done }) });
  const params = { tree: tree.key };
  const areas = [...places.nodes.values()].filter(({ kind }) => kind === 'area').length;
  const dealers = [...places.nodes.values()].filter(({ kind }) => kind === 'dealer').length;
  const open = <p className={classes.small}><Link to="/territory" search={{ tree: tree.key }}>{texts.view}</Link></p>;
  if (!tree.mayChange) return <>{tree.key === 'sales' && <p className={classes.small}>{texts.organisation}</p>}{open}</>;
  return (
    <div className={classes.form}>
      {open}
      <NameFields name={name} onChange={setName} />
      {rename.error !== null && <Problem problem={rename.error} compact />}
      <div className={classes.actions}>
        <Button kind="primary" busy={rename.isPending} disabled={!written(name) || (name.it === tree.name.it && name.en === tree.name.en)} onClick={() => rename.mutate({ params, body: { name: trimmed(name) } })}>{texts.save}</Button>
      </div>
      <h3 className={classes.heading}>{texts.closeTitle}</h3>
      <DateField label={texts.closeOn} value={on} onChange={setOn} today={today} />
      {close.error !== null && <Problem problem={close.error} compact />}
      <div className={classes.actions}>
        {tree.to !== null && <Button busy={close.isPending} onClick={() => close.mutate({ params, body: { on: null } })}>{texts.reopen}</Button>}
        <Button kind="danger" busy={close.isPending} disabled={on === null || on === tree.to} onClick={() => setAsking(true)}>{texts.close}</Button>
      </div>
      <ConfirmConsequence
        opened={asking}
        onClose={() => setAsking(false)}
        title={texts.close}
        consequence={texts.closeWhat(tree.name[language], format.date(on ?? today), areas, all.dealers(dealers))}
        confirmLabel={texts.close}
        danger
        onConfirm={() => {
          setAsking(false);
          close.mutate({ params, body: { on } });
        }}
      />
    </div>
  );
}

/** The trees of the house: made, renamed, closed from a day. */
export function TreesPage() {
  const texts = useTerritoryTexts().trees;
  const language = useLanguage();
  const format = useFormat();
  const rowHeight = useRowHeight();
  const today = serverToday();
  const { data, error, refetch } = useQueryOf(listTrees);
  const [opened, setOpened] = useState<string>();
  const [creating, setCreating] = useState(false);
  const tree = data?.items.find(({ key }) => key === opened);
  const mayCreate = useMay()('territory.tree.write') && data?.items.some(({ mayChange }) => mayChange) === true;
  const columns = useMemo<readonly DataColumn<TreeListed>[]>(
    () => [
      { id: 'name', header: texts.name, width: '2fr', onCard: 'title', cell: (row) => row.name[language] },
      { id: 'state', header: texts.state, width: 140, onCard: 'aside', cell: (row) => <ToneBadge tone={tones[stateOf(row, today)]} label={texts[stateOf(row, today)]} /> },
      { id: 'from', header: texts.from, width: 120, cell: (row) => <span className="figures">{format.date(row.from)}</span> },
      { id: 'to', header: texts.to, width: 120, cell: (row) => <span className="figures">{row.to === null ? '–' : format.date(row.to)}</span> },
    ],
    [texts, language, format, today],
  );
  return (
    <Page title={texts.title} actions={mayCreate && <Button kind="primary" icon="plus" onClick={() => setCreating(true)}>{texts.create}</Button>}>
      <DataTable
        label={texts.title}
        columns={columns}
        rows={data?.items}
        rowKey={(row) => row.key}
        problem={error ?? undefined}
        onRetry={() => void refetch()}
        onOpen={(row) => setOpened(row.key)}
        rowHeight={rowHeight}
        empty={<EmptyState title={texts.emptyTitle} why={texts.emptyWhy} />}
      />
      <SidePanel opened={creating} onClose={() => setCreating(false)} title={texts.create}>
        {creating && <NewTree onClose={() => setCreating(false)} />}
      </SidePanel>
      <SidePanel opened={tree !== undefined} onClose={() => setOpened(undefined)} title={tree?.name[language] ?? ''}>
        {tree !== undefined && <TreeForm key={tree.key} tree={tree} />}
      </SidePanel>
    </Page>
  );
}
