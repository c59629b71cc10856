/** Contracts of changes to the trees themselves: a tree made, renamed, closed; an area added, renamed, closed. */
import { z } from 'zod';
import { civilDate, defineRoute, plainText } from '#platform/contract';
import { moveRefusals } from './move-contracts.ts';
import { beyondScope, placeBrief, placeId, placeIdText, treeKey } from './tree-contracts.ts';

export const addTreeNodeRoute = defineRoute({
  method: 'POST',
  path: '/api/territory/trees/:tree/nodes',
  summary: 'Adds an area to the credit or the collection tree; the organisation grows in its own place',
  access: 'territory.tree.write',
  params: z.object({ tree: treeKey }),
  body: z.strictObject({ code: plainText(40, 1), name: plainText(200, 1), parentId: placeId, validFrom: civilDate.optional() }),
  response: placeBrief,
  refusals: {
    beyond_your_scope: beyondScope,
    code_taken: { it: 'Il codice {code} è già usato in questo albero.', en: 'The code {code} is used in this tree already.' },
    tree_is_organisation: { it: 'La rete commerciale è l’organizzazione stessa: i suoi nodi si aggiungono lì.', en: 'The sales network is the organisation itself: its nodes are added there.' },
    place_not_in_force: { it: 'Il nodo {place} non è in vigore da quel giorno.', en: 'The node {place} is not in force from that day on.' },
  },
});

const treeWords = z.strictObject({ name: z.strictObject({ it: plainText(80, 2), en: plainText(80, 2) }) });
export type TreeWords = z.infer<typeof treeWords>;
const newTree = treeWords.extend({ rootCode: plainText(40, 1), from: civilDate });
export type NewTree = z.infer<typeof newTree>;
const changedTree = z.object({ key: treeKey });
const nameTaken = { it: 'C’è già un albero con questo nome.', en: 'There is a tree of this name already.' };
const notTheOrganisation = { it: 'La rete commerciale è l’organizzazione stessa: resta.', en: 'The sales network is the organisation itself: it stays.' };
const closesTooEarly = { it: 'Esiste dal {day}: si può chiudere da un giorno successivo.', en: 'It exists since {day}: it can be closed from a later day.' };
const movesPlanned = { it: 'Ci sono spostamenti pianificati per dopo quel giorno: annulla prima quelli.', en: 'Moves are planned for after that day: take them back first.' };

export const createTreeRoute = defineRoute({
  method: 'POST',
  path: '/api/territory/trees',
  summary: 'Makes a tree of the same dealers from a day; to begin with all of them stand at its root',
  access: 'territory.tree.write',
  body: newTree,
  response: changedTree,
  refusals: {
    beyond_your_scope: beyondScope,
    name_taken: nameTaken,
    name_without_letters: { it: 'Il nome deve contenere almeno due lettere.', en: 'The name must hold at least two letters.' },
    too_many_trees: { it: 'Gli alberi sono già dodici.', en: 'There are twelve trees already.' },
  },
});

export const renameTreeRoute = defineRoute({
  method: 'PATCH',
  path: '/api/territory/trees/:tree',
  summary: 'Gives a tree other names',
  access: 'territory.tree.write',
  params: z.object({ tree: treeKey }),
  body: treeWords,
  response: changedTree,
  refusals: { beyond_your_scope: beyondScope, tree_is_organisation: notTheOrganisation, name_taken: nameTaken },
});

export const closeTreeRoute = defineRoute({
  method: 'PUT',
  path: '/api/territory/trees/:tree/closure',
  summary: 'Closes a tree from a day, or opens it again (`on` null); its history stays readable',
  access: 'territory.tree.write',
  params: z.object({ tree: treeKey }),
  body: z.strictObject({ on: civilDate.nullable() }),
  response: changedTree,
  refusals: { beyond_your_scope: beyondScope, tree_is_organisation: notTheOrganisation, closes_before_it_begins: closesTooEarly, moves_planned: movesPlanned },
});

export const renameAreaRoute = defineRoute({
  method: 'PATCH',
  path: '/api/territory/tree-nodes/:id',
  summary: 'Gives an area another name; its code stays',
  access: 'territory.tree.write',
  params: z.object({ id: placeIdText }),
  body: z.strictObject({ name: plainText(200, 1) }),
  response: placeBrief,
  refusals: { beyond_your_scope: beyondScope },
});

const closedArea = z.strictObject({
  /** First day on which it is closed; null opens it again. */
  on: civilDate.nullable(),
  /** Where what stands below it goes on that day; null while nothing does. */
  contentsTo: placeId.nullable(),
  reason: plainText(500, 1),
});
export type ClosedArea = z.infer<typeof closedArea>;

export const closeAreaRoute = defineRoute({
  method: 'PUT',
  path: '/api/territory/tree-nodes/:id/closure',
  summary: 'Closes an area from a day and moves what stands below it, in one piece; or opens it again',
  access: 'territory.tree.write',
  params: z.object({ id: placeIdText }),
  body: closedArea,
  response: placeBrief,
  refusals: {
    ...moveRefusals,
    area_not_empty: { it: 'Sotto quest’area ci sono {count} nodi: indica dove vanno.', en: 'Below this area stand {count} nodes: say where they go.' },
    closes_before_it_begins: closesTooEarly,
    moves_planned: movesPlanned,
  },
});
