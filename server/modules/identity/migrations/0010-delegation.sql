-- Standing in for absent colleagues, and changes of rights that take two persons.

-- What a profile asks: whether its personalities and privileges change only by two persons, and who lets its holders name a stand-in.
alter table identity.profiles
  add column second_person boolean not null default true,
  -- approved: somebody above agrees first; free: colleagues agree among themselves; none: nobody stands in.
  add column delegation text not null default 'approved' check (delegation in ('approved', 'free', 'none'));
update identity.profiles set second_person = false where key in ('seller', 'customer', 'agencyUser');
update identity.profiles set delegation = 'free' where key in ('creditOperator', 'payoutOperator', 'careOperator', 'collector');
update identity.profiles set delegation = 'none' where kind <> 'staff';
insert into identity.profile_privileges (tenant_id, profile_key, privilege)
select p.tenant_id, p.key, u.privilege
from identity.profiles p
join (values
  ('dealerManager', 'identity.delegation.approve'), ('areaManager', 'identity.delegation.approve'), ('headOfCredit', 'identity.delegation.approve'), ('systemAdministrator', 'identity.delegation.approve'),
  ('systemAdministrator', 'identity.rights.propose'), ('systemAdministrator', 'identity.rights.approve'), ('headOfCredit', 'identity.rights.approve'),
  ('areaManager', 'identity.rights.read'), ('areaManager', 'identity.rights.propose'), ('districtManager', 'identity.rights.approve'), ('itTechnician', 'identity.rights.read'), ('headOfCredit', 'identity.rights.read')
) u (profile_key, privilege) on u.profile_key = p.key
on conflict do nothing;

-- Whose account a personality is can be written nowhere else and differently.
alter table identity.personalities add unique (tenant_id, id, account_id);

-- One person takes another's place, from day to day (half-open), with a part of the other's privileges.
create table identity.delegations (
  tenant_id integer not null,
  id uuid not null unique,
  absent_personality_id uuid not null,
  absent_account_id uuid not null,
  -- By virtue of which the stand-in belongs to the house: when it ends, so does this.
  stand_in_personality_id uuid not null,
  stand_in_account_id uuid not null,
  privileges text[] not null check (cardinality(privileges) between 1 and 100),
  -- Largest amount of one deed; null: that of the absent.
  amount_limit_cents bigint check (amount_limit_cents > 0),
  valid_from date not null,
  valid_to date not null check (valid_to > valid_from and valid_to <= valid_from + 90),
  reason text not null check (length(reason) between 3 and 500),
  state text not null check (state in ('requested', 'approved', 'refused', 'ended')),
  requested_at timestamptz not null,
  requested_by uuid not null references identity.accounts (id),
  -- A request that nobody decided is over then.
  decide_before timestamptz not null,
  decided_at timestamptz,
  decided_by uuid references identity.accounts (id),
  decision_note text check (length(decision_note) <= 500),
  ended_at timestamptz,
  ended_by uuid references identity.accounts (id),
  end_note text check (length(end_note) <= 500),
  primary key (tenant_id, id),
  foreign key (tenant_id, absent_personality_id, absent_account_id) references identity.personalities (tenant_id, id, account_id),
  foreign key (tenant_id, stand_in_personality_id, stand_in_account_id) references identity.personalities (tenant_id, id, account_id),
  check (absent_account_id <> stand_in_account_id),
  -- Neither side decides, whatever a program does.
  check (decided_by is null or (decided_by <> absent_account_id and decided_by <> stand_in_account_id)),
  check ((decided_by is null) = (decided_at is null)),
  check ((state = 'ended') = (ended_at is not null)),
  check (state <> 'refused' or decided_at is not null)
);
create index delegations_absent on identity.delegations (tenant_id, absent_personality_id);
create index delegations_stand_in on identity.delegations (stand_in_account_id);

