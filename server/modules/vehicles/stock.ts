/** SQL that loads vehicles in stock within the actor's reach. */
import { daysBetween } from '#platform/civil-date';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { allOf, sql, type SqlFragment } from '#platform/sql';
import type { StockVehicle } from './api.ts';
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

function withinReach(ctx: Context): SqlFragment {
  return sql`s.tenant_id = ${ctx.tenant.id} and s.node_id in (
    select cl.descendant_id from identity.v_node_closure cl where cl.tenant_id = ${ctx.tenant.id} and cl.ancestor_id = ${ctx.actor.reachNodeId})`;
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
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** A page of stock within reach, the newest records first (ids are time-ordered). */
export async function listStock(ctx: Context, filter: StockFilter): Promise<{ items: StockVehicle[]; nextCursor: string | null }> {
  const conditions = [withinReach(ctx)];
  for (const word of searchWords(filter.text ?? '')) conditions.push(sql`strpos(s.search_text, ${word}) > 0`);
  if (filter.kind !== undefined) conditions.push(sql`s.kind = ${filter.kind}`);
  if (filter.state !== undefined) conditions.push(sql`s.state = ${filter.state}`);
  if (filter.siteNodeId !== undefined) conditions.push(sql`s.node_id = ${filter.siteNodeId}`);
  if (filter.cursor !== undefined) {
    if (!/^[0-9a-f-]{36}$/.test(filter.cursor)) throw new AppError('invalid_input', 'cursor');
    conditions.push(sql`s.id < ${filter.cursor}`);
  }
  const rows = await ctx.tx.listRows<StockRow>(sql`select ${stockColumns(ctx)} where ${allOf(conditions)} order by s.id desc limit ${filter.limit + 1}`);
  const items = rows.slice(0, filter.limit).map(toStockVehicle);
  return { items, nextCursor: rows.length > filter.limit ? (items.at(-1)?.stockId ?? null) : null };
}
