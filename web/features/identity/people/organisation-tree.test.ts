import { expect, test } from 'vitest';
import { buildTree, rowsInView } from '../../../ui/index.ts';
import { matchingNodes, type OrganisationNode } from './organisation-tree.ts';

function node(id: number, parentId: number | null, name: string, city: string | null = null): OrganisationNode {
  return { id, parentId, kind: 'dealer', code: `N${id}`, name, city, province: null, validFrom: '2026-01-01', validTo: null, people: 0, peopleBelow: 0 };
}

/** Casa: Nord (Torino, Milano), Sud (Forlì). */
const tree = buildTree([node(1, null, 'Casa'), node(2, 1, 'Nord'), node(3, 1, 'Sud'), node(4, 2, 'Auto Uno', 'Torino'), node(5, 2, 'Auto Due', 'Milano'), node(6, 3, 'Auto Tre', 'Forlì')]);
const found = (text: string): string[] => rowsInView(tree, new Set(), matchingNodes(tree, text)).map((row) => row.node.name);

test('a node is found by name, code and town, with the way to it', () => {
  expect(found('FORLI auto')).toEqual(['Casa', 'Sud', 'Auto Tre']);
  expect(found('n5')).toEqual(['Casa', 'Nord', 'Auto Due']);
  expect(found('nord')).toEqual(['Casa', 'Nord']);
  expect(matchingNodes(tree, '  ')).toBeUndefined();
});
