import { decide, permitted } from '#identity';
import type { Context } from '#platform/context';
import { uuid } from '#platform/contract';
import type { Decision, ObjectFacts, RuledKind } from '#platform/rule';
import { sql } from '#platform/sql';
import type { HeldCar } from './reservations.ts';
import { meetStock, stockColumnsOfRules, stockRules } from './rules.ts';

/** Decides about a deed with a car in hand, for the audit row of the deed. Throws forbidden or not_found. */
export async function decideOnCar(ctx: Context, action: string, car: HeldCar): Promise<Decision | undefined> {
  return decide(ctx, stockRules, { action, objectKind: 'stock-vehicle', facts: { tenantId: ctx.tenant.id, nodeId: car.nodeId, state: car.state, ownerPersonalityId: car.open?.reservedBy ?? null } });
}

/** A car within the asker's reach, by its id, plate or VIN, as the rules see it; its owner is whoever holds it reserved. */
async function findRuledVehicle(ctx: Context, idOrMark: string): Promise<{ label: string; facts: ObjectFacts } | undefined> {
  const mark = idOrMark.replace(/\s/g, '').toUpperCase();
  const named = uuid.safeParse(idOrMark).success ? sql`s.id = ${idOrMark}` : sql`(s.plate = ${mark} or s.vin = ${mark})`;
  const [row] = await ctx.tx.rows<{ id: string; vin: string; plate: string | null; node_id: number; state: string; reserved_by: string | null }>(sql`
    select s.id, s.vin, s.plate, s.node_id, s.state, r.reserved_by from vehicles.stock_vehicles s
    left join vehicles.reservations r on r.tenant_id = s.tenant_id and r.stock_id = s.id and r.ended_at is null
    where ${permitted(ctx, meetStock, stockColumnsOfRules, 'each')} and ${named} order by s.id limit 1`);
  if (row === undefined) return undefined;
  return { label: row.plate === null ? row.vin : `${row.plate} · ${row.vin}`, facts: { tenantId: ctx.tenant.id, nodeId: row.node_id, state: row.state, ownerPersonalityId: row.reserved_by } };
}

export const vehiclesRuled: readonly RuledKind<Context>[] = [
  {
    kind: 'stock-vehicle',
    name: { it: 'Veicolo in stock', en: 'Car in stock' },
    actions: {
      'vehicles.stock.read': { it: 'Vedere il veicolo', en: 'See the car' },
      'vehicles.stock.reserve': { it: 'Prenotare il veicolo', en: 'Reserve the car' },
      'vehicles.stock.sell': { it: 'Segnare il veicolo come venduto', en: 'Mark the car as sold' },
      'vehicles.stock.release': { it: 'Liberare la prenotazione', en: 'Release the reservation' },
      'vehicles.stock.release-for-quote': { it: 'Liberare la prenotazione di un preventivo', en: 'Release the reservation of a quote' },
      'vehicles.photo.edit': { it: 'Cambiare le foto', en: 'Change the photos' },
    },
    rules: stockRules,
    find: findRuledVehicle,
  },
];
