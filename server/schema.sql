-- The migrated database, from its catalogue. Made by the tests (VOLANO_UPDATE_SCHEMA=1); never edited by hand.

-- schemas

create schema communications;

create schema documents;

create schema flows;

create schema gateway;

create schema identity;

create schema news;

create schema platform;

create schema pricing;

create schema quoting;

create schema territory;

create schema vehicles;

-- functions

CREATE OR REPLACE FUNCTION gateway.rotate_secret(of_app uuid, new_hash bytea, old_until timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  update gateway.apps a
  set previous_secret_hash = case when old_until is not null then a.secret_hash end, previous_secret_until = old_until, secret_hash = new_hash
  where a.tenant_id = platform.tenant_id() and a.id = of_app and a.kind = 'oidcConfidential' and a.status <> 'removed';
  return found;
end $function$
;

CREATE OR REPLACE FUNCTION identity.accept_invitation(of_token_hash bytea, at timestamp with time zone, existing_account uuid, new_account uuid, called text, speaks text, hash text, new_personality uuid)
 RETURNS TABLE(outcome text, tenant_id integer, account_id uuid, personality_id uuid, node_id integer, made_node boolean, invitation_id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION identity.acting_as(of_personality uuid)
 RETURNS TABLE(tenant_id integer, tenant_code text, tenant_name text, account_id uuid, display_name text, personality_id uuid, profile_key text, profile_kind text, scope_node_id integer, reach_node_id integer, privileges text[])
 LANGUAGE sql
 STABLE
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION identity.acting_in(of_personality uuid, under_delegation uuid)
 RETURNS TABLE(delegation_id uuid, on_behalf_account_id uuid, on_behalf_name text, amount_limit_cents bigint, tenant_id integer, tenant_code text, tenant_name text, account_id uuid, display_name text, personality_id uuid, profile_key text, profile_kind text, scope_node_id integer, reach_node_id integer, privileges text[])
 LANGUAGE sql
 STABLE
AS $function$
  select d.id, d.absent_account_id, case when d.id is not null then a.display_name end, d.amount_limit_cents,
    a.tenant_id, a.tenant_code, a.tenant_name, coalesce(d.stand_in_account_id, a.account_id), coalesce(s.display_name, a.display_name), a.personality_id, a.profile_key, a.profile_kind,
    a.scope_node_id, a.reach_node_id,
    case when d.id is null then a.privileges else array(select h.privilege from unnest(a.privileges) h (privilege) where h.privilege = any(d.privileges) order by h.privilege) end
  from identity.acting_as(of_personality) a
  left join identity.delegations d on d.id = under_delegation and d.absent_personality_id = of_personality
  left join identity.accounts s on s.id = d.stand_in_account_id
  where under_delegation is null or d.id is not null
$function$
;

CREATE OR REPLACE FUNCTION identity.add_seller_in_scope(below integer, called text, mail text, from_day date)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select identity.add_seller_node(c.tenant_id, c.descendant_id, called, mail, from_day) from identity.node_closure c
  where c.tenant_id = platform.tenant_id() and c.ancestor_id = platform.scope_node_id() and c.descendant_id = below
$function$
;

CREATE OR REPLACE FUNCTION identity.add_seller_node(of_tenant integer, below integer, called text, mail text, from_day date)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION identity.change_profile(of_request uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION identity.check_parent_kind()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
begin
  if exists (select 1 from identity.nodes p where p.tenant_id = new.tenant_id and p.id = new.parent_id and identity.kind_rank(p.kind) >= identity.kind_rank(new.kind)) then
    raise exception 'a % cannot stand below that node', new.kind using errcode = 'check_violation', constraint = 'nodes_parent_kind';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION identity.end_sessions_in_scope(of_account uuid, at timestamp with time zone)
 RETURNS SETOF uuid
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  update identity.sessions s set ended_at = at, end_reason = 'ended_by_manager' from identity.personalities p
  where s.account_id = of_account and s.ended_at is null and s.expires_at > at
    and p.tenant_id = s.tenant_id and p.id = s.personality_id and p.tenant_id = platform.tenant_id()
    and p.node_id in (select c.descendant_id from identity.node_closure c where c.tenant_id = platform.tenant_id() and c.ancestor_id = platform.scope_node_id())
  returning s.id
$function$
;

CREATE OR REPLACE FUNCTION identity.guard_delegation()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if tg_op = 'UPDATE' and not ((old.state = 'requested' and new.state in ('approved', 'refused', 'ended')) or (old.state = 'approved' and new.state = 'ended')) then
    raise exception 'a delegation goes forward only' using errcode = 'check_violation', constraint = 'delegations_forward';
  end if;
  if new.state = 'approved' and new.decided_by is null and not (new.requested_by = new.absent_account_id and exists (
    select from identity.personalities p join identity.profiles r on r.tenant_id = p.tenant_id and r.key = p.profile_key and r.delegation = 'free'
    where p.tenant_id = new.tenant_id and p.id = new.absent_personality_id)) then
    raise exception 'nobody agreed to this delegation' using errcode = 'check_violation', constraint = 'delegations_agreed';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION identity.inviter_stands(of_tenant integer, inviter uuid, at_node integer, gives text, on_day date)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select exists (
    select from identity.standing_personalities(on_day) p
    join identity.accounts a on a.id = p.account_id and a.status = 'active'
    join identity.node_closure c on c.tenant_id = p.tenant_id and c.ancestor_id = p.node_id and c.descendant_id = at_node,
    lateral identity.privileges_of(p.tenant_id, p.profile_key) held
    where p.tenant_id = of_tenant and p.id = inviter and 'identity.people.manage' = any(held)
      and ('identity.people.grant' = any(held) or identity.privileges_of(of_tenant, gives) <@ held))
$function$
;

CREATE OR REPLACE FUNCTION identity.is_away(of_account uuid, from_day date, to_day date)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select exists (
    select from identity.delegations d
    where d.tenant_id = platform.tenant_id() and d.absent_account_id = of_account and d.state = 'approved' and d.valid_from < to_day and d.valid_to > from_day)
$function$
;

CREATE OR REPLACE FUNCTION identity.keep_rights_history()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  kept text[] := tg_argv[2:];
  gone jsonb;
  come jsonb;
  at constant timestamptz := clock_timestamp();
begin
  if tg_op <> 'INSERT' then
    select jsonb_object_agg(k, to_jsonb(old) -> k) into gone from unnest(kept) k;
  end if;
  if tg_op <> 'DELETE' then
    select jsonb_object_agg(k, to_jsonb(new) -> k) into come from unnest(kept) k;
  end if;
  if gone is not distinct from come then
    return null;
  end if;
  if gone is not null then
    update identity.rights_history h set held_to = at
    where h.tenant_id = old.tenant_id and h.kind = tg_argv[0] and h.key = to_jsonb(old) ->> tg_argv[1] and h.held_to is null and h.state = gone;
  end if;
  if come is not null then
    insert into identity.rights_history (tenant_id, kind, key, state, held_from) values (new.tenant_id, tg_argv[0], to_jsonb(new) ->> tg_argv[1], come, at);
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION identity.kind_rank(kind text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select array_position(array['company', 'district', 'region', 'dealer', 'branch', 'seller'], kind) $function$
;

CREATE OR REPLACE FUNCTION identity.node_added()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
begin
  perform pg_advisory_xact_lock_shared(740215010, new.tenant_id);
  insert into identity.node_closure (tenant_id, ancestor_id, descendant_id, depth)
  select c.tenant_id, c.ancestor_id, new.id, c.depth + 1 from identity.node_closure c where c.tenant_id = new.tenant_id and c.descendant_id = new.parent_id
  union all select new.tenant_id, new.id, new.id, 0;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION identity.node_moved()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION identity.privileges_of(of_tenant integer, of_profile text)
 RETURNS text[]
 LANGUAGE sql
 STABLE
AS $function$
  with recursive chain as (
    select own.key, own.parent_key from identity.profiles own where own.tenant_id = of_tenant and own.key = of_profile
    union select up.key, up.parent_key from identity.profiles up join chain on up.key = chain.parent_key where up.tenant_id = of_tenant
  )
  select coalesce(array_agg(distinct pp.privilege order by pp.privilege), '{}') from identity.profile_privileges pp join chain on chain.key = pp.profile_key where pp.tenant_id = of_tenant
$function$
;

CREATE OR REPLACE FUNCTION identity.reaches_whole_tenant()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select exists (select from platform.tenants t where t.id = platform.tenant_id() and t.root_node_id = platform.reach_node_id()) $function$
;

CREATE OR REPLACE FUNCTION identity.replace_password(of_account uuid, compared text, replacing text, is_short boolean)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  update identity.accounts a set password_hash = replacing, password_is_short = is_short where a.id = of_account and a.password_hash = compared
    and (not is_short or exists (select from identity.totp_factors f where f.account_id = a.id and f.state = 'active'));
  return found;
end $function$
;

CREATE OR REPLACE FUNCTION identity.reset_password(of_token_hash bytea, at timestamp with time zone, replacing text, is_short boolean)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION identity.resolve_session(of_token_hash bytea, at timestamp with time zone)
 RETURNS TABLE(session_id uuid, csrf_token text, strength text, strong_at timestamp with time zone, delegation_id uuid, on_behalf_account_id uuid, on_behalf_name text, amount_limit_cents bigint, tenant_id integer, tenant_code text, tenant_name text, account_id uuid, display_name text, personality_id uuid, profile_key text, profile_kind text, scope_node_id integer, reach_node_id integer, privileges text[])
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION identity.set_account_status(of_account uuid, becoming text, on_day date)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  update identity.accounts a set status = becoming where a.id = of_account and a.id <> platform.account_id()
    and exists (select from identity.personalities p where p.account_id = a.id and p.tenant_id = platform.tenant_id() and p.node_id in (
      select c.descendant_id from identity.node_closure c where c.tenant_id = platform.tenant_id() and c.ancestor_id = platform.scope_node_id()))
    and not exists (select from identity.personalities p where p.account_id = a.id and p.kind <> 'customer' and (p.valid_to is null or p.valid_to > on_day)
      and (p.tenant_id <> platform.tenant_id() or p.node_id not in (
        select c.descendant_id from identity.node_closure c where c.tenant_id = platform.tenant_id() and c.ancestor_id = platform.scope_node_id())));
  return found;
end $function$
;

CREATE OR REPLACE FUNCTION identity.standing_delegations(on_day date)
 RETURNS SETOF identity.delegations
 LANGUAGE sql
 STABLE
AS $function$
  select d.* from identity.delegations d
  join identity.standing_personalities(on_day) p on p.tenant_id = d.tenant_id and p.id = d.absent_personality_id
  join identity.standing_personalities(on_day) q on q.tenant_id = d.tenant_id and q.id = d.stand_in_personality_id
  join identity.accounts a on a.id = d.absent_account_id and a.status = 'active'
  join identity.accounts s on s.id = d.stand_in_account_id and s.status = 'active'
  where d.state = 'approved' and d.valid_from <= on_day and d.valid_to > on_day
$function$
;

CREATE OR REPLACE FUNCTION identity.standing_personalities(on_day date)
 RETURNS SETOF identity.personalities
 LANGUAGE sql
 STABLE
AS $function$
  select p.* from identity.personalities p
  join identity.nodes n on n.tenant_id = p.tenant_id and n.id = p.node_id
  where p.valid_from <= on_day and (p.valid_to is null or p.valid_to > on_day) and p.suspended_at is null
    and n.valid_from <= on_day and (n.valid_to is null or n.valid_to > on_day)
$function$
;

CREATE OR REPLACE FUNCTION identity.standing_sessions(at timestamp with time zone)
 RETURNS SETOF identity.sessions
 LANGUAGE sql
 STABLE
AS $function$
  select s.* from identity.sessions s
  join identity.accounts a on a.id = s.account_id and a.status = 'active'
  join identity.standing_personalities((at at time zone 'Europe/Rome')::date) p on p.tenant_id = s.tenant_id and p.id = s.personality_id
  where s.ended_at is null and s.expires_at > at and s.seen_at + make_interval(secs => s.idle_seconds) > at
    and case when s.delegation_id is null then p.account_id = s.account_id
      else exists (
        select from identity.standing_delegations((at at time zone 'Europe/Rome')::date) d
        where d.tenant_id = s.tenant_id and d.id = s.delegation_id and d.stand_in_account_id = s.account_id and d.absent_personality_id = s.personality_id)
    end
$function$
;

CREATE OR REPLACE FUNCTION identity.stands_beyond_scope(of_account uuid, on_day date)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select exists (
    select from identity.personalities p
    where p.account_id = of_account and p.tenant_id = platform.tenant_id() and p.kind <> 'customer' and (p.valid_to is null or p.valid_to > on_day)
      and p.node_id not in (select c.descendant_id from identity.node_closure c where c.tenant_id = platform.tenant_id() and c.ancestor_id = platform.scope_node_id()))
$function$
;

CREATE OR REPLACE FUNCTION news.closed_gate(of_gate text, on_day date, in_any_role boolean)
 RETURNS TABLE(item_id uuid, version integer, title_it text, title_en text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 1
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  return query
    select v.item_id, v.version, v.title_it, v.title_en
    from news.versions v join identity.personalities p on p.tenant_id = v.tenant_id and p.id = (select platform.personality_id())
    where v.tenant_id = (select platform.tenant_id()) and v.state = 'published' and v.valid_from <= on_day and (v.valid_to is null or v.valid_to > on_day)
      and v.gates <> '{}' and v.gates @> array[of_gate]
      and exists (
        select from news.audience_lines l join identity.node_closure c on c.tenant_id = l.tenant_id and c.ancestor_id = l.node_id and c.descendant_id = p.node_id
        where l.tenant_id = v.tenant_id and l.item_id = v.item_id and l.version = v.version and l.effect = 'include'
          and (l.profile_key is null or l.profile_key = p.profile_key) and (l.personality_id is null or l.personality_id = p.id)
          and (p.kind <> 'customer' or l.profile_key is not null or l.personality_id is not null))
      and not exists (
        select from news.audience_lines l join identity.node_closure c on c.tenant_id = l.tenant_id and c.ancestor_id = l.node_id and c.descendant_id = p.node_id
        where l.tenant_id = v.tenant_id and l.item_id = v.item_id and l.version = v.version and l.effect = 'exclude'
          and (l.profile_key is null or l.profile_key = p.profile_key) and (l.personality_id is null or l.personality_id = p.id))
      and not exists (
        select from news.receipts r
        where r.tenant_id = v.tenant_id and r.item_id = v.item_id and r.version = v.version and r.account_id = (select platform.account_id())
          and (in_any_role or r.personality_id = p.id) and r.confirmed_at is not null)
    order by v.published_at, v.item_id limit 1;
end $function$
;

CREATE OR REPLACE FUNCTION news.keep_parts()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  of_part record := case when tg_op = 'DELETE' then old else new end;
begin
  if pg_trigger_depth() = 1 and not exists (
    select from news.versions v where v.tenant_id = of_part.tenant_id and v.item_id = of_part.item_id and v.version = of_part.version and v.state = 'draft') then
    raise exception 'only a draft can be edited' using errcode = 'check_violation', constraint = 'versions_published_stays';
  end if;
  return of_part;
end $function$
;

CREATE OR REPLACE FUNCTION news.keep_published()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if tg_op = 'DELETE' then
    if old.state <> 'draft' then
      raise exception 'only a draft can be thrown away' using errcode = 'check_violation', constraint = 'versions_published_stays';
    end if;
    return old;
  end if;
  if old.state <> new.state and not (old.state, new.state) in (('draft', 'scheduled'), ('draft', 'published'), ('scheduled', 'draft'), ('scheduled', 'published'),
    ('published', 'superseded'), ('published', 'withdrawn'), ('published', 'archived'), ('superseded', 'archived'), ('withdrawn', 'archived')) then
    raise exception 'a version does not go from % to %', old.state, new.state using errcode = 'check_violation', constraint = 'versions_state_order';
  end if;
  if old.state <> 'draft' and (old.title_it, old.body_it, old.title_en, old.body_en, old.valid_from, old.valid_to, old.must_confirm, old.gates, old.confirm_by, old.remind_days)
    is distinct from (new.title_it, new.body_it, new.title_en, new.body_en, new.valid_from, new.valid_to, new.must_confirm, new.gates, new.confirm_by, new.remind_days) then
    raise exception 'only a draft can be edited' using errcode = 'check_violation', constraint = 'versions_published_stays';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION news.receipt_heads(of_item uuid DEFAULT NULL::uuid, of_version integer DEFAULT NULL::integer)
 RETURNS TABLE(item_id uuid, version integer, kind text, state text, title_it text, title_en text, must_confirm boolean, confirm_by date, published_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select v.item_id, v.version, i.kind, v.state, v.title_it, v.title_en, v.must_confirm, v.confirm_by, v.published_at
  from news.versions v join news.items i on i.tenant_id = v.tenant_id and i.id = v.item_id
  where v.tenant_id = (select platform.tenant_id()) and v.published_at is not null and (of_item is null or v.item_id = of_item) and (of_version is null or v.version = of_version) and exists (
    select from news.audience_lines l join identity.node_closure c on c.tenant_id = l.tenant_id
      and ((c.ancestor_id = l.node_id and c.descendant_id = (select platform.scope_node_id())) or (c.ancestor_id = (select platform.scope_node_id()) and c.descendant_id = l.node_id))
    where l.tenant_id = v.tenant_id and l.item_id = v.item_id and l.version = v.version and l.effect = 'include')
$function$
;

CREATE OR REPLACE FUNCTION news.receipts_at(of_item uuid, of_version integer, at_node integer, on_day date)
 RETURNS TABLE(area_id integer, personality_id uuid, display_name text, label text, place text, first_seen_at timestamp with time zone, confirmed_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  tenant integer := platform.tenant_id();
begin
  if not exists (select from news.versions v where v.tenant_id = tenant and v.item_id = of_item and v.version = of_version and v.published_at is not null)
    or not exists (select from identity.node_closure s where s.tenant_id = tenant and s.ancestor_id = platform.scope_node_id() and s.descendant_id = at_node) then
    return;
  end if;
  -- Planned with its values each time: a plan for any place at all takes the way that suits one dealer for ten thousand people.
  return query execute $q$
    with place as materialized (
      select n.id, n.name, c.ancestor_id as area_id
      from identity.node_closure b
      join identity.nodes n on n.tenant_id = b.tenant_id and n.id = b.descendant_id and n.valid_from <= $5 and (n.valid_to is null or n.valid_to > $5)
      left join (identity.node_closure c join identity.nodes a on a.tenant_id = c.tenant_id and a.id = c.ancestor_id and a.parent_id = $4) on c.tenant_id = $1 and c.descendant_id = b.descendant_id
      where b.tenant_id = $1 and b.ancestor_id = $4
    ), reached as (
      select p.id, p.account_id, p.label, here.name, here.area_id
      from news.audience_lines l join identity.node_closure c on c.tenant_id = l.tenant_id and c.ancestor_id = l.node_id
      join place here on here.id = c.descendant_id
      join identity.personalities p on p.tenant_id = l.tenant_id and p.node_id = here.id and p.suspended_at is null and p.valid_from <= $5 and (p.valid_to is null or p.valid_to > $5)
        and (l.profile_key is null or l.profile_key = p.profile_key) and (l.personality_id is null or l.personality_id = p.id)
        and (p.kind <> 'customer' or l.effect = 'exclude' or l.profile_key is not null or l.personality_id is not null)
      where l.tenant_id = $1 and l.item_id = $2 and l.version = $3
      group by p.id, p.account_id, p.label, here.name, here.area_id having bool_and(l.effect = 'include')
    )
    select r.area_id, r.id, a.display_name, r.label, r.name, s.first_seen_at, s.confirmed_at
    from reached r join identity.accounts a on a.id = r.account_id and a.status = 'active'
    left join news.receipts s on s.tenant_id = $1 and s.item_id = $2 and s.version = $3 and s.personality_id = r.id and s.account_id = r.account_id
  $q$ using tenant, of_item, of_version, at_node, on_day;
end $function$
;

CREATE OR REPLACE FUNCTION platform.account_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('volano.account_id'), '')::uuid $function$
;

CREATE OR REPLACE FUNCTION platform.announce_outbox()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify('volano_outbox', '');
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION platform.audit_content(e platform.audit_events)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select (
    jsonb_build_array(
      e.tenant_id, (extract(epoch from e.at) * 1000000)::bigint, e.actor_kind, e.account_id, e.personality_id, e.action, e.object_kind,
      e.object_id, e.outcome, encode(e.before_digest, 'hex'), encode(e.after_digest, 'hex'), e.details, e.address, e.request_id)
    || case e.leaf_version when 1 then '[]'::jsonb
       else jsonb_build_array(e.leaf_version, e.on_behalf_of, e.delegation_id, e.strength, e.client, e.rule_version, e.decision) end)::text
$function$
;

CREATE OR REPLACE FUNCTION platform.audit_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' and tg_table_name = 'audit_events' then
    if old.block_number is null and new.block_number is not null and new.leaf_index is not null
       and to_jsonb(new) - 'block_number' - 'leaf_index' = to_jsonb(old) - 'block_number' - 'leaf_index' then
      return new;
    end if;
  end if;
  raise exception 'the audit trail is append-only';
end $function$
;

CREATE OR REPLACE FUNCTION platform.audit_insert()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.at := clock_timestamp();
  new.block_number := null;
  new.leaf_index := null;
  new.leaf_hash := platform.audit_leaf(new);
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION platform.audit_leaf(e platform.audit_events)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select sha256('\x00'::bytea || convert_to(platform.audit_content(e), 'UTF8')) $function$
;

CREATE OR REPLACE FUNCTION platform.audit_leaves(block bigint)
 RETURNS TABLE(leaf_hash bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select e.leaf_hash from platform.audit_events e where e.block_number = block order by e.leaf_index $function$
;

CREATE OR REPLACE FUNCTION platform.audit_state()
 RETURNS TABLE(events bigint, unsealed bigint, blocks bigint, last_sealed_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select count(*), count(*) filter (where e.block_number is null),
    (select count(*) from platform.audit_blocks), (select max(b.sealed_at) from platform.audit_blocks b)
  from platform.audit_events e $function$
;

CREATE OR REPLACE FUNCTION platform.consumer_state()
 RETURNS TABLE(name text, "position" bigint, behind bigint, failing_since timestamp with time zone, failure text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select c.name, c.position, (select count(*) from platform.outbox o where o.position > c.position), c.failing_since, c.failure
  from platform.consumers c order by c.name $function$
;

CREATE OR REPLACE FUNCTION platform.enqueue_job(identifier text, payload json, run_at timestamp with time zone, job_key text, max_attempts integer)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ select graphile_worker.add_job(identifier, payload => payload, run_at => coalesce(run_at, now()), job_key => job_key, max_attempts => max_attempts) $function$
;

CREATE OR REPLACE FUNCTION platform.personality_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('volano.personality_id'), '')::uuid $function$
;

CREATE OR REPLACE FUNCTION platform.queue_state()
 RETURNS TABLE(job text, waiting bigint, failing bigint, oldest_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select j.task_identifier, count(*), count(*) filter (where j.last_error is not null), min(j.run_at)
  from graphile_worker.jobs j group by j.task_identifier order by j.task_identifier $function$
;

CREATE OR REPLACE FUNCTION platform.reach_node_id()
 RETURNS integer
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select current_setting('volano.reach_node_id')::integer $function$
;

CREATE OR REPLACE FUNCTION platform.schedule_state()
 RETURNS TABLE(job text, last_run_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select k.identifier, k.last_execution from graphile_worker._private_known_crontabs k $function$
;

CREATE OR REPLACE FUNCTION platform.scope_node_id()
 RETURNS integer
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select current_setting('volano.scope_node_id')::integer $function$
;

CREATE OR REPLACE FUNCTION platform.sequence_outbox()
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  placed integer;
begin
  if not pg_try_advisory_xact_lock(740215002) then
    return 0;
  end if;
  with unsequenced as (
    select o.id, row_number() over (order by o.id) as place from platform.outbox o where o.position is null order by o.id limit 1000
  ), base as (
    select coalesce(max(o.position), 0) as position from platform.outbox o where o.position is not null
  ), floor as (
    select coalesce(max(c.position), 0) as position from platform.consumers c
  )
  update platform.outbox o set position = greatest(base.position, floor.position) + u.place
  from unsequenced u, base, floor where o.id = u.id;
  get diagnostics placed = row_count;
  if placed > 0 then
    perform pg_notify('volano_events', '');
  end if;
  return placed;
end $function$
;

CREATE OR REPLACE FUNCTION platform.tenant_id()
 RETURNS integer
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select current_setting('volano.tenant_id')::integer $function$
;

CREATE OR REPLACE FUNCTION pricing.keep_offer_closed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if old.valid_to is not null and (new.valid_to is null or new.valid_to > old.valid_to) then
    raise exception 'offer % version % is closed from % and is not opened again', old.code, old.version, old.valid_to
      using errcode = 'check_violation', constraint = 'offers_stay_closed';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION pricing.offer_code_taken(asked text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select exists (select from pricing.offers o where o.tenant_id = platform.tenant_id() and o.code = asked)
$function$
;

CREATE OR REPLACE FUNCTION pricing.offers_to_index(from_day date)
 RETURNS TABLE(id uuid, version integer, code text, valid_from date, valid_to date, node_id integer, kinds text[], makes text[], carline_ids uuid[], version_ids uuid[], fuels text[], channels text[], customer_types text[], min_age_months integer, max_age_months integer, min_mileage_km integer, max_mileage_km integer, lowest_rate_ppm integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select o.id, o.version, o.code, o.valid_from, o.valid_to, o.node_id, o.kinds, o.makes, o.carline_ids, o.version_ids, o.fuels, o.channels, o.customer_types,
    o.min_age_months, o.max_age_months, o.min_mileage_km, o.max_mileage_km, coalesce(t.lowest_rate_ppm, 0)
  from pricing.offers o
  left join (
    select t.tenant_id, t.offer_id, t.offer_version, min(t.nominal_rate_ppm) as lowest_rate_ppm from pricing.offer_terms t
    where t.tenant_id = platform.tenant_id() group by t.tenant_id, t.offer_id, t.offer_version
  ) t on t.tenant_id = o.tenant_id and t.offer_id = o.id and t.offer_version = o.version
  where o.tenant_id = platform.tenant_id() and (o.valid_to is null or o.valid_to > from_day)
$function$
;

CREATE OR REPLACE FUNCTION pricing.offers_to_index_again(ids uuid[])
 RETURNS TABLE(id uuid, version integer, code text, valid_from date, valid_to date, node_id integer, kinds text[], makes text[], carline_ids uuid[], version_ids uuid[], fuels text[], channels text[], customer_types text[], min_age_months integer, max_age_months integer, min_mileage_km integer, max_mileage_km integer, lowest_rate_ppm integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select o.id, o.version, o.code, o.valid_from, o.valid_to, o.node_id, o.kinds, o.makes, o.carline_ids, o.version_ids, o.fuels, o.channels, o.customer_types,
    o.min_age_months, o.max_age_months, o.min_mileage_km, o.max_mileage_km,
    coalesce((select min(t.nominal_rate_ppm) from pricing.offer_terms t where t.tenant_id = o.tenant_id and t.offer_id = o.id and t.offer_version = o.version), 0)
  from pricing.offers o
  where o.tenant_id = platform.tenant_id() and o.id = any (ids)
$function$
;

CREATE OR REPLACE FUNCTION pricing.record_offer_change(of_tenant integer, ids uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  renewed pricing.offer_stamps;
begin
  insert into pricing.offer_stamps as s (tenant_id, stamp, number, written_in) values (of_tenant, gen_random_uuid(), 1, pg_current_xact_id())
  on conflict (tenant_id) do update set stamp = excluded.stamp, number = s.number + 1, written_in = excluded.written_in
  returning * into renewed;
  insert into pricing.offer_changes (tenant_id, number, stamp, offer_ids)
  values (of_tenant, renewed.number, renewed.stamp, case when cardinality(ids) <= 500 then ids end);
  delete from pricing.offer_changes c where c.tenant_id = of_tenant and c.number <= renewed.number - 2000;
end $function$
;

CREATE OR REPLACE FUNCTION pricing.refuse_late_terms()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if not exists (
    select 1 from pricing.offers o
    where o.tenant_id = new.tenant_id and o.id = new.offer_id and o.version = new.offer_version and o.written_in = pg_current_xact_id()) then
    raise exception 'the terms of offer % version % are written with it', new.offer_id, new.offer_version
      using errcode = 'check_violation', constraint = 'offer_terms_written_with_offer';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION pricing.renew_offer_stamp()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if tg_table_name = 'offers' then
    perform pricing.record_offer_change(c.tenant_id, c.ids)
    from (select tenant_id, array_agg(distinct id) as ids from changed group by tenant_id order by tenant_id) c;
  else
    perform pricing.record_offer_change(c.tenant_id, c.ids)
    from (select tenant_id, array_agg(distinct offer_id) as ids from changed group by tenant_id order by tenant_id) c;
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION quoting.match_quotes(words text[], most integer)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_indexscan TO 'off'
AS $function$
  select case when count(*) <= most then coalesce(array_agg(m.id) filter (where (select quoting.sees_whole_tenant()) or m.node_id in (
      select c.descendant_id from identity.node_closure c where c.tenant_id = platform.tenant_id() and c.ancestor_id = platform.scope_node_id())), '{}') end
  from (
    select q.id, q.node_id from quoting.quotes q
    where quoting.search_words(q.tenant_id, q.search_text) @@ (
        select string_agg('''' || platform.tenant_id()::text || '/' || replace(replace(w.word, '\', '\\'), '''', '''''') || ''':*', ' & ')::tsquery
        from unnest(words) w (word))
      and q.tenant_id = platform.tenant_id()
    limit most + 1
  ) m
$function$
;

CREATE OR REPLACE FUNCTION quoting.nodes_in_scope()
 RETURNS SETOF integer
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE SECURITY DEFINER ROWS 100
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  return query select c.descendant_id from identity.node_closure c where c.tenant_id = platform.tenant_id() and c.ancestor_id = platform.scope_node_id();
end $function$
;

CREATE OR REPLACE FUNCTION quoting.open_share(token_digest bytea, today date)
 RETURNS TABLE(tenant_id integer, tenant_code text, tenant_name text, share_id uuid, quote_id uuid, node_id integer, dealer_node_id integer, revision integer, proposals integer[], expires_on date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select s.tenant_id, t.code, t.name, s.id, s.quote_id, s.node_id, s.dealer_node_id, case when s.follows then null else s.revision end, s.proposals, least(s.expires_on, q.expires_on)
  from quoting.shares s join platform.tenants t on t.id = s.tenant_id join quoting.quotes q on q.tenant_id = s.tenant_id and q.id = s.quote_id
  where s.token_digest = open_share.token_digest and s.ended_at is null and s.expires_on >= open_share.today and q.expires_on >= open_share.today $function$
;

CREATE OR REPLACE FUNCTION quoting.search_words(tenant_id integer, search_text text)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select array_to_tsvector(array_remove(string_to_array(replace(search_text, ' ', ' ' || tenant_id::text || '/'), ' '), '')) $function$
;

CREATE OR REPLACE FUNCTION quoting.sees_whole_tenant()
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  return exists (select from platform.tenants t where t.id = platform.tenant_id() and t.root_node_id = platform.scope_node_id());
end $function$
;

CREATE OR REPLACE FUNCTION territory.check_closed_area()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if territory.stands_below_closed(new) then
    raise exception 'something stands below area % after its last day', new.id using errcode = 'check_violation', constraint = 'tree_nodes_empty_when_closed';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION territory.check_open_place()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  area territory.tree_nodes;
begin
  select t.* into area from territory.tree_nodes t where t.tenant_id = new.tenant_id and t.tree_id = new.tree_id and t.id = new.parent_id;
  if area.valid_to is not null and territory.stands_below_closed(area) then
    raise exception 'something stands below area % after its last day', area.id using errcode = 'check_violation', constraint = 'tree_nodes_empty_when_closed';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION territory.check_parent_kind()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
begin
  if new.tree_id = 1 and exists (select from identity.nodes p where p.tenant_id = new.tenant_id and p.id = new.parent_id and identity.kind_rank(p.kind) >= new.level) then
    raise exception 'that kind cannot stand below that node' using errcode = 'check_violation', constraint = 'placements_parent_kind';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION territory.check_placement()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
declare
  changed territory.placements := case when tg_op = 'DELETE' then old else new end;
  covered datemultirange;
  needed daterange;
begin
  select range_agg(daterange(p.valid_from, p.valid_to)) into covered from territory.placements p
  where p.tenant_id = changed.tenant_id and p.tree_id = changed.tree_id and p.node_id = changed.node_id;
  if changed.level > 0 then
    select daterange(n.valid_from, n.valid_to) * case when t.id = 1 then '(,)' else daterange(t.valid_from, t.valid_to) end into needed from identity.nodes n, territory.trees t
    where n.tenant_id = changed.tenant_id and n.id = changed.node_id and t.tenant_id = changed.tenant_id and t.id = changed.tree_id;
  else
    select daterange(n.valid_from, n.valid_to) into needed from territory.tree_nodes n where n.tenant_id = changed.tenant_id and n.tree_id = changed.tree_id and n.id = changed.node_id;
  end if;
  if not coalesce(covered, '{}') @> needed then
    raise exception 'node % has no place on some day', changed.node_id using errcode = 'check_violation', constraint = 'placements_no_gap';
  end if;
  -- In the organisation the order of kinds excludes it. Elsewhere: the ancestors with the days on which they are.
  if changed.tree_id <> 1 and changed.level = 0 and exists (
    with recursive above (node_id, days) as (
      select p.parent_id, daterange(p.valid_from, p.valid_to) from territory.placements p
      where p.tenant_id = changed.tenant_id and p.tree_id = changed.tree_id and p.node_id = changed.node_id
      union
      select p.parent_id, a.days * daterange(p.valid_from, p.valid_to) from above a
      join territory.placements p on p.tenant_id = changed.tenant_id and p.tree_id = changed.tree_id and p.node_id = a.node_id and daterange(p.valid_from, p.valid_to) && a.days
      where a.node_id <> changed.node_id
    ) select from above a where a.node_id = changed.node_id
  ) then
    raise exception 'node % would stand below itself', changed.node_id using errcode = 'check_violation', constraint = 'placements_no_cycle';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION territory.covered_by(of_node integer, on_day date)
 RETURNS TABLE(tree_id smallint, depth integer, node_id integer, kind text, code text, name text, personality_id uuid, display_name text, profile_key text, since date, until date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  with recursive above (tree_id, depth, node_id) as (
    select t.id, 0, of_node from territory.trees t where t.tenant_id = platform.tenant_id() and (t.id = 1 or (t.valid_from <= on_day and (t.valid_to is null or t.valid_to > on_day))) and exists (
      select from identity.node_closure c where c.tenant_id = platform.tenant_id() and c.ancestor_id = platform.reach_node_id() and c.descendant_id = of_node)
    union all
    select a.tree_id, a.depth + 1, p.parent_id from above a
    join territory.placements p on p.tenant_id = platform.tenant_id() and p.tree_id = a.tree_id and p.node_id = a.node_id and p.valid_from <= on_day and (p.valid_to is null or p.valid_to > on_day)
    where a.depth < 64
  ), places as (
    select a.tree_id, a.depth, a.node_id, n.kind, n.code, n.name from above a join identity.nodes n on n.tenant_id = platform.tenant_id() and n.id = a.node_id
    union all
    select a.tree_id, a.depth, a.node_id, 'area', t.code, t.name from above a join territory.tree_nodes t on t.tenant_id = platform.tenant_id() and t.tree_id = a.tree_id and t.id = a.node_id
  ), people as (
    -- At the company stands the whole head office: that covers everybody and says nothing.
    select p.tree_id, p.node_id, s.id, s.account_id, s.profile_key, s.valid_from, s.valid_to from places p
    join identity.personalities s on s.tenant_id = platform.tenant_id() and s.node_id = p.node_id and s.kind = 'staff'
    where p.tree_id = 1 and p.kind in ('district', 'region', 'dealer') and s.valid_from <= on_day and (s.valid_to is null or s.valid_to > on_day)
    union all
    select p.tree_id, p.node_id, s.id, s.account_id, s.profile_key, h.valid_from, h.valid_to from places p
    join territory.people_in_charge h on h.tenant_id = platform.tenant_id() and h.tree_id = p.tree_id and h.node_id = p.node_id
    join identity.personalities s on s.tenant_id = h.tenant_id and s.id = h.personality_id
    where h.valid_from <= on_day and (h.valid_to is null or h.valid_to > on_day)
  )
  select p.tree_id, p.depth, p.node_id, p.kind, p.code, p.name, s.id, a.display_name, s.profile_key, s.valid_from, s.valid_to
  from places p left join people s on s.tree_id = p.tree_id and s.node_id = p.node_id left join identity.accounts a on a.id = s.account_id
$function$
;

CREATE OR REPLACE FUNCTION territory.organisation_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
declare
  rank smallint := identity.kind_rank(new.kind);
  -- The door's day where the writer named it (tests move their clock), else the day in Rome.
  on_day date := coalesce(nullif(current_setting('volano.move_day', true), '')::date, (now() at time zone 'Europe/Rome')::date);
  held territory.placements;
begin
  if tg_op = 'INSERT' then
    if new.parent_id is null then
      insert into territory.trees (tenant_id, id, key, name_it, name_en, valid_from) values
        (new.tenant_id, 1, 'sales', 'Rete commerciale', 'Sales network', new.valid_from), (new.tenant_id, 2, 'credit', 'Credito', 'Credit', new.valid_from), (new.tenant_id, 3, 'collection', 'Recupero', 'Collection', new.valid_from);
      insert into territory.tree_nodes (tenant_id, tree_id, code, name, is_root, valid_from) values
        (new.tenant_id, 2, 'CRE', 'Credito', true, new.valid_from), (new.tenant_id, 3, 'REC', 'Recupero', true, new.valid_from);
    else
      insert into territory.placements (tenant_id, tree_id, node_id, parent_id, valid_from, level) values (new.tenant_id, 1, new.id, new.parent_id, new.valid_from, rank);
      if new.kind = 'dealer' then
        insert into territory.placements (tenant_id, tree_id, node_id, parent_id, valid_from, level)
        select r.tenant_id, r.tree_id, new.id, r.id, greatest(new.valid_from, t.valid_from), rank
        from territory.tree_nodes r join territory.trees t on t.tenant_id = r.tenant_id and t.id = r.tree_id
        where r.tenant_id = new.tenant_id and r.is_root and (t.valid_to is null or t.valid_to > new.valid_from);
      end if;
    end if;
    return null;
  end if;
  select p.* into held from territory.placements p
  where p.tenant_id = new.tenant_id and p.tree_id = 1 and p.node_id = new.id and (p.valid_to is null or p.valid_to > on_day) order by p.valid_from limit 1;
  if held.parent_id = new.parent_id then
    return null;
  elsif held.valid_from >= on_day then
    update territory.placements p set parent_id = new.parent_id where p.tenant_id = new.tenant_id and p.tree_id = 1 and p.node_id = new.id and p.valid_from = held.valid_from;
  else
    update territory.placements p set valid_to = on_day where p.tenant_id = new.tenant_id and p.tree_id = 1 and p.node_id = new.id and p.valid_from = held.valid_from;
    insert into territory.placements (tenant_id, tree_id, node_id, parent_id, valid_from, valid_to, level) values (new.tenant_id, 1, new.id, new.parent_id, on_day, held.valid_to, rank);
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION territory.path_on(of_tree smallint, of_node integer, on_day date)
 RETURNS TABLE(depth integer, node_id integer)
 LANGUAGE sql
 STABLE
AS $function$
  with recursive above (depth, node_id) as (
    select 0, of_node
    union all
    select a.depth + 1, p.parent_id from above a
    join territory.placements p on p.tenant_id = platform.tenant_id() and p.tree_id = of_tree and p.node_id = a.node_id and p.valid_from <= on_day and (p.valid_to is null or p.valid_to > on_day)
    where a.depth < 64
  ) select a.depth, a.node_id from above a
$function$
;

CREATE OR REPLACE FUNCTION territory.reach_is_whole()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select exists (select from platform.tenants t where t.id = platform.tenant_id() and t.root_node_id = platform.reach_node_id()) $function$
;

CREATE OR REPLACE FUNCTION territory.scope_is_whole()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select exists (select from platform.tenants t where t.id = platform.tenant_id() and t.root_node_id = platform.scope_node_id()) $function$
;

CREATE OR REPLACE FUNCTION territory.stands_below_closed(area territory.tree_nodes)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select exists (
    select from territory.placements p
    left join territory.tree_nodes k on k.tenant_id = p.tenant_id and k.tree_id = p.tree_id and k.id = p.node_id
    left join identity.nodes n on n.tenant_id = p.tenant_id and n.id = p.node_id
    where p.tenant_id = area.tenant_id and p.tree_id = area.tree_id and p.parent_id = area.id
      and (p.valid_to is null or p.valid_to > area.valid_to) and (k.valid_to is null or k.valid_to > area.valid_to) and (n.valid_to is null or n.valid_to > area.valid_to))
$function$
;

CREATE OR REPLACE FUNCTION territory.upper_places()
 RETURNS TABLE(tree_id smallint, id integer, kind text, code text, name text, valid_from date, valid_to date)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 200
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select 1::smallint, n.id, n.kind, n.code, n.name, n.valid_from, n.valid_to from identity.nodes n
  where n.tenant_id = platform.tenant_id() and n.kind in ('company', 'district', 'region') and platform.reach_node_id() <> 0
  union all
  select t.tree_id, t.id, 'area', t.code, t.name, t.valid_from, t.valid_to from territory.tree_nodes t
  where t.tenant_id = platform.tenant_id() and platform.reach_node_id() <> 0
$function$
;

CREATE OR REPLACE FUNCTION vehicles.match_stock(words text[], most integer)
 RETURNS TABLE(stock_id uuid, search_text text, state text, held_until date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_indexscan TO 'off'
AS $function$
  select s.id, s.search_text, s.state, s.held_until
  from vehicles.stock_vehicles s
  where vehicles.stock_search_words(s.tenant_id, s.search_text) @@ (
      select string_agg('''' || platform.tenant_id()::text || '/' || replace(replace(w.word, '\', '\\'), '''', '''''') || ''':*', ' & ')::tsquery
      from unnest(words) w (word))
    and s.tenant_id = platform.tenant_id()
    and ((select vehicles.reaches_whole_tenant()) or s.node_id in (
      select c.descendant_id from identity.node_closure c where c.tenant_id = platform.tenant_id() and c.ancestor_id = platform.reach_node_id()))
  limit most
$function$
;

CREATE OR REPLACE FUNCTION vehicles.match_versions(words text[], on_day date, most integer)
 RETURNS TABLE(version_id uuid, search_text text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_indexscan TO 'off'
AS $function$
  select v.id, v.search_text
  from vehicles.versions v
  where vehicles.search_words(v.tenant_id, v.search_text) @@ (
      select string_agg('''' || platform.tenant_id()::text || '/' || replace(replace(w.word, '\', '\\'), '''', '''''') || ''':*', ' & ')::tsquery
      from unnest(words) w (word))
    and v.tenant_id = platform.tenant_id() and v.valid_from <= on_day and (v.valid_to is null or v.valid_to > on_day)
  limit most
$function$
;

CREATE OR REPLACE FUNCTION vehicles.note_price_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into vehicles.price_changes (tenant_id, stock_id, node_id, changed_by, before_cents, after_cents)
  values (new.tenant_id, new.id, new.node_id, platform.personality_id(), old.price_cents, new.price_cents);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION vehicles.reaches_whole_tenant()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select exists (select from platform.tenants t where t.id = platform.tenant_id() and t.root_node_id = platform.reach_node_id()) $function$
;

CREATE OR REPLACE FUNCTION vehicles.search_words(tenant_id integer, search_text text)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select array_to_tsvector(array_remove(string_to_array(replace(search_text, ' ', ' ' || tenant_id::text || '/'), ' '), '')) $function$
;

CREATE OR REPLACE FUNCTION vehicles.stock_make()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  select c.make_id into new.make_id
  from vehicles.versions v join vehicles.carlines c on c.tenant_id = v.tenant_id and c.id = v.carline_id
  where v.tenant_id = new.tenant_id and v.id = new.version_id;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION vehicles.stock_search_words(tenant_id integer, search_text text)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select coalesce(array_to_tsvector(array_agg(distinct tenant_id::text || '/' || part)), ''::tsvector)
  from unnest(string_to_array(search_text, ' ')) w (word),
    lateral (select w.word as part union all select right(w.word, n) from generate_series(4, 8) n where n < length(w.word)) ends
  where w.word <> ''
$function$
;

CREATE OR REPLACE FUNCTION vehicles.stock_state(state text, held_until date, on_day date)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select case when state in ('sold', 'withdrawn') then state when held_until is not null then case when held_until >= on_day then 'reserved' else 'available' end else state end $function$
;

CREATE OR REPLACE FUNCTION vehicles.unused_photo_files(digests text[])
 RETURNS TABLE(digest text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select d.digest from unnest(digests) d (digest)
  where not exists (select 1 from vehicles.stock_photos p where p.tenant_id = platform.tenant_id() and p.full_digest = decode(d.digest, 'hex'))
    and not exists (select 1 from vehicles.stock_photos p where p.tenant_id = platform.tenant_id() and p.thumb_digest = decode(d.digest, 'hex'))
$function$
;

CREATE OR REPLACE FUNCTION vehicles.vins_elsewhere(vins text[])
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select s.vin from vehicles.stock_vehicles s
  where s.tenant_id = platform.tenant_id() and s.vin = any (vins) and not exists (
    select from identity.node_closure c where c.tenant_id = s.tenant_id and c.ancestor_id = platform.reach_node_id() and c.descendant_id = s.node_id)
$function$
;

-- tables

create table communications.mail_attachments (
  tenant_id integer not null,
  mail_id uuid not null,
  place integer not null,
  node_id integer not null,
  file_name text not null,
  media_type text not null,
  sha256 bytea not null,
  content bytea,
  constraint mail_attachments_file_name_check CHECK ((file_name ~ '^[A-Za-z0-9._-]{1,120}$'::text)),
  constraint mail_attachments_place_check CHECK (((place >= 1) AND (place <= 10))),
  constraint mail_attachments_sha256_check CHECK ((octet_length(sha256) = 32)),
  constraint mail_attachments_tenant_id_mail_id_fkey FOREIGN KEY (tenant_id, mail_id) REFERENCES communications.mails(tenant_id, id),
  constraint mail_attachments_pkey PRIMARY KEY (tenant_id, mail_id, place)
);
alter table communications.mail_attachments enable row level security;

create table communications.mails (
  tenant_id integer not null,
  id uuid not null,
  node_id integer not null,
  cause text not null,
  to_address text not null,
  sender_name text not null,
  reply_to text,
  subject text not null,
  body_text text not null,
  body_html text not null,
  message_id text not null,
  state text default 'queued'::text not null,
  attempts integer default 0 not null,
  next_attempt_at timestamp with time zone not null,
  answer text default ''::text not null,
  queued_by text not null,
  queued_at timestamp with time zone not null,
  sending_since timestamp with time zone,
  settled_at timestamp with time zone,
  constraint mails_reply_to_check CHECK ((reply_to !~ '[[:cntrl:]]'::text)),
  constraint mails_sender_name_check CHECK ((sender_name !~ '[[:cntrl:]]'::text)),
  constraint mails_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'uncertain'::text, 'notConfigured'::text]))),
  constraint mails_subject_check CHECK ((subject !~ '[[:cntrl:]]'::text)),
  constraint mails_to_address_check CHECK ((to_address !~ '[[:cntrl:]]'::text)),
  constraint mails_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint mails_pkey PRIMARY KEY (tenant_id, id),
  constraint mails_message_id_key UNIQUE (message_id)
);
alter table communications.mails enable row level security;

create table communications.notifications (
  tenant_id integer not null,
  id uuid not null,
  personality_id uuid not null,
  account_id uuid not null,
  kind text not null,
  facts jsonb not null,
  link text not null,
  source text not null,
  created_at timestamp with time zone not null,
  read_at timestamp with time zone,
  constraint notifications_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint notifications_pkey PRIMARY KEY (tenant_id, id),
  constraint notifications_tenant_id_personality_id_source_key UNIQUE (tenant_id, personality_id, source)
);
alter table communications.notifications enable row level security;

create table documents.brands (
  tenant_id integer not null,
  node_id integer not null,
  accent_colour text,
  logo_svg text,
  changed_by uuid,
  changed_at timestamp with time zone not null,
  constraint brands_accent_colour_check CHECK ((accent_colour ~ '^#[0-9a-f]{6}$'::text)),
  constraint brands_logo_svg_check CHECK (((length(logo_svg) >= 1) AND (length(logo_svg) <= 200000))),
  constraint brands_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint brands_pkey PRIMARY KEY (tenant_id, node_id)
);
alter table documents.brands enable row level security;

create table documents.documents (
  tenant_id integer not null,
  id uuid default gen_random_uuid() not null,
  kind text not null,
  subject_kind text not null,
  subject_id uuid not null,
  subject_version integer not null,
  language text not null,
  title text not null,
  media_type text not null,
  sha256 bytea not null,
  byte_length integer not null,
  content bytea not null,
  node_id integer not null,
  created_at timestamp with time zone not null,
  created_by uuid,
  constraint documents_check CHECK ((sha256 = sha256(content))),
  constraint documents_check1 CHECK (((byte_length = octet_length(content)) AND ((byte_length >= 1) AND (byte_length <= 52428800)))),
  constraint documents_kind_check CHECK ((kind ~ '^[a-z][a-z0-9_]{0,39}$'::text)),
  constraint documents_language_check CHECK ((language = ANY (ARRAY['it'::text, 'en'::text]))),
  constraint documents_media_type_check CHECK ((media_type ~ '^[a-z]+/[a-z0-9.+-]+$'::text)),
  constraint documents_subject_kind_check CHECK ((subject_kind ~ '^[a-z][a-z0-9_]{0,39}$'::text)),
  constraint documents_subject_version_check CHECK ((subject_version > 0)),
  constraint documents_title_check CHECK (((length(title) >= 1) AND (length(title) <= 500))),
  constraint documents_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint documents_pkey PRIMARY KEY (tenant_id, id),
  constraint documents_tenant_id_kind_subject_id_subject_version_languag_key UNIQUE (tenant_id, kind, subject_id, subject_version, language)
);
alter table documents.documents enable row level security;

create table flows.import_faults (
  tenant_id integer not null,
  import_id uuid not null,
  number integer not null,
  row_number integer not null,
  column_key text,
  code text not null,
  value text not null,
  constraint import_faults_tenant_id_import_id_fkey FOREIGN KEY (tenant_id, import_id) REFERENCES flows.imports(tenant_id, id) ON DELETE CASCADE,
  constraint import_faults_pkey PRIMARY KEY (tenant_id, import_id, number)
);
alter table flows.import_faults enable row level security;

create table flows.import_parts (
  tenant_id integer not null,
  import_id uuid not null,
  number integer not null,
  bytes bytea not null,
  constraint import_parts_number_check CHECK (((number >= 1) AND (number <= 4096))),
  constraint import_parts_tenant_id_import_id_fkey FOREIGN KEY (tenant_id, import_id) REFERENCES flows.imports(tenant_id, id) ON DELETE CASCADE,
  constraint import_parts_pkey PRIMARY KEY (tenant_id, import_id, number)
);
alter table flows.import_parts enable row level security;

create table flows.imports (
  tenant_id integer not null,
  id uuid not null,
  node_id integer not null,
  kind text not null,
  file_name text not null,
  size_bytes bigint not null,
  state text not null,
  language text not null,
  personality_id uuid,
  actor_name text not null,
  created_at timestamp with time zone not null,
  format text,
  headers text[] default '{}'::text[] not null,
  sample jsonb default '[]'::jsonb not null,
  mapping jsonb default '{}'::jsonb not null,
  mode text default 'all'::text not null,
  missing text default 'keep'::text not null,
  attempts integer default 0 not null,
  phase text,
  rows_read integer default 0 not null,
  heartbeat_at timestamp with time zone,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  rows_faulty integer default 0 not null,
  faults integer default 0 not null,
  added integer default 0 not null,
  changed integer default 0 not null,
  same integer default 0 not null,
  withdrawn integer default 0 not null,
  failure text,
  failure_details jsonb default '{}'::jsonb not null,
  delegation_id uuid,
  constraint imports_file_name_check CHECK (((length(file_name) >= 1) AND (length(file_name) <= 200))),
  constraint imports_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'xlsx'::text]))),
  constraint imports_language_check CHECK ((language = ANY (ARRAY['it'::text, 'en'::text]))),
  constraint imports_missing_check CHECK ((missing = ANY (ARRAY['keep'::text, 'withdraw'::text]))),
  constraint imports_mode_check CHECK ((mode = ANY (ARRAY['all'::text, 'validOnly'::text, 'check'::text]))),
  constraint imports_phase_check CHECK ((phase = ANY (ARRAY['reading'::text, 'checking'::text, 'writing'::text]))),
  constraint imports_size_bytes_check CHECK ((size_bytes > 0)),
  constraint imports_state_check CHECK ((state = ANY (ARRAY['uploading'::text, 'ready'::text, 'queued'::text, 'running'::text, 'done'::text, 'refused'::text, 'failed'::text]))),
  constraint imports_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint imports_pkey PRIMARY KEY (tenant_id, id)
);
alter table flows.imports enable row level security;

create table flows.mappings (
  tenant_id integer not null,
  kind text not null,
  name text not null,
  columns jsonb not null,
  changed_at timestamp with time zone not null,
  node_id integer not null,
  constraint mappings_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
  constraint mappings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint mappings_pkey PRIMARY KEY (tenant_id, node_id, kind, name)
);
alter table flows.mappings enable row level security;

create table gateway.app_rules (
  tenant_id integer not null,
  app_id uuid not null,
  id uuid not null,
  profile_key text,
  node_id integer,
  personality_id uuid,
  effect text not null,
  settings jsonb not null,
  created_at timestamp with time zone not null,
  constraint app_rules_check CHECK ((num_nonnulls(profile_key, node_id, personality_id) > 0)),
  constraint app_rules_effect_check CHECK ((effect = ANY (ARRAY['allow'::text, 'deny'::text, 'settings'::text]))),
  constraint app_rules_tenant_id_app_id_fkey FOREIGN KEY (tenant_id, app_id) REFERENCES gateway.apps(tenant_id, id),
  constraint app_rules_pkey PRIMARY KEY (tenant_id, id),
  constraint app_rules_tenant_id_app_id_profile_key_node_id_personality__key UNIQUE NULLS NOT DISTINCT (tenant_id, app_id, profile_key, node_id, personality_id)
);
alter table gateway.app_rules enable row level security;

create table gateway.apps (
  tenant_id integer not null,
  id uuid not null,
  client_id text not null,
  kind text not null,
  name text not null,
  description text not null,
  icon text not null,
  address text not null,
  redirect_uris text[] not null,
  post_logout_uris text[] not null,
  backchannel_uri text,
  push_uri text,
  resource text,
  secret_hash bytea,
  previous_secret_hash bytea,
  previous_secret_until timestamp with time zone,
  status text default 'active'::text not null,
  default_visible boolean not null,
  default_settings jsonb not null,
  version bigint default 1 not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  api_areas text[] default '{}'::text[] not null,
  constraint apps_address_check CHECK ((length(address) <= 500)),
  constraint apps_api_areas_check CHECK ((cardinality(api_areas) <= 20)),
  constraint apps_check CHECK (((kind = 'oidcConfidential'::text) = (secret_hash IS NOT NULL))),
  constraint apps_check1 CHECK (((previous_secret_hash IS NULL) = (previous_secret_until IS NULL))),
  constraint apps_client_id_check CHECK ((client_id ~ '^[a-z0-9][a-z0-9-]{2,59}$'::text)),
  constraint apps_description_check CHECK ((length(description) <= 300)),
  constraint apps_icon_check CHECK ((icon ~ '^[a-z][a-z-]{0,39}$'::text)),
  constraint apps_kind_check CHECK ((kind = ANY (ARRAY['oidcConfidential'::text, 'oidcPublic'::text, 'headerProxy'::text]))),
  constraint apps_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
  constraint apps_previous_secret_hash_check CHECK ((length(previous_secret_hash) = 32)),
  constraint apps_secret_hash_check CHECK ((length(secret_hash) = 32)),
  constraint apps_status_check CHECK ((status = ANY (ARRAY['active'::text, 'suspended'::text, 'removed'::text]))),
  constraint apps_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint apps_pkey PRIMARY KEY (tenant_id, id),
  constraint apps_client_id_key UNIQUE (client_id)
);
alter table gateway.apps enable row level security;

create table gateway.deliveries (
  tenant_id integer not null,
  id uuid not null,
  app_id uuid not null,
  kind text not null,
  account_id uuid,
  sid text,
  state text default 'queued'::text not null,
  attempts integer default 0 not null,
  next_attempt_at timestamp with time zone not null,
  answer text default ''::text not null,
  created_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  reason text,
  status_code integer,
  constraint deliveries_check CHECK (((kind = 'logout'::text) = ((account_id IS NOT NULL) AND (sid IS NOT NULL)))),
  constraint deliveries_kind_check CHECK ((kind = ANY (ARRAY['logout'::text, 'rules'::text]))),
  constraint deliveries_reason_check CHECK ((reason = ANY (ARRAY['refused'::text, 'broken'::text, 'moved'::text, 'late'::text, 'nobody'::text, 'name'::text, 'notAllowed'::text, 'inside'::text, 'cut'::text, 'certificate'::text, 'other'::text]))),
  constraint deliveries_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'delivered'::text, 'failed'::text, 'pointless'::text]))),
  constraint deliveries_status_code_check CHECK (((status_code >= 100) AND (status_code <= 999))),
  constraint deliveries_tenant_id_app_id_fkey FOREIGN KEY (tenant_id, app_id) REFERENCES gateway.apps(tenant_id, id),
  constraint deliveries_pkey PRIMARY KEY (tenant_id, id)
);
alter table gateway.deliveries enable row level security;

create table gateway.grants (
  grant_hash bytea not null,
  tenant_id integer not null,
  app_id uuid not null,
  session_id uuid not null,
  account_id uuid not null,
  personality_id uuid not null,
  delegation_id uuid,
  sid text not null,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  end_reason text,
  constraint grants_check CHECK (((ended_at IS NULL) = (end_reason IS NULL))),
  constraint grants_end_reason_check CHECK ((end_reason = ANY (ARRAY['signedOut'::text, 'appSignedOut'::text, 'replaced'::text, 'replayed'::text, 'sessionOver'::text, 'personalityOver'::text, 'appClosed'::text, 'ruleChanged'::text]))),
  constraint grants_grant_hash_check CHECK ((length(grant_hash) = 32)),
  constraint grants_tenant_id_app_id_fkey FOREIGN KEY (tenant_id, app_id) REFERENCES gateway.apps(tenant_id, id),
  constraint grants_pkey PRIMARY KEY (grant_hash)
);
alter table gateway.grants enable row level security;

create table gateway.oidc_records (
  kind text not null,
  id_hash bytea not null,
  payload bytea not null,
  grant_hash bytea,
  uid_hash bytea,
  session_id uuid,
  consumed_at timestamp with time zone,
  expires_at timestamp with time zone not null,
  constraint oidc_records_id_hash_check CHECK ((length(id_hash) = 32)),
  constraint oidc_records_pkey PRIMARY KEY (kind, id_hash)
);
alter table gateway.oidc_records enable row level security;

create table identity.accounts (
  id uuid not null,
  login_name text not null,
  display_name text not null,
  password_hash text,
  status text default 'active'::text not null,
  language text default 'it'::text not null,
  last_personality_id uuid,
  created_at timestamp with time zone default now() not null,
  password_is_short boolean default false not null,
  constraint accounts_display_name_check CHECK (((length(display_name) >= 1) AND (length(display_name) <= 200))),
  constraint accounts_language_check CHECK ((language = ANY (ARRAY['it'::text, 'en'::text]))),
  constraint accounts_login_name_check CHECK (((login_name = lower(login_name)) AND ((length(login_name) >= 3) AND (length(login_name) <= 254)))),
  constraint accounts_status_check CHECK ((status = ANY (ARRAY['active'::text, 'blocked'::text]))),
  constraint accounts_last_personality_id_fkey FOREIGN KEY (last_personality_id) REFERENCES identity.personalities(id),
  constraint accounts_pkey PRIMARY KEY (id),
  constraint accounts_login_name_key UNIQUE (login_name)
);
alter table identity.accounts enable row level security;

create table identity.change_requests (
  tenant_id integer not null,
  id uuid not null,
  kind text not null,
  node_id integer not null,
  beneficiary_id uuid,
  change jsonb not null,
  before_digest bytea not null,
  before_state jsonb not null,
  reason text not null,
  state text not null,
  alone boolean default false not null,
  requested_at timestamp with time zone not null,
  requested_by uuid not null,
  decide_before timestamp with time zone not null,
  decided_at timestamp with time zone,
  decided_by uuid,
  decision_note text,
  constraint change_requests_before_digest_check CHECK ((length(before_digest) = 32)),
  constraint change_requests_check CHECK (((state = 'open'::text) = (decided_at IS NULL))),
  constraint change_requests_check1 CHECK (((decided_by IS NULL) = (decided_at IS NULL))),
  constraint change_requests_check2 CHECK (((decided_by IS NULL) OR
CASE state
    WHEN 'withdrawn'::text THEN (decided_by = requested_by)
    ELSE (alone OR ((decided_by <> requested_by) AND (decided_by IS DISTINCT FROM beneficiary_id)))
END)),
  constraint change_requests_check3 CHECK (((NOT alone) OR ((kind = ANY (ARRAY['grantPersonality'::text, 'invitePersonality'::text])) AND (beneficiary_id IS DISTINCT FROM requested_by)))),
  constraint change_requests_decision_note_check CHECK ((length(decision_note) <= 500)),
  constraint change_requests_kind_check CHECK ((kind = ANY (ARRAY['grantPersonality'::text, 'invitePersonality'::text, 'endPersonality'::text, 'movePersonality'::text, 'changeProfile'::text]))),
  constraint change_requests_reason_check CHECK (((length(reason) >= 3) AND (length(reason) <= 500))),
  constraint change_requests_state_check CHECK ((state = ANY (ARRAY['open'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text]))),
  constraint change_requests_beneficiary_id_fkey FOREIGN KEY (beneficiary_id) REFERENCES identity.accounts(id),
  constraint change_requests_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES identity.accounts(id),
  constraint change_requests_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES identity.accounts(id),
  constraint change_requests_tenant_id_node_id_fkey FOREIGN KEY (tenant_id, node_id) REFERENCES identity.nodes(tenant_id, id),
  constraint change_requests_pkey PRIMARY KEY (tenant_id, id),
  constraint change_requests_id_key UNIQUE (id)
);
alter table identity.change_requests enable row level security;

create table identity.default_views (
  tenant_id integer not null,
  personality_id uuid not null,
  list text not null,
  view_id uuid not null,
  constraint default_views_tenant_id_personality_id_fkey FOREIGN KEY (tenant_id, personality_id) REFERENCES identity.personalities(tenant_id, id),
  constraint default_views_tenant_id_view_id_fkey FOREIGN KEY (tenant_id, view_id) REFERENCES identity.saved_views(tenant_id, id) ON DELETE CASCADE,
  constraint default_views_pkey PRIMARY KEY (tenant_id, personality_id, list)
);
alter table identity.default_views enable row level security;

create table identity.delegations (
  tenant_id integer not null,
  id uuid not null,
  absent_personality_id uuid not null,
  absent_account_id uuid not null,
  stand_in_personality_id uuid not null,
  stand_in_account_id uuid not null,
  privileges text[] not null,
  amount_limit_cents bigint,
  valid_from date not null,
  valid_to date not null,
  reason text not null,
  state text not null,
  requested_at timestamp with time zone not null,
  requested_by uuid not null,
  decide_before timestamp with time zone not null,
  decided_at timestamp with time zone,
  decided_by uuid,
  decision_note text,
  ended_at timestamp with time zone,
  ended_by uuid,
  end_note text,
  constraint delegations_amount_limit_cents_check CHECK ((amount_limit_cents > 0)),
  constraint delegations_check CHECK (((valid_to > valid_from) AND (valid_to <= (valid_from + 90)))),
  constraint delegations_check1 CHECK ((absent_account_id <> stand_in_account_id)),
  constraint delegations_check2 CHECK (((decided_by IS NULL) OR ((decided_by <> absent_account_id) AND (decided_by <> stand_in_account_id)))),
  constraint delegations_check3 CHECK (((decided_by IS NULL) = (decided_at IS NULL))),
  constraint delegations_check4 CHECK (((state = 'ended'::text) = (ended_at IS NOT NULL))),
  constraint delegations_check5 CHECK (((state <> 'refused'::text) OR (decided_at IS NOT NULL))),
  constraint delegations_decision_note_check CHECK ((length(decision_note) <= 500)),
  constraint delegations_end_note_check CHECK ((length(end_note) <= 500)),
  constraint delegations_privileges_check CHECK (((cardinality(privileges) >= 1) AND (cardinality(privileges) <= 100))),
  constraint delegations_reason_check CHECK (((length(reason) >= 3) AND (length(reason) <= 500))),
  constraint delegations_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'approved'::text, 'refused'::text, 'ended'::text]))),
  constraint delegations_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES identity.accounts(id),
  constraint delegations_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES identity.accounts(id),
  constraint delegations_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES identity.accounts(id),
  constraint delegations_tenant_id_absent_personality_id_absent_account_fkey FOREIGN KEY (tenant_id, absent_personality_id, absent_account_id) REFERENCES identity.personalities(tenant_id, id, account_id),
  constraint delegations_tenant_id_stand_in_personality_id_stand_in_acc_fkey FOREIGN KEY (tenant_id, stand_in_personality_id, stand_in_account_id) REFERENCES identity.personalities(tenant_id, id, account_id),
  constraint delegations_pkey PRIMARY KEY (tenant_id, id),
  constraint delegations_id_key UNIQUE (id)
);
alter table identity.delegations enable row level security;

create table identity.factor_recoveries (
  tenant_id integer not null,
  id uuid not null,
  account_id uuid not null,
  personality_id uuid not null,
  node_id integer not null,
  stop_hash bytea not null,
  asked_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  confirmed_by uuid,
  due_at timestamp with time zone,
  stopped_at timestamp with time zone,
  stopped_by text,
  done_at timestamp with time zone,
  constraint factor_recoveries_check CHECK ((((confirmed_at IS NULL) = (due_at IS NULL)) AND ((confirmed_at IS NULL) = (confirmed_by IS NULL)))),
  constraint factor_recoveries_check1 CHECK (((stopped_at IS NULL) = (stopped_by IS NULL))),
  constraint factor_recoveries_check2 CHECK ((confirmed_by <> account_id)),
  constraint factor_recoveries_stop_hash_check CHECK ((length(stop_hash) = 32)),
  constraint factor_recoveries_stopped_by_check CHECK ((stopped_by = ANY (ARRAY['owner'::text, 'manager'::text, 'time'::text]))),
  constraint factor_recoveries_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.accounts(id),
  constraint factor_recoveries_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES identity.accounts(id),
  constraint factor_recoveries_tenant_id_node_id_fkey FOREIGN KEY (tenant_id, node_id) REFERENCES identity.nodes(tenant_id, id),
  constraint factor_recoveries_tenant_id_personality_id_fkey FOREIGN KEY (tenant_id, personality_id) REFERENCES identity.personalities(tenant_id, id),
  constraint factor_recoveries_pkey PRIMARY KEY (tenant_id, id),
  constraint factor_recoveries_stop_hash_key UNIQUE (stop_hash)
);
alter table identity.factor_recoveries enable row level security;

create table identity.federated_journeys (
  state_hash bytea not null,
  browser_hash bytea not null,
  tenant_id integer not null,
  provider_id uuid not null,
  session_id uuid,
  sealed bytea not null,
  expires_at timestamp with time zone not null,
  constraint federated_journeys_browser_hash_check CHECK ((length(browser_hash) = 32)),
  constraint federated_journeys_state_hash_check CHECK ((length(state_hash) = 32)),
  constraint federated_journeys_tenant_id_provider_id_fkey FOREIGN KEY (tenant_id, provider_id) REFERENCES identity.providers(tenant_id, id),
  constraint federated_journeys_pkey PRIMARY KEY (state_hash)
);
alter table identity.federated_journeys enable row level security;

create table identity.federated_links (
  tenant_id integer not null,
  provider_id uuid not null,
  subject text not null,
  account_id uuid not null,
  linked_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  constraint federated_links_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 255))),
  constraint federated_links_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.accounts(id),
  constraint federated_links_tenant_id_provider_id_fkey FOREIGN KEY (tenant_id, provider_id) REFERENCES identity.providers(tenant_id, id),
  constraint federated_links_pkey PRIMARY KEY (tenant_id, provider_id, subject),
  constraint federated_links_tenant_id_provider_id_account_id_key UNIQUE (tenant_id, provider_id, account_id)
);
alter table identity.federated_links enable row level security;

create table identity.half_sign_ins (
  token_hash bytea not null,
  browser_hash bytea not null,
  account_id uuid not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint half_sign_ins_browser_hash_check CHECK ((length(browser_hash) = 32)),
  constraint half_sign_ins_token_hash_check CHECK ((length(token_hash) = 32)),
  constraint half_sign_ins_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.accounts(id),
  constraint half_sign_ins_pkey PRIMARY KEY (token_hash)
);
alter table identity.half_sign_ins enable row level security;

create table identity.invitations (
  tenant_id integer not null,
  id uuid not null,
  node_id integer not null,
  profile_key text not null,
  email text not null,
  language text not null,
  token_hash bytea not null,
  invited_by uuid not null,
  inviter_account_id uuid not null,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  accepted_at timestamp with time zone,
  personality_id uuid,
  constraint invitations_check CHECK (((accepted_at IS NULL) = (personality_id IS NULL))),
  constraint invitations_check1 CHECK (((revoked_at IS NULL) OR (accepted_at IS NULL))),
  constraint invitations_email_check CHECK (((email = lower(email)) AND ((length(email) >= 3) AND (length(email) <= 120)))),
  constraint invitations_language_check CHECK ((language = ANY (ARRAY['it'::text, 'en'::text]))),
  constraint invitations_token_hash_check CHECK ((length(token_hash) = 32)),
  constraint invitations_inviter_account_id_fkey FOREIGN KEY (inviter_account_id) REFERENCES identity.accounts(id),
  constraint invitations_tenant_id_invited_by_fkey FOREIGN KEY (tenant_id, invited_by) REFERENCES identity.personalities(tenant_id, id),
  constraint invitations_tenant_id_node_id_fkey FOREIGN KEY (tenant_id, node_id) REFERENCES identity.nodes(tenant_id, id),
  constraint invitations_tenant_id_personality_id_fkey FOREIGN KEY (tenant_id, personality_id) REFERENCES identity.personalities(tenant_id, id),
  constraint invitations_tenant_id_profile_key_fkey FOREIGN KEY (tenant_id, profile_key) REFERENCES identity.profiles(tenant_id, key),
  constraint invitations_pkey PRIMARY KEY (tenant_id, id),
  constraint invitations_token_hash_key UNIQUE (token_hash)
);
alter table identity.invitations enable row level security;

create table identity.known_devices (
  account_id uuid not null,
  token_hash bytea not null,
  last_at timestamp with time zone not null,
  id uuid default gen_random_uuid() not null,
  user_agent text default ''::text not null,
  network text default ''::text not null,
  constraint known_devices_token_hash_check CHECK ((length(token_hash) = 32)),
  constraint known_devices_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.accounts(id),
  constraint known_devices_pkey PRIMARY KEY (account_id, token_hash)
);
alter table identity.known_devices enable row level security;

create table identity.node_closure (
  tenant_id integer not null,
  ancestor_id integer not null,
  descendant_id integer not null,
  depth integer not null,
  constraint node_closure_depth_check CHECK ((depth >= 0)),
  constraint node_closure_tenant_id_ancestor_id_fkey FOREIGN KEY (tenant_id, ancestor_id) REFERENCES identity.nodes(tenant_id, id),
  constraint node_closure_tenant_id_descendant_id_fkey FOREIGN KEY (tenant_id, descendant_id) REFERENCES identity.nodes(tenant_id, id),
  constraint node_closure_pkey PRIMARY KEY (tenant_id, ancestor_id, descendant_id)
);
alter table identity.node_closure enable row level security;

create table identity.nodes (
  tenant_id integer not null,
  id integer default nextval('identity.node_ids'::regclass) not null,
  parent_id integer,
  kind text not null,
  code text not null,
  name text not null,
  valid_from date not null,
  valid_to date,
  municipality_code text,
  address_line text,
  postal_code text,
  city text,
  province text,
  vat_number text,
  phone text,
  email text,
  brand_colour text,
  created_at timestamp with time zone default now() not null,
  constraint nodes_brand_colour_check CHECK ((brand_colour ~ '^#[0-9a-f]{6}$'::text)),
  constraint nodes_check CHECK ((valid_to >= valid_from)),
  constraint nodes_check1 CHECK (((kind = 'company'::text) = (parent_id IS NULL))),
  constraint nodes_code_check CHECK (((length(code) >= 1) AND (length(code) <= 40))),
  constraint nodes_kind_check CHECK ((kind = ANY (ARRAY['company'::text, 'district'::text, 'region'::text, 'dealer'::text, 'branch'::text, 'seller'::text]))),
  constraint nodes_municipality_code_check CHECK ((municipality_code ~ '^\d{6}$'::text)),
  constraint nodes_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint nodes_postal_code_check CHECK ((postal_code ~ '^\d{5}$'::text)),
  constraint nodes_province_check CHECK ((province ~ '^[A-Z]{2}$'::text)),
  constraint nodes_vat_number_check CHECK ((vat_number ~ '^\d{11}$'::text)),
  constraint nodes_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint nodes_tenant_id_parent_id_fkey FOREIGN KEY (tenant_id, parent_id) REFERENCES identity.nodes(tenant_id, id),
  constraint nodes_pkey PRIMARY KEY (tenant_id, id),
  constraint nodes_tenant_id_code_key UNIQUE (tenant_id, code)
);
alter table identity.nodes enable row level security;

create table identity.passkey_challenges (
  challenge_hash bytea not null,
  purpose text not null,
  browser_hash bytea not null,
  account_id uuid,
  invitation_hash bytea,
  user_handle bytea,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint passkey_challenges_browser_hash_check CHECK ((length(browser_hash) = 32)),
  constraint passkey_challenges_challenge_hash_check CHECK ((length(challenge_hash) = 32)),
  constraint passkey_challenges_check CHECK (((account_id IS NOT NULL) = (purpose = ANY (ARRAY['confirm'::text, 'add'::text])))),
  constraint passkey_challenges_check1 CHECK (((invitation_hash IS NOT NULL) = (purpose = 'accept'::text))),
  constraint passkey_challenges_purpose_check CHECK ((purpose = ANY (ARRAY['sign-in'::text, 'confirm'::text, 'add'::text, 'accept'::text]))),
  constraint passkey_challenges_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.accounts(id),
  constraint passkey_challenges_pkey PRIMARY KEY (challenge_hash)
);
alter table identity.passkey_challenges enable row level security;

create table identity.passkey_holders (
  account_id uuid not null,
  user_handle bytea not null,
  constraint passkey_holders_user_handle_check CHECK ((length(user_handle) = 32)),
  constraint passkey_holders_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.accounts(id),
  constraint passkey_holders_pkey PRIMARY KEY (account_id),
  constraint passkey_holders_user_handle_key UNIQUE (user_handle)
);
alter table identity.passkey_holders enable row level security;

create table identity.passkeys (
  id uuid not null,
  account_id uuid not null,
  credential_id bytea not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  backed_up boolean not null,
  name text not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  constraint passkeys_counter_check CHECK ((counter >= 0)),
  constraint passkeys_credential_id_check CHECK (((length(credential_id) >= 1) AND (length(credential_id) <= 1023))),
  constraint passkeys_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
  constraint passkeys_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.passkey_holders(account_id),
  constraint passkeys_pkey PRIMARY KEY (id),
  constraint passkeys_credential_id_key UNIQUE (credential_id)
);
alter table identity.passkeys enable row level security;

create table identity.password_resets (
  token_hash bytea not null,
  account_id uuid not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint password_resets_token_hash_check CHECK ((length(token_hash) = 32)),
  constraint password_resets_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.accounts(id),
  constraint password_resets_pkey PRIMARY KEY (token_hash)
);
alter table identity.password_resets enable row level security;

create table identity.personalities (
  tenant_id integer not null,
  id uuid not null,
  account_id uuid not null,
  profile_key text not null,
  kind text not null,
  node_id integer not null,
  label text not null,
  valid_from date not null,
  valid_to date,
  created_at timestamp with time zone default now() not null,
  suspended_at timestamp with time zone,
  constraint personalities_check CHECK ((valid_to >= valid_from)),
  constraint personalities_label_check CHECK (((length(label) >= 1) AND (length(label) <= 200))),
  constraint personalities_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.accounts(id),
  constraint personalities_tenant_id_node_id_fkey FOREIGN KEY (tenant_id, node_id) REFERENCES identity.nodes(tenant_id, id),
  constraint personalities_tenant_id_profile_key_kind_fkey FOREIGN KEY (tenant_id, profile_key, kind) REFERENCES identity.profiles(tenant_id, key, kind),
  constraint personalities_pkey PRIMARY KEY (tenant_id, id),
  constraint personalities_id_key UNIQUE (id),
  constraint personalities_tenant_id_id_account_id_key UNIQUE (tenant_id, id, account_id)
);
alter table identity.personalities enable row level security;

create table identity.profile_privileges (
  tenant_id integer not null,
  profile_key text not null,
  privilege text not null,
  constraint profile_privileges_tenant_id_profile_key_fkey FOREIGN KEY (tenant_id, profile_key) REFERENCES identity.profiles(tenant_id, key),
  constraint profile_privileges_pkey PRIMARY KEY (tenant_id, profile_key, privilege)
);
alter table identity.profile_privileges enable row level security;

create table identity.profiles (
  tenant_id integer not null,
  key text not null,
  parent_key text,
  kind text not null,
  scope_rule text not null,
  name_it text not null,
  name_en text not null,
  second_person boolean default true not null,
  delegation text default 'approved'::text not null,
  constraint profiles_delegation_check CHECK ((delegation = ANY (ARRAY['approved'::text, 'free'::text, 'none'::text]))),
  constraint profiles_kind_check CHECK ((kind = ANY (ARRAY['staff'::text, 'partner'::text, 'customer'::text]))),
  constraint profiles_scope_rule_check CHECK ((scope_rule = ANY (ARRAY['subtree'::text, 'dealer'::text, 'none'::text]))),
  constraint profiles_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint profiles_tenant_id_parent_key_fkey FOREIGN KEY (tenant_id, parent_key) REFERENCES identity.profiles(tenant_id, key),
  constraint profiles_pkey PRIMARY KEY (tenant_id, key),
  constraint profiles_tenant_id_key_kind_key UNIQUE (tenant_id, key, kind)
);
alter table identity.profiles enable row level security;

create table identity.providers (
  tenant_id integer not null,
  id uuid not null,
  name text not null,
  issuer text not null,
  client_id text not null,
  sealed_secret bytea,
  domains text[] not null,
  enabled boolean default false not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  constraint providers_client_id_check CHECK (((length(client_id) >= 1) AND (length(client_id) <= 255))),
  constraint providers_domains_check CHECK ((cardinality(domains) <= 20)),
  constraint providers_issuer_check CHECK (((issuer ~ '^https?://'::text) AND (length(issuer) <= 500))),
  constraint providers_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
  constraint providers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint providers_pkey PRIMARY KEY (tenant_id, id),
  constraint providers_id_key UNIQUE (id)
);
alter table identity.providers enable row level security;

create table identity.recovery_codes (
  account_id uuid not null,
  code_hash bytea not null,
  made_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint recovery_codes_code_hash_check CHECK ((length(code_hash) = 32)),
  constraint recovery_codes_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.accounts(id),
  constraint recovery_codes_pkey PRIMARY KEY (account_id, code_hash)
);
alter table identity.recovery_codes enable row level security;

create table identity.rights_history (
  tenant_id integer not null,
  kind text not null,
  key text not null,
  id bigint generated always as identity not null,
  state jsonb not null,
  held_from timestamp with time zone not null,
  held_to timestamp with time zone,
  constraint rights_history_check CHECK ((held_to >= held_from)),
  constraint rights_history_kind_check CHECK ((kind = ANY (ARRAY['profile'::text, 'privilege'::text, 'personality'::text, 'node'::text, 'delegation'::text]))),
  constraint rights_history_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint rights_history_pkey PRIMARY KEY (tenant_id, kind, key, id)
);
alter table identity.rights_history enable row level security;

create table identity.rule_versions (
  number integer generated always as identity not null,
  digest bytea not null,
  content jsonb not null,
  first_in_force timestamp with time zone not null,
  constraint rule_versions_digest_check CHECK ((length(digest) = 32)),
  constraint rule_versions_pkey PRIMARY KEY (number),
  constraint rule_versions_digest_key UNIQUE (digest)
);

create table identity.saved_views (
  tenant_id integer not null,
  id uuid not null,
  list text not null,
  personality_id uuid not null,
  shared_node_id integer,
  name text not null,
  query jsonb not null,
  created_at timestamp with time zone not null,
  constraint saved_views_list_check CHECK ((list ~ '^[a-z][a-z-]{1,30}$'::text)),
  constraint saved_views_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
  constraint saved_views_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint saved_views_tenant_id_personality_id_fkey FOREIGN KEY (tenant_id, personality_id) REFERENCES identity.personalities(tenant_id, id),
  constraint saved_views_tenant_id_shared_node_id_fkey FOREIGN KEY (tenant_id, shared_node_id) REFERENCES identity.nodes(tenant_id, id),
  constraint saved_views_pkey PRIMARY KEY (tenant_id, id)
);
alter table identity.saved_views enable row level security;

create table identity.sessions (
  id uuid not null,
  token_hash bytea not null,
  csrf_token text not null,
  account_id uuid not null,
  tenant_id integer not null,
  personality_id uuid not null,
  created_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  idle_seconds integer not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  end_reason text,
  user_agent text not null,
  network text not null,
  strength text default 'password'::text not null,
  strong_at timestamp with time zone not null,
  delegation_id uuid,
  needs_second_factor boolean default false not null,
  constraint sessions_check CHECK (((ended_at IS NULL) = (end_reason IS NULL))),
  constraint sessions_end_reason_check CHECK ((end_reason = ANY (ARRAY['signed_out'::text, 'switched'::text, 'ended_by_owner'::text, 'signed_in_again'::text, 'ended_by_manager'::text, 'recovered'::text]))),
  constraint sessions_idle_seconds_check CHECK ((idle_seconds > 0)),
  constraint sessions_strength_check CHECK ((strength = ANY (ARRAY['password'::text, 'password+code'::text, 'passkey'::text, 'federated'::text]))),
  constraint sessions_token_hash_check CHECK ((length(token_hash) = 32)),
  constraint sessions_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.accounts(id),
  constraint sessions_tenant_id_personality_id_fkey FOREIGN KEY (tenant_id, personality_id) REFERENCES identity.personalities(tenant_id, id),
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_token_hash_key UNIQUE (token_hash)
);
alter table identity.sessions enable row level security;

create table identity.sign_in_failures (
  kind text not null,
  key bytea not null,
  failures integer not null,
  last_at timestamp with time zone not null,
  blocked_until timestamp with time zone,
  constraint sign_in_failures_failures_check CHECK ((failures > 0)),
  constraint sign_in_failures_kind_check CHECK ((kind = ANY (ARRAY['account'::text, 'network'::text, 'everybody'::text]))),
  constraint sign_in_failures_pkey PRIMARY KEY (kind, key)
);
alter table identity.sign_in_failures enable row level security;

create table identity.tenant_security (
  tenant_id integer not null,
  second_factor_privileges text[] default '{}'::text[] not null,
  changed_at timestamp with time zone not null,
  constraint tenant_security_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint tenant_security_pkey PRIMARY KEY (tenant_id)
);
alter table identity.tenant_security enable row level security;

create table identity.totp_factors (
  account_id uuid not null,
  state text not null,
  sealed_secret bytea not null,
  last_step bigint default 0 not null,
  since timestamp with time zone not null,
  constraint totp_factors_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'active'::text]))),
  constraint totp_factors_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.accounts(id),
  constraint totp_factors_pkey PRIMARY KEY (account_id, state)
);
alter table identity.totp_factors enable row level security;

