import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rootDir } from '#platform/root';
import { dumpSchema } from '#platform/schema-dump';
import { useTestDatabase } from './testing/database.ts';

const db = useTestDatabase();
const file = join(rootDir, 'server', 'schema.sql');

test('server/schema.sql is the migrated database', async () => {
  const dumped = await dumpSchema(db.current.database.pool);
  if (process.env['VOLANO_UPDATE_SCHEMA'] === '1') await writeFile(file, dumped);
  const { rows } = await db.current.database.pool.query<{ major: number }>(`select current_setting('server_version_num')::int / 10000 as major`);
  // The file is written by version 18; older servers spell the bodies of views differently, all else is the same.
  const comparable = (text: string) => (rows[0]?.major === 18 ? text : text.replace(/^-- views$[\s\S]*?(?=^-- (sequences|indexes)$)/m, ''));
  expect(comparable(dumped)).toBe(comparable(await readFile(file, 'utf8')));
});

test('every table of a tenant is behind row-level security, and the application owns nothing', async () => {
  const { rows } = await db.current.database.pool.query<{ name: string }>(`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relrowsecurity
      and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
      and has_table_privilege('volano_app', c.oid, 'select')`);
  expect(rows).toEqual([]);
  const { rows: owned } = await db.current.database.pool.query(`
    select c.relname from pg_class c where c.relowner in (select oid from pg_roles where rolname in ('volano_app', 'volano_gate'))`);
  expect(owned).toEqual([]);
  const { rows: views } = await db.current.database.pool.query(`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'v' and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker')
      and not coalesce(c.reloptions @> array['security_invoker=true'], false)`);
  expect(views).toEqual([]);
});
