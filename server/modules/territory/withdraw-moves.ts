import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { publish } from '#platform/outbox';
import { done, refuse, type Result } from '#platform/result';
import { movesChangedKind } from './events.ts';
import { lockOrder, settleOrder } from './move-orders.ts';
import { standsBelowItself } from './moving/plan-moves.ts';
import { anyBelowClosed, joinAgain, lockTrees, readPicture } from './placements.ts';

/** Takes planned moves back before their day; every place is as if they had never been decided. */
export async function withdrawMoves(ctx: Context, orderId: string): Promise<Result<null, 'no_longer_planned' | 'others_rest_on_it' | 'place_closed' | 'beyond_your_scope'>> {
  await lockTrees(ctx);
  const order = await lockOrder(ctx, orderId);
  if (order === undefined) throw new AppError('not_found', `order ${orderId}`);
  if (order.state !== 'planned' || order.on <= ctx.today) return refuse('no_longer_planned');
  if (!(await settleOrder(ctx, orderId, 'withdrawn'))) return refuse('beyond_your_scope', undefined, { code: '' });
  if ((await joinAgain(ctx, order.tree, order.on, order.nodeIds)) !== order.nodeIds.length) return refuse('beyond_your_scope', undefined, { code: '' });
  if (order.tree !== 'sales' && (await anyBelowClosed(ctx, order.tree, order.nodeIds))) return refuse('place_closed');
  const picture = await readPicture(ctx, order.tree, order.on, order.nodeIds, []);
  if (!picture.ranked && standsBelowItself(picture, order.on, order.nodeIds) !== undefined) return refuse('others_rest_on_it');
  await audit(ctx, { action: 'territory.moves.withdraw', objectKind: 'territory.order', objectId: orderId, details: { tree: order.tree, on: order.on, moves: order.nodeIds.length } });
  await publish(ctx, { kind: movesChangedKind, nodeId: ctx.actor.scopeNodeId, payload: { orderId } });
  return done(null);
}