create table news.attachments (
  tenant_id integer not null,
  item_id uuid not null,
  version integer not null,
  id uuid not null,
  file_name text not null,
  media_type text not null,
  size_bytes integer not null,
  digest text not null,
  language text,
  constraint attachments_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
  constraint attachments_file_name_check CHECK ((file_name ~ '^[A-Za-z0-9._-]{1,120}$'::text)),
  constraint attachments_language_check CHECK ((language = ANY (ARRAY['it'::text, 'en'::text]))),
  constraint attachments_media_type_check CHECK ((media_type = ANY (ARRAY['application/pdf'::text, 'image/png'::text, 'image/jpeg'::text]))),
  constraint attachments_tenant_id_item_id_version_fkey FOREIGN KEY (tenant_id, item_id, version) REFERENCES news.versions(tenant_id, item_id, version) ON DELETE CASCADE,
  constraint attachments_pkey PRIMARY KEY (tenant_id, item_id, version, id)
);
alter table news.attachments enable row level security;

create table news.audience_lines (
  tenant_id integer not null,
  item_id uuid not null,
  version integer not null,
  place integer not null,
  effect text not null,
  node_id integer not null,
  profile_key text,
  personality_id uuid,
  constraint audience_lines_effect_check CHECK ((effect = ANY (ARRAY['include'::text, 'exclude'::text]))),
  constraint audience_lines_place_check CHECK (((place >= 1) AND (place <= 40))),
  constraint audience_lines_tenant_id_item_id_version_fkey FOREIGN KEY (tenant_id, item_id, version) REFERENCES news.versions(tenant_id, item_id, version) ON DELETE CASCADE,
  constraint audience_lines_tenant_id_node_id_fkey FOREIGN KEY (tenant_id, node_id) REFERENCES identity.nodes(tenant_id, id),
  constraint audience_lines_tenant_id_personality_id_fkey FOREIGN KEY (tenant_id, personality_id) REFERENCES identity.personalities(tenant_id, id),
  constraint audience_lines_tenant_id_profile_key_fkey FOREIGN KEY (tenant_id, profile_key) REFERENCES identity.profiles(tenant_id, key),
  constraint audience_lines_pkey PRIMARY KEY (tenant_id, item_id, version, place)
);
alter table news.audience_lines enable row level security;

