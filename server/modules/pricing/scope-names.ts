/** Names of the carlines and versions that offers are cut for. */
import type { Context } from '#platform/context';
import { sql } from '#platform/sql';

/** "Fiat 600" by carline id; ids the catalogue does not know are left out. */
export async function carlineNames(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.tx.rows<{ id: string; name: string }>(sql`
    select distinct v.carline_id as id, v.make || ' ' || v.carline as name from vehicles.v_versions v
    where v.tenant_id = ${ctx.tenant.id} and v.carline_id = any(${[...ids]}::uuid[]) order by name`);
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** "Fiat 600 1.2 Hybrid" by id of the version of the catalogue. */
export async function vehicleVersionNames(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.tx.rows<{ id: string; name: string }>(sql`
    select v.version_id as id, v.make || ' ' || v.carline || ' ' || v.name as name from vehicles.v_versions v
    where v.tenant_id = ${ctx.tenant.id} and v.version_id = any(${[...ids]}::uuid[]) order by name`);
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** The first make the catalogue does not know; undefined when it knows all. */
export async function missingMake(ctx: Context, makes: readonly string[]): Promise<string | undefined> {
  if (makes.length === 0) return undefined;
  const row = await ctx.tx.maybeRow<{ make: string }>(sql`
    select u.make from unnest(${[...makes]}::text[]) u (make)
    where not exists (select from vehicles.v_versions v where v.tenant_id = ${ctx.tenant.id} and v.make = u.make) limit 1`);
  return row?.make;
}
