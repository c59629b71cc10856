import { createHash } from 'node:crypto';
import { lstatSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OperatorError } from '../operator-error.ts';
import { makeFolder } from './create-cluster.ts';
import { findObstacle, type RunAccount } from './run-account.ts';

/** Longest path of a Unix socket that Linux takes, in bytes (macOS takes 103, so that is the one kept to). */
const LONGEST_SOCKET_PATH = 103;
const SOCKET_NAME = '.s.PGSQL.5432';

/** Address of a database behind a socket folder, as the `pg` client and libpq both read it. */
export function socketUrl(socketFolder: string, role: string, database: string): string {
  return `postgresql://${role}@localhost/${database}?host=${encodeURIComponent(socketFolder)}`;
}

/**
 * Private folder for the socket: `run` in the data folder, or, where that path is too long for a socket, a short one
 * per data folder in the temporary folder. There anyone can create names, so a folder that is not ours is refused.
 */
export function prepareSocketFolder(dataFolder: string, account: RunAccount | undefined): string {
  const preferred = join(dataFolder, 'run');
  if (fitsSocket(preferred)) {
    makeFolder(preferred, account);
    return preferred;
  }
  const mark = createHash('sha256').update(dataFolder).digest('hex').slice(0, 16);
  const temporary = [tmpdir(), '/tmp'].find(
    (folder) => fitsSocket(join(folder, `volano-${mark}`)) && !(account && findObstacle(account, folder, 'pass')),
  );
  const short = join(temporary ?? '/tmp', `volano-${mark}`);
  if (isForeign(short, account)) {
    throw new OperatorError(
      'data-path',
      `The folder ${short} for the database socket belongs to someone else.`,
      'Remove it, or set VOLANO_DATA to a shorter path so that the socket fits in the data folder.',
    );
  }
  makeFolder(short, account);
  return short;
}

/** Removes socket and lock of an earlier server. Only after its processes were ended: then nobody listens there. */
export function clearSocketFolder(socketFolder: string): void {
  for (const name of [SOCKET_NAME, `${SOCKET_NAME}.lock`]) rmSync(join(socketFolder, name), { force: true });
}

function fitsSocket(folder: string): boolean {
  return Buffer.byteLength(join(folder, SOCKET_NAME)) <= LONGEST_SOCKET_PATH;
}

function isForeign(folder: string, account: RunAccount | undefined): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (!found) return false;
  const ours = [process.getuid?.(), account?.uid];
  return !found.isDirectory() || !ours.includes(found.uid);
}
