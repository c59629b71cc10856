/** SQL that loads vehicles in stock within the actor's reach. */
import { belowNode, permitted, subtreeOf } from '#identity';
import { daysBetween } from '#platform/civil-date';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { sql, type SqlFragment } from '#platform/sql';
import type { StockState, StockVehicle } from './api.ts';
import { toVersion, versionFields, versionJoins, type VersionRow } from './catalogue.ts';
import { meetStock, stockColumnsOfRules } from './rules.ts';

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
  state: StockState;
  held_until: string | null;
  photo_id: string | null;
  colour: string;
  arrived_on: string;
  today: string;
}

/** State on the day of the question. */
export const stateToday = (ctx: Context): SqlFragment => sql`vehicles.stock_state(s.state, s.held_until, ${ctx.today}::date)`;

/** Columns and tables of a stock vehicle, ready for a `where`; `from` gives rows of the table under the name s. */
export function stockColumns(ctx: Context, from: SqlFragment = sql`vehicles.stock_vehicles s`): SqlFragment {
  return sql`s.id as stock_id, s.node_id, n.name as site_name, s.vin, s.plate, s.first_registration_on, s.mileage_km, s.kind, s.price_cents,
    ${stateToday(ctx)} as state, s.held_until, s.colour, s.arrived_on, ${ctx.today}::date as today,
    (select p.id from vehicles.stock_photos p where p.tenant_id = s.tenant_id and p.stock_id = s.id and p.place = 1) as photo_id, ${versionFields}
    from ${from} join vehicles.versions v on v.tenant_id = s.tenant_id and v.id = s.version_id ${versionJoins}
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
    heldUntil: row.state === 'reserved' ? row.held_until : null,
    colour: row.colour,
    arrivedOn: row.arrived_on,
    daysInStock: Math.max(0, daysBetween(row.arrived_on, row.today)),
    photoId: row.photo_id,
  };
}

/** Condition: the vehicle stands within the actor's reach, and was not withdrawn from its yard. Few nodes lead to their cars. */
export function withinReach(ctx: Context): SqlFragment {
  return sql`${permitted(ctx, meetStock, stockColumnsOfRules)} and s.state <> 'withdrawn'`;
}

/** The same for an asker above many sites, whose cars are found by another index; at the tenant's root nothing is left to ask. */
export function withinWideReach(ctx: Context): SqlFragment {
  return sql`s.tenant_id = ${ctx.tenant.id} and s.state <> 'withdrawn' and ((select vehicles.reaches_whole_tenant()) or ${belowNode(ctx.tenant.id, sql`s.node_id`, subtreeOf(ctx, meetStock))})`;
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
