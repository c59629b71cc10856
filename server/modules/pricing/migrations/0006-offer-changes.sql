-- Which offers each renewal of the stamp was about, so that a process reads again only those. The stamp's row is locked
-- from the first change of a transaction to its end: numbers of one tenant are committed in order and without a gap, and
-- a number taken back by a rollback comes again with another stamp beside it.
alter table pricing.offer_stamps
  add column number bigint not null default 0,
  -- Transaction that renewed it: its own view of the offers is not yet everybody's.
  add column written_in xid8;

create table pricing.offer_changes (
  tenant_id integer not null references platform.tenants (id),
  number bigint not null,
  stamp uuid not null,
  -- Null for too many to list.
  offer_ids uuid[],
  primary key (tenant_id, number)
);
alter table pricing.offer_changes enable row level security;
create policy same_tenant on pricing.offer_changes for select to volano_app using (tenant_id = (select platform.tenant_id()));
grant select on pricing.offer_changes to volano_app;
insert into pricing.offer_changes (tenant_id, number, stamp, offer_ids) select s.tenant_id, s.number, s.stamp, '{}' from pricing.offer_stamps s;

-- Renews one tenant's stamp for some of its offers, and forgets changes older than any process should have missed.
create function pricing.record_offer_change(of_tenant integer, ids uuid[]) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  renewed pricing.offer_stamps;
begin
  insert into pricing.offer_stamps as s (tenant_id, stamp, number, written_in) values (of_tenant, gen_random_uuid(), 1, pg_current_xact_id())
  on conflict (tenant_id) do update set stamp = excluded.stamp, number = s.number + 1, written_in = excluded.written_in
  returning * into renewed;
  insert into pricing.offer_changes (tenant_id, number, stamp, offer_ids)
  values (of_tenant, renewed.number, renewed.stamp, case when cardinality(ids) <= 500 then ids end);
  delete from pricing.offer_changes c where c.tenant_id = of_tenant and c.number <= renewed.number - 2000;
end $$;
revoke all on function pricing.record_offer_change(integer, uuid[]) from public;

create or replace function pricing.renew_offer_stamp() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_table_name = 'offers' then
    perform pricing.record_offer_change(c.tenant_id, c.ids)
    from (select tenant_id, array_agg(distinct id) as ids from changed group by tenant_id order by tenant_id) c;
  else
    perform pricing.record_offer_change(c.tenant_id, c.ids)
    from (select tenant_id, array_agg(distinct offer_id) as ids from changed group by tenant_id order by tenant_id) c;
  end if;
  return null;
end $$;

-- The rows of `offers_to_index` for some offers alone, whatever their days.
create function pricing.offers_to_index_again(ids uuid[]) returns table (
  id uuid, version integer, code text, valid_from date, valid_to date, node_id integer, kinds text[], makes text[], carline_ids uuid[], version_ids uuid[],
  fuels text[], channels text[], customer_types text[], min_age_months integer, max_age_months integer, min_mileage_km integer, max_mileage_km integer,
  lowest_rate_ppm integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select o.id, o.version, o.code, o.valid_from, o.valid_to, o.node_id, o.kinds, o.makes, o.carline_ids, o.version_ids, o.fuels, o.channels, o.customer_types,
    o.min_age_months, o.max_age_months, o.min_mileage_km, o.max_mileage_km,
    coalesce((select min(t.nominal_rate_ppm) from pricing.offer_terms t where t.tenant_id = o.tenant_id and t.offer_id = o.id and t.offer_version = o.version), 0)
  from pricing.offers o
  where o.tenant_id = platform.tenant_id() and o.id = any (ids)
$$;
revoke all on function pricing.offers_to_index_again(uuid[]) from public;
grant execute on function pricing.offers_to_index_again(uuid[]) to volano_app;

-- A code is one in the whole tenant, also beyond what the asker sees.
create function pricing.offer_code_taken(asked text) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from pricing.offers o where o.tenant_id = platform.tenant_id() and o.code = asked)
$$;
revoke all on function pricing.offer_code_taken(text) from public;
grant execute on function pricing.offer_code_taken(text) to volano_app;
