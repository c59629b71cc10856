/** SQL of what is to be told to applications: logout tokens and changed rules. */
import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '#platform/context';
import { sql } from '#platform/sql';
import type { AppGrant } from './grants.ts';
import type { Outcome } from './post-out.ts';

export type DeliveryState = 'queued' | 'sending' | 'delivered' | 'failed' | 'pointless';

export interface Delivery {
  readonly tenantId: number;
  readonly id: string;
  readonly appId: string;
  readonly kind: 'logout' | 'rules';
  readonly accountId: string | null;
  readonly sid: string | null;
  readonly attempts: number;
}

/** One logout for each ended grant whose application takes them; answers what was queued. */
export async function queueLogouts(tx: Tx, ended: readonly AppGrant[], now: Date): Promise<{ tenantId: number; id: string }[]> {
  if (ended.length === 0) return [];
  const rows = ended.map((grant) => ({ ...grant, id: uuidv7() }));
  return tx.rows(sql`
    insert into gateway.deliveries (tenant_id, id, app_id, kind, account_id, sid, next_attempt_at, created_at)
    select a.tenant_id, u.id, a.id, 'logout', u.account_id, u.sid, ${now}, ${now}
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.tenantId)}::integer[], ${rows.map((row) => row.appId)}::uuid[],
      ${rows.map((row) => row.accountId)}::uuid[], ${rows.map((row) => row.sid)}::text[]) u (id, tenant_id, app_id, account_id, sid)
    join gateway.apps a on a.tenant_id = u.tenant_id and a.id = u.app_id and a.backchannel_uri is not null
    returning tenant_id as "tenantId", id`);
}

/** One notice that an application's rules changed, unless one waits already; answers its id. */
export async function queueRulesNotice(tx: Tx, of: { tenantId: number; appId: string }, now: Date): Promise<string | undefined> {
  const row = await tx.maybeRow<{ id: string }>(sql`
    insert into gateway.deliveries (tenant_id, id, app_id, kind, next_attempt_at, created_at)
    select a.tenant_id, ${uuidv7()}::uuid, a.id, 'rules', ${now}::timestamptz, ${now}::timestamptz from gateway.apps a
    where a.tenant_id = ${of.tenantId} and a.id = ${of.appId} and a.push_uri is not null and a.status = 'active'
      and not exists (select 1 from gateway.deliveries d where d.tenant_id = a.tenant_id and d.app_id = a.id and d.kind = 'rules' and d.state = 'queued' and d.attempts = 0)
    returning id`);
  return row?.id;
}

/** Takes a delivery whose time has come; one that was being carried by a process that died is taken again after a minute. */
export async function claimDelivery(tx: Tx, tenantId: number, id: string, now: Date): Promise<Delivery | undefined> {
  return tx.maybeRow<Delivery>(sql`
    update gateway.deliveries d set state = 'sending', attempts = d.attempts + 1, next_attempt_at = ${now}::timestamptz + interval '1 minute'
    where d.tenant_id = ${tenantId} and d.id = ${id} and d.state in ('queued', 'sending') and d.next_attempt_at <= ${now}
    returning d.tenant_id as "tenantId", d.id, d.app_id as "appId", d.kind, d.account_id as "accountId", d.sid, d.attempts`);
}

/** Notes how an attempt went: settled, or to be repeated at an instant. */
export async function noteAttempt(tx: Tx, delivery: Pick<Delivery, 'tenantId' | 'id'>, to: { state: DeliveryState; outcome?: Pick<Outcome, 'answer' | 'reason' | 'status'>; nextAt?: Date }, now: Date): Promise<void> {
  const settled = to.state === 'queued' ? null : now;
  await tx.run(sql`
    update gateway.deliveries d set state = ${to.state}, answer = ${to.outcome?.answer.slice(0, 300) ?? ''}, reason = ${to.outcome?.reason ?? null}, status_code = ${to.outcome?.status ?? null}, settled_at = ${settled}, next_attempt_at = coalesce(${to.nextAt ?? null}, d.next_attempt_at)
    where d.tenant_id = ${delivery.tenantId} and d.id = ${delivery.id} and d.state = 'sending'`);
}

/** Deliveries whose time has come and whose job may be lost. */
export async function overdueDeliveries(tx: Tx, before: Date): Promise<{ tenantId: number; id: string }[]> {
  return tx.rows(sql`
    select d.tenant_id as "tenantId", d.id from gateway.deliveries d where d.state in ('queued', 'sending') and d.next_attempt_at < ${before} order by d.next_attempt_at limit 500`);
}

/** Forgets settled deliveries of long ago. */
export async function forgetDeliveries(tx: Tx, before: Date): Promise<number> {
  return tx.run(sql`delete from gateway.deliveries d where d.settled_at < ${before}`);
}