-- Agreed means: a third person did, or the profile leaves it to the two. States go forward only.
create function identity.guard_delegation() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' and not ((old.state = 'requested' and new.state in ('approved', 'refused', 'ended')) or (old.state = 'approved' and new.state = 'ended')) then
    raise exception 'a delegation goes forward only' using errcode = 'check_violation', constraint = 'delegations_forward';
  end if;
  if new.state = 'approved' and new.decided_by is null and not exists (
    select from identity.personalities p join identity.profiles r on r.tenant_id = p.tenant_id and r.key = p.profile_key and r.delegation = 'free'
    where p.tenant_id = new.tenant_id and p.id = new.absent_personality_id) then
    raise exception 'nobody agreed to this delegation' using errcode = 'check_violation', constraint = 'delegations_agreed';
  end if;
  return new;
end $$;
create trigger guard before insert or update on identity.delegations for each row execute function identity.guard_delegation();

-- With the rules of the day any past deed of a stand-in can be judged again.
create trigger history after insert or update or delete on identity.delegations for each row
  execute function identity.keep_rights_history('delegation', 'id', 'absent_personality_id', 'stand_in_account_id', 'privileges', 'amount_limit_cents', 'valid_from', 'valid_to', 'state');

-- Which delegations stand on a day: agreed, within their days, both personalities in force, both accounts active.
create function identity.standing_delegations(on_day date) returns setof identity.delegations language sql stable as $$
  select d.* from identity.delegations d
  join identity.standing_personalities(on_day) p on p.tenant_id = d.tenant_id and p.id = d.absent_personality_id
  join identity.standing_personalities(on_day) q on q.tenant_id = d.tenant_id and q.id = d.stand_in_personality_id
  join identity.accounts a on a.id = d.absent_account_id and a.status = 'active'
  join identity.accounts s on s.id = d.stand_in_account_id and s.status = 'active'
  where d.state = 'approved' and d.valid_from <= on_day and d.valid_to > on_day
$$;

-- Whether somebody of the tenant has named a stand-in for some of these days: the answer alone, not who or why.
create function identity.is_away(of_account uuid, from_day date, to_day date) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from identity.delegations d
    where d.tenant_id = platform.tenant_id() and d.absent_account_id = of_account and d.state = 'approved' and d.valid_from < to_day and d.valid_to > from_day)
$$;

-- A session acts as a personality of its own account, or as a borrowed one while the delegation stands.
create or replace function identity.standing_sessions(at timestamptz) returns setof identity.sessions language sql stable as $$
  select s.* from identity.sessions s
  join identity.accounts a on a.id = s.account_id and a.status = 'active'
  join identity.standing_personalities((at at time zone 'Europe/Rome')::date) p on p.tenant_id = s.tenant_id and p.id = s.personality_id
  where s.ended_at is null and s.expires_at > at and s.seen_at + make_interval(secs => s.idle_seconds) > at
    and case when s.delegation_id is null then p.account_id = s.account_id
      else exists (
        select from identity.standing_delegations((at at time zone 'Europe/Rome')::date) d
        where d.tenant_id = s.tenant_id and d.id = s.delegation_id and d.stand_in_account_id = s.account_id and d.absent_personality_id = s.personality_id)
    end
$$;

-- Acting as a personality, one's own or under a delegation: whoever stands in keeps his own name, sees what the absent sees and
-- may what both the absent holds now and the delegation names.
create function identity.acting_in(of_personality uuid, under_delegation uuid) returns table (
  delegation_id uuid, on_behalf_account_id uuid, on_behalf_name text, amount_limit_cents bigint,
  tenant_id integer, tenant_code text, tenant_name text, account_id uuid, display_name text, personality_id uuid, profile_key text, profile_kind text,
  scope_node_id integer, reach_node_id integer, privileges text[]
) language sql stable as $$
  select d.id, d.absent_account_id, case when d.id is not null then a.display_name end, d.amount_limit_cents,
    a.tenant_id, a.tenant_code, a.tenant_name, coalesce(d.stand_in_account_id, a.account_id), coalesce(s.display_name, a.display_name), a.personality_id, a.profile_key, a.profile_kind,
    a.scope_node_id, a.reach_node_id,
    case when d.id is null then a.privileges else array(select h.privilege from unnest(a.privileges) h (privilege) where h.privilege = any(d.privileges) order by h.privilege) end
  from identity.acting_as(of_personality) a
  left join identity.delegations d on d.id = under_delegation and d.absent_personality_id = of_personality
  left join identity.accounts s on s.id = d.stand_in_account_id
  where under_delegation is null or d.id is not null
