-- What the leaf of a row is computed over, as text: the proof of one event carries it, and whoever checks it hashes it again.
create function platform.audit_content(e platform.audit_events) returns text
language sql immutable parallel safe as $$
  select (
    jsonb_build_array(
      e.tenant_id, (extract(epoch from e.at) * 1000000)::bigint, e.actor_kind, e.account_id, e.personality_id, e.action, e.object_kind,
      e.object_id, e.outcome, encode(e.before_digest, 'hex'), encode(e.after_digest, 'hex'), e.details, e.address, e.request_id)
    || case e.leaf_version when 1 then '[]'::jsonb
       else jsonb_build_array(e.leaf_version, e.on_behalf_of, e.delegation_id, e.strength, e.client, e.rule_version, e.decision) end)::text
$$;
create or replace function platform.audit_leaf(e platform.audit_events) returns bytea
language sql immutable parallel safe as $$ select sha256('\x00'::bytea || convert_to(platform.audit_content(e), 'UTF8')) $$;

-- The time of a row is the database's word: whoever may insert cannot date a deed back.
create or replace function platform.audit_insert() returns trigger language plpgsql as $$
begin
  new.at := clock_timestamp();
  new.block_number := null;
  new.leaf_index := null;
  new.leaf_hash := platform.audit_leaf(new);
  return new;
end $$;

-- The filters of the viewer. Rows lie in the order of their time, so an index of a few pages finds a day.
create index audit_events_action on platform.audit_events (tenant_id, action, id desc);
create index audit_events_refused on platform.audit_events (tenant_id, id desc) where outcome = 'refused';
create index audit_events_at on platform.audit_events using brin (at) with (pages_per_range = 16, autosummarize = on);

-- Public halves of the keys that signed blocks, for proofs. Checking the trail never relies on them: it uses the key's own file.
create table platform.audit_keys (
  fingerprint text primary key,
  -- SPKI, DER.
  public_key bytea not null,
  first_used_at timestamptz not null
);
create trigger guard before update or delete on platform.audit_keys for each row execute function platform.audit_guard();
create trigger guard_truncate before truncate on platform.audit_keys for each statement execute function platform.audit_guard();
grant select on platform.audit_keys to volano_app;

-- Leaves of a block in their order: a path leads past leaves of all tenants, of which a hash tells nothing.
create function platform.audit_leaves(block bigint) returns table (leaf_hash bytea)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select e.leaf_hash from platform.audit_events e where e.block_number = block order by e.leaf_index $$;
revoke all on function platform.audit_leaves(bigint) from public;
grant execute on function platform.audit_leaves(bigint) to volano_app;
