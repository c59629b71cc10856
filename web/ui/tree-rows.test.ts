import { describe, expect, test } from 'vitest';
import { buildTree, matchesIn, nodesAbove, rowsInView, stepIn, type TreeItem } from './tree-rows.ts';

const node = (id: number, parentId: number | null, name: string): TreeItem => ({ id, parentId, name });

/** Casa: Nord (Àncora, Bianchi), Sud (Forlì); and one whose place is out of sight. */
const tree = buildTree([node(1, null, 'Casa'), node(2, 1, 'Nord'), node(3, 1, 'Sud'), node(4, 2, 'Àncora'), node(5, 2, 'Bianchi'), node(6, 3, 'Forlì Auto'), node(8, 99, 'Altrove')]);
const names = (open: number[], text = '', withBelow = false) =>
  rowsInView(tree, new Set(open), matchesIn(tree, text, ({ name }) => name, withBelow)).map((row) => `${' '.repeat(row.level - 1)}${row.node.name}`);

describe('what is visible', () => {
  test('only what stands open; a node whose parent is out of sight stands as a root', () => {
    expect(names([1])).toEqual(['Casa', ' Nord', ' Sud', 'Altrove']);
    expect(names([1, 3])).toEqual(['Casa', ' Nord', ' Sud', '  Forlì Auto', 'Altrove']);
    expect(tree.roots).toEqual([1, 8]);
  });

  test('a row knows its place among its siblings, and a leaf is neither open nor closed', () => {
    const [, nord, , leaf] = rowsInView(tree, new Set([1, 3]));
    expect(nord).toMatchObject({ level: 2, place: 1, siblings: 2, expanded: false });
    expect(leaf).toMatchObject({ level: 3, place: 1, siblings: 1, expanded: undefined });
  });

  test('a search opens the way to its matches, whatever the accents', () => {
    expect(names([], 'FORLI auto')).toEqual(['Casa', ' Sud', '  Forlì Auto']);
    expect(names([1], 'nessuno')).toEqual([]);
    expect(matchesIn(tree, '  ', ({ name }) => name, false)).toBeUndefined();
  });

  test('where asked, a match brings what stands below it, closed until it is opened', () => {
    expect(names([], 'nord')).toEqual(['Casa', ' Nord']);
    expect(names([2], 'nord')).toEqual(['Casa', ' Nord']);
    expect(names([], 'nord', true)).toEqual(['Casa', ' Nord']);
    expect(names([2], 'nord', true)).toEqual(['Casa', ' Nord', '  Àncora', '  Bianchi']);
  });

  test('the way up, the nearest first, also when the tree runs in a ring', () => {
    expect(nodesAbove(tree, 5).map((above) => above.name)).toEqual(['Nord', 'Casa']);
    expect(nodesAbove(buildTree([node(1, 2, 'a'), node(2, 1, 'b')]), 1)).toHaveLength(64);
  });
});

describe('keys', () => {
  const rows = rowsInView(tree, new Set([1, 2]));
  test.each([
    ['down goes to the next row', 'ArrowDown', 1, { go: 2 }],
    ['down at the end stays', 'ArrowDown', 8, { go: 8 }],
    ['up goes to the row before', 'ArrowUp', 4, { go: 2 }],
    ['right opens what is closed', 'ArrowRight', 3, { open: 3 }],
    ['right enters what is open', 'ArrowRight', 2, { go: 4 }],
    ['right on a leaf does nothing', 'ArrowRight', 4, {}],
    ['left closes what is open', 'ArrowLeft', 2, { close: 2 }],
    ['left on a leaf goes to its parent', 'ArrowLeft', 5, { go: 2 }],
    ['left on a closed row goes to its parent', 'ArrowLeft', 3, { go: 1 }],
    ['home goes to the top', 'Home', 5, { go: 1 }],
    ['end goes to the bottom', 'End', 1, { go: 8 }],
    ['a letter is nobody’s business unless wanted', 's', 1, undefined],
    ['nor is space', ' ', 1, undefined],
  ])('%s', (_, key, from, step) => {
    expect(stepIn(key, rows, from)).toEqual(step);
  });

  test('where wanted, space chooses and a letter goes to the next name with it, accents apart', () => {
    expect(stepIn(' ', rows, 3, { choose: true })).toEqual({ choose: 3 });
    expect(stepIn('s', rows, 1, { letters: true })).toEqual({ go: 3 });
    expect(stepIn('a', rows, 1, { letters: true })).toEqual({ go: 4 });
    expect(stepIn('a', rows, 4, { letters: true })).toEqual({ go: 8 });
    expect(stepIn('z', rows, 1, { letters: true })).toEqual({});
  });
});