create table news.digest_choices (
  tenant_id integer not null,
  account_id uuid not null,
  daily boolean not null,
  last_sent_on date,
  constraint digest_choices_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.accounts(id),
  constraint digest_choices_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint digest_choices_pkey PRIMARY KEY (tenant_id, account_id)
);
alter table news.digest_choices enable row level security;

create table news.items (
  tenant_id integer not null,
  id uuid not null,
  kind text not null,
  node_id integer not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  constraint items_kind_check CHECK ((kind = ANY (ARRAY['news'::text, 'circular'::text, 'document'::text]))),
  constraint items_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint items_tenant_id_node_id_fkey FOREIGN KEY (tenant_id, node_id) REFERENCES identity.nodes(tenant_id, id),
  constraint items_pkey PRIMARY KEY (tenant_id, id)
);
alter table news.items enable row level security;

create table news.receipts (
  tenant_id integer not null,
  item_id uuid not null,
  version integer not null,
  personality_id uuid not null,
  account_id uuid not null,
  first_seen_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  network text,
  constraint receipts_check CHECK ((confirmed_at >= first_seen_at)),
  constraint receipts_tenant_id_item_id_version_fkey FOREIGN KEY (tenant_id, item_id, version) REFERENCES news.versions(tenant_id, item_id, version),
  constraint receipts_tenant_id_personality_id_fkey FOREIGN KEY (tenant_id, personality_id) REFERENCES identity.personalities(tenant_id, id),
  constraint receipts_pkey PRIMARY KEY (tenant_id, item_id, version, personality_id, account_id)
);
alter table news.receipts enable row level security;

