/** A tree of places as rows: what is in view, how many dealers stand below, where a key leads. Pure. */
import type { TreeNode } from '#territory/api';

export interface PlaceTree {
  readonly nodes: ReadonlyMap<number, TreeNode>;
  readonly roots: readonly number[];
  readonly children: ReadonlyMap<number, readonly number[]>;
  /** Dealers at or below each node. */
  readonly dealers: ReadonlyMap<number, number>;
}

export interface PlaceRow {
  readonly node: TreeNode;
  /** 1 for a root. */
  readonly level: number;
  readonly place: number;
  readonly siblings: number;
  /** Undefined for a leaf. */
  readonly expanded: boolean | undefined;
}

/** Builds the tree from nodes in any order; one whose parent is out of sight stands as a root. */
export function buildPlaces(items: readonly TreeNode[]): PlaceTree {
  const nodes = new Map(items.map((node) => [node.id, node]));
  const children = new Map<number, number[]>();
  const roots: number[] = [];
  const dealers = new Map<number, number>();
  for (const { id, parentId } of items) {
    if (parentId === null || !nodes.has(parentId)) roots.push(id);
    else children.set(parentId, [...(children.get(parentId) ?? []), id]);
  }
  const count = (id: number): number => {
    const own = nodes.get(id)?.kind === 'dealer' ? 1 : 0;
    const all = (children.get(id) ?? []).reduce((sum, child) => sum + count(child), own);
    dealers.set(id, all);
    return all;
  };
  roots.forEach(count);
  return { nodes, roots, children, dealers };
}

/** Places above a node, the nearest first. */
export function placesAbove(tree: PlaceTree, id: number): TreeNode[] {
  const above: TreeNode[] = [];
  for (let at = tree.nodes.get(tree.nodes.get(id)?.parentId ?? 0); at !== undefined && above.length < 64; at = tree.nodes.get(at.parentId ?? 0)) above.push(at);
  return above;
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether name or code hold every word. */
export function says(node: TreeNode, text: string): boolean {
  const said = plain(`${node.name} ${node.code}`);
  return plain(text).split(/\s+/).filter((word) => word !== '').every((word) => said.includes(word));
}

export interface Matches {
  /** Matching nodes, all that stand above them and all that stand below. */
  readonly shown: ReadonlySet<number>;
  /** What leads to a match stands open. */
  readonly open: ReadonlySet<number>;
}

/** What a search leaves in sight; undefined for no words. */
export function matching(tree: PlaceTree, text: string): Matches | undefined {
  if (text.trim() === '') return undefined;
  const shown = new Set<number>();
  const open = new Set<number>();
  const addBelow = (id: number): void => {
    shown.add(id);
    tree.children.get(id)?.forEach(addBelow);
  };
  for (const node of tree.nodes.values()) {
    if (!says(node, text)) continue;
    addBelow(node.id);
    for (const above of placesAbove(tree, node.id)) {
      shown.add(above.id);
      open.add(above.id);
    }
  }
  return { shown, open };
}

/** Rows in view, top to bottom. */
export function rowsInView(tree: PlaceTree, expanded: ReadonlySet<number>, matches?: Matches): PlaceRow[] {
  const rows: PlaceRow[] = [];
  const inSight = (id: number): boolean => matches === undefined || matches.shown.has(id);
  const add = (ids: readonly number[], level: number): void => {
    const here = ids.filter(inSight);
    here.forEach((id, index) => {
      const node = tree.nodes.get(id);
      if (node === undefined) return;
      const below = (tree.children.get(id) ?? []).filter(inSight);
      const open = expanded.has(id) || matches?.open.has(id) === true;
      rows.push({ node, level, place: index + 1, siblings: here.length, expanded: below.length === 0 ? undefined : open });
      if (open) add(below, level + 1);
    });
  };
  add(tree.roots, 1);
  return rows;
}

/** What a key asks of the row it is pressed on. */
export type Step = { readonly go: number } | { readonly open: number } | { readonly close: number } | { readonly choose: number };

/** Keys of a WAI-ARIA tree view: arrows walk, right opens or enters, left closes or leaves, space chooses, a letter goes to the next name with it. */
export function stepOf(key: string, rows: readonly PlaceRow[], current: number | undefined): Step | undefined {
  const at = rows.findIndex((row) => row.node.id === current);
  const row = rows[at];
  const goTo = (target: PlaceRow | undefined): Step | undefined => (target === undefined ? undefined : { go: target.node.id });
  if (key === 'Home') return goTo(rows[0]);
  if (key === 'End') return goTo(rows.at(-1));
  if (key === 'ArrowDown') return goTo(rows[Math.min(at + 1, rows.length - 1)]);
  if (key === 'ArrowUp') return goTo(rows[Math.max(at - 1, 0)]);
  if (row === undefined) return undefined;
  if (key === ' ') return { choose: row.node.id };
  if (key === 'ArrowRight') return row.expanded === undefined ? undefined : row.expanded ? goTo(rows[at + 1]) : { open: row.node.id };
  if (key === 'ArrowLeft') return row.expanded === true ? { close: row.node.id } : goTo(rows.slice(0, at).findLast((above) => above.level < row.level));
  if (/^\p{L}$/u.test(key)) return goTo([...rows.slice(at + 1), ...rows.slice(0, at + 1)].find((each) => plain(each.node.name).startsWith(plain(key))));
  return undefined;
}
