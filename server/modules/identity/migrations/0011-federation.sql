-- Sign-in by the word of another house (OpenID Connect): its providers by tenant, and whose account which subject is.
create table identity.providers (
  tenant_id integer not null references platform.tenants (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 80),
  -- As the provider writes itself, letter by letter.
  issuer text not null check (issuer ~ '^https?://' and length(issuer) <= 500),
  client_id text not null check (length(client_id) between 1 and 255),
  -- Encrypted with the installation's key; null: the provider gave none.
  sealed_secret bytea,
  -- Ends of e-mail addresses for which the sign-in page offers it; none: it is offered to everybody.
  domains text[] not null check (cardinality(domains) <= 20),
  enabled boolean not null default false,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (tenant_id, id),
  unique (id)
);

-- The only thing that says whose a subject is. Never made from an e-mail address.
create table identity.federated_links (
  tenant_id integer not null,
  provider_id uuid not null,
  -- The provider's own name for the person (`sub`), which it never gives to another.
  subject text not null check (length(subject) between 1 and 255),
  account_id uuid not null references identity.accounts (id),
  linked_at timestamptz not null,
  last_used_at timestamptz,
  primary key (tenant_id, provider_id, subject),
  unique (tenant_id, provider_id, account_id),
  foreign key (tenant_id, provider_id) references identity.providers (tenant_id, id)
);
create index federated_links_account on identity.federated_links (account_id);

-- Journeys to a provider that have not come back: of single use, for the browser that began them.
create table identity.federated_journeys (
  state_hash bytea primary key check (length(state_hash) = 32),
  -- Of a random word that only the page that began keeps.
  browser_hash bytea not null check (length(browser_hash) = 32),
  tenant_id integer not null,
  provider_id uuid not null,
  -- Set when a signed-in person links; the journey then ends in that session alone.
  session_id uuid,
  -- Nonce and code verifier, encrypted.
  sealed bytea not null,
  expires_at timestamptz not null,
  foreign key (tenant_id, provider_id) references identity.providers (tenant_id, id)
);
create index federated_journeys_age on identity.federated_journeys (expires_at);

alter table identity.providers enable row level security;
alter table identity.federated_links enable row level security;
alter table identity.federated_journeys enable row level security;
create policy gate on identity.providers for select to volano_gate using (true);
create policy gate on identity.federated_links to volano_gate using (true) with check (true);
create policy gate on identity.federated_journeys to volano_gate using (true) with check (true);
grant select on identity.providers to volano_gate;
grant select, insert, update (last_used_at), delete on identity.federated_links to volano_gate;
grant select, insert, delete on identity.federated_journeys to volano_gate;

-- The application keeps the providers of its tenant and reads no secret of theirs; of links it counts them.
create policy same_tenant on identity.providers to volano_app using (tenant_id = (select platform.tenant_id())) with check (tenant_id = (select platform.tenant_id()));
create policy same_tenant on identity.federated_links for select to volano_app using (tenant_id = (select platform.tenant_id()));
grant select (tenant_id, id, name, issuer, client_id, domains, enabled, created_at, changed_at) on identity.providers to volano_app;
grant insert on identity.providers to volano_app;
grant update (name, client_id, sealed_secret, domains, enabled, changed_at) on identity.providers to volano_app;
grant select (tenant_id, provider_id, account_id) on identity.federated_links to volano_app;

insert into identity.profile_privileges (tenant_id, profile_key, privilege)
select p.tenant_id, p.key, 'identity.provider.write' from identity.profiles p where p.key = 'systemAdministrator'
on conflict do nothing;