create table news.reminders (
  tenant_id integer not null,
  item_id uuid not null,
  version integer not null,
  day_offset integer not null,
  told integer not null,
  sent_at timestamp with time zone not null,
  constraint reminders_tenant_id_item_id_version_fkey FOREIGN KEY (tenant_id, item_id, version) REFERENCES news.versions(tenant_id, item_id, version),
  constraint reminders_pkey PRIMARY KEY (tenant_id, item_id, version, day_offset)
);
alter table news.reminders enable row level security;

create table news.versions (
  tenant_id integer not null,
  item_id uuid not null,
  version integer not null,
  node_id integer not null,
  state text default 'draft'::text not null,
  revision integer default 1 not null,
  title_it text not null,
  body_it text not null,
  title_en text,
  body_en text,
  valid_from date not null,
  valid_to date,
  must_confirm boolean not null,
  gates text[] default '{}'::text[] not null,
  confirm_by date,
  remind_days integer[] default '{}'::integer[] not null,
  publish_at timestamp with time zone,
  published_at timestamp with time zone,
  published_by uuid,
  ended_at timestamp with time zone,
  end_reason text,
  created_by uuid,
  changed_at timestamp with time zone not null,
  search tsvector generated always as ((((setweight(to_tsvector('italian'::regconfig, title_it), 'A'::"char") || setweight(to_tsvector('italian'::regconfig, body_it), 'B'::"char")) || setweight(to_tsvector('english'::regconfig, COALESCE(title_en, ''::text)), 'A'::"char")) || setweight(to_tsvector('english'::regconfig, COALESCE(body_en, ''::text)), 'B'::"char"))) stored not null,
  constraint versions_body_en_check CHECK ((length(body_en) <= 20000)),
  constraint versions_body_it_check CHECK ((length(body_it) <= 20000)),
  constraint versions_check CHECK ((valid_to > valid_from)),
  constraint versions_check1 CHECK (((title_en IS NULL) = (body_en IS NULL))),
  constraint versions_check2 CHECK (((gates = '{}'::text[]) OR must_confirm)),
  constraint versions_check3 CHECK (((confirm_by IS NOT NULL) OR (remind_days = '{}'::integer[]))),
  constraint versions_check4 CHECK (((state = 'scheduled'::text) <= (publish_at IS NOT NULL))),
  constraint versions_check5 CHECK (((state = ANY (ARRAY['published'::text, 'superseded'::text, 'withdrawn'::text, 'archived'::text])) = (published_at IS NOT NULL))),
  constraint versions_end_reason_check CHECK ((length(end_reason) <= 300)),
  constraint versions_gates_check CHECK ((gates <@ ARRAY['selling'::text])),
  constraint versions_remind_days_check CHECK ((cardinality(remind_days) <= 6)),
  constraint versions_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'scheduled'::text, 'published'::text, 'superseded'::text, 'withdrawn'::text, 'archived'::text]))),
  constraint versions_title_en_check CHECK (((length(title_en) >= 1) AND (length(title_en) <= 160))),
  constraint versions_title_it_check CHECK (((length(title_it) >= 1) AND (length(title_it) <= 160))),
  constraint versions_version_check CHECK (((version >= 1) AND (version <= 1000))),
  constraint versions_tenant_id_item_id_fkey FOREIGN KEY (tenant_id, item_id) REFERENCES news.items(tenant_id, id),
  constraint versions_pkey PRIMARY KEY (tenant_id, item_id, version)
);
alter table news.versions enable row level security;

create table platform.audit_blocks (
  number bigint not null,
  leaf_count integer not null,
  root bytea not null,
  previous_hash bytea not null,
  hash bytea not null,
  signature bytea not null,
  key_fingerprint text not null,
  sealed_at timestamp with time zone not null,
  constraint audit_blocks_leaf_count_check CHECK ((leaf_count > 0)),
  constraint audit_blocks_pkey PRIMARY KEY (number)
);

create table platform.audit_events (
  id bigint generated always as identity not null,
  tenant_id integer not null,
  at timestamp with time zone default clock_timestamp() not null,
  actor_kind text not null,
  account_id uuid,
  personality_id uuid,
  action text not null,
  object_kind text not null,
  object_id text not null,
  outcome text not null,
  before_digest bytea,
  after_digest bytea,
  details jsonb default '{}'::jsonb not null,
  address text,
  request_id text not null,
  leaf_hash bytea not null,
  block_number bigint,
  leaf_index integer,
  leaf_version smallint default 2 not null,
  on_behalf_of uuid,
  delegation_id uuid,
  strength text,
  client text,
  rule_version integer,
  decision jsonb,
  constraint audit_events_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['person'::text, 'system'::text, 'nobody'::text]))),
  constraint audit_events_leaf_version_check CHECK ((leaf_version = ANY (ARRAY[1, 2]))),
  constraint audit_events_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text]))),
  constraint audit_events_pkey PRIMARY KEY (id)
);
alter table platform.audit_events enable row level security;

create table platform.audit_keys (
  fingerprint text not null,
  public_key bytea not null,
  first_used_at timestamp with time zone not null,
  constraint audit_keys_pkey PRIMARY KEY (fingerprint)
);

create table platform.consumers (
  name text not null,
  position bigint default 0 not null,
  failing_since timestamp with time zone,
  failure text,
  updated_at timestamp with time zone default now() not null,
  constraint consumers_pkey PRIMARY KEY (name)
);

create table platform.files (
  tenant_id integer not null,
  area text not null,
  digest bytea not null,
  media_type text not null,
  content bytea not null,
  stored_at timestamp with time zone not null,
  constraint files_area_check CHECK ((area ~ '^[a-z]+\.[a-z-]+$'::text)),
  constraint files_content_check CHECK (((length(content) >= 1) AND (length(content) <= 4194304))),
  constraint files_digest_check CHECK ((length(digest) = 32)),
  constraint files_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint files_pkey PRIMARY KEY (tenant_id, area, digest)
);
alter table platform.files enable row level security;

create table platform.idempotency_keys (
  tenant_id integer not null,
  account_id uuid not null,
  key text not null,
  route text not null,
  request_hash bytea not null,
  status integer,
  response jsonb,
  created_at timestamp with time zone default now() not null,
  constraint idempotency_keys_pkey PRIMARY KEY (tenant_id, account_id, key)
);
alter table platform.idempotency_keys enable row level security;

create table platform.installation (
  only_row boolean default true not null,
  id uuid default gen_random_uuid() not null,
  created_at timestamp with time zone default now() not null,
  demo_loaded_at timestamp with time zone,
  constraint installation_only_row_check CHECK (only_row),
  constraint installation_pkey PRIMARY KEY (only_row)
);

create table platform.outbox (
  id bigint generated always as identity not null,
  position bigint,
  tenant_id integer not null,
  node_id integer not null,
  kind text not null,
  payload jsonb not null,
  created_at timestamp with time zone default now() not null,
  constraint outbox_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint outbox_pkey PRIMARY KEY (id)
);
alter table platform.outbox enable row level security;

create table platform.processes (
  id uuid not null,
  role text not null,
  host text not null,
  version text not null,
  started_at timestamp with time zone default now() not null,
  seen_at timestamp with time zone default now() not null,
  constraint processes_pkey PRIMARY KEY (id)
);

create table platform.schema_migrations (
  module text not null,
  number integer not null,
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone default clock_timestamp() not null,
  constraint schema_migrations_pkey PRIMARY KEY (module, number)
);

create table platform.tenants (
  id integer not null,
  code text not null,
  name text not null,
  root_node_id integer not null,
  created_at timestamp with time zone default now() not null,
  constraint tenants_pkey PRIMARY KEY (id),
  constraint tenants_code_key UNIQUE (code)
);
alter table platform.tenants enable row level security;

create table pricing.financial_products (
  tenant_id integer not null,
  id uuid not null,
  code text not null,
  name_it text not null,
  name_en text not null,
  plan text not null,
  balloon_at text,
  min_financed_cents bigint not null,
  max_financed_cents bigint not null,
  charges jsonb not null,
  substitute_tax jsonb,
  stamp_duty jsonb,
  vat_rate_ppm integer,
  lease_mode text,
  option_min_ppm integer,
  option_max_ppm integer,
  constraint financial_products_balloon_at_check CHECK ((balloon_at = ANY (ARRAY['with-last-row'::text, 'one-period-after'::text]))),
  constraint financial_products_check CHECK (((plan = 'balloon'::text) = (balloon_at IS NOT NULL))),
  constraint financial_products_check1 CHECK (((0 < min_financed_cents) AND (min_financed_cents <= max_financed_cents))),
  constraint financial_products_lease_complete CHECK ((((plan = 'lease'::text) = (vat_rate_ppm IS NOT NULL)) AND ((plan = 'lease'::text) = (lease_mode IS NOT NULL)) AND ((plan = 'lease'::text) = (option_min_ppm IS NOT NULL)) AND ((plan = 'lease'::text) = (option_max_ppm IS NOT NULL)))),
  constraint financial_products_lease_mode_check CHECK ((lease_mode = ANY (ARRAY['advance'::text, 'arrears'::text]))),
  constraint financial_products_lease_shares CHECK ((((vat_rate_ppm >= 0) AND (vat_rate_ppm <= 1000000)) AND (0 <= option_min_ppm) AND (option_min_ppm <= option_max_ppm) AND (option_max_ppm <= 1000000))),
  constraint financial_products_plan_known CHECK ((plan = ANY (ARRAY['level'::text, 'balloon'::text, 'lease'::text]))),
  constraint financial_products_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint financial_products_pkey PRIMARY KEY (tenant_id, id),
  constraint financial_products_tenant_id_code_key UNIQUE (tenant_id, code)
);
alter table pricing.financial_products enable row level security;

