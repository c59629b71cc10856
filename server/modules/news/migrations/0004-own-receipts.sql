-- Nobody reads for another: whoever stands in leaves a receipt of his own beside that of the absent, who finds everything unread
-- at the return. What somebody has confirmed as himself opens the gate for him wherever he stands in.
alter table news.receipts drop constraint receipts_pkey, add primary key (tenant_id, item_id, version, personality_id, account_id);
drop index news.receipts_own;
create index receipts_own on news.receipts (tenant_id, account_id, item_id, version);
drop policy own on news.receipts;
create policy own on news.receipts to volano_app
  using (tenant_id = (select platform.tenant_id()) and account_id = (select platform.account_id()))
  with check (tenant_id = (select platform.tenant_id()) and personality_id = (select platform.personality_id()) and account_id = (select platform.account_id())
    and exists (select from news.versions v where v.tenant_id = receipts.tenant_id and v.item_id = receipts.item_id and v.version = receipts.version));

-- A receipt counts for a role when whoever holds it gave it. Otherwise as in 0003.
create or replace function news.receipts_at(of_item uuid, of_version integer, at_node integer, on_day date) returns table (
  area_id integer, personality_id uuid, display_name text, label text, place text, first_seen_at timestamptz, confirmed_at timestamptz
) language plpgsql stable security definer rows 1000 set search_path = pg_catalog, pg_temp as $$
declare
  tenant integer := platform.tenant_id();
begin
  if not exists (select from news.versions v where v.tenant_id = tenant and v.item_id = of_item and v.version = of_version and v.published_at is not null)
    or not exists (select from identity.node_closure s where s.tenant_id = tenant and s.ancestor_id = platform.scope_node_id() and s.descendant_id = at_node) then
    return;
  end if;
  -- Planned with its values each time: a plan for any place at all takes the way that suits one dealer for ten thousand people.
  return query execute $q$
    with place as materialized (
      select n.id, n.name, c.ancestor_id as area_id
      from identity.node_closure b
      join identity.nodes n on n.tenant_id = b.tenant_id and n.id = b.descendant_id and n.valid_from <= $5 and (n.valid_to is null or n.valid_to > $5)
      left join (identity.node_closure c join identity.nodes a on a.tenant_id = c.tenant_id and a.id = c.ancestor_id and a.parent_id = $4) on c.tenant_id = $1 and c.descendant_id = b.descendant_id
      where b.tenant_id = $1 and b.ancestor_id = $4
    ), reached as (
      select p.id, p.account_id, p.label, here.name, here.area_id
      from news.audience_lines l join identity.node_closure c on c.tenant_id = l.tenant_id and c.ancestor_id = l.node_id
      join place here on here.id = c.descendant_id
      join identity.personalities p on p.tenant_id = l.tenant_id and p.node_id = here.id and p.suspended_at is null and p.valid_from <= $5 and (p.valid_to is null or p.valid_to > $5)
        and (l.profile_key is null or l.profile_key = p.profile_key) and (l.personality_id is null or l.personality_id = p.id)
        and (p.kind <> 'customer' or l.effect = 'exclude' or l.profile_key is not null or l.personality_id is not null)
      where l.tenant_id = $1 and l.item_id = $2 and l.version = $3
      group by p.id, p.account_id, p.label, here.name, here.area_id having bool_and(l.effect = 'include')
    )
    select r.area_id, r.id, a.display_name, r.label, r.name, s.first_seen_at, s.confirmed_at
    from reached r join identity.accounts a on a.id = r.account_id and a.status = 'active'
    left join news.receipts s on s.tenant_id = $1 and s.item_id = $2 and s.version = $3 and s.personality_id = r.id and s.account_id = r.account_id
  $q$ using tenant, of_item, of_version, at_node, on_day;
end $$;
