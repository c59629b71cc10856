-- The ground: tenants, settings read by row-level security, events, jobs, idempotency keys and the audit trail.
create schema if not exists platform;
grant usage on schema platform to volano_app, volano_gate;

create table platform.schema_migrations (
  module text not null,
  number integer not null,
  name text not null,
  checksum text not null,
  applied_at timestamptz not null default clock_timestamp(),
  primary key (module, number)
);

-- One row: which installation this is, and whether it holds the demo world.
create table platform.installation (
  only_row boolean primary key default true check (only_row),
  id uuid not null default gen_random_uuid(),
  created_at timestamptz not null default now(),
  demo_loaded_at timestamptz
);
insert into platform.installation default values;
grant select on platform.installation to volano_app, volano_gate;

create table platform.tenants (
  id integer primary key,
  code text not null unique,
  name text not null,
  -- Root of the tenant's organisation tree: the scope of the program itself. Written by the module identity.
  root_node_id integer not null,
  created_at timestamptz not null default now()
);
alter table platform.tenants enable row level security;

-- The facts a transaction is bound to. Unset settings raise an error: a query without a frame never answers.
create function platform.tenant_id() returns integer language sql stable parallel safe
  as $$ select current_setting('volano.tenant_id')::integer $$;
create function platform.scope_node_id() returns integer language sql stable parallel safe
  as $$ select current_setting('volano.scope_node_id')::integer $$;
create function platform.reach_node_id() returns integer language sql stable parallel safe
  as $$ select current_setting('volano.reach_node_id')::integer $$;
create function platform.account_id() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('volano.account_id'), '')::uuid $$;
create function platform.personality_id() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('volano.personality_id'), '')::uuid $$;

create policy tenant_self on platform.tenants for select to volano_app using (id = (select platform.tenant_id()));
create policy gate_all on platform.tenants for select to volano_gate using (true);
grant select on platform.tenants to volano_app, volano_gate;

-- Events. A row is written in the transaction of its cause; a sequencer gives committed rows their position, so a
-- late commit can never hide behind an earlier position. Consumers and live streams read by position.
create table platform.outbox (
  id bigint generated always as identity primary key,
  position bigint,
  tenant_id integer not null references platform.tenants (id),
  node_id integer not null,
  kind text not null,
  payload jsonb not null,
  created_at timestamptz not null default now()
);
create unique index outbox_position on platform.outbox (position) where position is not null;
create index outbox_unsequenced on platform.outbox (id) where position is null;
alter table platform.outbox enable row level security;
create policy same_tenant on platform.outbox for insert to volano_app with check (tenant_id = (select platform.tenant_id()));
create policy gate_insert on platform.outbox for insert to volano_gate with check (true);
grant insert on platform.outbox to volano_app, volano_gate;

-- One notification per transaction whatever the number of rows: equal payloads of a transaction are merged by the server.
create function platform.announce_outbox() returns trigger language plpgsql as $$
begin
  perform pg_notify('volano_outbox', '');
  return null;
end $$;
create trigger announce after insert on platform.outbox for each statement execute function platform.announce_outbox();

create table platform.consumers (
  name text primary key,
  position bigint not null default 0,
  failing_since timestamptz,
  failure text,
  updated_at timestamptz not null default now()
);

-- Queue access for the application role without rights on the queue's own tables.
create function platform.enqueue_job(identifier text, payload json, run_at timestamptz, job_key text, max_attempts integer)
  returns void language sql security definer set search_path = pg_catalog, pg_temp
  as $$ select graphile_worker.add_job(identifier, payload => payload, run_at => coalesce(run_at, now()), job_key => job_key, max_attempts => max_attempts) $$;
revoke all on function platform.enqueue_job(text, json, timestamptz, text, integer) from public;
grant execute on function platform.enqueue_job(text, json, timestamptz, text, integer) to volano_app, volano_gate;

-- Writes answered once: a repeated request with the same key gets the stored answer.
create table platform.idempotency_keys (
  tenant_id integer not null,
  account_id uuid not null,
  key text not null,
  route text not null,
  request_hash bytea not null,
  status integer,
  response jsonb,
  created_at timestamptz not null default now(),
  primary key (tenant_id, account_id, key)
);
create index idempotency_keys_age on platform.idempotency_keys (created_at);
alter table platform.idempotency_keys enable row level security;
create policy own on platform.idempotency_keys to volano_app
  using (tenant_id = (select platform.tenant_id()) and account_id = (select platform.account_id()))
  with check (tenant_id = (select platform.tenant_id()) and account_id = (select platform.account_id()));
grant select, insert, update on platform.idempotency_keys to volano_app;