create table pricing.offer_changes (
  tenant_id integer not null,
  number bigint not null,
  stamp uuid not null,
  offer_ids uuid[],
  constraint offer_changes_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint offer_changes_pkey PRIMARY KEY (tenant_id, number)
);
alter table pricing.offer_changes enable row level security;

create table pricing.offer_stamps (
  tenant_id integer not null,
  stamp uuid not null,
  number bigint default 0 not null,
  written_in xid8,
  constraint offer_stamps_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint offer_stamps_pkey PRIMARY KEY (tenant_id)
);
alter table pricing.offer_stamps enable row level security;

create table pricing.offer_terms (
  tenant_id integer not null,
  offer_id uuid not null,
  offer_version integer not null,
  months integer not null,
  nominal_rate_ppm integer not null,
  constraint offer_terms_months_check CHECK (((months >= 1) AND (months <= 120))),
  constraint offer_terms_nominal_rate_ppm_check CHECK (((nominal_rate_ppm >= 0) AND (nominal_rate_ppm <= 1000000))),
  constraint offer_terms_tenant_id_offer_id_offer_version_fkey FOREIGN KEY (tenant_id, offer_id, offer_version) REFERENCES pricing.offers(tenant_id, id, version),
  constraint offer_terms_pkey PRIMARY KEY (tenant_id, offer_id, offer_version, months)
);
alter table pricing.offer_terms enable row level security;

create table pricing.offers (
  tenant_id integer not null,
  id uuid not null,
  version integer not null,
  code text not null,
  name text not null,
  product_id uuid not null,
  valid_from date not null,
  valid_to date,
  node_id integer not null,
  kinds text[],
  makes text[],
  fuels text[],
  max_age_months integer,
  max_mileage_km integer,
  min_deposit_ppm integer not null,
  commission_ppm integer not null,
  carline_ids uuid[],
  version_ids uuid[],
  channels text[],
  customer_types text[],
  min_age_months integer,
  min_mileage_km integer,
  previous_valid_to date,
  previous_version integer,
  written_in xid8 default pg_current_xact_id(),
  withdrawn_at timestamp with time zone,
  withdrawn_by text,
  withdrawn_reason text,
  constraint offers_age_range CHECK (((min_age_months >= 0) AND ((max_age_months IS NULL) OR (min_age_months <= max_age_months)))),
  constraint offers_begin_before_they_end CHECK (((valid_to IS NULL) OR (valid_to > valid_from) OR ((valid_to = valid_from) AND (withdrawn_at IS NOT NULL)))),
  constraint offers_channels_known CHECK ((channels <@ ARRAY['showroom'::text, 'remote'::text, 'online'::text, 'broker'::text])),
  constraint offers_commission_ppm_check CHECK (((commission_ppm >= 0) AND (commission_ppm <= 1000000))),
  constraint offers_customer_types_known CHECK ((customer_types <@ ARRAY['consumer'::text, 'soleTrader'::text, 'company'::text])),
  constraint offers_follow_their_predecessor CHECK ((((version = 1) AND (previous_version IS NULL) AND (previous_valid_to IS NULL)) OR ((version > 1) AND (previous_version IS NOT NULL) AND (previous_version = (version - 1)) AND (previous_valid_to IS NOT NULL)))),
  constraint offers_mileage_range CHECK (((min_mileage_km >= 0) AND ((max_mileage_km IS NULL) OR (min_mileage_km <= max_mileage_km)))),
  constraint offers_min_deposit_ppm_check CHECK (((min_deposit_ppm >= 0) AND (min_deposit_ppm <= 1000000))),
  constraint offers_version_check CHECK ((version > 0)),
  constraint offers_versions_do_not_overlap CHECK ((previous_valid_to <= valid_from)),
  constraint offers_withdrawn_with_reason CHECK ((((withdrawn_at IS NULL) AND (withdrawn_by IS NULL) AND (withdrawn_reason IS NULL)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by IS NOT NULL) AND (withdrawn_reason <> ''::text) AND (valid_to IS NOT NULL) AND (valid_to = valid_from)))),
  constraint offers_predecessor_ends FOREIGN KEY (tenant_id, id, previous_version, previous_valid_to, code) REFERENCES pricing.offers(tenant_id, id, version, valid_to, code) ON UPDATE CASCADE,
  constraint offers_tenant_id_product_id_fkey FOREIGN KEY (tenant_id, product_id) REFERENCES pricing.financial_products(tenant_id, id),
  constraint offers_pkey PRIMARY KEY (tenant_id, id, version),
  constraint offers_tenant_id_code_version_key UNIQUE (tenant_id, code, version),
  constraint offers_version_key UNIQUE (tenant_id, id, version, valid_to, code)
);
alter table pricing.offers enable row level security;

create table pricing.residual_values (
  tenant_id integer not null,
  segment text not null,
  fuel text not null,
  age_months integer not null,
  km_per_year integer not null,
  value_ppm integer not null,
  constraint residual_values_value_ppm_check CHECK (((value_ppm >= 0) AND (value_ppm <= 1000000))),
  constraint residual_values_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint residual_values_pkey PRIMARY KEY (tenant_id, segment, fuel, age_months, km_per_year)
);
alter table pricing.residual_values enable row level security;

create table pricing.service_package_items (
  tenant_id integer not null,
  package_id uuid not null,
  service_id uuid not null,
  constraint service_package_items_tenant_id_package_id_fkey FOREIGN KEY (tenant_id, package_id) REFERENCES pricing.service_packages(tenant_id, id),
  constraint service_package_items_tenant_id_service_id_fkey FOREIGN KEY (tenant_id, service_id) REFERENCES pricing.services(tenant_id, id),
  constraint service_package_items_pkey PRIMARY KEY (tenant_id, package_id, service_id)
);
alter table pricing.service_package_items enable row level security;

create table pricing.service_packages (
  tenant_id integer not null,
  id uuid not null,
  code text not null,
  name_it text not null,
  name_en text not null,
  constraint service_packages_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint service_packages_pkey PRIMARY KEY (tenant_id, id),
  constraint service_packages_tenant_id_code_key UNIQUE (tenant_id, code)
);
alter table pricing.service_packages enable row level security;

create table pricing.services (
  tenant_id integer not null,
  id uuid not null,
  code text not null,
  kind text not null,
  name_it text not null,
  name_en text not null,
  description_it text not null,
  description_en text not null,
  provider text not null,
  optional boolean not null,
  in_taeg boolean not null,
  financed boolean not null,
  fixed_cents bigint not null,
  monthly_cents bigint not null,
  kinds text[],
  secures_credit boolean not null,
  constraint services_kind_check CHECK ((kind = ANY (ARRAY['insurance'::text, 'maintenance'::text]))),
  constraint services_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint services_pkey PRIMARY KEY (tenant_id, id),
  constraint services_tenant_id_code_key UNIQUE (tenant_id, code)
);
alter table pricing.services enable row level security;

create table quoting.lender_terms (
  tenant_id integer not null,
  valid_from date not null,
  content jsonb not null,
  decided_by uuid,
  decided_at timestamp with time zone not null,
  constraint lender_terms_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint lender_terms_pkey PRIMARY KEY (tenant_id, valid_from)
);
alter table quoting.lender_terms enable row level security;

create table quoting.precontract_deliveries (
  tenant_id integer not null,
  id uuid not null,
  quote_id uuid not null,
  revision integer not null,
  proposal integer not null,
  node_id integer not null,
  form text not null,
  language text not null,
  document_id uuid not null,
  document_sha256 bytea not null,
  channel text not null,
  recipient text default ''::text not null,
  given_by text not null,
  given_at timestamp with time zone not null,
  proof jsonb not null,
  constraint precontract_deliveries_channel_check CHECK ((channel = ANY (ARRAY['handed'::text, 'email'::text, 'link'::text]))),
  constraint precontract_deliveries_document_sha256_check CHECK ((octet_length(document_sha256) = 32)),
  constraint precontract_deliveries_form_check CHECK ((form = ANY (ARRAY['iebcc-2010'::text, 'ieb-2026'::text]))),
  constraint precontract_deliveries_language_check CHECK ((language = ANY (ARRAY['it'::text, 'en'::text]))),
  constraint precontract_deliveries_tenant_id_quote_id_revision_proposa_fkey FOREIGN KEY (tenant_id, quote_id, revision, proposal) REFERENCES quoting.quote_proposals(tenant_id, quote_id, revision, number),
  constraint precontract_deliveries_pkey PRIMARY KEY (tenant_id, id)
);
alter table quoting.precontract_deliveries enable row level security;

create table quoting.quote_events (
  tenant_id integer not null,
  quote_id uuid not null,
  id uuid not null,
  node_id integer not null,
  at timestamp with time zone not null,
  kind text not null,
  actor_name text not null,
  details jsonb not null,
  constraint quote_events_tenant_id_quote_id_fkey FOREIGN KEY (tenant_id, quote_id) REFERENCES quoting.quotes(tenant_id, id),
  constraint quote_events_pkey PRIMARY KEY (tenant_id, quote_id, id)
);
alter table quoting.quote_events enable row level security;

create table quoting.quote_mails (
  tenant_id integer not null,
  mail_id uuid not null,
  quote_id uuid not null,
  revision integer not null,
  node_id integer not null,
  to_address text not null,
  subject text not null,
  message text not null,
  request_key uuid not null,
  precontract jsonb,
  constraint quote_mails_tenant_id_quote_id_revision_fkey FOREIGN KEY (tenant_id, quote_id, revision) REFERENCES quoting.quote_revisions(tenant_id, quote_id, revision),
  constraint quote_mails_pkey PRIMARY KEY (tenant_id, mail_id),
  constraint quote_mails_tenant_id_quote_id_request_key_key UNIQUE (tenant_id, quote_id, request_key)
);
alter table quoting.quote_mails enable row level security;

create table quoting.quote_numbers (
  tenant_id integer not null,
  dealer_node_id integer not null,
  year integer not null,
  last integer not null,
  constraint quote_numbers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint quote_numbers_pkey PRIMARY KEY (tenant_id, dealer_node_id, year)
);
alter table quoting.quote_numbers enable row level security;

create table quoting.quote_proposals (
  tenant_id integer not null,
  quote_id uuid not null,
  revision integer not null,
  number integer not null,
  quantity integer not null,
  node_id integer not null,
  input jsonb not null,
  conditions jsonb not null,
  vehicle jsonb not null,
  figures jsonb not null,
  figures_digest bytea not null,
  offer_id uuid not null,
  offer_version integer not null,
  constraint quote_proposals_number_check CHECK (((number >= 1) AND (number <= 20))),
  constraint quote_proposals_quantity_check CHECK (((quantity >= 1) AND (quantity <= 500))),
  constraint quote_proposals_tenant_id_quote_id_revision_fkey FOREIGN KEY (tenant_id, quote_id, revision) REFERENCES quoting.quote_revisions(tenant_id, quote_id, revision),
  constraint quote_proposals_pkey PRIMARY KEY (tenant_id, quote_id, revision, number)
);
alter table quoting.quote_proposals enable row level security;

create table quoting.quote_revisions (
  tenant_id integer not null,
  quote_id uuid not null,
  revision integer not null,
  node_id integer not null,
  start_date date not null,
  engine_version text not null,
  saved_by uuid not null,
  saved_at timestamp with time zone not null,
  kind text not null,
  customer jsonb not null,
  channel text not null,
  note text not null,
  constraint quote_revisions_channel_check CHECK ((channel = ANY (ARRAY['showroom'::text, 'remote'::text]))),
  constraint quote_revisions_kind_check CHECK ((kind = ANY (ARRAY['alternatives'::text, 'fleet'::text]))),
  constraint quote_revisions_tenant_id_quote_id_fkey FOREIGN KEY (tenant_id, quote_id) REFERENCES quoting.quotes(tenant_id, id),
  constraint quote_revisions_pkey PRIMARY KEY (tenant_id, quote_id, revision)
);
alter table quoting.quote_revisions enable row level security;

create table quoting.quotes (
  tenant_id integer not null,
  id uuid not null,
  number text not null,
  node_id integer not null,
  dealer_node_id integer not null,
  dealer_code text not null,
  revision integer not null,
  seller_name text not null,
  reference text default ''::text not null,
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
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  expires_on date not null,
  kind text not null,
  proposals integer not null,
  quantity integer not null,
  customer_type text not null,
  phone text not null,
  email text not null,
  follow_up_on date,
  constraint quotes_customer_type_check CHECK ((customer_type = ANY (ARRAY['consumer'::text, 'soleTrader'::text, 'company'::text]))),
  constraint quotes_kind_check CHECK ((kind = ANY (ARRAY['alternatives'::text, 'fleet'::text]))),
  constraint quotes_proposals_check CHECK (((proposals >= 1) AND (proposals <= 20))),
  constraint quotes_quantity_check CHECK (((quantity >= 1) AND (quantity <= 10000))),
  constraint quotes_revision_check CHECK ((revision > 0)),
  constraint quotes_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint quotes_pkey PRIMARY KEY (tenant_id, id)
);
alter table quoting.quotes enable row level security;

create table quoting.share_openings (
  tenant_id integer not null,
  share_id uuid not null,
  device bytea not null,
  hour timestamp with time zone not null,
  what text not null,
  node_id integer not null,
  constraint share_openings_device_check CHECK ((octet_length(device) = 32)),
  constraint share_openings_tenant_id_share_id_fkey FOREIGN KEY (tenant_id, share_id) REFERENCES quoting.shares(tenant_id, id),
  constraint share_openings_pkey PRIMARY KEY (tenant_id, share_id, device, hour, what)
);
alter table quoting.share_openings enable row level security;

create table quoting.share_requests (
  tenant_id integer not null,
  id uuid not null,
  share_id uuid not null,
  quote_id uuid not null,
  node_id integer not null,
  revision integer not null,
  proposal integer not null,
  choice_digest bytea not null,
  input jsonb not null,
  figures jsonb not null,
  phone text not null,
  email text not null,
  asked_at timestamp with time zone not null,
  constraint share_requests_choice_digest_check CHECK ((octet_length(choice_digest) = 32)),
  constraint share_requests_tenant_id_quote_id_revision_proposal_fkey FOREIGN KEY (tenant_id, quote_id, revision, proposal) REFERENCES quoting.quote_proposals(tenant_id, quote_id, revision, number),
  constraint share_requests_tenant_id_share_id_fkey FOREIGN KEY (tenant_id, share_id) REFERENCES quoting.shares(tenant_id, id),
  constraint share_requests_pkey PRIMARY KEY (tenant_id, id),
  constraint share_requests_tenant_id_share_id_choice_digest_key UNIQUE (tenant_id, share_id, choice_digest)
);
alter table quoting.share_requests enable row level security;

create table quoting.shares (
  tenant_id integer not null,
  id uuid not null,
  quote_id uuid not null,
  node_id integer not null,
  dealer_node_id integer not null,
  token_digest bytea not null,
  proposals integer[],
  expires_on date not null,
  created_by_name text not null,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  openings integer default 0 not null,
  first_opened_at timestamp with time zone,
  last_opened_at timestamp with time zone,
  revision integer not null,
  follows boolean not null,
  constraint shares_follow_whole CHECK (((NOT follows) OR (proposals IS NULL))),
  constraint shares_proposals_check CHECK (((cardinality(proposals) >= 1) AND (cardinality(proposals) <= 3))),
  constraint shares_token_digest_check CHECK ((octet_length(token_digest) = 32)),
  constraint shares_of_a_revision FOREIGN KEY (tenant_id, quote_id, revision) REFERENCES quoting.quote_revisions(tenant_id, quote_id, revision),
  constraint shares_tenant_id_quote_id_fkey FOREIGN KEY (tenant_id, quote_id) REFERENCES quoting.quotes(tenant_id, id),
  constraint shares_pkey PRIMARY KEY (tenant_id, id),
  constraint shares_token_digest_key UNIQUE (token_digest)
);
alter table quoting.shares enable row level security;

create table territory.move_orders (
  tenant_id integer not null,
  id uuid not null,
  tree_id smallint not null,
  effective_on date not null,
  reason text not null,
  state text not null,
  scope_node_id integer not null,
  created_at timestamp with time zone not null,
  created_by uuid,
  created_by_name text not null,
  withdrawn_at timestamp with time zone,
  constraint move_orders_check CHECK (((state = 'withdrawn'::text) = (withdrawn_at IS NOT NULL))),
  constraint move_orders_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 500))),
  constraint move_orders_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'applied'::text, 'withdrawn'::text]))),
  constraint move_orders_tenant_id_created_by_fkey FOREIGN KEY (tenant_id, created_by) REFERENCES identity.personalities(tenant_id, id),
  constraint move_orders_tenant_id_scope_node_id_fkey FOREIGN KEY (tenant_id, scope_node_id) REFERENCES identity.nodes(tenant_id, id),
  constraint move_orders_tenant_id_tree_id_fkey FOREIGN KEY (tenant_id, tree_id) REFERENCES territory.trees(tenant_id, id),
  constraint move_orders_pkey PRIMARY KEY (tenant_id, id),
  constraint move_orders_tenant_id_id_tree_id_key UNIQUE (tenant_id, id, tree_id)
);
alter table territory.move_orders enable row level security;

create table territory.moves (
  tenant_id integer not null,
  order_id uuid not null,
  tree_id smallint not null,
  node_id integer not null,
  level smallint not null,
  from_parent_id integer not null,
  to_parent_id integer not null,
  constraint moves_tenant_id_order_id_tree_id_fkey FOREIGN KEY (tenant_id, order_id, tree_id) REFERENCES territory.move_orders(tenant_id, id, tree_id),
  constraint moves_pkey PRIMARY KEY (tenant_id, order_id, node_id)
);
alter table territory.moves enable row level security;

create table territory.municipalities (
  istat_code text not null,
  cadastral_code text not null,
  name text not null,
  other_name text,
  province_code text not null,
  is_capital boolean not null,
  constraint municipalities_pkey PRIMARY KEY (istat_code)
);

create table territory.patron_days (
  istat_code text not null,
  patron text not null,
  rule text not null,
  constraint patron_days_pkey PRIMARY KEY (istat_code)
);

create table territory.people_in_charge (
  tenant_id integer not null,
  id uuid not null,
  tree_id smallint not null,
  node_id integer not null,
  personality_id uuid not null,
  valid_from date not null,
  valid_to date,
  constraint people_in_charge_check CHECK ((valid_to >= valid_from)),
  constraint people_in_charge_tenant_id_personality_id_fkey FOREIGN KEY (tenant_id, personality_id) REFERENCES identity.personalities(tenant_id, id),
  constraint people_in_charge_tenant_id_tree_id_node_id_fkey FOREIGN KEY (tenant_id, tree_id, node_id) REFERENCES territory.tree_nodes(tenant_id, tree_id, id),
  constraint people_in_charge_pkey PRIMARY KEY (tenant_id, id)
);
alter table territory.people_in_charge enable row level security;

create table territory.placements (
  tenant_id integer not null,
  tree_id smallint not null,
  node_id integer not null,
  parent_id integer not null,
  valid_from date not null,
  valid_to date,
  level smallint not null,
  organisation_node_id integer generated always as (
CASE
    WHEN (level > 0) THEN node_id
    ELSE NULL::integer
END) stored,
  own_node_id integer generated always as (
CASE
    WHEN (level = 0) THEN node_id
    ELSE NULL::integer
END) stored,
  organisation_parent_id integer generated always as (
CASE
    WHEN (tree_id = 1) THEN parent_id
    ELSE NULL::integer
END) stored,
  own_parent_id integer generated always as (
CASE
    WHEN (tree_id <> 1) THEN parent_id
    ELSE NULL::integer
END) stored,
  constraint placements_check CHECK ((valid_to > valid_from)),
  constraint placements_check1 CHECK (
CASE
    WHEN (tree_id = 1) THEN ((level >= 2) AND (level <= 6))
    ELSE (level = ANY (ARRAY[0, 4]))
END),
  constraint placements_check2 CHECK ((node_id <> parent_id)),
  constraint placements_level_check CHECK (((level >= 0) AND (level <= 6))),
  constraint placements_tenant_id_organisation_node_id_fkey FOREIGN KEY (tenant_id, organisation_node_id) REFERENCES identity.nodes(tenant_id, id),
  constraint placements_tenant_id_organisation_parent_id_fkey FOREIGN KEY (tenant_id, organisation_parent_id) REFERENCES identity.nodes(tenant_id, id),
  constraint placements_tenant_id_tree_id_fkey FOREIGN KEY (tenant_id, tree_id) REFERENCES territory.trees(tenant_id, id),
  constraint placements_tenant_id_tree_id_own_node_id_fkey FOREIGN KEY (tenant_id, tree_id, own_node_id) REFERENCES territory.tree_nodes(tenant_id, tree_id, id),
  constraint placements_tenant_id_tree_id_own_parent_id_fkey FOREIGN KEY (tenant_id, tree_id, own_parent_id) REFERENCES territory.tree_nodes(tenant_id, tree_id, id),
  constraint placements_pkey PRIMARY KEY (tenant_id, tree_id, node_id, valid_from),
  constraint placements_one_place EXCLUDE USING gist (int4range(tenant_id, tenant_id, '[]'::text) WITH =, int4range((tree_id)::integer, (tree_id)::integer, '[]'::text) WITH =, int4range(node_id, node_id, '[]'::text) WITH =, daterange(valid_from, valid_to) WITH &&)
);
alter table territory.placements enable row level security;

create table territory.provinces (
  code text not null,
  name text not null,
  region text not null,
  macro_area text not null,
  constraint provinces_pkey PRIMARY KEY (code)
);

create table territory.reference_files (
  name text not null,
  checksum text not null,
  loaded_at timestamp with time zone default now() not null,
  constraint reference_files_pkey PRIMARY KEY (name)
);

create table territory.tree_nodes (
  tenant_id integer not null,
  tree_id smallint not null,
  id integer default nextval('identity.node_ids'::regclass) not null,
  code text not null,
  name text not null,
  is_root boolean default false not null,
  valid_from date not null,
  valid_to date,
  constraint tree_nodes_check CHECK ((valid_to >= valid_from)),
  constraint tree_nodes_code_check CHECK (((length(code) >= 1) AND (length(code) <= 40))),
  constraint tree_nodes_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint tree_nodes_tree_id_check CHECK ((tree_id <> 1)),
  constraint tree_nodes_tenant_id_tree_id_fkey FOREIGN KEY (tenant_id, tree_id) REFERENCES territory.trees(tenant_id, id),
  constraint tree_nodes_pkey PRIMARY KEY (tenant_id, tree_id, id),
  constraint tree_nodes_tenant_id_tree_id_code_key UNIQUE (tenant_id, tree_id, code)
);
alter table territory.tree_nodes enable row level security;

create table territory.trees (
  tenant_id integer not null,
  id smallint not null,
  key text not null,
  name_it text not null,
  name_en text not null,
  valid_from date not null,
  valid_to date,
  constraint trees_check CHECK (((id = 1) = (key = 'sales'::text))),
  constraint trees_check1 CHECK ((valid_to > valid_from)),
  constraint trees_check2 CHECK (((id <> 1) OR (valid_to IS NULL))),
  constraint trees_check3 CHECK ((((length(name_it) >= 1) AND (length(name_it) <= 80)) AND ((length(name_en) >= 1) AND (length(name_en) <= 80)))),
  constraint trees_id_check CHECK ((id > 0)),
  constraint trees_key_check CHECK ((key ~ '^[a-z]{2,20}$'::text)),
  constraint trees_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint trees_pkey PRIMARY KEY (tenant_id, id),
  constraint trees_tenant_id_key_key UNIQUE (tenant_id, key)
);
alter table territory.trees enable row level security;

