-- Where the profile leaves a stand-in to the two, the one whose place it is asks: what somebody else asks for needs a third person.
create or replace function identity.guard_delegation() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
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
end $$;
