-- Which rules decided: every table of rules the program has worked with, by its content. Deeds name the number of the one that decided them.
create table identity.rule_versions (
  number integer generated always as identity primary key,
  digest bytea not null unique check (length(digest) = 32),
  content jsonb not null,
  first_in_force timestamptz not null
);
-- The rules are the program's, the same for all tenants, and nothing of them is secret.
grant select on identity.rule_versions to volano_app;

-- Who held what, when: rows of profiles, their privileges, personalities, nodes and delegations as they stood from an instant to
-- another. With the rules of the day any past decision can be made again.
create table identity.rights_history (
  tenant_id integer not null references platform.tenants (id),
  kind text not null check (kind in ('profile', 'privilege', 'personality', 'node', 'delegation')),
  -- Key of the row: profile, personality, node or delegation; of a privilege the profile that holds it.
  key text not null,
  id bigint generated always as identity,
  state jsonb not null,
  held_from timestamptz not null,
  held_to timestamptz check (held_to >= held_from),
  primary key (tenant_id, kind, key, id)
);
create index rights_history_open on identity.rights_history (tenant_id, kind, key) where held_to is null;
alter table identity.rights_history enable row level security;
create policy own_tenant on identity.rights_history for select to volano_app using (tenant_id = (select platform.tenant_id()));
grant select on identity.rights_history to volano_app;

-- Arguments: kind, column of the key, then the columns kept. Nobody but this function writes the history.
create function identity.keep_rights_history() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
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
end $$;
revoke all on function identity.keep_rights_history() from public;

create trigger history after insert or update or delete on identity.profiles for each row
  execute function identity.keep_rights_history('profile', 'key', 'parent_key', 'scope_rule', 'kind');
create trigger history after insert or update or delete on identity.profile_privileges for each row
  execute function identity.keep_rights_history('privilege', 'profile_key', 'privilege');
create trigger history after insert or update or delete on identity.personalities for each row
  execute function identity.keep_rights_history('personality', 'id', 'account_id', 'profile_key', 'node_id', 'valid_from', 'valid_to');
create trigger history after insert or update or delete on identity.nodes for each row
  execute function identity.keep_rights_history('node', 'id', 'parent_id', 'kind', 'valid_from', 'valid_to');

-- What stood before the history began, as far back as anybody asks.
insert into identity.rights_history (tenant_id, kind, key, state, held_from)
select p.tenant_id, 'profile', p.key, jsonb_build_object('parent_key', p.parent_key, 'scope_rule', p.scope_rule, 'kind', p.kind), '-infinity'::timestamptz from identity.profiles p
union all
select p.tenant_id, 'privilege', p.profile_key, jsonb_build_object('privilege', p.privilege), '-infinity'::timestamptz from identity.profile_privileges p
union all
select p.tenant_id, 'personality', p.id::text,
  jsonb_build_object('account_id', p.account_id, 'profile_key', p.profile_key, 'node_id', p.node_id, 'valid_from', p.valid_from, 'valid_to', p.valid_to), '-infinity'::timestamptz from identity.personalities p
union all
select n.tenant_id, 'node', n.id::text, jsonb_build_object('parent_id', n.parent_id, 'kind', n.kind, 'valid_from', n.valid_from, 'valid_to', n.valid_to), '-infinity'::timestamptz from identity.nodes n;

-- Whoever sees the people may ask why one of them may or may not.
insert into identity.profile_privileges (tenant_id, profile_key, privilege)
select p.tenant_id, p.profile_key, 'identity.rights.explain' from identity.profile_privileges p where p.privilege = 'identity.people.read'
on conflict do nothing;
