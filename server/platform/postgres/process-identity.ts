import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A process told apart from a later one that got the same number: `startMark` is opaque and equal only for the same process. */
export interface ProcessIdentity {
  pid: number;
  startMark: string;
}

const hasProc = process.platform === 'linux';

/**
 * Start mark of a living process, or undefined when it is gone. A zombie counts as gone: in a container without an
 * init process nobody collects it, and its number would look alive for ever.
 */
export function findStartMark(pid: number): string | undefined {
  return hasProc ? startMarkFromProc(pid) : startMarkFromPs(pid);
}

function startMarkFromProc(pid: number): string | undefined {
  const stat = readOrUndefined(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // The second field is the name in brackets and may contain blanks, so fields are counted from the last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const state = fields[0];
  const startTicks = fields[19];
  if (state === 'Z' || state === 'X' || startTicks === undefined) return undefined;
  return `${bootId()}:${startTicks}`;
}

function startMarkFromPs(pid: number): string | undefined {
  const line = ps(['-o', 'stat=,lstart=', '-p', String(pid)]);
  if (line === '' || line.startsWith('Z')) return undefined;
  return line.replace(/^\S+\s+/, '');
}

/** Identity of this very process. */
export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, startMark: findStartMark(process.pid) ?? 'unknown' };
}

/** True while exactly this process (not a later one with its number) is alive. */
export function isSameProcessAlive(identity: ProcessIdentity): boolean {
  return findStartMark(identity.pid) === identity.startMark;
}

/** Command line of a living process with blanks between arguments, or undefined. */
export function findCommandLine(pid: number): string | undefined {
  if (findStartMark(pid) === undefined) return undefined;
  if (!hasProc) return ps(['-o', 'command=', '-p', String(pid)]) || undefined;
  return readOrUndefined(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ').trim();
}

/** Working directory of a process where the system tells it (Linux), otherwise undefined. */
export function findWorkingDirectory(pid: number): string | undefined {
  try {
    return hasProc ? readlinkSync(`/proc/${pid}/cwd`) : undefined;
  } catch {
    return undefined;
  }
}

/** Numbers of all processes that the system shows us. */
export function listProcessIds(): number[] {
  const names = hasProc ? readdirSync('/proc') : ps(['-axo', 'pid=']).split(/\s+/);
  return names.filter((name) => /^\d+$/.test(name)).map(Number);
}

function bootId(): string {
  return readOrUndefined('/proc/sys/kernel/random/boot_id')?.trim() ?? 'boot';
}

function readOrUndefined(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function ps(args: string[]): string {
  try {
    return execFileSync('ps', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}
