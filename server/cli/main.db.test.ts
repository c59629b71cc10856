import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { endLeftovers, findPostmaster } from '#platform/postgres/leftover-processes';
import { makeTestDatabase } from '../testing/database.ts';
import { main } from './main.ts';
import { createTerminal } from './terminal.ts';

vi.setConfig({ testTimeout: 120_000 });

const program = fileURLToPath(new URL('../../bin/volano', import.meta.url));

let base: string;
let children: ChildProcess[];
let server: Server | undefined;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'volano-cli-'));
  // As root the account that runs the database must pass through.
  chmodSync(base, 0o711);
  children = [];
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  if (existsSync(clusterFolder())) await endLeftovers(clusterFolder());
  server?.close();
  server = undefined;
  rmSync(base, { recursive: true, force: true });
});

describe('the command line tells in one sentence with its remedy what keeps it from working', () => {
  const cases: [string, string[], Record<string, string>, number, RegExp][] = [
    ['an unknown command', ['sell'], {}, 2, /^volano: Volano has no command "sell"\. See volano --help\.\n$/],
    ['a missing word', ['backup'], {}, 2, /Write it as volano backup FILE/],
    ['an unknown switch', ['migrate', '--faster'], {}, 2, /Write it as volano migrate;/],
    ['a port that is no port', ['start'], { VOLANO_PORT: '99999' }, 3, /^volano: VOLANO_PORT is not valid/],
    ['too few connections', ['start'], { VOLANO_DATABASE_CONNECTIONS: '7' }, 3, /^volano: VOLANO_DATABASE_CONNECTIONS is not valid/],
    ['an address that is none', ['start'], { DATABASE_URL: 'mysql://x' }, 3, /^volano: DATABASE_URL is not valid/],
    ['a database that does not answer', ['migrate'], { DATABASE_URL: 'postgres://volano:secret@127.0.0.1:9/volano' }, 7, /^volano: No PostgreSQL answers on 127\.0\.0\.1:9\. Start it/],
    ['a backup that is not there', ['restore', '/no/such/file'], {}, 9, /^volano: The backup \/no\/such\/file cannot be read\./],
    ['a wrong word', ['audit', 'trust'], {}, 2, /The words are verify, proof, heads and key\.\n$/],
  ];
  it.each(cases)('%s', async (_what, words, env, exitCode, sentence) => {
    const said = await run(words, env);
    expect(said.err.split('\n').filter((line) => line.startsWith('volano: '))).toHaveLength(1);
    expect(said).toMatchObject({ exitCode, err: expect.stringMatching(sentence) as string });
    expect(said.err).not.toContain('secret');
  });

  it('a taken port, before anything is touched', async () => {
    const port = await occupy();
    const said = await run(['start'], { VOLANO_PORT: String(port) });
    expect(said).toMatchObject({ exitCode: 4, err: expect.stringContaining(`Port ${port} on 127.0.0.1 is taken`) as string });
    expect(existsSync(join(base, 'data'))).toBe(false);
  });

  it('a data path that is a file', async () => {
    writeFileSync(join(base, 'data'), '');
    const said = await run(['start'], { VOLANO_PORT: '0' });
    expect(said).toMatchObject({ exitCode: 5, err: expect.stringMatching(/cannot be used: a (file has that name|part of the path is a file)\. Set VOLANO_DATA/) as string });
  });

  it('a folder without a database, and makes none in it', async () => {
    for (const words of [['serve'], ['work'], ['backup', join(base, 'b')], ['audit', 'verify'], ['keys', 'replace']]) {
      const said = await run(words, { VOLANO_PORT: '0' });
      expect(said).toMatchObject({ exitCode: 8, err: expect.stringMatching(/^volano: There is no database in \S+data\. Set VOLANO_DATA/) as string });
    }
    expect(existsSync(join(base, 'data'))).toBe(false);
  });

  it('a setting that is none', async () => {
    const said = await run(['doctor'], { VOLANO_PROT: '4000' });
    expect(said.out).toMatch(/^attention {2}configuration: VOLANO_PROT is no setting of Volano/);
  });

  it('a database that was not migrated, for serve, work and backup', async () => {
    const empty = await makeTestDatabase({ empty: true });
    try {
      for (const words of [['serve'], ['work'], ['backup', join(base, 'b')]]) {
        const said = await run(words, { DATABASE_URL: empty.url, VOLANO_PORT: '0' });
        expect(said).toMatchObject({ exitCode: 8, err: expect.stringContaining('Run volano migrate first') as string });
      }
    } finally {
      await empty.drop();
    }
  });
});

