-- Price lists and yards come in by file as well: what a file may change in rows that stand.
grant update (name, segment) on vehicles.carlines to volano_app;
grant update (carline_id, name, body, fuel, power_kw, power_cv, co2_g_km, seats, list_price_cents, vat_ppm, valid_from, valid_to, search_text, category, mass_kg,
  produced_from, produced_to) on vehicles.versions to volano_app;
grant update (kind, category, name, price_cents, only_fuels, not_fuels) on vehicles.options to volano_app;
grant delete on vehicles.option_rules to volano_app;
grant update (node_id, version_id, plate, plate_country, first_registration_on, kind, colour, arrived_on, search_text) on vehicles.stock_vehicles to volano_app;

-- A car that left the yard unsold by us: known still, listed no more.
alter table vehicles.stock_vehicles drop constraint stock_vehicles_state_check;
alter table vehicles.stock_vehicles add constraint stock_vehicles_state_check check (state in ('available', 'reserved', 'sold', 'withdrawn'));

-- Which of these VINs stand in yards of the tenant that the caller cannot reach. A VIN is unique in the tenant, so that a
-- file naming one of them must be told so; nothing but the VIN itself, which the caller gave, is answered.
create function vehicles.vins_elsewhere(vins text[]) returns setof text language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.vin from vehicles.stock_vehicles s
  where s.tenant_id = platform.tenant_id() and s.vin = any (vins) and not exists (
    select from identity.node_closure c where c.tenant_id = s.tenant_id and c.ancestor_id = platform.reach_node_id() and c.descendant_id = s.node_id)
$$;
revoke all on function vehicles.vins_elsewhere(text[]) from public;
grant execute on function vehicles.vins_elsewhere(text[]) to volano_app;

-- Who keeps price lists and yards, in tenants that stand already; new ones get it from the starting profiles.
insert into identity.profile_privileges (tenant_id, profile_key, privilege)
  select p.tenant_id, p.key, g.privilege
  from identity.profiles p
  join (values ('pricingManager', 'vehicles.catalogue.write'), ('systemAdministrator', 'vehicles.catalogue.write'), ('dealerManager', 'vehicles.stock.write')) g (profile, privilege)
    on g.profile = p.key
  on conflict do nothing;