create table vehicles.carlines (
  tenant_id integer not null,
  id uuid not null,
  make_id uuid not null,
  name text not null,
  segment text not null,
  constraint carlines_tenant_id_make_id_fkey FOREIGN KEY (tenant_id, make_id) REFERENCES vehicles.makes(tenant_id, id),
  constraint carlines_pkey PRIMARY KEY (tenant_id, id),
  constraint carlines_tenant_id_make_id_name_key UNIQUE (tenant_id, make_id, name)
);
alter table vehicles.carlines enable row level security;

create table vehicles.makes (
  tenant_id integer not null,
  id uuid not null,
  name text not null,
  constraint makes_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint makes_pkey PRIMARY KEY (tenant_id, id),
  constraint makes_tenant_id_name_key UNIQUE (tenant_id, name)
);
alter table vehicles.makes enable row level security;

create table vehicles.option_rules (
  tenant_id integer not null,
  option_id uuid not null,
  rule text not null,
  alternative smallint not null,
  other_code text not null,
  constraint option_rules_alternative_check CHECK ((alternative >= 0)),
  constraint option_rules_rule_check CHECK ((rule = ANY (ARRAY['requires'::text, 'requiresAny'::text, 'excludes'::text, 'includes'::text]))),
  constraint option_rules_tenant_id_option_id_fkey FOREIGN KEY (tenant_id, option_id) REFERENCES vehicles.options(tenant_id, id),
  constraint option_rules_pkey PRIMARY KEY (tenant_id, option_id, rule, alternative, other_code)
);
alter table vehicles.option_rules enable row level security;

create table vehicles.options (
  tenant_id integer not null,
  id uuid not null,
  carline_id uuid not null,
  version_id uuid,
  code text not null,
  kind text not null,
  category text not null,
  name text not null,
  price_cents bigint not null,
  only_fuels text[] default '{}'::text[] not null,
  not_fuels text[] default '{}'::text[] not null,
  valid_from date not null,
  valid_to date,
  constraint options_check CHECK ((valid_to > valid_from)),
  constraint options_code_check CHECK ((code <> ''::text)),
  constraint options_kind_check CHECK ((kind = ANY (ARRAY['option'::text, 'pack'::text, 'colour'::text]))),
  constraint options_price_cents_check CHECK ((price_cents >= 0)),
  constraint options_tenant_id_carline_id_fkey FOREIGN KEY (tenant_id, carline_id) REFERENCES vehicles.carlines(tenant_id, id),
  constraint options_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint options_tenant_id_version_id_fkey FOREIGN KEY (tenant_id, version_id) REFERENCES vehicles.versions(tenant_id, id),
  constraint options_pkey PRIMARY KEY (tenant_id, id),
  constraint options_tenant_id_carline_id_version_id_code_valid_from_key UNIQUE NULLS NOT DISTINCT (tenant_id, carline_id, version_id, code, valid_from)
);
alter table vehicles.options enable row level security;

create table vehicles.price_changes (
  tenant_id integer not null,
  id bigint generated always as identity not null,
  stock_id uuid not null,
  node_id integer not null,
  changed_at timestamp with time zone default now() not null,
  changed_by uuid,
  before_cents bigint not null,
  after_cents bigint not null,
  constraint price_changes_tenant_id_stock_id_node_id_fkey FOREIGN KEY (tenant_id, stock_id, node_id) REFERENCES vehicles.stock_vehicles(tenant_id, id, node_id) ON UPDATE CASCADE,
  constraint price_changes_pkey PRIMARY KEY (tenant_id, id)
);
alter table vehicles.price_changes enable row level security;

create table vehicles.reservations (
  tenant_id integer not null,
  id uuid not null,
  stock_id uuid not null,
  node_id integer not null,
  quote_id uuid,
  reserved_by uuid,
  reserved_on date not null,
  held_until date not null,
  ended_at timestamp with time zone,
  end_reason text,
  constraint reservations_check CHECK ((held_until >= reserved_on)),
  constraint reservations_end CHECK (((ended_at IS NULL) = (end_reason IS NULL))),
  constraint reservations_end_reason_check CHECK ((end_reason = ANY (ARRAY['released'::text, 'sold'::text, 'expired'::text]))),
  constraint reservations_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint reservations_tenant_id_stock_id_node_id_fkey FOREIGN KEY (tenant_id, stock_id, node_id) REFERENCES vehicles.stock_vehicles(tenant_id, id, node_id) ON UPDATE CASCADE,
  constraint reservations_pkey PRIMARY KEY (tenant_id, id)
);
alter table vehicles.reservations enable row level security;

create table vehicles.stock_photos (
  tenant_id integer not null,
  id uuid not null,
  stock_id uuid not null,
  node_id integer not null,
  place smallint not null,
  area text default 'vehicles.photo'::text not null,
  full_digest bytea not null,
  thumb_digest bytea not null,
  width smallint not null,
  height smallint not null,
  illustration boolean default false not null,
  added_by uuid,
  added_at timestamp with time zone not null,
  constraint stock_photos_area_check CHECK ((area = 'vehicles.photo'::text)),
  constraint stock_photos_height_check CHECK ((height > 0)),
  constraint stock_photos_place_check CHECK (((place >= 1) AND (place <= 20))),
  constraint stock_photos_width_check CHECK ((width > 0)),
  constraint stock_photos_tenant_id_area_full_digest_fkey FOREIGN KEY (tenant_id, area, full_digest) REFERENCES platform.files(tenant_id, area, digest),
  constraint stock_photos_tenant_id_area_thumb_digest_fkey FOREIGN KEY (tenant_id, area, thumb_digest) REFERENCES platform.files(tenant_id, area, digest),
  constraint stock_photos_tenant_id_stock_id_node_id_fkey FOREIGN KEY (tenant_id, stock_id, node_id) REFERENCES vehicles.stock_vehicles(tenant_id, id, node_id) ON UPDATE CASCADE,
  constraint stock_photos_pkey PRIMARY KEY (tenant_id, id),
  constraint stock_photos_place UNIQUE (tenant_id, stock_id, place) DEFERRABLE
);
alter table vehicles.stock_photos enable row level security;

create table vehicles.stock_vehicles (
  tenant_id integer not null,
  id uuid not null,
  node_id integer not null,
  version_id uuid not null,
  vin text not null,
  plate text,
  first_registration_on date,
  mileage_km integer not null,
  kind text not null,
  price_cents bigint not null,
  state text not null,
  colour text not null,
  arrived_on date not null,
  search_text text not null,
  plate_country text default 'IT'::text not null,
  held_until date,
  sold_on date,
  sold_quote_id uuid,
  make_id uuid not null,
  constraint stock_vehicles_kind_check CHECK ((kind = ANY (ARRAY['new'::text, 'used'::text, 'kmZero'::text, 'companyCar'::text]))),
  constraint stock_vehicles_mileage_km_check CHECK ((mileage_km >= 0)),
  constraint stock_vehicles_plate_country_check CHECK ((plate_country ~ '^[A-Z]{2}$'::text)),
  constraint stock_vehicles_price_cents_check CHECK ((price_cents > 0)),
  constraint stock_vehicles_state_check CHECK ((state = ANY (ARRAY['available'::text, 'reserved'::text, 'sold'::text, 'withdrawn'::text]))),
  constraint stock_vehicles_vin_form CHECK ((vin ~ '^[A-HJ-NPR-Z0-9]{17}$'::text)) NOT VALID,
  constraint stock_vehicles_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES platform.tenants(id),
  constraint stock_vehicles_tenant_id_version_id_fkey FOREIGN KEY (tenant_id, version_id) REFERENCES vehicles.versions(tenant_id, id),
  constraint stock_vehicles_pkey PRIMARY KEY (tenant_id, id),
  constraint stock_vehicles_site UNIQUE (tenant_id, id, node_id),
  constraint stock_vehicles_tenant_id_vin_key UNIQUE (tenant_id, vin)
);
alter table vehicles.stock_vehicles enable row level security;

create table vehicles.versions (
  tenant_id integer not null,
  id uuid not null,
  carline_id uuid not null,
  external_code text not null,
  name text not null,
  body text not null,
  fuel text not null,
  power_kw integer not null,
  power_cv integer not null,
  co2_g_km integer,
  seats integer not null,
  list_price_cents bigint not null,
  vat_ppm integer not null,
  valid_from date not null,
  valid_to date,
  search_text text not null,
  category text,
  mass_kg integer,
  produced_from date,
  produced_to date,
  constraint versions_category_check CHECK ((category ~ '^[LMNO][1-7]'::text)),
  constraint versions_co2_g_km_check CHECK ((co2_g_km >= 0)),
  constraint versions_list_price_cents_check CHECK ((list_price_cents > 0)),
  constraint versions_mass_kg_check CHECK ((mass_kg > 0)),
  constraint versions_power_cv_check CHECK ((power_cv > 0)),
  constraint versions_power_kw_check CHECK ((power_kw > 0)),
  constraint versions_production CHECK ((produced_to > produced_from)),
  constraint versions_seats_check CHECK ((seats > 0)),
  constraint versions_tenant_id_carline_id_fkey FOREIGN KEY (tenant_id, carline_id) REFERENCES vehicles.carlines(tenant_id, id),
  constraint versions_pkey PRIMARY KEY (tenant_id, id),
  constraint versions_tenant_id_external_code_key UNIQUE (tenant_id, external_code)
);
alter table vehicles.versions enable row level security;

-- views

create view identity.v_node_closure with (security_invoker=true) as
 SELECT tenant_id,
    ancestor_id,
    descendant_id,
    depth
   FROM identity.node_closure c;

create view identity.v_nodes with (security_invoker=true) as
 SELECT tenant_id,
    id,
    parent_id,
    kind,
    code,
    name,
    valid_from,
    valid_to,
    municipality_code,
    address_line,
    postal_code,
    city,
    province,
    vat_number,
    phone,
    email,
    brand_colour
   FROM identity.nodes n;

create view identity.v_people with (security_invoker=true) as
 SELECT p.tenant_id,
    p.id AS personality_id,
    p.account_id,
    a.display_name,
    a.login_name,
    a.status AS account_status,
    p.profile_key AS profile,
    p.kind,
    p.node_id,
    p.label,
    p.valid_from,
    p.valid_to,
    a.language,
    p.suspended_at IS NOT NULL AS suspended
   FROM identity.personalities p
     JOIN identity.accounts a ON a.id = p.account_id;

create view news.v_profiles with (security_invoker=true) as
 SELECT tenant_id,
    key,
    kind,
    name_it,
    name_en
   FROM identity.profiles p;

create view territory.v_placements with (security_invoker=true) as
 SELECT p.tenant_id,
    t.key AS tree,
    p.node_id,
    p.parent_id,
    p.level,
    p.valid_from,
    p.valid_to
   FROM territory.placements p
     JOIN territory.trees t ON t.tenant_id = p.tenant_id AND t.id = p.tree_id;

create view vehicles.v_versions with (security_invoker=true) as
 SELECT v.tenant_id,
    v.id AS version_id,
    m.id AS make_id,
    m.name AS make,
    c.id AS carline_id,
    c.name AS carline,
    c.segment,
    v.name,
    v.fuel,
    v.list_price_cents
   FROM vehicles.versions v
     JOIN vehicles.carlines c ON c.tenant_id = v.tenant_id AND c.id = v.carline_id
     JOIN vehicles.makes m ON m.tenant_id = c.tenant_id AND m.id = c.make_id;

-- sequences

create sequence identity.node_ids;

-- indexes

CREATE INDEX audit_events_account ON platform.audit_events USING btree (tenant_id, account_id, id DESC);

CREATE INDEX audit_events_action ON platform.audit_events USING btree (tenant_id, action, id DESC);

CREATE INDEX audit_events_at ON platform.audit_events USING brin (at) WITH (pages_per_range='16', autosummarize='on');

CREATE INDEX audit_events_object ON platform.audit_events USING btree (tenant_id, object_kind, object_id, id DESC);

CREATE INDEX audit_events_on_behalf ON platform.audit_events USING btree (tenant_id, on_behalf_of, id DESC) WHERE (on_behalf_of IS NOT NULL);

CREATE INDEX audit_events_recent ON platform.audit_events USING btree (tenant_id, id DESC);

CREATE INDEX audit_events_refused ON platform.audit_events USING btree (tenant_id, id DESC) WHERE (outcome = 'refused'::text);

CREATE INDEX audit_events_unsealed ON platform.audit_events USING btree (id) WHERE (block_number IS NULL);

CREATE INDEX change_requests_newest ON identity.change_requests USING btree (tenant_id, requested_at DESC, id DESC);

CREATE INDEX change_requests_open ON identity.change_requests USING btree (tenant_id, decide_before) WHERE (state = 'open'::text);

CREATE INDEX default_views_of_view ON identity.default_views USING btree (tenant_id, view_id);

CREATE INDEX delegations_absent ON identity.delegations USING btree (tenant_id, absent_personality_id);

CREATE INDEX delegations_stand_in ON identity.delegations USING btree (stand_in_account_id);

CREATE INDEX deliveries_open ON gateway.deliveries USING btree (next_attempt_at) WHERE (state = ANY (ARRAY['queued'::text, 'sending'::text]));

CREATE INDEX deliveries_recent ON gateway.deliveries USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX factor_recoveries_node ON identity.factor_recoveries USING btree (tenant_id, node_id) WHERE ((stopped_at IS NULL) AND (done_at IS NULL));

CREATE INDEX federated_journeys_age ON identity.federated_journeys USING btree (expires_at);

CREATE INDEX federated_links_account ON identity.federated_links USING btree (account_id);

CREATE INDEX grants_age ON gateway.grants USING btree (ended_at) WHERE (ended_at IS NOT NULL);

CREATE INDEX grants_open ON gateway.grants USING btree (session_id, app_id) WHERE (ended_at IS NULL);

CREATE INDEX half_sign_ins_age ON identity.half_sign_ins USING btree (expires_at);

CREATE INDEX idempotency_keys_age ON platform.idempotency_keys USING btree (created_at);

CREATE INDEX imports_latest ON flows.imports USING btree (tenant_id, node_id, id DESC);

CREATE INDEX imports_open ON flows.imports USING btree (heartbeat_at) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));

CREATE INDEX invitations_newest ON identity.invitations USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX invitations_node ON identity.invitations USING btree (tenant_id, node_id);

CREATE INDEX known_devices_age ON identity.known_devices USING btree (last_at);

CREATE INDEX known_devices_token ON identity.known_devices USING btree (token_hash);

CREATE INDEX mails_open ON communications.mails USING btree (tenant_id, next_attempt_at) WHERE (state = ANY (ARRAY['queued'::text, 'sending'::text]));

CREATE INDEX move_orders_newest ON territory.move_orders USING btree (tenant_id, id DESC);

CREATE INDEX move_orders_planned ON territory.move_orders USING btree (tenant_id, effective_on) WHERE (state = 'planned'::text);

CREATE INDEX moves_into ON territory.moves USING btree (tenant_id, tree_id, to_parent_id);

CREATE INDEX moves_of_node ON territory.moves USING btree (tenant_id, tree_id, node_id);

CREATE INDEX municipalities_by_name ON territory.municipalities USING btree (lower(name));

CREATE INDEX nodes_children ON identity.nodes USING btree (tenant_id, parent_id);

CREATE INDEX notifications_inbox ON communications.notifications USING btree (tenant_id, personality_id, id DESC);

CREATE INDEX notifications_unread ON communications.notifications USING btree (tenant_id, personality_id) WHERE (read_at IS NULL);

CREATE INDEX offers_in_force ON pricing.offers USING btree (tenant_id, valid_from, valid_to);

CREATE INDEX oidc_records_age ON gateway.oidc_records USING btree (expires_at);

CREATE INDEX oidc_records_grant ON gateway.oidc_records USING btree (grant_hash) WHERE (grant_hash IS NOT NULL);

CREATE INDEX oidc_records_uid ON gateway.oidc_records USING btree (kind, uid_hash) WHERE (uid_hash IS NOT NULL);

CREATE INDEX outbox_unsequenced ON platform.outbox USING btree (id) WHERE ("position" IS NULL);

CREATE INDEX passkey_challenges_age ON identity.passkey_challenges USING btree (expires_at);

CREATE INDEX passkeys_account ON identity.passkeys USING btree (account_id);

CREATE INDEX password_resets_account ON identity.password_resets USING btree (account_id) WHERE (used_at IS NULL);

CREATE INDEX password_resets_age ON identity.password_resets USING btree (expires_at);

CREATE INDEX people_in_charge_by_personality ON territory.people_in_charge USING btree (tenant_id, personality_id);

CREATE INDEX people_in_charge_of_node ON territory.people_in_charge USING btree (tenant_id, tree_id, node_id);

CREATE INDEX personalities_account ON identity.personalities USING btree (account_id);

CREATE INDEX personalities_node ON identity.personalities USING btree (tenant_id, node_id);

CREATE INDEX placements_below ON territory.placements USING btree (tenant_id, tree_id, parent_id, valid_from);

CREATE INDEX placements_of_level ON territory.placements USING btree (tenant_id, tree_id, level, valid_from);

CREATE INDEX precontract_deliveries_by_quote ON quoting.precontract_deliveries USING btree (tenant_id, quote_id, given_at DESC);

CREATE INDEX price_changes_by_car ON vehicles.price_changes USING btree (tenant_id, stock_id, id DESC);

CREATE INDEX quotes_amount_of_node ON quoting.quotes USING btree (tenant_id, node_id, total_credit_cents, id);

CREATE INDEX quotes_by_amount ON quoting.quotes USING btree (tenant_id, total_credit_cents, id) INCLUDE (node_id, expires_on, created_at, plan, customer_type);

CREATE INDEX quotes_by_expiry ON quoting.quotes USING btree (tenant_id, expires_on, created_at, id) INCLUDE (node_id);

CREATE INDEX quotes_by_instalment ON quoting.quotes USING btree (tenant_id, instalment_cents, id) INCLUDE (node_id, expires_on, created_at, plan, customer_type);

CREATE INDEX quotes_by_seller ON quoting.quotes USING btree (tenant_id, seller_name COLLATE "it-x-icu", id DESC) INCLUDE (node_id, expires_on, created_at, plan, customer_type);

CREATE INDEX quotes_expiry_of_node ON quoting.quotes USING btree (tenant_id, node_id, expires_on, created_at, id);

CREATE INDEX quotes_follow_up ON quoting.quotes USING btree (tenant_id, follow_up_on, created_at, id) INCLUDE (node_id, expires_on, plan, customer_type) WHERE (follow_up_on IS NOT NULL);

CREATE INDEX quotes_follow_up_of_node ON quoting.quotes USING btree (tenant_id, node_id, follow_up_on, created_at, id) WHERE (follow_up_on IS NOT NULL);

CREATE INDEX quotes_instalment_of_node ON quoting.quotes USING btree (tenant_id, node_id, instalment_cents, id);

CREATE INDEX quotes_leases ON quoting.quotes USING btree (tenant_id, created_at, id) INCLUDE (node_id, expires_on, follow_up_on, customer_type, total_credit_cents, instalment_cents) WHERE (plan = 'lease'::text);

CREATE INDEX quotes_newest ON quoting.quotes USING btree (tenant_id, created_at, id) INCLUDE (node_id, expires_on, follow_up_on, plan, customer_type, total_credit_cents, instalment_cents);

CREATE INDEX quotes_newest_of_node ON quoting.quotes USING btree (tenant_id, node_id, created_at, id) INCLUDE (expires_on, follow_up_on, plan, customer_type);

CREATE INDEX quotes_number_of_node ON quoting.quotes USING btree (tenant_id, node_id, number) INCLUDE (id);

CREATE INDEX quotes_of_business ON quoting.quotes USING btree (tenant_id, customer_type, created_at, id) INCLUDE (node_id, expires_on, follow_up_on, plan, total_credit_cents, instalment_cents) WHERE (customer_type <> 'consumer'::text);

CREATE INDEX quotes_of_stock ON quoting.quotes USING btree (tenant_id, stock_vehicle_id, id) WHERE (stock_vehicle_id IS NOT NULL);

CREATE INDEX quotes_planned_by_expiry ON quoting.quotes USING btree (tenant_id, expires_on, id) INCLUDE (node_id, follow_up_on, created_at, plan, customer_type) WHERE (follow_up_on IS NOT NULL);

CREATE INDEX quotes_planned_newest ON quoting.quotes USING btree (tenant_id, created_at, id) INCLUDE (node_id, follow_up_on, expires_on, plan, customer_type) WHERE (follow_up_on IS NOT NULL);

CREATE INDEX quotes_seller_of_node ON quoting.quotes USING btree (tenant_id, node_id, seller_name COLLATE "it-x-icu", id DESC);

CREATE INDEX quotes_words ON quoting.quotes USING gin (quoting.search_words(tenant_id, search_text)) WITH (fastupdate='on', gin_pending_list_limit='256');

CREATE INDEX receipts_own ON news.receipts USING btree (tenant_id, account_id, item_id, version);

CREATE INDEX reservations_by_car ON vehicles.reservations USING btree (tenant_id, stock_id, reserved_on DESC);

CREATE INDEX rights_history_open ON identity.rights_history USING btree (tenant_id, kind, key) WHERE (held_to IS NULL);

CREATE INDEX saved_views_of_node ON identity.saved_views USING btree (tenant_id, shared_node_id, list) WHERE (shared_node_id IS NOT NULL);

CREATE INDEX sessions_age ON identity.sessions USING btree (expires_at);

CREATE INDEX sessions_open ON identity.sessions USING btree (account_id) WHERE (ended_at IS NULL);

CREATE INDEX share_requests_by_quote ON quoting.share_requests USING btree (tenant_id, quote_id, asked_at DESC);

CREATE INDEX shares_by_quote ON quoting.shares USING btree (tenant_id, quote_id, created_at DESC);

CREATE INDEX sign_in_failures_age ON identity.sign_in_failures USING btree (last_at);

CREATE INDEX stock_by_arrival ON vehicles.stock_vehicles USING btree (tenant_id, node_id, arrived_on DESC, id DESC);

CREATE INDEX stock_by_arrival_everywhere ON vehicles.stock_vehicles USING btree (tenant_id, arrived_on, id);

CREATE INDEX stock_by_make ON vehicles.stock_vehicles USING btree (tenant_id, make_id, arrived_on, id);

CREATE INDEX stock_by_mileage_everywhere ON vehicles.stock_vehicles USING btree (tenant_id, mileage_km, id);

CREATE INDEX stock_by_price_everywhere ON vehicles.stock_vehicles USING btree (tenant_id, price_cents, id);

CREATE INDEX stock_held ON vehicles.stock_vehicles USING btree (tenant_id, arrived_on, id) WHERE ((held_until IS NOT NULL) OR (state = 'reserved'::text));

CREATE INDEX stock_of_site_by_mileage ON vehicles.stock_vehicles USING btree (tenant_id, node_id, mileage_km, id);

CREATE INDEX stock_of_site_by_price ON vehicles.stock_vehicles USING btree (tenant_id, node_id, price_cents, id);

CREATE INDEX stock_of_site_on_hand ON vehicles.stock_vehicles USING btree (tenant_id, node_id, ((state <> 'sold'::text)), arrived_on, id);

CREATE INDEX stock_on_hand_everywhere ON vehicles.stock_vehicles USING btree (tenant_id, ((state <> 'sold'::text)), arrived_on, id);

CREATE INDEX stock_photos_full ON vehicles.stock_photos USING btree (tenant_id, full_digest);

CREATE INDEX stock_photos_thumb ON vehicles.stock_photos USING btree (tenant_id, thumb_digest);

CREATE INDEX stock_sold ON vehicles.stock_vehicles USING btree (tenant_id, arrived_on, id) WHERE (state = 'sold'::text);

CREATE INDEX stock_words ON vehicles.stock_vehicles USING gin (vehicles.stock_search_words(tenant_id, search_text)) WITH (fastupdate=off);

CREATE INDEX versions_by_age ON news.versions USING btree (tenant_id, published_at DESC, item_id) WHERE (state = ANY (ARRAY['published'::text, 'archived'::text]));

CREATE INDEX versions_by_carline ON vehicles.versions USING btree (tenant_id, carline_id);

CREATE INDEX versions_due ON news.versions USING btree (publish_at) WHERE (state = 'scheduled'::text);

CREATE INDEX versions_gating ON news.versions USING btree (tenant_id, valid_from) WHERE ((state = 'published'::text) AND (gates <> '{}'::text[]));

