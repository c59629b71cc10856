import type pg from 'pg';
import { attention, fail, type Finding, ok } from './finding.ts';

/** Beyond these (seconds) sessions and due dates become unreliable. */
const CLOCK_ATTENTION = 2;
const CLOCK_FAIL = 60;
/** A worker says every 15 seconds that it lives. */
const SILENT_WORKER_SECONDS = 60;
const OLD_JOB_SECONDS = 600;

/** Whether tenant and scope of a transaction bind the program: the point of all rights. */
export async function checkRoles(client: pg.ClientBase): Promise<Finding[]> {
  const { rows } = await client.query<RoleRow>(ROLES);
  const findings = rows.map((role) => {
    const check = `role ${role.name}`;
    if (!role.exists) return fail(check, `The role ${role.name} does not exist.`, 'Run volano migrate with a user that has CREATEROLE.');
    if (role.bypasses) return fail(check, `${role.name} is a superuser or has BYPASSRLS, so row-level security does not bind it.`, `Run: alter role ${role.name} nosuperuser nobypassrls.`);
    if (role.owned > 0) return fail(check, `${role.name} owns ${role.owned} tables, so row-level security does not bind it there.`, 'Run: reassign owned by ' + `${role.name} to the user of DATABASE_URL.`);
    if (!role.can_set) return fail(check, `The user of the connection cannot act as ${role.name}.`, `As administrator run: grant ${role.name} to the user of DATABASE_URL.`);
    if (role.can_login) return attention(check, `${role.name} may log in by itself.`, `Run: alter role ${role.name} nologin.`);
    return ok(check, `${role.name} is bound by row-level security.`);
  });
  return [...findings, await checkRowSecurity(client), await checkOwner(client)];
}

interface RoleRow {
  name: string;
  exists: boolean;
  bypasses: boolean;
  can_login: boolean;
  owned: number;
  can_set: boolean;
}

const ROLES = `
  select wanted.name, r.oid is not null as exists, coalesce(r.rolsuper or r.rolbypassrls, false) as bypasses, coalesce(r.rolcanlogin, false) as can_login,
    (select count(*)::int from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p')) as owned,
    case when r.oid is null then false
      when current_setting('server_version_num')::int >= 160000 then pg_has_role(current_user, r.oid, 'set')
      else pg_has_role(current_user, r.oid, 'member') end as can_set
  from unnest(array['volano_app', 'volano_gate']) as wanted (name) left join pg_roles r on r.rolname = wanted.name`;

async function checkRowSecurity(client: pg.ClientBase): Promise<Finding> {
  const { rows } = await client.query<{ name: string }>(`
    select format('%s.%s', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relrowsecurity and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker')
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
      and has_table_privilege('volano_app', c.oid, 'select, insert, update, delete')
    order by 1`).catch(() => ({ rows: [] }));
  if (rows.length === 0) return ok('row-level security', 'Every table of a tenant that the program may use is protected.');
  return fail('row-level security', `Not switched on for ${rows.map((row) => row.name).join(', ')}.`, 'Run: alter table … enable row level security, and restore its policies from server/schema.sql.');
}

async function checkOwner(client: pg.ClientBase): Promise<Finding> {
  const { rows } = await client.query<{ name: string; is_superuser: boolean }>('select current_user as name, rolsuper as is_superuser from pg_roles where rolname = current_user');
  const owner = rows[0];
  if (owner?.is_superuser !== true) return ok('owner', `Connected as ${owner?.name ?? 'the owner'}, not a superuser.`);
  return attention('owner', `Connected as the superuser ${owner.name}.`, 'Use a user with CREATEROLE that owns the database: a superuser can do more than Volano needs.');
}

/** Compares the clocks at the middle of a short question, so that the way there and back does not count. */
export async function checkClock(client: pg.ClientBase, clock: () => number = Date.now): Promise<Finding> {
  const asked = clock();
  const { rows } = await client.query<{ at: number }>(`select (extract(epoch from clock_timestamp()) * 1000)::float8 as at`);
  const answered = clock();
  const difference = Math.abs((rows[0]?.at ?? 0) - (asked + answered) / 2) / 1000;
  const remedy = 'Switch on time synchronisation (NTP) on both machines.';
  const year = new Date(answered).getUTCFullYear();
  if (year < 2026 || year > 2100) return fail('clock', `The clock of this machine says ${year}.`, remedy);
  const message = `Database and program differ by ${difference.toFixed(1)} s.`;
  if (difference > CLOCK_FAIL) return fail('clock', message, remedy);
  return difference > CLOCK_ATTENTION ? attention('clock', message, remedy) : ok('clock', message);
}

/** Collation by which names are sorted; missing on servers built without ICU. */
export async function checkCollation(client: pg.ClientBase): Promise<Finding> {
  const { rowCount } = await client.query(`select from pg_collation where collname = 'it-x-icu'`);
  return rowCount === 0 ? fail('collation', 'The server lacks the collation it-x-icu.', 'Use a PostgreSQL built with ICU (all common packages are).') : ok('collation', 'Italian names are sorted by it-x-icu.');
}

/** Signs of life of the workers, age of the queue, consumers that fail. Needs a migrated database. */
export async function checkWork(client: pg.ClientBase): Promise<Finding[]> {
  const { rows } = await client.query<WorkRow>(WORK);
  const work = rows[0];
  if (work === undefined) return [];
  const age = work.oldest_job_seconds ?? 0;
  return [
    work.workers > 0
      ? ok('workers', `${work.workers} processes work off jobs.`)
      : attention('workers', 'No process works off jobs at this moment.', 'Run volano start, or volano work beside volano serve.'),
    age > OLD_JOB_SECONDS
      ? attention('queue', `${work.waiting} jobs are due, the oldest since ${Math.round(age / 60)} minutes.`, 'Start more workers (volano work) or read their log.')
      : ok('queue', `${work.waiting} jobs are due.`),
    work.given_up > 0
      ? attention('failed jobs', `${work.given_up} jobs failed for good.`, 'Read the log of the workers, mend the cause and enqueue them again (docs/operations.md).')
      : ok('failed jobs', 'No job failed for good.'),
    work.failing === null ? ok('events', 'Every consumer keeps up.') : attention('events', `These consumers fail: ${work.failing}.`, 'Read the log of the workers; events wait and are delivered once the cause is mended.'),
  ];
}

interface WorkRow {
  workers: number;
  waiting: number;
  oldest_job_seconds: number | null;
  given_up: number;
  failing: string | null;
}

const WORK = `
  select
    (select count(*)::int from platform.processes p where p.role in ('work', 'start') and p.seen_at > now() - interval '${SILENT_WORKER_SECONDS} seconds') as workers,
    (select count(*)::int from graphile_worker._private_jobs j where j.is_available and j.run_at <= now()) as waiting,
    (select extract(epoch from now() - min(j.run_at))::float8 from graphile_worker._private_jobs j where j.is_available and j.run_at <= now()) as oldest_job_seconds,
    (select count(*)::int from graphile_worker._private_jobs j where j.attempts >= j.max_attempts and j.locked_at is null) as given_up,
    (select string_agg(c.name, ', ' order by c.name) from platform.consumers c where c.failing_since is not null) as failing`;
