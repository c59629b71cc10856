import { describe, expect, test } from 'vitest';
import type { TreeNode } from '#territory/api';
import { nodesAbove, rowsInView } from '../../ui/index.ts';
import { buildPlaces, matching } from './tree-rows.ts';

const node = (id: number, parentId: number | null, name: string, kind: TreeNode['kind'] = 'region'): TreeNode => ({ id, parentId, kind, code: `C${id}`, name, since: null, nextMoveOn: null, closesOn: null, mayMove: true, people: [] });
const tree = buildPlaces([
  node(1, null, 'Direzione', 'company'), node(2, 1, 'Nord'), node(3, 1, 'Sud'), node(4, 2, 'Àncora Auto', 'dealer'), node(5, 2, 'Bianchi Auto', 'dealer'), node(6, 99, 'Altrove', 'dealer'),
]);
const names = (expanded: number[], text = '') => rowsInView(tree, new Set(expanded), matching(tree, text)).map((row) => row.node.name);

describe('the rows of a tree', () => {
  test('show what is open; a node whose place is out of sight stands as a root', () => {
    expect(names([1])).toEqual(['Direzione', 'Nord', 'Sud', 'Altrove']);
    expect(names([1, 2])).toEqual(['Direzione', 'Nord', 'Àncora Auto', 'Bianchi Auto', 'Sud', 'Altrove']);
    expect(tree.dealers.get(1)).toBe(2);
    expect(nodesAbove(tree, 4).map(({ name }) => name)).toEqual(['Nord', 'Direzione']);
  });

  test('a search opens the way to what it finds, accents apart', () => {
    expect(names([], 'ancora')).toEqual(['Direzione', 'Nord', 'Àncora Auto']);
    expect(names([], 'nord')).toEqual(['Direzione', 'Nord']);
    expect(names([2], 'nord')).toEqual(['Direzione', 'Nord', 'Àncora Auto', 'Bianchi Auto']);
    expect(names([], 'niente')).toEqual([]);
  });
});