CREATE INDEX versions_search ON news.versions USING gin (search);

CREATE INDEX versions_words ON vehicles.versions USING gin (vehicles.search_words(tenant_id, search_text)) WITH (fastupdate=off);

CREATE UNIQUE INDEX apps_resource ON gateway.apps USING btree (resource) WHERE (resource IS NOT NULL);

CREATE UNIQUE INDEX audit_events_leaf ON platform.audit_events USING btree (block_number, leaf_index) WHERE (block_number IS NOT NULL);

CREATE UNIQUE INDEX factor_recoveries_open ON identity.factor_recoveries USING btree (account_id) WHERE ((stopped_at IS NULL) AND (done_at IS NULL));

CREATE UNIQUE INDEX known_devices_id ON identity.known_devices USING btree (id);

CREATE UNIQUE INDEX node_closure_upwards ON identity.node_closure USING btree (tenant_id, descendant_id, ancestor_id) INCLUDE (depth);

CREATE UNIQUE INDEX nodes_one_company ON identity.nodes USING btree (tenant_id) WHERE (parent_id IS NULL);

CREATE UNIQUE INDEX outbox_position ON platform.outbox USING btree ("position") WHERE ("position" IS NOT NULL);

CREATE UNIQUE INDEX quotes_by_number ON quoting.quotes USING btree (tenant_id, number) INCLUDE (node_id, id);

CREATE UNIQUE INDEX reservations_open ON vehicles.reservations USING btree (tenant_id, stock_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX saved_views_of_personality ON identity.saved_views USING btree (tenant_id, personality_id, list, lower(name));

CREATE UNIQUE INDEX tree_nodes_one_root ON territory.tree_nodes USING btree (tenant_id, tree_id) WHERE is_root;

CREATE UNIQUE INDEX versions_one_open ON news.versions USING btree (tenant_id, item_id) WHERE (state = ANY (ARRAY['draft'::text, 'scheduled'::text]));

CREATE UNIQUE INDEX versions_one_published ON news.versions USING btree (tenant_id, item_id) WHERE (state = 'published'::text);

-- triggers

CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON identity.delegations FOR EACH ROW EXECUTE FUNCTION identity.guard_delegation();

CREATE TRIGGER history AFTER INSERT OR DELETE OR UPDATE ON identity.delegations FOR EACH ROW EXECUTE FUNCTION identity.keep_rights_history('delegation', 'id', 'absent_personality_id', 'stand_in_account_id', 'privileges', 'amount_limit_cents', 'valid_from', 'valid_to', 'state');

CREATE TRIGGER added AFTER INSERT ON identity.nodes FOR EACH ROW EXECUTE FUNCTION identity.node_added();

CREATE TRIGGER history AFTER INSERT OR DELETE OR UPDATE ON identity.nodes FOR EACH ROW EXECUTE FUNCTION identity.keep_rights_history('node', 'id', 'parent_id', 'kind', 'valid_from', 'valid_to');

CREATE TRIGGER moved AFTER UPDATE OF parent_id ON identity.nodes FOR EACH ROW WHEN ((old.parent_id IS DISTINCT FROM new.parent_id)) EXECUTE FUNCTION identity.node_moved();

CREATE TRIGGER parent_kind BEFORE INSERT OR UPDATE OF parent_id, kind ON identity.nodes FOR EACH ROW EXECUTE FUNCTION identity.check_parent_kind();

CREATE TRIGGER territory_node_added AFTER INSERT ON identity.nodes FOR EACH ROW EXECUTE FUNCTION territory.organisation_changed();

CREATE TRIGGER territory_node_moved AFTER UPDATE OF parent_id ON identity.nodes FOR EACH ROW WHEN ((old.parent_id IS DISTINCT FROM new.parent_id)) EXECUTE FUNCTION territory.organisation_changed();

CREATE TRIGGER history AFTER INSERT OR DELETE OR UPDATE ON identity.personalities FOR EACH ROW EXECUTE FUNCTION identity.keep_rights_history('personality', 'id', 'account_id', 'profile_key', 'node_id', 'valid_from', 'valid_to', 'suspended_at');

CREATE TRIGGER history AFTER INSERT OR DELETE OR UPDATE ON identity.profile_privileges FOR EACH ROW EXECUTE FUNCTION identity.keep_rights_history('privilege', 'profile_key', 'privilege');

CREATE TRIGGER history AFTER INSERT OR DELETE OR UPDATE ON identity.profiles FOR EACH ROW EXECUTE FUNCTION identity.keep_rights_history('profile', 'key', 'parent_key', 'scope_rule', 'kind');

CREATE TRIGGER keep_parts BEFORE INSERT OR DELETE OR UPDATE ON news.attachments FOR EACH ROW EXECUTE FUNCTION news.keep_parts();

CREATE TRIGGER keep_parts BEFORE INSERT OR DELETE OR UPDATE ON news.audience_lines FOR EACH ROW EXECUTE FUNCTION news.keep_parts();

CREATE TRIGGER keep_published BEFORE DELETE OR UPDATE ON news.versions FOR EACH ROW EXECUTE FUNCTION news.keep_published();

CREATE TRIGGER guard BEFORE DELETE OR UPDATE ON platform.audit_blocks FOR EACH ROW EXECUTE FUNCTION platform.audit_guard();

CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON platform.audit_blocks FOR EACH STATEMENT EXECUTE FUNCTION platform.audit_guard();

CREATE TRIGGER guard BEFORE DELETE OR UPDATE ON platform.audit_events FOR EACH ROW EXECUTE FUNCTION platform.audit_guard();

CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON platform.audit_events FOR EACH STATEMENT EXECUTE FUNCTION platform.audit_guard();

CREATE TRIGGER leaf BEFORE INSERT ON platform.audit_events FOR EACH ROW EXECUTE FUNCTION platform.audit_insert();

CREATE TRIGGER guard BEFORE DELETE OR UPDATE ON platform.audit_keys FOR EACH ROW EXECUTE FUNCTION platform.audit_guard();

CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON platform.audit_keys FOR EACH STATEMENT EXECUTE FUNCTION platform.audit_guard();

CREATE TRIGGER announce AFTER INSERT ON platform.outbox FOR EACH STATEMENT EXECUTE FUNCTION platform.announce_outbox();

CREATE TRIGGER stamp_deletes AFTER DELETE ON pricing.offer_terms REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION pricing.renew_offer_stamp();

CREATE TRIGGER stamp_inserts AFTER INSERT ON pricing.offer_terms REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION pricing.renew_offer_stamp();

CREATE TRIGGER written_with_offer BEFORE INSERT ON pricing.offer_terms FOR EACH ROW EXECUTE FUNCTION pricing.refuse_late_terms();

CREATE TRIGGER stamp_deletes AFTER DELETE ON pricing.offers REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION pricing.renew_offer_stamp();

CREATE TRIGGER stamp_inserts AFTER INSERT ON pricing.offers REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION pricing.renew_offer_stamp();

CREATE TRIGGER stamp_updates AFTER UPDATE ON pricing.offers REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION pricing.renew_offer_stamp();

CREATE TRIGGER stay_closed BEFORE UPDATE OF valid_to ON pricing.offers FOR EACH ROW EXECUTE FUNCTION pricing.keep_offer_closed();

CREATE CONSTRAINT TRIGGER added AFTER INSERT ON territory.placements DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new.tree_id <> 1) AND (new.level = 0))) EXECUTE FUNCTION territory.check_placement();

CREATE CONSTRAINT TRIGGER open_place AFTER INSERT OR UPDATE OF valid_to ON territory.placements DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.tree_id <> 1)) EXECUTE FUNCTION territory.check_open_place();

CREATE TRIGGER parent_kind BEFORE INSERT OR UPDATE OF parent_id ON territory.placements FOR EACH ROW EXECUTE FUNCTION territory.check_parent_kind();

CREATE CONSTRAINT TRIGGER whole AFTER DELETE OR UPDATE ON territory.placements DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION territory.check_placement();

CREATE CONSTRAINT TRIGGER closed_area AFTER UPDATE OF valid_to ON territory.tree_nodes DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.valid_to IS NOT NULL)) EXECUTE FUNCTION territory.check_closed_area();

CREATE TRIGGER note_price_change AFTER UPDATE OF price_cents ON vehicles.stock_vehicles FOR EACH ROW WHEN ((old.price_cents IS DISTINCT FROM new.price_cents)) EXECUTE FUNCTION vehicles.note_price_change();

CREATE TRIGGER stock_make BEFORE INSERT OR UPDATE OF version_id ON vehicles.stock_vehicles FOR EACH ROW EXECUTE FUNCTION vehicles.stock_make();

-- policies

create policy within_scope on communications.mail_attachments for all to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))));

create policy within_scope on communications.mails for all to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))));

create policy mark on communications.notifications for update to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (personality_id = ( SELECT platform.personality_id() AS personality_id)))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (personality_id = ( SELECT platform.personality_id() AS personality_id)));

create policy own on communications.notifications for select to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (personality_id = ( SELECT platform.personality_id() AS personality_id)));

create policy tell on communications.notifications for insert to volano_app
  with check (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy in_reach_read on documents.brands for select to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.reach_node_id() AS reach_node_id))))));

create policy in_scope_insert on documents.brands for insert to volano_app
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))));

create policy in_scope_update on documents.brands for update to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))));

create policy in_scope_read on documents.documents for select to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))));

create policy in_scope_write on documents.documents for insert to volano_app
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))));

create policy of_visible_imports on flows.import_faults for all to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (EXISTS ( SELECT 1
   FROM flows.imports i
  WHERE ((i.tenant_id = import_faults.tenant_id) AND (i.id = import_faults.import_id)))))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (EXISTS ( SELECT 1
   FROM flows.imports i
  WHERE ((i.tenant_id = import_faults.tenant_id) AND (i.id = import_faults.import_id)))));

create policy of_visible_imports on flows.import_parts for all to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (EXISTS ( SELECT 1
   FROM flows.imports i
  WHERE ((i.tenant_id = import_parts.tenant_id) AND (i.id = import_parts.import_id)))))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (EXISTS ( SELECT 1
   FROM flows.imports i
  WHERE ((i.tenant_id = import_parts.tenant_id) AND (i.id = import_parts.import_id)))));

create policy within_scope on flows.imports for all to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))));

create policy changed_here on flows.mappings for update to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id = ( SELECT platform.scope_node_id() AS scope_node_id)))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id = ( SELECT platform.scope_node_id() AS scope_node_id)));

create policy dropped_here on flows.mappings for delete to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id = ( SELECT platform.scope_node_id() AS scope_node_id)));

create policy kept_here on flows.mappings for insert to volano_app
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id = ( SELECT platform.scope_node_id() AS scope_node_id)));

create policy of_places_above on flows.mappings for select to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.ancestor_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.descendant_id = ( SELECT platform.scope_node_id() AS scope_node_id))))));

create policy gate on gateway.app_rules for select to volano_gate
  using true;

create policy same_tenant on gateway.app_rules for all to volano_app
  using (tenant_id = ( SELECT platform.tenant_id() AS tenant_id))
  with check (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy gate on gateway.apps for select to volano_gate
  using true;

create policy same_tenant on gateway.apps for all to volano_app
  using (tenant_id = ( SELECT platform.tenant_id() AS tenant_id))
  with check (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy gate on gateway.deliveries for all to volano_gate
  using true
  with check true;

create policy same_tenant on gateway.deliveries for all to volano_app
  using (tenant_id = ( SELECT platform.tenant_id() AS tenant_id))
  with check (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy gate on gateway.grants for all to volano_gate
  using true
  with check true;

create policy same_tenant on gateway.grants for all to volano_app
  using (tenant_id = ( SELECT platform.tenant_id() AS tenant_id))
  with check (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy gate on gateway.oidc_records for all to volano_gate
  using true
  with check true;

create policy add on identity.accounts for insert to volano_app
  with check true;

create policy gate on identity.accounts for all to volano_gate
  using true
  with check true;

create policy of_visible_people on identity.accounts for select to volano_app
  using ((EXISTS ( SELECT
   FROM identity.personalities p
  WHERE ((p.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (p.account_id = accounts.id)))) OR (id = ( SELECT platform.account_id() AS account_id)));

create policy ask_in_scope on identity.change_requests for insert to volano_app
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (NOT (requested_by IS DISTINCT FROM COALESCE(( SELECT platform.account_id() AS account_id), requested_by))) AND (EXISTS ( SELECT
   FROM identity.node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id)) AND (c.descendant_id = change_requests.node_id)))));

create policy decide_in_scope on identity.change_requests for update to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND ((requested_by = ( SELECT platform.account_id() AS account_id)) OR (EXISTS ( SELECT
   FROM identity.node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id)) AND (c.descendant_id = change_requests.node_id))))))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (NOT (decided_by IS DISTINCT FROM COALESCE(( SELECT platform.account_id() AS account_id), decided_by))));

create policy in_scope_or_own on identity.change_requests for select to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND ((requested_by = ( SELECT platform.account_id() AS account_id)) OR (EXISTS ( SELECT
   FROM identity.node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id)) AND (c.descendant_id = change_requests.node_id))))));

create policy own on identity.default_views for all to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (personality_id = ( SELECT platform.personality_id() AS personality_id)))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (personality_id = ( SELECT platform.personality_id() AS personality_id)));

create policy change on identity.delegations for update to volano_app
  using (tenant_id = ( SELECT platform.tenant_id() AS tenant_id))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND ((state <> 'ended'::text) OR (NOT (ended_by IS DISTINCT FROM COALESCE(( SELECT platform.account_id() AS account_id), ended_by)))) AND ((state <> ALL (ARRAY['approved'::text, 'refused'::text])) OR (NOT (decided_by IS DISTINCT FROM COALESCE(( SELECT platform.account_id() AS account_id), decided_by)))));

create policy gate on identity.delegations for select to volano_gate
  using true;

create policy of_both_sides_and_above on identity.delegations for select to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND ((absent_account_id = ( SELECT platform.account_id() AS account_id)) OR (stand_in_account_id = ( SELECT platform.account_id() AS account_id)) OR (EXISTS ( SELECT
   FROM (identity.personalities p
     JOIN identity.node_closure c ON (((c.tenant_id = p.tenant_id) AND (c.descendant_id = p.node_id) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id)))))
  WHERE ((p.tenant_id = delegations.tenant_id) AND (p.id = delegations.absent_personality_id))))));

create policy of_oneself_or_below on identity.delegations for insert to volano_app
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (state = ANY (ARRAY['requested'::text, 'approved'::text])) AND (NOT (requested_by IS DISTINCT FROM COALESCE(( SELECT platform.account_id() AS account_id), requested_by))) AND ((absent_account_id = ( SELECT platform.account_id() AS account_id)) OR (EXISTS ( SELECT
   FROM (identity.personalities p
     JOIN identity.node_closure c ON (((c.tenant_id = p.tenant_id) AND (c.descendant_id = p.node_id) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id)))))
  WHERE ((p.tenant_id = delegations.tenant_id) AND (p.id = delegations.absent_personality_id))))));

create policy decide_in_scope on identity.factor_recoveries for update to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (account_id <> ( SELECT platform.account_id() AS account_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))));

create policy gate on identity.factor_recoveries for all to volano_gate
  using true
  with check true;

create policy in_scope on identity.factor_recoveries for select to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))));

create policy gate on identity.federated_journeys for all to volano_gate
  using true
  with check true;

create policy gate on identity.federated_links for all to volano_gate
  using true
  with check true;

create policy same_tenant on identity.federated_links for select to volano_app
  using (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy gate on identity.half_sign_ins for all to volano_gate
  using true
  with check true;

create policy gate on identity.invitations for select to volano_gate
  using true;

create policy in_scope on identity.invitations for all to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))));

create policy gate on identity.known_devices for all to volano_gate
  using true
  with check true;

create policy gate on identity.node_closure for select to volano_gate
  using true;

create policy own_tenant on identity.node_closure for select to volano_app
  using (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy add_below_scope on identity.nodes for insert to volano_app
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (EXISTS ( SELECT
   FROM identity.node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id)) AND (c.descendant_id = nodes.parent_id)))));

create policy change_in_scope on identity.nodes for update to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (EXISTS ( SELECT
   FROM identity.node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id)) AND (c.descendant_id = nodes.id)))))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND ((parent_id IS NULL) OR (EXISTS ( SELECT
   FROM identity.node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id)) AND (c.descendant_id = nodes.parent_id))))));

create policy gate on identity.nodes for select to volano_gate
  using true;

create policy within_reach on identity.nodes for select to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (( SELECT identity.reaches_whole_tenant() AS reaches_whole_tenant) OR (EXISTS ( SELECT
   FROM identity.node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.reach_node_id() AS reach_node_id)) AND (c.descendant_id = nodes.id)))) OR (EXISTS ( SELECT
   FROM identity.node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.descendant_id = ( SELECT platform.reach_node_id() AS reach_node_id)) AND (c.ancestor_id = nodes.id))))));

create policy gate on identity.passkey_challenges for all to volano_gate
  using true
  with check true;

create policy gate on identity.passkey_holders for all to volano_gate
  using true
  with check true;

create policy gate on identity.passkeys for all to volano_gate
  using true
  with check true;

create policy gate on identity.password_resets for all to volano_gate
  using true
  with check true;

create policy add_in_scope on identity.personalities for insert to volano_app
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (EXISTS ( SELECT
   FROM identity.node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id)) AND (c.descendant_id = personalities.node_id)))));

create policy change_in_scope on identity.personalities for update to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (EXISTS ( SELECT
   FROM identity.node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id)) AND (c.descendant_id = personalities.node_id)))));

create policy gate on identity.personalities for select to volano_gate
  using true;

create policy within_reach on identity.personalities for select to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (( SELECT identity.reaches_whole_tenant() AS reaches_whole_tenant) OR (EXISTS ( SELECT
   FROM identity.node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.reach_node_id() AS reach_node_id)) AND (c.descendant_id = personalities.node_id)))) OR ((kind = 'staff'::text) AND (EXISTS ( SELECT
   FROM identity.node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.descendant_id = ( SELECT platform.reach_node_id() AS reach_node_id)) AND (c.ancestor_id = personalities.node_id))))) OR (account_id = ( SELECT platform.account_id() AS account_id))));

create policy gate on identity.profile_privileges for select to volano_gate
  using true;

create policy own_tenant on identity.profile_privileges for select to volano_app
  using (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy gate on identity.profiles for select to volano_gate
  using true;

create policy own_tenant on identity.profiles for select to volano_app
  using (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy gate on identity.providers for select to volano_gate
  using true;

create policy same_tenant on identity.providers for all to volano_app
  using (tenant_id = ( SELECT platform.tenant_id() AS tenant_id))
  with check (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy gate on identity.recovery_codes for all to volano_gate
  using true
  with check true;

create policy own_tenant on identity.rights_history for select to volano_app
  using (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy add_own on identity.saved_views for insert to volano_app
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (personality_id = ( SELECT platform.personality_id() AS personality_id)) AND ((shared_node_id IS NULL) OR (shared_node_id IN ( SELECT c.descendant_id
   FROM identity.node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.reach_node_id() AS reach_node_id)))))));

create policy change_own on identity.saved_views for update to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (personality_id = ( SELECT platform.personality_id() AS personality_id)))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (personality_id = ( SELECT platform.personality_id() AS personality_id)) AND ((shared_node_id IS NULL) OR (shared_node_id IN ( SELECT c.descendant_id
   FROM identity.node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.reach_node_id() AS reach_node_id)))))));

create policy own_or_lent on identity.saved_views for select to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND ((personality_id = ( SELECT platform.personality_id() AS personality_id)) OR (shared_node_id IN ( SELECT c.ancestor_id
   FROM identity.node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.descendant_id = ( SELECT platform.scope_node_id() AS scope_node_id)))))));

create policy remove_own on identity.saved_views for delete to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (personality_id = ( SELECT platform.personality_id() AS personality_id)));

create policy gate on identity.sessions for all to volano_gate
  using true
  with check true;

create policy gate on identity.sign_in_failures for all to volano_gate
  using true
  with check true;

create policy gate on identity.tenant_security for all to volano_gate
  using true
  with check true;

create policy own_tenant on identity.tenant_security for select to volano_app
  using (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy gate on identity.totp_factors for all to volano_gate
  using true
  with check true;

create policy of_seen_version on news.attachments for all to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (EXISTS ( SELECT
   FROM news.versions v
  WHERE ((v.tenant_id = attachments.tenant_id) AND (v.item_id = attachments.item_id) AND (v.version = attachments.version)))))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (EXISTS ( SELECT
   FROM news.versions v
  WHERE ((v.tenant_id = attachments.tenant_id) AND (v.item_id = attachments.item_id) AND (v.version = attachments.version) AND (v.state = 'draft'::text)))));

create policy clear_draft on news.audience_lines for delete to volano_app
  using (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy same_tenant on news.audience_lines for select to volano_app
  using (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy write_in_scope on news.audience_lines for insert to volano_app
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (EXISTS ( SELECT
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id)) AND (c.descendant_id = audience_lines.node_id)))));

create policy own_or_program on news.digest_choices for all to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND ((( SELECT platform.account_id() AS account_id) IS NULL) OR (account_id = ( SELECT platform.account_id() AS account_id))))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND ((( SELECT platform.account_id() AS account_id) IS NULL) OR (account_id = ( SELECT platform.account_id() AS account_id))));

create policy of_seen_version on news.items for select to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (EXISTS ( SELECT
   FROM news.versions v
  WHERE ((v.tenant_id = items.tenant_id) AND (v.item_id = items.id)))));

create policy write_in_scope on news.items for all to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (EXISTS ( SELECT
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id)) AND (c.descendant_id = items.node_id)))))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (EXISTS ( SELECT
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id)) AND (c.descendant_id = items.node_id)))));

create policy in_scope on news.receipts for select to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (EXISTS ( SELECT
   FROM (identity.v_people p
     JOIN identity.v_node_closure c ON (((c.tenant_id = p.tenant_id) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id)) AND (c.descendant_id = p.node_id))))
  WHERE ((p.tenant_id = receipts.tenant_id) AND (p.personality_id = receipts.personality_id)))));

create policy own on news.receipts for all to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (account_id = ( SELECT platform.account_id() AS account_id)))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (personality_id = ( SELECT platform.personality_id() AS personality_id)) AND (account_id = ( SELECT platform.account_id() AS account_id)) AND (EXISTS ( SELECT
   FROM news.versions v
  WHERE ((v.tenant_id = receipts.tenant_id) AND (v.item_id = receipts.item_id) AND (v.version = receipts.version)))));

create policy program on news.reminders for all to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (( SELECT platform.account_id() AS account_id) IS NULL))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (( SELECT platform.account_id() AS account_id) IS NULL));

create policy addressed on news.versions for select to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (state = ANY (ARRAY['published'::text, 'superseded'::text, 'archived'::text])) AND (EXISTS ( SELECT
   FROM (news.audience_lines l
     JOIN identity.v_people me ON (((me.tenant_id = l.tenant_id) AND (me.personality_id = ( SELECT platform.personality_id() AS personality_id)))))
  WHERE ((l.tenant_id = versions.tenant_id) AND (l.item_id = versions.item_id) AND (l.version = versions.version) AND (l.effect = 'include'::text) AND ((l.profile_key IS NULL) OR (l.profile_key = me.profile)) AND ((l.personality_id IS NULL) OR (l.personality_id = me.personality_id)) AND ((me.kind <> 'customer'::text) OR (l.profile_key IS NOT NULL) OR (l.personality_id IS NOT NULL)) AND (EXISTS ( SELECT
           FROM identity.v_node_closure c
          WHERE ((c.tenant_id = l.tenant_id) AND (c.ancestor_id = l.node_id) AND (c.descendant_id = me.node_id))))))) AND (NOT (EXISTS ( SELECT
   FROM (news.audience_lines l
     JOIN identity.v_people me ON (((me.tenant_id = l.tenant_id) AND (me.personality_id = ( SELECT platform.personality_id() AS personality_id)))))
  WHERE ((l.tenant_id = versions.tenant_id) AND (l.item_id = versions.item_id) AND (l.version = versions.version) AND (l.effect = 'exclude'::text) AND ((l.profile_key IS NULL) OR (l.profile_key = me.profile)) AND ((l.personality_id IS NULL) OR (l.personality_id = me.personality_id)) AND (EXISTS ( SELECT
           FROM identity.v_node_closure c
          WHERE ((c.tenant_id = l.tenant_id) AND (c.ancestor_id = l.node_id) AND (c.descendant_id = me.node_id)))))))));

