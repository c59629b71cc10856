/**
 * Plain SQL migrations, numbered per module: `server/modules/<module>/migrations/0001-name.sql` (the platform's in
 * `server/platform/migrations`). Applied in module order, each in its own transaction, under one advisory lock,
 * with a checksum that refuses a file edited after it was applied.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runMigrations as migrateJobs } from 'graphile-worker';
import pg from 'pg';
import { quietLogger } from './jobs.ts';
import { rootDir } from './root.ts';

export interface Migration {
  readonly module: string;
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** The database cannot be brought to this program's state; the message says why and what to do. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

const filePattern = /^(\d{4})-([a-z0-9-]+)\.sql$/;
/** Advisory lock held while the shape of the database changes; backups take it shared. */
export const migrationLock = 740_215_001;

async function readFolder(module: string, folder: string): Promise<Migration[]> {
  const names = await readdir(folder).catch(() => []);
  const found: Migration[] = [];
  for (const file of names.toSorted((a, b) => (a < b ? -1 : 1))) {
    const match = filePattern.exec(file);
    if (match === null) continue;
    const sql = await readFile(join(folder, file), 'utf8');
    found.push({ module, number: Number(match[1]), name: match[2] ?? '', sql, checksum: createHash('sha256').update(sql).digest('hex') });
  }
  found.forEach((migration, index) => {
    if (migration.number !== index + 1) throw new MigrationError(`Migrations of ${module} must be numbered without gaps: ${migration.number} stands at place ${index + 1}.`);
  });
  return found;
}

/** All migrations of the program in the order they are applied: platform first, then modules in the given order. */
export async function readMigrations(modules: readonly string[]): Promise<Migration[]> {
  const lists = [await readFolder('platform', join(rootDir, 'server/platform/migrations'))];
  for (const module of modules) lists.push(await readFolder(module, join(rootDir, 'server/modules', module, 'migrations')));
  return lists.flat();
}

export interface AppliedMigration {
  readonly module: string;
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
}

/** What a database says it has; empty for a database that Volano never touched. */
export async function appliedMigrations(client: pg.ClientBase | pg.Pool): Promise<AppliedMigration[]> {
  const { rows: exists } = await client.query<{ found: boolean }>(`select to_regclass('platform.schema_migrations') is not null as found`);
  if (exists[0]?.found !== true) return [];
  const { rows } = await client.query<AppliedMigration>(
    `select m.module, m.number, m.name, m.checksum from platform.schema_migrations m order by m.applied_at, m.module, m.number`,
  );
  return rows;
}

/** Migrations still to apply. Throws when the database holds one this program does not know, or a changed one. */
export function pendingMigrations(known: readonly Migration[], applied: readonly AppliedMigration[]): Migration[] {
  const byKey = new Map(known.map((migration) => [`${migration.module}/${migration.number}`, migration]));
  for (const row of applied) {
    const file = byKey.get(`${row.module}/${row.number}`);
    if (file === undefined) {
      throw new MigrationError(
        `The database is newer than this program (it holds migration ${row.module}/${String(row.number).padStart(4, '0')}-${row.name}): start the newer version of Volano, or restore a backup into another database.`,
      );
    }
    if (file.checksum !== row.checksum) {
      throw new MigrationError(
        `Migration ${row.module}/${String(row.number).padStart(4, '0')}-${row.name} was changed after it was applied: put the original file back and write a new migration instead.`,
      );
    }
  }
  const have = new Set(applied.map((row) => `${row.module}/${row.number}`));
  return known.filter((migration) => !have.has(`${migration.module}/${migration.number}`));
}

/** Makes the roles the program works under and lets the connected user take them. */
export async function ensureRoles(client: pg.ClientBase, serverVersion: number): Promise<void> {
  for (const role of ['volano_app', 'volano_gate']) {
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role]);
    if (rowCount === 0) {
      try {
        await client.query(`create role ${role} nologin`);
      } catch (error) {
        const code = (error as { code?: string }).code;
        // Roles belong to the whole server: another database's start may have made it a moment ago.
        if (code === '42501') {
          throw new MigrationError(
            `The database user may not create the role ${role}: run "create role ${role} nologin; grant ${role} to <user>" as administrator, or give the user CREATEROLE.`,
          );
        }
        if (code !== '42710' && code !== '23505') throw error;
      }
    }
    // From version 16 a member may act as the role only with the option SET, which the maker of a role does not get by itself.
    const modern = serverVersion >= 160_000;
    const { rows } = await client.query<{ able: boolean }>(`select pg_has_role(current_user, $1, $2) as able`, [role, modern ? 'set' : 'member']);
    if (rows[0]?.able === true) continue;
    await client.query(`grant ${role} to current_user${modern ? ' with set true, inherit false' : ''}`).catch((error: unknown) => {
      const code = (error as { code?: string }).code;
      if (code === '42501') {
        throw new MigrationError(`The database user may not act as ${role}: run "grant ${role} to <user>${modern ? ' with set true' : ''}" as administrator.`);
      }
      // Two databases of one server migrated at the same moment: the other one granted it.
      if (code !== 'XX000' && code !== '23505') throw error;
    });
  }
}

export interface MigrationReport {
  readonly applied: readonly string[];
  /** The database held nothing of Volano before. */
  readonly isNew: boolean;
}

/**
 * Brings the database to this program's state. Safe to call from many processes at once: the second waits.
 * Throws MigrationError (newer database, changed file, missing right) before anything is changed.
 */
export async function migrate(connectionString: string, modules: readonly string[], onProgress: (line: string) => void = () => undefined): Promise<MigrationReport> {
  const known = await readMigrations(modules);
  const client = new pg.Client({ connectionString, application_name: 'volano migrate' });
  await client.connect();
  try {
    const { rows: version } = await client.query<{ number: string }>(`select current_setting('server_version_num') as number`);
    if (Number(version[0]?.number) < 150_000) {
      throw new MigrationError(`The database server is PostgreSQL ${Math.floor(Number(version[0]?.number) / 10_000)}: Volano needs 15 or newer.`);
    }
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    const before = await appliedMigrations(client);
    const pending = pendingMigrations(known, before);
    await ensureRoles(client, Number(version[0]?.number));
    await migrateJobs({ connectionString, logger: quietLogger });
    const applied: string[] = [];
    for (const migration of pending) {
      const label = `${migration.module}/${String(migration.number).padStart(4, '0')}-${migration.name}`;
      onProgress(label);
      await client.query('begin');
      try {
        await client.query(migration.sql);
        await client.query(`insert into platform.schema_migrations (module, number, name, checksum) values ($1, $2, $3, $4)`, [
          migration.module,
          migration.number,
          migration.name,
          migration.checksum,
        ]);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        const why = error instanceof Error ? error.message : String(error);
        throw new MigrationError(`Migration ${label} failed and was undone: ${why}. The steps before it stand: mend the cause and run volano migrate again, or restore the backup taken before into an empty database.`, { cause: error });
      }
      applied.push(label);
    }
    return { applied, isNew: before.length === 0 };
  } finally {
    // Closing the session gives the advisory lock back.
    await client.end();
  }
}
