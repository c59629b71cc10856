-- Files people hand in, kept by what they hold: the same content twice is one row. In the database, so that the backup has
-- them and two servers share them; small ones alone (see docs/decisions on stored files).
create table platform.files (
  tenant_id integer not null references platform.tenants (id),
  -- Who keeps it, `vehicles.photo`: each part of the program keeps and drops its own.
  area text not null check (area ~ '^[a-z]+\.[a-z-]+$'),
  -- SHA-256 of the content.
  digest bytea not null check (length(digest) = 32),
  media_type text not null,
  content bytea not null check (length(content) between 1 and 4194304),
  stored_at timestamptz not null,
  primary key (tenant_id, area, digest)
);
-- Pictures are compressed already.
alter table platform.files alter column content set storage external;
alter table platform.files enable row level security;
-- Who may see a file is decided by the record that names it; whoever names none knows no digest.
create policy same_tenant on platform.files to volano_app using (tenant_id = (select platform.tenant_id())) with check (tenant_id = (select platform.tenant_id()));
grant select, insert, delete on platform.files to volano_app;
