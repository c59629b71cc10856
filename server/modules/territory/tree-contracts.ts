/** Contracts of the dated trees: reading them on any day, asking who covered whom. */
import { z } from 'zod';
import { civilDate, defineRoute, plainText, uuid } from '#platform/contract';

export const treeKey = z.enum(['sales', 'credit', 'collection']);
export type TreeKey = z.infer<typeof treeKey>;
export const placeId = z.number().int().min(1).max(2_147_483_647);
export const placeIdText = z.coerce.number().int().min(1).max(2_147_483_647);
/** `area`: a node of a tree other than the organisation. */
export const placeKind = z.enum(['company', 'district', 'region', 'dealer', 'branch', 'seller', 'area']);
export type PlaceKind = z.infer<typeof placeKind>;
const bilingual = z.object({ it: z.string(), en: z.string() });

export const placeBrief = z.object({ id: placeId, kind: placeKind, code: z.string(), name: z.string() });
export type PlaceBrief = z.infer<typeof placeBrief>;

export const listTreesRoute = defineRoute({
  method: 'GET',
  path: '/api/territory/trees',
  summary: 'The trees of the tenant; `mayMove`: whether the active personality may move anything in it',
  access: 'territory.tree.read',
  response: z.object({ items: z.array(z.object({ key: treeKey, name: bilingual, mayMove: z.boolean() })) }),
});

export const treeNode = placeBrief.extend({
  /** Null at the root. */
  parentId: placeId.nullable(),
  /** Since when it has stood at this place. */
  since: civilDate.nullable(),
  /** First later day from which it stands elsewhere, when one is known. */
  nextMoveOn: civilDate.nullable(),
  /** The active personality may move it: node and place lie in its scope. */
  mayMove: z.boolean(),
});
export type TreeNode = z.infer<typeof treeNode>;

export const treeOnDayRoute = defineRoute({
  method: 'GET',
  path: '/api/territory/trees/:tree',
  summary: 'A tree as it was, is or will be on a day: every place above the dealers and the dealers within reach, or what stood below one node',
  access: 'territory.tree.read',
  params: z.object({ tree: treeKey }),
  query: z.strictObject({ on: civilDate.optional(), below: placeIdText.optional() }),
  response: z.object({
    on: civilDate,
    /** First day of the tree's history. */
    firstDay: civilDate,
    items: z.array(treeNode),
    /** False when there are more than 10,000 and the deepest are left out. */
    complete: z.boolean(),
  }),
});

const coverer = z.object({ personalityId: uuid, displayName: z.string(), profileName: bilingual, since: civilDate, until: civilDate.nullable() });

export const coverageRoute = defineRoute({
  method: 'GET',
  path: '/api/territory/nodes/:id/coverage',
  summary: 'Who covered a node on a day, by tree: the places above it, from itself upwards, and the people in charge there at that time',
  access: 'territory.tree.read',
  params: z.object({ id: placeIdText }),
  query: z.strictObject({ on: civilDate.optional() }),
  response: z.object({
    on: civilDate,
    node: placeBrief,
    /** The node was in force on that day. */
    inForce: z.boolean(),
    trees: z.array(z.object({ tree: treeKey, name: bilingual, places: z.array(placeBrief.extend({ people: z.array(coverer) })) })),
  }),
});
export type Coverage = z.infer<typeof coverageRoute.response>;

export const placementListed = z.object({
  tree: treeKey,
  place: placeBrief,
  from: civilDate,
  until: civilDate.nullable(),
  /** The decision that brought it there, where there was one. */
  order: z.object({ id: uuid, reason: z.string(), decidedBy: z.string(), state: z.enum(['planned', 'applied']) }).nullable(),
});

export const historyRoute = defineRoute({
  method: 'GET',
  path: '/api/territory/nodes/:id/history',
  summary: 'Where a node has stood and will stand in every tree, the latest first',
  access: 'territory.tree.read',
  params: z.object({ id: placeIdText }),
  response: z.object({ node: placeBrief, items: z.array(placementListed) }),
});

export const exportTreeRoute = defineRoute({
  method: 'GET',
  path: '/api/territory/trees/:tree/export',
  summary: 'The dealers within reach with their places on a day, as CSV or XLSX in the form that the import reads',
  access: 'territory.tree.read',
  params: z.object({ tree: treeKey }),
  query: z.strictObject({ on: civilDate.optional(), format: z.enum(['csv', 'xlsx']), language: z.enum(['it', 'en']).default('it') }),
  response: z.unknown(),
  produces: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ratePerMinute: 20,
});

const beyondScope = {
  it: 'Questa operazione è fuori dal tuo perimetro: chiedi a chi lo comprende.',
  en: 'This is outside your scope: ask somebody whose scope takes it in.',
};

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

export const putInChargeRoute = defineRoute({
  method: 'POST',
  path: '/api/territory/tree-nodes/:id/people',
  summary: 'Puts somebody in charge of an area of the credit or the collection tree from a day',
  access: 'territory.tree.write',
  params: z.object({ id: placeIdText }),
  body: z.strictObject({ personalityId: uuid, validFrom: civilDate.optional() }),
  response: z.object({ id: uuid }),
  refusals: {
    beyond_your_scope: beyondScope,
    already_in_charge: { it: 'Questa persona ne risponde già.', en: 'This person is in charge of it already.' },
  },
});

export const endChargeRoute = defineRoute({
  method: 'DELETE',
  path: '/api/territory/people-in-charge/:id',
  summary: 'Ends somebody’s charge of an area as of today',
  access: 'territory.tree.write',
  params: z.object({ id: uuid }),
  response: z.object({ ended: z.literal(true) }),
  refusals: { beyond_your_scope: beyondScope },
});