$$;

create or replace function identity.resolve_session(of_token_hash bytea, at timestamptz)
returns table (
  session_id uuid, csrf_token text, strength text, strong_at timestamptz, delegation_id uuid, on_behalf_account_id uuid, on_behalf_name text, amount_limit_cents bigint,
  tenant_id integer, tenant_code text, tenant_name text, account_id uuid, display_name text, personality_id uuid, profile_key text, profile_kind text,
  scope_node_id integer, reach_node_id integer, privileges text[]
)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
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
  return query select found_session.id, found_session.csrf_token, found_session.strength, found_session.strong_at, a.delegation_id, a.on_behalf_account_id, a.on_behalf_name, a.amount_limit_cents,
    a.tenant_id, a.tenant_code, a.tenant_name, a.account_id, a.display_name, a.personality_id, a.profile_key, a.profile_kind, a.scope_node_id, a.reach_node_id, a.privileges
  from identity.acting_in(found_session.personality_id, found_session.delegation_id) a;
end $$;
revoke all on function identity.standing_delegations(date), identity.acting_in(uuid, uuid), identity.guard_delegation(), identity.is_away(uuid, date, date) from public;
grant execute on function identity.is_away(uuid, date, date) to volano_app;
grant execute on function identity.standing_delegations(date), identity.acting_in(uuid, uuid) to volano_gate;

-- A change of rights, asked for by one person and made by another.
create table identity.change_requests (
  tenant_id integer not null,
  id uuid not null unique,
  kind text not null check (kind in ('grantPersonality', 'invitePersonality', 'endPersonality', 'movePersonality', 'changeProfile')),
  -- The highest place it touches: only whoever sees that far decides. The company for profiles.
  node_id integer not null,
  -- Whose rights it changes; null for a profile, which is everybody's who holds it.
  beneficiary_id uuid references identity.accounts (id),
  -- What is to be, by kind.
  change jsonb not null,
  -- State of what it changes when it was asked for: a request over a state that is gone is refused.
  before_digest bytea not null check (length(before_digest) = 32),
  before_state jsonb not null,
  reason text not null check (length(reason) between 3 and 500),
  state text not null check (state in ('open', 'approved', 'refused', 'withdrawn')),
  -- The only administrator there was gave the tenant its second person.
  alone boolean not null default false,
  requested_at timestamptz not null,
  requested_by uuid not null references identity.accounts (id),
  decide_before timestamptz not null,
  decided_at timestamptz,
  decided_by uuid references identity.accounts (id),
  decision_note text check (length(decision_note) <= 500),
  primary key (tenant_id, id),
  foreign key (tenant_id, node_id) references identity.nodes (tenant_id, id),
  check ((state = 'open') = (decided_at is null)),
  check ((decided_by is null) = (decided_at is null)),
  -- Four eyes: whoever decides neither asked nor gains; only withdrawing is the asker's.
  check (decided_by is null or case state when 'withdrawn' then decided_by = requested_by else alone or (decided_by <> requested_by and decided_by is distinct from beneficiary_id) end),
  check (not alone or (kind in ('grantPersonality', 'invitePersonality') and beneficiary_id is distinct from requested_by))
);
create index change_requests_open on identity.change_requests (tenant_id, decide_before) where state = 'open';
create index change_requests_newest on identity.change_requests (tenant_id, requested_at desc, id desc);

