-- Pre-contract information: what the lender tells about itself, dated, and every delivery of a form to a customer.
create table quoting.lender_terms (
  tenant_id integer not null references platform.tenants (id),
  valid_from date not null,
  content jsonb not null,
  -- Personality that decided it; null = the program itself.
  decided_by uuid,
  decided_at timestamptz not null,
  primary key (tenant_id, valid_from)
);
alter table quoting.lender_terms enable row level security;
create policy of_tenant on quoting.lender_terms to volano_app
  using (tenant_id = (select platform.tenant_id()))
  with check (tenant_id = (select platform.tenant_id()));
-- A version that has begun is never changed: the next day gets a new one.
grant select, insert on quoting.lender_terms to volano_app;

create table quoting.precontract_deliveries (
  tenant_id integer not null,
  id uuid not null,
  quote_id uuid not null,
  revision integer not null,
  proposal integer not null,
  node_id integer not null,
  form text not null check (form in ('iebcc-2010', 'ieb-2026')),
  language text not null check (language in ('it', 'en')),
  -- The very paper: its digest in the archive.
  document_id uuid not null,
  document_sha256 bytea not null check (octet_length(document_sha256) = 32),
  channel text not null check (channel in ('handed', 'email', 'link')),
  -- Who received it, as told or written in the address; a link is received when it is opened.
  recipient text not null default '',
  given_by text not null,
  given_at timestamptz not null,
  -- Address of the mail, answer of the mail server, moment and network of an opening.
  proof jsonb not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, quote_id, revision, proposal) references quoting.quote_proposals (tenant_id, quote_id, revision, number)
);
create index precontract_deliveries_by_quote on quoting.precontract_deliveries (tenant_id, quote_id, given_at desc);
alter table quoting.precontract_deliveries enable row level security;
create policy within_scope on quoting.precontract_deliveries to volano_app
  using (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())))
  with check (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())));
-- A log: written, read, never changed.
grant select, insert on quoting.precontract_deliveries to volano_app;
