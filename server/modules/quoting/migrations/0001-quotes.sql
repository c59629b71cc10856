-- Quotes: a head that lists read, and revisions that never change: inputs, conditions and figures as they were.
create schema quoting;
grant usage on schema quoting to volano_app;

-- Next number of a dealer in a year. The row's lock lines up the savers of one dealer until they commit: no number twice, none lost.
create table quoting.quote_numbers (
  tenant_id integer not null references platform.tenants (id),
  dealer_node_id integer not null,
  year integer not null,
  last integer not null,
  primary key (tenant_id, dealer_node_id, year)
);
alter table quoting.quote_numbers enable row level security;
create policy within_reach on quoting.quote_numbers to volano_app
  using (tenant_id = (select platform.tenant_id()) and dealer_node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.reach_node_id())))
  with check (tenant_id = (select platform.tenant_id()));
grant select, insert, update on quoting.quote_numbers to volano_app;

create table quoting.quotes (
  tenant_id integer not null references platform.tenants (id),
  id uuid not null,
  number text not null,
  -- Node of the organisation that owns the quote: the seller's.
  node_id integer not null,
  dealer_node_id integer not null,
  dealer_code text not null,
  revision integer not null check (revision > 0),
  seller_name text not null,
  -- Free words of the seller; a quote needs no customer.
  reference text not null default '',
  vehicle_label text not null,
  version_id uuid not null,
  stock_vehicle_id uuid,
  offer_name text not null,
  plan text not null,
  price_cents bigint not null,
  total_credit_cents bigint not null,
  term_months integer not null,
  instalment_cents bigint not null,
  taeg_ppm integer not null,
  search_text text not null,
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  expires_on date not null,
  primary key (tenant_id, id),
  unique (tenant_id, number)
);
create index quotes_by_node on quoting.quotes (tenant_id, node_id, id desc) include (dealer_node_id);
create index quotes_newest on quoting.quotes (tenant_id, id desc) include (node_id);
alter table quoting.quotes enable row level security;
create policy within_scope on quoting.quotes to volano_app
  using (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())))
  with check (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())));
grant select, insert on quoting.quotes to volano_app;
grant update (revision, reference, vehicle_label, version_id, stock_vehicle_id, offer_name, plan, price_cents, total_credit_cents, term_months,
  instalment_cents, taeg_ppm, search_text, updated_at, expires_on) on quoting.quotes to volano_app;

create table quoting.quote_revisions (
  tenant_id integer not null,
  quote_id uuid not null,
  revision integer not null,
  node_id integer not null,
  -- What was asked, the conditions of that day and the vehicle as it was: enough to compute the same figures again.
  input jsonb not null,
  conditions jsonb not null,
  vehicle jsonb not null,
  start_date date not null,
  engine_version text not null,
  figures jsonb not null,
  -- SHA-256 over figures with the whole plan: a replay proves itself against it.
  figures_digest bytea not null,
  saved_by uuid not null,
  saved_at timestamptz not null,
  primary key (tenant_id, quote_id, revision),
  foreign key (tenant_id, quote_id) references quoting.quotes (tenant_id, id)
);
alter table quoting.quote_revisions enable row level security;
create policy within_scope on quoting.quote_revisions to volano_app
  using (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())))
  with check (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())));
-- Insert and select only: a saved revision cannot be changed by the program.
grant select, insert on quoting.quote_revisions to volano_app;
