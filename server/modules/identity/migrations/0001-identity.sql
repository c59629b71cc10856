-- Who is in: accounts, sessions, the organisation tree, profiles and personalities.
-- Accounts and sessions belong to the gate; the application role sees names, never a hash.
create schema identity;
grant usage on schema identity to volano_app, volano_gate;

-- A person's account. Global: the same person may hold personalities in several tenants.
create table identity.accounts (
  id uuid primary key,
  login_name text not null unique check (login_name = lower(login_name) and length(login_name) between 3 and 254),
  display_name text not null check (length(display_name) between 1 and 200),
  -- argon2id in PHC form; null for an account that cannot sign in with a password.
  password_hash text,
  status text not null default 'active' check (status in ('active', 'blocked')),
  language text not null default 'it' check (language in ('it', 'en')),
  last_personality_id uuid,
  created_at timestamptz not null default now()
);

-- The organisation: company > district > region > dealer > branch > seller. Levels may be skipped, never inverted.
create sequence identity.node_ids as integer;
create table identity.nodes (
  tenant_id integer not null references platform.tenants (id),
  id integer not null default nextval('identity.node_ids'),
  parent_id integer,
  kind text not null check (kind in ('company', 'district', 'region', 'dealer', 'branch', 'seller')),
  code text not null check (length(code) between 1 and 40),
  name text not null check (length(name) between 1 and 200),
  -- Half-open: in force from the first day, no longer on the last.
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  municipality_code text check (municipality_code ~ '^\d{6}$'),
  address_line text,
  postal_code text check (postal_code ~ '^\d{5}$'),
  city text,
  province text check (province ~ '^[A-Z]{2}$'),
  vat_number text check (vat_number ~ '^\d{11}$'),
  phone text,
  email text,
  brand_colour text check (brand_colour ~ '^#[0-9a-f]{6}$'),
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, code),
  foreign key (tenant_id, parent_id) references identity.nodes (tenant_id, id),
  check ((kind = 'company') = (parent_id is null))
);
create unique index nodes_one_company on identity.nodes (tenant_id) where parent_id is null;
create index nodes_children on identity.nodes (tenant_id, parent_id);

-- Every pair of a node and a node at or below it. Kept by triggers alone: nobody may write it, so it cannot drift.
create table identity.node_closure (
  tenant_id integer not null,
  ancestor_id integer not null,
  descendant_id integer not null,
  depth integer not null check (depth >= 0),
  primary key (tenant_id, ancestor_id, descendant_id),
  foreign key (tenant_id, ancestor_id) references identity.nodes (tenant_id, id),
  foreign key (tenant_id, descendant_id) references identity.nodes (tenant_id, id)
);
create unique index node_closure_upwards on identity.node_closure (tenant_id, descendant_id, ancestor_id) include (depth);

create function identity.kind_rank(kind text) returns integer language sql immutable parallel safe
  as $$ select array_position(array['company', 'district', 'region', 'dealer', 'branch', 'seller'], kind) $$;

create function identity.check_parent_kind() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select 1 from identity.nodes p where p.tenant_id = new.tenant_id and p.id = new.parent_id and identity.kind_rank(p.kind) >= identity.kind_rank(new.kind)) then
    raise exception 'a % cannot stand below that node', new.kind using errcode = 'check_violation', constraint = 'nodes_parent_kind';
  end if;
  return new;
end $$;
create trigger parent_kind before insert or update of parent_id, kind on identity.nodes for each row execute function identity.check_parent_kind();

-- Moves hold the tenant's tree exclusively, additions share it: an addition below a subtree that is being moved would
-- copy ancestors that are about to change. The statement after the lock sees what was committed meanwhile.
create function identity.node_added() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock_shared(740215010, new.tenant_id);
  insert into identity.node_closure (tenant_id, ancestor_id, descendant_id, depth)
  select c.tenant_id, c.ancestor_id, new.id, c.depth + 1 from identity.node_closure c where c.tenant_id = new.tenant_id and c.descendant_id = new.parent_id
  union all select new.tenant_id, new.id, new.id, 0;
  return null;
end $$;
create trigger added after insert on identity.nodes for each row execute function identity.node_added();

