import type { ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createCluster, DATABASE_NAME, OWNER_ROLE, writeAccessRules } from './create-cluster.ts';
import { acquireDataLock, type DataLock } from './data-lock.ts';
import { clusterTitle, endLeftovers, endPostmaster } from './leftover-processes.ts';
import { explainFolderFailure, prepareDataFolder } from './prepare-data-folder.ts';
import { findRunAccount } from './run-account.ts';
import { prepareEmbeddedBinaries, type ServerBinaries } from './server-binaries.ts';
import { type Launch, launchPostmaster, waitUntilReady, whenEnded } from './server-process.ts';
import { clearSocketFolder, prepareSocketFolder, socketUrl } from './socket-folder.ts';
import { explainStartFailure, readLogFrom } from './start-failure.ts';

/** Major version of the embedded server; its data folder carries it, so that a later major starts a folder of its own. */
const MAJOR = 18;
/** A log larger than this (bytes) is set aside at the next start; PostgreSQL writes only starts, stops and fatal errors. */
const LARGEST_LOG = 8 * 1024 * 1024;
const STOP_PATIENCE = { fast: 30_000, immediate: 10_000, killed: 5_000 };
const FIRST_BACKOFF_MS = 100;
const LAST_BACKOFF_MS = 10_000;
/** Replaying a long log is normal work, so this is only an end to hopeless waiting. */
const READY_PATIENCE_MS = 60 * 60_000;

export interface EmbeddedServer {
  /** Address of the database for the owner role, through a private Unix socket. */
  url: string;
  /** True when this start created the cluster. */
  isNew: boolean;
  /** Ends the server: sessions are cut, data is flushed. Safe to call twice. */
  stop: () => Promise<void>;
  /** Ends the server at once; the next start replays its log. */
  abandon: () => void;
}

export interface EmbeddedServerOptions {
  /** Absolute folder for everything kept: cluster, socket, log, lock. */
  dataFolder: string;
  /** Told in one plain sentence what is going on. */
  report?: (line: string) => void;
}

