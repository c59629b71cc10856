-- Second factors, ways back in when one is lost, and proving once more who one is.

-- A confirmation renews token and secret of the session it strengthens. Whoever the tenant asks for a second factor and has
-- none reaches only what sets one up.
alter table identity.sessions add column needs_second_factor boolean not null default false;
alter table identity.sessions drop constraint sessions_end_reason_check;
alter table identity.sessions add constraint sessions_end_reason_check check (end_reason in ('signed_out', 'switched', 'ended_by_owner', 'signed_in_again', 'ended_by_manager', 'recovered'));
grant update (token_hash, csrf_token, needs_second_factor) on identity.sessions to volano_gate;

-- The secret of one-time codes (RFC 6238), encrypted with a key that the database does not hold. A pending one is not
-- asked for until a code has confirmed it. last_step: the step of the last code accepted; none is taken twice.
create table identity.totp_factors (
  account_id uuid not null references identity.accounts (id),
  state text not null check (state in ('pending', 'active')),
  sealed_secret bytea not null,
  last_step bigint not null default 0,
  since timestamptz not null,
  primary key (account_id, state)
);

-- Codes of single use for whoever has lost the other factor: 80 random bits each, only the hash is kept.
create table identity.recovery_codes (
  account_id uuid not null references identity.accounts (id),
  code_hash bytea not null check (length(code_hash) = 32),
  made_at timestamptz not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);

-- The password was right and the second factor is missing: not a session, of single use, for that browser alone.
create table identity.half_sign_ins (
  token_hash bytea primary key check (length(token_hash) = 32),
  browser_hash bytea not null check (length(browser_hash) = 32),
  account_id uuid not null references identity.accounts (id),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index half_sign_ins_age on identity.half_sign_ins (expires_at);

-- Links that open the form for a new password.
create table identity.password_resets (
  token_hash bytea primary key check (length(token_hash) = 32),
  account_id uuid not null references identity.accounts (id),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index password_resets_age on identity.password_resets (expires_at);
create index password_resets_account on identity.password_resets (account_id) where used_at is null;

-- Somebody says that the second factor is lost: a manager confirms it, a day passes, and whoever owns the account can stop it.
create table identity.factor_recoveries (
  tenant_id integer not null,
  id uuid not null,
  account_id uuid not null references identity.accounts (id),
  personality_id uuid not null,
  node_id integer not null,
  -- Hash of what the link “it was not me” carries.
  stop_hash bytea not null unique check (length(stop_hash) = 32),
  asked_at timestamptz not null,
  -- Not confirmed or not used by then: over.
  expires_at timestamptz not null,
  confirmed_at timestamptz,
  confirmed_by uuid references identity.accounts (id),
  -- From then on the factors fall with the next right password.
  due_at timestamptz,
  stopped_at timestamptz,
  stopped_by text check (stopped_by in ('owner', 'manager', 'time')),
  done_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, personality_id) references identity.personalities (tenant_id, id),
  foreign key (tenant_id, node_id) references identity.nodes (tenant_id, id),
  check ((confirmed_at is null) = (due_at is null) and (confirmed_at is null) = (confirmed_by is null)),
  check ((stopped_at is null) = (stopped_by is null)),
  check (confirmed_by <> account_id)
);
create unique index factor_recoveries_open on identity.factor_recoveries (account_id) where stopped_at is null and done_at is null;
create index factor_recoveries_node on identity.factor_recoveries (tenant_id, node_id) where stopped_at is null and done_at is null;

-- What a tenant asks of its people beyond the rules of the house.
create table identity.tenant_security (
  tenant_id integer primary key references platform.tenants (id),
  -- Whoever holds one of these needs a second factor.
  second_factor_privileges text[] not null default '{}',
  changed_at timestamptz not null
);

-- With a second factor eight characters are enough; such a password is not enough alone, and a factor is not given up before it is changed.
alter table identity.accounts add column password_is_short boolean not null default false;
drop function identity.replace_password(uuid, text, text);
create function identity.replace_password(of_account uuid, compared text, replacing text, is_short boolean) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update identity.accounts a set password_hash = replacing, password_is_short = is_short where a.id = of_account and a.password_hash = compared
    and (not is_short or exists (select from identity.totp_factors f where f.account_id = a.id and f.state = 'active'));
  return found;
end $$;
revoke all on function identity.replace_password(uuid, text, text, boolean) from public;
grant execute on function identity.replace_password(uuid, text, text, boolean) to volano_gate;

-- What its owner reads of a browser that the account knows.
alter table identity.known_devices
  add column id uuid not null default gen_random_uuid(),
  add column user_agent text not null default '',
  add column network text not null default '';
create unique index known_devices_id on identity.known_devices (id);
grant update (user_agent, network) on identity.known_devices to volano_gate;

alter table identity.totp_factors enable row level security;
alter table identity.recovery_codes enable row level security;
alter table identity.half_sign_ins enable row level security;
alter table identity.password_resets enable row level security;
alter table identity.factor_recoveries enable row level security;
alter table identity.tenant_security enable row level security;
create policy gate on identity.totp_factors to volano_gate using (true) with check (true);
create policy gate on identity.recovery_codes to volano_gate using (true) with check (true);
create policy gate on identity.half_sign_ins to volano_gate using (true) with check (true);
create policy gate on identity.password_resets to volano_gate using (true) with check (true);
create policy gate on identity.factor_recoveries to volano_gate using (true) with check (true);
create policy gate on identity.tenant_security to volano_gate using (true) with check (true);
grant select, insert, update (state, last_step, since), delete on identity.totp_factors to volano_gate;
grant select, insert, update (used_at), delete on identity.recovery_codes to volano_gate;
grant select, insert, update (used_at) on identity.half_sign_ins, identity.password_resets to volano_gate;
grant select, insert, update (stopped_at, stopped_by, done_at) on identity.factor_recoveries to volano_gate;
grant select, insert, update (second_factor_privileges, changed_at) on identity.tenant_security to volano_gate;

-- Managers see and confirm what is open at and below their node; secrets and hashes they do not.
create policy in_scope on identity.factor_recoveries for select to volano_app using (
  tenant_id = (select platform.tenant_id())
  and node_id in (select c.descendant_id from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())));
