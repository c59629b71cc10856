import type { ClientBase } from 'pg';
import { escapeIdentifier } from 'pg';
import type { SequenceState } from './backup-format.ts';

/** A table of ours and the columns that carry data (not those the database computes). */
export interface StoredTable {
  /** `schema.name` as the file writes it. */
  name: string;
  /** The same, quoted for SQL. */
  sql: string;
  columns: string[];
}

/** Rows of these say what runs at this moment, which is wrong in every restored database. */
const WITHOUT_ROWS = new Set(['platform.processes']);

/** Schemas of ours: neither the system's nor the queue's, whose tables are its own business (see job-section.ts). */
const OUR_SCHEMA = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker')`;

const TABLES = `
  select n.nspname as schema, c.relname as name,
    array(select a.attname::text from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and ${OUR_SCHEMA}
    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
  order by 1, 2`;

/** All tables of ours in the order of their names. */
export async function listStoredTables(client: ClientBase): Promise<StoredTable[]> {
  const { rows } = await client.query<{ schema: string; name: string; columns: string[] }>(TABLES);
  return rows
    .map((row) => ({ name: `${row.schema}.${row.name}`, sql: quoted(row.schema, row.name), columns: row.columns }))
    .filter((table) => !WITHOUT_ROWS.has(table.name));
}

/** The statement that writes a table as text; the order is that of the rows on disk, equal to that of loading. */
export function copyOut(table: StoredTable): string {
  return `copy ${table.sql} (${columnList(table)}) to stdout`;
}

/** The statement that loads a table. */
export function copyIn(table: StoredTable): string {
  return `copy ${table.sql} (${columnList(table)}) from stdin`;
}

function columnList(table: StoredTable): string {
  return table.columns.map((column) => escapeIdentifier(column)).join(', ');
}

const SEQUENCES = `
  select n.nspname as schema, c.relname as name, pg_sequence_last_value(c.oid)::text as last_value
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'S' and ${OUR_SCHEMA} order by 1, 2`;

/** Where each sequence stands. Read after the snapshot it can only be further on, which leaves a gap and no collision. */
export async function listSequences(client: ClientBase): Promise<SequenceState[]> {
  const { rows } = await client.query<{ schema: string; name: string; last_value: string | null }>(SEQUENCES);
  return rows.map((row) => ({ name: `${row.schema}.${row.name}`, lastValue: row.last_value }));
}

/** Puts the sequences where the file says; names that this database does not have are a reason to fail. */
export async function setSequences(client: ClientBase, states: readonly SequenceState[]): Promise<void> {
  const { rows } = await client.query<{ schema: string; name: string }>(SEQUENCES);
  const known = new Map(rows.map((row) => [`${row.schema}.${row.name}`, quoted(row.schema, row.name)]));
  for (const state of states) {
    const name = known.get(state.name);
    if (name === undefined) throw new Error(`the database has no sequence ${state.name}`);
    if (state.lastValue === null) await client.query(`alter sequence ${name} restart`);
    else await client.query('select setval($1::regclass, $2::bigint)', [name, state.lastValue]);
  }
}

/** How many tables of ours the database has, and whether the queue holds jobs: both must be none for a restore. */
export async function findContents(client: ClientBase): Promise<{ tables: number; jobs: number }> {
  const { rows } = await client.query<{ tables: number; has_queue: boolean }>(`
    select count(*)::int as tables, to_regclass('graphile_worker._private_jobs') is not null as has_queue
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm') and ${OUR_SCHEMA}
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`);
  const found = rows[0];
  if (found?.has_queue !== true) return { tables: found?.tables ?? 0, jobs: 0 };
  const queue = await client.query<{ jobs: number }>('select count(*)::int as jobs from graphile_worker._private_jobs');
  return { tables: found.tables, jobs: queue.rows[0]?.jobs ?? 0 };
}

/** Settings under which text and order are the same everywhere; row security off fails loudly instead of leaving rows out. */
export const COPY_SETTINGS = `
  set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; set local timezone = 'UTC'; set local extra_float_digits = 1;
  set local bytea_output = 'hex'; set local client_encoding = 'UTF8'; set local row_security = off; set local synchronize_seqscans = off;
  set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0; set local lock_timeout = 0; set local search_path = pg_catalog`;

function quoted(schema: string, name: string): string {
  return `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`;
}
