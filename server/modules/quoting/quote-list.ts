/** SQL shaped for the list of quotes: newest first within the actor's scope. */
import type { Context } from '#platform/context';
import { allOf, sql, type SqlFragment } from '#platform/sql';
import type { QuoteListItem } from './api.ts';

export interface QuoteFilter {
  readonly text?: string | undefined;
  readonly status?: 'open' | 'expired' | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

interface Row {
  id: string;
  number: string;
  reference: string;
  vehicle_label: string;
  offer_name: string;
  plan: 'level' | 'balloon';
  seller_name: string;
  dealer_code: string;
  price_cents: number;
  total_credit_cents: number;
  term_months: number;
  instalment_cents: number;
  taeg_ppm: number;
  revision: number;
  created_at: Date;
  expires_on: string;
}

function conditionsOf(ctx: Context, filter: QuoteFilter): SqlFragment {
  const conditions = [
    sql`q.tenant_id = ${ctx.tenant.id}`,
    sql`q.node_id in (select c.descendant_id from identity.v_node_closure c where c.tenant_id = ${ctx.tenant.id} and c.ancestor_id = ${ctx.actor.scopeNodeId})`,
  ];
  for (const word of (filter.text ?? '').toLowerCase().split(/\s+/).filter((part) => part !== '').slice(0, 6)) {
    conditions.push(sql`strpos(q.search_text, ${word}) > 0`);
  }
  if (filter.status === 'open') conditions.push(sql`q.expires_on >= ${ctx.today}`);
  if (filter.status === 'expired') conditions.push(sql`q.expires_on < ${ctx.today}`);
  return allOf(conditions);
}

/** A page of quotes, newest first (ids are time-ordered); the cursor is the last id of the page before. */
export async function listQuotes(ctx: Context, filter: QuoteFilter): Promise<{ items: QuoteListItem[]; nextCursor: string | null }> {
  const after = filter.cursor === undefined ? sql`true` : sql`q.id < ${filter.cursor}`;
  const rows = await ctx.tx.listRows<Row>(sql`
    select q.id, q.number, q.reference, q.vehicle_label, q.offer_name, q.plan, q.seller_name, q.dealer_code, q.price_cents, q.total_credit_cents,
      q.term_months, q.instalment_cents, q.taeg_ppm, q.revision, q.created_at, q.expires_on
    from quoting.quotes q where ${conditionsOf(ctx, filter)} and ${after} order by q.id desc limit ${filter.limit + 1}`);
  const items = rows.slice(0, filter.limit).map((row) => toItem(row, ctx.today));
  return { items, nextCursor: rows.length > filter.limit ? (items.at(-1)?.id ?? null) : null };
}

/** How many quotes of the actor's scope can still be accepted, up to `most`: for the navigation. */
export async function countOpenQuotes(ctx: Context, most: number): Promise<number> {
  const { count } = await ctx.tx.row<{ count: number }>(sql`
    select count(*) as count from (select 1 from quoting.quotes q where ${conditionsOf(ctx, { status: 'open', limit: most })} limit ${most}) found`);
  return count;
}

function toItem(row: Row, today: string): QuoteListItem {
  return {
    id: row.id,
    number: row.number,
    reference: row.reference,
    vehicleLabel: row.vehicle_label,
    offerName: row.offer_name,
    plan: row.plan,
    sellerName: row.seller_name,
    dealerCode: row.dealer_code,
    priceCents: row.price_cents,
    totalCreditCents: row.total_credit_cents,
    termMonths: row.term_months,
    instalmentCents: row.instalment_cents,
    taegPpm: row.taeg_ppm,
    revision: row.revision,
    createdAt: row.created_at.toISOString(),
    expiresOn: row.expires_on,
    status: row.expires_on >= today ? 'open' : 'expired',
  };
}
