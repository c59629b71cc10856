-- Links that show a quote to its customer. Of the token only its SHA-256 is kept: who reads this table cannot open a link.
create table quoting.shares (
  tenant_id integer not null,
  id uuid not null,
  quote_id uuid not null,
  node_id integer not null,
  dealer_node_id integer not null,
  token_digest bytea not null unique check (octet_length(token_digest) = 32),
  -- Numbers of the proposals shown; null shows all.
  proposals integer[] check (cardinality(proposals) between 1 and 3),
  -- Last day on which it opens; the quote's own expiry ends it too.
  expires_on date not null,
  created_by_name text not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  openings integer not null default 0,
  first_opened_at timestamptz,
  last_opened_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, quote_id) references quoting.quotes (tenant_id, id)
);
create index shares_by_quote on quoting.shares (tenant_id, quote_id, created_at desc);
alter table quoting.shares enable row level security;
create policy within_scope on quoting.shares to volano_app
  using (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())))
  with check (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())));
grant select, insert, update (ended_at, openings, first_opened_at, last_opened_at) on quoting.shares to volano_app;

-- The gate asks with a digest and learns of that one share, or nothing: never made, ended and expired look the same.
create function quoting.open_share(token_digest bytea, today date)
  returns table (tenant_id integer, tenant_code text, tenant_name text, share_id uuid, quote_id uuid, node_id integer, dealer_node_id integer, proposals integer[], expires_on date)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.tenant_id, t.code, t.name, s.id, s.quote_id, s.node_id, s.dealer_node_id, s.proposals, least(s.expires_on, q.expires_on)
  from quoting.shares s join platform.tenants t on t.id = s.tenant_id join quoting.quotes q on q.tenant_id = s.tenant_id and q.id = s.quote_id
  where s.token_digest = open_share.token_digest and s.ended_at is null and s.expires_on >= open_share.today and q.expires_on >= open_share.today $$;
revoke execute on function quoting.open_share(bytea, date) from public;
grant usage on schema quoting to volano_gate;
grant execute on function quoting.open_share(bytea, date) to volano_gate;

-- What a device opened in an hour: the timeline tells each once.
create table quoting.share_openings (
  tenant_id integer not null,
  share_id uuid not null,
  -- Digest of share, network and browser: tells two devices apart and names nobody.
  device bytea not null check (octet_length(device) = 32),
  hour timestamptz not null,
  -- 'page', or the form: 'iebcc-2010:1:it'.
  what text not null,
  node_id integer not null,
  primary key (tenant_id, share_id, device, hour, what),
  foreign key (tenant_id, share_id) references quoting.shares (tenant_id, id)
);
alter table quoting.share_openings enable row level security;
create policy within_scope on quoting.share_openings to volano_app
  using (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())))
  with check (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())));
grant select, insert on quoting.share_openings to volano_app;

-- "I want to go on": what the customer chose, priced by the server.
create table quoting.share_requests (
  tenant_id integer not null,
  id uuid not null,
  share_id uuid not null,
  quote_id uuid not null,
  node_id integer not null,
  revision integer not null,
  proposal integer not null,
  -- Of choice and contact: the same wish sent again is the same request.
  choice_digest bytea not null check (octet_length(choice_digest) = 32),
  input jsonb not null,
  figures jsonb not null,
  phone text not null,
  email text not null,
  asked_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, share_id, choice_digest),
  foreign key (tenant_id, share_id) references quoting.shares (tenant_id, id),
  foreign key (tenant_id, quote_id, revision, proposal) references quoting.quote_proposals (tenant_id, quote_id, revision, number)
);
create index share_requests_by_quote on quoting.share_requests (tenant_id, quote_id, asked_at desc);
alter table quoting.share_requests enable row level security;
create policy within_scope on quoting.share_requests to volano_app
  using (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())))
  with check (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())));
grant select, insert on quoting.share_requests to volano_app;

-- Mails of a quote: what they carried, until the mail server's answer is written on the timeline.
create table quoting.quote_mails (
  tenant_id integer not null,
  mail_id uuid not null,
  quote_id uuid not null,
  revision integer not null,
  node_id integer not null,
  to_address text not null,
  subject text not null,
  -- As the seller wrote it, without link and signature.
  message text not null,
  -- Names the seller's deed: the same sent twice is one mail.
  request_key uuid not null,
  -- The pre-contract form that went along: proposal, form, language, document and its digest; null for none.
  precontract jsonb,
  primary key (tenant_id, mail_id),
  unique (tenant_id, quote_id, request_key),
  foreign key (tenant_id, quote_id, revision) references quoting.quote_revisions (tenant_id, quote_id, revision)
);
alter table quoting.quote_mails enable row level security;
create policy within_scope on quoting.quote_mails to volano_app
  using (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())))
  with check (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())));
grant select, insert on quoting.quote_mails to volano_app;