-- Audit trail (DORA RTS 2024/1774 art. 12; RFC 6962 hashing). Append-only; only the sealer may set block and leaf once.
create table platform.audit_events (
  id bigint generated always as identity primary key,
  tenant_id integer not null,
  at timestamptz not null default clock_timestamp(),
  actor_kind text not null check (actor_kind in ('person', 'system', 'nobody')),
  account_id uuid,
  personality_id uuid,
  action text not null,
  object_kind text not null,
  object_id text not null,
  outcome text not null check (outcome in ('done', 'refused')),
  before_digest bytea,
  after_digest bytea,
  details jsonb not null default '{}',
  address text,
  request_id text not null,
  leaf_hash bytea not null,
  block_number bigint,
  leaf_index integer
);
create index audit_events_unsealed on platform.audit_events (id) where block_number is null;
create index audit_events_object on platform.audit_events (tenant_id, object_kind, object_id, id desc);
create index audit_events_recent on platform.audit_events (tenant_id, id desc);
create unique index audit_events_leaf on platform.audit_events (block_number, leaf_index) where block_number is not null;
alter table platform.audit_events enable row level security;
create policy write_own on platform.audit_events for insert to volano_app with check (tenant_id = (select platform.tenant_id()));
create policy read_own on platform.audit_events for select to volano_app using (tenant_id = (select platform.tenant_id()));
create policy gate_write on platform.audit_events for insert to volano_gate with check (true);
grant insert, select on platform.audit_events to volano_app;
grant insert on platform.audit_events to volano_gate;

-- Canonical form: a JSON array with a fixed order of fields, times as microseconds since 1970, digests as hex.
create function platform.audit_leaf(e platform.audit_events) returns bytea language sql immutable parallel safe as $$
  select sha256('\x00'::bytea || convert_to(jsonb_build_array(
    e.tenant_id, (extract(epoch from e.at) * 1000000)::bigint, e.actor_kind, e.account_id, e.personality_id, e.action, e.object_kind,
    e.object_id, e.outcome, encode(e.before_digest, 'hex'), encode(e.after_digest, 'hex'), e.details, e.address, e.request_id)::text, 'UTF8'))
$$;
create function platform.audit_insert() returns trigger language plpgsql as $$
begin
  new.block_number := null;
  new.leaf_index := null;
  new.leaf_hash := platform.audit_leaf(new);
  return new;
end $$;
create trigger leaf before insert on platform.audit_events for each row execute function platform.audit_insert();
create function platform.audit_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and tg_table_name = 'audit_events' then
    if old.block_number is null and new.block_number is not null and new.leaf_index is not null
       and to_jsonb(new) - 'block_number' - 'leaf_index' = to_jsonb(old) - 'block_number' - 'leaf_index' then
      return new;
    end if;
  end if;
  raise exception 'the audit trail is append-only';
end $$;
create trigger guard before update or delete on platform.audit_events for each row execute function platform.audit_guard();
create trigger guard_truncate before truncate on platform.audit_events for each statement execute function platform.audit_guard();

create table platform.audit_blocks (
  number bigint primary key,
  leaf_count integer not null check (leaf_count > 0),
  root bytea not null,
  previous_hash bytea not null,
  hash bytea not null,
  signature bytea not null,
  key_fingerprint text not null,
  sealed_at timestamptz not null
);
create trigger guard before update or delete on platform.audit_blocks for each row execute function platform.audit_guard();
create trigger guard_truncate before truncate on platform.audit_blocks for each statement execute function platform.audit_guard();
grant select on platform.audit_blocks to volano_app;

-- Processes that serve or work, for the doctor and the operations page.
create table platform.processes (
  id uuid primary key,
  role text not null,
  host text not null,
  version text not null,
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now()
);
grant select on platform.processes to volano_app;

-- State of the machinery for the operations page: figures only, whoever may call the route sees the whole installation.
create function platform.queue_state() returns table (job text, waiting bigint, failing bigint, oldest_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select j.task_identifier, count(*), count(*) filter (where j.last_error is not null), min(j.run_at)
  from graphile_worker.jobs j group by j.task_identifier order by j.task_identifier $$;
create function platform.consumer_state() returns table (name text, "position" bigint, behind bigint, failing_since timestamptz, failure text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.name, c.position, (select count(*) from platform.outbox o where o.position > c.position), c.failing_since, c.failure
  from platform.consumers c order by c.name $$;
create function platform.schedule_state() returns table (job text, last_run_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.identifier, k.last_execution from graphile_worker._private_known_crontabs k $$;
create function platform.audit_state() returns table (events bigint, unsealed bigint, blocks bigint, last_sealed_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(*), count(*) filter (where e.block_number is null),
    (select count(*) from platform.audit_blocks), (select max(b.sealed_at) from platform.audit_blocks b)
  from platform.audit_events e $$;
revoke all on function platform.queue_state(), platform.consumer_state(), platform.schedule_state(), platform.audit_state() from public;
grant execute on function platform.queue_state(), platform.consumer_state(), platform.schedule_state(), platform.audit_state() to volano_app;
