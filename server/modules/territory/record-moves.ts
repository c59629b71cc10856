import { v7 as uuidv7 } from 'uuid';
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { publish } from '#platform/outbox';
import { done, type Result } from '#platform/result';
import { movesChangedKind } from './events.ts';
import { judgeMoves, type MovesRefused, type WantedMoves } from './judge-moves.ts';
import { insertOrder } from './move-orders.ts';
import { cutAndPlace, lockTrees } from './placements.ts';
import { syncOrganisation } from './sync-organisation.ts';

/**
 * Decides moves from a day, all or none. Of a day past or today they hold at once; of a day to come they stand in the
 * tree's future from now on, and the organisation follows when the day comes.
 */
export async function recordMoves(ctx: Context, wanted: WantedMoves & { readonly reason: string }): Promise<Result<{ id: string; state: 'planned' | 'applied'; moves: number }, MovesRefused>> {
  await lockTrees(ctx);
  const judged = await judgeMoves(ctx, wanted);
  if (!judged.ok) return judged;
  const { picture, planned } = judged.value;
  const { tree, on, reason } = wanted;
  const id = uuidv7();
  const state = on <= ctx.today ? 'applied' : 'planned';
  await insertOrder(ctx, { id, tree, on, reason, state }, planned, picture);
  await cutAndPlace(ctx, tree, on, planned, picture);
  if (tree === 'sales' && state === 'applied') await syncOrganisation(ctx, planned.map(({ nodeId }) => nodeId));
  const before = planned.map(({ nodeId, fromParentId, heldFrom, until }) => ({ nodeId, parentId: fromParentId, from: heldFrom, until }));
  await audit(ctx, { action: 'territory.moves.decide', objectKind: 'territory.order', objectId: id, before, after: wanted.moves, details: { tree, on, state, moves: planned.length } });
  await publish(ctx, { kind: movesChangedKind, nodeId: ctx.actor.scopeNodeId, payload: { orderId: id } });
  return done({ id, state, moves: planned.length });
}
