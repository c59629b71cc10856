import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '#platform/migrate';
import { moduleNames } from '../../module-order.ts';
import { startTestCluster, type TestCluster } from '../../testing/cluster.ts';
import { checkClock, checkRoles, checkWork } from './database-checks.ts';

let cluster: TestCluster;
let owner: pg.Client;
let superuser: pg.Client;

beforeAll(async () => {
  cluster = await startTestCluster({ own: true });
  await migrate(cluster.url, moduleNames);
  owner = await open('volano');
  superuser = await open('postgres');
});
afterAll(async () => {
  await owner.end();
  await superuser.end();
  await cluster.stop();
});

describe('the doctor of the roles', () => {
  afterEach(async () => {
    await superuser.query('alter role volano_app nologin nobypassrls nosuperuser; alter table platform.tenants owner to volano; alter table platform.audit_events enable row level security');
  });

  it('finds a fresh installation well', async () => {
    expect((await checkRoles(owner)).map((finding) => finding.state)).toEqual(['ok', 'ok', 'ok', 'ok']);
  });

  const troubles: [string, string, string][] = [
    ['the application role bypasses the policies', 'alter role volano_app bypassrls', 'row-level security does not bind it'],
    ['the application role is a superuser', 'alter role volano_app superuser', 'row-level security does not bind it'],
    ['the application role owns a table', 'alter table platform.tenants owner to volano_app', 'owns 1 tables'],
    ['a policy is switched off', 'alter table platform.audit_events disable row level security', 'Not switched on for platform.audit_events'],
  ];
  it.each(troubles)('fails when %s', async (_when, statement, message) => {
    await superuser.query(statement);
    const fails = (await checkRoles(owner)).filter((finding) => finding.state === 'fail');
    expect(fails.map((finding) => finding.message).join()).toContain(message);
    expect(fails.every((finding) => finding.remedy !== '')).toBe(true);
  });

  it('tells that a superuser is more than needed', async () => {
    const last = (await checkRoles(superuser)).at(-1);
    expect(last).toMatchObject({ check: 'owner', state: 'attention' });
  });
});

describe('the doctor of the clock', () => {
  it('compares with the database at the middle of the question', async () => {
    expect(await checkClock(owner)).toMatchObject({ state: 'ok' });
    expect(await checkClock(owner, () => Date.now() + 10_000)).toMatchObject({ state: 'attention' });
    expect(await checkClock(owner, () => Date.now() - 120_000)).toMatchObject({ state: 'fail' });
    expect(await checkClock(owner, () => Date.UTC(1999, 0, 1))).toMatchObject({ state: 'fail', message: 'The clock of this machine says 1999.' });
  });
});

describe('the doctor of the work', () => {
  it('tells of a missing worker, an old job, a job given up and a failing consumer', async () => {
    const states = async () => Object.fromEntries((await checkWork(owner)).map((finding) => [finding.check, finding.state]));
    expect(await states()).toEqual({ workers: 'attention', queue: 'ok', 'failed jobs': 'ok', events: 'ok' });
    await owner.query(`
      insert into platform.processes (id, role, host, version) values (gen_random_uuid(), 'work', 'here', '1');
      insert into platform.consumers (name, failing_since, failure) values ('test', now(), 'no');
      select graphile_worker.add_job('old', run_at => now() - interval '1 hour');
      select graphile_worker.add_job('lost', max_attempts => 1);
      update graphile_worker._private_jobs j set attempts = 1 where j.max_attempts = 1`);
    expect(await states()).toEqual({ workers: 'ok', queue: 'attention', 'failed jobs': 'attention', events: 'attention' });
  });
});

async function open(user: string): Promise<pg.Client> {
  const url = new URL(cluster.url);
  url.username = user;
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  return client;
}
