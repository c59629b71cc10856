import { useState } from 'react';
import { buildTree, Panel, rowsInView, TreeName, TreeView } from '../ui/index.ts';
import classes from './gallery.module.css';
import { sampleTree } from './sample-data.ts';
import { useGalleryTexts } from './use-gallery-texts.ts';

const tree = buildTree(sampleTree);

/** The tree view: arrows, a letter, space to tick. */
export function TreeSection() {
  const { tree: texts } = useGalleryTexts();
  const [current, setCurrent] = useState<number>();
  const [expanded, setExpanded] = useState<ReadonlySet<number>>(new Set(tree.roots));
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const change = (set: ReadonlySet<number>, id: number, on: boolean): ReadonlySet<number> => new Set(on ? [...set, id] : [...set].filter((one) => one !== id));
  const rows = rowsInView(tree, expanded);
  return (
    <Panel title={texts.title}>
      <p className={classes.about}>{texts.about}</p>
      <TreeView
        label={texts.label}
        rows={rows}
        current={current ?? rows[0]?.node.id}
        rowHeight={36}
        height="260px"
        letters
        onGo={setCurrent}
        onToggle={(id, open) => setExpanded(change(expanded, id, open))}
        choice={{ chosen, may: ({ parentId }) => parentId !== null, onChoose: (id) => setChosen(change(chosen, id, !chosen.has(id))) }}
        renderRow={({ node }) => <TreeName>{node.name}</TreeName>}
      />
      <output className={classes.value}>{texts.chosen(chosen.size)}</output>
    </Panel>
  );
}
