import type { z } from 'zod';
import type { Context } from '#platform/context';
import { allOf, sql } from '#platform/sql';
import type { auditRow, listAuditRoute } from './api.ts';

type Query = z.output<typeof listAuditRoute.query>;
type Item = z.output<typeof auditRow>;

/** The tenant's audit rows, newest first; pages go on below the last id. Names are those of people the reader may see. */
export async function listAudit(ctx: Context, query: Query): Promise<{ items: Item[]; nextCursor: number | null }> {
  const conditions = [
    sql`e.tenant_id = ${ctx.tenant.id}`,
    ...(query.cursor === undefined ? [] : [sql`e.id < ${query.cursor}`]),
    ...(query.objectKind === undefined ? [] : [sql`e.object_kind = ${query.objectKind}`]),
    ...(query.objectId === undefined ? [] : [sql`e.object_id = ${query.objectId}`]),
    ...(query.action === undefined ? [] : [query.action.endsWith('.') ? sql`starts_with(e.action, ${query.action})` : sql`e.action = ${query.action}`]),
    ...(query.outcome === undefined ? [] : [sql`e.outcome = ${query.outcome}`]),
    ...(query.day === undefined
      ? []
      : [sql`e.at >= ${query.day}::date::timestamp at time zone 'Europe/Rome' and e.at < (${query.day}::date + 1)::timestamp at time zone 'Europe/Rome'`]),
  ];
  const rows = await ctx.tx.listRows<Omit<Item, 'at'> & { at: Date }>(sql`
    select e.id, e.at, e.actor_kind as "actorKind", e.account_id as "accountId", e.personality_id as "personalityId", a.display_name as "displayName", e.action,
      e.object_kind as "objectKind", e.object_id as "objectId", e.outcome, e.details, e.address, e.request_id as "requestId", e.block_number as "blockNumber"
    from platform.audit_events e left join identity.accounts a on a.id = e.account_id
    where ${allOf(conditions)} order by e.id desc limit ${query.limit + 1}`);
  const items = rows.slice(0, query.limit).map((row) => ({ ...row, at: row.at.toISOString() }));
  return { items, nextCursor: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null };
}
