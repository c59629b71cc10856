-- What the program tells a person inside the desk. One row per addressee; never a business fact of its own.
create schema communications;
grant usage on schema communications to volano_app;

create table communications.notifications (
  tenant_id integer not null references platform.tenants (id),
  id uuid not null,
  personality_id uuid not null,
  account_id uuid not null,
  kind text not null,
  -- Words are made by the reader's language from kind and facts.
  facts jsonb not null,
  -- Address in the desk that the notification opens.
  link text not null,
  -- Event that caused it: a consumer that runs twice tells once.
  source text not null,
  created_at timestamptz not null,
  read_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, personality_id, source)
);
create index notifications_inbox on communications.notifications (tenant_id, personality_id, id desc);
create index notifications_unread on communications.notifications (tenant_id, personality_id) where read_at is null;
alter table communications.notifications enable row level security;
create policy own on communications.notifications for select to volano_app
  using (tenant_id = (select platform.tenant_id()) and personality_id = (select platform.personality_id()));
create policy mark on communications.notifications for update to volano_app
  using (tenant_id = (select platform.tenant_id()) and personality_id = (select platform.personality_id()))
  with check (tenant_id = (select platform.tenant_id()) and personality_id = (select platform.personality_id()));
create policy tell on communications.notifications for insert to volano_app with check (tenant_id = (select platform.tenant_id()));
grant select, insert, update (read_at) on communications.notifications to volano_app;
