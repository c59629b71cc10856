/** A count that rises with every row written, rolled back or not, so that a look at the whole database is needed only where it moved. */
import type { Database } from '#platform/db';
import { tellsOfChange, watchedTables } from './fingerprint.ts';

/** Puts a trigger on every table a fingerprint looks at and returns how to read the count. Rows a fingerprint leaves out do not count. */
export async function countWrites(database: Database): Promise<() => Promise<string>> {
  const tables = await watchedTables(database);
  const triggers = tables.map((table) => {
    const trigger = (name: string, events: string, when = '') => `create trigger ${name} after ${events} on ${table} for each row ${when} execute function public.count_write();`;
    return table === 'platform.audit_events' ? trigger('counted_insert', 'insert', `when (${tellsOfChange('new')})`) + trigger('counted', 'update or delete') : trigger('counted', 'insert or update or delete');
  });
  await database.pool.query(`
    create sequence public.writes;
    create function public.count_write() returns trigger language plpgsql security definer set search_path = '' as $$ begin perform nextval('public.writes'); return null; end $$;
    ${triggers.join('\n')}`);
  return async () => {
    const { rows } = await database.pool.query<{ last_value: string }>({ name: 'count-writes', text: 'select last_value::text || is_called::text as last_value from public.writes' });
    return rows[0]?.last_value ?? '';
  };
}
