import { createHash } from 'node:crypto';
import { realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCommandLine, findWorkingDirectory, listProcessIds } from './process-identity.ts';
import { readPostmasterFile, waitUntilGone } from './server-process.ts';

/**
 * Name that PostgreSQL shows in the titles of its processes. Derived from the folder, so that processes which outlived
 * their postmaster are recognised as ours and no others are.
 */
export function clusterTitle(clusterFolder: string): string {
  return `volano-${createHash('sha256').update(clusterFolder).digest('hex').slice(0, 12)}`;
}

/** Number of the living postmaster of this folder: named in its file, and its command line names the folder. */
export function findPostmaster(clusterFolder: string): number | undefined {
  const pid = Number(readPostmasterFile(clusterFolder)[0]);
  if (!Number.isInteger(pid) || pid <= 1) return undefined;
  return findCommandLine(pid)?.includes(`/postgres -D ${clusterFolder} -c `) ? pid : undefined;
}

/** Numbers of the server processes of this folder other than the postmaster: its title and its working directory say so. */
export function findServerChildren(clusterFolder: string): number[] {
  const title = `postgres: ${clusterTitle(clusterFolder)}: `;
  const folder = realpathSync(clusterFolder);
  return listProcessIds().filter((pid) => {
    if (!findCommandLine(pid)?.startsWith(title)) return false;
    const workingDirectory = findWorkingDirectory(pid);
    return workingDirectory === undefined || workingDirectory === folder;
  });
}

/** Patience in milliseconds for the three ways to end a server, the polite one first. */
export interface EndingPatience {
  fast: number;
  immediate: number;
  killed: number;
}

const LEFTOVER_PATIENCE: EndingPatience = { fast: 8_000, immediate: 4_000, killed: 4_000 };

/**
 * Ends whatever still runs on this folder from an earlier life: a postmaster whose supervisor was killed, or server
 * processes whose postmaster was killed (they would keep its shared memory and block a new start). Returns how many
 * processes there were. Touches only processes that prove to belong to the folder.
 */
export async function endLeftovers(clusterFolder: string, patience: EndingPatience = LEFTOVER_PATIENCE): Promise<number> {
  const postmaster = findPostmaster(clusterFolder);
  if (postmaster !== undefined) await endPostmaster(postmaster, clusterFolder, patience);
  const orphans = findServerChildren(clusterFolder);
  if (orphans.length > 0 && !(await waitUntilGone(orphans, 1_000))) {
    // They are without a postmaster: nothing they write is acknowledged any more, and the log replays what was.
    for (const pid of findServerChildren(clusterFolder)) signal(pid, 'SIGQUIT');
    if (!(await waitUntilGone(orphans, patience.immediate))) {
      for (const pid of findServerChildren(clusterFolder)) signal(pid, 'SIGKILL');
      await waitUntilGone(orphans, patience.killed);
    }
  }
  disownPostmasterFile(clusterFolder);
  return orphans.length + (postmaster === undefined ? 0 : 1);
}

/**
 * A postmaster.pid left by a dead server blocks the next one while its number belongs to a stranger or to a zombie that
 * nobody collects. PostgreSQL takes a file that names its own parent for stale, so ours goes in; deleting the file would
 * also delete the key by which it checks that the old shared memory is no longer in use.
 */
function disownPostmasterFile(clusterFolder: string): void {
  const lines = readPostmasterFile(clusterFolder);
  if (lines.length < 2 || findPostmaster(clusterFolder) !== undefined) return;
  writeFileSync(join(clusterFolder, 'postmaster.pid'), [String(process.pid), ...lines.slice(1)].join('\n'));
}

/** Ends a postmaster: SIGINT (sessions are cut, data is flushed), then SIGQUIT (replayed at the next start), then SIGKILL. */
export async function endPostmaster(pid: number, clusterFolder: string, patience: EndingPatience): Promise<void> {
  signal(pid, 'SIGINT');
  if (await waitUntilGone([pid], patience.fast)) return;
  signal(pid, 'SIGQUIT');
  if (await waitUntilGone([pid], patience.immediate)) return;
  if (findPostmaster(clusterFolder) === pid) signal(pid, 'SIGKILL');
  await waitUntilGone([pid], patience.killed);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // Gone between the look and the signal.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