/**
 * Starts the embedded PostgreSQL on a data folder and keeps it running until `stop`: recovers what an earlier life left
 * behind, creates the cluster at the first start, starts the server again when it ends by itself (the pool of the
 * program reconnects). Throws OperatorError with sentence and remedy when it cannot.
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const { dataFolder } = options;
  const report = options.report ?? (() => undefined);
  const clusterFolder = join(dataFolder, 'postgres', String(MAJOR));
  const isNew = !existsSync(clusterFolder);
  const account = findRunAccount(clusterFolder);
  prepareDataFolder(dataFolder, account, isNew);
  const lock = await acquireDataLock(dataFolder).catch((error: unknown) => {
    throw explainFolderFailure(error, dataFolder);
  });
  try {
    const binaries = prepareEmbeddedBinaries(account, join(dataFolder, 'native'));
    if (isNew) await createInside(dataFolder, clusterFolder, binaries, account, report);
    const found = await endLeftovers(clusterFolder);
    if (found > 0) report('Ended the database processes that an interrupted run had left.');
    const launch: Launch = {
      postgres: binaries.postgres,
      clusterFolder,
      socketFolder: prepareSocketFolder(dataFolder, account),
      account,
      logFile: prepareLog(dataFolder),
      settings: serverSettings(clusterFolder),
    };
    const child = await launchReady(launch, dataFolder, report);
    const url = socketUrl(launch.socketFolder, OWNER_ROLE, DATABASE_NAME);
    lock.announce(url);
    return { url, isNew, ...supervise(child, launch, lock, report) };
  } catch (error) {
    lock.release();
    throw explainFolderFailure(error, dataFolder);
  }
}

async function createInside(
  dataFolder: string,
  clusterFolder: string,
  binaries: ServerBinaries,
  account: Launch['account'],
  report: (line: string) => void,
): Promise<void> {
  report(`Creating the database in ${dataFolder}.`);
  const parent = join(dataFolder, 'postgres');
  mkdirSync(parent, { recursive: true });
  chmodSync(parent, 0o755);
  try {
    await createCluster({ binaries, folder: clusterFolder, account, temporary: false });
  } catch (error) {
    rmSync(`${clusterFolder}.unfinished`, { recursive: true, force: true });
    throw explainStartFailure(String(error), dataFolder, 'the message above');
  }
}

async function launchReady(launch: Launch, dataFolder: string, report: (line: string) => void): Promise<ChildProcess> {
  clearSocketFolder(launch.socketFolder);
  writeAccessRules(launch.clusterFolder, launch.account);
  const logStart = statSync(launch.logFile, { throwIfNoEntry: false })?.size ?? 0;
  const child = launchPostmaster(launch);
  const slow = setTimeout(() => report('The database is replaying its log after an interruption; this can take a while.'), 3_000);
  const outcome = await waitUntilReady(child, launch.clusterFolder, READY_PATIENCE_MS);
  clearTimeout(slow);
  if (outcome === 'ready') return child;
  if (child.pid !== undefined) await endPostmaster(child.pid, launch.clusterFolder, { fast: 1_000, immediate: 5_000, killed: 5_000 });
  throw explainStartFailure(readLogFrom(launch.logFile, logStart), dataFolder, launch.logFile);
}

/** Keeps one postmaster alive: when it ends without being asked, recovers and starts it again with growing pauses. */
function supervise(first: ChildProcess, launch: Launch, lock: DataLock, report: (line: string) => void): Pick<EmbeddedServer, 'stop' | 'abandon'> {
  let child = first;
  let isStopping = false;
  const wake = new AbortController();

  const watch = async (): Promise<void> => {
    let backoff = FIRST_BACKOFF_MS;
    while (!isStopping) {
      const startedAt = performance.now();
      const end = await whenEnded(child);
      if (isStopping) return;
      report(`The database ended unexpectedly (${end}); starting it again.`);
      if (performance.now() - startedAt > LAST_BACKOFF_MS * 3) backoff = FIRST_BACKOFF_MS;
      for (let running = false; !running && !isStopping; ) {
        await delay(backoff, undefined, { signal: wake.signal }).catch(() => undefined);
        backoff = Math.min(backoff * 2, LAST_BACKOFF_MS);
        if (isStopping) return;
        running = await restart();
      }
    }
  };
  const restart = async (): Promise<boolean> => {
    try {
      await endLeftovers(launch.clusterFolder);
      child = await launchReady(launch, launch.clusterFolder, report);
      report('The database runs again.');
      return true;
    } catch (error) {
      report(error instanceof Error ? error.message : String(error));
      return false;
    }
  };
  const watching = watch();

  let stopped: Promise<void> | undefined;
  const stopOnce = async (): Promise<void> => {
    isStopping = true;
    wake.abort();
    if (child.pid !== undefined) await endPostmaster(child.pid, launch.clusterFolder, STOP_PATIENCE);
    await watching;
    // A restart may have been under way when the stop was asked for.
    await endLeftovers(launch.clusterFolder, STOP_PATIENCE);
    lock.release();
  };
  return {
    stop: () => (stopped ??= stopOnce()),
    abandon: () => {
      isStopping = true;
      child.kill('SIGQUIT');
      lock.release();
    },
  };
}

function prepareLog(dataFolder: string): string {
  const folder = join(dataFolder, 'log');
  mkdirSync(folder, { recursive: true, mode: 0o750 });
  const file = join(folder, 'postgres.log');
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_LOG) renameSync(file, `${file}.1`);
  return file;
}

/** Settings given at each start, so that a new version of the program brings its own without touching files. */
function serverSettings(clusterFolder: string): Record<string, string> {
  const memoryMb = Math.floor(totalmem() / 1_048_576);
  const shared = Math.min(2_048, Math.max(128, Math.floor(memoryMb / 8)));
  return {
    cluster_name: clusterTitle(clusterFolder),
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: '120',
    shared_buffers: `${shared}MB`,
    effective_cache_size: `${Math.floor(memoryMb / 2)}MB`,
    jit: 'off',
    // The program logs its own failed statements; values in PostgreSQL's would be personal data in a plain file.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    log_line_prefix: '%m [%p] ',
  };
}
