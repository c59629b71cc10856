/** The real program as a process of its own, with its own data folder and a free port, ended by signal. */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** A port nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

/** A new data folder; started as root the database's own account must be able to pass through it. */
export async function makeDataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'volano-real-'));
  await chmod(folder, 0o711);
  return folder;
}

export interface RunningServer {
  readonly url: string;
  readonly child: ChildProcess;
  readonly stop: () => Promise<void>;
}

/** Starts `volano start` and waits until it says it is ready; its output comes with the failure when it is not. */
export async function startRealServer(environment: Record<string, string> = {}): Promise<RunningServer> {
  const dataDir = environment['VOLANO_DATA'] ?? (await makeDataFolder());
  const port = environment['VOLANO_PORT'] ?? String(await freePort());
  const child = spawn(process.execPath, [join(root, 'bin', 'volano'), 'start', '--json'], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: undefined, VOLANO_DATA: dataDir, VOLANO_PORT: port, VOLANO_LOG: 'warn', NODE_ENV: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let output = '';
  const ready = new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('"event":"ready"')) resolve();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it was ready:\n${output}`)));
  });
  await ready;
  return {
    url: `http://127.0.0.1:${port}`,
    child,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await gone;
      if (environment['VOLANO_DATA'] === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
