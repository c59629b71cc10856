/** What the database holds, as a text that differs when any row was added, changed or removed. */
import type { Database } from '#platform/db';

const schemas = ['platform', 'identity', 'gateway', 'territory', 'documents', 'communications', 'flows', 'news', 'vehicles', 'pricing', 'quoting'];

/** Every table that a refused request must leave alone, or those of the schemas named: sign-in counters, sessions, and in the audit trail sign-ins and what was refused, apart. */
export async function fingerprint(database: Database, { only = schemas }: { only?: readonly string[] } = {}): Promise<string> {
  const { rows: tables } = await database.pool.query<{ name: string }>(
    `select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname = any($1) and n.nspname || '.' || c.relname not in ('identity.sessions', 'identity.sign_in_failures') order by 1`,
    [only],
  );
  const parts = tables.map(({ name }) => `select '${name}' as t, count(*) as n, coalesce(max(xmin::text::bigint), 0) as x from ${name} ${name === 'platform.audit_events' ? `where action <> 'identity.session.sign-in' and outcome = 'done'` : ''}`);
  const { rows } = await database.pool.query(parts.join(' union all '));
  return JSON.stringify(rows);
}
