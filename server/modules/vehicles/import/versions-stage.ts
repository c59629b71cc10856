/** SQL that takes staged versions into the catalogue. */
import { v7 as uuidv7 } from 'uuid';
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import type { ImportOutcome } from '#platform/import-kind';
import { sql } from '#platform/sql';
import { countOutcomes } from './stage-outcomes.ts';

/** Makes and carlines the stage names and the catalogue lacks; "FIAT" is the Fiat that is there already. */
async function addNames(ctx: Context): Promise<void> {
  const tenantId = ctx.tenant.id;
  const makes = await ctx.tx.listRows<{ name: string }>(sql`
    select distinct on (lower(s.make)) s.make as name from import_stage s
    where not s.faulty and not exists (select from vehicles.makes m where m.tenant_id = ${tenantId} and lower(m.name) = lower(s.make)) order by lower(s.make), s.row_number`);
  await ctx.tx.run(sql`
    insert into vehicles.makes (tenant_id, id, name)
    select ${tenantId}, u.id, u.name from unnest(${makes.map(() => uuidv7())}::uuid[], ${makes.map(({ name }) => name)}::text[]) u (id, name) on conflict (tenant_id, name) do nothing`);
  const carlines = await ctx.tx.listRows<{ makeId: string; name: string; segment: string }>(sql`
    select distinct on (m.id, lower(s.carline)) m.id as "makeId", s.carline as name, coalesce(s.segment, '') as segment
    from import_stage s join vehicles.makes m on m.tenant_id = ${tenantId} and lower(m.name) = lower(s.make)
    where not s.faulty and not exists (
      select from vehicles.carlines c where c.tenant_id = ${tenantId} and c.make_id = m.id and lower(c.name) = lower(s.carline)) order by m.id, lower(s.carline), s.row_number`);
  await ctx.tx.run(sql`
    insert into vehicles.carlines (tenant_id, id, make_id, name, segment)
    select ${tenantId}, u.* from unnest(${carlines.map(() => uuidv7())}::uuid[], ${carlines.map(({ makeId }) => makeId)}::uuid[], ${carlines.map(({ name }) => name)}::text[],
      ${carlines.map(({ segment }) => segment)}::text[]) u on conflict (tenant_id, make_id, name) do nothing`);
  await ctx.tx.listRows(sql`
    update import_stage s set carline_id = c.id::text
    from vehicles.makes m join vehicles.carlines c on c.tenant_id = m.tenant_id and c.make_id = m.id
    where m.tenant_id = ${tenantId} and not s.faulty and lower(m.name) = lower(s.make) and lower(c.name) = lower(s.carline)`);
}

/** What a row leaves empty stays as it stands. */
const merged = sql`s.carline_id::uuid, s.name, coalesce(s.body, v.body), s.fuel, s.power_kw::integer, s.power_cv::integer, coalesce(s.co2_g_km::integer, v.co2_g_km),
  coalesce(s.seats::integer, v.seats), s.list_price, coalesce((s.vat_pct * 10000)::integer, v.vat_ppm), coalesce(s.valid_from, v.valid_from), coalesce(s.valid_to, v.valid_to),
  s.search_text, coalesce(s.category, v.category), coalesce(s.mass_kg::integer, v.mass_kg), coalesce(s.produced_from, v.produced_from), coalesce(s.produced_to, v.produced_to)`;
const kept = sql`v.carline_id, v.name, v.body, v.fuel, v.power_kw, v.power_cv, v.co2_g_km, v.seats, v.list_price_cents, v.vat_ppm, v.valid_from, v.valid_to, v.search_text, v.category,
  v.mass_kg, v.produced_from, v.produced_to`;

/** New versions, changed versions, and those that say what stands. */
export async function writeVersions(ctx: Context): Promise<ImportOutcome> {
  const tenantId = ctx.tenant.id;
  await addNames(ctx);
  await ctx.tx.listRows(sql`
    update import_stage s set version_id = v.id::text, outcome = case when (${merged}) is distinct from (${kept}) then 'changed' else 'same' end
    from vehicles.versions v where v.tenant_id = ${tenantId} and v.external_code = s.external_code and not s.faulty`);
  await ctx.tx.listRows(sql`update import_stage s set outcome = 'added' where not s.faulty and s.version_id is null`);
  await ctx.tx.listRows(sql`
    update vehicles.versions v set (carline_id, name, body, fuel, power_kw, power_cv, co2_g_km, seats, list_price_cents, vat_ppm, valid_from, valid_to, search_text, category, mass_kg,
      produced_from, produced_to) = row (${merged})
    from import_stage s where v.tenant_id = ${tenantId} and v.id = s.version_id::uuid and s.outcome = 'changed'`);
  await ctx.tx.listRows(sql`
    insert into vehicles.versions (tenant_id, id, carline_id, external_code, name, body, fuel, power_kw, power_cv, co2_g_km, seats, list_price_cents, vat_ppm, valid_from, valid_to,
      search_text, category, mass_kg, produced_from, produced_to)
    select ${tenantId}, s.new_id::uuid, s.carline_id::uuid, s.external_code, s.name, coalesce(s.body, ''), s.fuel, s.power_kw, s.power_cv, s.co2_g_km, coalesce(s.seats, 5), s.list_price,
      coalesce(s.vat_pct, 22) * 10000, coalesce(s.valid_from, ${ctx.today}), s.valid_to, s.search_text, s.category, s.mass_kg, s.produced_from, s.produced_to
    from import_stage s where s.outcome = 'added' order by s.row_number`);
  const outcome = { ...(await countOutcomes(ctx)), withdrawn: 0 };
  await audit(ctx, { action: 'vehicles.catalogue.import', objectKind: 'catalogue', objectId: 'versions', details: { ...outcome } });
  return outcome;
}
