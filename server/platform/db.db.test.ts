import { expect, test } from 'vitest';
import { useTestDatabase } from '../testing/database.ts';
import { sql } from './sql.ts';

const db = useTestDatabase();
const kept = async () => (await db.current.database.pool.query<{ n: number }>('select n from public.kept order by n')).rows.map(({ n }) => n);

test('a failure that the work swallowed is no success: nothing is kept, and it is told; the connection serves on', async () => {
  const { database } = db.current;
  await database.pool.query('create table public.kept (n integer primary key)');
  await database.asOwner((tx) => tx.run(sql`insert into public.kept values (1)`));
  const swallowing = database.asOwner(async (tx) => {
    await tx.run(sql`insert into public.kept values (2)`);
    await tx.run(sql`insert into public.kept values (1)`).catch(() => undefined);
    return 'done';
  });
  await expect(swallowing).rejects.toThrow('a transaction that had failed was to be committed');
  expect(await kept()).toEqual([1]);
  await database.asOwner((tx) => tx.run(sql`insert into public.kept values (3)`));
  expect(await kept()).toEqual([1, 3]);
});
