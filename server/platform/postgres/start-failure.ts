import { readFileSync } from 'node:fs';
import { OperatorError } from '../operator-error.ts';

interface KnownTrouble {
  pattern: RegExp;
  sentence: string;
  remedy: string;
}

/** What PostgreSQL writes when it cannot start, and what the operator can do about it; the first that matches wins. */
const KNOWN: KnownTrouble[] = [
  {
    pattern: /No space left on device|ENOSPC|Disk quota exceeded/,
    sentence: 'The disk of the data folder is full',
    remedy: 'Free some space, or move the folder to a larger disk and set VOLANO_DATA.',
  },
  {
    pattern: /Read-only file system|EROFS/,
    sentence: 'The data folder is on a read-only file system',
    remedy: 'Mount it writable, or set VOLANO_DATA to a folder that can be written.',
  },
  {
    pattern: /Permission denied|EACCES|wrong ownership|invalid permissions/,
    sentence: 'The data folder does not belong to the account that starts the database',
    remedy: 'Start Volano as the user that started it before, correct the owner, or set VOLANO_DATA to another folder.',
  },
  {
    pattern: /incompatible with server|initialized by PostgreSQL version/,
    sentence: 'The data folder was made by another version of PostgreSQL',
    remedy: 'Start the version of Volano that made it, write a backup with it, and restore that into a new folder.',
  },
  {
    pattern: /could not look up effective user ID|user does not exist/,
    sentence: 'The user number that runs Volano has no entry among the accounts of this system',
    remedy: 'Start it as a named account (in a container: one listed in /etc/passwd), or set DATABASE_URL.',
  },
  {
    pattern: /could not map anonymous shared memory|could not create shared memory segment|Cannot allocate memory/,
    sentence: 'The system does not give PostgreSQL enough shared memory',
    remedy: 'Free memory or raise the limit of the container, or set DATABASE_URL to a PostgreSQL elsewhere.',
  },
  {
    pattern: /error while loading shared libraries|GLIBC_|ENOENT|not found \(required by/,
    sentence: 'The embedded PostgreSQL cannot run on this system',
    remedy: 'Run npm install again on this machine (it needs a glibc Linux or macOS), or set DATABASE_URL.',
  },
];

/** Turns what PostgreSQL wrote into one sentence for the operator with its remedy. */
export function explainStartFailure(output: string, dataFolder: string, logFile: string): OperatorError {
  const known = KNOWN.find((trouble) => trouble.pattern.test(output));
  if (known) return new OperatorError('data-path', `${known.sentence} (${dataFolder}).`, known.remedy);
  const complaint = output.split('\n').findLast((line) => /FATAL|PANIC/.test(line))?.replace(/^.*?(FATAL|PANIC):\s*/, '');
  return new OperatorError(
    'data-path',
    `The embedded database on ${dataFolder} did not start${complaint ? `: ${complaint}` : ''}.`,
    `Read ${logFile}, or restore a backup into a new folder set with VOLANO_DATA.`,
  );
}

/** What a log file holds from the given position on, at most its last 20 000 characters. */
export function readLogFrom(logFile: string, position: number): string {
  try {
    return readFileSync(logFile).subarray(position).toString('utf8').slice(-20_000);
  } catch {
    return '';
  }
}
