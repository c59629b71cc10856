-- Stock at national scale: reservations told by the car's own row, photos, changes of price, and an index for every order.

alter table vehicles.stock_vehicles
  -- Last day of the open reservation, kept equal to it by those who write reservations; null = none is open. With it a list
  -- tells the state of a car from one row.
  add column held_until date,
  add column sold_on date,
  -- Quote the sale was made from, when it was.
  add column sold_quote_id uuid,
  -- Make of the version, so that a list filtered by make reads an index of its own.
  add column make_id uuid;
update vehicles.stock_vehicles s set make_id = c.make_id
from vehicles.versions v join vehicles.carlines c on c.tenant_id = v.tenant_id and c.id = v.carline_id
where v.tenant_id = s.tenant_id and v.id = s.version_id;
update vehicles.stock_vehicles s set held_until = r.held_until
from vehicles.reservations r where r.tenant_id = s.tenant_id and r.stock_id = s.id and r.ended_at is null;
alter table vehicles.stock_vehicles alter column make_id set not null;

create function vehicles.stock_make() returns trigger language plpgsql as $$
begin
  select c.make_id into new.make_id
  from vehicles.versions v join vehicles.carlines c on c.tenant_id = v.tenant_id and c.id = v.carline_id
  where v.tenant_id = new.tenant_id and v.id = new.version_id;
  return new;
end $$;
create trigger stock_make before insert or update of version_id on vehicles.stock_vehicles for each row execute function vehicles.stock_make();

-- State of a car on a day, as reservation/reservation-rule.ts says it: sold is sold (and withdrawn
-- withdrawn); a reservation of ours holds through its
-- last day and then leaves the car free; a car held by the yard's own system stays held.
create function vehicles.stock_state(state text, held_until date, on_day date) returns text language sql immutable parallel safe
  as $$ select case when state in ('sold', 'withdrawn') then state when held_until is not null then case when held_until >= on_day then 'reserved' else 'available' end else state end $$;

grant update (held_until, sold_on, sold_quote_id) on vehicles.stock_vehicles to volano_app;

-- Asked prices as they changed, whoever wrote them.
create table vehicles.price_changes (
  tenant_id integer not null,
  id bigint generated always as identity,
  stock_id uuid not null,
  node_id integer not null,
  changed_at timestamptz not null default now(),
  -- Personality that changed it; null = the program itself.
  changed_by uuid,
  before_cents bigint not null,
  after_cents bigint not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, stock_id, node_id) references vehicles.stock_vehicles (tenant_id, id, node_id) on update cascade
);
create index price_changes_by_car on vehicles.price_changes (tenant_id, stock_id, id desc);
create function vehicles.note_price_change() returns trigger language plpgsql as $$
begin
  insert into vehicles.price_changes (tenant_id, stock_id, node_id, changed_by, before_cents, after_cents)
  values (new.tenant_id, new.id, new.node_id, platform.personality_id(), old.price_cents, new.price_cents);
  return null;
end $$;
create trigger note_price_change after update of price_cents on vehicles.stock_vehicles
  for each row when (old.price_cents is distinct from new.price_cents) execute function vehicles.note_price_change();

-- Photos of a car, each in two sizes kept in platform.files (area vehicles.photo).
create table vehicles.stock_photos (
  tenant_id integer not null,
  id uuid not null,
  stock_id uuid not null,
  node_id integer not null,
  -- 1 is the one lists show.
  place smallint not null check (place between 1 and 20),
  area text not null default 'vehicles.photo' check (area = 'vehicles.photo'),
  full_digest bytea not null,
  thumb_digest bytea not null,
  -- Of the full size.
  width smallint not null check (width > 0),
  height smallint not null check (height > 0),
  -- A drawing of the kind of body, not this car: shown with that word.
  illustration boolean not null default false,
  added_by uuid,
  added_at timestamptz not null,
  primary key (tenant_id, id),
  constraint stock_photos_place unique (tenant_id, stock_id, place) deferrable initially immediate,
  foreign key (tenant_id, stock_id, node_id) references vehicles.stock_vehicles (tenant_id, id, node_id) on update cascade,
  foreign key (tenant_id, area, full_digest) references platform.files (tenant_id, area, digest),
  foreign key (tenant_id, area, thumb_digest) references platform.files (tenant_id, area, digest)
);
create index stock_photos_full on vehicles.stock_photos (tenant_id, full_digest);
create index stock_photos_thumb on vehicles.stock_photos (tenant_id, thumb_digest);

