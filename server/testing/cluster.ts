import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCluster, DATABASE_NAME, makeFolder, OWNER_ROLE, writeAccessRules } from '#platform/postgres/create-cluster';
import { clusterTitle, endLeftovers } from '#platform/postgres/leftover-processes';
import { isSameProcessAlive, ownIdentity, type ProcessIdentity } from '#platform/postgres/process-identity';
import { findObstacle, findRunAccount, type RunAccount } from '#platform/postgres/run-account';
import { prepareEmbeddedBinaries, type ServerBinaries, systemBinaries } from '#platform/postgres/server-binaries';
import { launchPostmaster, waitUntilReady } from '#platform/postgres/server-process';
import { socketUrl } from '#platform/postgres/socket-folder';

/** A PostgreSQL for tests. `url` names the owner role, which may create databases and roles but is no superuser. */
export interface TestCluster {
  url: string;
  /** Ends the server at once with SIGKILL, as a fallen machine would, and starts it again on the same files. */
  crash: () => Promise<void>;
  stop: () => Promise<void>;
}

export interface TestClusterOptions {
  /** Folder with initdb and postgres of the system, for example /usr/lib/postgresql/15/bin; default is the embedded server. */
  systemBinaries?: string;
  /** For tests that change roles of the whole server: a cluster of their own even when TEST_DATABASE_URL is set. */
  own?: boolean;
  /** Answers a commit only when its log is with the operating system, so that a crash may lose nothing acknowledged. */
  durable?: boolean;
}

const PREFIX = 'volano-test-';
const HURRY = { fast: 0, immediate: 5_000, killed: 5_000 };

/** Speed instead of safety: the data is thrown away. Many sessions, because test files run side by side. */
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '32MB',
  max_connections: '150',
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum: 'off',
  timezone: 'UTC',
  jit: 'off',
};

/**
 * Starts a throw-away cluster in the temporary folder, or uses TEST_DATABASE_URL where that is set (its role needs
 * CREATEDB and CREATEROLE). Works as root and as a user. Clusters left by test runs that were killed are removed first.
 */
export async function startTestCluster(options: TestClusterOptions = {}): Promise<TestCluster> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given && options.own !== true) return { url: given, crash: () => Promise.reject(new Error('a server that is not ours is not killed')), stop: () => Promise.resolve() };

  const account = findRunAccount();
  const base = baseFolder(account);
  await removeAbandoned(base);
  const folder = mkdtempSync(join(base, PREFIX));
  makeFolder(folder, account);
  writeFileSync(join(folder, 'owner.json'), JSON.stringify(ownIdentity()));

  const binaries = options.systemBinaries
    ? systemBinaries(options.systemBinaries, majorOf(options.systemBinaries))
    : prepareEmbeddedBinaries(account, join(base, `volano-native-${process.getuid?.() ?? 0}`));
  const cluster = join(folder, 'cluster');
  await copyTemplate(base, cluster, binaries, account);
  writeAccessRules(cluster, account);

  const logFile = join(folder, 'postgres.log');
  const settings = { ...SETTINGS, ...(options.durable === true ? { synchronous_commit: 'on' } : {}), cluster_name: clusterTitle(cluster) };
  const start = async () => {
    const child = launchPostmaster({ postgres: binaries.postgres, clusterFolder: cluster, socketFolder: folder, account, logFile, settings });
    if ((await waitUntilReady(child, cluster, 60_000)) !== 'ready') {
      throw new Error(`The test cluster did not start:\n${readFileSync(logFile, 'utf8')}`);
    }
    return child;
  };
  let postmaster = await start();
  return {
    url: socketUrl(folder, OWNER_ROLE, DATABASE_NAME),
    crash: async () => {
      // Until its end was heard of, its number stands in the process table and the next server takes the socket for its own.
      const ended = once(postmaster, 'exit');
      process.kill(Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
      await ended;
      await endLeftovers(cluster, { fast: 0, immediate: 0, killed: 10_000 });
      postmaster = await start();
    },
    stop: async () => {
      await endLeftovers(cluster, HURRY);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The temporary folder, or /tmp where the account that runs PostgreSQL cannot reach the one that is set. */
function baseFolder(account: RunAccount | undefined): string {
  return account && findObstacle(account, tmpdir(), 'pass') ? '/tmp' : tmpdir();
}

function majorOf(folder: string): number {
  const answer = execFileSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' });
  return Number.parseInt(/\d+/.exec(answer)?.[0] ?? '', 10);
}

/** Creating a cluster takes most of a second, copying a ready one a tenth of it; so the first is kept as a template. */
async function copyTemplate(base: string, cluster: string, binaries: ServerBinaries, account: RunAccount | undefined): Promise<void> {
  const templates = join(base, `volano-template-${process.getuid?.() ?? 0}`);
  const template = join(templates, `${binaries.major}-${clusterTitle(`${binaries.initdb} as ${account?.name ?? 'user'}`)}`);
  if (!existsSync(template)) {
    await createCluster({ binaries, folder: cluster, account, temporary: true });
    mkdirSync(templates, { recursive: true, mode: 0o755 });
    const copy = `${template}.${process.pid}`;
    execFileSync('cp', ['-a', cluster, copy]);
    try {
      renameSync(copy, template);
    } catch {
      // Another test run made the same template at the same moment.
      rmSync(copy, { recursive: true, force: true });
    }
    return;
  }
  execFileSync('cp', ['-a', template, cluster]);
}

async function removeAbandoned(base: string): Promise<void> {
  for (const name of readdirSync(base).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(base, name);
    const owner = readOwner(folder);
    if (owner === undefined || isSameProcessAlive(owner)) continue;
    const cluster = join(folder, 'cluster');
    if (existsSync(cluster)) await endLeftovers(cluster, HURRY);
    rmSync(folder, { recursive: true, force: true });
  }
}

function readOwner(folder: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8')) as ProcessIdentity;
  } catch {
    return undefined;
  }
}
