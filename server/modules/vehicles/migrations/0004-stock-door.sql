-- The country that gave the plate: Italian plates are checked by their form, others are free.
alter table vehicles.stock_vehicles
  add column plate_country text not null default 'IT' check (plate_country ~ '^[A-Z]{2}$'),
  -- Not valid: what stands in the yard already stays as it is, what comes in is checked.
  add constraint stock_vehicles_vin_form check (vin ~ '^[A-HJ-NPR-Z0-9]{17}$') not valid,
  add constraint stock_vehicles_site unique (tenant_id, id, node_id);

-- Reservations of cars in stock, one open at a time; a car whose reservation has run out is free again.
create table vehicles.reservations (
  tenant_id integer not null references platform.tenants (id),
  id uuid not null,
  stock_id uuid not null,
  -- The car's branch, kept equal to it: the reach decides who sees a reservation, as it does for the car.
  node_id integer not null,
  -- The quote it was made from, which belongs to a module that vehicles does not know; null = made by hand.
  quote_id uuid,
  -- Personality that reserved; null = the program itself.
  reserved_by uuid,
  reserved_on date not null,
  -- Last day on which it holds.
  held_until date not null check (held_until >= reserved_on),
  ended_at timestamptz,
  end_reason text check (end_reason in ('released', 'sold', 'expired')),
  primary key (tenant_id, id),
  constraint reservations_end check ((ended_at is null) = (end_reason is null)),
  foreign key (tenant_id, stock_id, node_id) references vehicles.stock_vehicles (tenant_id, id, node_id) on update cascade
);
create unique index reservations_open on vehicles.reservations (tenant_id, stock_id) where ended_at is null;
create index reservations_by_car on vehicles.reservations (tenant_id, stock_id, reserved_on desc);

alter table vehicles.reservations enable row level security;
create policy within_reach on vehicles.reservations to volano_app
  using (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.reach_node_id())))
  with check (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.reach_node_id())));
grant select, insert on vehicles.reservations to volano_app;
grant update (held_until, ended_at, end_reason) on vehicles.reservations to volano_app;
