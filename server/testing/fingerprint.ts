/** What the database holds, as a text that differs when any row was added, changed or removed. */
import { createHash } from 'node:crypto';
import type { Database } from '#platform/db';

const schemas = ['platform', 'identity', 'gateway', 'territory', 'documents', 'communications', 'flows', 'news', 'vehicles', 'pricing', 'quoting'];

/** In the trail everything that is no sign-in, was not refused, and is more than that somebody looked. */
export const tellsOfChange = (row: string): string => `${row}.outcome = 'done' and ${row}.action not in ('identity.session.sign-in', 'quoting.quote.read')`;

/** Every table that a refused request must leave alone, or those of the schemas named: sign-in counters and sessions apart. */
export async function watchedTables(database: Database, { only = schemas }: { only?: readonly string[] } = {}): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ name: string }>({
    name: 'fingerprint.tables',
    text: `select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname = any($1) and n.nspname || '.' || c.relname not in ('identity.sessions', 'identity.sign_in_failures') order by 1`,
    values: [only],
  });
  return rows.map(({ name }) => name);
}

/** The watched tables in one text; of the audit trail only what tells of a change. */
export async function fingerprint(database: Database, watched: { only?: readonly string[] } = {}): Promise<string> {
  const tables = await watchedTables(database, watched);
  const parts = tables.map((name) => `select '${name}' as t, count(*) as n, coalesce(max(xmin::text::bigint), 0) as x from ${name} ${name === 'platform.audit_events' ? `where ${tellsOfChange('audit_events')}` : ''}`);
  // Planned once per connection; set_config keeps PostgreSQL from starting parallel workers for a look at small tables.
  const text = [...parts, `select set_config('volano.looking', '', true), 0, 0`].join(' union all ');
  const { rows } = await database.pool.query<{ t: string }>({ name: `fingerprint.${digestOf(text)}`, text });
  return JSON.stringify(rows.toSorted((a, b) => (a.t < b.t ? -1 : 1)));
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
