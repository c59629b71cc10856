-- Products and offers as dated, versioned rows. A version in force is superseded, never edited.
create schema pricing;
grant usage on schema pricing to volano_app;

create table pricing.financial_products (
  tenant_id integer not null references platform.tenants (id),
  id uuid not null,
  code text not null,
  name_it text not null,
  name_en text not null,
  plan text not null check (plan in ('level', 'balloon')),
  balloon_at text check (balloon_at in ('with-last-row', 'one-period-after')),
  min_financed_cents bigint not null,
  max_financed_cents bigint not null,
  -- Fees and taxes in the engine's own terms.
  charges jsonb not null,
  substitute_tax jsonb,
  stamp_duty jsonb,
  primary key (tenant_id, id),
  unique (tenant_id, code),
  check ((plan = 'balloon') = (balloon_at is not null)),
  check (0 < min_financed_cents and min_financed_cents <= max_financed_cents)
);

create table pricing.offers (
  tenant_id integer not null,
  id uuid not null,
  version integer not null check (version > 0),
  code text not null,
  name text not null,
  product_id uuid not null,
  -- Half-open: valid_to is the first day out of force.
  valid_from date not null,
  valid_to date,
  -- Subtree of the organisation the offer is for; the company's root for everybody.
  node_id integer not null,
  -- What the vehicle must be; null for any.
  kinds text[],
  makes text[],
  fuels text[],
  max_age_months integer,
  max_mileage_km integer,
  min_deposit_ppm integer not null check (min_deposit_ppm between 0 and 1000000),
  commission_ppm integer not null check (commission_ppm between 0 and 1000000),
  primary key (tenant_id, id, version),
  unique (tenant_id, code, version),
  foreign key (tenant_id, product_id) references pricing.financial_products (tenant_id, id),
  check (valid_to is null or valid_to > valid_from)
);
create index offers_in_force on pricing.offers (tenant_id, valid_from, valid_to);

create table pricing.offer_terms (
  tenant_id integer not null,
  offer_id uuid not null,
  offer_version integer not null,
  months integer not null check (months between 1 and 120),
  nominal_rate_ppm integer not null check (nominal_rate_ppm between 0 and 1000000),
  primary key (tenant_id, offer_id, offer_version, months),
  foreign key (tenant_id, offer_id, offer_version) references pricing.offers (tenant_id, id, version)
);

-- Guaranteed future value as parts per million of the list price, by what the car will be when the balloon falls due.
create table pricing.residual_values (
  tenant_id integer not null references platform.tenants (id),
  segment text not null,
  fuel text not null,
  age_months integer not null,
  km_per_year integer not null,
  value_ppm integer not null check (value_ppm between 0 and 1000000),
  primary key (tenant_id, segment, fuel, age_months, km_per_year)
);

create table pricing.services (
  tenant_id integer not null references platform.tenants (id),
  id uuid not null,
  code text not null,
  kind text not null check (kind in ('insurance', 'maintenance')),
  name_it text not null,
  name_en text not null,
  description_it text not null,
  description_en text not null,
  provider text not null,
  optional boolean not null,
  in_taeg boolean not null,
  financed boolean not null,
  -- Price with taxes: a fixed part and a part for each month of the term.
  fixed_cents bigint not null,
  monthly_cents bigint not null,
  kinds text[],
  primary key (tenant_id, id),
  unique (tenant_id, code)
);

alter table pricing.financial_products enable row level security;
alter table pricing.offers enable row level security;
alter table pricing.offer_terms enable row level security;
alter table pricing.residual_values enable row level security;
alter table pricing.services enable row level security;
create policy same_tenant on pricing.financial_products to volano_app using (tenant_id = (select platform.tenant_id())) with check (tenant_id = (select platform.tenant_id()));
create policy same_tenant on pricing.offers to volano_app using (tenant_id = (select platform.tenant_id())) with check (tenant_id = (select platform.tenant_id()));
create policy same_tenant on pricing.offer_terms to volano_app using (tenant_id = (select platform.tenant_id())) with check (tenant_id = (select platform.tenant_id()));
create policy same_tenant on pricing.residual_values to volano_app using (tenant_id = (select platform.tenant_id())) with check (tenant_id = (select platform.tenant_id()));
create policy same_tenant on pricing.services to volano_app using (tenant_id = (select platform.tenant_id())) with check (tenant_id = (select platform.tenant_id()));
grant select, insert on pricing.financial_products, pricing.offers, pricing.offer_terms, pricing.residual_values, pricing.services to volano_app;
-- Ending an offer is the only change an offer in force can see.
grant update (valid_to) on pricing.offers to volano_app;
