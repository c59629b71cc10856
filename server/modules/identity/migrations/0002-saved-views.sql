-- Saved views of a list: filters, order and columns under a name. Of one personality, or lent to everybody at or below a node.
create table identity.saved_views (
  tenant_id integer not null references platform.tenants (id),
  id uuid not null,
  -- Which list: 'quotes', 'stock'.
  list text not null check (list ~ '^[a-z][a-z-]{1,30}$'),
  personality_id uuid not null,
  -- Null: its owner's alone. Else everybody whose scope is this node or below sees it; the owner alone may change it.
  shared_node_id integer,
  name text not null check (length(name) between 1 and 60),
  -- Address of the list without the page: filters, sort, columns.
  query jsonb not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, personality_id) references identity.personalities (tenant_id, id),
  foreign key (tenant_id, shared_node_id) references identity.nodes (tenant_id, id)
);
create unique index saved_views_of_personality on identity.saved_views (tenant_id, personality_id, list, lower(name));
create index saved_views_of_node on identity.saved_views (tenant_id, shared_node_id, list) where shared_node_id is not null;
alter table identity.saved_views enable row level security;
create policy own_or_lent on identity.saved_views for select to volano_app using (
  tenant_id = (select platform.tenant_id()) and (
    personality_id = (select platform.personality_id())
    or shared_node_id in (
      select c.ancestor_id from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.descendant_id = (select platform.scope_node_id()))));
-- Lent to the own reach or to a node between it and the own scope, never higher: a seller cannot put a view into the whole network.
create policy add_own on identity.saved_views for insert to volano_app with check (
  tenant_id = (select platform.tenant_id()) and personality_id = (select platform.personality_id())
  and (shared_node_id is null or shared_node_id in (
    select c.descendant_id from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.reach_node_id()))));
create policy change_own on identity.saved_views for update to volano_app
  using (tenant_id = (select platform.tenant_id()) and personality_id = (select platform.personality_id()))
  with check (
  tenant_id = (select platform.tenant_id()) and personality_id = (select platform.personality_id())
  and (shared_node_id is null or shared_node_id in (
    select c.descendant_id from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.reach_node_id()))));
create policy remove_own on identity.saved_views for delete to volano_app
  using (tenant_id = (select platform.tenant_id()) and personality_id = (select platform.personality_id()));
grant select, insert, delete on identity.saved_views to volano_app;
grant update (name, query, shared_node_id) on identity.saved_views to volano_app;

-- The view with which a personality's list opens.
create table identity.default_views (
  tenant_id integer not null,
  personality_id uuid not null,
  list text not null,
  view_id uuid not null,
  primary key (tenant_id, personality_id, list),
  foreign key (tenant_id, view_id) references identity.saved_views (tenant_id, id) on delete cascade,
  foreign key (tenant_id, personality_id) references identity.personalities (tenant_id, id)
);
alter table identity.default_views enable row level security;
create policy own on identity.default_views to volano_app
  using (tenant_id = (select platform.tenant_id()) and personality_id = (select platform.personality_id()))
  with check (tenant_id = (select platform.tenant_id()) and personality_id = (select platform.personality_id()));
grant select, insert, update, delete on identity.default_views to volano_app;
create index default_views_of_view on identity.default_views (tenant_id, view_id);
