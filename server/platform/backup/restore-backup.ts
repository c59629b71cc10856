import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { runMigrations as migrateJobs } from 'graphile-worker';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { quietLogger } from '../jobs.ts';
import { ensureRoles, type Migration, migrationLock, readMigrations } from '../migrate.ts';
import { OperatorError } from '../operator-error.ts';
import { type BackupEnd, type BackupHeader, JOB_SECTION, type SectionEnd } from './backup-format.ts';
import { BackupReader, damagedFile } from './backup-reader.ts';
import { TextMeter } from './backup-writer.ts';
import { COPY_JOBS_IN, CREATE_RESTORED_JOBS, enqueueRestoredJobs, jobSection } from './job-section.ts';
import { prepareLoading } from './load-preparation.ts';
import { planMigrations } from './plan-migrations.ts';
import { COPY_SETTINGS, copyIn, copyOut, findContents, listStoredTables, setSequences, type StoredTable } from './stored-tables.ts';

export interface RestoreOptions {
  /** Modules of this program in the order of their migrations. */
  modules: readonly string[];
  onProgress?: (line: string) => void;
}

export interface RestoreReport {
  takenAt: string;
  tables: number;
  rows: number;
  jobs: number;
  /** Migrations that the file did not have yet, applied after loading. */
  migrated: string[];
}

/** Looks at the head of a backup without a database: that it is one, and that this program knows all its migrations. Throws OperatorError. */
export async function checkBackup(file: string, modules: readonly string[]): Promise<BackupHeader> {
  const reader = await BackupReader.open(file);
  try {
    const header = await reader.readHeader();
    planMigrations(header, await readMigrations(modules));
    return header;
  } finally {
    await reader.close();
  }
}

/**
 * Restores a backup into an empty database in one transaction: the migrations of the file, its rows, its sequences and
 * waiting jobs; then every table is read back and compared with the row counts and checksums of the file; then newer
 * migrations. Whatever fails leaves the database as empty as it was. Throws OperatorError.
 */
export async function restoreBackup(url: string, file: string, options: RestoreOptions): Promise<RestoreReport> {
  const reader = await BackupReader.open(file);
  const client = new pg.Client({ connectionString: url, application_name: 'volano restore' });
  try {
    const header = await reader.readHeader();
    const plan = planMigrations(header, await readMigrations(options.modules));
    await client.connect();
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await refuseContents(client);
    // Roles belong to the server and the queue makes its tables on a connection of its own: both may stay after a failure,
    // and a database with nothing but an empty queue still counts as empty.
    await ensureRoles(client, await serverVersion(client));
    await migrateJobs({ connectionString: url, logger: quietLogger });
    return await restoreInTransaction(client, reader, { file, header, plan, options });
  } finally {
    await client.end().catch(() => undefined);
    await reader.close();
  }
}

async function refuseContents(client: pg.Client): Promise<void> {
  const found = await findContents(client);
  if (found.tables === 0 && found.jobs === 0) return;
  throw new OperatorError(
    'database-unsuitable',
    found.tables > 0 ? `The database is not empty: it holds ${found.tables} tables.` : `The database is not empty: it holds ${found.jobs} jobs.`,
    'Restore into a new database: an empty one in DATABASE_URL, or a new folder in VOLANO_DATA.',
  );
}

interface Restoring {
  file: string;
  header: BackupHeader;
  plan: ReturnType<typeof planMigrations>;
  options: RestoreOptions;
}

