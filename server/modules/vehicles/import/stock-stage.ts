/** SQL that checks staged cars against sites, catalogue and yards, and takes them into stock. */
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import type { ImportChoices, ImportOutcome } from '#platform/import-kind';
import { publish } from '#platform/outbox';
import { sql, type SqlFragment } from '#platform/sql';
import { stockChangedKind } from '../events.ts';
import { countOutcomes } from './stage-outcomes.ts';

/** Finds site, version and the car itself; what is beyond the caller's reach is told like what does not exist. */
export async function checkStock(ctx: Context): Promise<void> {
  const tenantId = ctx.tenant.id;
  await ctx.tx.listRows(sql`
    update import_stage s set node_id = n.id::text from identity.v_nodes n
    where n.tenant_id = ${tenantId} and n.kind = 'branch' and lower(n.code) = lower(s.site) and n.id in (
      select c.descendant_id from identity.v_node_closure c where c.tenant_id = ${tenantId} and c.ancestor_id = ${ctx.actor.reachNodeId})`);
  await ctx.tx.listRows(sql`
    update import_stage s set version_id = v.id::text from vehicles.versions v where v.tenant_id = ${tenantId} and v.external_code = s.version_code`);
  await ctx.tx.listRows(sql`update import_stage s set stock_id = c.id::text from vehicles.stock_vehicles c where c.tenant_id = ${tenantId} and c.vin = s.vin`);
  await ctx.tx.listRows(sql`
    insert into import_stage_faults (row_number, column_key, code, value)
    select s.row_number, 'site', 'site_not_yours', s.site from import_stage s where s.site is not null and s.node_id is null
    union all
    select s.row_number, 'versionCode', 'version_unknown', s.version_code from import_stage s where s.version_code is not null and s.version_id is null
    union all
    select s.row_number, 'vin', 'vin_elsewhere', s.vin from import_stage s
    where s.vin in (select e.vin from vehicles.vins_elsewhere((select array_agg(a.vin) from import_stage a where a.vin is not null and a.stock_id is null)) e (vin))
    union all
    select s.row_number, 'state', 'car_reserved', s.vin from import_stage s join vehicles.stock_vehicles c on c.tenant_id = ${tenantId} and c.id = s.stock_id::uuid
    where s.state = 'sold' and c.state <> 'sold' and c.held_until >= ${ctx.today}`);
}

/**
 * What a row leaves empty stays as it stands. Sold for a quote of ours stays sold; withdrawn and back is available. A row that
 * calls a car reserved which is held here says what stands: the hold keeps its own end.
 */
const mergedOn = (today: string): SqlFragment => sql`s.node_id::integer, s.version_id::uuid, coalesce(s.plate, c.plate), coalesce(s.plate_country, c.plate_country), coalesce(s.first_registration_on, c.first_registration_on),
  coalesce(s.mileage_km::integer, c.mileage_km), s.kind, s.price, coalesce(s.colour, c.colour), coalesce(s.arrived_on, c.arrived_on), v.search_text || s.search_text,
  case when c.state = 'sold' and c.sold_quote_id is not null then 'sold' when s.state = 'reserved' and c.held_until >= ${today}::date then c.state else coalesce(s.state, case c.state when 'withdrawn' then 'available' else c.state end) end`;
const kept = sql`c.node_id, c.version_id, c.plate, c.plate_country, c.first_registration_on, c.mileage_km, c.kind, c.price_cents, c.colour, c.arrived_on, c.search_text, c.state`;

/** New cars, changed cars, those that say what stands, and on wish the withdrawal of what a full file no longer names. */
export async function writeStock(ctx: Context, choices: ImportChoices): Promise<ImportOutcome> {
  const tenantId = ctx.tenant.id;
  const merged = mergedOn(ctx.today);
  const joined = sql`import_stage s join vehicles.versions v on v.tenant_id = ${tenantId} and v.id = s.version_id::uuid`;
  await ctx.tx.listRows(sql`
    update import_stage target set outcome = case when (${merged}) is distinct from (${kept}) then 'changed' else 'same' end
    from ${joined} join vehicles.stock_vehicles c on c.tenant_id = ${tenantId} and c.id = s.stock_id::uuid
    where target.row_number = s.row_number and not s.faulty`);
  await ctx.tx.listRows(sql`update import_stage s set outcome = 'added' where not s.faulty and s.stock_id is null`);
  await ctx.tx.listRows(sql`
    update vehicles.stock_vehicles target set (node_id, version_id, plate, plate_country, first_registration_on, mileage_km, kind, price_cents, colour, arrived_on, search_text, state) = row (${merged}),
      sold_on = case when s.state = 'sold' and c.state <> 'sold' then ${ctx.today}::date else c.sold_on end
    from ${joined} join vehicles.stock_vehicles c on c.tenant_id = ${tenantId} and c.id = s.stock_id::uuid
    where target.tenant_id = ${tenantId} and target.id = c.id and s.outcome = 'changed'`);
  await ctx.tx.listRows(sql`
    insert into vehicles.stock_vehicles (tenant_id, id, node_id, version_id, vin, plate, plate_country, first_registration_on, mileage_km, kind, price_cents, state, colour, arrived_on, search_text, sold_on)
    select ${tenantId}, s.new_id::uuid, s.node_id::integer, v.id, s.vin, s.plate, coalesce(s.plate_country, 'IT'), s.first_registration_on, coalesce(s.mileage_km, 0), s.kind, s.price,
      coalesce(s.state, 'available'), coalesce(s.colour, ''), coalesce(s.arrived_on, ${ctx.today}), v.search_text || s.search_text, case when s.state = 'sold' then ${ctx.today}::date end
    from ${joined} where s.outcome = 'added' order by s.row_number`);
  const withdrawn = choices.missing === 'withdraw' ? await withdrawMissing(ctx) : 0;
  const outcome = { ...(await countOutcomes(ctx)), withdrawn };
  await audit(ctx, { action: 'vehicles.stock.import', objectKind: 'stock', objectId: 'vehicles', details: { ...outcome, missing: choices.missing } });
  // One word for all of them: lists read anew, and a file of fifty thousand cars is not fifty thousand events.
  if (outcome.added + outcome.changed + withdrawn > 0) await publish(ctx, { kind: stockChangedKind, nodeId: ctx.actor.reachNodeId, payload: { import: true } });
  return outcome;
}

/**
 * Withdraws the available cars that stand at dealers the file names and that it does not: only within the caller's reach, never
 * one that is held. Dealers the file does not name keep their yards.
 */
async function withdrawMissing(ctx: Context): Promise<number> {
  const tenantId = ctx.tenant.id;
  const rows = await ctx.tx.listRows(sql`
    update vehicles.stock_vehicles c set state = 'withdrawn'
    where c.tenant_id = ${tenantId} and c.state = 'available' and (c.held_until is null or c.held_until < ${ctx.today})
      and not exists (select from import_stage s where s.vin = c.vin)
      and c.node_id in (
        select own.descendant_id from identity.v_node_closure own
        where own.tenant_id = ${tenantId} and own.ancestor_id in (
          select up.ancestor_id from identity.v_node_closure up join identity.v_nodes n on n.tenant_id = up.tenant_id and n.id = up.ancestor_id and n.kind = 'dealer'
          where up.tenant_id = ${tenantId} and up.descendant_id in (select s.node_id::integer from import_stage s where s.node_id is not null)))
      and c.node_id in (select r.descendant_id from identity.v_node_closure r where r.tenant_id = ${tenantId} and r.ancestor_id = ${ctx.actor.reachNodeId})
    returning c.id`);
  return rows.length;
}
