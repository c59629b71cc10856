import type { TreeNode } from '#territory/api';
import { TreeCount, TreeName, TreeView, useFormat, type TreeRow, type TreeViewProps } from '../../ui/index.ts';
import classes from './territory.module.css';
import type { PlaceTree } from './tree-rows.ts';
import { useTerritoryTexts } from './use-territory-texts.ts';

interface TreeListProps extends Pick<TreeViewProps<TreeNode>, 'label' | 'rows' | 'current' | 'rowHeight' | 'onGo' | 'onToggle'> {
  readonly tree: PlaceTree;
  /** Nodes ticked to be moved together; undefined where none can be. */
  readonly chosen: ReadonlySet<number> | undefined;
  readonly onChoose: (id: number) => void;
}

function RowWords({ node, tree }: { readonly node: TreeNode; readonly tree: PlaceTree }) {
  const texts = useTerritoryTexts();
  const format = useFormat();
  const dealers = tree.dealers.get(node.id) ?? 0;
  return (
    <>
      <TreeName>{node.name}</TreeName>
      <span className={classes.code}>{node.code}</span>
      {node.people.length > 0 && <span className={classes.incharge}>{node.people.join(', ')}</span>}
      {node.kind === 'area' && node.parentId !== null && node.people.length === 0 && dealers > 0 && <span className={classes.uncovered}>{texts.uncovered}</span>}
      {node.nextMoveOn !== null && <span className={classes.next}>{texts.movesOn(format.date(node.nextMoveOn))}</span>}
      {node.kind !== 'dealer' && (
        <TreeCount title={texts.dealers(dealers)}>
          <span aria-hidden="true">{format.integer(dealers)}</span>
          <span className="visually-hidden">{texts.dealers(dealers)}</span>
        </TreeCount>
      )}
    </>
  );
}

/** A tree of places: space ticks what is to be moved, a letter goes to the next name with it. */
export function TreeList({ tree, chosen, onChoose, ...view }: TreeListProps) {
  return (
    <TreeView
      {...view}
      letters
      height="var(--tree-height)"
      choice={chosen === undefined ? undefined : { chosen, may: (node) => node.mayMove, onChoose }}
      renderRow={({ node }: TreeRow<TreeNode>) => <RowWords node={node} tree={tree} />}
    />
  );
}
