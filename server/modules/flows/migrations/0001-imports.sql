-- Files that come in: the file in parts, how its columns are read, how far it is, and what was wrong row by row.
create schema flows;
grant usage on schema flows to volano_app;

create table flows.imports (
  tenant_id integer not null references platform.tenants (id),
  id uuid not null,
  -- Scope of whoever brought it: decides who else sees it.
  node_id integer not null,
  kind text not null,
  file_name text not null check (length(file_name) between 1 and 200),
  size_bytes bigint not null check (size_bytes > 0),
  -- uploading → ready → queued → running → done | refused | failed
  state text not null check (state in ('uploading', 'ready', 'queued', 'running', 'done', 'refused', 'failed')),
  language text not null check (language in ('it', 'en')),
  -- Null: the program itself, for the operator at the command line.
  personality_id uuid,
  actor_name text not null,
  created_at timestamptz not null,
  format text check (format in ('csv', 'xlsx')),
  headers text[] not null default '{}',
  -- First rows as read, for the preview.
  sample jsonb not null default '[]',
  -- Column of ours → head of the file.
  mapping jsonb not null default '{}',
  mode text not null default 'all' check (mode in ('all', 'validOnly', 'check')),
  missing text not null default 'keep' check (missing in ('keep', 'withdraw')),
  attempts integer not null default 0,
  phase text check (phase in ('reading', 'checking', 'writing')),
  rows_read integer not null default 0,
  -- Sign of life of whoever is at it; silence means that it may be taken up again.
  heartbeat_at timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  rows_faulty integer not null default 0,
  faults integer not null default 0,
  added integer not null default 0,
  changed integer not null default 0,
  same integer not null default 0,
  withdrawn integer not null default 0,
  -- Name of the refusal or failure, with figures for its words.
  failure text,
  failure_details jsonb not null default '{}',
  primary key (tenant_id, id)
);
create index imports_latest on flows.imports (tenant_id, node_id, id desc);
create index imports_open on flows.imports (heartbeat_at) where state in ('queued', 'running');

create table flows.import_parts (
  tenant_id integer not null,
  import_id uuid not null,
  number integer not null check (number between 1 and 4096),
  bytes bytea not null,
  primary key (tenant_id, import_id, number),
  foreign key (tenant_id, import_id) references flows.imports (tenant_id, id) on delete cascade
);
-- Already packed, or packed worse than it is worth.
alter table flows.import_parts alter column bytes set storage external;

create table flows.import_faults (
  tenant_id integer not null,
  import_id uuid not null,
  number integer not null,
  row_number integer not null,
  column_key text,
  code text not null,
  value text not null,
  primary key (tenant_id, import_id, number),
  foreign key (tenant_id, import_id) references flows.imports (tenant_id, id) on delete cascade
);

-- How the columns of a file are read, by name, for the next file of the same sender.
create table flows.mappings (
  tenant_id integer not null references platform.tenants (id),
  kind text not null,
  name text not null check (length(name) between 1 and 80),
  columns jsonb not null,
  changed_at timestamptz not null,
  primary key (tenant_id, kind, name)
);

alter table flows.imports enable row level security;
alter table flows.import_parts enable row level security;
alter table flows.import_faults enable row level security;
alter table flows.mappings enable row level security;
create policy within_scope on flows.imports to volano_app
  using (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())))
  with check (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())));
create policy of_visible_imports on flows.import_parts to volano_app
  using (tenant_id = (select platform.tenant_id()) and exists (
    select 1 from flows.imports i where i.tenant_id = import_parts.tenant_id and i.id = import_parts.import_id))
  with check (tenant_id = (select platform.tenant_id()) and exists (
    select 1 from flows.imports i where i.tenant_id = import_parts.tenant_id and i.id = import_parts.import_id));
create policy of_visible_imports on flows.import_faults to volano_app
  using (tenant_id = (select platform.tenant_id()) and exists (
    select 1 from flows.imports i where i.tenant_id = import_faults.tenant_id and i.id = import_faults.import_id))
  with check (tenant_id = (select platform.tenant_id()) and exists (
    select 1 from flows.imports i where i.tenant_id = import_faults.tenant_id and i.id = import_faults.import_id));
create policy same_tenant on flows.mappings to volano_app using (tenant_id = (select platform.tenant_id())) with check (tenant_id = (select platform.tenant_id()));
grant select, insert on flows.imports, flows.import_parts to volano_app;
grant update (state, format, headers, sample, mapping, mode, missing, phase, rows_read, heartbeat_at, started_at, ended_at, rows_faulty, faults, added, changed, same,
  withdrawn, failure, failure_details) on flows.imports to volano_app;
grant select, insert on flows.import_faults to volano_app;
grant select, insert, update (columns, changed_at), delete on flows.mappings to volano_app;

-- Who brings files, in tenants that stand already; new ones get it from the starting profiles.
insert into identity.profile_privileges (tenant_id, profile_key, privilege)
  select p.tenant_id, p.key, 'flows.import.write' from identity.profiles p where p.key in ('pricingManager', 'systemAdministrator', 'dealerManager')
  on conflict do nothing;
