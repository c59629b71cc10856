/**
 * Processor time of a request on the four paths that everybody waits for: price, save, list, sign in. Of the program and of
 * PostgreSQL apart, over a copy of the demo world for each, beside a floor: a bare Fastify route with the same look-up of the session and the same
 * bytes answered (of a sign-in: the hash alone). States alternate in blocks, so that what else the machine does meets them all.
 *
 * BENCH_BESIDE=<folder of another checkout that has this bench too> measures that state in the same run, migrations and all: the newer
 * of the two makes the database.
 * BENCH_PROFILES=<folder> keeps a profile of each path, to be opened in a browser's developer tools.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase } from '#platform/db';
import { sql } from '#platform/sql';
import { loadDemo, prepareDatabase } from '../server/main.ts';
import { startTestCluster } from '../server/testing/cluster.ts';
import { databaseUrl } from '../server/testing/database-url.ts';
import { askedPaths, pathNames, send, type Asked, type PathName } from './paths-client.part.ts';
import type { FloorAnswers } from './paths-server.part.ts';

const blocks = Number(process.env['BENCH_BLOCKS'] ?? 8);
const atOnce = 4;
const requestsOf: Record<PathName, number> = { price: 250, save: 80, list: 150, login: 24 };
const only = process.env['BENCH_ONLY']?.split(',');
const profiles = process.env['BENCH_PROFILES'];
const beside = process.env['BENCH_BESIDE'];

interface Server {
  readonly name: string;
  readonly ask: <T>(command: string, given?: unknown) => Promise<T>;
}

const cluster = await startTestCluster({ own: true, durable: true });
const demo = createDatabase(databaseUrl(cluster.url, 'demo'));
const database = createDatabase(cluster.url);
await database.pool.query('create database demo');
await prepareDatabase(databaseUrl(cluster.url, 'demo'), demo);
await loadDemo(demo);
await demo.pool.query('analyze');
const { hash } = await demo.asOwner((tx) => tx.row<{ hash: string }>(sql`select a.password_hash as hash from identity.accounts a where a.login_name = 'luca.ferri@dlr001.example'`));
await demo.close();
const { pid } = await database.asOwner((tx) => tx.row<{ pid: number }>(sql`select pg_backend_pid() as pid`));

/** Fields of /proc/<pid>/stat behind the name, which may hold anything: the state is the first. */
const statOf = (of: number | string): readonly string[] => {
  try {
    return readFileSync(`/proc/${of}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  } catch {
    return [];
  }
};
const postmaster = statOf(pid)[1] ?? '';

/** Processor time of the database so far, in microseconds: of its processes and of those that ended. A tick is 10 ms. */
function databaseMicroseconds(): number {
  const ticks = (stat: readonly string[], ...fields: number[]) => fields.reduce((sum, field) => sum + Number(stat[field] ?? 0), 0);
  const own = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(statOf).filter((stat) => stat[1] === postmaster);
  return 10_000 * (own.reduce((sum, stat) => sum + ticks(stat, 11, 12), 0) + ticks(statOf(postmaster), 11, 12, 13, 14));
}

const folder = mkdtempSync(join(tmpdir(), 'volano-bench-'));
const children: ChildProcess[] = [];

/** A server over a copy of the demo world of its own: events of one state wake nobody in another. The floor looks into the program's. */
async function startChild(name: string, root: string): Promise<Server> {
  const world = name === 'floor' ? 'program' : name;
  if (name === world) await database.pool.query(`create database ${world} template demo`);
  // The log is written as in production, and read by nobody.
  const child = fork(join(root, 'bench', 'paths-server.part.ts'), {
    cwd: root, execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', openSync(join(folder, `${name}.log`), 'w'), 'ipc'],
    env: { ...process.env, DATABASE_URL: databaseUrl(cluster.url, world), VOLANO_DATA: folder, VOLANO_PORT: '0', VOLANO_LOG: 'info', NODE_ENV: 'test' },
  });
  children.push(child);
  const ask = <T>(command: string, given?: unknown): Promise<T> =>
    new Promise((resolve, reject) => {
      const ended = (code: number | null) => reject(new Error(`${name} ended with ${code}: ${readFileSync(join(folder, `${name}.log`), 'utf8').slice(-2000)}`));
      child.once('exit', ended);
      child.once('message', ({ answer }: { answer: T }) => {
        child.off('exit', ended);
        resolve(answer);
      });
      child.send({ command, given });
    });
  return { name, ask };
}

/** Sends `count` requests, four at a time. */
async function drive(address: string, make: () => Asked, count: number): Promise<void> {
  let left = count;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      await send(address, make());
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

const root = join(import.meta.dirname, '..');
const programs = [await startChild('program', root), ...(beside === undefined ? [] : [await startChild('beside', beside)])];
const states: { server: Server; address: string; paths: Record<PathName, () => Asked> }[] = [];
for (const server of programs) {
  const address = await server.ask<string>('program');
  states.push({ server, address, paths: await askedPaths(address) });
}
const [program] = states;
if (program === undefined) throw new Error('no program');

/** What the floor answers: the bytes of the program. */
const answers: Record<string, FloorAnswers['answers'][string]> = {};
for (const name of pathNames) {
  const asked = program.paths[name]();
  answers[name] = { method: asked.method, url: asked.url, body: (await send(program.address, asked)).text, hash: name === 'login' ? hash : null };
}
const floor = await startChild('floor', root);
states.push({ server: floor, address: await floor.ask<string>('floor', { cookieName: 'volano', answers } satisfies FloorAnswers), paths: program.paths });

interface Spent {
  node: number;
  postgres: number;
}
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const ms = (value: number): string => (value / 1000).toFixed(2).padStart(9);

console.log(`${blocks} blocks in turn after two of warm-up, ${atOnce} at a time, median of the blocks; milliseconds of processor time for each request, demo world, log written`);
console.log('path    state        node   postgres      sum   node : floor   node : program');
for (const name of pathNames.filter((path) => only === undefined || only.includes(path))) {
  const spent = new Map(states.map(({ server }) => [server.name, [] as Spent[]]));
  for (let block = -2; block < blocks; block += 1) {
    for (const { server, address, paths } of states) {
      const from = { node: await server.ask<number>('microseconds'), postgres: databaseMicroseconds() };
      await drive(address, paths[name], requestsOf[name]);
      const to = { node: await server.ask<number>('microseconds'), postgres: databaseMicroseconds() };
      if (block >= 0) spent.get(server.name)?.push({ node: (to.node - from.node) / requestsOf[name], postgres: (to.postgres - from.postgres) / requestsOf[name] });
    }
  }
  const of = (server: string, what: keyof Spent) => median((spent.get(server) ?? []).map((one) => one[what]));
  const ratio = (one: number, other: number) => (one / other).toFixed(2);
  for (const { server } of states) {
    const [node, postgres] = [of(server.name, 'node'), of(server.name, 'postgres')];
    console.log(`${name.padEnd(7)} ${server.name.padEnd(8)} ${ms(node)} ${ms(postgres)} ${ms(node + postgres)} ${ratio(node, of('floor', 'node')).padStart(13)} ${ratio(node, of('program', 'node')).padStart(16)}`);
  }
  if (profiles === undefined) continue;
  for (const { server, address, paths } of states) {
    await server.ask('profile');
    await drive(address, paths[name], requestsOf[name] * 6);
    await server.ask('profiled', join(profiles, `${server.name}-${name}.cpuprofile`));
  }
}
for (const child of children) child.disconnect();
await Promise.all(children.map((child) => once(child, 'exit')));
await database.close();
await cluster.stop();
rmSync(folder, { recursive: true, force: true });
