/** Saved views of the list: choose one, save what is on screen, rename, share, open the list with it. */
import { useState } from 'react';
import type { SavedView } from '#identity/api';
import { useWrite } from '../../../request/index.ts';
import { ActionMenu, Button, SegmentedButtons, showToast, SidePanel, TextInput, type ActionMenuItem } from '../../../ui/index.ts';
import classes from './filter-panel.module.css';
import { addView, changeView, openWithView, removeView } from './list-endpoints.ts';
import { differsFrom, viewQueryOf, type ListSearch } from './list-search.ts';
import { useListTexts } from './use-list-texts.ts';

interface ViewMenuProps {
  readonly views: readonly SavedView[];
  readonly search: ListSearch;
  readonly onOpen: (view: SavedView | undefined) => void;
}

const refreshes = ['/api/identity/views'];
type Draft = { readonly id: string | undefined; readonly name: string; readonly shared: boolean };

export function ViewMenu({ views, search, onOpen }: ViewMenuProps) {
  const texts = useListTexts();
  const [draft, setDraft] = useState<Draft>();
  const current = views.find((view) => view.id === search.view);
  const saved = (view: SavedView): void => {
    setDraft(undefined);
    showToast({ text: texts.viewSaved(view.name) });
    onOpen(view);
  };
  const add = useWrite(addView, { refreshes, onDone: saved });
  const change = useWrite(changeView, { refreshes, onDone: saved });
  const remove = useWrite(removeView, { refreshes });
  const opens = useWrite(openWithView, { refreshes });
  const query = viewQueryOf(search);

  const line = (view: SavedView, group: string | undefined): ActionMenuItem => ({
    key: view.id,
    label: view.name,
    detail: view.own ? undefined : texts.viewBy(view.ownerName ?? ''),
    checked: view.id === search.view,
    onRun: () => onOpen(view),
    ...(group === undefined ? {} : { group }),
  });
  const own = views.filter((view) => view.own);
  const lent = views.filter((view) => !view.own);
  const items: ActionMenuItem[] = [
    { key: 'all', label: texts.viewAll, checked: current === undefined, onRun: () => onOpen(undefined) },
    ...own.map((view, index) => line(view, index === 0 ? texts.viewsMine : undefined)),
    ...lent.map((view, index) => line(view, index === 0 ? texts.viewsShared : undefined)),
    { key: 'save', label: texts.viewSave, icon: 'plus', group: '', onRun: () => setDraft({ id: undefined, name: '', shared: false }) },
  ];
  if (current !== undefined) {
    const { id, name, shared, opensList } = current;
    if (current.own && differsFrom(search, current.query)) items.push({ key: 'update', label: texts.viewUpdate, onRun: () => change.mutate({ params: { id }, body: { name, shared, query } }) });
    items.push({ key: 'opens', label: opensList ? texts.viewOpensNot : texts.viewOpens, onRun: () => opens.mutate({ params: { list: 'quotes' }, body: { viewId: opensList ? null : id } }) });
    if (current.own) {
      items.push({ key: 'rename', label: texts.viewRename, onRun: () => setDraft({ id, name, shared }) });
      items.push({
        key: 'remove', label: texts.viewRemove, danger: true,
        onRun: () => remove.mutate({ params: { id } }, { onSuccess: () => { showToast({ text: texts.viewRemoved(name) }); onOpen(undefined); } }),
      });
    }
  }
  const title = current === undefined ? texts.views : differsFrom(search, current.query) ? texts.viewChanged(current.name) : current.name;
  const problem = add.error ?? change.error;
  const save = (): void => {
    if (draft === undefined) return;
    const { id, name, shared } = draft;
    if (id === undefined) add.mutate({ body: { list: 'quotes', name, shared, query } });
    else change.mutate({ params: { id }, body: { name, shared, query: current?.query ?? query } });
  };
  return (
    <>
      <ActionMenu trigger={<Button icon="chevronDown">{title}</Button>} items={items} width={260} align="start" />
      <SidePanel
        opened={draft !== undefined}
        onClose={() => setDraft(undefined)}
        title={draft?.id === undefined ? texts.viewSave : texts.viewRename}
        width={400}
        footer={<Button kind="primary" size="field" busy={add.isPending || change.isPending} disabled={draft === undefined || draft.name.trim() === ''} onClick={save}>{texts.save}</Button>}
      >
        {draft !== undefined && (
          <div className={classes.fields}>
            <TextInput label={texts.viewName} value={draft.name} onChange={(name) => setDraft({ ...draft, name })} maxLength={60} startHere error={problem?.detail} />
            <SegmentedButtons
              label={texts.viewShare}
              options={[{ value: 'own', label: texts.viewOwn }, { value: 'lent', label: texts.viewLent }]}
              value={draft.shared ? 'lent' : 'own'}
              onChange={(value) => setDraft({ ...draft, shared: value === 'lent' })}
            />
          </div>
        )}
      </SidePanel>
    </>
  );
}
