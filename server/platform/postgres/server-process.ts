import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findStartMark } from './process-identity.ts';
import type { RunAccount } from './run-account.ts';

/** Environment for PostgreSQL programs: none of our settings or secrets, and none of the PG… variables that would redirect them. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const kept: NodeJS.ProcessEnv = { LC_ALL: 'C', TZ: 'UTC' };
  for (const name of ['PATH', 'TMPDIR', 'DYLD_LIBRARY_PATH', 'LD_LIBRARY_PATH']) {
    const value = process.env[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}

/** Spawn options that switch to the account, when there is one. */
export function asAccount(account: RunAccount | undefined): SpawnOptions {
  return { cwd: '/', env: serverEnvironment(), ...(account && { uid: account.uid, gid: account.gid }) };
}

export interface Launch {
  postgres: string;
  clusterFolder: string;
  socketFolder: string;
  account: RunAccount | undefined;
  /** File that receives what PostgreSQL writes; a file, because it must survive our own sudden end. */
  logFile: string;
  settings: Record<string, string>;
}

/**
 * Starts the postmaster in a session of its own: Ctrl-C on the terminal reaches only us, and we stop it after the
 * last request was answered.
 */
export function launchPostmaster(launch: Launch): ChildProcess {
  const settings = { listen_addresses: '', unix_socket_directories: launch.socketFolder, ...launch.settings };
  const args = ['-D', launch.clusterFolder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const log = openSync(launch.logFile, 'a', 0o640);
  try {
    const options: SpawnOptions = { ...asAccount(launch.account), detached: true, stdio: ['ignore', log, log] };
    return spawn(launch.postgres, args, options);
  } finally {
    closeSync(log);
  }
}

/** Resolves with the exit code or signal once the process ended, also when it could not be started at all. */
export function whenEnded(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(String(child.signalCode ?? child.exitCode));
    child.once('exit', (code, signal) => resolve(String(signal ?? code)));
    child.once('error', (error) => resolve(error.message));
  });
}

/** True when the postmaster with this number says in its own file that it takes connections. */
function isReady(clusterFolder: string, pid: number): boolean {
  const lines = readPostmasterFile(clusterFolder);
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

/** Lines of postmaster.pid, empty when there is none: number, folder, start time, port, socket folder, address, key, status. */
export function readPostmasterFile(clusterFolder: string): string[] {
  try {
    return readFileSync(join(clusterFolder, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

/**
 * Waits until the server takes connections. Returns 'ready', 'ended' when the process stopped before, or 'slow' after
 * the patience (milliseconds) ran out, as can happen while a large log is replayed after a crash.
 */
export async function waitUntilReady(child: ChildProcess, clusterFolder: string, patience: number): Promise<'ready' | 'ended' | 'slow'> {
  const until = performance.now() + patience;
  let ended = false;
  void whenEnded(child).then(() => (ended = true));
  while (performance.now() < until) {
    if (ended || child.pid === undefined) return 'ended';
    if (isReady(clusterFolder, child.pid)) return 'ready';
    await delay(15);
  }
  return 'slow';
}

/** Waits until none of the processes is alive; false when the patience (milliseconds) ran out. */
export async function waitUntilGone(pids: number[], patience: number): Promise<boolean> {
  const until = performance.now() + patience;
  while (pids.some((pid) => findStartMark(pid) !== undefined)) {
    if (performance.now() >= until) return false;
    await delay(15);
  }
  return true;
}
