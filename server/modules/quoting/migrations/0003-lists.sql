-- Lists of quotes: every order of the list stands in two indexes, one through the whole tenant and one through each node.
-- A narrow scope (a seller, a dealer) merges the first rows of its few nodes; a wide one walks the tenant's index, whose
-- entries carry the node, so that rows outside the scope are passed over without being fetched. Either way the work depends
-- on the page and the scope, not on how many quotes there are.
drop index quoting.quotes_by_node;
drop index quoting.quotes_newest;
alter table quoting.quotes drop constraint quotes_tenant_id_number_key;

create index quotes_newest on quoting.quotes (tenant_id, created_at, id) include (node_id, expires_on, follow_up_on, plan, customer_type);
create unique index quotes_by_number on quoting.quotes (tenant_id, number) include (node_id, id);
create index quotes_by_amount on quoting.quotes (tenant_id, total_credit_cents, id) include (node_id);
create index quotes_by_instalment on quoting.quotes (tenant_id, instalment_cents, id) include (node_id);
create index quotes_by_expiry on quoting.quotes (tenant_id, expires_on, id) include (node_id);
create index quotes_by_seller on quoting.quotes (tenant_id, seller_name collate "it-x-icu", id desc) include (node_id);

create index quotes_newest_of_node on quoting.quotes (tenant_id, node_id, created_at, id) include (expires_on, follow_up_on, plan, customer_type);
create index quotes_number_of_node on quoting.quotes (tenant_id, node_id, number) include (id);
create index quotes_amount_of_node on quoting.quotes (tenant_id, node_id, total_credit_cents, id);
create index quotes_instalment_of_node on quoting.quotes (tenant_id, node_id, instalment_cents, id);
create index quotes_expiry_of_node on quoting.quotes (tenant_id, node_id, expires_on, id);
create index quotes_seller_of_node on quoting.quotes (tenant_id, node_id, seller_name collate "it-x-icu", id desc);

create index quotes_follow_up on quoting.quotes (tenant_id, follow_up_on, id) include (node_id) where follow_up_on is not null;
create index quotes_follow_up_of_node on quoting.quotes (tenant_id, node_id, follow_up_on, id) where follow_up_on is not null;
create index quotes_of_stock on quoting.quotes (tenant_id, stock_vehicle_id, id) where stock_vehicle_id is not null;

-- Search text from now on: a space before every word, letters small and plain.
update quoting.quotes set search_text = rtrim(' ' || regexp_replace(translate(search_text, 'àáèéìíòóùúäöüç', 'aaeeiioouuaouc'), '[^a-z0-9.]+', ' ', 'g'));

-- Below a policy only leakproof operators reach an index and the one of text search is not: the index of words is read by a
-- function with the owner's rights, which asks for tenant and scope itself. Each word carries its tenant ('7/panda').
create function quoting.search_words(tenant_id integer, search_text text) returns tsvector language sql immutable parallel safe
  as $$ select array_to_tsvector(array_remove(string_to_array(replace(search_text, ' ', ' ' || tenant_id::text || '/'), ' '), '')) $$;
-- Written at every save: entries wait in a short list, which every search reads to its end.
create index quotes_words on quoting.quotes using gin (quoting.search_words(tenant_id, search_text)) with (fastupdate = on, gin_pending_list_limit = 256);

-- Quotes of the caller's scope that hold a word beginning with each of `words`; null when more than `most` quotes of the
-- tenant do: so common a word is met soon by walking through the list itself. The words are not known when this is planned,
-- hence the settings, which leave only the index of words.
create function quoting.match_quotes(words text[], most integer) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off set enable_indexscan = off as $$
  select case when count(*) <= most then coalesce(array_agg(m.id) filter (where m.node_id in (
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
revoke all on function quoting.match_quotes(text[], integer) from public;
grant execute on function quoting.match_quotes(text[], integer) to volano_app;
