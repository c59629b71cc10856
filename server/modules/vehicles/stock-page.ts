/** A car's page: what is known of it, what happened to it, and what the asker may do with it. */
import { yearOf } from '#platform/civil-date';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { sql } from '#platform/sql';
import { mostPhotos, type Reservation, type StockEvent, type StockPage, type StockPhoto, type StockVehicle } from './api.ts';
import { describeVin, modelYearBounds } from './identifiers/describe-vin.ts';
import { mayEnd } from './release-reservation.ts';
import { stockColumns, toStockVehicle, withinReach, type StockRow } from './stock.ts';
import { listPhotos } from './stock-photos.ts';

interface PageRow extends StockRow {
  plate_country: string;
  category: string | null;
  mass_kg: number | null;
  produced_from: string | null;
  produced_to: string | null;
  sold_on: string | null;
  sold_quote_id: string | null;
}

interface ReservationRow {
  id: string;
  quote_id: string | null;
  reserved_by: string | null;
  by_name: string | null;
  reserved_on: string;
  held_until: string;
  ended_on: string | null;
  end_reason: 'released' | 'sold' | 'expired' | null;
}

/** As many as anybody reads of one car. */
const mostEvents = 50;

/** Throws not_found for a car out of reach. */
export async function getStockPage(ctx: Context, stockId: string): Promise<StockPage> {
  const row = await ctx.tx.maybeRow<PageRow>(sql`
    select s.plate_country, s.sold_on, s.sold_quote_id, v.category, v.mass_kg, v.produced_from, v.produced_to, ${stockColumns(ctx)} where ${withinReach(ctx)} and s.id = ${stockId}`);
  if (row === undefined) throw new AppError('not_found', `stock vehicle ${stockId}`);
  const vehicle = toStockVehicle(row);
  const reservations = await reservationsOf(ctx, stockId);
  const open = reservations.find((one) => one.ended_on === null && one.held_until >= ctx.today);
  const photos = await listPhotos(ctx, stockId);
  return {
    vehicle,
    technical: {
      powerKw: row.power_kw, powerCv: row.power_cv, co2GKm: row.co2_g_km, category: row.category, massKg: row.mass_kg, producedFrom: row.produced_from, producedTo: row.produced_to,
    },
    identifiers: identifiersOf(ctx, row),
    photos,
    reservation: open === undefined || vehicle.state !== 'reserved' ? null : toReservation(ctx, open),
    history: await historyOf(ctx, row, reservations),
    operations: operationsOf(ctx, vehicle, open, photos),
  };
}

function identifiersOf(ctx: Context, row: PageRow): StockPage['identifiers'] {
  const registeredIn = row.first_registration_on === null ? null : yearOf(row.first_registration_on);
  const bounds = modelYearBounds({ isNew: row.kind === 'new', registeredIn, arrivedIn: yearOf(row.arrived_on) }, yearOf(ctx.today));
  const { maker, country, possibleModelYears } = describeVin(row.vin, bounds);
  return { plateCountry: row.plate_country, maker, country, possibleModelYears: [...possibleModelYears] };
}

async function reservationsOf(ctx: Context, stockId: string): Promise<ReservationRow[]> {
  return ctx.tx.rows<ReservationRow>(sql`
    select r.id, r.quote_id, r.reserved_by, p.display_name as by_name, r.reserved_on, r.held_until, (r.ended_at at time zone 'Europe/Rome')::date as ended_on, r.end_reason
    from vehicles.reservations r left join identity.v_people p on p.personality_id = r.reserved_by
    where r.tenant_id = ${ctx.tenant.id} and r.stock_id = ${stockId} order by r.reserved_on desc, r.id desc limit ${mostEvents}`);
}

function toReservation(ctx: Context, row: ReservationRow): Reservation {
  return {
    reservationId: row.id,
    quoteId: row.quote_id,
    reservedBy: row.by_name,
    reservedOn: row.reserved_on,
    heldUntil: row.held_until,
    own: row.reserved_by !== null && row.reserved_by === ctx.actor.personalityId,
  };
}

async function historyOf(ctx: Context, row: PageRow, reservations: readonly ReservationRow[]): Promise<StockEvent[]> {
  const prices = await ctx.tx.rows<{ on: string; by_name: string | null; before_cents: number; after_cents: number }>(sql`
    select (c.changed_at at time zone 'Europe/Rome')::date as on, p.display_name as by_name, c.before_cents, c.after_cents
    from vehicles.price_changes c left join identity.v_people p on p.personality_id = c.changed_by
    where c.tenant_id = ${ctx.tenant.id} and c.stock_id = ${row.stock_id} order by c.id desc limit ${mostEvents}`);
  const events: StockEvent[] = [
    ...(row.state === 'sold' && row.sold_on !== null ? [{ kind: 'sold' as const, on: row.sold_on, quoteId: row.sold_quote_id }] : []),
    ...reservations.flatMap((one): StockEvent[] => {
      const begun: StockEvent = { kind: 'reserved', on: one.reserved_on, by: one.by_name, quoteId: one.quote_id, heldUntil: one.held_until };
      return one.ended_on === null || one.end_reason === null ? [begun] : [{ kind: 'reservationEnded', on: one.ended_on, reason: one.end_reason }, begun];
    }),
    ...prices.map((one): StockEvent => ({ kind: 'priceChanged', on: one.on, by: one.by_name, beforeCents: one.before_cents, afterCents: one.after_cents })),
    { kind: 'arrived', on: row.arrived_on },
  ];
  // Stable: what happened on one day stays in the order above, the latest first.
  return events.toSorted((a, b) => (a.on === b.on ? 0 : a.on < b.on ? 1 : -1));
}

type WhyNot = StockPage['operations']['reserve'];

function operationsOf(ctx: Context, vehicle: StockVehicle, open: ReservationRow | undefined, photos: readonly StockPhoto[]): StockPage['operations'] {
  const holds = (privilege: string) => ctx.actor.privileges.has(privilege);
  const sold: WhyNot = vehicle.state === 'sold' ? 'vehicle_sold' : null;
  const by = (privilege: string, reason: WhyNot): WhyNot => (holds(privilege) ? reason : 'forbidden');
  const mayFree = mayEnd(ctx, open?.reserved_by ?? null);
  const own = open !== undefined && open.quote_id === null && open.reserved_by !== null && open.reserved_by === ctx.actor.personalityId;
  const held: WhyNot = vehicle.state === 'reserved' ? 'vehicle_reserved' : null;
  const heldByAnother: WhyNot = mayFree ? null : held;
  return {
    quote: by('quoting.quote.price', sold ?? (own || mayFree ? null : held)),
    // Who holds it by hand may prolong.
    reserve: by('vehicles.stock.reserve', sold ?? (own ? null : held)),
    release: by('vehicles.stock.reserve', sold ?? (open === undefined ? 'not_reserved' : mayFree ? null : 'vehicle_reserved')),
    sell: by('vehicles.stock.reserve', sold ?? heldByAnother),
    addPhoto: by('vehicles.stock.edit', photos.filter((photo) => !photo.illustration).length >= mostPhotos ? 'photos_full' : null),
  };
}
