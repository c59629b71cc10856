-- One door: applications that sign their people in here, what each person sees of them, and the records of the protocol.
create schema gateway;
grant usage on schema gateway to volano_app, volano_gate;

-- Applications of a tenant. One row is a client of the provider: registering an application is an insert.
create table gateway.apps (
  tenant_id integer not null references platform.tenants (id),
  id uuid not null,
  -- Name in the protocol, unique in the installation and never given twice: a removed application keeps its row.
  client_id text not null unique check (client_id ~ '^[a-z0-9][a-z0-9-]{2,59}$'),
  kind text not null check (kind in ('oidcConfidential', 'oidcPublic', 'headerProxy')),
  name text not null check (length(name) between 1 and 80),
  description text not null check (length(description) <= 300),
  -- Name of a drawing of the web's own set.
  icon text not null check (icon ~ '^[a-z][a-z-]{0,39}$'),
  -- Where the switcher leads to.
  address text not null check (length(address) <= 500),
  redirect_uris text[] not null,
  post_logout_uris text[] not null,
  backchannel_uri text,
  push_uri text,
  -- Audience of signed access tokens for the application's own services; null: none are issued.
  resource text,
  -- SHA-256 of a random secret of 256 bits; null for applications that keep none.
  secret_hash bytea check (length(secret_hash) = 32),
  -- The one before, while both are taken.
  previous_secret_hash bytea check (length(previous_secret_hash) = 32),
  previous_secret_until timestamptz,
  status text not null default 'active' check (status in ('active', 'suspended', 'removed')),
  -- What holds for everybody no rule speaks of.
  default_visible boolean not null,
  default_settings jsonb not null,
  -- Grows with every change of the application or its rules.
  version bigint not null default 1,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (tenant_id, id),
  check ((kind = 'oidcConfidential') = (secret_hash is not null)),
  check ((previous_secret_hash is null) = (previous_secret_until is null))
);
-- An audience stands for one application in the whole installation.
create unique index apps_resource on gateway.apps (resource) where resource is not null;

-- Who sees an application and with which settings. Every named condition must hold; at least one is named.
create table gateway.app_rules (
  tenant_id integer not null,
  app_id uuid not null,
  id uuid not null,
  profile_key text,
  node_id integer,
  personality_id uuid,
  -- settings: says nothing about being seen.
  effect text not null check (effect in ('allow', 'deny', 'settings')),
  settings jsonb not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique nulls not distinct (tenant_id, app_id, profile_key, node_id, personality_id),
  foreign key (tenant_id, app_id) references gateway.apps (tenant_id, id),
  check (num_nonnulls(profile_key, node_id, personality_id) > 0)
);

-- Which session and which personality stand behind a grant of the provider. One personality per application and session at a time.
create table gateway.grants (
  -- SHA-256 of the grant's id.
  grant_hash bytea primary key check (length(grant_hash) = 32),
  tenant_id integer not null,
  app_id uuid not null,
  session_id uuid not null,
  account_id uuid not null,
  personality_id uuid not null,
  -- On whose behalf, once delegations exist.
  delegation_id uuid,
  -- The application's name for this sign-in; logout tokens repeat it.
  sid text not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  end_reason text check (end_reason in ('signedOut', 'appSignedOut', 'replaced', 'replayed', 'sessionOver', 'personalityOver', 'appClosed', 'ruleChanged')),
  foreign key (tenant_id, app_id) references gateway.apps (tenant_id, id),
  check ((ended_at is null) = (end_reason is null))
);
create index grants_open on gateway.grants (session_id, app_id) where ended_at is null;
create index grants_age on gateway.grants (ended_at) where ended_at is not null;

-- Records of the provider: codes, tokens, grants, interactions, browser sessions. The key is a hash and the content is
-- encrypted with the installation's key, so that whoever reads the table can present nothing of it.
create table gateway.oidc_records (
  kind text not null,
  id_hash bytea not null check (length(id_hash) = 32),
  payload bytea not null,
  grant_hash bytea,
  uid_hash bytea,
  -- Browser sessions alone: the session of the house they hang on.
  session_id uuid,
  consumed_at timestamptz,
  expires_at timestamptz not null,
  primary key (kind, id_hash)
);
create index oidc_records_grant on gateway.oidc_records (grant_hash) where grant_hash is not null;
create index oidc_records_uid on gateway.oidc_records (kind, uid_hash) where uid_hash is not null;
create index oidc_records_age on gateway.oidc_records (expires_at);

