-- A dealer's mark and colour on its papers. What was printed before keeps the mark it was printed with.
create table documents.brands (
  tenant_id integer not null references platform.tenants (id),
  -- Dealer whose papers bear it.
  node_id integer not null,
  -- Null leaves the colour to the organisation.
  accent_colour text check (accent_colour ~ '^#[0-9a-f]{6}$'),
  -- Drawn anew by the program: shapes only, no script, no reference to anything outside.
  logo_svg text check (length(logo_svg) between 1 and 200000),
  changed_by uuid,
  changed_at timestamptz not null,
  primary key (tenant_id, node_id)
);
alter table documents.brands enable row level security;
-- Everybody who works at the dealer or above it prints with it; those whose scope holds the dealer change it.
create policy in_reach_read on documents.brands for select to volano_app
  using (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.reach_node_id())));
create policy in_scope_insert on documents.brands for insert to volano_app
  with check (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())));
create policy in_scope_update on documents.brands for update to volano_app
  using (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())))
  with check (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())));
grant select, insert, update (accent_colour, logo_svg, changed_by, changed_at) on documents.brands to volano_app;
