import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { moduleNames } from '../../module-order.ts';
import { makeTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { loadAuditKey } from '../audit-key.ts';
import { sealAudit } from '../audit-seal.ts';
import { verifyAudit } from '../audit-verify.ts';
import { OperatorError } from '../operator-error.ts';
import { restoreBackup } from './restore-backup.ts';
import { findContents } from './stored-tables.ts';
import { writeBackup } from './write-backup.ts';

let folder: string;
let source: TestDatabase;
let target: TestDatabase;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'volano-backup-'));
  source = await makeTestDatabase();
  target = await makeTestDatabase({ empty: true });
  await source.database.pool.query(SAMPLE);
});

afterEach(async () => {
  await source.drop();
  await target.drop();
  rmSync(folder, { recursive: true, force: true });
});

const file = (): string => join(folder, 'volano.backup');
const save = (name = file()) => writeBackup(source.url, name, { programVersion: '9.9.9' });
const restore = (name = file()) => restoreBackup(target.url, name, { modules: moduleNames });

/** Awkward on purpose: audit rows whose hash a trigger computes, all kinds of values, gaps in numbers, jobs of every state. */
const SAMPLE = `
  insert into platform.tenants (id, code, name, root_node_id) values (901, 'T1', E'tab\\there \\\\ back\\nnew line è 😀', 1), (902, 'T2', '', 2);
  insert into platform.audit_events (tenant_id, actor_kind, action, object_kind, object_id, outcome, before_digest, details, request_id)
    select 901, 'system', 'test.thing.do', 'thing', n::text, 'done', sha256(n::text::bytea), jsonb_build_object('n', n, 'half', n / 2.0), 'r' || n
    from generate_series(1, 3000) n;
  insert into platform.outbox (tenant_id, node_id, kind, payload) select 901, 1, 'test', '{"a": null}' from generate_series(1, 5);
  insert into platform.processes (id, role, host, version) values (gen_random_uuid(), 'work', 'here', '1');
  select graphile_worker.add_job('test:plain', '{"n": 1}'::json, job_key => 'once', run_at => '2031-01-01T00:00:00Z');
  select graphile_worker.add_job('test:queued', '{"n": 2}'::json, queue_name => 'line', flags => array['slow', 'big'], priority => -3);
  select graphile_worker.add_job('test:failed', '{"n": 3}'::json, max_attempts => 2);
  update graphile_worker._private_jobs j set attempts = 2, last_error = 'no' from graphile_worker._private_tasks t where t.id = j.task_id and t.identifier = 'test:failed';
  update graphile_worker._private_jobs j set attempts = 1, locked_at = now(), locked_by = 'w' from graphile_worker._private_tasks t where t.id = j.task_id and t.identifier = 'test:queued';`;

describe('a backup restored into an empty database', () => {
  it('has every row of every table, its sequences and its jobs once', async () => {
    const saved = await save();
    const report = await restore();
    expect(report.rows).toBe(saved.rows);
    expect(report.takenAt).toBe(saved.takenAt);
    expect(report.jobs).toBe(3);
    expect(await digests(target)).toEqual(await digests(source));
    expect(await rows(target, JOBS)).toEqual((await rows(source, JOBS)).map((job) => ({ ...job, locked: false })));
    expect(await rows(target, 'select count(*)::int as n from platform.processes')).toEqual([{ n: 0 }]);
    const [next] = await rows(target, `insert into platform.outbox (tenant_id, node_id, kind, payload) values (901, 1, 'x', '{}') returning id`);
    expect(next).toEqual({ id: 6 });
  });

  it('has the same shape as the migrated one, with every trigger and reference in force', async () => {
    await save();
    await restore();
    expect(await rows(target, SHAPE)).toEqual(await rows(source, SHAPE));
    await expect(target.database.pool.query(`update platform.audit_events set outcome = 'refused'`)).rejects.toThrow('append-only');
    await expect(target.database.pool.query(`insert into platform.outbox (tenant_id, node_id, kind, payload) values (7, 1, 'x', '{}')`)).rejects.toMatchObject({ code: '23503' });
  });

  it('keeps the audit trail provable, and goes on sealing where it ended', async () => {
    const heads = join(folder, 'heads.jsonl');
    const key = await loadAuditKey(join(folder, 'audit.key'));
    await sealAudit(source.database, key, [heads], () => new Date('2026-11-23T09:00:00.000Z'));
    const before = await verifyAudit(source.database, key, [heads]);
    expect(before).toMatchObject({ unsealed: 0, findings: [] });
    await save();
    await restore();
    expect(await verifyAudit(target.database, key, [heads])).toEqual(before);
    await target.database.pool.query(`insert into platform.audit_events (tenant_id, actor_kind, action, object_kind, object_id, outcome, details, request_id) values (901, 'system', 'test.thing.do', 'thing', 'after', 'done', '{}', 'r')`);
    await sealAudit(target.database, key, [heads], () => new Date('2026-11-23T09:10:00.000Z'));
    expect(await verifyAudit(target.database, key, [heads])).toMatchObject({ events: before.events + 1, blocks: before.blocks + 1, findings: [] });
    // The copy the backup was taken of knows nothing of that block: its tail is missing.
    expect((await verifyAudit(source.database, key, [heads])).findings).toMatchObject([{ problem: 'block_missing' }]);
  });

  it('shows one instant although the program goes on writing', async () => {
    let isWriting = true;
    const writing = (async () => {
      for (let n = 1000; isWriting; n += 1) {
        await source.database.pool.query(
          `with t as (insert into platform.tenants (id, code, name, root_node_id) values ($1, $2, '', 1) returning id)
           insert into platform.outbox (tenant_id, node_id, kind, payload) select t.id, 1, 'late', '{}' from t`,
          [n, `L${n}`],
        );
      }
    })();
    await save();
    isWriting = false;
    await writing;
    await restore();
    const [counts] = await rows(target, `select (select count(*) from platform.tenants where id >= 1000) as tenants, (select count(*) from platform.outbox where kind = 'late') as events`);
    expect(counts?.['tenants']).toEqual(counts?.['events']);
  });

  it('is written for its owner only, under its name only when complete', async () => {
    await save();
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['volano.backup']);
    await expect(save()).rejects.toMatchObject({ kind: 'file', message: expect.stringContaining('exists already') as string });
    await expect(save(join(folder, 'no', 'such'))).rejects.toMatchObject({ kind: 'file', message: expect.stringContaining('folder does not exist') as string });
  });
});

