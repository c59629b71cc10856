-- Several dated trees over the same dealers. The sales tree is the organisation itself, whose present stands in identity.nodes and
-- whose every day stands here; the others (credit, collection) have nodes of their own, and dealers placed under them.

create table territory.trees (
  tenant_id integer not null references platform.tenants (id),
  -- 1 is the sales tree.
  id smallint not null check (id > 0),
  key text not null check (key ~ '^[a-z]{2,20}$'),
  name_it text not null,
  name_en text not null,
  primary key (tenant_id, id),
  unique (tenant_id, key),
  check ((id = 1) = (key = 'sales'))
);

-- Nodes of the trees that are not the organisation. Their ids come from the organisation's sequence: an id names one node, whatever the tree.
create table territory.tree_nodes (
  tenant_id integer not null,
  tree_id smallint not null check (tree_id <> 1),
  id integer not null default nextval('identity.node_ids'),
  code text not null check (length(code) between 1 and 40),
  name text not null check (length(name) between 1 and 200),
  -- Standing at the root itself means: not assigned to anybody yet.
  is_root boolean not null default false,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  primary key (tenant_id, tree_id, id),
  unique (tenant_id, tree_id, code),
  foreign key (tenant_id, tree_id) references territory.trees (tenant_id, id)
);
create unique index tree_nodes_one_root on territory.tree_nodes (tenant_id, tree_id) where is_root;

-- Where every node stands from day to day (half-open), in each tree: never twice on a day, never nowhere while in force.
create table territory.placements (
  tenant_id integer not null,
  tree_id smallint not null,
  node_id integer not null,
  parent_id integer not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  -- Rank of the kind in the organisation (company 1 … dealer 4 … seller 6); 0 for a node of the tree's own.
  level smallint not null check (level between 0 and 6),
  organisation_node_id integer generated always as (case when level > 0 then node_id end) stored,
  own_node_id integer generated always as (case when level = 0 then node_id end) stored,
  organisation_parent_id integer generated always as (case when tree_id = 1 then parent_id end) stored,
  own_parent_id integer generated always as (case when tree_id <> 1 then parent_id end) stored,
  primary key (tenant_id, tree_id, node_id, valid_from),
  -- In the organisation every kind below the company; in other trees their own nodes and dealers.
  check (case when tree_id = 1 then level between 2 and 6 else level in (0, 4) end),
  check (node_id <> parent_id),
  foreign key (tenant_id, tree_id) references territory.trees (tenant_id, id),
  foreign key (tenant_id, organisation_node_id) references identity.nodes (tenant_id, id),
  foreign key (tenant_id, organisation_parent_id) references identity.nodes (tenant_id, id),
  foreign key (tenant_id, tree_id, own_node_id) references territory.tree_nodes (tenant_id, tree_id, id),
  foreign key (tenant_id, tree_id, own_parent_id) references territory.tree_nodes (tenant_id, tree_id, id),
  -- A number as a range of itself: the operators of ranges need no extension.
  constraint placements_one_place exclude using gist (
    int4range(tenant_id, tenant_id, '[]') with =, int4range(tree_id, tree_id, '[]') with =, int4range(node_id, node_id, '[]') with =, daterange(valid_from, valid_to) with &&)
);
create index placements_below on territory.placements (tenant_id, tree_id, parent_id, valid_from);
create index placements_of_level on territory.placements (tenant_id, tree_id, level, valid_from);

-- A move is decided in an order: one node or a whole region, one day, all or nothing.
create table territory.move_orders (
  tenant_id integer not null,
  id uuid not null,
  tree_id smallint not null,
  -- First day of the new places.
  effective_on date not null,
  reason text not null check (length(reason) between 1 and 500),
  -- planned: its day is to come; applied: it came; withdrawn: taken back before it came.
  state text not null check (state in ('planned', 'applied', 'withdrawn')),
  -- Scope it was decided from: who stands there or above may take it back.
  scope_node_id integer not null,
  created_at timestamptz not null,
  -- Personality; null = the program itself.
  created_by uuid,
  created_by_name text not null,
  withdrawn_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, id, tree_id),
  foreign key (tenant_id, tree_id) references territory.trees (tenant_id, id),
  foreign key (tenant_id, scope_node_id) references identity.nodes (tenant_id, id),
  foreign key (tenant_id, created_by) references identity.personalities (tenant_id, id),
  check ((state = 'withdrawn') = (withdrawn_at is not null))
);
create index move_orders_planned on territory.move_orders (tenant_id, effective_on) where state = 'planned';
create index move_orders_newest on territory.move_orders (tenant_id, id desc);
create table territory.moves (
  tenant_id integer not null,
  order_id uuid not null,
  tree_id smallint not null,
  node_id integer not null,
  level smallint not null,
  from_parent_id integer not null,
  to_parent_id integer not null,
  primary key (tenant_id, order_id, node_id),
  foreign key (tenant_id, order_id, tree_id) references territory.move_orders (tenant_id, id, tree_id)
);
create index moves_of_node on territory.moves (tenant_id, tree_id, node_id);
create index moves_into on territory.moves (tenant_id, tree_id, to_parent_id);

