-- Mail that leaves the house. Queued in the transaction of its cause; its message id is fixed there and never changes.
create table communications.mails (
  tenant_id integer not null references platform.tenants (id),
  id uuid not null,
  node_id integer not null,
  -- What it belongs to, in words of the module that wrote it: 'quoting.quote-mail'.
  cause text not null,
  to_address text not null check (to_address !~ '[[:cntrl:]]'),
  sender_name text not null check (sender_name !~ '[[:cntrl:]]'),
  reply_to text check (reply_to !~ '[[:cntrl:]]'),
  subject text not null check (subject !~ '[[:cntrl:]]'),
  -- Emptied once settled: it may hold a link that opens without signing in.
  body_text text not null,
  body_html text not null,
  message_id text not null,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed', 'uncertain', 'notConfigured')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  -- Last words of the mail server, or of the road to it.
  answer text not null default '',
  queued_by text not null,
  queued_at timestamptz not null,
  -- When it was handed to the mail server; null before.
  sending_since timestamptz,
  settled_at timestamptz,
  primary key (tenant_id, id),
  unique (message_id)
);
create index mails_open on communications.mails (tenant_id, next_attempt_at) where state in ('queued', 'sending');
alter table communications.mails enable row level security;
create policy within_scope on communications.mails to volano_app
  using (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())))
  with check (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())));
grant select, insert on communications.mails to volano_app;
grant update (body_text, body_html, state, attempts, next_attempt_at, answer, sending_since, settled_at) on communications.mails to volano_app;

create table communications.mail_attachments (
  tenant_id integer not null,
  mail_id uuid not null,
  place integer not null check (place between 1 and 10),
  node_id integer not null,
  file_name text not null check (file_name ~ '^[A-Za-z0-9._-]{1,120}$'),
  media_type text not null,
  sha256 bytea not null check (octet_length(sha256) = 32),
  -- Null once the mail is settled: the archive keeps the original.
  content bytea,
  primary key (tenant_id, mail_id, place),
  foreign key (tenant_id, mail_id) references communications.mails (tenant_id, id)
);
alter table communications.mail_attachments enable row level security;
create policy within_scope on communications.mail_attachments to volano_app
  using (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())))
  with check (tenant_id = (select platform.tenant_id()) and node_id in (
    select c.descendant_id from identity.v_node_closure c
    where c.tenant_id = (select platform.tenant_id()) and c.ancestor_id = (select platform.scope_node_id())));
grant select, insert, update (content) on communications.mail_attachments to volano_app;
