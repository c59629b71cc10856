import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { enqueue } from '#platform/jobs';
import { done, refuse, type Result } from '#platform/result';
import { allOf, sql } from '#platform/sql';
import { tellDeliveryChanged } from './delivery-events.ts';
import type { DeliveryState } from './deliveries.ts';
import { deliverJob } from './end-grants.ts';
import type { FailureReason } from './post-out.ts';

interface ListedDelivery {
  readonly id: string;
  readonly appId: string;
  readonly appName: string;
  readonly kind: 'logout' | 'rules';
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly answer: string;
  readonly reason: FailureReason | null;
  readonly statusCode: number | null;
  readonly createdAt: Date;
  readonly nextAttemptAt: Date;
  readonly settledAt: Date | null;
}

/** Deliveries of the tenant, newest first; the cursor is the id of the last one shown. */
export async function listDeliveries(ctx: Context, query: { cursor?: string | undefined; limit: number; appId?: string | undefined; state?: DeliveryState | undefined }) {
  const conditions = [sql`d.tenant_id = ${ctx.tenant.id}`];
  if (query.appId !== undefined) conditions.push(sql`d.app_id = ${query.appId}`);
  if (query.state !== undefined) conditions.push(sql`d.state = ${query.state}`);
  if (query.cursor !== undefined) {
    // Ids grow with time, and a cursor that is none shows nothing.
    if (!/^[0-9a-f-]{36}$/.test(query.cursor)) return { items: [], nextCursor: null };
    conditions.push(sql`d.id < ${query.cursor}`);
  }
  const rows = await ctx.tx.listRows<ListedDelivery>(sql`
    select d.id, d.app_id as "appId", a.name as "appName", d.kind, d.state, d.attempts, d.answer, d.reason, d.status_code as "statusCode", d.created_at as "createdAt", d.next_attempt_at as "nextAttemptAt", d.settled_at as "settledAt"
    from gateway.deliveries d join gateway.apps a on a.tenant_id = d.tenant_id and a.id = d.app_id
    where ${allOf(conditions)} order by d.id desc limit ${query.limit + 1}`);
  const items = rows.slice(0, query.limit);
  return { items, nextCursor: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null };
}

/** Puts a failed delivery back into the queue, with all its attempts. */
export async function retryDelivery(ctx: Context, id: string): Promise<Result<{ queued: true }, 'not_failed'>> {
  const found = await ctx.tx.maybeRow<{ state: DeliveryState; app_id: string }>(sql`
    select d.state, d.app_id from gateway.deliveries d where d.tenant_id = ${ctx.tenant.id} and d.id = ${id} for update`);
  if (found === undefined) throw new AppError('not_found', `delivery ${id}`);
  if (found.state !== 'failed') return refuse('not_failed');
  await ctx.tx.run(sql`
    update gateway.deliveries d set state = 'queued', attempts = 0, next_attempt_at = ${ctx.now}, settled_at = null where d.tenant_id = ${ctx.tenant.id} and d.id = ${id}`);
  await audit(ctx, { action: 'gateway.delivery.retry', objectKind: 'gateway.app', objectId: found.app_id, details: { delivery: id } });
  await tellDeliveryChanged(ctx.tx, ctx.tenant.id);
  await enqueue(ctx, deliverJob, { tenantId: ctx.tenant.id, deliveryId: id }, { key: `gateway:${id}:again`, maxAttempts: 3 });
  return done({ queued: true as const });
}
