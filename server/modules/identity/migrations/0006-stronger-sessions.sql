-- How the person of a session proved who they are, and when last: what sensitive operations ask for again after five minutes.
alter table identity.sessions
  add column strength text not null default 'password' check (strength in ('password', 'password+code', 'passkey', 'federated')),
  add column strong_at timestamptz,
  -- The delegation under which the personality is borrowed; null for one's own.
  add column delegation_id uuid;
update identity.sessions set strong_at = created_at where strong_at is null;
alter table identity.sessions alter column strong_at set not null;
grant update (strength, strong_at) on identity.sessions to volano_gate;

-- What the door needs to know of a standing session. `on_behalf_*` and the limit are those of a delegation.
drop function identity.resolve_session(bytea, timestamptz);
create function identity.resolve_session(of_token_hash bytea, at timestamptz)
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
  return query select found_session.id, found_session.csrf_token, found_session.strength, found_session.strong_at, found_session.delegation_id, null::uuid, null::text, null::bigint,
    a.tenant_id, a.tenant_code, a.tenant_name, a.account_id, a.display_name, a.personality_id, a.profile_key, a.profile_kind, a.scope_node_id, a.reach_node_id, a.privileges
  from identity.acting_as(found_session.personality_id) a;
end $$;
revoke all on function identity.resolve_session(bytea, timestamptz) from public;
grant execute on function identity.resolve_session(bytea, timestamptz) to volano_gate;
