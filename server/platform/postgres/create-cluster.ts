import { execFile, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import type { RunAccount } from './run-account.ts';
import type { ServerBinaries } from './server-binaries.ts';
import { asAccount } from './server-process.ts';

/** Role that owns the database and that the program connects as, and the name of the database. */
export const OWNER_ROLE = 'volano';
export const DATABASE_NAME = 'volano';
/** Superuser of the embedded cluster; the program itself never uses it. */
export const SUPERUSER = 'postgres';

export interface NewCluster {
  binaries: ServerBinaries;
  folder: string;
  account: RunAccount | undefined;
  /** True for throw-away clusters only: skips waiting for the disk. */
  temporary: boolean;
}

/**
 * Creates a cluster with the owner role and the empty database. The owner is no superuser, exactly as on an outside
 * PostgreSQL, so that rights behave the same. The folder appears at once and complete: an interrupted creation leaves
 * only a folder that the next attempt removes.
 */
export async function createCluster(cluster: NewCluster): Promise<void> {
  const unfinished = `${cluster.folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  makeFolder(unfinished, cluster.account);
  // The built-in provider sorts by code point and needs no locale of the machine; names are sorted with an explicit collation.
  const locale = cluster.binaries.major >= 17 ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : ['--locale=C.UTF-8'];
  const args = ['-D', unfinished, '-U', SUPERUSER, '-E', 'UTF8', ...locale, '--auth=peer', ...(cluster.temporary ? ['--no-sync'] : [])];
  await run(cluster.binaries.initdb, args, cluster.account);
  const rights = cluster.temporary ? 'login createrole createdb' : 'login createrole';
  await runSingleUser(cluster, unfinished, [
    `create role ${OWNER_ROLE} ${rights};`,
    `create database ${DATABASE_NAME} owner ${OWNER_ROLE};`,
    `revoke connect on database ${DATABASE_NAME} from public;`,
  ]);
  renameSync(unfinished, cluster.folder);
}

/** Makes a private folder that belongs to the account. */
export function makeFolder(folder: string, account: RunAccount | undefined): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account) chownSync(folder, account.uid, account.gid);
  chmodSync(folder, 0o700);
}

/**
 * Lets in exactly the user that runs this program, as told by the kernel for the socket: no password to keep, and no
 * way in for others even if the socket folder were opened by mistake. Written at every start, since the user may change.
 */
export function writeAccessRules(folder: string, account: RunAccount | undefined): void {
  const user = userInfo().username;
  const quoted = `"${user.replaceAll('"', '""')}"`;
  const rules = 'local all all peer map=volano\n';
  const map = [OWNER_ROLE, SUPERUSER].map((role) => `volano ${quoted} ${role}\n`).join('');
  for (const [name, text] of [['pg_hba.conf', rules], ['pg_ident.conf', map]] as const) {
    const file = join(folder, name);
    writeFileSync(file, text, { mode: 0o600 });
    if (account) chownSync(file, account.uid, account.gid);
  }
}

function run(program: string, args: string[], account: RunAccount | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(program, args, asAccount(account), (error, stdout, stderr) => {
      if (error) reject(new Error(`${program} failed: ${lastLines(`${stdout}${stderr}`) || error.message}`, { cause: error }));
      else resolve();
    });
  });
}

/** Runs statements without a server, one per line, so that the folder is complete before it gets its name. */
function runSingleUser(cluster: NewCluster, folder: string, statements: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const args = ['--single', '-D', folder, '-c', 'exit_on_error=on', ...(cluster.temporary ? ['-F'] : []), 'postgres'];
    const child = spawn(cluster.binaries.postgres, args, { ...asAccount(cluster.account), stdio: ['pipe', 'ignore', 'pipe'] });
    let complaint = '';
    child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`preparing the database in ${dirname(folder)} failed: ${lastLines(complaint)}`)),
    );
    child.stdin?.end(`${statements.join('\n')}\n`);
  });
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-6).join(' | ');
}
