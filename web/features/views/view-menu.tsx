/** Saved views of the list: choose one, save what is on screen, rename, share, open the list with it. */
import { useState } from 'react';
import type { SavedView, ViewList } from '#identity/api';
import { useWrite } from '../../request/index.ts';
import { ActionMenu, Button, SegmentedButtons, showToast, SidePanel, TextInput, type ActionMenuItem } from '../../ui/index.ts';
import { useViewTexts } from './use-view-texts.ts';
import classes from './view-menu.module.css';
import { addView, changeView, openWithView, removeView } from './view-endpoints.ts';

interface ViewMenuProps {
  readonly list: ViewList;
  readonly views: readonly SavedView[];
  /** View that the address names. */
  readonly viewId: string | undefined;
  /** What a view would keep of the address. */
  readonly query: Readonly<Record<string, string>>;
  /** The list has moved away from what a view keeps. */
  readonly differs: (kept: Readonly<Record<string, string>>) => boolean;
  /** Name of the list without a view. */
  readonly allLabel: string;
  readonly onOpen: (view: SavedView | undefined) => void;
}

const refreshes = ['/api/identity/views'];
type Draft = { readonly id: string | undefined; readonly name: string; readonly shared: boolean };

export function ViewMenu({ list, views, viewId, query, differs, allLabel, onOpen }: ViewMenuProps) {
  const texts = useViewTexts();
  const [draft, setDraft] = useState<Draft>();
  const current = views.find((view) => view.id === viewId);
  const saved = (view: SavedView): void => {
    setDraft(undefined);
    showToast({ text: texts.saved(view.name) });
    onOpen(view);
  };
  const add = useWrite(addView, { refreshes, onDone: saved });
  const change = useWrite(changeView, { refreshes, onDone: saved });
  const remove = useWrite(removeView, { refreshes });
  const opens = useWrite(openWithView, { refreshes });

  const line = (view: SavedView, group: string | undefined): ActionMenuItem => ({
    key: view.id,
    label: view.name,
    detail: view.own ? undefined : texts.by(view.ownerName ?? ''),
    checked: view.id === viewId,
    onRun: () => onOpen(view),
    ...(group === undefined ? {} : { group }),
  });
  const own = views.filter((view) => view.own);
  const lent = views.filter((view) => !view.own);
  const items: ActionMenuItem[] = [
    { key: 'all', label: allLabel, checked: current === undefined, onRun: () => onOpen(undefined) },
    ...own.map((view, index) => line(view, index === 0 ? texts.mine : undefined)),
    ...lent.map((view, index) => line(view, index === 0 ? texts.shared : undefined)),
    { key: 'save', label: texts.saveAs, icon: 'plus', group: '', onRun: () => setDraft({ id: undefined, name: '', shared: false }) },
  ];
  if (current !== undefined) {
    const { id, name, shared, opensList } = current;
    if (current.own && differs(current.query)) items.push({ key: 'update', label: texts.update, onRun: () => change.mutate({ params: { id }, body: { name, shared, query } }) });
    items.push({ key: 'opens', label: opensList ? texts.opensNot : texts.opens, onRun: () => opens.mutate({ params: { list }, body: { viewId: opensList ? null : id } }) });
    if (current.own) {
      items.push({ key: 'rename', label: texts.rename, onRun: () => setDraft({ id, name, shared }) });
      items.push({
        key: 'remove', label: texts.remove, danger: true,
        onRun: () => remove.mutate({ params: { id } }, { onSuccess: () => { showToast({ text: texts.removed(name) }); onOpen(undefined); } }),
      });
    }
  }
  const title = current === undefined ? texts.views : differs(current.query) ? texts.changed(current.name) : current.name;
  const problem = add.error ?? change.error;
  const save = (): void => {
    if (draft === undefined || draft.name.trim() === '' || add.isPending || change.isPending) return;
    const { id, name, shared } = draft;
    if (id === undefined) add.mutate({ body: { list, name, shared, query } });
    else change.mutate({ params: { id }, body: { name, shared, query: current?.query ?? query } });
  };
  return (
    <>
      <ActionMenu trigger={<Button icon="chevronDown">{title}</Button>} items={items} width={260} align="start" />
      <SidePanel
        opened={draft !== undefined}
        onClose={() => setDraft(undefined)}
        title={draft?.id === undefined ? texts.saveAs : texts.rename}
        width={400}
        footer={<Button kind="primary" size="field" busy={add.isPending || change.isPending} disabled={draft === undefined || draft.name.trim() === ''} onClick={save}>{texts.save}</Button>}
      >
        {draft !== undefined && (
          <form
            className={classes.fields}
            onSubmit={(event) => {
              event.preventDefault();
              save();
            }}
          >
            <TextInput label={texts.name} value={draft.name} onChange={(name) => setDraft({ ...draft, name })} maxLength={60} startHere error={problem?.detail} />
            <SegmentedButtons
              label={texts.share}
              options={[{ value: 'own', label: texts.own }, { value: 'lent', label: texts.lent }]}
              value={draft.shared ? 'lent' : 'own'}
              onChange={(value) => setDraft({ ...draft, shared: value === 'lent' })}
            />
          </form>
        )}
      </SidePanel>
    </>
  );
}
