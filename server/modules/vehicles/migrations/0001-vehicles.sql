-- The catalogue (make → carline → version) of a tenant, and the vehicles its dealers hold.
create schema vehicles;
grant usage on schema vehicles to volano_app;

create table vehicles.makes (
  tenant_id integer not null references platform.tenants (id),
  id uuid not null,
  name text not null,
  primary key (tenant_id, id),
  unique (tenant_id, name)
);
create table vehicles.carlines (
  tenant_id integer not null,
  id uuid not null,
  make_id uuid not null,
  name text not null,
  segment text not null,
  primary key (tenant_id, id),
  unique (tenant_id, make_id, name),
  foreign key (tenant_id, make_id) references vehicles.makes (tenant_id, id)
);
create table vehicles.versions (
  tenant_id integer not null,
  id uuid not null,
  carline_id uuid not null,
  external_code text not null,
  name text not null,
  body text not null,
  fuel text not null,
  power_kw integer not null check (power_kw > 0),
  power_cv integer not null check (power_cv > 0),
  co2_g_km integer check (co2_g_km >= 0),
  seats integer not null check (seats > 0),
  -- With VAT.
  list_price_cents bigint not null check (list_price_cents > 0),
  vat_ppm integer not null,
  valid_from date not null,
  valid_to date,
  -- Words of make, carline and version in small letters without accents, for typing fragments in any order.
  search_text text not null,
  primary key (tenant_id, id),
  unique (tenant_id, external_code),
  foreign key (tenant_id, carline_id) references vehicles.carlines (tenant_id, id)
);
create index versions_by_carline on vehicles.versions (tenant_id, carline_id);

create table vehicles.stock_vehicles (
  tenant_id integer not null references platform.tenants (id),
  id uuid not null,
  -- The branch where the vehicle stands.
  node_id integer not null,
  version_id uuid not null,
  vin text not null,
  plate text,
  first_registration_on date,
  mileage_km integer not null check (mileage_km >= 0),
  kind text not null check (kind in ('new', 'used', 'kmZero', 'companyCar')),
  -- Asked price with VAT.
  price_cents bigint not null check (price_cents > 0),
  state text not null check (state in ('available', 'reserved', 'sold')),
  colour text not null,
  arrived_on date not null,
  search_text text not null,
  primary key (tenant_id, id),
  unique (tenant_id, vin),
  foreign key (tenant_id, version_id) references vehicles.versions (tenant_id, id)
);
create index stock_by_node on vehicles.stock_vehicles (tenant_id, node_id, id desc);

alter table vehicles.makes enable row level security;
alter table vehicles.carlines enable row level security;
alter table vehicles.versions enable row level security;
alter table vehicles.stock_vehicles enable row level security;
create policy same_tenant on vehicles.makes to volano_app using (tenant_id = (select platform.tenant_id())) with check (tenant_id = (select platform.tenant_id()));
create policy same_tenant on vehicles.carlines to volano_app using (tenant_id = (select platform.tenant_id())) with check (tenant_id = (select platform.tenant_id()));
create policy same_tenant on vehicles.versions to volano_app using (tenant_id = (select platform.tenant_id())) with check (tenant_id = (select platform.tenant_id()));
-- Stock is shared within a dealer: the reach, not the scope, decides.
create policy within_reach on vehicles.stock_vehicles to volano_app
  using (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.reach_node_id())))
  with check (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.reach_node_id())));
grant select, insert on vehicles.makes, vehicles.carlines, vehicles.versions, vehicles.stock_vehicles to volano_app;
grant update (state, price_cents, mileage_km) on vehicles.stock_vehicles to volano_app;

create view vehicles.v_versions with (security_invoker = true) as
  select v.tenant_id, v.id as version_id, m.id as make_id, m.name as make, c.id as carline_id, c.name as carline, c.segment, v.name, v.fuel, v.list_price_cents
  from vehicles.versions v
  join vehicles.carlines c on c.tenant_id = v.tenant_id and c.id = v.carline_id
  join vehicles.makes m on m.tenant_id = c.tenant_id and m.id = c.make_id;
grant select on vehicles.v_versions to volano_app;
