/**
 * Plans moves of one day in one tree: what holds, what is cut, what is refused. Pure.
 * A move cuts the placement that holds on its day and lasts until the node's next placement begins: moves that were
 * decided for later days stand. All moves of an order are judged together, as the tree will be with all of them.
 */
import { done, refuse, type Result } from '#platform/result';

export interface TreePlace {
  readonly id: number;
  readonly code: string;
  /** Rank of the kind in the organisation; 0 for a node of the tree's own. */
  readonly level: number;
  readonly isRoot: boolean;
  readonly from: string;
  /** First day no longer in force; null while open-ended. */
  readonly to: string | null;
}

export interface Placement {
  readonly nodeId: number;
  readonly parentId: number;
  readonly from: string;
  readonly to: string | null;
}

/** The part of a tree that a plan needs: moved nodes and targets; in trees of their own all of its nodes. */
export interface TreePicture {
  /** In the organisation a kind stands only below a higher kind, which excludes cycles; elsewhere cycles are looked for. */
  readonly ranked: boolean;
  readonly places: ReadonlyMap<number, TreePlace>;
  /** Placements that last beyond the day, by node, in order of days. */
  readonly placements: ReadonlyMap<number, readonly Placement[]>;
}

export interface WantedMove {
  readonly nodeId: number;
  readonly parentId: number;
}

export interface PlannedMove extends WantedMove {
  readonly fromParentId: number;
  /** First day of the placement that is cut. */
  readonly heldFrom: string;
  /** First day of the node's next placement; null when there is none. */
  readonly until: string | null;
}

type MoveRefusal = 'not_in_tree' | 'root_stays' | 'already_there' | 'before_first_day' | 'moved_that_day' | 'kind_not_allowed_there' | 'place_not_in_force' | 'would_make_cycle';

interface RefusedMove {
  readonly refusal: MoveRefusal;
  readonly nodeId: number;
  readonly details: Readonly<Record<string, string>>;
}

/** `a` is after `b`; null never comes. */
const isAfter = (a: string | null, b: string | null): boolean => b !== null && (a === null || a > b);

function planOne(picture: TreePicture, on: string, move: WantedMove): PlannedMove | RefusedMove {
  const node = picture.places.get(move.nodeId);
  const parent = picture.places.get(move.parentId);
  const no = (refusal: MoveRefusal, details: Readonly<Record<string, string>> = {}): RefusedMove => ({ refusal, nodeId: move.nodeId, details: { code: node?.code ?? '', ...details } });
  if (node === undefined || parent === undefined) return no('not_in_tree');
  if (node.isRoot) return no('root_stays');
  const own = picture.placements.get(node.id) ?? [];
  const held = own.find(({ from, to }) => from <= on && (to === null || to > on));
  if (held === undefined || on <= node.from) return no('before_first_day', { day: node.from });
  if (held.from === on) return no('moved_that_day', { day: on });
  if (held.parentId === parent.id) return no('already_there', { place: parent.code });
  if (picture.ranked ? parent.level >= node.level : parent.level > 0) return no('kind_not_allowed_there', { place: parent.code });
  // The placement lasts no longer than the node itself, and all that while the place must be in force.
  const end = isAfter(held.to, node.to) ? node.to : held.to;
  if (parent.from > on || isAfter(end, parent.to)) return no('place_not_in_force', { place: parent.code });
  return { ...move, fromParentId: held.parentId, heldFrom: held.from, until: held.to };
}

/** The place above a node on a day, the planned moves taken into account; undefined at the root and beyond the picture. */
export function parentOn(picture: TreePicture, on: string, moves: ReadonlyMap<number, PlannedMove>, nodeId: number, day: string): number | undefined {
  const move = moves.get(nodeId);
  if (move !== undefined && day >= on && (move.until === null || day < move.until)) return move.parentId;
  return picture.placements.get(nodeId)?.find(({ from, to }) => from <= day && (to === null || to > day))?.parentId;
}

const noMoves: ReadonlyMap<number, PlannedMove> = new Map();

/** One of the nodes that stands below itself on some day from `on`, if there is one: looked for on each day on which anything changes. */
export function standsBelowItself(picture: TreePicture, on: string, nodeIds: Iterable<number>, moves: ReadonlyMap<number, PlannedMove> = noMoves): number | undefined {
  const days = new Set([on]);
  for (const list of picture.placements.values()) for (const { nodeId, from } of list) if (from > on && picture.places.get(nodeId)?.level === 0) days.add(from);
  const own = [...nodeIds];
  for (const day of days) {
    for (const nodeId of own) {
      const seen = new Set([nodeId]);
      for (let at = parentOn(picture, on, moves, nodeId, day); at !== undefined; at = parentOn(picture, on, moves, at, day)) {
        if (seen.has(at)) return nodeId;
        seen.add(at);
      }
    }
  }
  return undefined;
}

/** Every move that cannot be, each with its first reason; none means that all may be. */
export function refusedMoves(picture: TreePicture, on: string, wanted: readonly WantedMove[]): RefusedMove[] {
  const planned = wanted.map((move) => planOne(picture, on, move));
  const refused = planned.filter((one) => 'refusal' in one);
  if (refused.length > 0 || picture.ranked) return refused;
  const moves = new Map(planned.flatMap((one) => ('refusal' in one ? [] : [[one.nodeId, one] as const])));
  const inCycle = standsBelowItself(picture, on, moves.keys(), moves);
  return inCycle === undefined ? [] : [{ refusal: 'would_make_cycle', nodeId: inCycle, details: { code: picture.places.get(inCycle)?.code ?? '' } }];
}

/** The whole order or nothing. */
export function planMoves(picture: TreePicture, on: string, wanted: readonly WantedMove[]): Result<PlannedMove[], MoveRefusal> {
  const [first] = refusedMoves(picture, on, wanted);
  if (first !== undefined) return refuse(first.refusal, `body.moves.${wanted.findIndex(({ nodeId }) => nodeId === first.nodeId)}`, first.details);
  return done(wanted.map((move) => planOne(picture, on, move)).filter((one): one is PlannedMove => !('refusal' in one)));
}
