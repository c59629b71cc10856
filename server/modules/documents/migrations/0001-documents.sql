-- The archive of issued documents: written once, never changed, kept with the digest of its bytes.
create schema documents;
grant usage on schema documents to volano_app;

create table documents.documents (
  tenant_id integer not null references platform.tenants (id),
  id uuid not null default gen_random_uuid(),
  -- What it is (`quote`) and of what (`quote`, its id, its version).
  kind text not null check (kind ~ '^[a-z][a-z0-9_]{0,39}$'),
  subject_kind text not null check (subject_kind ~ '^[a-z][a-z0-9_]{0,39}$'),
  subject_id uuid not null,
  subject_version integer not null check (subject_version > 0),
  language text not null check (language in ('it', 'en')),
  title text not null check (length(title) between 1 and 500),
  media_type text not null check (media_type ~ '^[a-z]+/[a-z0-9.+-]+$'),
  sha256 bytea not null check (sha256 = sha256(content)),
  byte_length integer not null check (byte_length = octet_length(content) and byte_length between 1 and 52428800),
  content bytea not null,
  -- Node of the organisation that owns the document: who has it in scope may read it.
  node_id integer not null,
  created_at timestamptz not null,
  created_by uuid,
  primary key (tenant_id, id),
  -- One document per version and language: printing again finds it.
  unique (tenant_id, kind, subject_id, subject_version, language)
);
comment on column documents.documents.created_by is 'Personality that issued it; empty when the program itself did.';

alter table documents.documents enable row level security;
create policy in_scope_read on documents.documents for select to volano_app
  using (
    tenant_id = (select platform.tenant_id())
    and node_id in (
      select c.descendant_id from identity.v_node_closure c
      where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())
    )
  );
create policy in_scope_write on documents.documents for insert to volano_app
  with check (
    tenant_id = (select platform.tenant_id())
    and node_id in (
      select c.descendant_id from identity.v_node_closure c
      where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())
    )
  );
grant select, insert on documents.documents to volano_app;
