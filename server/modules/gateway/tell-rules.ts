import type { Context } from '#platform/context';
import { enqueue } from '#platform/jobs';
import { queueRulesNotice } from './deliveries.ts';
import { deliverJob } from './end-grants.ts';

/** Queues a notice that an application's rules changed, where it asked to be told; notices that wait are one. */
export async function tellRulesChanged(ctx: Context, appId: string): Promise<void> {
  const id = await queueRulesNotice(ctx.tx, { tenantId: ctx.tenant.id, appId }, ctx.now);
  if (id !== undefined) await enqueue(ctx, deliverJob, { tenantId: ctx.tenant.id, deliveryId: id }, { key: `gateway:${id}:0`, maxAttempts: 3 });
}