-- Who answers for a node of a tree of its own. In the sales tree that is told by the personalities at the node.
create table territory.people_in_charge (
  tenant_id integer not null,
  id uuid not null,
  tree_id smallint not null,
  node_id integer not null,
  personality_id uuid not null,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  primary key (tenant_id, id),
  foreign key (tenant_id, tree_id, node_id) references territory.tree_nodes (tenant_id, tree_id, id),
  foreign key (tenant_id, personality_id) references identity.personalities (tenant_id, id)
);
create index people_in_charge_of_node on territory.people_in_charge (tenant_id, tree_id, node_id);
create index people_in_charge_by_personality on territory.people_in_charge (tenant_id, personality_id);

-- The organisation changes: the history follows, whoever changed it. A move that was planned here finds its place written already.
create function territory.organisation_changed() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  rank smallint := identity.kind_rank(new.kind);
  -- The door's day where the writer named it (tests move their clock), else the day in Rome.
  on_day date := coalesce(nullif(current_setting('volano.move_day', true), '')::date, (now() at time zone 'Europe/Rome')::date);
  held territory.placements;
begin
  if tg_op = 'INSERT' then
    if new.parent_id is null then
      insert into territory.trees (tenant_id, id, key, name_it, name_en) values
        (new.tenant_id, 1, 'sales', 'Rete commerciale', 'Sales network'), (new.tenant_id, 2, 'credit', 'Credito', 'Credit'), (new.tenant_id, 3, 'collection', 'Recupero', 'Collection');
      insert into territory.tree_nodes (tenant_id, tree_id, code, name, is_root, valid_from) values
        (new.tenant_id, 2, 'CRE', 'Credito', true, new.valid_from), (new.tenant_id, 3, 'REC', 'Recupero', true, new.valid_from);
    else
      insert into territory.placements (tenant_id, tree_id, node_id, parent_id, valid_from, level) values (new.tenant_id, 1, new.id, new.parent_id, new.valid_from, rank);
      if new.kind = 'dealer' then
        insert into territory.placements (tenant_id, tree_id, node_id, parent_id, valid_from, level)
        select r.tenant_id, r.tree_id, new.id, r.id, new.valid_from, rank from territory.tree_nodes r where r.tenant_id = new.tenant_id and r.is_root;
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
create trigger territory_node_added after insert on identity.nodes for each row execute function territory.organisation_changed();
create trigger territory_node_moved after update of parent_id on identity.nodes for each row when (old.parent_id is distinct from new.parent_id) execute function territory.organisation_changed();

-- What stands already: its present place since its first day, and the other trees with every dealer at the root.
insert into territory.trees (tenant_id, id, key, name_it, name_en)
select t.id, u.* from platform.tenants t, (values (1, 'sales', 'Rete commerciale', 'Sales network'), (2, 'credit', 'Credito', 'Credit'), (3, 'collection', 'Recupero', 'Collection')) u;
insert into territory.tree_nodes (tenant_id, tree_id, code, name, is_root, valid_from)
select n.tenant_id, u.tree_id, u.code, u.name, true, n.valid_from from identity.nodes n, (values (2, 'CRE', 'Credito'), (3, 'REC', 'Recupero')) u (tree_id, code, name) where n.parent_id is null;
insert into territory.placements (tenant_id, tree_id, node_id, parent_id, valid_from, level)
select n.tenant_id, 1, n.id, n.parent_id, n.valid_from, identity.kind_rank(n.kind) from identity.nodes n where n.parent_id is not null
union all
select n.tenant_id, r.tree_id, n.id, r.id, n.valid_from, identity.kind_rank(n.kind) from identity.nodes n join territory.tree_nodes r on r.tenant_id = n.tenant_id and r.is_root where n.kind = 'dealer';

-- Asked when the transaction ends, so that a reorganisation may pass through states that would not stand: no node below itself on any
-- day, none nowhere while it is in force.
create function territory.check_placement() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  changed territory.placements := case when tg_op = 'DELETE' then old else new end;
  covered datemultirange;
  needed daterange;
