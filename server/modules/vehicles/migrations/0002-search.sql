-- Searching versions by the beginnings of words. Below a policy only leakproof operators reach an index, and the one of
-- text search is not: the index is read by a function with the owner's rights, which asks for the tenant itself.
-- Each word carries its tenant ('7/panda'), so that a large catalogue costs its neighbours nothing.
create function vehicles.search_words(tenant_id integer, search_text text) returns tsvector language sql immutable parallel safe
  as $$ select array_to_tsvector(array_remove(string_to_array(replace(search_text, ' ', ' ' || tenant_id::text || '/'), ' '), '')) $$;
-- Read at every key, written a few times a year: no list of entries still to be sorted in.
create index versions_words on vehicles.versions using gin (vehicles.search_words(tenant_id, search_text)) with (fastupdate = off);

-- Versions on sale that hold a word beginning with each of `words`, at most `most` of them in no order. The words and
-- the limit are not known when it is planned, so a walk through the table would be guessed cheaper than the index of words:
-- measured thirty times dearer. Hence the two settings, which leave only that index.
create function vehicles.match_versions(words text[], on_day date, most integer) returns table (version_id uuid, search_text text)
  language sql stable security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off set enable_indexscan = off as $$
  select v.id, v.search_text
  from vehicles.versions v
  where vehicles.search_words(v.tenant_id, v.search_text) @@ (
      select string_agg('''' || platform.tenant_id()::text || '/' || replace(replace(w.word, '\', '\\'), '''', '''''') || ''':*', ' & ')::tsquery
      from unnest(words) w (word))
    and v.tenant_id = platform.tenant_id() and v.valid_from <= on_day and (v.valid_to is null or v.valid_to > on_day)
  limit most
$$;
revoke all on function vehicles.match_versions(text[], date, integer) from public;
grant execute on function vehicles.match_versions(text[], date, integer) to volano_app;

-- Stock is listed by arrival.
create index stock_by_arrival on vehicles.stock_vehicles (tenant_id, node_id, arrived_on desc, id desc);
drop index vehicles.stock_by_node;