async function restoreInTransaction(client: pg.Client, reader: BackupReader, work: Restoring): Promise<RestoreReport> {
  const report = work.options.onProgress ?? (() => undefined);
  await client.query('begin');
  try {
    for (const migration of work.plan.before) await client.query(migration.sql);
    await client.query(COPY_SETTINGS);
    await client.query(CREATE_RESTORED_JOBS);
    const tables = new Map((await listStoredTables(client)).map((table) => [table.name, table]));
    const undo = await prepareLoading(client, [...tables.values()]);
    const { loaded, end } = await loadSections(client, reader, tables, work, report);
    await setSequences(client, end.sequences);
    const jobs = await enqueueRestoredJobs(client);
    report('Checking references.');
    for (const statement of undo) await client.query(statement);
    await verify(client, tables, loaded, report);
    const migrated = await applyNewer(client, work.plan.after, report);
    await client.query('commit');
    return { takenAt: work.header.takenAt, tables: loaded.size, rows: end.rows, jobs, migrated };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

async function loadSections(
  client: pg.Client,
  reader: BackupReader,
  tables: ReadonlyMap<string, StoredTable>,
  { file, header }: Restoring,
  report: (line: string) => void,
): Promise<{ loaded: Map<string, SectionEnd>; end: BackupEnd }> {
  const loaded = new Map<string, SectionEnd>();
  for (;;) {
    const next = await reader.readNext();
    if ('end' in next) {
      const missing = [...tables.keys(), JOB_SECTION].find((name) => !loaded.has(name));
      if (missing !== undefined) throw damagedFile(file, `it lacks ${missing}`);
      return { loaded, end: next };
    }
    const table = tables.get(next.table);
    const known = next.table === JOB_SECTION ? jobSection.columns : table?.columns;
    if (known === undefined || loaded.has(next.table)) throw damagedFile(file, `${next.table} has no place in it`);
    if (known.join() !== next.columns.join()) throw damagedFile(file, `${next.table} has other columns than its migrations make`);
    report(`Loading ${next.table} (${loaded.size + 1} of ${header.tables.length})`);
    const target = client.query(copyFrom(table ? copyIn(table) : COPY_JOBS_IN));
    const meter = new TextMeter();
    await pipeline(reader.sectionText(), meter, target).catch((error: unknown) => {
      throw isBadContent(error) ? damagedFile(file, `${next.table} cannot be loaded`, error) : error;
    });
    const end = await reader.readSectionEnd();
    const measured = meter.result();
    if (measured.sha256 !== end.sha256 || measured.bytes !== end.bytes || target.rowCount !== end.rows) throw damagedFile(file, `${next.table} is not as it was written`);
    loaded.set(next.table, end);
  }
}

/** True when the trouble is in the bytes of the file (compression, or values that PostgreSQL refuses), not in the server. */
function isBadContent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(Z_|22|23)/.test(String(error.code));
}

/** Reads every table back and compares it with the file: what the database would answer, not what it was told. */
async function verify(client: pg.Client, tables: ReadonlyMap<string, StoredTable>, loaded: ReadonlyMap<string, SectionEnd>, report: (line: string) => void): Promise<void> {
  let place = 0;
  for (const [name, table] of tables) {
    place += 1;
    report(`Verifying ${name} (${place} of ${tables.size})`);
    const source = client.query(copyTo(copyOut(table)));
    const hash = createHash('sha256');
    for await (const chunk of source) hash.update(chunk as Buffer);
    const expected = loaded.get(name);
    if (hash.digest('hex') !== expected?.sha256 || source.rowCount !== expected.rows) {
      throw new OperatorError('verification', `${name} reads back differently from the backup; nothing was kept.`, 'Report this with the versions of both database servers.');
    }
  }
}

async function applyNewer(client: pg.Client, migrations: readonly Migration[], report: (line: string) => void): Promise<string[]> {
  await client.query('set local search_path to default');
  const applied: string[] = [];
  for (const migration of migrations) {
    const label = `${migration.module}/${String(migration.number).padStart(4, '0')}-${migration.name}`;
    report(`Applying ${label}`);
    await client.query(migration.sql);
    await client.query('insert into platform.schema_migrations (module, number, name, checksum) values ($1, $2, $3, $4)', [
      migration.module,
      migration.number,
      migration.name,
      migration.checksum,
    ]);
    applied.push(label);
  }
  return applied;
}

async function serverVersion(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ number: number }>(`select current_setting('server_version_num')::int as number`);
  return rows[0]?.number ?? 0;
}
