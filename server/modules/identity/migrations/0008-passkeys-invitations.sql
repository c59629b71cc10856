-- Passkeys, invitations, and people whose work is suspended.

-- What an authenticator knows a person by: random, and nothing else of the account.
create table identity.passkey_holders (
  account_id uuid primary key references identity.accounts (id),
  user_handle bytea not null unique check (length(user_handle) = 32)
);

create table identity.passkeys (
  id uuid primary key,
  account_id uuid not null references identity.passkey_holders (account_id),
  credential_id bytea not null unique check (length(credential_id) between 1 and 1023),
  -- COSE key, as the authenticator gave it.
  public_key bytea not null,
  -- Of authenticators that count; the others stay at zero. It never goes back.
  counter bigint not null check (counter >= 0),
  transports text[] not null,
  -- Lives on several devices of its owner, by the word of its provider.
  backed_up boolean not null,
  name text not null check (length(name) between 1 and 60),
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index passkeys_account on identity.passkeys (account_id);

-- What an authenticator is asked to sign: of single use, for one purpose, in one browser.
create table identity.passkey_challenges (
  challenge_hash bytea primary key check (length(challenge_hash) = 32),
  purpose text not null check (purpose in ('sign-in', 'confirm', 'add', 'accept')),
  browser_hash bytea not null check (length(browser_hash) = 32),
  account_id uuid references identity.accounts (id),
  invitation_hash bytea,
  user_handle bytea,
  expires_at timestamptz not null,
  used_at timestamptz,
  check ((account_id is not null) = (purpose in ('confirm', 'add'))),
  check ((invitation_hash is not null) = (purpose = 'accept'))
);
create index passkey_challenges_age on identity.passkey_challenges (expires_at);

-- Somebody is asked by mail to work at a node. Only the hash of what the link carries is kept; a new link replaces the old one.
create table identity.invitations (
  tenant_id integer not null,
  id uuid not null,
  node_id integer not null,
  profile_key text not null,
  email text not null check (email = lower(email) and length(email) between 3 and 120),
  language text not null check (language in ('it', 'en')),
  token_hash bytea not null unique check (length(token_hash) = 32),
  -- Who invites: holds only as long as this personality stands and may.
  invited_by uuid not null,
  inviter_account_id uuid not null references identity.accounts (id),
  created_at timestamptz not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  accepted_at timestamptz,
  personality_id uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, node_id) references identity.nodes (tenant_id, id),
  foreign key (tenant_id, profile_key) references identity.profiles (tenant_id, key),
  foreign key (tenant_id, invited_by) references identity.personalities (tenant_id, id),
  foreign key (tenant_id, personality_id) references identity.personalities (tenant_id, id),
  check ((accepted_at is null) = (personality_id is null)),
  check (revoked_at is null or accepted_at is null)
);
create index invitations_node on identity.invitations (tenant_id, node_id);
create index invitations_newest on identity.invitations (tenant_id, created_at desc, id desc);

alter table identity.passkey_holders enable row level security;
alter table identity.passkeys enable row level security;
alter table identity.passkey_challenges enable row level security;
alter table identity.invitations enable row level security;
create policy gate on identity.passkey_holders to volano_gate using (true) with check (true);
create policy gate on identity.passkeys to volano_gate using (true) with check (true);
create policy gate on identity.passkey_challenges to volano_gate using (true) with check (true);
create policy gate on identity.invitations for select to volano_gate using (true);
grant select, insert on identity.passkey_holders to volano_gate;
grant select, insert, update (counter, backed_up, name, last_used_at), delete on identity.passkeys to volano_gate;
grant select, insert, update (used_at) on identity.passkey_challenges to volano_gate;
grant select on identity.invitations to volano_gate;

-- Managers see and write invitations at and below their node; what the link carries they cannot read back.
create policy in_scope on identity.invitations to volano_app
  using (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())))
  with check (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())));
