import { audit } from '#platform/audit';
import type { JobDefinition } from '#platform/jobs';
import { publish } from '#platform/outbox';
import { sql } from '#platform/sql';
import { movesChangedKind } from './events.ts';
import { lockOrder, settleOrder } from './move-orders.ts';
import { lockTrees } from './placements.ts';
import { syncOrganisation } from './sync-organisation.ts';

interface Due {
  readonly tenant_id: number;
  readonly id: string;
}

/**
 * The day of planned moves has come: the organisation follows the placements, which knew it all along. Each order in a
 * transaction of its own; one that fails leaves the others alone and is tried again at the next turn.
 */
export const applyPlannedMoves: JobDefinition = {
  name: 'territory:apply-planned-moves',
  run: async (job) => {
    const { now, log } = job;
    const due = await job.database.asOwner((tx) =>
      tx.rows<Due>(sql`
        select o.tenant_id, o.id from territory.move_orders o
        where o.state = 'planned' and o.effective_on <= (${now}::timestamptz at time zone 'Europe/Rome')::date order by o.effective_on, o.id`),
    );
    for (const { tenant_id, id } of due) {
      await job.inTenant(tenant_id, async (ctx) => {
        await lockTrees(ctx);
        const order = await lockOrder(ctx, id);
        if (order === undefined || !(await settleOrder(ctx, id, 'applied'))) return;
        const moved = order.tree === 'sales' ? await syncOrganisation(ctx, order.nodeIds) : 0;
        await audit(ctx, { action: 'territory.moves.apply', objectKind: 'territory.order', objectId: id, details: { tree: order.tree, on: order.on, moves: order.nodeIds.length, organisation: moved } });
        await publish(ctx, { kind: movesChangedKind, nodeId: ctx.actor.scopeNodeId, payload: { orderId: id } });
      }).catch((error: unknown) => log.error({ tenant: tenant_id, order: id, failure: error instanceof Error ? error.message : String(error) }, 'planned moves could not be applied'));
    }
  },
};
