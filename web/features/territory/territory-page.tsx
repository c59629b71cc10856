import { useState } from 'react';
import type { TreeKey, TreeNode } from '#territory/api';
import { addressOf, serverToday, useMay, useQueryOf } from '../../request/index.ts';
import { numberIn, textIn, usePageSearch, type RawSearch } from '../../shells/page-search.ts';
import { ActionMenu, Button, FilterBar, Page, SegmentedButtons, SidePanel, useFormat, useIsPhone, useLanguage } from '../../ui/index.ts';
import { CloseArea, RenameArea, ReopenArea } from './area-changes.tsx';
import { DayChoice } from './day-choice.tsx';
import { dayIn } from './day-in.ts';
import { exportTree, listTrees } from './endpoints.ts';
import { MovePanel } from './move-panel.tsx';
import { NewArea } from './new-area.tsx';
import { NodeDetail } from './node-detail.tsx';
import classes from './territory.module.css';
import { TreePane, usePlaces } from './tree-pane.tsx';
import { useTerritoryTexts } from './use-territory-texts.ts';

const fallbackDay = '2020-01-01';
const none: ReadonlySet<number> = new Set();
const readSearch = (raw: RawSearch) => ({
  tree: textIn(raw, 'tree'), beside: textIn(raw, 'beside'), on: dayIn(raw, 'on'), node: numberIn(raw, 'node'), search: textIn(raw, 'search'),
});