grant select (tenant_id, id, node_id, profile_key, email, language, invited_by, inviter_account_id, created_at, sent_at, expires_at, revoked_at, accepted_at, personality_id) on identity.invitations to volano_app;
grant insert (tenant_id, id, node_id, profile_key, email, language, token_hash, invited_by, inviter_account_id, created_at, sent_at, expires_at) on identity.invitations to volano_app;
grant update (token_hash, invited_by, inviter_account_id, sent_at, expires_at, revoked_at) on identity.invitations to volano_app;

-- Suspended people keep their place and hold nothing until they are taken back. Null: at work.
alter table identity.personalities add column suspended_at timestamptz;
grant update (suspended_at) on identity.personalities to volano_app;
create or replace function identity.standing_personalities(on_day date) returns setof identity.personalities language sql stable as $$
  select p.* from identity.personalities p
  join identity.nodes n on n.tenant_id = p.tenant_id and n.id = p.node_id
  where p.valid_from <= on_day and (p.valid_to is null or p.valid_to > on_day) and p.suspended_at is null
    and n.valid_from <= on_day and (n.valid_to is null or n.valid_to > on_day)
$$;
create or replace view identity.v_people with (security_invoker = true) as
  select p.tenant_id, p.id as personality_id, p.account_id, a.display_name, a.login_name, a.status as account_status, p.profile_key as profile, p.kind, p.node_id, p.label, p.valid_from, p.valid_to,
    a.language, p.suspended_at is not null as suspended
  from identity.personalities p join identity.accounts a on a.id = p.account_id;

-- All that a profile holds, its parents' included.
create function identity.privileges_of(of_tenant integer, of_profile text) returns text[] language sql stable as $$
  with recursive chain as (
    select own.key, own.parent_key from identity.profiles own where own.tenant_id = of_tenant and own.key = of_profile
    union select up.key, up.parent_key from identity.profiles up join chain on up.key = chain.parent_key where up.tenant_id = of_tenant
  )
  select coalesce(array_agg(distinct pp.privilege order by pp.privilege), '{}') from identity.profile_privileges pp join chain on chain.key = pp.profile_key where pp.tenant_id = of_tenant
$$;

-- Whether the personality that invited may still do so: it stands, manages people at or above the node, and gives nothing it does
-- not hold itself unless it may grant anything.
create function identity.inviter_stands(of_tenant integer, inviter uuid, at_node integer, gives text, on_day date) returns boolean language sql stable as $$
  select exists (
    select from identity.standing_personalities(on_day) p
    join identity.accounts a on a.id = p.account_id and a.status = 'active'
    join identity.node_closure c on c.tenant_id = p.tenant_id and c.ancestor_id = p.node_id and c.descendant_id = at_node,
    lateral identity.privileges_of(p.tenant_id, p.profile_key) held
    where p.tenant_id = of_tenant and p.id = inviter and 'identity.people.manage' = any(held)
      and ('identity.people.grant' = any(held) or identity.privileges_of(of_tenant, gives) <@ held))
$$;

-- A seller has a node of his own below the branch or dealer; answers it.
create function identity.add_seller_node(of_tenant integer, below integer, called text, mail text, from_day date) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  dealer identity.nodes;
  made integer;
begin
  perform pg_advisory_xact_lock(740215022, of_tenant);
  select n.* into strict dealer from identity.node_closure c join identity.nodes n on n.tenant_id = c.tenant_id and n.id = c.ancestor_id
  where c.tenant_id = of_tenant and c.descendant_id = below and n.kind in ('dealer', 'branch') order by (n.kind = 'dealer') desc, c.depth limit 1;
  insert into identity.nodes (tenant_id, parent_id, kind, code, name, valid_from, email)
  select of_tenant, below, 'seller', dealer.code || '-S' || coalesce(max(substring(n.code from length(dealer.code) + 3)::integer), 0) + 1, called, from_day, mail
  from identity.nodes n where n.tenant_id = of_tenant and n.code ~ ('^' || regexp_replace(dealer.code, '([^\w])', '\\\1', 'g') || '-S\d{1,6}$')
  returning id into made;
  return made;
end $$;
-- The same for whoever manages people there; null outside the scope.
create function identity.add_seller_in_scope(below integer, called text, mail text, from_day date) returns integer
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  select identity.add_seller_node(c.tenant_id, c.descendant_id, called, mail, from_day) from identity.node_closure c
  where c.tenant_id = platform.tenant_id() and c.ancestor_id = platform.scope_node_id() and c.descendant_id = below
