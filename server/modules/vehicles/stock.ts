/** SQL that loads vehicles in stock within the actor's reach. */
import { daysBetween, isCivilDate } from '#platform/civil-date';
import type { Context } from '#platform/context';
import { uuid } from '#platform/contract';
import { AppError } from '#platform/errors';
import { allOf, nothing, sql, type SqlFragment } from '#platform/sql';
import type { StockSort, StockVehicle } from './api.ts';
import { toVersion, versionFields, versionJoins, type VersionRow } from './catalogue.ts';
import { searchWords } from './search-text.ts';

export interface StockRow extends VersionRow {
  stock_id: string;
  node_id: number;
  site_name: string;
  vin: string;
  plate: string | null;
  first_registration_on: string | null;
  mileage_km: number;
  kind: StockVehicle['kind'];
  price_cents: number;
  state: StockVehicle['state'];
  colour: string;
  arrived_on: string;
  today: string;
}

/** Columns and tables of a stock vehicle, ready for a `where`. */
export function stockColumns(ctx: Context): SqlFragment {
  return sql`s.id as stock_id, s.node_id, n.name as site_name, s.vin, s.plate, s.first_registration_on, s.mileage_km, s.kind, s.price_cents, s.state, s.colour,
    s.arrived_on, ${ctx.today}::date as today, ${versionFields}
    from vehicles.stock_vehicles s join vehicles.versions v on v.tenant_id = s.tenant_id and v.id = s.version_id ${versionJoins}
    join identity.v_nodes n on n.tenant_id = s.tenant_id and n.id = s.node_id`;
}

export function toStockVehicle(row: StockRow): StockVehicle {
  return {
    ...toVersion(row),
    stockId: row.stock_id,
    site: { nodeId: row.node_id, name: row.site_name },
    vin: row.vin,
    plate: row.plate,
    firstRegistrationOn: row.first_registration_on,
    mileageKm: row.mileage_km,
    kind: row.kind,
    priceCents: row.price_cents,
    state: row.state,
    colour: row.colour,
    arrivedOn: row.arrived_on,
    daysInStock: Math.max(0, daysBetween(row.arrived_on, row.today)),
  };
}

/** Condition: the vehicle stands within the actor's reach. */
export function withinReach(ctx: Context): SqlFragment {
  return sql`s.tenant_id = ${ctx.tenant.id} and s.node_id in (
    select cl.descendant_id from identity.v_node_closure cl where cl.tenant_id = ${ctx.tenant.id} and cl.ancestor_id = ${ctx.actor.reachNodeId})`;
}

/**
 * Condition: a word of the vehicle begins with what was typed or, from four characters on, holds it anywhere, because
 * people type the end of a VIN or of a plate. strpos is no pattern matching: nothing typed has a meaning of its own.
 */
export function matchesStock(word: string): SqlFragment {
  return word.length >= 4 ? sql`strpos(s.search_text, ${word}) > 0` : sql`strpos(s.search_text, ${` ${word}`}) > 0`;
}

/** A stock vehicle within reach; undefined when it does not exist or is not visible. */
export async function findStockVehicle(ctx: Context, id: string): Promise<StockVehicle | undefined> {
  const row = await ctx.tx.maybeRow<StockRow>(sql`select ${stockColumns(ctx)} where ${withinReach(ctx)} and s.id = ${id}`);
  return row === undefined ? undefined : toStockVehicle(row);
}

export async function getStockVehicle(ctx: Context, id: string): Promise<StockVehicle> {
  const vehicle = await findStockVehicle(ctx, id);
  if (vehicle === undefined) throw new AppError('not_found', `stock vehicle ${id}`);
  return vehicle;
}

export interface StockFilter {
  readonly text?: string | undefined;
  readonly kind?: string | undefined;
  readonly state?: string | undefined;
  readonly siteNodeId?: number | undefined;
  readonly sort?: StockSort | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Each order with the value a cursor carries and how it reads on; ties are broken by id, the newest record first. */
const orders: Readonly<Record<StockSort, { column: SqlFragment; down: boolean; value: (row: StockRow) => string; cast: SqlFragment; holds: (text: string) => boolean }>> = {
  latest: { column: sql`s.arrived_on`, down: true, value: (row) => row.arrived_on, cast: sql`date`, holds: isCivilDate },
  longest: { column: sql`s.arrived_on`, down: false, value: (row) => row.arrived_on, cast: sql`date`, holds: isCivilDate },
  cheapest: { column: sql`s.price_cents`, down: false, value: (row) => String(row.price_cents), cast: sql`bigint`, holds: (text) => /^\d{1,15}$/.test(text) },
  leastDriven: { column: sql`s.mileage_km`, down: false, value: (row) => String(row.mileage_km), cast: sql`bigint`, holds: (text) => /^\d{1,9}$/.test(text) },
};

/** Rows after the one the cursor names. Throws invalid_input when the cursor is none of this order. */
function after(cursor: string, sort: StockSort): SqlFragment {
  const { column, down, cast, holds } = orders[sort];
  const [value = '', id = '', ...rest] = cursor.split('~');
  if (rest.length > 0 || !holds(value) || !uuid.safeParse(id).success) throw new AppError('invalid_input', 'cursor');
  const beyond = down ? sql`${column} < ${value}::${cast}` : sql`${column} > ${value}::${cast}`;
  return sql`(${beyond} or (${column} = ${value}::${cast} and s.id < ${id}))`;
}

/** A page of stock within reach; the latest arrivals first unless another order is asked for. */
export async function listStock(ctx: Context, filter: StockFilter): Promise<{ items: StockVehicle[]; nextCursor: string | null }> {
  const sort = filter.sort ?? 'latest';
  const conditions = [withinReach(ctx), ...searchWords(filter.text ?? '').map(matchesStock)];
  if (filter.kind !== undefined) conditions.push(sql`s.kind = ${filter.kind}`);
  if (filter.state !== undefined) conditions.push(sql`s.state = ${filter.state}`);
  if (filter.siteNodeId !== undefined) conditions.push(sql`s.node_id = ${filter.siteNodeId}`);
  if (filter.cursor !== undefined) conditions.push(after(filter.cursor, sort));
  const { column, down, value } = orders[sort];
  const rows = await ctx.tx.listRows<StockRow>(sql`
    select ${stockColumns(ctx)} where ${allOf(conditions)} order by ${column} ${down ? sql`desc` : nothing}, s.id desc limit ${filter.limit + 1}`);
  const page = rows.slice(0, filter.limit);
  const last = page.at(-1);
  return { items: page.map(toStockVehicle), nextCursor: rows.length > filter.limit && last !== undefined ? `${value(last)}~${last.stock_id}` : null };
}
