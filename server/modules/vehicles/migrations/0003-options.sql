-- Options, packs and colours of a carline or of one version, with their rules and the days between which they are offered.
create table vehicles.options (
  tenant_id integer not null references platform.tenants (id),
  id uuid not null,
  carline_id uuid not null,
  -- Null: for every version of the carline. A version's own row goes before the carline's row of the same code.
  version_id uuid,
  code text not null check (code <> ''),
  kind text not null check (kind in ('option', 'pack', 'colour')),
  category text not null,
  name text not null,
  -- With VAT.
  price_cents bigint not null check (price_cents >= 0),
  -- Empty: offered on all fuels.
  only_fuels text[] not null default '{}',
  not_fuels text[] not null default '{}',
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  primary key (tenant_id, id),
  unique nulls not distinct (tenant_id, carline_id, version_id, code, valid_from),
  foreign key (tenant_id, carline_id) references vehicles.carlines (tenant_id, id),
  foreign key (tenant_id, version_id) references vehicles.versions (tenant_id, id)
);

-- A rule names the other option by code: the other may be the carline's, the version's, or of another price list day.
create table vehicles.option_rules (
  tenant_id integer not null,
  option_id uuid not null,
  rule text not null check (rule in ('requires', 'requiresAny', 'excludes', 'includes')),
  -- Numbers the groups of requiresAny, each of which wants one of its codes; 0 for the other rules.
  alternative smallint not null check (alternative >= 0),
  other_code text not null,
  primary key (tenant_id, option_id, rule, alternative, other_code),
  foreign key (tenant_id, option_id) references vehicles.options (tenant_id, id)
);

-- Technical data beyond power and emissions, and the days between which a version is built.
alter table vehicles.versions
  -- Category of the type approval: M1, N1, L6e ….
  add column category text check (category ~ '^[LMNO][1-7]'),
  -- Mass in running order.
  add column mass_kg integer check (mass_kg > 0),
  add column produced_from date,
  add column produced_to date,
  add constraint versions_production check (produced_to > produced_from);

alter table vehicles.options enable row level security;
alter table vehicles.option_rules enable row level security;
create policy same_tenant on vehicles.options to volano_app using (tenant_id = (select platform.tenant_id())) with check (tenant_id = (select platform.tenant_id()));
create policy same_tenant on vehicles.option_rules to volano_app using (tenant_id = (select platform.tenant_id())) with check (tenant_id = (select platform.tenant_id()));
grant select, insert on vehicles.options, vehicles.option_rules to volano_app;
grant update (valid_to) on vehicles.options to volano_app;