$$;
revoke all on function identity.add_seller_node(integer, integer, text, text, date), identity.add_seller_in_scope(integer, text, text, date) from public;
grant execute on function identity.add_seller_in_scope(integer, text, text, date) to volano_app;

-- Uses an invitation up: everything but the person's own name, language and password comes from its row. With an account that
-- exists the personality is added to it; without one the account is made, unless the address has one by now. `outcome`: accepted,
-- not_valid, account_exists or other_account.
create function identity.accept_invitation(of_token_hash bytea, at timestamptz, existing_account uuid, new_account uuid, called text, speaks text, hash text, new_personality uuid)
returns table (outcome text, tenant_id integer, account_id uuid, personality_id uuid, node_id integer, made_node boolean, invitation_id uuid)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  invitation identity.invitations;
  profile identity.profiles;
  holder identity.accounts;
  today constant date := (at at time zone 'Europe/Rome')::date;
  place integer;
  place_name text;
begin
  select i.* into invitation from identity.invitations i
  where i.token_hash = of_token_hash and i.accepted_at is null and i.revoked_at is null and i.expires_at > at for update;
  if not found or not identity.inviter_stands(invitation.tenant_id, invitation.invited_by, invitation.node_id, invitation.profile_key, today) then
    return query select 'not_valid', null::integer, null::uuid, null::uuid, null::integer, null::boolean, null::uuid;
    return;
  end if;
  if existing_account is not null then
    select a.* into holder from identity.accounts a where a.id = existing_account and a.status = 'active';
    if not found or holder.login_name <> invitation.email then
      return query select 'other_account', null::integer, null::uuid, null::uuid, null::integer, null::boolean, null::uuid;
      return;
    end if;
  else
    insert into identity.accounts (id, login_name, display_name, password_hash, language) values (new_account, invitation.email, called, hash, speaks)
    on conflict (login_name) do nothing returning * into holder;
    if not found then
      return query select 'account_exists', null::integer, null::uuid, null::uuid, null::integer, null::boolean, null::uuid;
      return;
    end if;
  end if;
  select p.* into strict profile from identity.profiles p where p.tenant_id = invitation.tenant_id and p.key = invitation.profile_key;
  place := case when profile.scope_rule = 'dealer' then identity.add_seller_node(invitation.tenant_id, invitation.node_id, holder.display_name, invitation.email, today) else invitation.node_id end;
  select n.name into strict place_name from identity.node_closure c join identity.nodes n on n.tenant_id = c.tenant_id and n.id = c.ancestor_id
  where c.tenant_id = invitation.tenant_id and c.descendant_id = invitation.node_id order by (n.kind = 'dealer') desc, c.depth limit 1;
  insert into identity.personalities (tenant_id, id, account_id, profile_key, kind, node_id, label, valid_from)
  values (invitation.tenant_id, new_personality, holder.id, profile.key, profile.kind, place, left(profile.name_it || ' · ' || place_name, 200), today);
  update identity.invitations i set accepted_at = at, personality_id = new_personality where i.tenant_id = invitation.tenant_id and i.id = invitation.id;
  return query select 'accepted', invitation.tenant_id, holder.id, new_personality, place, profile.scope_rule = 'dealer', invitation.id;
end $$;
revoke all on function identity.accept_invitation(bytea, timestamptz, uuid, uuid, text, text, text, uuid) from public;
grant execute on function identity.accept_invitation(bytea, timestamptz, uuid, uuid, text, text, text, uuid) to volano_gate;

-- Who manages people below their node, and who may give any profile; tenants set up later get it with their profiles.
insert into identity.profile_privileges (tenant_id, profile_key, privilege)
select p.tenant_id, p.key, u.privilege
from identity.profiles p
join (values ('dealerManager', 'identity.people.manage'), ('areaManager', 'identity.people.manage'), ('systemAdministrator', 'identity.people.manage'),
  ('systemAdministrator', 'identity.people.grant')) u (profile_key, privilege) on u.profile_key = p.key
on conflict do nothing;
