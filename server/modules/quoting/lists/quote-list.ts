/** SQL shaped for the list of quotes: a page in any order within the actor's scope, and how many there are. */
import { addDays } from '#platform/civil-date';
import type { Context } from '#platform/context';
import { sql, type SqlFragment } from '#platform/sql';
import { mostCounted, type QuoteFilter, type QuoteListItem, type QuoteSort, type SortOrder } from './list-contracts.ts';
import { cursorAfter, listOrder, orderFor } from './quote-list-orders.ts';
import { alongRoads, countWalking, selectionOf, type LastDay } from './quote-list-roads.ts';

export interface QuoteListQuery extends QuoteFilter {
  readonly sort?: QuoteSort | undefined;
  readonly order?: SortOrder | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface ListRow {
  id: string;
  number: string;
  reference: string;
  vehicle_label: string;
  offer_name: string;
  plan: QuoteListItem['plan'];
  seller_name: string;
  dealer_code: string;
  kind: QuoteListItem['kind'];
  proposals: number;
  quantity: number;
  customer_type: QuoteListItem['customerType'];
  follow_up_on: string | null;
  price_cents: number;
  total_credit_cents: number;
  term_months: number;
  instalment_cents: number;
  taeg_ppm: number;
  revision: number;
  created_at: Date;
  expires_on: string;
}

export const listColumns: SqlFragment = sql`q.id, q.number, q.reference, q.vehicle_label, q.offer_name, q.plan, q.seller_name, q.dealer_code, q.kind, q.proposals, q.quantity,
  q.customer_type, q.follow_up_on, q.price_cents, q.total_credit_cents, q.term_months, q.instalment_cents, q.taeg_ppm, q.revision, q.created_at, q.expires_on`;

/** A page of quotes in the order asked for; the cursor carries the value and the id of the last row. */
export async function listQuotes(ctx: Context, query: QuoteListQuery): Promise<{ items: QuoteListItem[]; nextCursor: string | null }> {
  const asked = orderFor(query);
  const order = listOrder(asked);
  const after = query.cursor === undefined ? undefined : order.after(query.cursor);
  const selection = await selectionOf(ctx, query, asked.sort);
  const cut = { columns: sql`${listColumns}, ${order.cursorText} as cursor_text`, order, after, limit: query.limit + 1, upTo: newestUpTo(query, asked, ctx.today) };
  const rows = await alongRoads(ctx, selection, cut, (statement) => ctx.tx.listRows<ListRow & { cursor_text: string }>(statement));
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return { items: page.map((row) => toItem(row, ctx.today)), nextCursor: rows.length > query.limit && last !== undefined ? cursorAfter(last.cursor_text, last.id) : null };
}

/** Days that the filter ends with, when the list is asked for newest first. */
function newestUpTo({ status, followUp }: QuoteFilter, { sort, order }: { sort: QuoteSort; order: SortOrder | undefined }, today: string): LastDay | undefined {
  if (sort !== 'newest' || order === 'asc') return undefined;
  if (status === 'expired') return { column: sql`q.expires_on`, last: addDays(today, -1) };
  return followUp === 'due' ? { column: sql`q.follow_up_on`, last: today } : undefined;
}

/**
 * How many quotes of the scope answer a filter, counted up to 1,000; common words in a wide scope are counted within its first
 * thousands of rows, and then there are more than `count`.
 */
export async function countQuotes(ctx: Context, filter: QuoteFilter): Promise<{ count: number; more: boolean }> {
  const selection = await selectionOf(ctx, filter);
  const walked = await countWalking(ctx, selection);
  if (walked !== undefined) return walked.whole ? upToMost(walked.found) : { count: Math.min(walked.found - 1, mostCounted), more: true };
  const anyOrder = sql`null::integer`;
  // In no order: the planner takes whatever index serves the filter best.
  const cut = { columns: undefined, order: { keys: sql`null as key`, onQuotes: anyOrder, onFound: anyOrder, ofPlace: false }, after: undefined, limit: mostCounted + 1 };
  const rows = await alongRoads(ctx, selection, cut, (statement) => ctx.tx.listRows<{ id: string }>(statement));
  return upToMost(rows.length);
}

const upToMost = (found: number): { count: number; more: boolean } => ({ count: Math.min(found, mostCounted), more: found > mostCounted });

/** How many quotes of the actor's scope can still be accepted, up to 1,000: for the navigation. */
export async function countOpenQuotes(ctx: Context): Promise<number> {
  return (await countQuotes(ctx, { status: 'open' })).count;
}

export function toItem(row: ListRow, today: string): QuoteListItem {
  return {
    id: row.id,
    number: row.number,
    reference: row.reference,
    vehicleLabel: row.vehicle_label,
    offerName: row.offer_name,
    plan: row.plan,
    sellerName: row.seller_name,
    dealerCode: row.dealer_code,
    kind: row.kind,
    proposals: row.proposals,
    quantity: row.quantity,
    customerType: row.customer_type,
    followUpOn: row.follow_up_on,
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
