-- Whose reach is the tenant's root sees all of its stock: no list of its fourteen thousand nodes is hashed at each search to say so.
create function vehicles.reaches_whole_tenant() returns boolean language sql stable parallel safe
  as $$ select exists (select from platform.tenants t where t.id = platform.tenant_id() and t.root_node_id = platform.reach_node_id()) $$;

drop policy within_reach on vehicles.stock_vehicles;
create policy within_reach on vehicles.stock_vehicles to volano_app
  using (tenant_id = (select platform.tenant_id()) and ((select vehicles.reaches_whole_tenant()) or node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.reach_node_id()))))
  with check (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.reach_node_id())));

create or replace function vehicles.match_stock(words text[], most integer) returns table (stock_id uuid, search_text text, state text, held_until date)
  language sql stable security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off set enable_indexscan = off as $$
  select s.id, s.search_text, s.state, s.held_until
  from vehicles.stock_vehicles s
  where vehicles.stock_search_words(s.tenant_id, s.search_text) @@ (
      select string_agg('''' || platform.tenant_id()::text || '/' || replace(replace(w.word, '\', '\\'), '''', '''''') || ''':*', ' & ')::tsquery
      from unnest(words) w (word))
    and s.tenant_id = platform.tenant_id()
    and ((select vehicles.reaches_whole_tenant()) or s.node_id in (
      select c.descendant_id from identity.node_closure c where c.tenant_id = platform.tenant_id() and c.ancestor_id = platform.reach_node_id()))
  limit most
$$;
