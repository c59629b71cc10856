import { useState } from 'react';
import type { TreeKey, TreeNode } from '#territory/api';
import { call, serverToday, useReading, useWrite, type ProblemError } from '../../request/index.ts';
import { Button, DateField, IconButton, LoadingRows, Problem, RecordPicker, showToast, SidePanel, TextInput, useFormat } from '../../ui/index.ts';
import { previewMoves, recordMoves, treeOnDay } from './endpoints.ts';
import { MoveEffect } from './move-effect.tsx';
import classes from './territory.module.css';
import { says, type PlaceTree } from './tree-rows.ts';
import { useTerritoryTexts } from './use-territory-texts.ts';

interface MovePanelProps {
  readonly treeKey: TreeKey;
  readonly tree: PlaceTree;
  readonly nodes: readonly TreeNode[];
  readonly onDrop: (id: number) => void;
  readonly onClose: () => void;
  readonly onMoved: (day: string) => void;
}

const mostFound = 20;
const dealersOpened = 4;

/** Places that may take what moves: above the dealers for a dealer or an area; for a branch the dealers; for a seller their branches too. */
async function findTargets(tree: PlaceTree, moved: readonly TreeNode[], text: string, signal: AbortSignal): Promise<readonly TreeNode[]> {
  const known = [...tree.nodes.values()].filter((node) => !moved.some(({ id }) => id === node.id));
  const parts = moved.some(({ kind }) => kind === 'branch' || kind === 'seller');
  const found = known.filter((node) => (node.kind === 'dealer') === parts && says(node, text)).slice(0, mostFound);
  if (!moved.some(({ kind }) => kind === 'seller')) return found;
  const opened = await Promise.all(found.slice(0, dealersOpened).map(async (dealer) => {
    const { items } = await call(treeOnDay, { params: { tree: 'sales' }, query: { below: dealer.id } }, { signal });
    return [dealer, ...items.filter(({ kind }) => kind === 'branch')];
  }));
  return opened.flat();
}

/** Moves one node or many to a new place from a day; the effect is shown before anything is decided. */
function MoveForm({ treeKey, tree, nodes, onDrop, onClose, onMoved }: MovePanelProps) {
  const all = useTerritoryTexts();
  const texts = all.move;
  const format = useFormat();
  const today = serverToday();
  const [to, setTo] = useState<TreeNode | null>(null);
  const [on, setOn] = useState<string | null>(today);
  const [reason, setReason] = useState('');
  const moves = nodes.map(({ id }) => ({ nodeId: id, parentId: to?.id ?? 0 }));
  const ready = to !== null && on !== null && nodes.length > 0;
  const body = { tree: treeKey, on: on ?? today, moves };
  const preview = useReading(['territory preview', body], () => call(previewMoves, { body }), ready);
  const record = useWrite(recordMoves, {
    refreshes: ['/api/territory/', '/api/identity/organisation'],
    onDone: (answer, request) => {
      showToast({ text: answer.state === 'planned' ? texts.planned(format.date(request.body.on)) : texts.done });
      onMoved(request.body.on);
    },
  });
  const act = on === null || on === today ? texts.doNow : on < today ? texts.doPast(format.date(on)) : texts.doPlan(format.date(on));
  return (
    <div className={classes.form}>
      <section aria-label={texts.what}>
        <h3 className={classes.heading}>{texts.what}</h3>
        <div className={classes.moving}>
          {nodes.map((node) => (
            <span key={node.id} className={classes.chip}>
              {node.name}
              {nodes.length > 1 && <IconButton icon="close" label={texts.drop(node.name)} onClick={() => onDrop(node.id)} />}
            </span>
          ))}
        </div>
      </section>
      <RecordPicker
        label={texts.to}
        value={to}
        onPick={setTo}
        search={(text, signal) => findTargets(tree, nodes, text, signal)}
        itemKey={(node) => String(node.id)}
        itemText={(node) => node.name}
        renderItem={(node) => `${node.name} · ${all.kinds[node.kind]} ${node.code}`}
        noneText={all.noneWhy}
        startHere
      />
      <DateField label={texts.from} hint={texts.fromHint} value={on} onChange={setOn} today={today} />
      <TextInput label={texts.reason} hint={texts.reasonHint} value={reason} onChange={setReason} maxLength={500} required />
      <section aria-label={texts.preview}>
        <h3 className={classes.heading}>{texts.preview}</h3>
        {!ready && <p className={classes.small}>{texts.choose}</p>}
        {ready && preview.data === undefined && preview.error === null && <LoadingRows label={texts.looking} rows={3} />}
        {ready && preview.error !== null && <Problem problem={preview.error satisfies ProblemError} compact lost="nothing" onRetry={() => void preview.refetch()} />}
        {ready && preview.data !== undefined && <MoveEffect preview={preview.data} tree={treeKey} />}
      </section>
      {record.error !== null && <Problem problem={record.error} compact />}
      <div className={classes.actions}>
        <Button onClick={onClose}>{texts.cancel}</Button>
        <Button kind="primary" busy={record.isPending} disabled={!ready || preview.data === undefined || reason.trim() === ''} onClick={() => record.mutate({ body: { ...body, reason: reason.trim() } })}>
          {act}
        </Button>
      </div>
    </div>
  );
}

export function MovePanel(props: MovePanelProps & { readonly opened: boolean }) {
  const texts = useTerritoryTexts().move;
  return (
    <SidePanel opened={props.opened} onClose={props.onClose} title={texts.title(props.nodes.length)} width={560}>
      {props.opened && <MoveForm {...props} />}
    </SidePanel>
  );
}
