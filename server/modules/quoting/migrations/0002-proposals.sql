-- A revision holds one to three alternatives, or the lines of a fleet; who buys belongs to the quote; a timeline tells its life.
create table quoting.quote_proposals (
  tenant_id integer not null,
  quote_id uuid not null,
  revision integer not null,
  number integer not null check (number between 1 and 20),
  quantity integer not null check (quantity between 1 and 500),
  node_id integer not null,
  -- What was asked, the conditions of that day and the vehicle as it was: enough to compute the same figures again.
  input jsonb not null,
  conditions jsonb not null,
  vehicle jsonb not null,
  figures jsonb not null,
  -- SHA-256 over figures with the whole plan: a replay proves itself against it.
  figures_digest bytea not null,
  offer_id uuid not null,
  offer_version integer not null,
  primary key (tenant_id, quote_id, revision, number),
  foreign key (tenant_id, quote_id, revision) references quoting.quote_revisions (tenant_id, quote_id, revision)
);
alter table quoting.quote_proposals enable row level security;
create policy within_scope on quoting.quote_proposals to volano_app
  using (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())))
  with check (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())));
-- Insert and select only: what was saved cannot be changed by the program.
grant select, insert on quoting.quote_proposals to volano_app;

-- Revisions so far had one proposal, without options, accessories and a car given in; what they did not keep stays unknown.
insert into quoting.quote_proposals (tenant_id, quote_id, revision, number, quantity, node_id, input, conditions, vehicle, figures, figures_digest, offer_id, offer_version)
select r.tenant_id, r.quote_id, r.revision, 1, 1, r.node_id,
  r.input || '{"optionCodes": [], "accessories": [], "tradeIn": null}',
  '{"servicePackages": []}' || r.conditions,
  r.vehicle || '{"housePriceCents": null, "options": [], "optionsCents": 0}',
  r.figures || '{"lease": null}', r.figures_digest, (r.input ->> 'offerId')::uuid, (r.input ->> 'offerVersion')::integer
from quoting.quote_revisions r;

-- Search finds the frame number too.
update quoting.quotes q set search_text = q.search_text || ' ' || lower(p.vehicle ->> 'vin')
from quoting.quote_proposals p
where p.tenant_id = q.tenant_id and p.quote_id = q.id and p.revision = q.revision and p.number = 1 and p.vehicle ->> 'vin' is not null;

alter table quoting.quote_revisions
  drop column input,
  drop column conditions,
  drop column vehicle,
  drop column figures,
  drop column figures_digest,
  add column kind text not null default 'alternatives' check (kind in ('alternatives', 'fleet')),
  add column customer jsonb not null default '{"type": "consumer", "phone": "", "email": ""}',
  add column channel text not null default 'showroom' check (channel in ('showroom', 'remote')),
  add column note text not null default '';
alter table quoting.quote_revisions
  alter column kind drop default, alter column customer drop default, alter column channel drop default, alter column note drop default;

alter table quoting.quotes
  add column kind text not null default 'alternatives' check (kind in ('alternatives', 'fleet')),
  -- Alternatives, or lines of a fleet.
  add column proposals integer not null default 1 check (proposals between 1 and 20),
  -- Cars: 1 for alternatives.
  add column quantity integer not null default 1 check (quantity between 1 and 10000),
  add column customer_type text not null default 'consumer' check (customer_type in ('consumer', 'soleTrader', 'company')),
  add column phone text not null default '',
  add column email text not null default '',
  add column follow_up_on date;
alter table quoting.quotes
  alter column kind drop default, alter column proposals drop default, alter column quantity drop default, alter column customer_type drop default,
  alter column phone drop default, alter column email drop default;
grant update (kind, proposals, quantity, customer_type, phone, email, follow_up_on) on quoting.quotes to volano_app;

-- The life of a quote, told once and never changed.
create table quoting.quote_events (
  tenant_id integer not null,
  quote_id uuid not null,
  id uuid not null,
  node_id integer not null,
  at timestamptz not null,
  kind text not null,
  -- Name of who did it; empty for the customer and the program itself.
  actor_name text not null,
  details jsonb not null,
  primary key (tenant_id, quote_id, id),
  foreign key (tenant_id, quote_id) references quoting.quotes (tenant_id, id)
);
alter table quoting.quote_events enable row level security;
create policy within_scope on quoting.quote_events to volano_app
  using (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())))
  with check (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())));
grant select, insert on quoting.quote_events to volano_app;

-- Quotes so far were saved, and perhaps revised. The moment gives the entry its place; who revised is the quote's seller.
insert into quoting.quote_events (tenant_id, quote_id, id, node_id, at, kind, actor_name, details)
select r.tenant_id, r.quote_id, gen_random_uuid(), r.node_id, r.saved_at, case when r.revision = 1 then 'saved' else 'revised' end, q.seller_name,
  jsonb_build_object('revision', r.revision)
from quoting.quote_revisions r join quoting.quotes q on q.tenant_id = r.tenant_id and q.id = r.quote_id;
