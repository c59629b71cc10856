/** SQL of receipts: written once per personality and version, read by those above. */
import type { Context } from '#platform/context';
import { nothing, sql, type SqlFragment } from '#platform/sql';
import { linesOf, recipients } from './audience.ts';

export interface Receipt {
  readonly firstSeenAt: Date;
  readonly confirmedAt: Date | null;
}

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
    where r.tenant_id = ${ctx.tenant.id} and r.item_id = ${itemId} and r.version = ${version} and r.personality_id = ${ctx.actor.personalityId} and r.confirmed_at is null`);
  return { receipt: await ownReceipt(ctx, itemId, version), first: first === 1 };
}

async function ownReceipt(ctx: Context, itemId: string, version: number): Promise<Receipt> {
  return ctx.tx.row<Receipt>(sql`
    select r.first_seen_at as "firstSeenAt", r.confirmed_at as "confirmedAt" from news.receipts r
    where r.tenant_id = ${ctx.tenant.id} and r.item_id = ${itemId} and r.version = ${version} and r.personality_id = ${ctx.actor.personalityId}`);
}

export interface Figures {
  readonly recipients: number;
  readonly seen: number;
  readonly confirmed: number;
}

/** Recipients of a version at and below a place, with their receipts: personality_id, node_id, display_name, label, first_seen_at, confirmed_at. */
function receiptsBelow(ctx: Context, of: { readonly itemId: string; readonly version: number; readonly nodeId: number }): SqlFragment {
  return sql`
    select q.personality_id, q.account_id, q.node_id, q.display_name, q.label, r.first_seen_at, r.confirmed_at
    from (${recipients(ctx, linesOf(ctx, of.itemId, of.version))}) q
    join identity.v_node_closure b on b.tenant_id = ${ctx.tenant.id} and b.ancestor_id = ${of.nodeId} and b.descendant_id = q.node_id
    left join news.receipts r on r.tenant_id = ${ctx.tenant.id} and r.item_id = ${of.itemId} and r.version = ${of.version} and r.personality_id = q.personality_id`;
}

/** Figures of a place in all and of each place right below it, in one question. People who stand at the place itself count in its total alone. */
export async function figuresByArea(ctx: Context, of: { readonly itemId: string; readonly version: number; readonly nodeId: number }): Promise<(Figures & { nodeId: number; code: string; name: string; own: boolean })[]> {
  return ctx.tx.rows(sql`
    with r as materialized (${receiptsBelow(ctx, of)}),
    area as (
      select n.id, n.code, n.name, n.id = ${of.nodeId} as own from identity.v_nodes n
      where n.tenant_id = ${ctx.tenant.id} and (n.parent_id = ${of.nodeId} or n.id = ${of.nodeId})
    )
    select area.id as "nodeId", area.code, area.name, area.own, count(r.personality_id) as recipients, count(r.first_seen_at) as seen, count(r.confirmed_at) as confirmed
    from area left join (r join identity.v_node_closure c on c.tenant_id = ${ctx.tenant.id} and c.descendant_id = r.node_id and c.depth <= 6) on c.ancestor_id = area.id
    group by area.id, area.code, area.name, area.own having count(r.personality_id) > 0 or area.own
    order by area.own desc, count(r.personality_id) - count(r.first_seen_at) desc, area.name`);
}

export interface ReceiptRow {
  readonly personalityId: string;
  readonly displayName: string;
  readonly label: string;
  readonly place: string;
  readonly firstSeenAt: Date | null;
  readonly confirmedAt: Date | null;
}

export interface ReceiptQuestion {
  readonly itemId: string;
  readonly version: number;
  readonly nodeId: number;
  /** What the version asks for: a confirmation, or to be seen. */
  readonly mustConfirm: boolean;
  readonly show: 'missing' | 'all';
}

/** The people behind the figures, by name. */
export function receiptPeople(ctx: Context, asked: ReceiptQuestion): SqlFragment {
  const missing = asked.show === 'all' ? nothing : asked.mustConfirm ? sql`where r.confirmed_at is null` : sql`where r.first_seen_at is null`;
  return sql`
    select r.personality_id as "personalityId", r.display_name as "displayName", r.label, coalesce(n.name, '') as place, r.first_seen_at as "firstSeenAt", r.confirmed_at as "confirmedAt"
    from (${receiptsBelow(ctx, asked)}) r left join identity.v_nodes n on n.tenant_id = ${ctx.tenant.id} and n.id = r.node_id ${missing}
    order by r.display_name, r.personality_id`;
}