create function identity.node_moved() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock(740215010, new.tenant_id);
  if exists (select 1 from identity.node_closure c where c.tenant_id = new.tenant_id and c.ancestor_id = new.id and c.descendant_id = new.parent_id) then
    raise exception 'a node cannot stand below itself' using errcode = 'check_violation', constraint = 'nodes_no_cycle';
  end if;
  delete from identity.node_closure c using identity.node_closure above, identity.node_closure below
  where above.tenant_id = new.tenant_id and above.descendant_id = new.id and above.depth > 0
    and below.tenant_id = new.tenant_id and below.ancestor_id = new.id
    and c.tenant_id = new.tenant_id and c.ancestor_id = above.ancestor_id and c.descendant_id = below.descendant_id;
  insert into identity.node_closure (tenant_id, ancestor_id, descendant_id, depth)
  select above.tenant_id, above.ancestor_id, below.descendant_id, above.depth + below.depth + 1
  from identity.node_closure above join identity.node_closure below on below.tenant_id = above.tenant_id and below.ancestor_id = new.id
  where above.tenant_id = new.tenant_id and above.descendant_id = new.parent_id;
  return null;
end $$;
create trigger moved after update of parent_id on identity.nodes for each row when (old.parent_id is distinct from new.parent_id) execute function identity.node_moved();

-- Named sets of privileges. A profile also holds everything of its parent profile.
create table identity.profiles (
  tenant_id integer not null references platform.tenants (id),
  key text not null,
  parent_key text,
  -- staff: of the lender or a dealer; partner: of an outside company; customer: sees his own affairs only.
  kind text not null check (kind in ('staff', 'partner', 'customer')),
  -- subtree: scope and reach are the node; dealer: reach is the dealer above the node; none: no part of the organisation.
  scope_rule text not null check (scope_rule in ('subtree', 'dealer', 'none')),
  name_it text not null,
  name_en text not null,
  primary key (tenant_id, key),
  unique (tenant_id, key, kind),
  foreign key (tenant_id, parent_key) references identity.profiles (tenant_id, key)
);
create table identity.profile_privileges (
  tenant_id integer not null,
  profile_key text not null,
  privilege text not null,
  primary key (tenant_id, profile_key, privilege),
  foreign key (tenant_id, profile_key) references identity.profiles (tenant_id, key)
);

-- A role in context: this person, with this profile, at this place, from day to day (half-open).
create table identity.personalities (
  tenant_id integer not null,
  id uuid not null unique,
  account_id uuid not null references identity.accounts (id),
  profile_key text not null,
  kind text not null,
  node_id integer not null,
  label text not null check (length(label) between 1 and 200),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, node_id) references identity.nodes (tenant_id, id),
  foreign key (tenant_id, profile_key, kind) references identity.profiles (tenant_id, key, kind)
);
create index personalities_account on identity.personalities (account_id);
create index personalities_node on identity.personalities (tenant_id, node_id);
alter table identity.accounts add foreign key (last_personality_id) references identity.personalities (id);

-- One row per cookie ever given. Only the hash of the token is stored; choosing another personality makes a new row.
create table identity.sessions (
  id uuid primary key,
  token_hash bytea not null unique check (length(token_hash) = 32),
  csrf_token text not null,
  account_id uuid not null references identity.accounts (id),
  tenant_id integer not null,
  personality_id uuid not null,
  created_at timestamptz not null,
  -- Written at most once a minute.
  seen_at timestamptz not null,
  idle_seconds integer not null check (idle_seconds > 0),
  expires_at timestamptz not null,
  ended_at timestamptz,
  end_reason text check (end_reason in ('signed_out', 'switched', 'ended_by_owner', 'signed_in_again')),
  user_agent text not null,
  network text not null,
  foreign key (tenant_id, personality_id) references identity.personalities (tenant_id, id),
  check ((ended_at is null) = (end_reason is null))
);
create index sessions_open on identity.sessions (account_id) where ended_at is null;
create index sessions_age on identity.sessions (expires_at);

-- Failed sign-ins by account name, by network and in all. The key is a hash: people type passwords into the wrong field.
create table identity.sign_in_failures (
  kind text not null check (kind in ('account', 'network', 'everybody')),
  key bytea not null,
  failures integer not null check (failures > 0),
  last_at timestamptz not null,
  blocked_until timestamptz,
  primary key (kind, key)
);
create index sign_in_failures_age on identity.sign_in_failures (last_at);

-- Which personalities stand on a day, and which sessions at an instant. Plain SQL: the planner opens them up.
create function identity.standing_personalities(on_day date) returns setof identity.personalities language sql stable as $$
  select p.* from identity.personalities p
  join identity.nodes n on n.tenant_id = p.tenant_id and n.id = p.node_id
  where p.valid_from <= on_day and (p.valid_to is null or p.valid_to > on_day)
    and n.valid_from <= on_day and (n.valid_to is null or n.valid_to > on_day)
