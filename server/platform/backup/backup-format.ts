/**
 * The backup file, readable with ten lines of any language:
 *
 *   volano-backup 1\n
 *   {header}\n
 *   for each table:  {"table":"schema.name","columns":[…]}\n
 *                    frames: length as 32 bit big endian, then so many bytes of one gzip stream; a length of 0 ends it
 *                    {"rows":…,"bytes":…,"sha256":"…"}\n
 *   {"end":true,…}\n
 *
 * Inside the gzip stream stands what PostgreSQL's COPY … TO STDOUT writes (text format, UTF-8): it is the same in every
 * version of the server, where the binary format is not. `sha256` and `bytes` are those of the text, not of the gzip.
 */
export const MAGIC = 'volano-backup 1';

/** A migration the database had when the backup was made; a restore applies exactly these before it loads. */
export interface BackupMigration {
  module: string;
  number: number;
  name: string;
  checksum: string;
}

export interface BackupHeader {
  programVersion: string;
  serverVersion: string;
  /** Instant of the snapshot, by the clock of the database. */
  takenAt: string;
  /** In the order they were applied. */
  migrations: BackupMigration[];
  tables: string[];
}

export interface SectionStart {
  table: string;
  columns: string[];
}

export interface SectionEnd {
  rows: number;
  bytes: number;
  sha256: string;
}

/** A sequence and the last number it gave; null when it gave none. Text, because it may be larger than a safe integer. */
export interface SequenceState {
  name: string;
  lastValue: string | null;
}

export interface BackupEnd {
  end: true;
  tables: number;
  rows: number;
  sequences: SequenceState[];
  /** Of the header line, which no section covers. */
  headerSha256: string;
}

/** Name of the section with the waiting jobs: not a table, see job-section.ts. */
export const JOB_SECTION = 'graphile_worker.jobs';
