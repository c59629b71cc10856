-- Positions for committed events in one question instead of five. Each statement in here sees what was committed when it began: the
-- lock comes first, so whoever holds it sees every position given before.
create function platform.sequence_outbox() returns integer
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
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
end $$;
revoke all on function platform.sequence_outbox() from public;