create policy decide_in_scope on identity.factor_recoveries for update to volano_app using (
  tenant_id = (select platform.tenant_id()) and account_id <> (select platform.account_id())
  and node_id in (select c.descendant_id from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())));
grant select (tenant_id, id, account_id, personality_id, node_id, asked_at, expires_at, confirmed_at, confirmed_by, due_at, stopped_at, stopped_by, done_at) on identity.factor_recoveries to volano_app;
grant update (confirmed_at, confirmed_by, due_at, expires_at, stopped_at, stopped_by) on identity.factor_recoveries to volano_app;
create policy own_tenant on identity.tenant_security for select to volano_app using (tenant_id = (select platform.tenant_id()));
grant select on identity.tenant_security to volano_app;

-- Uses a link up and sets the password behind it, in one step; the only way to a password without the one before. Answers the
-- account, or null for a link that does not hold. All other links of the account end with it.
create function identity.reset_password(of_token_hash bytea, at timestamptz, replacing text, is_short boolean) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  whose uuid;
begin
  update identity.password_resets r set used_at = at from identity.accounts a
  where r.token_hash = of_token_hash and r.used_at is null and r.expires_at > at and a.id = r.account_id and a.status = 'active'
    and (not is_short or exists (select from identity.totp_factors f where f.account_id = a.id and f.state = 'active'))
  returning r.account_id into whose;
  if whose is not null then
    update identity.password_resets r set used_at = at where r.account_id = whose and r.used_at is null;
    update identity.accounts a set password_hash = replacing, password_is_short = is_short where a.id = whose;
  end if;
  return whose;
end $$;
revoke all on function identity.reset_password(bytea, timestamptz, text, boolean) from public;
grant execute on function identity.reset_password(bytea, timestamptz, text, boolean) to volano_gate;

-- A manager ends the sessions that people hold at and below the manager's node; those they hold elsewhere go on.
create function identity.end_sessions_in_scope(of_account uuid, at timestamptz) returns setof uuid
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update identity.sessions s set ended_at = at, end_reason = 'ended_by_manager' from identity.personalities p
  where s.account_id = of_account and s.ended_at is null and s.expires_at > at
    and p.tenant_id = s.tenant_id and p.id = s.personality_id and p.tenant_id = platform.tenant_id()
    and p.node_id in (select c.descendant_id from identity.node_closure c where c.tenant_id = platform.tenant_id() and c.ancestor_id = platform.scope_node_id())
  returning s.id
$$;
-- Blocks or frees an account whose every place at work lies at or below the manager's node; false: it has others, or is the manager's own.
create function identity.set_account_status(of_account uuid, becoming text, on_day date) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update identity.accounts a set status = becoming where a.id = of_account and a.id <> platform.account_id()
    and exists (select from identity.personalities p where p.account_id = a.id and p.tenant_id = platform.tenant_id() and p.node_id in (
      select c.descendant_id from identity.node_closure c where c.tenant_id = platform.tenant_id() and c.ancestor_id = platform.scope_node_id()))
    and not exists (select from identity.personalities p where p.account_id = a.id and p.kind <> 'customer' and (p.valid_to is null or p.valid_to > on_day)
      and (p.tenant_id <> platform.tenant_id() or p.node_id not in (
        select c.descendant_id from identity.node_closure c where c.tenant_id = platform.tenant_id() and c.ancestor_id = platform.scope_node_id())));
  return found;
end $$;
revoke all on function identity.end_sessions_in_scope(uuid, timestamptz), identity.set_account_status(uuid, text, date) from public;
grant execute on function identity.end_sessions_in_scope(uuid, timestamptz), identity.set_account_status(uuid, text, date) to volano_app;

-- Who may protect other people's accounts; tenants set up later get it with their profiles.
insert into identity.profile_privileges (tenant_id, profile_key, privilege)
select p.tenant_id, p.key, u.privilege
from identity.profiles p
join (values ('dealerManager', 'identity.account.protect'), ('areaManager', 'identity.account.protect'), ('systemAdministrator', 'identity.account.protect'),
  ('systemAdministrator', 'identity.security.write')) u (profile_key, privilege) on u.profile_key = p.key
on conflict do nothing;
