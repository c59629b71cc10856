/** One builder at a time, also when two programs start together. */
import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const LONGEST_BUILD_MS = 180_000;

/** Waits for the lock and takes it; one whose process is gone, or that is older than any build, is taken over. */
export async function takeLock(lockFile) {
  const draft = `${lockFile}.${process.pid}`;
  // A link to a finished file: nobody ever reads a lock without its number.
  writeFileSync(draft, String(process.pid));
  try {
    while (!tryLink(draft, lockFile)) {
      await delay(100);
      if (isAbandoned(lockFile)) dropAbandoned(lockFile);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

function tryLink(draft, lockFile) {
  try {
    linkSync(draft, lockFile);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function isAbandoned(lockFile) {
  try {
    if (Date.now() - statSync(lockFile).mtimeMs > LONGEST_BUILD_MS) return true;
    return !isAlive(Number(readFileSync(lockFile, 'utf8')));
  } catch (error) {
    // Given back between the two looks.
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

/** Moves the lock aside before deleting, so that of two who saw it abandoned neither deletes the other's new lock. */
function dropAbandoned(lockFile) {
  const aside = `${lockFile}.stale.${process.pid}`;
  try {
    renameSync(lockFile, aside);
    if (isAlive(Number(readFileSync(aside, 'utf8'))) && Date.now() - statSync(aside).mtimeMs < LONGEST_BUILD_MS) tryLinkBack(aside, lockFile);
    rmSync(aside, { force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

function tryLinkBack(aside, lockFile) {
  try {
    linkSync(aside, lockFile);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
