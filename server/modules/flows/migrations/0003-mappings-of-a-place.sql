-- A mapping belongs to the place it was kept at: offered to whoever works there or below, changed there alone. Those kept
-- so far were everybody's, and stay so at the top.
alter table flows.mappings add column node_id integer;
update flows.mappings m set node_id = t.root_node_id from platform.tenants t where t.id = m.tenant_id;
alter table flows.mappings alter column node_id set not null;
alter table flows.mappings drop constraint mappings_pkey;
alter table flows.mappings add primary key (tenant_id, node_id, kind, name);
drop policy same_tenant on flows.mappings;
create policy of_places_above on flows.mappings for select to volano_app
  using (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.ancestor_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.descendant_id = (select platform.scope_node_id())));
create policy kept_here on flows.mappings for insert to volano_app
  with check (tenant_id = (select platform.tenant_id()) and node_id = (select platform.scope_node_id()));
create policy changed_here on flows.mappings for update to volano_app
  using (tenant_id = (select platform.tenant_id()) and node_id = (select platform.scope_node_id()))
  with check (tenant_id = (select platform.tenant_id()) and node_id = (select platform.scope_node_id()));
create policy dropped_here on flows.mappings for delete to volano_app
  using (tenant_id = (select platform.tenant_id()) and node_id = (select platform.scope_node_id()));
