import { describe, expect, test } from 'vitest';
import { buildTree, matchingNodes, nodesAbove, stepFor, visibleRows, type OrganisationNode } from './organisation-tree.ts';

function node(id: number, parentId: number | null, name: string, city: string | null = null): OrganisationNode {
  return { id, parentId, kind: 'dealer', code: `N${id}`, name, city, province: null, validFrom: '2026-01-01', validTo: null, people: 0, peopleBelow: 0 };
}

/** Casa: Nord (Torino, Milano), Sud (Napoli). */
const tree = buildTree([node(1, null, 'Casa'), node(2, 1, 'Nord'), node(3, 1, 'Sud'), node(4, 2, 'Auto Uno', 'Torino'), node(5, 2, 'Auto Due', 'Milano'), node(6, 3, 'Auto Tre', 'Forlì')]);
const names = (rows: ReturnType<typeof visibleRows>): string[] => rows.map((row) => `${' '.repeat(row.level - 1)}${row.node.name}`);

describe('what is visible', () => {
  test('only what stands open', () => {
    expect(names(visibleRows(tree, new Set([1])))).toEqual(['Casa', ' Nord', ' Sud']);
    expect(names(visibleRows(tree, new Set([1, 3])))).toEqual(['Casa', ' Nord', ' Sud', '  Auto Tre']);
  });

  test('a row knows its place among its siblings, and a leaf is neither open nor closed', () => {
    const [, nord, , leaf] = visibleRows(tree, new Set([1, 3]));
    expect(nord).toMatchObject({ level: 2, place: 1, siblings: 2, expanded: false });
    expect(leaf).toMatchObject({ level: 3, place: 1, siblings: 1, expanded: undefined });
  });

  test('a search opens the way to its matches, whatever the accents', () => {
    expect(names(visibleRows(tree, new Set(), matchingNodes(tree, 'FORLI auto')))).toEqual(['Casa', ' Sud', '  Auto Tre']);
    expect(matchingNodes(tree, '  ')).toBeUndefined();
    expect(visibleRows(tree, new Set([1]), matchingNodes(tree, 'nessuno'))).toEqual([]);
  });

  test('a node whose parent is out of sight stands as a root', () => {
    expect(buildTree([node(8, 7, 'Solo')]).roots).toEqual([8]);
  });

  test('the way up, the nearest first', () => {
    expect(nodesAbove(tree, 5).map((above) => above.name)).toEqual(['Nord', 'Casa']);
  });
});

describe('keys', () => {
  const rows = visibleRows(tree, new Set([1, 2]));
  test.each([
    ['down goes to the next row', 'ArrowDown', 1, { go: 2 }],
    ['down at the end stays', 'ArrowDown', 3, { go: 3 }],
    ['up goes to the row before', 'ArrowUp', 4, { go: 2 }],
    ['right opens what is closed', 'ArrowRight', 3, { open: 3 }],
    ['right enters what is open', 'ArrowRight', 2, { go: 4 }],
    ['right on a leaf does nothing', 'ArrowRight', 4, {}],
    ['left closes what is open', 'ArrowLeft', 2, { close: 2 }],
    ['left on a leaf goes to its parent', 'ArrowLeft', 5, { go: 2 }],
    ['left on a closed row goes to its parent', 'ArrowLeft', 3, { go: 1 }],
    ['home goes to the top', 'Home', 5, { go: 1 }],
    ['end goes to the bottom', 'End', 1, { go: 3 }],
    ['a letter is nobody’s business here', 'x', 1, undefined],
  ])('%s', (_, key, from, step) => {
    expect(stepFor(key, rows, from)).toEqual(step);
  });
});