$$;
create function identity.standing_sessions(at timestamptz) returns setof identity.sessions language sql stable as $$
  select s.* from identity.sessions s
  join identity.accounts a on a.id = s.account_id and a.status = 'active'
  join identity.standing_personalities((at at time zone 'Europe/Rome')::date) p on p.tenant_id = s.tenant_id and p.id = s.personality_id
  where s.ended_at is null and s.expires_at > at and s.seen_at + make_interval(secs => s.idle_seconds) > at
$$;

-- Everything that acting as a personality means: whose, where, how far, with which privileges.
create function identity.acting_as(of_personality uuid) returns table (
  tenant_id integer, tenant_code text, tenant_name text, account_id uuid, display_name text, personality_id uuid, profile_key text, profile_kind text,
  scope_node_id integer, reach_node_id integer, privileges text[]
) language sql stable as $$
  select p.tenant_id, t.code, t.name, p.account_id, a.display_name, p.id, p.profile_key, p.kind,
    case pr.scope_rule when 'none' then 0 else p.node_id end,
    case pr.scope_rule when 'none' then 0 when 'dealer' then coalesce((
      select c.ancestor_id from identity.node_closure c join identity.nodes d on d.tenant_id = c.tenant_id and d.id = c.ancestor_id and d.kind = 'dealer'
      where c.tenant_id = p.tenant_id and c.descendant_id = p.node_id order by c.depth limit 1), p.node_id) else p.node_id end,
    coalesce((
      with recursive chain as (
        select own.key, own.parent_key from identity.profiles own where own.tenant_id = p.tenant_id and own.key = p.profile_key
        union select up.key, up.parent_key from identity.profiles up join chain on up.key = chain.parent_key where up.tenant_id = p.tenant_id
      )
      select array_agg(distinct pp.privilege order by pp.privilege) from identity.profile_privileges pp join chain on chain.key = pp.profile_key where pp.tenant_id = p.tenant_id
    ), '{}')
  from identity.personalities p
  join platform.tenants t on t.id = p.tenant_id
  join identity.accounts a on a.id = p.account_id
  join identity.profiles pr on pr.tenant_id = p.tenant_id and pr.key = p.profile_key
  where p.id = of_personality
$$;

-- The door's one question per request, answered in one round trip. No row: nobody is signed in with that token.
create function identity.resolve_session(of_token_hash bytea, at timestamptz) returns table (
  session_id uuid, csrf_token text, tenant_id integer, tenant_code text, tenant_name text, account_id uuid, display_name text, personality_id uuid,
  profile_key text, profile_kind text, scope_node_id integer, reach_node_id integer, privileges text[]
) language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  found_session identity.sessions;
begin
  select s.* into found_session from identity.standing_sessions(at) s where s.token_hash = of_token_hash;
  if not found then
    return;
  end if;
  if found_session.seen_at < at - interval '1 minute' then
    update identity.sessions s set seen_at = at where s.id = found_session.id and s.seen_at < at - interval '1 minute';
  end if;
  return query select found_session.id, found_session.csrf_token, a.tenant_id, a.tenant_code, a.tenant_name, a.account_id, a.display_name, a.personality_id,
    a.profile_key, a.profile_kind, a.scope_node_id, a.reach_node_id, a.privileges
  from identity.acting_as(found_session.personality_id) a;
end $$;
revoke all on function identity.resolve_session(bytea, timestamptz), identity.acting_as(uuid), identity.standing_sessions(timestamptz),
  identity.node_added(), identity.node_moved(), identity.check_parent_kind() from public;
grant execute on function identity.resolve_session(bytea, timestamptz), identity.acting_as(uuid), identity.standing_sessions(timestamptz) to volano_gate;

-- The gate: every account and session, the places they belong to, nothing of the business.
alter table identity.accounts enable row level security;
alter table identity.sessions enable row level security;
alter table identity.sign_in_failures enable row level security;
alter table identity.nodes enable row level security;
alter table identity.node_closure enable row level security;
alter table identity.profiles enable row level security;
alter table identity.profile_privileges enable row level security;
alter table identity.personalities enable row level security;
create policy gate on identity.accounts to volano_gate using (true) with check (true);
create policy gate on identity.sessions to volano_gate using (true) with check (true);
create policy gate on identity.sign_in_failures to volano_gate using (true) with check (true);
create policy gate on identity.nodes for select to volano_gate using (true);
create policy gate on identity.node_closure for select to volano_gate using (true);
create policy gate on identity.profiles for select to volano_gate using (true);
create policy gate on identity.profile_privileges for select to volano_gate using (true);
create policy gate on identity.personalities for select to volano_gate using (true);
grant select, update (language, last_personality_id) on identity.accounts to volano_gate;
grant select, insert, update (seen_at, ended_at, end_reason) on identity.sessions to volano_gate;
grant select, insert, update, delete on identity.sign_in_failures to volano_gate;
grant select on identity.nodes, identity.node_closure, identity.profiles, identity.profile_privileges, identity.personalities to volano_gate;

