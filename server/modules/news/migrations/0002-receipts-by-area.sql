-- Who has read a version, without walking the rules of people, places and accounts once for every recipient: asked for a
-- place within the asker's scope, everybody at and below it is within his sight already. Counted by the place right below
-- the one that was asked for (`area_id`; null: at the place itself). Nothing for a place beyond the scope or a draft.
create function news.receipts_at(of_item uuid, of_version integer, at_node integer, on_day date) returns table (
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
      join identity.personalities p on p.tenant_id = l.tenant_id and p.node_id = here.id and p.valid_from <= $5 and (p.valid_to is null or p.valid_to > $5)
        and (l.profile_key is null or l.profile_key = p.profile_key) and (l.personality_id is null or l.personality_id = p.id)
        and (p.kind <> 'customer' or l.effect = 'exclude' or l.profile_key is not null or l.personality_id is not null)
      where l.tenant_id = $1 and l.item_id = $2 and l.version = $3
      group by p.id, p.account_id, p.label, here.name, here.area_id having bool_and(l.effect = 'include')
    )
    select r.area_id, r.id, a.display_name, r.label, r.name, s.first_seen_at, s.confirmed_at
    from reached r join identity.accounts a on a.id = r.account_id and a.status = 'active'
    left join news.receipts s on s.tenant_id = $1 and s.item_id = $2 and s.version = $3 and s.personality_id = r.id
  $q$ using tenant, of_item, of_version, at_node, on_day;
end $$;
revoke all on function news.receipts_at(uuid, integer, integer, date) from public;
grant execute on function news.receipts_at(uuid, integer, integer, date) to volano_app;

-- The language an attachment speaks; null: any.
alter table news.attachments add column language text check (language in ('it', 'en'));

-- The heads of everything, or of one version: whoever asks for one does not pay for the others.
drop function news.receipt_heads();
create function news.receipt_heads(of_item uuid default null, of_version integer default null) returns table (
  item_id uuid, version integer, kind text, state text, title_it text, title_en text, must_confirm boolean, confirm_by date, published_at timestamptz
) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select v.item_id, v.version, i.kind, v.state, v.title_it, v.title_en, v.must_confirm, v.confirm_by, v.published_at
  from news.versions v join news.items i on i.tenant_id = v.tenant_id and i.id = v.item_id
  where v.tenant_id = (select platform.tenant_id()) and v.published_at is not null and (of_item is null or v.item_id = of_item) and (of_version is null or v.version = of_version) and exists (
    select from news.audience_lines l join identity.node_closure c on c.tenant_id = l.tenant_id
      and ((c.ancestor_id = l.node_id and c.descendant_id = (select platform.scope_node_id())) or (c.ancestor_id = (select platform.scope_node_id()) and c.descendant_id = l.node_id))
    where l.tenant_id = v.tenant_id and l.item_id = v.item_id and l.version = v.version and l.effect = 'include')
$$;
revoke all on function news.receipt_heads(uuid, integer) from public;
grant execute on function news.receipt_heads(uuid, integer) to volano_app;