describe('the command line for machines', () => {
  it('answers with one object, also about a refusal', async () => {
    expect(JSON.parse((await run(['--version', '--json'])).out)).toMatchObject({ ok: true, version: expect.any(String) as string });
    const refused = await run(['sell', '--json']);
    expect(JSON.parse(refused.out)).toMatchObject({ ok: false, error: { kind: 'usage', remedy: 'See volano --help.' } });
  });

  it('helps with every command', async () => {
    const help = await run(['--help']);
    for (const name of ['start', 'serve', 'work', 'migrate', 'demo', 'doctor', 'backup FILE', 'restore FILE', 'audit WORD']) {
      expect(help.out).toContain(`\n  ${name} `);
      expect((await run(['help', name.split(' ')[0] ?? ''])).out).toMatch(new RegExp(`^Usage: volano ${name}`));
    }
  });
});

describe('volano start on an empty folder', () => {
  it('serves, refuses a second start, survives the loss of its database, saves a backup, stops in order and starts again', async () => {
    const first = await startProgram();
    expect((await fetch(`${first.url}/api/health/ready`)).status).toBe(200);

    const second = await run(['start'], { VOLANO_PORT: '0' });
    expect(second).toMatchObject({ exitCode: 6, err: expect.stringContaining(`already runs on ${join(base, 'data')} (process ${first.child.pid} `) as string });

    const fallen = findPostmaster(clusterFolder());
    process.kill(Number(fallen), 'SIGKILL');
    // Sessions of the fallen server answer for another moment: ready counts once there is a new one.
    await vi.waitFor(
      async () => {
        expect([fallen, undefined]).not.toContain(findPostmaster(clusterFolder()));
        expect((await fetch(`${first.url}/api/health/ready`)).status).toBe(200);
      },
      { timeout: 30_000, interval: 100 },
    );

    const doctor = await run(['doctor', '--json']);
    const { findings } = JSON.parse(doctor.out) as { findings: { check: string; state: string; message: string }[] };
    expect(findings.filter((finding) => finding.state === 'fail')).toEqual([]);
    expect(doctor.exitCode).toBe(0);

    const saved = await run(['backup', join(base, 'saved'), '--json']);
    expect(JSON.parse(saved.out)).toMatchObject({ ok: true, file: join(base, 'saved') });
    expect((await run(['audit', 'verify', '--json'])).exitCode).toBe(0);
    expect(await run(['keys', 'replace'])).toMatchObject({ exitCode: 6, err: expect.stringContaining('Volano runs') as string });

    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(findPostmaster(clusterFolder())).toBeUndefined();

    const replaced = async (): Promise<string> => {
      expect((await run(['keys', 'replace'])).exitCode).toBe(0);
      return readFileSync(join(base, 'data', 'gateway-keys.json'), 'utf8');
    };
    expect(await replaced()).not.toBe(await replaced());

    const again = await startProgram();
    again.child.kill('SIGINT');
    expect(await again.ended).toBe(0);

    const restored = await run(['restore', join(base, 'saved'), '--json'], { VOLANO_DATA: join(base, 'other') });
    expect(JSON.parse(restored.out)).toMatchObject({ ok: true, rows: (JSON.parse(saved.out) as { rows: number }).rows });
    const full = await run(['restore', join(base, 'saved')], { VOLANO_DATA: join(base, 'other') });
    expect(full).toMatchObject({ exitCode: 8, err: expect.stringContaining('The database is not empty') as string });
  });
});

function clusterFolder(): string {
  return join(base, 'data', 'postgres', '18');
}

function environment(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  return { VOLANO_DATA: join(base, 'data'), VOLANO_DEMO: '0', VOLANO_LOG: 'error', ...extra };
}

/** Runs a command inside this process and records what it says. */
async function run(words: string[], extra: Record<string, string> = {}): Promise<{ exitCode: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const terminal = createTerminal(words.includes('--json'), {
    out: { write: (text) => (said.out += text) },
    err: { write: (text) => (said.err += text) },
  });
  const exitCode = await main(words, environment(extra), terminal);
  return { exitCode, ...said };
}

/** Starts the program as a process of its own, from its sources, and waits until it says that it is ready. */
async function startProgram(): Promise<{ child: ChildProcess; url: string; ended: Promise<number | null> }> {
  const env = { PATH: process.env['PATH'], VOLANO_DEV: '1', VOLANO_PORT: '0', ...environment() };
  const child = spawn(process.execPath, [program, 'start', '--json'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
  });
  let out = '';
  let err = '';
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      const ready = /"url":"([^"]+)"/.exec(out);
      if (ready?.[1] !== undefined) resolve(ready[1]);
    });
    void ended.then((code) => reject(new Error(`the program ended with ${code}: ${err}${logOf()}`)));
  });
  return { child, url, ended };
}

function logOf(): string {
  const file = join(base, 'data', 'log', 'postgres.log');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

async function occupy(): Promise<number> {
  const taken = createServer();
  server = taken;
  await new Promise<void>((resolve) => {
    taken.listen(0, '127.0.0.1', resolve);
  });
  return (taken.address() as AddressInfo).port;
}
