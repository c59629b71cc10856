/** A tree of places: how many dealers stand below, what a search finds. Pure. */
import type { TreeNode } from '#territory/api';
import { buildTree, matchesIn, saysAll, type Tree, type TreeMatches } from '../../ui/index.ts';

export interface PlaceTree extends Tree<TreeNode> {
  /** Dealers at or below each node. */
  readonly dealers: ReadonlyMap<number, number>;
}

/** Builds the tree from nodes in any order; one whose parent is out of sight stands as a root. */
export function buildPlaces(items: readonly TreeNode[]): PlaceTree {
  const tree = buildTree(items);
  const dealers = new Map<number, number>();
  const count = (id: number): number => {
    const own = tree.nodes.get(id)?.kind === 'dealer' ? 1 : 0;
    const all = (tree.children.get(id) ?? []).reduce((sum, child) => sum + count(child), own);
    dealers.set(id, all);
    return all;
  };
  tree.roots.forEach(count);
  return { ...tree, dealers };
}

const said = ({ name, code }: TreeNode): string => `${name} ${code}`;

/** Whether name or code hold every word. */
export const says = (node: TreeNode, text: string): boolean => saysAll(said(node), text);

/** Matching nodes, all that stand above them and all that stand below; undefined for no words. */
export const matching = (tree: PlaceTree, text: string): TreeMatches | undefined => matchesIn(tree, text, said, true);
