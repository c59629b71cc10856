import type { ClientBase } from 'pg';
import { escapeIdentifier } from 'pg';
import type { StoredTable } from './stored-tables.ts';

/**
 * Makes the tables take the rows of a file as they are, and answers the statements that put everything back. Own
 * triggers are switched off, because a row that is loaded is not a deed (the audit trail would hash it anew); references
 * between tables are taken off and put on again at the end, which checks them all at once and needs no order of loading.
 * Runs as the owner of the tables; a superuser is not needed.
 */
export async function prepareLoading(client: ClientBase, tables: readonly StoredTable[]): Promise<string[]> {
  const undo: string[] = [];
  const triggers = await client.query<{ table: string; name: string }>(TRIGGERS);
  for (const { table, name } of triggers.rows) {
    await client.query(`alter table ${table} disable trigger ${escapeIdentifier(name)}`);
    undo.push(`alter table ${table} enable trigger ${escapeIdentifier(name)}`);
  }
  const references = await client.query<{ table: string; name: string; definition: string }>(REFERENCES);
  for (const { table, name, definition } of references.rows) {
    await client.query(`alter table ${table} drop constraint ${escapeIdentifier(name)}`);
    undo.push(`alter table ${table} add constraint ${escapeIdentifier(name)} ${definition}`);
  }
  // Migrations may have put rows in; the file is the whole truth.
  if (tables.length > 0) await client.query(`truncate ${tables.map((table) => table.sql).join(', ')}`);
  return undo;
}

const OUR_TABLE = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker')`;

/** Triggers in their usual state; those a migration switched off or made permanent stay as they are. */
const TRIGGERS = `
  select format('%I.%I', n.nspname, c.relname) as table, t.tgname as name
  from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
  where not t.tgisinternal and t.tgenabled = 'O' and t.tgparentid = 0 and ${OUR_TABLE} order by 1, 2`;

const REFERENCES = `
  select format('%I.%I', n.nspname, c.relname) as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
  where k.contype = 'f' and k.conparentid = 0 and ${OUR_TABLE} order by 1, 2`;