-- The application: the closure of its own tenant (other modules' policies ask it), the nodes within reach and the path
-- up to the company, the people there, and accounts without their hashes. Sessions and failures: nothing at all.
create policy own_tenant on identity.node_closure for select to volano_app using (tenant_id = (select platform.tenant_id()));
create policy own_tenant on identity.profiles for select to volano_app using (tenant_id = (select platform.tenant_id()));
create policy own_tenant on identity.profile_privileges for select to volano_app using (tenant_id = (select platform.tenant_id()));
create policy within_reach on identity.nodes for select to volano_app using (
  tenant_id = (select platform.tenant_id()) and (
    id in (select c.descendant_id from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.reach_node_id()))
    or id in (select c.ancestor_id from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.descendant_id = (select platform.reach_node_id()))));
create policy add_below_scope on identity.nodes for insert to volano_app with check (
  tenant_id = (select platform.tenant_id())
  and parent_id in (select c.descendant_id from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())));
create policy change_in_scope on identity.nodes for update to volano_app using (
  tenant_id = (select platform.tenant_id())
  and id in (select c.descendant_id from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())))
  with check (
  tenant_id = (select platform.tenant_id()) and (parent_id is null
  or parent_id in (select c.descendant_id from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id()))));
-- On the path upwards only staff is seen: a customer stands at the company and is nobody's colleague.
create policy within_reach on identity.personalities for select to volano_app using (
  tenant_id = (select platform.tenant_id()) and (
    node_id in (select c.descendant_id from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.reach_node_id()))
    or (kind = 'staff' and node_id in (select c.ancestor_id from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.descendant_id = (select platform.reach_node_id())))
    or account_id = (select platform.account_id())));
create policy add_in_scope on identity.personalities for insert to volano_app with check (
  tenant_id = (select platform.tenant_id())
  and node_id in (select c.descendant_id from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())));
create policy change_in_scope on identity.personalities for update to volano_app using (
  tenant_id = (select platform.tenant_id())
  and node_id in (select c.descendant_id from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())));
create policy of_visible_people on identity.accounts for select to volano_app using (
  id in (select p.account_id from identity.personalities p where p.tenant_id = (select platform.tenant_id())) or id = (select platform.account_id()));
create policy add on identity.accounts for insert to volano_app with check (true);
grant select on identity.nodes, identity.node_closure, identity.profiles, identity.profile_privileges, identity.personalities to volano_app;
grant select (id, login_name, display_name, status, language) on identity.accounts to volano_app;
grant insert (id, login_name, display_name, password_hash, language) on identity.accounts to volano_app;
grant insert on identity.nodes, identity.personalities to volano_app;
grant update (parent_id, name, valid_to, municipality_code, address_line, postal_code, city, province, vat_number, phone, email, brand_colour) on identity.nodes to volano_app;
grant update (valid_to) on identity.personalities to volano_app;
grant usage on sequence identity.node_ids to volano_app;

-- Published for other modules.
create view identity.v_node_closure with (security_invoker = true) as
  select c.tenant_id, c.ancestor_id, c.descendant_id, c.depth from identity.node_closure c;
create view identity.v_nodes with (security_invoker = true) as
  select n.tenant_id, n.id, n.parent_id, n.kind, n.code, n.name, n.valid_from, n.valid_to, n.municipality_code, n.address_line, n.postal_code, n.city, n.province,
    n.vat_number, n.phone, n.email, n.brand_colour
  from identity.nodes n;
create view identity.v_people with (security_invoker = true) as
  select p.tenant_id, p.id as personality_id, p.account_id, a.display_name, a.login_name, a.status as account_status, p.profile_key as profile, p.kind, p.node_id, p.label, p.valid_from, p.valid_to
  from identity.personalities p join identity.accounts a on a.id = p.account_id;
grant select on identity.v_node_closure, identity.v_nodes, identity.v_people to volano_app;