-- What is to be told to an application: that a sign-in is over, or that its rules changed.
create table gateway.deliveries (
  tenant_id integer not null,
  id uuid not null,
  app_id uuid not null,
  kind text not null check (kind in ('logout', 'rules')),
  -- Of a logout: who, and under which name the application knows the sign-in.
  account_id uuid,
  sid text,
  state text not null default 'queued' check (state in ('queued', 'sending', 'delivered', 'failed', 'pointless')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  -- Last words of the application, or of the road to it.
  answer text not null default '',
  created_at timestamptz not null,
  settled_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, app_id) references gateway.apps (tenant_id, id),
  check ((kind = 'logout') = (account_id is not null and sid is not null))
);
create index deliveries_open on gateway.deliveries (next_attempt_at) where state in ('queued', 'sending');
create index deliveries_recent on gateway.deliveries (tenant_id, created_at desc, id desc);

alter table gateway.apps enable row level security;
alter table gateway.app_rules enable row level security;
alter table gateway.grants enable row level security;
alter table gateway.oidc_records enable row level security;
alter table gateway.deliveries enable row level security;

-- The gate works before anybody is known: it reads applications and rules, and owns the records of the protocol.
create policy gate on gateway.apps for select to volano_gate using (true);
create policy gate on gateway.app_rules for select to volano_gate using (true);
create policy gate on gateway.grants to volano_gate using (true) with check (true);
create policy gate on gateway.oidc_records to volano_gate using (true) with check (true);
create policy gate on gateway.deliveries to volano_gate using (true) with check (true);
grant select on gateway.apps, gateway.app_rules to volano_gate;
grant select, insert, update (ended_at, end_reason), delete on gateway.grants to volano_gate;
grant select, insert, update, delete on gateway.oidc_records to volano_gate;
grant select, insert, update (state, attempts, next_attempt_at, answer, settled_at), delete on gateway.deliveries to volano_gate;

-- The application role keeps the registry of its tenant. It reads no hash, no record of the protocol, and cannot open a grant.
create policy same_tenant on gateway.apps to volano_app using (tenant_id = (select platform.tenant_id())) with check (tenant_id = (select platform.tenant_id()));
create policy same_tenant on gateway.app_rules to volano_app using (tenant_id = (select platform.tenant_id())) with check (tenant_id = (select platform.tenant_id()));
create policy same_tenant on gateway.deliveries to volano_app using (tenant_id = (select platform.tenant_id())) with check (tenant_id = (select platform.tenant_id()));
create policy same_tenant on gateway.grants to volano_app using (tenant_id = (select platform.tenant_id())) with check (tenant_id = (select platform.tenant_id()));
grant select (tenant_id, id, client_id, kind, name, description, icon, address, redirect_uris, post_logout_uris, backchannel_uri, push_uri, resource, previous_secret_until,
  status, default_visible, default_settings, version, created_at, changed_at) on gateway.apps to volano_app;
grant insert on gateway.apps to volano_app;
grant update (name, description, icon, address, redirect_uris, post_logout_uris, backchannel_uri, push_uri, resource,
  status, default_visible, default_settings, version, changed_at) on gateway.apps to volano_app;
grant select, insert, update (effect, settings), delete on gateway.app_rules to volano_app;
grant select, insert, update (state, attempts, next_attempt_at, answer, settled_at) on gateway.deliveries to volano_app;
-- Only to count and to end what hangs on an application that closes.
grant select (tenant_id, app_id, session_id, account_id, personality_id, created_at, ended_at, end_reason) on gateway.grants to volano_app;

-- A new secret: the old one may be taken for a while longer. A definer, because nobody else may read the hash it keeps.
create function gateway.rotate_secret(of_app uuid, new_hash bytea, old_until timestamptz) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update gateway.apps a
  set previous_secret_hash = case when old_until is not null then a.secret_hash end, previous_secret_until = old_until, secret_hash = new_hash
  where a.tenant_id = platform.tenant_id() and a.id = of_app and a.kind = 'oidcConfidential' and a.status <> 'removed';
  return found;
end $$;
revoke all on function gateway.rotate_secret(uuid, bytea, timestamptz) from public;
grant execute on function gateway.rotate_secret(uuid, bytea, timestamptz) to volano_app;

-- Privileges of the registry; tenants set up later get them with their profiles.
insert into identity.profile_privileges (tenant_id, profile_key, privilege)
select p.tenant_id, p.key, u.privilege
from identity.profiles p
join (values ('systemAdministrator', 'gateway.app.read'), ('systemAdministrator', 'gateway.app.write'), ('itTechnician', 'gateway.app.read')) u (profile_key, privilege) on u.profile_key = p.key
on conflict do nothing;
