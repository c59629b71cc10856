-- What closes a gate to the acting personality, asked before every save. As a plain question it met the policies of versions, people
-- and receipts one inside the other: four hundred and eighty parts to make ready before the first row. Here the function is the wall:
-- it answers of the tenant and the personality of the transaction alone, and nothing that `addressed` would not show them.
create function news.closed_gate(of_gate text, on_day date, in_any_role boolean) returns table (item_id uuid, version integer, title_it text, title_en text)
language plpgsql stable security definer rows 1 set search_path = pg_catalog, pg_temp as $$
begin
  return query
    select v.item_id, v.version, v.title_it, v.title_en
    from news.versions v join identity.personalities p on p.tenant_id = v.tenant_id and p.id = (select platform.personality_id())
    where v.tenant_id = (select platform.tenant_id()) and v.state = 'published' and v.valid_from <= on_day and (v.valid_to is null or v.valid_to > on_day)
      and v.gates <> '{}' and v.gates @> array[of_gate]
      and exists (
        select from news.audience_lines l join identity.node_closure c on c.tenant_id = l.tenant_id and c.ancestor_id = l.node_id and c.descendant_id = p.node_id
        where l.tenant_id = v.tenant_id and l.item_id = v.item_id and l.version = v.version and l.effect = 'include'
          and (l.profile_key is null or l.profile_key = p.profile_key) and (l.personality_id is null or l.personality_id = p.id)
          and (p.kind <> 'customer' or l.profile_key is not null or l.personality_id is not null))
      and not exists (
        select from news.audience_lines l join identity.node_closure c on c.tenant_id = l.tenant_id and c.ancestor_id = l.node_id and c.descendant_id = p.node_id
        where l.tenant_id = v.tenant_id and l.item_id = v.item_id and l.version = v.version and l.effect = 'exclude'
          and (l.profile_key is null or l.profile_key = p.profile_key) and (l.personality_id is null or l.personality_id = p.id))
      and not exists (
        select from news.receipts r
        where r.tenant_id = v.tenant_id and r.item_id = v.item_id and r.version = v.version and r.account_id = (select platform.account_id())
          and (in_any_role or r.personality_id = p.id) and r.confirmed_at is not null)
    order by v.published_at, v.item_id limit 1;
end $$;
revoke all on function news.closed_gate(text, date, boolean) from public;
grant execute on function news.closed_gate(text, date, boolean) to volano_app;
