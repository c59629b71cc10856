/** The organisation as a tree: what is visible, and where a key leads. Pure. */
import type { z } from 'zod';
import type { organisationNode } from '#identity/api';

export type OrganisationNode = z.infer<typeof organisationNode>;

export interface OrganisationTree {
  readonly nodes: ReadonlyMap<number, OrganisationNode>;
  /** Nodes without a visible parent. */
  readonly roots: readonly number[];
  readonly children: ReadonlyMap<number, readonly number[]>;
}

export interface TreeRow {
  readonly node: OrganisationNode;
  /** 1 for a root. */
  readonly level: number;
  readonly place: number;
  readonly siblings: number;
  /** Undefined for a leaf. */
  readonly expanded: boolean | undefined;
}

/** Builds the tree from nodes in any order. A node whose parent is out of sight stands as a root. */
export function buildTree(items: readonly OrganisationNode[]): OrganisationTree {
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
export function nodesAbove(tree: OrganisationTree, id: number): OrganisationNode[] {
  const above: OrganisationNode[] = [];
  for (let parent = tree.nodes.get(id)?.parentId ?? null; parent !== null; ) {
    const node = tree.nodes.get(parent);
    if (node === undefined) break;
    above.push(node);
    parent = node.parentId;
  }
  return above;
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Nodes whose name, code or town hold every word, with all that stand above them; undefined for no words. */
export function matchingNodes(tree: OrganisationTree, text: string): ReadonlySet<number> | undefined {
  const words = plain(text).split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return undefined;
  const shown = new Set<number>();
  for (const node of tree.nodes.values()) {
    const said = plain(`${node.name} ${node.code} ${node.city ?? ''} ${node.province ?? ''}`);
    if (!words.every((word) => said.includes(word))) continue;
    shown.add(node.id);
    for (const above of nodesAbove(tree, node.id)) shown.add(above.id);
  }
  return shown;
}

/** Rows in view, top to bottom. While searching, everything that leads to a match stands open. */
export function visibleRows(tree: OrganisationTree, expanded: ReadonlySet<number>, shown?: ReadonlySet<number>): TreeRow[] {
  const rows: TreeRow[] = [];
  const add = (ids: readonly number[], level: number): void => {
    const here = shown === undefined ? ids : ids.filter((id) => shown.has(id));
    here.forEach((id, index) => {
      const node = tree.nodes.get(id);
      if (node === undefined) return;
      const below = (tree.children.get(id) ?? []).filter((child) => shown === undefined || shown.has(child));
      const open = shown !== undefined || expanded.has(id);
      rows.push({ node, level, place: index + 1, siblings: here.length, expanded: below.length === 0 ? undefined : open });
      if (open) add(below, level + 1);
    });
  };
  add(tree.roots, 1);
  return rows;
}

export interface Step {
  /** Node to go to. */
  readonly go?: number;
  readonly open?: number;
  readonly close?: number;
}

/** What a key means on a row (WAI-ARIA tree view): arrows walk, right opens or enters, left closes or leaves. */
export function stepFor(key: string, rows: readonly TreeRow[], current: number | undefined): Step | undefined {
  const at = rows.findIndex((row) => row.node.id === current);
  const row = rows[at];
  const goTo = (target: TreeRow | undefined): Step => (target === undefined ? {} : { go: target.node.id });
  if (key === 'Home') return goTo(rows[0]);
  if (key === 'End') return goTo(rows.at(-1));
  if (key === 'ArrowDown') return goTo(rows[Math.min(at + 1, rows.length - 1)]);
  if (key === 'ArrowUp') return goTo(rows[Math.max(at - 1, 0)]);
  if (row === undefined) return undefined;
  if (key === 'ArrowRight') return row.expanded === undefined ? {} : row.expanded ? goTo(rows[at + 1]) : { open: row.node.id };
  if (key === 'ArrowLeft') {
    if (row.expanded === true) return { close: row.node.id };
    return goTo(rows.slice(0, at).findLast((above) => above.level < row.level));
  }
  return undefined;
}
