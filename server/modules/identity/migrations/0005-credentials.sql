-- Browsers from which an account has been used. The cookie's token changes at every sign-in and only its hash is kept.
create table identity.known_devices (
  account_id uuid not null references identity.accounts (id),
  token_hash bytea not null check (length(token_hash) = 32),
  -- Latest sign-in; what is not used for four hundred days is forgotten.
  last_at timestamptz not null,
  primary key (account_id, token_hash)
);
create index known_devices_token on identity.known_devices (token_hash);
create index known_devices_age on identity.known_devices (last_at);
alter table identity.known_devices enable row level security;
create policy gate on identity.known_devices to volano_gate using (true) with check (true);
grant select, insert, update (token_hash, last_at), delete on identity.known_devices to volano_gate;

-- A person changes the own password at the gate: one account at a time, and only over the very hash that was compared.
-- Neither the gate nor the application role may write a hash otherwise.
create function identity.replace_password(of_account uuid, compared text, replacing text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update identity.accounts a set password_hash = replacing where a.id = of_account and a.password_hash = compared;
  return found;
end $$;
revoke all on function identity.replace_password(uuid, text, text) from public;
grant execute on function identity.replace_password(uuid, text, text) to volano_gate;

-- In which language a person is written to.
create or replace view identity.v_people with (security_invoker = true) as
  select p.tenant_id, p.id as personality_id, p.account_id, a.display_name, a.login_name, a.status as account_status, p.profile_key as profile, p.kind, p.node_id, p.label, p.valid_from, p.valid_to,
    a.language
  from identity.personalities p join identity.accounts a on a.id = p.account_id;
