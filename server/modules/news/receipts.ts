/** SQL of receipts: written once per personality, person and version, read by those above. Whoever stands in writes his own beside the absent's. */
import type { Context } from '#platform/context';
import { nothing, sql, type SqlFragment } from '#platform/sql';

export interface Receipt {
  readonly firstSeenAt: Date;
  readonly confirmedAt: Date | null;
}

/** Condition: receipt `r` is of the acting personality and of the very person who acts in it. */
export const isOwn = (ctx: Context): SqlFragment => sql`r.personality_id = ${ctx.actor.personalityId} and r.account_id = ${ctx.actor.accountId}`;

/** Notes that the acting personality has a version in front of it; `first` tells whether it is the first time. */
export async function noteSeen(ctx: Context, itemId: string, version: number): Promise<{ receipt: Receipt; first: boolean }> {
  const first = await ctx.tx.run(sql`
    insert into news.receipts (tenant_id, item_id, version, personality_id, account_id, first_seen_at)
    values (${ctx.tenant.id}, ${itemId}, ${version}, ${ctx.actor.personalityId}, ${ctx.actor.accountId}, ${ctx.now}) on conflict do nothing`);
  return { receipt: await ownReceipt(ctx, itemId, version), first: first === 1 };
}

/** Confirms a version that was seen; `first` tells whether it is the first time. Two at once leave one confirmation. */
export async function noteConfirmed(ctx: Context, itemId: string, version: number, network: string): Promise<{ receipt: Receipt; first: boolean }> {
  const first = await ctx.tx.run(sql`
    update news.receipts r set confirmed_at = greatest(${ctx.now}::timestamptz, r.first_seen_at), network = ${network}
    where r.tenant_id = ${ctx.tenant.id} and r.item_id = ${itemId} and r.version = ${version} and ${isOwn(ctx)} and r.confirmed_at is null`);
  return { receipt: await ownReceipt(ctx, itemId, version), first: first === 1 };
}

async function ownReceipt(ctx: Context, itemId: string, version: number): Promise<Receipt> {
  return ctx.tx.row<Receipt>(sql`
    select r.first_seen_at as "firstSeenAt", r.confirmed_at as "confirmedAt" from news.receipts r
    where r.tenant_id = ${ctx.tenant.id} and r.item_id = ${itemId} and r.version = ${version} and ${isOwn(ctx)}`);
}

export interface Figures {
  readonly recipients: number;
  readonly seen: number;
  readonly confirmed: number;
}

interface Of {
  readonly itemId: string;
  readonly version: number;
  readonly nodeId: number;
}

/** Recipients of a version at and below a place of the scope, with their receipts; `area_id` is the place right below it. */
const receiptsAt = (ctx: Context, of: Of): SqlFragment => sql`news.receipts_at(${of.itemId}, ${of.version}, ${of.nodeId}, ${ctx.today})`;

/** Figures of each place right below the one asked for, the most unread first; those who stand at the place itself have no area. */
export async function figuresByArea(ctx: Context, of: Of): Promise<(Figures & { nodeId: number | null; code: string; name: string })[]> {
  return ctx.tx.rows(sql`
    with f as (select r.area_id, count(*) as recipients, count(r.first_seen_at) as seen, count(r.confirmed_at) as confirmed from ${receiptsAt(ctx, of)} r group by r.area_id)
    select f.area_id as "nodeId", coalesce(n.code, '') as code, coalesce(n.name, '') as name, f.recipients, f.seen, f.confirmed
    from f left join identity.v_nodes n on n.tenant_id = ${ctx.tenant.id} and n.id = f.area_id
    order by f.recipients - f.seen desc, n.name`);
}

export interface ReceiptRow {
  readonly personalityId: string;
  readonly displayName: string;
  readonly label: string;
  readonly place: string;
  readonly firstSeenAt: Date | null;
  readonly confirmedAt: Date | null;
}

export interface ReceiptQuestion extends Of {
  /** What the version asks for: a confirmation, or to be seen. */
  readonly mustConfirm: boolean;
  readonly show: 'missing' | 'all';
}

/** The people behind the figures, by name. */
export function receiptPeople(ctx: Context, asked: ReceiptQuestion): SqlFragment {
  const missing = asked.show === 'all' ? nothing : asked.mustConfirm ? sql`where r.confirmed_at is null` : sql`where r.first_seen_at is null`;
  return sql`
    select r.personality_id as "personalityId", r.display_name as "displayName", r.label, r.place, r.first_seen_at as "firstSeenAt", r.confirmed_at as "confirmedAt"
    from ${receiptsAt(ctx, asked)} r ${missing}
    order by r.display_name, r.personality_id`;
}
