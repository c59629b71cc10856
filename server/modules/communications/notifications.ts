import { v7 as uuidv7 } from 'uuid';
import type { Context } from '#platform/context';
import { publish } from '#platform/outbox';
import { nothing, sql } from '#platform/sql';
import type { Notification } from './api.ts';

export interface Announcement {
  readonly addressees: readonly { readonly personalityId: string; readonly accountId: string; readonly nodeId: number }[];
  readonly kind: string;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
  readonly link: string;
  /** Names the cause; a second announcement of the same cause to the same personality is passed over. */
  readonly source: string;
}

/** Tells people something inside the desk, once per cause, and wakes their open pages. */
export async function notify(ctx: Context, announcement: Announcement): Promise<void> {
  const { addressees } = announcement;
  if (addressees.length === 0) return;
  const told = await ctx.tx.run(sql`
    insert into communications.notifications (tenant_id, id, personality_id, account_id, kind, facts, link, source, created_at)
    select ${ctx.tenant.id}, a.id, a.personality_id, a.account_id, ${announcement.kind}, ${JSON.stringify(announcement.facts)}::jsonb,
      ${announcement.link}, ${announcement.source}, ${ctx.now}
    from unnest(${addressees.map(() => uuidv7())}::uuid[], ${addressees.map((a) => a.personalityId)}::uuid[], ${addressees.map((a) => a.accountId)}::uuid[])
      a (id, personality_id, account_id)
    on conflict do nothing`);
  if (told === 0) return;
  for (const addressee of addressees) {
    await publish(ctx, { kind: 'communications.notified', nodeId: addressee.nodeId, payload: { accountId: addressee.accountId } });
  }
}

interface NotificationRow {
  id: string;
  kind: string;
  facts: Notification['facts'];
  link: string;
  created_at: Date;
  read_at: Date | null;
}

/** A page of the active personality's notifications, newest first. The cursor is the last id (time-ordered). */
export async function pageNotifications(ctx: Context, page: { cursor?: string | undefined; limit: number }): Promise<{ items: Notification[]; unread: number; nextCursor: string | null }> {
  const after = page.cursor === undefined ? nothing : sql`and n.id < ${page.cursor}`;
  const rows = await ctx.tx.rows<NotificationRow>(sql`
    select n.id, n.kind, n.facts, n.link, n.created_at, n.read_at from communications.notifications n
    where n.tenant_id = ${ctx.tenant.id} and n.personality_id = ${ctx.actor.personalityId} ${after}
    order by n.id desc limit ${page.limit + 1}`);
  const items = rows.slice(0, page.limit).map((row) => ({
    id: row.id,
    kind: row.kind,
    facts: row.facts,
    link: row.link,
    createdAt: row.created_at.toISOString(),
    readAt: row.read_at?.toISOString() ?? null,
  }));
  return { items, unread: await countUnread(ctx), nextCursor: rows.length > page.limit ? (items.at(-1)?.id ?? null) : null };
}

/** Marks the named notifications, or all, as read; answers how many were not read before. */
export async function markRead(ctx: Context, ids: readonly string[] | null): Promise<number> {
  const chosen = ids === null ? nothing : sql`and n.id = any(${[...ids]}::uuid[])`;
  return ctx.tx.run(sql`
    update communications.notifications n set read_at = ${ctx.now}
    where n.tenant_id = ${ctx.tenant.id} and n.personality_id = ${ctx.actor.personalityId} and n.read_at is null ${chosen}`);
}

export async function countUnread(ctx: Context): Promise<number> {
  const { count } = await ctx.tx.row<{ count: number }>(sql`
    select count(*) as count from communications.notifications n
    where n.tenant_id = ${ctx.tenant.id} and n.personality_id = ${ctx.actor.personalityId} and n.read_at is null`);
  return count;
}
