import type { Context } from '#platform/context';
import type { PlacedRecords } from '#platform/placed-records';
import { done, type Result } from '#platform/result';
import { judgeMoves, type MovesRefused, type WantedMoves } from './judge-moves.ts';
import type { MovePreview } from './move-contracts.ts';
import { ancestors, effectsOn } from './moving/effects.ts';
import { placeBriefs, unknownPlace } from './places.ts';
import { laterMoves, nodesInside, organisationBelow, peopleAt, stepsUp, type TouchedNode } from './preview-facts.ts';

type Counted = MovePreview['moved'];
const dealerLevel = 4;
const mostInside = 50;

/** How many records of each kind stand at each touched node: with all below it for a dealer, exactly there above the dealers. */
async function countRecords(ctx: Context, kinds: readonly PlacedRecords[], touched: readonly TouchedNode[]): Promise<Map<string, ReadonlyMap<number, number>>> {
  const asked = { below: touched.filter(({ level }) => level >= dealerLevel).map(({ nodeId }) => nodeId), at: touched.filter(({ level }) => level < dealerLevel).map(({ nodeId }) => nodeId) };
  const counts = new Map<string, ReadonlyMap<number, number>>();
  for (const kind of kinds) counts.set(kind.key, new Map((await kind.count(ctx, asked)).map(({ nodeId, count }) => [nodeId, count])));
  return counts;
}

/** How many records that hold for all below their place begin and stop to hold for something that moves. */
async function countReached(ctx: Context, kinds: readonly PlacedRecords[], effects: ReturnType<typeof effectsOn>): Promise<MovePreview['reached']> {
  const reached: MovePreview['reached'] = [];
  for (const { key, count } of kinds.filter(({ holdsBelow }) => holdsBelow === true)) {
    const found = await count(ctx, { below: [], at: [...effects.keys()] });
    const sum = (side: 'gains' | 'loses'): number => found.reduce((total, one) => total + ((effects.get(one.nodeId)?.[side].size ?? 0) > 0 ? one.count : 0), 0);
    reached.push({ key, begin: sum('gains'), stop: sum('loses') });
  }
  return reached;
}

/** What moves would do, written nowhere. Refused like the moves themselves would be. In trees other than the sales tree nobody's sight changes: charges do. */
export async function previewMoves(ctx: Context, records: readonly PlacedRecords[], wanted: WantedMoves): Promise<Result<MovePreview, MovesRefused>> {
  const judged = await judgeMoves(ctx, wanted);
  if (!judged.ok) return judged;
  const { tree, on, moves } = wanted;
  const kinds = tree === 'sales' ? records : [];
  const moved = moves.map(({ nodeId }) => nodeId);
  const touched = await nodesInside(ctx, tree, on, moved);
  const upwards = await stepsUp(ctx, tree, on, [...moved, ...moves.map(({ parentId }) => parentId)]);
  const parents = new Map([...upwards, ...touched].map(({ nodeId, parentId }) => [nodeId, parentId]));
  const effects = effectsOn(parents, moves, touched.map(({ nodeId }) => nodeId));
  const counts = await countRecords(ctx, kinds, touched);
  const levels = new Map(touched.map(({ nodeId, level }) => [nodeId, level]));
  const sum = (nodes: Iterable<number>): Counted => {
    const all = [...nodes];
    return {
      dealers: all.filter((id) => levels.get(id) === dealerLevel).length,
      records: Object.fromEntries(kinds.map(({ key }) => [key, all.reduce((total, id) => total + (counts.get(key)?.get(id) ?? 0), 0)])),
    };
  };
  const watching = await peopleAt(ctx, tree, on, [...effects.keys()]);
  const along = await peopleAt(ctx, tree, on, tree === 'sales' ? await organisationBelow(ctx, moved) : touched.map(({ nodeId }) => nodeId));
  const briefs = await placeBriefs(ctx, [...watching, ...along.slice(0, mostInside)].map(({ nodeId }) => nodeId));
  const place = (id: number) => briefs.get(id) ?? unknownPlace(id);
  const above = new Set(moves.flatMap(({ parentId }) => [parentId, ...ancestors((id) => parents.get(id), parentId)]));
  return done({
    records: kinds.map(({ key, words }) => ({ key, words })),
    moved: sum(levels.keys()),
    people: watching.map(({ nodeId, ...person }) => ({ ...person, place: place(nodeId), gains: sum(effects.get(nodeId)?.gains ?? []), loses: sum(effects.get(nodeId)?.loses ?? []) })),
    reached: await countReached(ctx, kinds, effects),
    inside: { count: along.length, people: along.slice(0, mostInside).map(({ nodeId, displayName, profileName }) => ({ displayName, profileName, place: place(nodeId) })) },
    later: await laterMoves(ctx, tree, on, { moved, inside: [...levels.keys()].filter((id) => !moved.includes(id)), above: [...above] }),
  });
}