begin
  select range_agg(daterange(p.valid_from, p.valid_to)) into covered from territory.placements p
  where p.tenant_id = changed.tenant_id and p.tree_id = changed.tree_id and p.node_id = changed.node_id;
  if changed.level > 0 then
    select daterange(n.valid_from, n.valid_to) into needed from identity.nodes n where n.tenant_id = changed.tenant_id and n.id = changed.node_id;
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
-- What is added to a node's days opens no gap; only a node of the tree's own can come to stand below itself by it.
create constraint trigger whole after update or delete on territory.placements deferrable initially deferred for each row execute function territory.check_placement();
create constraint trigger added after insert on territory.placements deferrable initially deferred for each row when (new.tree_id <> 1 and new.level = 0) execute function territory.check_placement();

create function territory.check_parent_kind() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.tree_id = 1 and exists (select from identity.nodes p where p.tenant_id = new.tenant_id and p.id = new.parent_id and identity.kind_rank(p.kind) >= new.level) then
    raise exception 'that kind cannot stand below that node' using errcode = 'check_violation', constraint = 'placements_parent_kind';
  end if;
  return new;
end $$;
create trigger parent_kind before insert or update of parent_id on territory.placements for each row execute function territory.check_parent_kind();

-- The scope is the whole tenant.
create function territory.scope_is_whole() returns boolean language sql stable parallel safe
  as $$ select exists (select from platform.tenants t where t.id = platform.tenant_id() and t.root_node_id = platform.scope_node_id()) $$;

-- So is the reach: then no row need be looked for among all nodes.
create function territory.reach_is_whole() returns boolean language sql stable parallel safe
  as $$ select exists (select from platform.tenants t where t.id = platform.tenant_id() and t.root_node_id = platform.reach_node_id()) $$;

-- Staff reads the districts, regions and nodes of the other trees of its tenant; dealers and what stands below them within its reach.
alter table territory.trees enable row level security;
alter table territory.tree_nodes enable row level security;
alter table territory.placements enable row level security;
alter table territory.move_orders enable row level security;
alter table territory.moves enable row level security;
alter table territory.people_in_charge enable row level security;
create policy of_staff on territory.trees for select to volano_app using (tenant_id = (select platform.tenant_id()) and (select platform.reach_node_id()) <> 0);
create policy of_staff on territory.tree_nodes for select to volano_app using (tenant_id = (select platform.tenant_id()) and (select platform.reach_node_id()) <> 0);
create policy write_whole on territory.tree_nodes for insert to volano_app with check (tenant_id = (select platform.tenant_id()) and (select territory.scope_is_whole()));
create policy within_reach on territory.placements for select to volano_app using (
  tenant_id = (select platform.tenant_id()) and (select platform.reach_node_id()) <> 0 and (level < 4 or (select territory.reach_is_whole()) or node_id in (
    select c.descendant_id from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.reach_node_id()))));
-- The sales tree inside the scope, the place it is taken from included; the others by whoever has the whole tenant as scope.
create policy place_in_scope on territory.placements for insert to volano_app with check (
  tenant_id = (select platform.tenant_id()) and case when tree_id <> 1 then (select territory.scope_is_whole()) else
    node_id in (select c.descendant_id from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id()))
    and parent_id in (select c.descendant_id from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())) end);
create policy change_in_scope on territory.placements for update to volano_app using (
  tenant_id = (select platform.tenant_id()) and case when tree_id <> 1 then (select territory.scope_is_whole()) else
    node_id in (select c.descendant_id from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id()))
    and parent_id in (select c.descendant_id from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())) end);
create policy remove_in_scope on territory.placements for delete to volano_app using (
  tenant_id = (select platform.tenant_id()) and case when tree_id <> 1 then (select territory.scope_is_whole()) else
    node_id in (select c.descendant_id from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id()))
    and parent_id in (select c.descendant_id from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())) end);
create policy within_reach on territory.moves for select to volano_app using (
  tenant_id = (select platform.tenant_id()) and (select platform.reach_node_id()) <> 0 and (level < 4 or (select territory.reach_is_whole()) or node_id in (
    select c.descendant_id from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.reach_node_id()))));
create policy add_in_scope on territory.moves for insert to volano_app with check (
  tenant_id = (select platform.tenant_id()) and case when tree_id <> 1 then (select territory.scope_is_whole()) else
    node_id in (select c.descendant_id from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())) end);
create policy of_visible_moves on territory.move_orders for select to volano_app using (
  tenant_id = (select platform.tenant_id()) and (
    scope_node_id = (select platform.scope_node_id()) or id in (select m.order_id from territory.moves m where m.tenant_id = (select platform.tenant_id()))));
create policy add_from_scope on territory.move_orders for insert to volano_app with check (
  tenant_id = (select platform.tenant_id()) and scope_node_id = (select platform.scope_node_id()) and created_by is not distinct from (select platform.personality_id())
  and (tree_id = 1 or (select territory.scope_is_whole())));
