/** A tree as rows: what is in view, what a search leaves, where a key leads. Pure. */

export interface TreeItem {
  readonly id: number;
  readonly parentId: number | null;
  readonly name: string;
}

export interface Tree<T extends TreeItem> {
  readonly nodes: ReadonlyMap<number, T>;
  /** Nodes without a visible parent. */
  readonly roots: readonly number[];
  readonly children: ReadonlyMap<number, readonly number[]>;
}

export interface TreeRow<T extends TreeItem> {
  readonly node: T;
  /** 1 for a root. */
  readonly level: number;
  readonly place: number;
  readonly siblings: number;
  /** Undefined for a leaf. */
  readonly expanded: boolean | undefined;
}

/** Builds the tree from nodes in any order. A node whose parent is out of sight stands as a root. */
export function buildTree<T extends TreeItem>(items: readonly T[]): Tree<T> {
  const nodes = new Map(items.map((node) => [node.id, node]));
  const children = new Map<number, number[]>();
  const roots: number[] = [];
  for (const { id, parentId } of items) {
    if (parentId === null || !nodes.has(parentId)) roots.push(id);
    else {
      const siblings = children.get(parentId);
      if (siblings === undefined) children.set(parentId, [id]);
      else siblings.push(id);
    }
  }
  return { nodes, roots, children };
}

/** Nodes above one, the nearest first. */
export function nodesAbove<T extends TreeItem>(tree: Tree<T>, id: number): T[] {
  const above: T[] = [];
  // A limit, because a tree that came from outside might run in a ring.
  for (let at = tree.nodes.get(tree.nodes.get(id)?.parentId ?? 0); at !== undefined && above.length < 64; at = tree.nodes.get(at.parentId ?? 0)) above.push(at);
  return above;
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether a text holds every word of another, accents and capitals apart. */
export function saysAll(said: string, words: string): boolean {
  const told = plain(said);
  return plain(words).split(/\s+/).filter((word) => word !== '').every((word) => told.includes(word));
}

export interface TreeMatches {
  readonly shown: ReadonlySet<number>;
  /** What leads to a match stands open. */
  readonly open: ReadonlySet<number>;
}

/** What a search leaves in sight: matches with all that stands above them, and below them where asked; undefined for no words. */
export function matchesIn<T extends TreeItem>(tree: Tree<T>, words: string, saidOf: (node: T) => string, withBelow: boolean): TreeMatches | undefined {
  if (words.trim() === '') return undefined;
  const shown = new Set<number>();
  const open = new Set<number>();
  const show = (id: number): void => {
    shown.add(id);
    if (withBelow) tree.children.get(id)?.forEach(show);
  };
  for (const node of tree.nodes.values()) {
    if (!saysAll(saidOf(node), words)) continue;
    show(node.id);
    for (const { id } of nodesAbove(tree, node.id)) {
      shown.add(id);
      open.add(id);
    }
  }
  return { shown, open };
}

/** Rows in view, top to bottom. */
export function rowsInView<T extends TreeItem>(tree: Tree<T>, expanded: ReadonlySet<number>, matches?: TreeMatches): TreeRow<T>[] {
  const rows: TreeRow<T>[] = [];
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

/** What a key asks for; an empty step is a key of the tree that has nothing to do here. */
interface TreeStep {
  /** Node to go to. */
  readonly go?: number;
  readonly open?: number;
  readonly close?: number;
  readonly choose?: number;
}

/** Keys beyond walking: space chooses a row, a letter goes to the next name that begins with it. */
interface TreeKeys {
  readonly choose?: boolean;
  readonly letters?: boolean;
}

/** What a key means on a row (WAI-ARIA tree view): arrows walk, right opens or enters, left closes or leaves. */
export function stepIn<T extends TreeItem>(key: string, rows: readonly TreeRow<T>[], current: number | undefined, keys: TreeKeys = {}): TreeStep | undefined {
  const at = rows.findIndex((row) => row.node.id === current);
  const row = rows[at];
  const goTo = (target: TreeRow<T> | undefined): TreeStep => (target === undefined ? {} : { go: target.node.id });
  if (key === 'Home') return goTo(rows[0]);
  if (key === 'End') return goTo(rows.at(-1));
  if (key === 'ArrowDown') return goTo(rows[Math.min(at + 1, rows.length - 1)]);
  if (key === 'ArrowUp') return goTo(rows[Math.max(at - 1, 0)]);
  if (row === undefined) return undefined;
  if (key === ' ' && keys.choose === true) return { choose: row.node.id };
  if (key === 'ArrowRight') return row.expanded === undefined ? {} : row.expanded ? goTo(rows[at + 1]) : { open: row.node.id };
  if (key === 'ArrowLeft') return row.expanded === true ? { close: row.node.id } : goTo(rows.slice(0, at).findLast((above) => above.level < row.level));
  if (keys.letters === true && /^\p{L}$/u.test(key)) return goTo([...rows.slice(at + 1), ...rows.slice(0, at + 1)].find((each) => plain(each.node.name).startsWith(plain(key))));
  return undefined;
}
