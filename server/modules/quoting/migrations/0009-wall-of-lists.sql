-- The wall of quotes, cheaper. Its nodes come from one function, whose statement is planned once a session: written into the policy it
-- was planned anew, with the walls of the tree inside it, for each mention of quotes in each statement. Who sees what is as before.
create function quoting.nodes_in_scope() returns setof integer language plpgsql stable security definer rows 100 parallel safe set search_path = pg_catalog, pg_temp as $$
begin
  return query select c.descendant_id from identity.node_closure c where c.tenant_id = platform.tenant_id() and c.ancestor_id = platform.scope_node_id();
end $$;
revoke all on function quoting.nodes_in_scope() from public;
grant execute on function quoting.nodes_in_scope() to volano_app;

create or replace function quoting.sees_whole_tenant() returns boolean language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp as $$
begin
  return exists (select from platform.tenants t where t.id = platform.tenant_id() and t.root_node_id = platform.scope_node_id());
end $$;

-- The planner counts a look into the hashed nodes as one comparison and would look there before it asks a row its day or its own node; the
-- two additions of nothing put the wall behind those comparisons, which tell nothing of a row. An area's list passes twenty rows for one it shows.
alter policy within_scope on quoting.quotes
  using (tenant_id = (select platform.tenant_id()) and ((select quoting.sees_whole_tenant()) or (node_id + 0 + 0) in (select s.id from quoting.nodes_in_scope() s (id))));
