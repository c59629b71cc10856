import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { OperatorError } from '../operator-error.ts';

/** The unprivileged account that PostgreSQL runs under when the program was started as root. */
export interface RunAccount {
  name: string;
  uid: number;
  gid: number;
}

/** PostgreSQL refuses to run as root; these exist on practically every system, the better one first. */
const CANDIDATES = ['postgres', 'nobody'];

/** Accounts of the system. PostgreSQL stops when its user number has no entry here. */
export function listAccounts(passwd: string = readFileSync('/etc/passwd', 'utf8')): RunAccount[] {
  return passwd.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}

/**
 * The account to run PostgreSQL under, or undefined when the present user can run it itself.
 * An existing cluster keeps its owner, so that starting as root after starting as a user needs no change of ownership.
 */
export function findRunAccount(existingCluster?: string): RunAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = listAccounts();
  const owner = existingCluster === undefined ? undefined : ownerOf(existingCluster);
  const keeper = accounts.find((account) => account.uid === owner && account.uid !== 0);
  if (keeper) return keeper;
  for (const name of CANDIDATES) {
    const account = accounts.find((candidate) => candidate.name === name && candidate.uid !== 0);
    if (account) return account;
  }
  throw new OperatorError(
    'data-path',
    'PostgreSQL does not run as root and neither the account "postgres" nor "nobody" exists here.',
    'Create one (useradd --system postgres), start Volano as an ordinary user, or set DATABASE_URL.',
  );
}

function ownerOf(path: string): number | undefined {
  try {
    return statSync(path).uid;
  } catch {
    // Not there yet, or not reachable; the preparation of the data folder names the trouble.
    return undefined;
  }
}

/** What an account needs on a path: to pass through a folder, or to read it. */
const BITS = { pass: 1, read: 5 } as const;

/**
 * First folder (or the path itself) that keeps the account from using `path`, judged by owner and mode; undefined when
 * the way is free. Access lists are not looked at: where they forbid more, PostgreSQL tells so itself.
 */
export function findObstacle(account: RunAccount, path: string, need: keyof typeof BITS): string | undefined {
  const target = resolve(path);
  const parents: string[] = [];
  for (let folder = dirname(target); ; folder = dirname(folder)) {
    parents.unshift(folder);
    if (folder === dirname(folder)) break;
  }
  const blocked = parents.find((folder) => !allows(account, folder, BITS.pass));
  return blocked ?? (allows(account, target, BITS[need]) ? undefined : target);
}

function allows(account: RunAccount, path: string, bits: number): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return false;
  const shift = found.uid === account.uid ? 6 : found.gid === account.gid ? 3 : 0;
  return ((found.mode >> shift) & bits) === bits;
}
