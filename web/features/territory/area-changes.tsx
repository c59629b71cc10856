import { useState } from 'react';
import type { TreeKey, TreeNode } from '#territory/api';
import { call, serverToday, useQueryOf, useReading, useWrite } from '../../request/index.ts';
import { Button, DateField, LoadingRows, Problem, RecordPicker, showToast, SidePanel, TextInput, useFormat } from '../../ui/index.ts';
import { closeArea, previewMoves, renameArea, treeOnDay } from './endpoints.ts';
import { MoveEffect } from './move-effect.tsx';
import classes from './territory.module.css';
import { says, type PlaceTree } from './tree-rows.ts';
import { useTerritoryTexts } from './use-territory-texts.ts';

const refreshes = ['/api/territory/'];
const mostFound = 20;

/** Gives an area another name. */
export function RenameArea({ area, onClose }: { readonly area: TreeNode; readonly onClose: () => void }) {
  const texts = useTerritoryTexts().area;
  const [name, setName] = useState(area.name);
  const rename = useWrite(renameArea, {
    refreshes,
    onDone: () => {
      showToast({ text: texts.renamed });
      onClose();
    },
  });
  return (
    <section className={classes.form} aria-label={texts.renameTitle}>
      <TextInput label={texts.renameTitle} value={name} onChange={setName} maxLength={200} required startHere />
      {rename.error !== null && <Problem problem={rename.error} compact />}
      <div className={classes.actions}>
        <Button onClick={onClose}>{texts.cancel}</Button>
        <Button kind="primary" busy={rename.isPending} disabled={name.trim() === '' || name.trim() === area.name} onClick={() => rename.mutate({ params: { id: area.id }, body: { name: name.trim() } })}>{texts.save}</Button>
      </div>
    </section>
  );
}

/** Opens a closed area again: what stood below it when it was closed stays where it went. */
export function ReopenArea({ area, onClose }: { readonly area: TreeNode; readonly onClose: () => void }) {
  const all = useTerritoryTexts();
  const texts = all.area;
  const [reason, setReason] = useState('');
  const reopen = useWrite(closeArea, {
    refreshes,
    onDone: () => {
      showToast({ text: texts.reopened });
      onClose();
    },
  });
  return (
    <section className={classes.form} aria-label={texts.reopenTitle(area.name)}>
      <p className={classes.small}>{texts.reopenWhy}</p>
      <TextInput label={all.move.reason} value={reason} onChange={setReason} maxLength={500} required startHere />
      {reopen.error !== null && <Problem problem={reopen.error} compact />}
      <div className={classes.actions}>
        <Button onClick={onClose}>{texts.cancel}</Button>
        <Button kind="primary" busy={reopen.isPending} disabled={reason.trim() === ''} onClick={() => reopen.mutate({ params: { id: area.id }, body: { on: null, contentsTo: null, reason: reason.trim() } })}>{texts.reopenDo}</Button>
      </div>
    </section>
  );
}

interface CloseAreaProps {
  readonly area: TreeNode;
  readonly tree: TreeKey;
  readonly places: PlaceTree;
  readonly onClose: () => void;
}

/** Closes an area from a day: what stands below it then must go somewhere, and the effect is shown before. */
function CloseForm({ area, tree, places, onClose }: CloseAreaProps) {
  const all = useTerritoryTexts();
  const texts = all.area;
  const format = useFormat();
  const today = serverToday();
  const [on, setOn] = useState<string | null>(today);
  const [to, setTo] = useState<TreeNode | null>(null);
  const [reason, setReason] = useState('');
  const day = on ?? today;
  const below = useQueryOf(treeOnDay, { params: { tree }, query: { on: day, below: area.id } }, { keepPrevious: true });
  const inside = below.data?.items ?? [];
  const contents = inside.filter(({ parentId }) => parentId === area.id);
  const body = { tree, on: day, moves: contents.map(({ id }) => ({ nodeId: id, parentId: to?.id ?? 0 })) };
  const moving = contents.length > 0;
  const preview = useReading(['territory closing', body], () => call(previewMoves, { body }), moving && to !== null);
  const close = useWrite(closeArea, {
    refreshes,
    onDone: (_, { body }) => {
      showToast({ text: texts.closedFrom(format.date(body.on ?? today)) });
      onClose();
    },
  });
  const targets = [...places.nodes.values()].filter((node) => node.kind === 'area' && node.id !== area.id && !inside.some(({ id }) => id === node.id));
  const ready = on !== null && reason.trim() !== '' && below.data !== undefined && (!moving || preview.data !== undefined);
  return (
    <div className={classes.form}>
      <DateField label={texts.closeOn} hint={texts.closeHint} value={on} onChange={setOn} today={today} />
      {below.data === undefined && below.error === null && <LoadingRows label={all.loading} rows={1} />}
      {below.error !== null && <Problem problem={below.error} compact onRetry={() => void below.refetch()} />}
      {below.data !== undefined && <p className={classes.small}>{moving ? texts.contents(contents.length) : texts.empty}</p>}
      {moving && (
        <RecordPicker
          label={all.move.to}
          value={to}
          onPick={setTo}
          search={(text) => Promise.resolve(targets.filter((node) => says(node, text)).slice(0, mostFound))}
          itemKey={(node) => String(node.id)}
          itemText={(node) => node.name}
          renderItem={(node) => `${node.name} · ${node.code}`}
          noneText={all.noneWhy}
        />
      )}
      <TextInput label={all.move.reason} hint={all.move.reasonHint} value={reason} onChange={setReason} maxLength={500} required />
      {moving && to !== null && (
        <section aria-label={all.move.preview}>
          <h3 className={classes.heading}>{all.move.preview}</h3>
          {preview.data === undefined && preview.error === null && <LoadingRows label={all.move.looking} rows={3} />}
          {preview.error !== null && <Problem problem={preview.error} compact lost="nothing" onRetry={() => void preview.refetch()} />}
          {preview.data !== undefined && <MoveEffect preview={preview.data} tree={tree} />}
        </section>
      )}
      {close.error !== null && <Problem problem={close.error} compact />}
      <div className={classes.actions}>
        <Button onClick={onClose}>{texts.cancel}</Button>
        <Button kind="danger" busy={close.isPending} disabled={!ready} onClick={() => close.mutate({ params: { id: area.id }, body: { on: day, contentsTo: moving ? (to?.id ?? null) : null, reason: reason.trim() } })}>
          {texts.doClose(format.date(day))}
        </Button>
      </div>
    </div>
  );
}

export function CloseArea(props: CloseAreaProps & { readonly opened: boolean }) {
  const texts = useTerritoryTexts().area;
  return (
    <SidePanel opened={props.opened} onClose={props.onClose} title={texts.closeTitle(props.area.name)} width={560}>
      {props.opened && <CloseForm {...props} />}
    </SidePanel>
  );
}
