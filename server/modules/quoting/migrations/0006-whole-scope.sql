-- Who stands at the tenant's root sees all of the tenant: no list of its fourteen thousand nodes is hashed at each page to say so.
create function quoting.sees_whole_tenant() returns boolean language sql stable parallel safe
  as $$ select exists (select from platform.tenants t where t.id = platform.tenant_id() and t.root_node_id = platform.scope_node_id()) $$;

drop policy within_scope on quoting.quotes;
create policy within_scope on quoting.quotes to volano_app
  using (tenant_id = (select platform.tenant_id()) and ((select quoting.sees_whole_tenant()) or node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id()))))
  with check (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())));

create or replace function quoting.match_quotes(words text[], most integer) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off set enable_indexscan = off as $$
  select case when count(*) <= most then coalesce(array_agg(m.id) filter (where (select quoting.sees_whole_tenant()) or m.node_id in (
      select c.descendant_id from identity.node_closure c where c.tenant_id = platform.tenant_id() and c.ancestor_id = platform.scope_node_id())), '{}') end
  from (
    select q.id, q.node_id from quoting.quotes q
    where quoting.search_words(q.tenant_id, q.search_text) @@ (
        select string_agg('''' || platform.tenant_id()::text || '/' || replace(replace(w.word, '\', '\\'), '''', '''''') || ''':*', ' & ')::tsquery
        from unnest(words) w (word))
      and q.tenant_id = platform.tenant_id()
    limit most + 1
  ) m
$$;

-- Quotes of one day run by the instant of their first save: a list of what expired, or is due, newest first then reads the
-- newest of each of the last days instead of passing all that is still open.
drop index quoting.quotes_by_expiry;
drop index quoting.quotes_expiry_of_node;
drop index quoting.quotes_follow_up;
drop index quoting.quotes_follow_up_of_node;
create index quotes_by_expiry on quoting.quotes (tenant_id, expires_on, created_at, id) include (node_id);
create index quotes_expiry_of_node on quoting.quotes (tenant_id, node_id, expires_on, created_at, id);
create index quotes_follow_up on quoting.quotes (tenant_id, follow_up_on, created_at, id) include (node_id) where follow_up_on is not null;
create index quotes_follow_up_of_node on quoting.quotes (tenant_id, node_id, follow_up_on, created_at, id) where follow_up_on is not null;
