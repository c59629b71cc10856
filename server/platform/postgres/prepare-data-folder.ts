import { accessSync, chmodSync, constants, existsSync, mkdirSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { OperatorError } from '../operator-error.ts';
import { findObstacle, type RunAccount } from './run-account.ts';

/** Space that a new cluster with its first log files takes, with room for the demo world, in bytes. */
const SPACE_FOR_NEW_CLUSTER = 400 * 1024 * 1024;

/**
 * Makes sure that the data folder exists, can be written by us and can be reached by the account that runs PostgreSQL.
 * Throws OperatorError 'data-path' that names the obstacle.
 */
export function prepareDataFolder(dataFolder: string, account: RunAccount | undefined, isNew: boolean): void {
  const created = !existsSync(dataFolder);
  try {
    makeFolders(dataFolder, account ? 0o711 : 0o700);
    // The mode asked for is cut by the umask; a strict one would lock the account out of its own folder.
    if (created) chmodSync(dataFolder, account ? 0o711 : 0o700);
    if (!statSync(dataFolder).isDirectory()) throw new Error('a file has that name');
    accessSync(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw unusable(dataFolder, cause);
  }
  const obstacle = account && findObstacle(account, dataFolder, 'pass');
  if (account && obstacle !== undefined) {
    throw new OperatorError(
      'data-path',
      `Started as root, the database runs as the account "${account.name}", which may not pass through ${obstacle}.`,
      'Set VOLANO_DATA to a folder outside private homes, for example /var/lib/volano, or start Volano as an ordinary user.',
    );
  }
  if (isNew) refuseFullDisk(dataFolder);
}

function unusable(dataFolder: string, cause: unknown): OperatorError {
  const remedy = codeOf(cause) === 'ENOSPC' ? 'Free some space, or move the folder to a larger disk and set VOLANO_DATA.' : 'Set VOLANO_DATA to a folder that this user can write, or DATABASE_URL to a PostgreSQL.';
  return new OperatorError('data-path', `The data folder ${dataFolder} cannot be used: ${reason(cause)}.`, remedy, { cause });
}

/** A failure to write in the data folder as a sentence with its remedy; other errors are handed through. */
export function explainFolderFailure(error: unknown, dataFolder: string): unknown {
  return error instanceof Error && !(error instanceof OperatorError) && codeOf(error) in words ? unusable(dataFolder, error) : error;
}

/**
 * Makes a folder with the folders above it. Not `recursive: true`: where a file system answers "no such file" for a new
 * name in a folder that exists (/proc does), Node's own way asks again for ever.
 */
function makeFolders(folder: string, mode: number): void {
  if (existsSync(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolders(parent, 0o755);
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    // Somebody else made it a moment ago.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

function refuseFullDisk(dataFolder: string): void {
  const space = statfsSync(dataFolder);
  const free = space.bavail * space.bsize;
  if (free >= SPACE_FOR_NEW_CLUSTER) return;
  throw new OperatorError(
    'data-path',
    `The disk of ${dataFolder} has ${Math.floor(free / 1_048_576)} MB left; a new database needs ${SPACE_FOR_NEW_CLUSTER / 1_048_576} MB.`,
    'Free some space, or set VOLANO_DATA to a folder on a larger disk.',
  );
}

const words: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'a file has that name',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of this user is used up',
  ENOENT: 'its parent folder cannot be made',
};

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

function reason(cause: unknown): string {
  return words[codeOf(cause)] ?? (cause instanceof Error ? cause.message : String(cause));
}
