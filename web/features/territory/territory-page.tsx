import { useState } from 'react';
import type { TreeKey } from '#territory/api';
import { addressOf, serverToday, useMay, useQueryOf } from '../../request/index.ts';
import { numberIn, textIn, usePageSearch, wordIn, type RawSearch } from '../../shells/page-search.ts';
import { ActionMenu, Button, FilterBar, Page, SegmentedButtons, SidePanel, useFormat, useIsPhone, useLanguage } from '../../ui/index.ts';
import { DayChoice } from './day-choice.tsx';
import { exportTree, listTrees } from './endpoints.ts';
import { MovePanel } from './move-panel.tsx';
import { NewArea } from './new-area.tsx';
import { NodeDetail } from './node-detail.tsx';
import classes from './territory.module.css';
import { TreePane, usePlaces } from './tree-pane.tsx';
import { useTerritoryTexts } from './use-territory-texts.ts';

const trees = ['sales', 'credit', 'collection'] as const;
const fallbackDay = '2020-01-01';
const none: ReadonlySet<number> = new Set();
const isDay = (text: string | undefined): string | undefined => (text !== undefined && /^(19|2[01])\d\d-\d\d-\d\d$/.test(text) ? text : undefined);
const readSearch = (raw: RawSearch) => ({
  tree: wordIn(raw, 'tree', trees), beside: wordIn(raw, 'beside', trees), on: isDay(textIn(raw, 'on')), node: numberIn(raw, 'node'), search: textIn(raw, 'search'),
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
  const [adding, setAdding] = useState(false);

  const nameOf = (tree: TreeKey): string => names.data?.items.find((one) => one.key === tree)?.name[language] ?? tree;
  const options = trees.map((tree) => ({ value: tree, label: nameOf(tree) }));
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
  const mayAdd = node?.kind === 'area' && names.data?.items.find((one) => one.key === nodeTree)?.mayMove === true;

  const detail = node !== undefined && (
    <NodeDetail
      key={node.id}
      node={node}
      above={above}
      tree={nodeTree}
      day={day}
      actions={
        <>
          <div className={classes.actions}>
            {node.mayMove && !inOther && <Button onClick={() => setMoving([node.id])}>{texts.detail.move}</Button>}
            {mayAdd && !adding && <Button icon="plus" onClick={() => setAdding(true)}>{texts.detail.addArea}</Button>}
          </div>
          {mayAdd && adding && <NewArea tree={nodeTree} parentId={node.id} onClose={() => setAdding(false)} />}
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
              change({ tree: trees.find((tree) => tree === chosenKey), node: undefined });
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
                onChange={(picked) => change({ beside: trees.find((tree) => tree === picked) })}
              />
            </div>
          )}
        </div>
        <div className={classes.split}>
          <div className={beside === undefined || phone ? undefined : classes.beside}>
            <TreePane key={key} label={nameOf(key)} answer={main} search={search ?? ''} current={at} chosen={may('territory.tree.write') ? chosen : undefined} onGo={(id) => change({ node: id })} onChoose={choose} />
            {beside !== undefined && !phone && <TreePane key={`beside ${beside}`} label={nameOf(beside)} answer={other} search={search ?? ''} current={at} chosen={undefined} onGo={(id) => change({ node: id })} onChoose={() => undefined} />}
          </div>
          {phone ? (
            <SidePanel opened={node !== undefined} onClose={() => change({ node: undefined })} title={node?.name ?? ''}>
              {detail}
            </SidePanel>
          ) : (
            <aside className={classes.detail}>{detail === false ? <p className={classes.small}>{texts.detail.choose}</p> : detail}</aside>
          )}
        </div>
      </div>
      {may('territory.tree.write') && (
        <MovePanel
          opened={moving.length > 0}
          treeKey={key}
          tree={main.places}
          nodes={moving.flatMap((id) => main.places.nodes.get(id) ?? [])}
          onDrop={(id) => setMoving(moving.filter((one) => one !== id))}
          onClose={() => setMoving([])}
          onMoved={(from) => {
            setMoving([]);
            setChosen(none);
            change({ on: from === today ? undefined : from });
          }}
        />
      )}
    </Page>
  );
}
