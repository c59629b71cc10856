-- Finance leases beside loans: VAT on rentals and option, when rentals fall due, between which shares of the price the option lies.
alter table pricing.financial_products drop constraint financial_products_plan_check;
alter table pricing.financial_products
  add column vat_rate_ppm integer,
  add column lease_mode text check (lease_mode in ('advance', 'arrears')),
  add column option_min_ppm integer,
  add column option_max_ppm integer,
  add constraint financial_products_plan_known check (plan in ('level', 'balloon', 'lease')),
  add constraint financial_products_lease_complete check (
    (plan = 'lease') = (vat_rate_ppm is not null)
    and (plan = 'lease') = (lease_mode is not null)
    and (plan = 'lease') = (option_min_ppm is not null)
    and (plan = 'lease') = (option_max_ppm is not null)),
  add constraint financial_products_lease_shares check (
    vat_rate_ppm between 0 and 1000000 and 0 <= option_min_ppm and option_min_ppm <= option_max_ppm and option_max_ppm <= 1000000);

-- Insurance that secures the repayment counts for the usury law even when the customer may decline it. Whether one
-- written before this column does so is not known: it is taken to.
alter table pricing.services add column secures_credit boolean;
update pricing.services set secures_credit = (kind = 'insurance');
alter table pricing.services alter column secures_credit set not null;

-- A name under which services are sold together.
create table pricing.service_packages (
  tenant_id integer not null references platform.tenants (id),
  id uuid not null,
  code text not null,
  name_it text not null,
  name_en text not null,
  primary key (tenant_id, id),
  unique (tenant_id, code)
);
create table pricing.service_package_items (
  tenant_id integer not null,
  package_id uuid not null,
  service_id uuid not null,
  primary key (tenant_id, package_id, service_id),
  foreign key (tenant_id, package_id) references pricing.service_packages (tenant_id, id),
  foreign key (tenant_id, service_id) references pricing.services (tenant_id, id)
);
alter table pricing.service_packages enable row level security;
alter table pricing.service_package_items enable row level security;
create policy same_tenant on pricing.service_packages to volano_app using (tenant_id = (select platform.tenant_id())) with check (tenant_id = (select platform.tenant_id()));
create policy same_tenant on pricing.service_package_items to volano_app using (tenant_id = (select platform.tenant_id())) with check (tenant_id = (select platform.tenant_id()));
grant select, insert on pricing.service_packages, pricing.service_package_items to volano_app;

-- Who makes prices at head office now writes offers; tenants set up later get it with their profiles.
insert into identity.profile_privileges (tenant_id, profile_key, privilege)
select p.tenant_id, p.key, 'pricing.offer.write' from identity.profiles p where p.key = 'pricingManager'
on conflict do nothing;