alter table vehicles.price_changes enable row level security;
alter table vehicles.stock_photos enable row level security;
create policy within_reach on vehicles.price_changes to volano_app
  using (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.reach_node_id())))
  with check (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.reach_node_id())));
create policy within_reach on vehicles.stock_photos to volano_app
  using (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.reach_node_id())))
  with check (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.reach_node_id())));
grant select, insert on vehicles.price_changes to volano_app;
grant select, insert, delete on vehicles.stock_photos to volano_app;
grant update (place) on vehicles.stock_photos to volano_app;

-- Lists of one site and lists of a whole network, in each order; both directions read the same index.
create index stock_of_site_by_price on vehicles.stock_vehicles (tenant_id, node_id, price_cents, id);
create index stock_of_site_by_mileage on vehicles.stock_vehicles (tenant_id, node_id, mileage_km, id);
create index stock_by_arrival_everywhere on vehicles.stock_vehicles (tenant_id, arrived_on, id);
create index stock_by_price_everywhere on vehicles.stock_vehicles (tenant_id, price_cents, id);
create index stock_by_mileage_everywhere on vehicles.stock_vehicles (tenant_id, mileage_km, id);
create index stock_by_make on vehicles.stock_vehicles (tenant_id, make_id, arrived_on, id);
create index stock_held on vehicles.stock_vehicles (tenant_id, arrived_on, id) where held_until is not null or state = 'reserved';
create index stock_sold on vehicles.stock_vehicles (tenant_id, arrived_on, id) where state = 'sold';

-- Words of a car as its network is searched by them: each word, and of longer ones the ends of four to eight characters, because
-- people type the end of a plate or of a VIN. Each carries its tenant, as versions do.
create function vehicles.stock_search_words(tenant_id integer, search_text text) returns tsvector language sql immutable parallel safe as $$
  select coalesce(array_to_tsvector(array_agg(distinct tenant_id::text || '/' || part)), ''::tsvector)
  from unnest(string_to_array(search_text, ' ')) w (word),
    lateral (select w.word as part union all select right(w.word, n) from generate_series(4, 8) n where n < length(w.word)) ends
  where w.word <> ''
$$;
create index stock_words on vehicles.stock_vehicles using gin (vehicles.stock_search_words(tenant_id, search_text)) with (fastupdate = off);

-- Cars within the asker's reach that hold a word beginning or ending so, at most `most` of them in no order. As match_versions:
-- below a policy the operator of text search reaches no index, so this function has the owner's rights and asks for tenant and
-- reach itself.
create function vehicles.match_stock(words text[], most integer) returns table (stock_id uuid, search_text text, state text, held_until date)
  language sql stable security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off set enable_indexscan = off as $$
  select s.id, s.search_text, s.state, s.held_until
  from vehicles.stock_vehicles s
  where vehicles.stock_search_words(s.tenant_id, s.search_text) @@ (
      select string_agg('''' || platform.tenant_id()::text || '/' || replace(replace(w.word, '\', '\\'), '''', '''''') || ''':*', ' & ')::tsquery
      from unnest(words) w (word))
    and s.tenant_id = platform.tenant_id()
    and s.node_id in (select c.descendant_id from identity.node_closure c where c.tenant_id = platform.tenant_id() and c.ancestor_id = platform.reach_node_id())
  limit most
$$;
revoke all on function vehicles.match_stock(text[], integer) from public;
grant execute on function vehicles.match_stock(text[], integer) to volano_app;

-- Who may reserve and sell: sellers. Who may free or sell what a colleague holds: the dealer's manager. New tenants get the same
-- from their starting profiles.
insert into identity.profile_privileges (tenant_id, profile_key, privilege)
select p.tenant_id, p.key, u.privilege
from identity.profiles p
join (values ('seller', 'vehicles.stock.reserve'), ('seller', 'vehicles.stock.edit'), ('dealerManager', 'vehicles.stock.manage')) u (profile_key, privilege) on u.profile_key = p.key
on conflict do nothing;

-- Which of these files no photo of the tenant names, also none beyond the asker's reach, whose rows the policy hides.
create function vehicles.unused_photo_files(digests text[]) returns table (digest text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.digest from unnest(digests) d (digest)
  where not exists (select 1 from vehicles.stock_photos p where p.tenant_id = platform.tenant_id() and p.full_digest = decode(d.digest, 'hex'))
    and not exists (select 1 from vehicles.stock_photos p where p.tenant_id = platform.tenant_id() and p.thumb_digest = decode(d.digest, 'hex'))
$$;
revoke all on function vehicles.unused_photo_files(text[]) from public;
grant execute on function vehicles.unused_photo_files(text[]) to volano_app;