/** The dated trees: on any day, one beside another; nodes are moved from here. */
export function TerritoryPage() {
  const texts = useTerritoryTexts();
  const language = useLanguage();
  const format = useFormat();
  const phone = useIsPhone();
  const may = useMay();
  const today = serverToday();
  const [{ tree: key = 'sales', beside, on: day = today, node: at, search }, change] = usePageSearch(readSearch);
  const names = useQueryOf(listTrees, undefined, { staleTimeMs: 600_000 });
  const main = usePlaces(key, day);
  const other = usePlaces(beside ?? 'credit', day, beside !== undefined);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(none);
  const [moving, setMoving] = useState<readonly number[]>([]);
  const [part, setPart] = useState<TreeNode>();
  const [changing, setChanging] = useState<'add' | 'rename' | 'close' | 'reopen'>();

  const nameOf = (tree: TreeKey): string => names.data?.items.find((one) => one.key === tree)?.name[language] ?? tree;
  const standing = names.data?.items.filter(({ key: one, from, to }) => one === key || (from <= day && (to === null || to > day))) ?? [];
  const options = standing.map((tree) => ({ value: tree.key, label: tree.name[language] }));
  const node = at === undefined ? undefined : (main.places.nodes.get(at) ?? other.places.nodes.get(at));
  const inOther = node !== undefined && !main.places.nodes.has(node.id);
  const nodeTree = inOther && beside !== undefined ? beside : key;
  const above = node === undefined ? undefined : (inOther ? other : main).places.nodes.get(node.parentId ?? 0);
  const choose = (id: number): void => {
    if (main.places.nodes.get(id)?.mayMove !== true) return;
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const said = day === today ? texts.asOfToday : day < today ? texts.asWas(format.date(day)) : texts.asWillBe(format.date(day));
  const get = (kind: 'csv' | 'xlsx'): void => window.location.assign(addressOf(exportTree, { params: { tree: key }, query: { on: day, format: kind, language } }));
  const mayChange = node?.kind === 'area' && names.data?.items.find((one) => one.key === nodeTree)?.mayMove === true;
  const stopChanging = (): void => setChanging(undefined);

  const stopMoving = (): void => {
    setMoving([]);
    setPart(undefined);
  };
  const go = (id: number | undefined): void => {
    stopChanging();
    change({ node: id });
  };

  const detail = node !== undefined && (
    <NodeDetail
      key={node.id}
      node={node}
      above={above}
      tree={nodeTree}
      day={day}
      onMovePart={may('territory.tree.write') && key === 'sales' ? setPart : undefined}
      actions={
        <>
          <div className={classes.actions}>
            {node.mayMove && !inOther && <Button onClick={() => setMoving([node.id])}>{texts.detail.move}</Button>}
            {mayChange && changing === undefined && <Button icon="plus" onClick={() => setChanging('add')}>{texts.detail.addArea}</Button>}
            {mayChange && changing === undefined && <Button onClick={() => setChanging('rename')}>{texts.area.rename}</Button>}
            {mayChange && node.parentId !== null && changing === undefined && <Button onClick={() => setChanging('close')}>{node.closesOn === null ? texts.area.close : texts.area.closeElse}</Button>}
            {mayChange && node.closesOn !== null && changing === undefined && <Button onClick={() => setChanging('reopen')}>{texts.area.reopen}</Button>}
          </div>
          {mayChange && changing === 'add' && <NewArea tree={nodeTree} parentId={node.id} onClose={stopChanging} />}
          {mayChange && changing === 'rename' && <RenameArea area={node} onClose={stopChanging} />}
          {mayChange && changing === 'reopen' && <ReopenArea area={node} onClose={stopChanging} />}
          {mayChange && <CloseArea opened={changing === 'close'} area={node} tree={nodeTree} places={inOther ? other.places : main.places} onClose={stopChanging} />}
        </>
      }
    />
  );
  return (
    <Page
      title={texts.title}
      subtitle={said}
      actions={
        <ActionMenu
          trigger={<Button icon="document">{texts.export}</Button>}
          items={[
            { key: 'csv', label: texts.exportCsv, detail: texts.exportWhat, onRun: () => get('csv') },
            { key: 'xlsx', label: texts.exportXlsx, detail: texts.exportWhat, onRun: () => get('xlsx') },
          ]}
        />
      }
    >
      <div className={classes.lists}>
        <FilterBar
          search={{ label: texts.search, placeholder: texts.searchHint, value: search ?? '', onChange: (text) => change({ search: text === '' ? undefined : text }) }}
          filters={[{
            id: 'tree', label: texts.tree, options, value: key,
            onChange: (chosenKey) => {
              setChosen(none);
              change({ tree: chosenKey === 'sales' ? undefined : chosenKey, node: undefined });
            },
          }]}
          count={chosen.size > 0 ? texts.chosen(chosen.size) : phone ? undefined : texts.keys}
        >
          {chosen.size > 0 && (
            <>
              <Button kind="quiet" onClick={() => setChosen(none)}>{texts.clearChosen}</Button>
              <Button kind="primary" onClick={() => setMoving([...chosen])}>{texts.detail.move}</Button>
            </>
          )}
        </FilterBar>
        <div className={classes.tools}>
          <DayChoice day={day} today={today} first={main.data?.firstDay ?? fallbackDay} onChange={(date) => change({ on: date === today ? undefined : date })} />
          {!phone && (
            <div className={classes.besideChoice}>
              {texts.beside}
              <SegmentedButtons
                label={texts.beside}
                hideLabel
                size="toolbar"
                value={beside ?? ''}
                options={[{ value: '', label: texts.besideNone }, ...options.filter(({ value }) => value !== key)]}
                onChange={(picked) => change({ beside: picked === '' ? undefined : picked })}
              />
            </div>
          )}
        </div>
        <div className={classes.split}>
          <div className={beside === undefined || phone ? undefined : classes.beside}>
            <TreePane key={key} label={nameOf(key)} answer={main} search={search ?? ''} current={at} chosen={may('territory.tree.write') ? chosen : undefined} onGo={go} onChoose={choose} />
            {beside !== undefined && !phone && <TreePane key={`beside ${beside}`} label={nameOf(beside)} answer={other} search={search ?? ''} current={at} chosen={undefined} onGo={go} onChoose={() => undefined} />}
          </div>
          {phone ? (
            <SidePanel opened={node !== undefined} onClose={() => go(undefined)} title={node?.name ?? ''}>
              <div className={classes.form}>{detail}</div>
            </SidePanel>
          ) : (
            <aside className={classes.detail}>{detail === false ? <p className={classes.small}>{texts.detail.choose}</p> : detail}</aside>
          )}
        </div>
      </div>
      {may('territory.tree.write') && (
        <MovePanel
          opened={moving.length > 0 || part !== undefined}
          treeKey={key}
          tree={main.places}
          nodes={part === undefined ? moving.flatMap((id) => main.places.nodes.get(id) ?? []) : [part]}
          onDrop={(id) => setMoving(moving.filter((one) => one !== id))}
          onClose={stopMoving}
          onMoved={(from) => {
            stopMoving();
            setChosen(none);
            change({ on: from === today ? undefined : from });
          }}
        />
      )}
    </Page>
  );
}
