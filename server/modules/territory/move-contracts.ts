/** Contracts of moves: looked at before, decided, listed, taken back. */
import { z } from 'zod';
import { civilDate, defineRoute, instant, pageQuery, plainText, uuid } from '#platform/contract';
import { placeBrief, placeId, treeKey } from './tree-contracts.ts';

/** Moves of one order: a whole network may be reorganised in one piece. */
export const mostMovesAtOnce = 2000;

const moves = z.array(z.strictObject({ nodeId: placeId, parentId: placeId })).min(1).max(mostMovesAtOnce);
const wanted = z.strictObject({ tree: treeKey, on: civilDate, moves });

/** Why moves cannot be; `{code}` is the node, `{place}` the place. */
export const moveRefusals = {
  moved_twice: { it: 'Lo stesso nodo è indicato due volte.', en: 'The same node is named twice.' },
  root_stays: { it: 'La radice dell’albero non si sposta.', en: 'The root of the tree stays.' },
  not_in_tree: { it: 'Uno dei nodi non fa parte di questo albero.', en: 'One of the nodes is no part of this tree.' },
  already_there: { it: '{code} in quel giorno è già sotto {place}.', en: 'On that day {code} stands below {place} already.' },
  before_first_day: { it: '{code} esiste dal {day}: prima e in quel giorno non si può spostare, resterebbe un vuoto.', en: '{code} exists since {day}: it cannot be moved before or on that day, a gap would remain.' },
  moved_that_day: { it: '{code} ha già un altro spostamento dal {day}: annullalo o scegli un altro giorno.', en: '{code} has another move on {day} already: take it back or choose another day.' },
  kind_not_allowed_there: { it: '{code} non può stare sotto {place}: il livello non lo permette.', en: '{code} cannot stand below {place}: its level does not allow it.' },
  place_not_in_force: { it: '{place} non è in vigore per tutto il tempo dello spostamento: {code} resterebbe senza posto.', en: '{place} is not in force for all the time of the move: {code} would be without a place.' },
  would_make_cycle: { it: '{code} finirebbe sotto se stesso, da quel giorno o per uno spostamento già pianificato dopo.', en: '{code} would stand below itself, on that day or by a move planned for later.' },
  tree_closed: { it: 'L’albero è chiuso da prima di quel giorno.', en: 'The tree is closed since before that day.' },
  beyond_your_scope: {
    it: '{code} o uno dei suoi posti è fuori dal tuo perimetro: chiedi a chi comprende sia il vecchio sia il nuovo posto.',
    en: '{code} or one of its places is outside your scope: ask somebody whose scope takes in both the old and the new place.',
  },
} as const;

const counted = z.object({ dealers: z.number().int(), records: z.record(z.string(), z.number().int()) });
const affectedPerson = z.object({ personalityId: uuid, displayName: z.string(), profileName: z.object({ it: z.string(), en: z.string() }), place: placeBrief, gains: counted, loses: counted });

export const movePreview = z.object({
  /** What is counted beside dealers: `quotes`, `stock`, `offers`, with their words. */
  records: z.array(z.object({ key: z.string(), words: z.object({ it: z.string(), en: z.string() }) })),
  /** Dealers that move, alone or inside what is moved, and what stands at and below them. */
  moved: counted,
  /** Whoever gains or loses sight of anything (in the sales tree) or answers for it (in the others). */
  people: z.array(affectedPerson),
  /** Of records that hold for everything below their place (offers): how many begin and stop to hold for what moves, by key. */
  reached: z.array(z.object({ key: z.string(), begin: z.number().int(), stop: z.number().int() })),
  /** Personalities that stand inside what is moved and move along; the first 50 by name. */
  inside: z.object({ count: z.number().int(), people: z.array(z.object({ displayName: z.string(), profileName: z.object({ it: z.string(), en: z.string() }), place: placeBrief })) }),
  /** Moves decided for later days that touch the same nodes, nodes inside them or the places they go to. */
  later: z.array(z.object({ orderId: uuid, on: civilDate, node: placeBrief, to: placeBrief, why: z.enum(['same', 'inside', 'above']) })),
});
export type MovePreview = z.infer<typeof movePreview>;

export const previewMovesRoute = defineRoute({
  method: 'POST',
  path: '/api/territory/previews',
  summary: 'What moves would do: who gains and loses sight of how much, who stands inside, which later moves they meet; writes nothing',
  access: 'territory.tree.write',
  readOnly: true,
  bodyLimit: 262_144,
  ratePerMinute: 120,
  body: wanted,
  response: movePreview,
  refusals: moveRefusals,
});

export const moveOrder = z.object({
  id: uuid,
  tree: treeKey,
  on: civilDate,
  reason: z.string(),
  state: z.enum(['planned', 'applied', 'withdrawn']),
  decidedAt: instant,
  decidedBy: z.string(),
  /** All of its moves within reach; the first 50 of them are spelled out. */
  moveCount: z.number().int(),
  moves: z.array(z.object({ node: placeBrief, from: placeBrief, to: placeBrief })),
  /** The active personality may take it back. */
  mayWithdraw: z.boolean(),
});
export type MoveOrder = z.infer<typeof moveOrder>;

export const recordMovesRoute = defineRoute({
  method: 'POST',
  path: '/api/territory/orders',
  summary: 'Moves nodes in a tree from a day (past, today or to come), all or none of them',
  access: 'territory.tree.write',
  bodyLimit: 262_144,
  body: wanted.extend({ reason: plainText(500, 1) }),
  response: z.object({ id: uuid, state: z.enum(['planned', 'applied']), moves: z.number().int() }),
  refusals: moveRefusals,
});

export const listOrdersRoute = defineRoute({
  method: 'GET',
  path: '/api/territory/orders',
  summary: 'Decided moves within reach, the latest decided first',
  access: 'territory.tree.read',
  query: pageQuery.extend({ cursor: uuid.optional(), tree: treeKey.optional(), state: z.enum(['planned', 'applied', 'withdrawn']).optional() }).strict(),
  response: z.object({ items: z.array(moveOrder), nextCursor: uuid.nullable() }),
});

export const withdrawOrderRoute = defineRoute({
  method: 'POST',
  path: '/api/territory/orders/:id/withdrawal',
  summary: 'Takes planned moves back before their day: every place is as if they had never been decided',
  access: 'territory.tree.write',
  params: z.object({ id: uuid }),
  response: z.object({ withdrawn: z.literal(true) }),
  refusals: {
    no_longer_planned: { it: 'Lo spostamento è già in vigore o è già stato annullato.', en: 'The move is in force already, or was taken back already.' },
    place_closed: { it: 'Un’area che lo spostamento lascia viene chiusa: riaprila prima.', en: 'An area that the move leaves is closed: open it again first.' },
    others_rest_on_it: { it: 'Uno spostamento successivo si appoggia a questo: annulla prima quello.', en: 'A later move rests on this one: take that back first.' },
    beyond_your_scope: moveRefusals.beyond_your_scope,
  },
});
