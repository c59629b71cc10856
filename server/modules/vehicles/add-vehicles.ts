/** Set-based writing of catalogue and stock: used by importers and the demo world. */
import { v7 as uuidv7 } from 'uuid';
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { AppError, type FieldError } from '#platform/errors';
import { sql } from '#platform/sql';
import { checkIdentifiers, identifierWords } from './identifiers/check-identifiers.ts';
import { searchText } from './search-text.ts';

export interface NewVersion {
  readonly externalCode: string;
  readonly make: string;
  readonly carline: string;
  readonly segment: string;
  readonly name: string;
  readonly body: string;
  readonly fuel: string;
  readonly powerKw: number;
  readonly powerCv: number;
  readonly co2GKm: number | null;
  readonly seats: number;
  /** With VAT. */
  readonly listPriceCents: number;
  readonly vatPpm: number;
  readonly validFrom: string;
  /** Category of the type approval (M1, N1, L6e …), when known. */
  readonly category?: string | null;
  /** Mass in running order, when known. */
  readonly massKg?: number | null;
  /** First day it is built, and the first on which it no longer is; null = open. */
  readonly producedFrom?: string | null;
  readonly producedTo?: string | null;
}

/** Adds versions with the makes and carlines they need; answers the id of each external code. Codes already known keep their row. */
export async function addVersions(ctx: Context, versions: readonly NewVersion[]): Promise<Map<string, string>> {
  const tenantId = ctx.tenant.id;
  const makes = [...new Set(versions.map((version) => version.make))];
  await ctx.tx.run(sql`
    insert into vehicles.makes (tenant_id, id, name)
    select ${tenantId}, u.id, u.name from unnest(${makes.map(() => uuidv7())}::uuid[], ${makes}::text[]) u (id, name) on conflict (tenant_id, name) do nothing`);
  const carlines = [...new Map(versions.map((version) => [`${version.make}|${version.carline}`, version])).values()];
  await ctx.tx.run(sql`
    insert into vehicles.carlines (tenant_id, id, make_id, name, segment)
    select ${tenantId}, u.id, m.id, u.name, u.segment
    from unnest(${carlines.map(() => uuidv7())}::uuid[], ${carlines.map((c) => c.make)}::text[], ${carlines.map((c) => c.carline)}::text[],
      ${carlines.map((c) => c.segment)}::text[]) u (id, make, name, segment)
    join vehicles.makes m on m.tenant_id = ${tenantId} and m.name = u.make on conflict (tenant_id, make_id, name) do nothing`);
  await ctx.tx.run(sql`
    insert into vehicles.versions (tenant_id, id, carline_id, external_code, name, body, fuel, power_kw, power_cv, co2_g_km, seats, list_price_cents,
      vat_ppm, valid_from, search_text, category, mass_kg, produced_from, produced_to)
    select ${tenantId}, u.id, c.id, u.code, u.name, u.body, u.fuel, u.kw, u.cv, u.co2, u.seats, u.price, u.vat, u.valid_from, u.search_text,
      u.category, u.mass, u.produced_from, u.produced_to
    from unnest(${versions.map(() => uuidv7())}::uuid[], ${versions.map((v) => v.make)}::text[], ${versions.map((v) => v.carline)}::text[],
      ${versions.map((v) => v.externalCode)}::text[], ${versions.map((v) => v.name)}::text[], ${versions.map((v) => v.body)}::text[],
      ${versions.map((v) => v.fuel)}::text[], ${versions.map((v) => v.powerKw)}::integer[], ${versions.map((v) => v.powerCv)}::integer[],
      ${versions.map((v) => v.co2GKm)}::integer[], ${versions.map((v) => v.seats)}::integer[], ${versions.map((v) => v.listPriceCents)}::bigint[],
      ${versions.map((v) => v.vatPpm)}::integer[], ${versions.map((v) => v.validFrom)}::date[],
      ${versions.map((v) => searchText(v.make, v.carline, v.name))}::text[], ${versions.map((v) => v.category ?? null)}::text[],
      ${versions.map((v) => v.massKg ?? null)}::integer[], ${versions.map((v) => v.producedFrom ?? null)}::date[], ${versions.map((v) => v.producedTo ?? null)}::date[])
      u (id, make, carline, code, name, body, fuel, kw, cv, co2, seats, price, vat, valid_from, search_text, category, mass, produced_from, produced_to)
    join vehicles.makes m on m.tenant_id = ${tenantId} and m.name = u.make
    join vehicles.carlines c on c.tenant_id = ${tenantId} and c.make_id = m.id and c.name = u.carline
    on conflict (tenant_id, external_code) do nothing`);
  const rows = await ctx.tx.rows<{ id: string; external_code: string }>(sql`
    select v.id, v.external_code from vehicles.versions v where v.tenant_id = ${tenantId} and v.external_code = any(${versions.map((v) => v.externalCode)}::text[])`);
  await audit(ctx, { action: 'vehicles.catalogue.add', objectKind: 'catalogue', objectId: 'versions', after: versions, details: { versions: versions.length } });
  return new Map(rows.map((row) => [row.external_code, row.id]));
}