describe('a restore is refused and leaves the database empty', () => {
  it('when the database holds anything', async () => {
    await save();
    await target.database.pool.query('create table public.mine (n int)');
    await expect(restore()).rejects.toMatchObject({ kind: 'database-unsuitable', message: expect.stringContaining('holds 1 tables') as string });
  });

  it('when the file is no backup, is cut short or was changed anywhere', async () => {
    await save();
    const whole = readFileSync(file());
    const damaged = join(folder, 'damaged');
    const places = [0, 30, 200, 900, Math.floor(whole.length / 3), Math.floor(whole.length / 2), whole.length - 40];
    for (const place of places) {
      const changed = Buffer.from(whole);
      changed[place] = (changed[place] ?? 0) ^ 0x15;
      writeFileSync(damaged, changed);
      await expectRefused(damaged);
    }
    for (const length of [0, 10, 500, Math.floor(whole.length / 2), whole.length - 1, whole.length - 300]) {
      writeFileSync(damaged, whole.subarray(0, length));
      await expectRefused(damaged);
    }
    await restore();
  });

  it('when the file knows a migration that this program does not', async () => {
    await save();
    await expect(restoreBackup(target.url, file(), { modules: [] })).rejects.toMatchObject({ kind: 'file', message: expect.stringContaining('newer than this program') as string });
    await expectEmpty();
  });
});

async function expectRefused(name: string): Promise<void> {
  const refusal = await restore(name).then(
    () => 'restored',
    (error: unknown) => error,
  );
  expect(refusal).toBeInstanceOf(OperatorError);
  await expectEmpty();
}

async function expectEmpty(): Promise<void> {
  const client = new pg.Client({ connectionString: target.url });
  await client.connect();
  try {
    expect(await findContents(client)).toEqual({ tables: 0, jobs: 0 });
  } finally {
    await client.end();
  }
}

async function rows(test: TestDatabase, text: string): Promise<Record<string, unknown>[]> {
  const result = await test.database.pool.query<Record<string, unknown>>(text);
  return result.rows;
}

const JOBS = `
  select t.identifier, j.payload, j.run_at, j.priority, j.attempts, j.max_attempts, j.last_error, j.key, j.flags, q.queue_name, j.locked_at is not null as locked
  from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
  left join graphile_worker._private_job_queues q on q.id = j.job_queue_id order by t.identifier`;

const SHAPE = `
  select 'trigger' as kind, t.tgrelid::regclass::text || ' ' || t.tgname || ' ' || t.tgenabled::text as what from pg_trigger t where not t.tgisinternal
  union all select 'constraint', k.conrelid::regclass::text || ' ' || k.conname || ' ' || pg_get_constraintdef(k.oid) || ' ' || k.convalidated::text
    from pg_constraint k where k.connamespace::regnamespace::text !~ '^(pg_|information)'
  union all select 'policy', p.polrelid::regclass::text || ' ' || p.polname from pg_policy p
  union all select 'table', c.oid::regclass::text || ' ' || c.relrowsecurity::text || ' ' || coalesce(c.relacl::text, '')
    from pg_class c where c.relkind = 'r' and c.relnamespace::regnamespace::text !~ '^(pg_|information)' order by 1, 2`;

/** Row count and hash over the ordered rows of each table, computed by the database and not by the code under test. */
async function digests(test: TestDatabase): Promise<Record<string, unknown>> {
  const tables = await rows(
    test,
    `select c.oid::regclass::text as name from pg_class c where c.relkind = 'r' and c.relnamespace::regnamespace::text !~ '^(pg_|information|graphile)' order by 1`,
  );
  const found: Record<string, unknown> = {};
  for (const { name } of tables) {
    if (name === 'platform.processes') continue;
    const [digest] = await rows(test, `select count(*)::int as n, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${String(name)} t`);
    found[String(name)] = digest;
  }
  return found;
}