create policy change_from_scope on territory.move_orders for update to volano_app using (
  tenant_id = (select platform.tenant_id()) and scope_node_id in (
    select c.descendant_id from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())));
create policy of_staff on territory.people_in_charge for select to volano_app using (tenant_id = (select platform.tenant_id()) and (select platform.reach_node_id()) <> 0);
create policy add_whole on territory.people_in_charge for insert to volano_app with check (tenant_id = (select platform.tenant_id()) and (select territory.scope_is_whole()));
create policy change_whole on territory.people_in_charge for update to volano_app using (tenant_id = (select platform.tenant_id()) and (select territory.scope_is_whole()));
grant select on territory.trees, territory.tree_nodes, territory.placements, territory.move_orders, territory.moves, territory.people_in_charge to volano_app;
grant insert on territory.tree_nodes, territory.move_orders, territory.moves, territory.people_in_charge to volano_app;
grant insert (tenant_id, tree_id, node_id, parent_id, valid_from, valid_to, level), delete on territory.placements to volano_app;
grant update (valid_to) on territory.placements to volano_app;
grant update (state, withdrawn_at) on territory.move_orders to volano_app;
grant update (valid_to) on territory.people_in_charge to volano_app;

-- Names of every place above the dealers, whatever the reach: a dealer's history names regions it has left. Nothing below, and
-- nothing for whoever stands nowhere in the organisation.
create function territory.upper_places() returns table (tree_id smallint, id integer, kind text, code text, name text, valid_from date, valid_to date)
language sql stable security definer rows 200 set search_path = pg_catalog, pg_temp as $$
  select 1::smallint, n.id, n.kind, n.code, n.name, n.valid_from, n.valid_to from identity.nodes n
  where n.tenant_id = platform.tenant_id() and n.kind in ('company', 'district', 'region') and platform.reach_node_id() <> 0
  union all
  select t.tree_id, t.id, 'area', t.code, t.name, t.valid_from, t.valid_to from territory.tree_nodes t
  where t.tenant_id = platform.tenant_id() and platform.reach_node_id() <> 0
$$;

-- Who covered a node on a day, in every tree: the places above it and the staff who stood there. Answered for nodes within reach
-- today; the people are those of that day, whether or not the asker would meet them now.
create function territory.covered_by(of_node integer, on_day date) returns table (
  tree_id smallint, depth integer, node_id integer, kind text, code text, name text, personality_id uuid, display_name text, profile_key text, since date, until date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with recursive above (tree_id, depth, node_id) as (
    select t.id, 0, of_node from territory.trees t where t.tenant_id = platform.tenant_id() and exists (
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
revoke all on function territory.upper_places(), territory.covered_by(integer, date), territory.organisation_changed(), territory.check_placement(), territory.check_parent_kind() from public;
grant execute on function territory.upper_places(), territory.covered_by(integer, date) to volano_app;

-- The places above a node on a day, itself at depth 0: as far as the asker sees them.
create function territory.path_on(of_tree smallint, of_node integer, on_day date) returns table (depth integer, node_id integer) language sql stable as $$
  with recursive above (depth, node_id) as (
    select 0, of_node
    union all
    select a.depth + 1, p.parent_id from above a
    join territory.placements p on p.tenant_id = platform.tenant_id() and p.tree_id = of_tree and p.node_id = a.node_id and p.valid_from <= on_day and (p.valid_to is null or p.valid_to > on_day)
    where a.depth < 64
  ) select a.depth, a.node_id from above a
$$;

-- Published for other modules: places of every day.
create view territory.v_placements with (security_invoker = true) as
  select p.tenant_id, t.key as tree, p.node_id, p.parent_id, p.level, p.valid_from, p.valid_to
  from territory.placements p join territory.trees t on t.tenant_id = p.tenant_id and t.id = p.tree_id;
grant select on territory.v_placements to volano_app;

-- Privileges of the trees for the profiles that stand; tenants set up later get them with their profiles.
insert into identity.profile_privileges (tenant_id, profile_key, privilege)
select p.tenant_id, p.key, u.privilege
from identity.profiles p
join (values ('dealerManager', 'territory.tree.read'), ('areaManager', 'territory.tree.read'), ('areaManager', 'territory.tree.write'), ('pricingManager', 'territory.tree.read'),
  ('creditOperator', 'territory.tree.read'), ('headOfCredit', 'territory.tree.write'), ('headOfCredit', 'flows.import.write'), ('itTechnician', 'territory.tree.read'),
  ('systemAdministrator', 'territory.tree.write'), ('payoutOperator', 'territory.tree.read'), ('careOperator', 'territory.tree.read'), ('collector', 'territory.tree.read')) u (profile_key, privilege)
  on u.profile_key = p.key
on conflict do nothing;