export interface NewStockVehicle {
  /** Branch where the vehicle stands. */
  readonly nodeId: number;
  readonly versionId: string;
  /** Make, carline and version in words, for searching. */
  readonly label: string;
  readonly vin: string;
  readonly plate: string | null;
  /** ISO 3166 alpha-2 of the country that gave the plate; 'IT' when absent. */
  readonly plateCountry?: string;
  readonly firstRegistrationOn: string | null;
  readonly mileageKm: number;
  readonly kind: 'new' | 'used' | 'kmZero' | 'companyCar';
  readonly priceCents: number;
  readonly state: 'available' | 'reserved' | 'sold';
  readonly colour: string;
  readonly arrivedOn: string;
}

/** VIN and plate as they are stored. Throws invalid_input with a sentence for every one that is wrong. */
function identified(ctx: Context, vehicles: readonly NewStockVehicle[]): NewStockVehicle[] {
  const fields: FieldError[] = [];
  const checked = vehicles.map((vehicle, row): NewStockVehicle => {
    const { vin, plate, faults } = checkIdentifiers(vehicle);
    for (const { field, code, suggestion } of faults) {
      const words = identifierWords[code][ctx.language];
      fields.push({ path: `vehicles.${row}.${field}`, code, message: suggestion === null ? words : `${words} ${suggestion}?` });
    }
    return { ...vehicle, vin, plate };
  });
  if (fields.length > 0) throw new AppError('invalid_input', 'VIN or plate', { fields });
  return checked;
}

/**
 * Adds vehicles to stock; answers their ids in the order given. VIN and plate are tidied and checked (`checkIdentifiers`):
 * one that is wrong keeps all out. A VIN already known in the tenant is a failure.
 */
export async function addStockVehicles(ctx: Context, given: readonly NewStockVehicle[]): Promise<string[]> {
  const vehicles = identified(ctx, given);
  const ids = vehicles.map(() => uuidv7());
  await ctx.tx.run(sql`
    insert into vehicles.stock_vehicles (tenant_id, id, node_id, version_id, vin, plate, first_registration_on, mileage_km, kind, price_cents, state, colour,
      arrived_on, search_text, plate_country)
    select ${ctx.tenant.id}, u.* from unnest(${ids}::uuid[], ${vehicles.map((v) => v.nodeId)}::integer[], ${vehicles.map((v) => v.versionId)}::uuid[],
      ${vehicles.map((v) => v.vin)}::text[], ${vehicles.map((v) => v.plate)}::text[], ${vehicles.map((v) => v.firstRegistrationOn)}::date[],
      ${vehicles.map((v) => v.mileageKm)}::integer[], ${vehicles.map((v) => v.kind)}::text[], ${vehicles.map((v) => v.priceCents)}::bigint[],
      ${vehicles.map((v) => v.state)}::text[], ${vehicles.map((v) => v.colour)}::text[], ${vehicles.map((v) => v.arrivedOn)}::date[],
      ${vehicles.map((v) => searchText(v.label, v.plate, v.vin))}::text[],
      ${vehicles.map((v) => v.plateCountry ?? 'IT')}::text[]) u`);
  await audit(ctx, { action: 'vehicles.stock.add', objectKind: 'stock', objectId: 'vehicles', after: vehicles, details: { vehicles: vehicles.length } });
  return ids;
}
