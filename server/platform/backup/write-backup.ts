import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { appliedMigrations, migrationLock } from '../migrate.ts';
import { OperatorError } from '../operator-error.ts';
import type { BackupHeader, SectionStart } from './backup-format.ts';
import { BackupWriter } from './backup-writer.ts';
import { COPY_JOBS_OUT, jobSection } from './job-section.ts';
import { COPY_SETTINGS, copyOut, listSequences, listStoredTables } from './stored-tables.ts';

export interface BackupOptions {
  programVersion: string;
  onProgress?: (line: string) => void;
}

export interface BackupReport {
  tables: number;
  rows: number;
  /** Size of the file. */
  bytes: number;
  takenAt: string;
}

/**
 * Writes everything the database holds at one instant into `file`: one read-only transaction with one snapshot, so the
 * program goes on working meanwhile. Needs the memory of one chunk, whatever the size. The file appears under its name
 * only when complete. Throws OperatorError 'file' when it exists or cannot be written.
 */
export async function writeBackup(url: string, file: string, options: BackupOptions): Promise<BackupReport> {
  if (existsSync(file)) throw new OperatorError('file', `${file} exists already.`, 'Choose another name; a backup never replaces a file.');
  const unfinished = `${file}.unfinished-${process.pid}`;
  const client = new pg.Client({ connectionString: url, application_name: 'volano backup' });
  await client.connect();
  try {
    const writer = await BackupWriter.create(unfinished);
    const report = await writeAndClose(client, writer, options);
    await rename(unfinished, file);
    await flushFolder(dirname(file));
    return report;
  } catch (error) {
    throw explainFileError(error, file);
  } finally {
    await rm(unfinished, { force: true }).catch(() => undefined);
    await client.end();
  }
}

async function writeAndClose(client: pg.Client, writer: BackupWriter, options: BackupOptions): Promise<BackupReport> {
  try {
    return await writeAll(client, writer, options);
  } finally {
    await writer.close();
  }
}

async function writeAll(client: pg.Client, writer: BackupWriter, options: BackupOptions): Promise<BackupReport> {
  // Shared with other backups, exclusive with migrations: the tables must not change while they are listed and read.
  await client.query('select pg_advisory_lock_shared($1)', [migrationLock]);
  await client.query('begin isolation level repeatable read read only');
  await client.query(COPY_SETTINGS);
  const { rows } = await client.query<{ taken_at: Date; version: string }>(`select now() as taken_at, current_setting('server_version') as version`);
  const takenAt = rows[0]?.taken_at.toISOString() ?? '';
  const tables = await listStoredTables(client);
  const header: BackupHeader = {
    programVersion: options.programVersion,
    serverVersion: rows[0]?.version ?? '',
    takenAt,
    migrations: await appliedMigrations(client),
    tables: [...tables.map((table) => table.name), jobSection.table],
  };
  await writer.writeHeader(header);
  const sections: [SectionStart, string][] = tables.map((table) => [{ table: table.name, columns: table.columns }, copyOut(table)]);
  sections.push([jobSection, COPY_JOBS_OUT]);
  let total = 0;
  for (const [index, [start, statement]] of sections.entries()) {
    options.onProgress?.(`Saving ${start.table} (${index + 1} of ${sections.length})`);
    const source = client.query(copyTo(statement));
    const end = await writer.writeSection(start, source, () => source.rowCount);
    total += end.rows;
  }
  const bytes = await writer.finish({ tables: sections.length, rows: total, sequences: await listSequences(client) });
  await client.query('commit');
  return { tables: sections.length, rows: total, bytes, takenAt };
}

/** Makes the new name itself durable; some systems cannot do that and need not. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().catch(() => undefined);
  await handle.close();
}

function explainFileError(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const reasons: Record<string, string> = {
    ENOSPC: 'the disk is full',
    EDQUOT: 'the disk quota is used up',
    EACCES: 'this user may not write there',
    EROFS: 'the file system is read-only',
    ENOENT: 'its folder does not exist',
    ENOTDIR: 'a part of its path is a file',
  };
  const reason = typeof code === 'string' ? reasons[code] : undefined;
  if (reason === undefined) return error;
  return new OperatorError('file', `The backup ${file} cannot be written: ${reason}.`, 'Name a file in a folder with space that this user may write.', { cause: error });
}
