/** SQL of reservations: the open one of a car, and the car's own row that tells of it. */
import { v7 as uuidv7 } from 'uuid';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { sql } from '#platform/sql';
import type { StoredState } from './reservation/reservation-rule.ts';
import { withinReach } from './stock.ts';

/** A car whose row is held until the end of the transaction, with its open reservation. */
export interface HeldCar {
  readonly stockId: string;
  readonly nodeId: number;
  readonly state: StoredState;
  readonly open: OpenRow | null;
}

export interface OpenRow {
  readonly id: string;
  readonly quoteId: string | null;
  readonly reservedBy: string | null;
  readonly reservedOn: string;
  readonly heldUntil: string;
}

interface Row {
  id: string;
  quote_id: string | null;
  reserved_by: string | null;
  reserved_on: string;
  held_until: string;
}

const toOpen = (row: Row): OpenRow => ({ id: row.id, quoteId: row.quote_id, reservedBy: row.reserved_by, reservedOn: row.reserved_on, heldUntil: row.held_until });

/**
 * Takes a car in hand: whoever asks for the same car waits here until the first is done, and then reads what it did.
 * Throws not_found for a car outside the actor's reach.
 */
export async function lockCar(ctx: Context, stockId: string): Promise<HeldCar> {
  const car = await ctx.tx.maybeRow<{ node_id: number; state: StoredState }>(sql`
    select s.node_id, s.state from vehicles.stock_vehicles s where ${withinReach(ctx)} and s.id = ${stockId} for update of s`);
  if (car === undefined) throw new AppError('not_found', `stock vehicle ${stockId}`);
  // A statement of its own: the one that waited has the picture from before.
  return { stockId, nodeId: car.node_id, state: car.state, open: await findOpenReservation(ctx, stockId) };
}

/** The reservation of a car that was not ended, run out or not; null when there is none. */
export async function findOpenReservation(ctx: Context, stockId: string): Promise<OpenRow | null> {
  const row = await ctx.tx.maybeRow<Row>(sql`
    select r.id, r.quote_id, r.reserved_by, r.reserved_on, r.held_until from vehicles.reservations r
    where r.tenant_id = ${ctx.tenant.id} and r.stock_id = ${stockId} and r.ended_at is null`);
  return row === undefined ? null : toOpen(row);
}

export async function insertReservation(ctx: Context, car: HeldCar, made: { readonly quoteId: string | null; readonly heldUntil: string }): Promise<OpenRow> {
  const row: OpenRow = { id: uuidv7(), quoteId: made.quoteId, reservedBy: ctx.actor.personalityId, reservedOn: ctx.today, heldUntil: made.heldUntil };
  await ctx.tx.run(sql`
    insert into vehicles.reservations (tenant_id, id, stock_id, node_id, quote_id, reserved_by, reserved_on, held_until)
    values (${ctx.tenant.id}, ${row.id}, ${car.stockId}, ${car.nodeId}, ${row.quoteId}, ${row.reservedBy}, ${row.reservedOn}, ${row.heldUntil})`);
  await tellCar(ctx, car.stockId, row.heldUntil);
  return row;
}

export async function prolongReservation(ctx: Context, car: HeldCar, open: OpenRow, heldUntil: string): Promise<OpenRow> {
  await ctx.tx.run(sql`update vehicles.reservations set held_until = ${heldUntil} where tenant_id = ${ctx.tenant.id} and id = ${open.id}`);
  await tellCar(ctx, car.stockId, heldUntil);
  return { ...open, heldUntil };
}

async function tellCar(ctx: Context, stockId: string, heldUntil: string): Promise<void> {
  await ctx.tx.run(sql`update vehicles.stock_vehicles set held_until = ${heldUntil} where tenant_id = ${ctx.tenant.id} and id = ${stockId}`);
}

/** Ends the open reservation. The car is free then, also for the yard's own system that repeated our reservation. */
export async function endReservation(ctx: Context, car: HeldCar, open: OpenRow, reason: 'released' | 'sold' | 'expired'): Promise<void> {
  await ctx.tx.run(sql`
    update vehicles.reservations set ended_at = ${ctx.now}, end_reason = ${reason} where tenant_id = ${ctx.tenant.id} and id = ${open.id}`);
  await ctx.tx.run(sql`
    update vehicles.stock_vehicles set held_until = null, state = case when state = 'reserved' then 'available' else state end
    where tenant_id = ${ctx.tenant.id} and id = ${car.stockId}`);
}

export async function setSold(ctx: Context, car: HeldCar, quoteId: string | null): Promise<void> {
  await ctx.tx.run(sql`
    update vehicles.stock_vehicles set state = 'sold', held_until = null, sold_on = ${ctx.today}, sold_quote_id = ${quoteId}
    where tenant_id = ${ctx.tenant.id} and id = ${car.stockId}`);
}

/** Cars whose reservation ended before today, at most `most`, each free for whoever locks it first. */
export async function findExpired(ctx: Context, most: number): Promise<string[]> {
  const rows = await ctx.tx.rows<{ stock_id: string }>(sql`
    select r.stock_id from vehicles.reservations r
    where r.tenant_id = ${ctx.tenant.id} and r.ended_at is null and r.held_until < ${ctx.today} order by r.held_until limit ${most}`);
  return rows.map((row) => row.stock_id);
}
