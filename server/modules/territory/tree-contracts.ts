/** Contracts of the dated trees: reading them on any day, asking who covered whom. */
import { z } from 'zod';
import { civilDate, defineRoute, uuid } from '#platform/contract';

/** `sales` is the organisation; the other trees are the tenant's own, `credit` and `collection` to begin with. */
export const treeKey = z.string().regex(/^[a-z]{2,20}$/);
export type TreeKey = z.infer<typeof treeKey>;
export const placeId = z.number().int().min(1).max(2_147_483_647);
export const placeIdText = z.coerce.number().int().min(1).max(2_147_483_647);
/** `area`: a node of a tree other than the organisation. */
export const placeKind = z.enum(['company', 'district', 'region', 'dealer', 'branch', 'seller', 'area']);
export type PlaceKind = z.infer<typeof placeKind>;
export const bilingual = z.object({ it: z.string(), en: z.string() });

export const placeBrief = z.object({ id: placeId, kind: placeKind, code: z.string(), name: z.string() });
export type PlaceBrief = z.infer<typeof placeBrief>;

const treeListed = z.object({
  key: treeKey,
  name: bilingual,
  from: civilDate,
  /** First day on which it is closed. */
  to: civilDate.nullable(),
  /** The active personality may move something in it. */
  mayMove: z.boolean(),
  /** The active personality may rename and close it. */
  mayChange: z.boolean(),
});
export type TreeListed = z.infer<typeof treeListed>;

export const listTreesRoute = defineRoute({
  method: 'GET',
  path: '/api/territory/trees',
  summary: 'The trees of the tenant, closed ones too, and what the active personality may do with each',
  access: 'territory.tree.read',
  response: z.object({ items: z.array(treeListed) }),
});

export const treeNode = placeBrief.extend({
  /** Null at the root. */
  parentId: placeId.nullable(),
  /** Since when it has stood at this place. */
  since: civilDate.nullable(),
  /** First later day from which it stands elsewhere, when one is known. */
  nextMoveOn: civilDate.nullable(),
  /** First day on which the place itself is closed, when one is known. */
  closesOn: civilDate.nullable(),
  /** The active personality may move it: node and place lie in its scope. */
  mayMove: z.boolean(),
  /** Names of those in charge on that day, for places above the dealers. */
  people: z.array(z.string()),
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

export const beyondScope = {
  it: 'Questa operazione è fuori dal tuo perimetro: chiedi a chi lo comprende.',
  en: 'This is outside your scope: ask somebody whose scope takes it in.',
};

export const exportCoverageRoute = defineRoute({
  method: 'GET',
  path: '/api/territory/nodes/:id/coverage/export',
  summary: 'Who covered a node on a day as CSV or XLSX: a line for each person at each place, the place alone where nobody was',
  access: 'territory.tree.read',
  params: z.object({ id: placeIdText }),
  query: z.strictObject({ on: civilDate.optional(), tree: treeKey.optional(), format: z.enum(['csv', 'xlsx']), language: z.enum(['it', 'en']).default('it') }),
  response: z.unknown(),
  produces: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ratePerMinute: 60,
});
