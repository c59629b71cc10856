/**
 * SQL shaped for the stock list. A page is read along an index that is already in the order asked for, so that half a million
 * cars cost what five hundred do: site by site for a dealer, along the whole network's index for those above many sites.
 */
import { permitted, subtreeOf } from '#identity';
import { addDays, isCivilDate } from '#platform/civil-date';
import type { Context } from '#platform/context';
import { uuid } from '#platform/contract';
import { AppError } from '#platform/errors';
import { allOf, nothing, sql, type SqlFragment } from '#platform/sql';
import type { StockSort, StockState, StockVehicle } from './api.ts';
import { searchWords } from './search-text.ts';
import { matchesStock, stockColumns, toStockVehicle, withinReach, withinWideReach, type StockRow } from './stock.ts';
import { meetStock } from './rules.ts';

export interface StockFilter {
  readonly text?: string | undefined;
  readonly kind?: string | undefined;
  readonly state?: StockState | undefined;
  readonly siteNodeId?: number | undefined;
  readonly makeId?: string | undefined;
  readonly minPriceCents?: number | undefined;
  readonly maxPriceCents?: number | undefined;
  /** Days in stock. */
  readonly minDays?: number | undefined;
  readonly maxDays?: number | undefined;
  readonly sort?: StockSort | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

interface Order {
  readonly columns: readonly SqlFragment[];
  readonly down: boolean;
  /** The columns' values as a cursor carries them. */
  readonly value: (row: StockRow) => string;
  readonly holds: (text: string) => boolean;
  readonly read: (text: string) => SqlFragment;
}

const arrival = { columns: [sql`s.arrived_on`], value: (row: StockRow) => row.arrived_on, holds: isCivilDate, read: (text: string) => sql`${text}::date` };
const price = { columns: [sql`s.price_cents`], value: (row: StockRow) => String(row.price_cents), holds: (text: string) => /^\d{1,15}$/.test(text), read: (text: string) => sql`${text}::bigint` };
const mileage = { columns: [sql`s.mileage_km`], value: (row: StockRow) => String(row.mileage_km), holds: (text: string) => /^\d{1,9}$/.test(text), read: (text: string) => sql`${text}::integer` };
/** What can be sold, also what is reserved, stands before what is sold: nobody opens a yard to look at cars that left it. */
const onHand: Order = {
  columns: [sql`(s.state <> 'sold')`, sql`s.arrived_on`],
  down: true,
  value: (row) => `${row.state === 'sold' ? 'sold' : 'onHand'} ${row.arrived_on}`,
  holds: (text) => /^(sold|onHand) /.test(text) && isCivilDate(text.slice(text.indexOf(' ') + 1)),
  read: (text) => sql`${text.startsWith('onHand')}::boolean, ${text.slice(text.indexOf(' ') + 1)}::date`,
};

/** Each order with the value a cursor carries; ties go by id in the same direction, so that one index serves both. */
const orders: Readonly<Record<StockSort, Order>> = {
  latest: { ...arrival, down: true },
  longest: { ...arrival, down: false },
  cheapest: { ...price, down: false },
  dearest: { ...price, down: true },
  leastDriven: { ...mileage, down: false },
  mostDriven: { ...mileage, down: true },
};

const orderFor = ({ sort, state }: Pick<StockFilter, 'sort' | 'state'>): Order => (sort !== undefined ? orders[sort] : state === undefined ? onHand : orders.latest);

const columnsOf = (columns: readonly SqlFragment[]): SqlFragment => columns.reduce((all, column) => sql`${all}, ${column}`);

/** Rows after the one the cursor names. Throws invalid_input when the cursor is none of this order. */
function after(cursor: string, { columns, down, holds, read }: Order): SqlFragment {
  const [value = '', id = '', ...rest] = cursor.split('~');
  if (rest.length > 0 || !holds(value) || !uuid.safeParse(id).success) throw new AppError('invalid_input', 'cursor');
  return sql`(${columnsOf(columns)}, s.id) ${down ? sql`<` : sql`>`} (${read(value)}, ${id}::uuid)`;
}

/**
 * `vehicles.stock_state` told column by column: the planner knows how many cars each leaves, so it neither reads all of them for
 * the many that are available nor walks past all of them for the few that are not.
 */
function inState(ctx: Context, state: StockState): SqlFragment {
  if (state === 'sold') return sql`s.state = 'sold'`;
  if (state === 'available') return sql`(s.state = 'available' and (s.held_until is null or s.held_until < ${ctx.today}) or s.state = 'reserved' and s.held_until < ${ctx.today})`;
  return sql`(s.held_until is not null or s.state = 'reserved') and s.state <> 'sold' and (s.held_until >= ${ctx.today} or s.held_until is null)`;
}

/** Conditions on the car's own row. */
function conditionsOf(ctx: Context, filter: StockFilter): SqlFragment[] {
  const conditions: SqlFragment[] = [];
  if (filter.kind !== undefined) conditions.push(sql`s.kind = ${filter.kind}`);
  if (filter.state !== undefined) conditions.push(inState(ctx, filter.state));
  if (filter.makeId !== undefined) conditions.push(sql`s.make_id = ${filter.makeId}`);
  if (filter.minPriceCents !== undefined) conditions.push(sql`s.price_cents >= ${filter.minPriceCents}`);
  if (filter.maxPriceCents !== undefined) conditions.push(sql`s.price_cents <= ${filter.maxPriceCents}`);
  if (filter.minDays !== undefined) conditions.push(sql`s.arrived_on <= ${addDays(ctx.today, -filter.minDays)}`);
  // Nought days is what arrived today, and what is still to arrive.
  if (filter.maxDays !== undefined) conditions.push(sql`s.arrived_on >= ${addDays(ctx.today, -filter.maxDays)}`);
  return conditions;
}

/** Above so many nodes cars are read along the network's index: one in a few hundred of it is the asker's at least. */
const mostNodesOneByOne = 200;
/** Fewer cars than this with the typed words are looked up by their words; of more, the next page is found sooner by walking. */
const mostByWords = 2000;

/** Nodes within reach, at most one more than are read one by one; or the one asked for. */
async function nodesOf(ctx: Context, siteNodeId: number | undefined): Promise<number[]> {
  const only = siteNodeId === undefined ? nothing : sql`and cl.descendant_id = ${siteNodeId}`;
  const rows = await ctx.tx.rows<{ id: number }>(sql`
    select cl.descendant_id as id from identity.v_node_closure cl
    where cl.tenant_id = ${ctx.tenant.id} and cl.ancestor_id = ${subtreeOf(ctx, meetStock)} ${only} limit ${mostNodesOneByOne + 1}`);
  return rows.map((row) => row.id);
}

/** Nodes within reach; undefined when they are so many that stock is read along the network's own indexes. */
export async function fewNodes(ctx: Context): Promise<readonly number[] | undefined> {
  const nodes = await nodesOf(ctx, undefined);
  return nodes.length > mostNodesOneByOne ? undefined : nodes;
}

/** The cars of a page under the name s, read site by site. */
function fromSites(ctx: Context, nodes: readonly number[], conditions: readonly SqlFragment[], order: SqlFragment, limit: number): SqlFragment {
  return sql`(
    select found.* from unnest(${[...nodes]}::integer[]) site (node_id)
    cross join lateral (
      select s.* from vehicles.stock_vehicles s where s.tenant_id = ${ctx.tenant.id} and s.node_id = site.node_id and s.state <> 'withdrawn' and ${allOf(conditions)} order by ${order} limit ${limit}
    ) found
  ) s`;
}

/** Conditions that a car has the words: by their index when few cars have them, else compared car by car. */
async function havingWords(ctx: Context, words: readonly string[]): Promise<SqlFragment[]> {
  if (words.length === 0) return [];
  const ids = await ctx.tx.rows<{ id: string }>(sql`select m.stock_id as id from vehicles.match_stock(${[...words]}, ${mostByWords + 1}) m`);
  return ids.length <= mostByWords ? [sql`s.id = any(${ids.map((row) => row.id)}::uuid[])`] : words.map(matchesStock);
}

/** The same for an asker above many sites: along the network's index, or by the words when few cars have them. */
async function fromNetwork(ctx: Context, words: readonly string[], conditions: readonly SqlFragment[], order: SqlFragment, limit: number): Promise<SqlFragment> {
  const where = [withinWideReach(ctx), ...conditions, ...(await havingWords(ctx, words))];
  return sql`(select s.* from vehicles.stock_vehicles s where ${allOf(where)} order by ${order} limit ${limit}) s`;
}

const orderOf = ({ columns, down }: Order): SqlFragment => columnsOf([...columns, sql`s.id`].map((column) => (down ? sql`${column} desc` : column)));

/** The statement of a page; apart, so that a test can ask for its plan. */
export async function stockPageStatement(ctx: Context, filter: StockFilter): Promise<SqlFragment> {
  const by = orderFor(filter);
  const order = orderOf(by);
  const words = searchWords(filter.text ?? '');
  const conditions = conditionsOf(ctx, filter);
  if (filter.cursor !== undefined) conditions.push(after(filter.cursor, by));
  const nodes = await nodesOf(ctx, filter.siteNodeId);
  const limit = filter.limit + 1;
  const cars =
    nodes.length <= mostNodesOneByOne
      ? fromSites(ctx, nodes, [...conditions, ...words.map(matchesStock)], order, limit)
      : await fromNetwork(ctx, words, conditions, order, limit);
  return sql`select ${stockColumns(ctx, cars)} order by ${order} limit ${limit}`;
}

/** A page of stock within reach; what is on hand, the latest arrivals first, and then what is sold, unless another order is asked for. */
export async function listStock(ctx: Context, filter: StockFilter): Promise<{ items: StockVehicle[]; nextCursor: string | null }> {
  const rows = await ctx.tx.listRows<StockRow>(await stockPageStatement(ctx, filter));
  const page = rows.slice(0, filter.limit);
  const last = page.at(-1);
  const { value } = orderFor(filter);
  return { items: page.map(toStockVehicle), nextCursor: rows.length > filter.limit && last !== undefined ? `${value(last)}~${last.stock_id}` : null };
}

/** Condition and order of the whole list under the name s: for a cursor, which takes the cars as they are asked for. */
export async function wholeStock(ctx: Context, filter: Omit<StockFilter, 'cursor' | 'limit'>): Promise<{ where: SqlFragment; order: SqlFragment }> {
  const words = searchWords(filter.text ?? '');
  const site = filter.siteNodeId === undefined ? [] : [sql`s.node_id = ${filter.siteNodeId}`];
  // Above many sites words are looked up as the page does; of a dealer's few cars each is compared.
  const few = (await fewNodes(ctx)) !== undefined;
  const having = few ? words.map(matchesStock) : await havingWords(ctx, words);
  return { where: allOf([few ? withinReach(ctx) : withinWideReach(ctx), ...site, ...conditionsOf(ctx, { ...filter, limit: 0 }), ...having]), order: orderOf(orderFor(filter)) };
}

/** Sites within reach that hold stock, by name, whose name holds the text. */
export async function listSites(ctx: Context, text: string, limit: number): Promise<{ nodeId: number; name: string }[]> {
  return ctx.tx.rows(sql`
    select n.id as "nodeId", n.name from identity.v_nodes n
    where ${permitted(ctx, meetStock, { tenantId: sql`n.tenant_id`, nodeId: sql`n.id` })} and strpos(lower(n.name), lower(${text})) > 0
      and exists (select 1 from vehicles.stock_vehicles s where s.tenant_id = n.tenant_id and s.node_id = n.id and s.state <> 'withdrawn')
    order by n.name collate "it-x-icu", n.id limit ${limit}`);
}
