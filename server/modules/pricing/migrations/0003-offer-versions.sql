-- What an offer may ask for beside make, fuel and kind; versions that follow one another without overlap; a stamp by
-- which every process knows whether the offers it holds in memory are still those of the database.
alter table pricing.offers
  add column carline_ids uuid[],
  add column version_ids uuid[],
  add column channels text[],
  add column customer_types text[],
  add column min_age_months integer,
  add column min_mileage_km integer,
  -- Number and first day out of force of the version before this one; null for the first.
  add column previous_valid_to date,
  add column previous_version integer,
  -- Transaction that wrote the version: its terms are written with it or never.
  add column written_in xid8;
alter table pricing.offers alter column written_in set default pg_current_xact_id();

alter table pricing.offers
  add constraint offers_channels_known check (channels <@ array['showroom', 'remote', 'online', 'broker']),
  add constraint offers_customer_types_known check (customer_types <@ array['consumer', 'soleTrader', 'company']),
  add constraint offers_age_range check (min_age_months >= 0 and (max_age_months is null or min_age_months <= max_age_months)),
  add constraint offers_mileage_range check (min_mileage_km >= 0 and (max_mileage_km is null or min_mileage_km <= max_mileage_km)),
  -- Versions cannot overlap: each names the end of the one before, which the reference proves, and begins no earlier.
  -- The code travels along, so that it never changes from version to version.
  add constraint offers_version_key unique (tenant_id, id, version, valid_to, code),
  add constraint offers_follow_their_predecessor check (
    (version = 1 and previous_version is null and previous_valid_to is null)
    or (version > 1 and previous_version is not null and previous_version = version - 1 and previous_valid_to is not null)),
  add constraint offers_versions_do_not_overlap check (previous_valid_to <= valid_from),
  add constraint offers_predecessor_ends foreign key (tenant_id, id, previous_version, previous_valid_to, code)
    references pricing.offers (tenant_id, id, version, valid_to, code) on update cascade;

-- An end once given may come earlier, never later: who was told that an offer is closed can rely on it.
create function pricing.keep_offer_closed() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.valid_to is not null and (new.valid_to is null or new.valid_to > old.valid_to) then
    raise exception 'offer % version % is closed from % and is not opened again', old.code, old.version, old.valid_to
      using errcode = 'check_violation', constraint = 'offers_stay_closed';
  end if;
  return new;
end $$;
create trigger stay_closed before update of valid_to on pricing.offers for each row execute function pricing.keep_offer_closed();

-- Rates are written in the transaction that writes their version: nothing is slipped into a version in force.
create function pricing.refuse_late_terms() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (
    select 1 from pricing.offers o
    where o.tenant_id = new.tenant_id and o.id = new.offer_id and o.version = new.offer_version and o.written_in = pg_current_xact_id()) then
    raise exception 'the terms of offer % version % are written with it', new.offer_id, new.offer_version
      using errcode = 'check_violation', constraint = 'offer_terms_written_with_offer';
  end if;
  return new;
end $$;
create trigger written_with_offer before insert on pricing.offer_terms for each row execute function pricing.refuse_late_terms();

-- One row per tenant, renewed in the transaction of every change to its offers. A random mark and not a counter: a
-- counter taken back by a rollback would come again with other offers behind it.
create table pricing.offer_stamps (
  tenant_id integer not null references platform.tenants (id),
  stamp uuid not null,
  primary key (tenant_id)
);
alter table pricing.offer_stamps enable row level security;
create policy same_tenant on pricing.offer_stamps for select to volano_app using (tenant_id = (select platform.tenant_id()));
grant select on pricing.offer_stamps to volano_app;

create function pricing.renew_offer_stamp() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into pricing.offer_stamps as s (tenant_id, stamp)
  select c.tenant_id, gen_random_uuid() from (select distinct tenant_id from changed) c order by c.tenant_id
  on conflict (tenant_id) do update set stamp = excluded.stamp;
  return null;
end $$;
create trigger stamp_inserts after insert on pricing.offers referencing new table as changed for each statement execute function pricing.renew_offer_stamp();
create trigger stamp_updates after update on pricing.offers referencing new table as changed for each statement execute function pricing.renew_offer_stamp();
create trigger stamp_deletes after delete on pricing.offers referencing old table as changed for each statement execute function pricing.renew_offer_stamp();
create trigger stamp_inserts after insert on pricing.offer_terms referencing new table as changed for each statement execute function pricing.renew_offer_stamp();
create trigger stamp_deletes after delete on pricing.offer_terms referencing old table as changed for each statement execute function pricing.renew_offer_stamp();
insert into pricing.offer_stamps (tenant_id, stamp) select t.tenant_id, gen_random_uuid() from (select distinct o.tenant_id from pricing.offers o) t;

-- Scope and lowest rate of every offer of the tenant that is not over before a day, for the index in memory, which is
-- shared by all who ask and therefore cannot be read through one asker's walls. It names offers by id only; what an
-- asker is shown of them is read in his own transaction, behind his own walls.
create function pricing.offers_to_index(from_day date) returns table (
  id uuid, version integer, code text, valid_from date, valid_to date, node_id integer, kinds text[], makes text[], carline_ids uuid[], version_ids uuid[],
  fuels text[], channels text[], customer_types text[], min_age_months integer, max_age_months integer, min_mileage_km integer, max_mileage_km integer,
  lowest_rate_ppm integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select o.id, o.version, o.code, o.valid_from, o.valid_to, o.node_id, o.kinds, o.makes, o.carline_ids, o.version_ids, o.fuels, o.channels, o.customer_types,
    o.min_age_months, o.max_age_months, o.min_mileage_km, o.max_mileage_km, coalesce(t.lowest_rate_ppm, 0)
  from pricing.offers o
  left join (
    select t.tenant_id, t.offer_id, t.offer_version, min(t.nominal_rate_ppm) as lowest_rate_ppm from pricing.offer_terms t
    where t.tenant_id = platform.tenant_id() group by t.tenant_id, t.offer_id, t.offer_version
  ) t on t.tenant_id = o.tenant_id and t.offer_id = o.id and t.offer_version = o.version
  where o.tenant_id = platform.tenant_id() and (o.valid_to is null or o.valid_to > from_day)
$$;
revoke all on function pricing.offers_to_index(date) from public;
grant execute on function pricing.offers_to_index(date) to volano_app;