alter table identity.delegations enable row level security;
alter table identity.change_requests enable row level security;
create policy gate on identity.delegations for select to volano_gate using (true);
grant select on identity.delegations to volano_gate;

-- Both sides see theirs, those above see what lies in their scope.
create policy of_both_sides_and_above on identity.delegations for select to volano_app using (
  tenant_id = (select platform.tenant_id()) and (
    absent_account_id = (select platform.account_id()) or stand_in_account_id = (select platform.account_id())
    or exists (
      select from identity.personalities p join identity.node_closure c on c.tenant_id = p.tenant_id and c.descendant_id = p.node_id and c.ancestor_id = (select platform.scope_node_id())
      where p.tenant_id = delegations.tenant_id and p.id = delegations.absent_personality_id)));
create policy of_oneself_or_below on identity.delegations for insert to volano_app with check (
  tenant_id = (select platform.tenant_id()) and state in ('requested', 'approved') and requested_by is not distinct from coalesce((select platform.account_id()), requested_by) and (
    absent_account_id = (select platform.account_id())
    or exists (
      select from identity.personalities p join identity.node_closure c on c.tenant_id = p.tenant_id and c.descendant_id = p.node_id and c.ancestor_id = (select platform.scope_node_id())
      where p.tenant_id = delegations.tenant_id and p.id = delegations.absent_personality_id)));
create policy change on identity.delegations for update to volano_app using (tenant_id = (select platform.tenant_id()))
  with check (tenant_id = (select platform.tenant_id())
    and (state <> 'ended' or ended_by is not distinct from coalesce((select platform.account_id()), ended_by))
    and (state not in ('approved', 'refused') or decided_by is not distinct from coalesce((select platform.account_id()), decided_by)));
grant select, insert on identity.delegations to volano_app;
grant update (state, decided_at, decided_by, decision_note, ended_at, ended_by, end_note) on identity.delegations to volano_app;

create policy in_scope_or_own on identity.change_requests for select to volano_app using (
  tenant_id = (select platform.tenant_id()) and (requested_by = (select platform.account_id())
    or exists (select from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id()) and c.descendant_id = change_requests.node_id)));
create policy ask_in_scope on identity.change_requests for insert to volano_app with check (
  tenant_id = (select platform.tenant_id()) and requested_by is not distinct from coalesce((select platform.account_id()), requested_by)
    and exists (select from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id()) and c.descendant_id = change_requests.node_id));
create policy decide_in_scope on identity.change_requests for update to volano_app using (
  tenant_id = (select platform.tenant_id()) and (requested_by = (select platform.account_id())
    or exists (select from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id()) and c.descendant_id = change_requests.node_id)))
  with check (tenant_id = (select platform.tenant_id()) and decided_by is not distinct from coalesce((select platform.account_id()), decided_by));
grant select, insert on identity.change_requests to volano_app;
grant update (state, decided_at, decided_by, decision_note) on identity.change_requests to volano_app;

-- Privileges of profiles change only at the root of the tenant, and only what an approved request of this very transaction names.
create function identity.change_profile(of_request uuid) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  request identity.change_requests;
begin
  select r.* into strict request from identity.change_requests r
  where r.id = of_request and r.tenant_id = platform.tenant_id() and r.kind = 'changeProfile' and r.state = 'approved' and r.decided_by <> r.requested_by
    and r.xmin = pg_current_xact_id()::xid;
  delete from identity.profile_privileges p where p.tenant_id = request.tenant_id and p.profile_key = request.change ->> 'profile'
    and p.privilege in (select jsonb_array_elements_text(request.change -> 'remove'));
  insert into identity.profile_privileges (tenant_id, profile_key, privilege)
  select request.tenant_id, request.change ->> 'profile', a.privilege from jsonb_array_elements_text(request.change -> 'add') a (privilege);
end $$;
revoke all on function identity.change_profile(uuid) from public;
grant execute on function identity.change_profile(uuid) to volano_app;
