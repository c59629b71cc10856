import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '#platform/migrate';
import { moduleNames } from '../module-order.ts';
import { startTestCluster, type TestCluster } from '../testing/cluster.ts';
import { checkDatabase } from './check-database.ts';

let cluster: TestCluster;

beforeAll(async () => {
  cluster = await startTestCluster({ own: true });
  await asSuperuser('volano', 'create role limited login; grant connect on database volano to limited');
  await asSuperuser('postgres', `create database latin encoding 'LATIN1' locale 'C' template template0 owner volano`);
});
afterAll(async () => {
  await cluster.stop();
});

describe('a database that Volano cannot work on is refused with one sentence and its remedy', () => {
  const cases: [string, () => string, RegExp][] = [
    ['nobody listens', () => 'postgres://volano:secret@127.0.0.1:9/volano', /^No PostgreSQL answers on 127\.0\.0\.1:9\. Start it/],
    ['the host is unknown', () => 'postgres://volano:secret@no-such-host.invalid/volano', /host of DATABASE_URL \(no-such-host\.invalid\) is not known\. Correct/],
    ['the socket folder is wrong', () => 'postgres://volano@localhost/volano?host=%2Fno%2Fsuch', /^No PostgreSQL answers on \/no\/such\./],
    ['the database is missing', () => change({ database: 'nothing' }), /has no database "nothing"\. Create it as administrator \(create database "nothing" owner "volano"\)/],
    ['the user is not let in', () => change({ user: 'stranger' }), /does not let "stranger" in\. Correct the user/],
    ['it stores another encoding', () => change({ database: 'latin' }), /stores text as LATIN1; Volano needs UTF8\. Create one with/],
    ['the user may create neither roles nor schemas', () => as('limited'), /may not create the roles that Volano works under\. As administrator run: create role volano_app nologin;/],
  ];
  it.each(cases)('when %s', async (_when, url, sentence) => {
    const refusal = await checkDatabase(url(), moduleNames).then(
      () => 'accepted',
      (error: unknown) => error,
    );
    expect(refusal).toMatchObject({ name: 'OperatorError' });
    const { message, remedy } = refusal as { message: string; remedy: string };
    expect(`${message} ${remedy}`).toMatch(sentence);
    expect(`${message} ${remedy}`).not.toContain('secret');
  });

  it('when the user may not create schemas although the roles are there', async () => {
    await migrate(cluster.url, moduleNames);
    await asSuperuser('postgres', 'create database bare; grant connect on database bare to limited');
    await expect(checkDatabase(as('limited', 'bare'), moduleNames)).rejects.toMatchObject({
      kind: 'database-unsuitable',
      message: expect.stringContaining('may not create schemas') as string,
    });
  });

  it('when it is newer than the program', async () => {
    await migrate(cluster.url, moduleNames);
    expect((await checkDatabase(cluster.url, moduleNames)).pending).toEqual([]);
    await asOwner(`insert into platform.schema_migrations (module, number, name, checksum) values ('platform', 9000, 'from-the-future', '')`);
    await expect(checkDatabase(cluster.url, moduleNames)).rejects.toMatchObject({
      kind: 'database-unsuitable',
      message: expect.stringMatching(/newer than this program \(it holds migration platform\/9000-from-the-future\): start the newer version/) as string,
    });
    await asOwner(`delete from platform.schema_migrations where number = 9000`);
  });
});

describe('an untouched database', () => {
  it('is accepted as it is and not changed by the look', async () => {
    await asSuperuser('postgres', 'create database fresh owner volano');
    const facts = await checkDatabase(change({ database: 'fresh' }), moduleNames);
    expect(facts).toMatchObject({ isUntouched: true, isSuperuser: false });
    expect(facts.pending[0]).toBe('platform/0001-platform');
    const again = await checkDatabase(change({ database: 'fresh' }), moduleNames);
    expect(again.isUntouched).toBe(true);
  });
});

function change(parts: { user?: string; database?: string }): string {
  const url = new URL(cluster.url);
  if (parts.user !== undefined) url.username = parts.user;
  if (parts.database !== undefined) url.pathname = `/${parts.database}`;
  return url.toString();
}

/** The cluster lets in owner and superuser only; a start-up option makes the session another role's. */
function as(role: string, database = 'volano'): string {
  const url = new URL(change({ user: 'postgres', database }));
  url.searchParams.set('options', `-c role=${role}`);
  return url.toString();
}

async function asSuperuser(database: string, statements: string): Promise<void> {
  await runOn(change({ user: 'postgres', database }), statements);
}

async function asOwner(statements: string): Promise<void> {
  await runOn(cluster.url, statements);
}

async function runOn(url: string, statements: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // One by one: a database cannot be created together with anything else.
    for (const statement of statements.split(';')) await client.query(statement);
  } finally {
    await client.end();
  }
}
