/** What moves do to those who look down on the tree: ancestors that are lost and won, node by node. Pure. */
import type { WantedMove } from './plan-moves.ts';

interface PlaceEffect {
  /** Nodes that come into sight of the place. */
  readonly gains: ReadonlySet<number>;
  readonly loses: ReadonlySet<number>;
}

/** The places above a node, without itself, nearest first. */
export function ancestors(parentOf: (id: number) => number | undefined, nodeId: number): number[] {
  const above: number[] = [];
  for (let at = parentOf(nodeId); at !== undefined && above.length < 64; at = parentOf(at)) above.push(at);
  return above;
}

/** For each place that sees other nodes after the moves than before: which it gains and loses of `nodes`. */
export function effectsOn(parents: ReadonlyMap<number, number>, moves: readonly WantedMove[], nodes: Iterable<number>): Map<number, PlaceEffect> {
  const moved = new Map(moves.map(({ nodeId, parentId }) => [nodeId, parentId]));
  const effects = new Map<number, { gains: Set<number>; loses: Set<number> }>();
  const at = (place: number) => {
    const known = effects.get(place) ?? { gains: new Set(), loses: new Set() };
    effects.set(place, known);
    return known;
  };
  for (const node of nodes) {
    const before = new Set(ancestors((id) => parents.get(id), node));
    const after = new Set(ancestors((id) => moved.get(id) ?? parents.get(id), node));
    for (const place of before) if (!after.has(place)) at(place).loses.add(node);
    for (const place of after) if (!before.has(place)) at(place).gains.add(node);
  }
  return effects;
}
