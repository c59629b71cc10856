-- Whether somebody also works at a place of the company that whoever acts does not see over: the answer alone, not where.
create function identity.stands_beyond_scope(of_account uuid, on_day date) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from identity.personalities p
    where p.account_id = of_account and p.tenant_id = platform.tenant_id() and p.kind <> 'customer' and (p.valid_to is null or p.valid_to > on_day)
      and p.node_id not in (select c.descendant_id from identity.node_closure c where c.tenant_id = platform.tenant_id() and c.ancestor_id = platform.scope_node_id()))
$$;
revoke all on function identity.stands_beyond_scope(uuid, date) from public;
grant execute on function identity.stands_beyond_scope(uuid, date) to volano_app;
