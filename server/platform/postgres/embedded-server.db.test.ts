import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OperatorError } from '../operator-error.ts';
import { type EmbeddedServer, startEmbeddedServer } from './embedded-server.ts';
import { endLeftovers, findPostmaster, findServerChildren } from './leftover-processes.ts';
import { findStartMark } from './process-identity.ts';
import { waitUntilGone } from './server-process.ts';

vi.setConfig({ testTimeout: 60_000 });

let base: string;
let started: EmbeddedServer[];
let children: ChildProcess[];

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'volano-embedded-'));
  // As root the database account must pass through the folder above its data.
  if (process.getuid?.() === 0) makePassable(base);
  started = [];
  children = [];
});

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const server of started) await server.stop();
  if (existsSync(clusterOf(base))) await endLeftovers(clusterOf(base));
  rmSync(base, { recursive: true, force: true });
});

describe('the embedded server', () => {
  it('creates a database whose owner is no superuser, and keeps its rows over a restart', async () => {
    const first = await start(base);
    expect(first.isNew).toBe(true);
    await query(first, 'create table kept (n int); insert into kept values (7)');
    const owner = await query(first, `select r.rolsuper, r.rolbypassrls, r.rolcreaterole from pg_roles r where r.rolname = current_user`);
    expect(owner).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: true }]);
    await first.stop();
    expect(existsSync(join(base, 'volano.lock'))).toBe(false);

    const second = await start(base);
    expect(second.isNew).toBe(false);
    expect(await query(second, 'select n from kept')).toEqual([{ n: 7 }]);
  });

  it('listens on a private socket only', async () => {
    const server = await start(base);
    expect(await query(server, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
    expect(statSync(join(base, 'run')).mode & 0o777).toBe(0o700);
  });

  it('starts again by itself after the postmaster was killed, without losing an acknowledged row', async () => {
    const lines: string[] = [];
    const server = await start(base, (line) => lines.push(line));
    await query(server, 'create table kept (n int)');
    await query(server, 'insert into kept values (1)');
    const killed = findPostmaster(clusterOf(base));
    expect(killed).toBeDefined();
    process.kill(Number(killed), 'SIGKILL');
    await vi.waitFor(() => expect(lines).toContain('The database runs again.'), { timeout: 20_000, interval: 50 });
    expect(await query(server, 'select n from kept')).toEqual([{ n: 1 }]);
    expect(findPostmaster(clusterOf(base))).not.toBe(killed);
  });

  it('recovers when the program was killed and left its database running', async () => {
    const program = await startInProcess(base);
    const orphan = Number(findPostmaster(clusterOf(base)));
    program.kill('SIGKILL');
    await waitUntilGone([Number(program.pid)], 5_000);
    expect(findStartMark(orphan)).toBeDefined();

    const lines: string[] = [];
    const server = await start(base, (line) => lines.push(line));
    expect(lines).toContain('Ended the database processes that an interrupted run had left.');
    expect(findStartMark(orphan)).toBeUndefined();
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('recovers when program and postmaster were killed in the middle of a statement', async () => {
    const program = await startInProcess(base);
    const client = new pg.Client({ connectionString: urlFromLock(base) });
    client.on('error', () => undefined);
    await client.connect();
    // A busy session does not notice that its postmaster is gone and keeps the shared memory.
    const busy = client.query(`select count(*) from generate_series(1, 1e9::bigint)`).catch(() => undefined);
    await vi.waitFor(() => expect(findServerChildren(clusterOf(base)).length).toBeGreaterThan(3));
    const orphans = findServerChildren(clusterOf(base));
    program.kill('SIGKILL');
    process.kill(Number(findPostmaster(clusterOf(base))), 'SIGKILL');
    await waitUntilGone([Number(program.pid)], 5_000);

    const server = await start(base);
    await busy;
    expect(orphans.filter((pid) => findStartMark(pid) !== undefined)).toEqual([]);
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('ignores a stale lock and a stale postmaster file that name a living stranger', async () => {
    const first = await start(base);
    await first.stop();
    const stranger = spawn('sleep', ['60']);
    children.push(stranger);
    writeFileSync(join(base, 'volano.lock'), JSON.stringify({ pid: stranger.pid, startMark: 'earlier boot', host: hostname(), since: '' }));
    writeFileSync(join(clusterOf(base), 'postmaster.pid'), `${stranger.pid}\n${clusterOf(base)}\n1\n5432\n\n\n\nready\n`);
    const server = await start(base);
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(findStartMark(Number(stranger.pid))).toBeDefined();
  });

  it('refuses a second start on the same folder and leaves the first untouched', async () => {
    const program = await startInProcess(base);
    const refusal = await start(base).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(OperatorError);
    expect(refusal).toMatchObject({ kind: 'already-running', message: expect.stringContaining(`process ${program.pid}`) as string });
    const client = new pg.Client({ connectionString: urlFromLock(base) });
    await client.connect();
    await client.end();
  });

  it('puts the socket of a long data path into a short private folder', async () => {
    const long = join(base, 'x'.repeat(60), 'y'.repeat(60));
    const server = await start(long);
    const folder = new URL(server.url).searchParams.get('host') ?? '';
    expect(folder.startsWith(long)).toBe(false);
    expect(lstatSync(folder).mode & 0o777).toBe(0o700);
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('names the obstacle when the data path is not usable', async () => {
    writeFileSync(join(base, 'file'), '');
    await expect(start(join(base, 'file', 'data'))).rejects.toMatchObject({ kind: 'data-path', message: expect.stringContaining('a part of the path is a file') as string });
  });

  it('removes an interrupted creation and starts afresh', async () => {
    mkdirSync(join(base, 'postgres', '18.unfinished', 'base'), { recursive: true });
    const server = await start(base);
    expect(server.isNew).toBe(true);
    expect(existsSync(join(base, 'postgres', '18.unfinished'))).toBe(false);
  });
});

async function start(dataFolder: string, report?: (line: string) => void): Promise<EmbeddedServer> {
  const server = await startEmbeddedServer({ dataFolder, ...(report && { report }) });
  started.push(server);
  return server;
}

/** Starts the server from another process, which can then be killed. */
async function startInProcess(dataFolder: string): Promise<ChildProcess> {
  const script = `
    const { startEmbeddedServer } = await import('./server/platform/postgres/embedded-server.ts');
    await startEmbeddedServer({ dataFolder: ${JSON.stringify(dataFolder)} });
    process.send('ready');`;
  const program = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  children.push(program);
  await new Promise<void>((resolve, reject) => {
    program.once('message', () => resolve());
    program.once('exit', (code) => reject(new Error(`the program ended with ${code}`)));
  });
  return program;
}

async function query(server: EmbeddedServer, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    const result = await client.query<Record<string, unknown>>(text);
    return result.rows;
  } finally {
    await client.end();
  }
}

function clusterOf(dataFolder: string): string {
  return join(dataFolder, 'postgres', '18');
}

function urlFromLock(dataFolder: string): string {
  return (JSON.parse(readFileSync(join(dataFolder, 'volano.lock'), 'utf8')) as { databaseUrl: string }).databaseUrl;
}

function makePassable(folder: string): void {
  rmSync(folder, { recursive: true });
  mkdirSync(folder, { mode: 0o711 });
}
