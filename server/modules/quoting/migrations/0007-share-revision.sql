-- A link shows the revision its customer was sent, unless the seller chose that it follows later ones.
alter table quoting.shares
  add column revision integer,
  add column follows boolean;
-- Links made so far showed the newest revision. Those of chosen proposals stay with the revision they were chosen in:
-- numbers of a later one may name other cars.
update quoting.shares s set follows = s.proposals is null, revision = (
  select coalesce(max(r.revision), 1) from quoting.quote_revisions r where r.tenant_id = s.tenant_id and r.quote_id = s.quote_id and r.saved_at <= s.created_at);
alter table quoting.shares
  alter column revision set not null,
  alter column follows set not null,
  add constraint shares_of_a_revision foreign key (tenant_id, quote_id, revision) references quoting.quote_revisions (tenant_id, quote_id, revision),
  add constraint shares_follow_whole check (not follows or proposals is null);

-- The gate learns also which revision is shown; null is the newest.
drop function quoting.open_share(bytea, date);
create function quoting.open_share(token_digest bytea, today date)
  returns table (
    tenant_id integer, tenant_code text, tenant_name text, share_id uuid, quote_id uuid, node_id integer, dealer_node_id integer, revision integer, proposals integer[], expires_on date)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.tenant_id, t.code, t.name, s.id, s.quote_id, s.node_id, s.dealer_node_id, case when s.follows then null else s.revision end, s.proposals, least(s.expires_on, q.expires_on)
  from quoting.shares s join platform.tenants t on t.id = s.tenant_id join quoting.quotes q on q.tenant_id = s.tenant_id and q.id = s.quote_id
  where s.token_digest = open_share.token_digest and s.ended_at is null and s.expires_on >= open_share.today and q.expires_on >= open_share.today $$;
revoke execute on function quoting.open_share(bytea, date) from public;
grant execute on function quoting.open_share(bytea, date) to volano_gate;
