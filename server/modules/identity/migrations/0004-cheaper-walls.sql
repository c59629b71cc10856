-- The walls of places and people without a list of all that stands behind them. A membership asked as `in (…)` is hashed whole
-- at each statement: fourteen thousand nodes and ten thousand people at the headquarters, to show one name. Asked as `exists (…)`
-- the planner probes the index for the few rows of a statement and hashes only where it reads many; and who stands at the root
-- of the tenant is not asked at all. Who sees what is as before.
create function identity.reaches_whole_tenant() returns boolean language sql stable parallel safe
  as $$ select exists (select from platform.tenants t where t.id = platform.tenant_id() and t.root_node_id = platform.reach_node_id()) $$;

drop policy within_reach on identity.nodes;
create policy within_reach on identity.nodes for select to volano_app using (
  tenant_id = (select platform.tenant_id()) and (
    (select identity.reaches_whole_tenant())
    or exists (select from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.reach_node_id()) and c.descendant_id = nodes.id)
    or exists (select from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.descendant_id = (select platform.reach_node_id()) and c.ancestor_id = nodes.id)));

drop policy add_below_scope on identity.nodes;
create policy add_below_scope on identity.nodes for insert to volano_app with check (
  tenant_id = (select platform.tenant_id())
  and exists (select from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id()) and c.descendant_id = nodes.parent_id));

drop policy change_in_scope on identity.nodes;
create policy change_in_scope on identity.nodes for update to volano_app using (
  tenant_id = (select platform.tenant_id())
  and exists (select from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id()) and c.descendant_id = nodes.id))
  with check (
  tenant_id = (select platform.tenant_id()) and (parent_id is null
    or exists (select from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id()) and c.descendant_id = nodes.parent_id)));

-- On the path upwards only staff is seen: a customer stands at the company and is nobody's colleague.
drop policy within_reach on identity.personalities;
create policy within_reach on identity.personalities for select to volano_app using (
  tenant_id = (select platform.tenant_id()) and (
    (select identity.reaches_whole_tenant())
    or exists (select from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.reach_node_id()) and c.descendant_id = personalities.node_id)
    or (kind = 'staff' and exists (
      select from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.descendant_id = (select platform.reach_node_id()) and c.ancestor_id = personalities.node_id))
    or account_id = (select platform.account_id())));

drop policy add_in_scope on identity.personalities;
create policy add_in_scope on identity.personalities for insert to volano_app with check (
  tenant_id = (select platform.tenant_id())
  and exists (select from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id()) and c.descendant_id = personalities.node_id));

drop policy change_in_scope on identity.personalities;
create policy change_in_scope on identity.personalities for update to volano_app using (
  tenant_id = (select platform.tenant_id())
  and exists (select from identity.node_closure c where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id()) and c.descendant_id = personalities.node_id));

drop policy of_visible_people on identity.accounts;
create policy of_visible_people on identity.accounts for select to volano_app using (
  exists (select from identity.personalities p where p.tenant_id = (select platform.tenant_id()) and p.account_id = accounts.id) or id = (select platform.account_id()));
