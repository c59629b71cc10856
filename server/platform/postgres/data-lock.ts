import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { OperatorError } from '../operator-error.ts';
import { isSameProcessAlive, ownIdentity, type ProcessIdentity } from './process-identity.ts';

/** What the lock file of a data folder says about the program that holds it. */
export interface LockHolder extends ProcessIdentity {
  host: string;
  /** Instant of the start, for people. */
  since: string;
  /** Address of the running database, once it runs; lets other commands of the same user join it. */
  databaseUrl?: string;
}

export interface DataLock {
  announce: (databaseUrl: string) => void;
  release: () => void;
}

const HEARTBEAT_MS = 2_000;
/** A holder on another host (a container with the same volume) cannot be looked up here; its heartbeat must move in this time. */
const FOREIGN_SILENCE_MS = 7_000;

function lockFile(dataFolder: string): string {
  return join(dataFolder, 'volano.lock');
}

/** The living holder of the data folder, or undefined when none holds it (also when a dead one left its file). */
export async function findLockHolder(dataFolder: string): Promise<LockHolder | undefined> {
  const holder = readHolder(lockFile(dataFolder));
  return holder && (await isAlive(holder, lockFile(dataFolder))) ? holder : undefined;
}

/** Throws OperatorError 'already-running' when a living process holds the folder; takes nothing. */
export async function refuseHeldFolder(dataFolder: string): Promise<void> {
  const holder = await findLockHolder(dataFolder);
  if (holder) throw alreadyRunning(dataFolder, holder);
}

function alreadyRunning(dataFolder: string, holder: LockHolder): OperatorError {
  return new OperatorError(
    'already-running',
    `Volano already runs on ${dataFolder} (process ${holder.pid} on ${holder.host}, since ${holder.since}).`,
    'Use that one, stop it first, or give this one its own folder with VOLANO_DATA (and VOLANO_PORT).',
  );
}

/**
 * Takes the data folder for this process. Throws OperatorError 'already-running' when another living process holds it;
 * takes over silently from a dead one.
 */
export async function acquireDataLock(dataFolder: string): Promise<DataLock> {
  const file = lockFile(dataFolder);
  const self: LockHolder = { ...ownIdentity(), host: hostname(), since: new Date().toISOString() };
  for (let attempt = 0; attempt < 20; attempt++) {
    if (tryTake(file, self)) return hold(file, self);
    const holder = readHolder(file);
    if (holder && (await isAlive(holder, file))) throw alreadyRunning(dataFolder, holder);
    removeStale(file, holder);
  }
  throw new OperatorError('already-running', `The lock file ${file} cannot be taken.`, 'Remove it when no Volano runs on this folder.');
}

/** Creates the file whole or not at all: a link to a finished file, never a file that is still being written. */
function tryTake(file: string, self: LockHolder): boolean {
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, JSON.stringify(self), { mode: 0o644 });
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Removes the file of a dead holder, but puts it back if a third process took the lock since we read it. */
function removeStale(file: string, dead: LockHolder | undefined): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw error;
  }
  const moved = readHolder(aside);
  if (moved && (moved.pid !== dead?.pid || moved.startMark !== dead.startMark)) {
    try {
      linkSync(aside, file);
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    }
  }
  rmSync(aside, { force: true });
}

function hold(file: string, self: LockHolder): DataLock {
  const heartbeat = setInterval(() => {
    try {
      const now = new Date();
      utimesSync(file, now, now);
    } catch {
      // The folder may vanish under a test or an operator; the database server tells the real trouble.
    }
  }, HEARTBEAT_MS);
  heartbeat.unref();
  return {
    announce: (databaseUrl) => {
      const draft = `${file}.${process.pid}`;
      writeFileSync(draft, JSON.stringify({ ...self, databaseUrl }), { mode: 0o644 });
      renameSync(draft, file);
    },
    release: () => {
      clearInterval(heartbeat);
      if (readHolder(file)?.startMark === self.startMark) rmSync(file, { force: true });
    },
  };
}

async function isAlive(holder: LockHolder, file: string): Promise<boolean> {
  if (holder.host === hostname()) return isSameProcessAlive(holder);
  const before = modified(file);
  if (before === undefined || Date.now() - before > FOREIGN_SILENCE_MS * 10) return false;
  await delay(FOREIGN_SILENCE_MS);
  return modified(file) !== before;
}

function modified(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}

function readHolder(file: string): LockHolder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as LockHolder;
  } catch {
    return undefined;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
