/** A worker is killed while it has a job in hand: another one takes the job over at once, and never that of a worker that is only slow. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { useTestDatabase } from '../testing/database.ts';
import { silentLog } from '../testing/world.ts';
import { enqueue, startJobs, type JobDefinition } from './jobs.ts';
import { sql } from './sql.ts';
import { createJobContext } from './system-context.ts';

const db = useTestDatabase();
const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const moduleAt = (name: string): string => JSON.stringify(fileURLToPath(new URL(name, import.meta.url)));

/** A worker of its own process whose job never ends; it says when it has the job in hand. */
const endless = (url: string): string => `
  import { createDatabase } from ${moduleAt('./db.ts')};
  import { startJobs } from ${moduleAt('./jobs.ts')};
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const run = () => { console.log('taken'); return new Promise(() => setInterval(() => {}, 1000)); };
  await startJobs(createDatabase(${JSON.stringify(url)}), [{ name: 'test:endless', run }], [], { concurrency: 1, log, makeContext: () => ({ log }) });`;

test('the job of a killed worker goes to another within seconds, that of a living one does not', async () => {
  const { database, url } = db.current;
  const done: unknown[] = [];
  const other: JobDefinition = { name: 'test:other', run: async () => void done.push('other') };
  const takeOver: JobDefinition = { name: 'test:endless', run: async () => void done.push('taken over') };
  const makeContext = () => createJobContext(database, silentLog, () => new Date('2026-11-22T10:00:00Z'), 'job');
  const add = (job: string) => database.asOwner((tx) => enqueue({ tx }, job, {}));
  const child = spawn(process.execPath, ['--import', loader, '--input-type=module', '-e', endless(url)], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await add('test:endless');
    await once(child.stdout, 'data');
    const queue = await startJobs(database, [other, takeOver], [], { concurrency: 1, log: silentLog, makeContext });
    try {
      await add('test:other');
      await expect.poll(() => done, { timeout: 20_000 }).toEqual(['other']);
      const held = await database.asOwner((tx) => tx.rows(sql`select 1 from graphile_worker._private_jobs j where j.locked_by is not null`));
      expect(held).toHaveLength(1);
      child.kill('SIGKILL');
      await expect.poll(() => done, { timeout: 40_000 }).toEqual(['other', 'taken over']);
    } finally {
      await queue.stop();
    }
  } finally {
    child.kill('SIGKILL');
  }
}, 90_000);
