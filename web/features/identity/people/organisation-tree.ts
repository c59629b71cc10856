/** Nodes of the organisation, as its tree shows and finds them. Pure. */
import type { z } from 'zod';
import type { organisationNode } from '#identity/api';
import { matchesIn, type Tree, type TreeMatches } from '../../../ui/index.ts';

export type OrganisationNode = z.infer<typeof organisationNode>;
export type OrganisationTree = Tree<OrganisationNode>;

/** Nodes whose name, code or town hold every word, with all that stand above them; undefined for no words. */
export function matchingNodes(tree: OrganisationTree, text: string): TreeMatches | undefined {
  return matchesIn(tree, text, (node) => `${node.name} ${node.code} ${node.city ?? ''} ${node.province ?? ''}`, false);
}
