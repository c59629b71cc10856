import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestCluster, type TestCluster } from '../testing/cluster.ts';
import { silentLog } from '../testing/world.ts';
import { createDatabase, type Database } from './db.ts';
import { enqueue, startJobs, type JobDefinition } from './jobs.ts';
import { migrate } from './migrate.ts';
import { sql } from './sql.ts';
import { createJobContext } from './system-context.ts';

let cluster: TestCluster;
let database: Database;
let queue: { stop(): Promise<void> };
let killed: (crash: Promise<void>) => void = () => undefined;

const isAway = (): Promise<boolean> => database.pool.query('select 1').then(() => false, () => true);

/** Commits its note; then the database is killed: while the job still runs (`away`: it ends when nothing answers), or so many milliseconds after its end. */
const noteAndKill: JobDefinition = {
  name: 'test:note-and-kill',
  run: async (job, { note, kill }) => {
    await job.database.asOwner((tx) => tx.run(sql`insert into platform.noted (note) values (${String(note)})`));
    if (kill === 'away') {
      killed(cluster.crash());
      while (!(await isAway())) continue;
    }
    if (typeof kill === 'number') setTimeout(() => killed(cluster.crash()), kill);
  },
};

beforeAll(async () => {
  // Durable: a job lost with its own commit would be another story.
  cluster = await startTestCluster({ own: true, durable: true });
  await migrate(cluster.url, []);
  database = createDatabase(cluster.url);
  await database.asOwner((tx) => tx.run(sql`create table platform.noted (note text not null)`));
  const makeContext = () => createJobContext(database, silentLog, () => new Date('2026-11-22T10:00:00Z'), 'job');
  queue = await startJobs(database, [noteAndKill], [], { concurrency: 2, log: silentLog, makeContext });
}, 60_000);
afterAll(async () => {
  await queue.stop();
  await database.close();
  await cluster.stop();
});

const add = (note: string, kill: 'away' | number | null) => database.asOwner((tx) => enqueue({ tx }, noteAndKill.name, { note, kill }, { key: note }));
const waiting = async () => (await database.asOwner((tx) => tx.row<{ count: number }>(sql`select count(*) as count from graphile_worker.jobs`))).count;

test.each(['away', 0, 1, 2, 4] as const)('a database killed after a job committed (%s) takes nobody with it: the work is done once and the next job is taken', async (kill) => {
  const failures: unknown[] = [];
  const hear = (error: unknown) => failures.push(error);
  process.on('unhandledRejection', hear);
  try {
    const crash = new Promise<void>((resolve, reject) => (killed = (crashing) => void crashing.then(resolve, reject)));
    await add(`killed ${kill}`, kill);
    await crash;
    await expect.poll(isAway, { timeout: 20_000 }).toBe(false);
    await expect.poll(waiting, { timeout: 20_000 }).toBe(0);
    await add(`next ${kill}`, null);
    await expect.poll(waiting, { timeout: 20_000 }).toBe(0);
    const notes = await database.asOwner((tx) => tx.rows<{ note: string }>(sql`select n.note from platform.noted n where n.note like ${`% ${kill}`} order by 1`));
    expect(notes.map(({ note }) => note)).toEqual([`killed ${kill}`, `next ${kill}`]);
    expect(failures).toEqual([]);
  } finally {
    process.off('unhandledRejection', hear);
  }
}, 90_000);
