-- Trees of the house's own making: made, renamed and closed from a day, their areas too.

-- A tree holds from a day to another (half-open); what stood in it is read as of any day in between.
alter table territory.trees add column valid_from date, add column valid_to date;
update territory.trees t set valid_from = coalesce(
  (select r.valid_from from territory.tree_nodes r where r.tenant_id = t.tenant_id and r.tree_id = t.id and r.is_root),
  (select n.valid_from from platform.tenants k join identity.nodes n on n.tenant_id = k.id and n.id = k.root_node_id where k.id = t.tenant_id), '2000-01-01');
alter table territory.trees alter column valid_from set not null, add check (valid_to > valid_from), add check (id <> 1 or valid_to is null),
  add check (length(name_it) between 1 and 80 and length(name_en) between 1 and 80);

create policy add_whole on territory.trees for insert to volano_app with check (tenant_id = (select platform.tenant_id()) and id > 1 and (select territory.scope_is_whole()));
create policy change_whole on territory.trees for update to volano_app using (tenant_id = (select platform.tenant_id()) and id > 1 and (select territory.scope_is_whole()));
create policy change_whole on territory.tree_nodes for update to volano_app using (tenant_id = (select platform.tenant_id()) and (select territory.scope_is_whole()));
grant insert, update (name_it, name_en, valid_to) on territory.trees to volano_app;
grant update (name, valid_to) on territory.tree_nodes to volano_app;

-- A new tenant's trees begin with it; a new dealer stands in every tree that is not closed by then.
create or replace function territory.organisation_changed() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
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
end $$;

-- A dealer has a place in a tree from the day on which both are in force.
create or replace function territory.check_placement() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
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
end $$;

-- Nothing stands below an area after its last day. A node's place outlives it: what counts is the earlier end of both.
create function territory.stands_below_closed(area territory.tree_nodes) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from territory.placements p
    left join territory.tree_nodes k on k.tenant_id = p.tenant_id and k.tree_id = p.tree_id and k.id = p.node_id
    left join identity.nodes n on n.tenant_id = p.tenant_id and n.id = p.node_id
    where p.tenant_id = area.tenant_id and p.tree_id = area.tree_id and p.parent_id = area.id
      and (p.valid_to is null or p.valid_to > area.valid_to) and (k.valid_to is null or k.valid_to > area.valid_to) and (n.valid_to is null or n.valid_to > area.valid_to))
$$;
create function territory.check_closed_area() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if territory.stands_below_closed(new) then
    raise exception 'something stands below area % after its last day', new.id using errcode = 'check_violation', constraint = 'tree_nodes_empty_when_closed';
  end if;
  return null;
end $$;
create function territory.check_open_place() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  area territory.tree_nodes;
begin
  select t.* into area from territory.tree_nodes t where t.tenant_id = new.tenant_id and t.tree_id = new.tree_id and t.id = new.parent_id;
  if area.valid_to is not null and territory.stands_below_closed(area) then
    raise exception 'something stands below area % after its last day', area.id using errcode = 'check_violation', constraint = 'tree_nodes_empty_when_closed';
  end if;
  return null;
end $$;
create constraint trigger closed_area after update of valid_to on territory.tree_nodes deferrable initially deferred for each row when (new.valid_to is not null) execute function territory.check_closed_area();
create constraint trigger open_place after insert or update of valid_to on territory.placements deferrable initially deferred for each row when (new.tree_id <> 1) execute function territory.check_open_place();
revoke all on function territory.stands_below_closed(territory.tree_nodes), territory.check_closed_area(), territory.check_open_place() from public;

-- Who covered a node on a day, in the trees that stood on that day.
create or replace function territory.covered_by(of_node integer, on_day date) returns table (
  tree_id smallint, depth integer, node_id integer, kind text, code text, name text, personality_id uuid, display_name text, profile_key text, since date, until date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
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
$$;