create policy in_scope on news.versions for all to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (EXISTS ( SELECT
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id)) AND (c.descendant_id = versions.node_id)))))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (EXISTS ( SELECT
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id)) AND (c.descendant_id = versions.node_id)))));

create policy gate_write on platform.audit_events for insert to volano_gate
  with check true;

create policy read_own on platform.audit_events for select to volano_app
  using (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy write_own on platform.audit_events for insert to volano_app
  with check (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy same_tenant on platform.files for all to volano_app
  using (tenant_id = ( SELECT platform.tenant_id() AS tenant_id))
  with check (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy own on platform.idempotency_keys for all to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (account_id = ( SELECT platform.account_id() AS account_id)))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (account_id = ( SELECT platform.account_id() AS account_id)));

create policy gate_insert on platform.outbox for insert to volano_gate
  with check true;

create policy same_tenant on platform.outbox for insert to volano_app
  with check (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy gate_all on platform.tenants for select to volano_gate
  using true;

create policy tenant_self on platform.tenants for select to volano_app
  using (id = ( SELECT platform.tenant_id() AS tenant_id));

create policy same_tenant on pricing.financial_products for all to volano_app
  using (tenant_id = ( SELECT platform.tenant_id() AS tenant_id))
  with check (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy same_tenant on pricing.offer_changes for select to volano_app
  using (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy same_tenant on pricing.offer_stamps for select to volano_app
  using (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy add_below_scope on pricing.offer_terms for insert to volano_app
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (offer_id IN ( SELECT o.id
   FROM pricing.offers o
  WHERE ((o.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (o.node_id IN ( SELECT c.descendant_id
           FROM identity.v_node_closure c
          WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id)))))))));

create policy of_visible_offers on pricing.offer_terms for select to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (EXISTS ( SELECT 1
   FROM pricing.offers o
  WHERE ((o.tenant_id = offer_terms.tenant_id) AND (o.id = offer_terms.offer_id) AND (o.version = offer_terms.offer_version)))));

create policy add_below_scope on pricing.offers for insert to volano_app
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))));

create policy end_below_scope on pricing.offers for update to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))));

create policy on_the_way on pricing.offers for select to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND ((node_id IN ( SELECT c.ancestor_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.descendant_id = ( SELECT platform.scope_node_id() AS scope_node_id))))) OR (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id)))))));

create policy same_tenant on pricing.residual_values for all to volano_app
  using (tenant_id = ( SELECT platform.tenant_id() AS tenant_id))
  with check (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy same_tenant on pricing.service_package_items for all to volano_app
  using (tenant_id = ( SELECT platform.tenant_id() AS tenant_id))
  with check (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy same_tenant on pricing.service_packages for all to volano_app
  using (tenant_id = ( SELECT platform.tenant_id() AS tenant_id))
  with check (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy same_tenant on pricing.services for all to volano_app
  using (tenant_id = ( SELECT platform.tenant_id() AS tenant_id))
  with check (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy of_tenant on quoting.lender_terms for all to volano_app
  using (tenant_id = ( SELECT platform.tenant_id() AS tenant_id))
  with check (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy within_scope on quoting.precontract_deliveries for all to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))));

create policy within_scope on quoting.quote_events for all to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))));

create policy within_scope on quoting.quote_mails for all to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))));

create policy within_reach on quoting.quote_numbers for all to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (dealer_node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.reach_node_id() AS reach_node_id))))))
  with check (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy within_scope on quoting.quote_proposals for all to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))));

create policy within_scope on quoting.quote_revisions for all to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))));

create policy within_scope on quoting.quotes for all to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (( SELECT quoting.sees_whole_tenant() AS sees_whole_tenant) OR (((node_id + 0) + 0) IN ( SELECT s.id
   FROM quoting.nodes_in_scope() s(id)))))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))));

create policy within_scope on quoting.share_openings for all to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))));

create policy within_scope on quoting.share_requests for all to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))));

create policy within_scope on quoting.shares for all to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))));

create policy add_from_scope on territory.move_orders for insert to volano_app
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (scope_node_id = ( SELECT platform.scope_node_id() AS scope_node_id)) AND (NOT (created_by IS DISTINCT FROM ( SELECT platform.personality_id() AS personality_id))) AND ((tree_id = 1) OR ( SELECT territory.scope_is_whole() AS scope_is_whole)));

create policy change_from_scope on territory.move_orders for update to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (scope_node_id IN ( SELECT c.descendant_id
   FROM identity.node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))));

create policy of_visible_moves on territory.move_orders for select to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND ((scope_node_id = ( SELECT platform.scope_node_id() AS scope_node_id)) OR (id IN ( SELECT m.order_id
   FROM territory.moves m
  WHERE (m.tenant_id = ( SELECT platform.tenant_id() AS tenant_id))))));

create policy add_in_scope on territory.moves for insert to volano_app
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND
CASE
    WHEN (tree_id <> 1) THEN ( SELECT territory.scope_is_whole() AS scope_is_whole)
    ELSE (node_id IN ( SELECT c.descendant_id
       FROM identity.node_closure c
      WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id)))))
END);

create policy within_reach on territory.moves for select to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (( SELECT platform.reach_node_id() AS reach_node_id) <> 0) AND ((level < 4) OR ( SELECT territory.reach_is_whole() AS reach_is_whole) OR (node_id IN ( SELECT c.descendant_id
   FROM identity.node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.reach_node_id() AS reach_node_id)))))));

create policy add_whole on territory.people_in_charge for insert to volano_app
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND ( SELECT territory.scope_is_whole() AS scope_is_whole));

create policy change_whole on territory.people_in_charge for update to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND ( SELECT territory.scope_is_whole() AS scope_is_whole));

create policy of_staff on territory.people_in_charge for select to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (( SELECT platform.reach_node_id() AS reach_node_id) <> 0));

create policy change_in_scope on territory.placements for update to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND
CASE
    WHEN (tree_id <> 1) THEN ( SELECT territory.scope_is_whole() AS scope_is_whole)
    ELSE ((node_id IN ( SELECT c.descendant_id
       FROM identity.node_closure c
      WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))) AND (parent_id IN ( SELECT c.descendant_id
       FROM identity.node_closure c
      WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))))
END);

create policy place_in_scope on territory.placements for insert to volano_app
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND
CASE
    WHEN (tree_id <> 1) THEN ( SELECT territory.scope_is_whole() AS scope_is_whole)
    ELSE ((node_id IN ( SELECT c.descendant_id
       FROM identity.node_closure c
      WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))) AND (parent_id IN ( SELECT c.descendant_id
       FROM identity.node_closure c
      WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))))
END);

create policy remove_in_scope on territory.placements for delete to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND
CASE
    WHEN (tree_id <> 1) THEN ( SELECT territory.scope_is_whole() AS scope_is_whole)
    ELSE ((node_id IN ( SELECT c.descendant_id
       FROM identity.node_closure c
      WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))) AND (parent_id IN ( SELECT c.descendant_id
       FROM identity.node_closure c
      WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.scope_node_id() AS scope_node_id))))))
END);

create policy within_reach on territory.placements for select to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (( SELECT platform.reach_node_id() AS reach_node_id) <> 0) AND ((level < 4) OR ( SELECT territory.reach_is_whole() AS reach_is_whole) OR (node_id IN ( SELECT c.descendant_id
   FROM identity.node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.reach_node_id() AS reach_node_id)))))));

create policy change_whole on territory.tree_nodes for update to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND ( SELECT territory.scope_is_whole() AS scope_is_whole));

create policy of_staff on territory.tree_nodes for select to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (( SELECT platform.reach_node_id() AS reach_node_id) <> 0));

create policy write_whole on territory.tree_nodes for insert to volano_app
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND ( SELECT territory.scope_is_whole() AS scope_is_whole));

create policy add_whole on territory.trees for insert to volano_app
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (id > 1) AND ( SELECT territory.scope_is_whole() AS scope_is_whole));

create policy change_whole on territory.trees for update to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (id > 1) AND ( SELECT territory.scope_is_whole() AS scope_is_whole));

create policy of_staff on territory.trees for select to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (( SELECT platform.reach_node_id() AS reach_node_id) <> 0));

create policy same_tenant on vehicles.carlines for all to volano_app
  using (tenant_id = ( SELECT platform.tenant_id() AS tenant_id))
  with check (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy same_tenant on vehicles.makes for all to volano_app
  using (tenant_id = ( SELECT platform.tenant_id() AS tenant_id))
  with check (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy same_tenant on vehicles.option_rules for all to volano_app
  using (tenant_id = ( SELECT platform.tenant_id() AS tenant_id))
  with check (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy same_tenant on vehicles.options for all to volano_app
  using (tenant_id = ( SELECT platform.tenant_id() AS tenant_id))
  with check (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

create policy within_reach on vehicles.price_changes for all to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.reach_node_id() AS reach_node_id))))))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.reach_node_id() AS reach_node_id))))));

create policy within_reach on vehicles.reservations for all to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.reach_node_id() AS reach_node_id))))))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.reach_node_id() AS reach_node_id))))));

create policy within_reach on vehicles.stock_photos for all to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.reach_node_id() AS reach_node_id))))))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.reach_node_id() AS reach_node_id))))));

create policy within_reach on vehicles.stock_vehicles for all to volano_app
  using ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (( SELECT vehicles.reaches_whole_tenant() AS reaches_whole_tenant) OR (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.reach_node_id() AS reach_node_id)))))))
  with check ((tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (node_id IN ( SELECT c.descendant_id
   FROM identity.v_node_closure c
  WHERE ((c.tenant_id = ( SELECT platform.tenant_id() AS tenant_id)) AND (c.ancestor_id = ( SELECT platform.reach_node_id() AS reach_node_id))))));

create policy same_tenant on vehicles.versions for all to volano_app
  using (tenant_id = ( SELECT platform.tenant_id() AS tenant_id))
  with check (tenant_id = ( SELECT platform.tenant_id() AS tenant_id));

-- grants

grant delete, insert, select on flows.mappings to volano_app;

grant delete, insert, select on gateway.app_rules to volano_app;

grant delete, insert, select on gateway.deliveries to volano_gate;

grant delete, insert, select on gateway.grants to volano_gate;

grant delete, insert, select on identity.federated_journeys to volano_gate;

grant delete, insert, select on identity.federated_links to volano_gate;

grant delete, insert, select on identity.known_devices to volano_gate;

grant delete, insert, select on identity.passkeys to volano_gate;

grant delete, insert, select on identity.recovery_codes to volano_gate;

grant delete, insert, select on identity.saved_views to volano_app;

grant delete, insert, select on identity.totp_factors to volano_gate;

grant delete, insert, select on news.attachments to volano_app;

grant delete, insert, select on news.audience_lines to volano_app;

grant delete, insert, select on news.items to volano_app;

grant delete, insert, select on news.versions to volano_app;

grant delete, insert, select on platform.files to volano_app;

grant delete, insert, select on vehicles.option_rules to volano_app;

grant delete, insert, select on vehicles.stock_photos to volano_app;

grant delete, insert, select, update on gateway.oidc_records to volano_gate;

grant delete, insert, select, update on identity.default_views to volano_app;

grant delete, insert, select, update on identity.sign_in_failures to volano_gate;

grant delete, select on territory.placements to volano_app;

grant execute on function gateway.rotate_secret to volano_app;

grant execute on function identity.accept_invitation to volano_gate;

grant execute on function identity.acting_as to volano_gate;

grant execute on function identity.acting_in to volano_gate;

grant execute on function identity.add_seller_in_scope to volano_app;

grant execute on function identity.change_profile to volano_app;

grant execute on function identity.end_sessions_in_scope to volano_app;

grant execute on function identity.is_away to volano_app;

grant execute on function identity.replace_password to volano_gate;

grant execute on function identity.reset_password to volano_gate;

grant execute on function identity.resolve_session to volano_gate;

grant execute on function identity.set_account_status to volano_app;

grant execute on function identity.standing_delegations to volano_gate;

grant execute on function identity.standing_sessions to volano_gate;

grant execute on function identity.stands_beyond_scope to volano_app;

grant execute on function news.closed_gate to volano_app;

grant execute on function news.receipt_heads to volano_app;

grant execute on function news.receipts_at to volano_app;

grant execute on function platform.audit_leaves to volano_app;

grant execute on function platform.audit_state to volano_app;

grant execute on function platform.consumer_state to volano_app;

grant execute on function platform.enqueue_job to volano_app;

grant execute on function platform.enqueue_job to volano_gate;

grant execute on function platform.queue_state to volano_app;

grant execute on function platform.schedule_state to volano_app;

grant execute on function pricing.offer_code_taken to volano_app;

grant execute on function pricing.offers_to_index to volano_app;

grant execute on function pricing.offers_to_index_again to volano_app;

grant execute on function quoting.match_quotes to volano_app;

grant execute on function quoting.nodes_in_scope to volano_app;

grant execute on function quoting.open_share to volano_gate;

grant execute on function territory.covered_by to volano_app;

grant execute on function territory.upper_places to volano_app;

grant execute on function vehicles.match_stock to volano_app;

grant execute on function vehicles.match_versions to volano_app;

grant execute on function vehicles.unused_photo_files to volano_app;

grant execute on function vehicles.vins_elsewhere to volano_app;

grant insert (created_at, email, expires_at, id, invited_by, inviter_account_id, language, node_id, profile_key, sent_at, tenant_id, token_hash) on identity.invitations to volano_app;

grant insert (display_name, id, language, login_name, password_hash) on identity.accounts to volano_app;

grant insert (level, node_id, parent_id, tenant_id, tree_id, valid_from, valid_to) on territory.placements to volano_app;

grant insert on gateway.apps to volano_app;

grant insert on identity.providers to volano_app;

grant insert on platform.audit_events to volano_gate;

grant insert on platform.outbox to volano_app;

grant insert on platform.outbox to volano_gate;

grant insert, select on communications.mail_attachments to volano_app;

grant insert, select on communications.mails to volano_app;

grant insert, select on communications.notifications to volano_app;

grant insert, select on documents.brands to volano_app;

grant insert, select on documents.documents to volano_app;

grant insert, select on flows.import_faults to volano_app;

grant insert, select on flows.import_parts to volano_app;

grant insert, select on flows.imports to volano_app;

grant insert, select on gateway.deliveries to volano_app;

grant insert, select on identity.change_requests to volano_app;

grant insert, select on identity.delegations to volano_app;

grant insert, select on identity.factor_recoveries to volano_gate;

grant insert, select on identity.half_sign_ins to volano_gate;

grant insert, select on identity.nodes to volano_app;

grant insert, select on identity.passkey_challenges to volano_gate;

grant insert, select on identity.passkey_holders to volano_gate;

grant insert, select on identity.password_resets to volano_gate;

grant insert, select on identity.personalities to volano_app;

grant insert, select on identity.sessions to volano_gate;

grant insert, select on identity.tenant_security to volano_gate;

grant insert, select on news.receipts to volano_app;

grant insert, select on news.reminders to volano_app;

grant insert, select on platform.audit_events to volano_app;

grant insert, select on pricing.financial_products to volano_app;

grant insert, select on pricing.offer_terms to volano_app;

grant insert, select on pricing.offers to volano_app;

grant insert, select on pricing.residual_values to volano_app;

grant insert, select on pricing.service_package_items to volano_app;

grant insert, select on pricing.service_packages to volano_app;

grant insert, select on pricing.services to volano_app;

grant insert, select on quoting.lender_terms to volano_app;

grant insert, select on quoting.precontract_deliveries to volano_app;

grant insert, select on quoting.quote_events to volano_app;

grant insert, select on quoting.quote_mails to volano_app;

grant insert, select on quoting.quote_proposals to volano_app;

grant insert, select on quoting.quote_revisions to volano_app;

grant insert, select on quoting.quotes to volano_app;

grant insert, select on quoting.share_openings to volano_app;

grant insert, select on quoting.share_requests to volano_app;

grant insert, select on quoting.shares to volano_app;

grant insert, select on territory.move_orders to volano_app;

grant insert, select on territory.moves to volano_app;

grant insert, select on territory.people_in_charge to volano_app;

grant insert, select on territory.tree_nodes to volano_app;

grant insert, select on territory.trees to volano_app;

grant insert, select on vehicles.carlines to volano_app;

grant insert, select on vehicles.makes to volano_app;

grant insert, select on vehicles.options to volano_app;

grant insert, select on vehicles.price_changes to volano_app;

grant insert, select on vehicles.reservations to volano_app;

grant insert, select on vehicles.stock_vehicles to volano_app;

grant insert, select on vehicles.versions to volano_app;

grant insert, select, update on news.digest_choices to volano_app;

grant insert, select, update on platform.idempotency_keys to volano_app;

grant insert, select, update on quoting.quote_numbers to volano_app;

grant select (accepted_at, created_at, email, expires_at, id, invited_by, inviter_account_id, language, node_id, personality_id, profile_key, revoked_at, sent_at, tenant_id) on identity.invitations to volano_app;

grant select (account_id, app_id, created_at, end_reason, ended_at, personality_id, session_id, tenant_id) on gateway.grants to volano_app;

grant select (account_id, asked_at, confirmed_at, confirmed_by, done_at, due_at, expires_at, id, node_id, personality_id, stopped_at, stopped_by, tenant_id) on identity.factor_recoveries to volano_app;

grant select (account_id, provider_id, tenant_id) on identity.federated_links to volano_app;

grant select (address, api_areas, backchannel_uri, changed_at, client_id, created_at, default_settings, default_visible, description, icon, id, kind, name, post_logout_uris, previous_secret_until, push_uri, redirect_uris, resource, status, tenant_id, version) on gateway.apps to volano_app;

grant select (changed_at, client_id, created_at, domains, enabled, id, issuer, name, tenant_id) on identity.providers to volano_app;

grant select (display_name, id, language, login_name, status) on identity.accounts to volano_app;

grant select on gateway.app_rules to volano_gate;

grant select on gateway.apps to volano_gate;

grant select on identity.accounts to volano_gate;

grant select on identity.delegations to volano_gate;

grant select on identity.invitations to volano_gate;

grant select on identity.node_closure to volano_app;

grant select on identity.node_closure to volano_gate;

grant select on identity.nodes to volano_gate;

grant select on identity.personalities to volano_gate;

grant select on identity.profile_privileges to volano_app;

grant select on identity.profile_privileges to volano_gate;

grant select on identity.profiles to volano_app;

grant select on identity.profiles to volano_gate;

grant select on identity.providers to volano_gate;

grant select on identity.rights_history to volano_app;

grant select on identity.rule_versions to volano_app;

grant select on identity.tenant_security to volano_app;

grant select on identity.v_node_closure to volano_app;

grant select on identity.v_nodes to volano_app;

grant select on identity.v_people to volano_app;

grant select on news.v_profiles to volano_app;

grant select on platform.audit_blocks to volano_app;

grant select on platform.audit_keys to volano_app;

grant select on platform.installation to volano_app;

grant select on platform.installation to volano_gate;

grant select on platform.processes to volano_app;

grant select on platform.tenants to volano_app;

grant select on platform.tenants to volano_gate;

grant select on pricing.offer_changes to volano_app;

grant select on pricing.offer_stamps to volano_app;

grant select on territory.municipalities to volano_app;

grant select on territory.patron_days to volano_app;

grant select on territory.provinces to volano_app;

grant select on territory.v_placements to volano_app;

grant select on vehicles.v_versions to volano_app;

grant update (accent_colour, changed_at, changed_by, logo_svg) on documents.brands to volano_app;

grant update (added, changed, ended_at, failure, failure_details, faults, format, headers, heartbeat_at, mapping, missing, mode, phase, rows_faulty, rows_read, same, sample, started_at, state, withdrawn) on flows.imports to volano_app;

grant update (address, api_areas, backchannel_uri, changed_at, default_settings, default_visible, description, icon, name, post_logout_uris, push_uri, redirect_uris, resource, status, version) on gateway.apps to volano_app;

grant update (address_line, brand_colour, city, email, municipality_code, name, parent_id, phone, postal_code, province, valid_to, vat_number) on identity.nodes to volano_app;

grant update (answer, attempts, body_html, body_text, next_attempt_at, sending_since, settled_at, state) on communications.mails to volano_app;

grant update (answer, attempts, next_attempt_at, reason, settled_at, state, status_code) on gateway.deliveries to volano_app;

grant update (answer, attempts, next_attempt_at, reason, settled_at, state, status_code) on gateway.deliveries to volano_gate;

grant update (arrived_on, colour, first_registration_on, held_until, kind, mileage_km, node_id, plate, plate_country, price_cents, search_text, sold_on, sold_quote_id, state, version_id) on vehicles.stock_vehicles to volano_app;

grant update (backed_up, counter, last_used_at, name) on identity.passkeys to volano_gate;

grant update (body, carline_id, category, co2_g_km, fuel, list_price_cents, mass_kg, name, power_cv, power_kw, produced_from, produced_to, search_text, seats, valid_from, valid_to, vat_ppm) on vehicles.versions to volano_app;

grant update (body_en, body_it, changed_at, confirm_by, end_reason, ended_at, gates, must_confirm, publish_at, published_at, published_by, remind_days, revision, state, title_en, title_it, valid_from, valid_to) on news.versions to volano_app;

grant update (category, kind, name, not_fuels, only_fuels, price_cents, valid_to) on vehicles.options to volano_app;

grant update (changed_at, client_id, domains, enabled, name, sealed_secret) on identity.providers to volano_app;

grant update (changed_at, columns) on flows.mappings to volano_app;

grant update (changed_at, second_factor_privileges) on identity.tenant_security to volano_gate;

grant update (confirmed_at, confirmed_by, due_at, expires_at, stopped_at, stopped_by) on identity.factor_recoveries to volano_app;

grant update (confirmed_at, network) on news.receipts to volano_app;

grant update (content) on communications.mail_attachments to volano_app;

grant update (csrf_token, end_reason, ended_at, needs_second_factor, seen_at, strength, strong_at, token_hash) on identity.sessions to volano_gate;

grant update (customer_type, email, expires_on, follow_up_on, instalment_cents, kind, offer_name, phone, plan, price_cents, proposals, quantity, reference, revision, search_text, stock_vehicle_id, taeg_ppm, term_months, total_credit_cents, updated_at, vehicle_label, version_id) on quoting.quotes to volano_app;

grant update (decided_at, decided_by, decision_note, end_note, ended_at, ended_by, state) on identity.delegations to volano_app;

grant update (decided_at, decided_by, decision_note, state) on identity.change_requests to volano_app;

grant update (done_at, stopped_at, stopped_by) on identity.factor_recoveries to volano_gate;

grant update (effect, settings) on gateway.app_rules to volano_app;

grant update (end_reason, ended_at) on gateway.grants to volano_gate;

grant update (end_reason, ended_at, held_until) on vehicles.reservations to volano_app;

grant update (ended_at, first_opened_at, last_opened_at, openings) on quoting.shares to volano_app;

grant update (expires_at, invited_by, inviter_account_id, revoked_at, sent_at, token_hash) on identity.invitations to volano_app;

grant update (language, last_personality_id) on identity.accounts to volano_gate;

grant update (last_at, network, token_hash, user_agent) on identity.known_devices to volano_gate;

grant update (last_step, since, state) on identity.totp_factors to volano_gate;

grant update (last_used_at) on identity.federated_links to volano_gate;

grant update (name, query, shared_node_id) on identity.saved_views to volano_app;

grant update (name, segment) on vehicles.carlines to volano_app;

grant update (name, valid_to) on territory.tree_nodes to volano_app;

grant update (name_en, name_it, valid_to) on territory.trees to volano_app;

grant update (place) on vehicles.stock_photos to volano_app;

grant update (read_at) on communications.notifications to volano_app;

grant update (state, withdrawn_at) on territory.move_orders to volano_app;

grant update (suspended_at, valid_to) on identity.personalities to volano_app;

grant update (used_at) on identity.half_sign_ins to volano_gate;

grant update (used_at) on identity.passkey_challenges to volano_gate;

grant update (used_at) on identity.password_resets to volano_gate;

grant update (used_at) on identity.recovery_codes to volano_gate;

grant update (valid_to) on territory.people_in_charge to volano_app;

grant update (valid_to) on territory.placements to volano_app;

grant update (valid_to, withdrawn_at, withdrawn_by, withdrawn_reason) on pricing.offers to volano_app;
