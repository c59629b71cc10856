/** A step that fails is undone whole; those before it stand, nothing runs on a half-made database, and a second try goes on from there. */
import pg from 'pg';
import { expect, test } from 'vitest';
import { moduleNames } from '../module-order.ts';
import { makeTestDatabase } from '../testing/database.ts';
import { migrate, pendingMigrations, readMigrations, appliedMigrations } from './migrate.ts';

test('a migration that fails leaves what stood before it, says which one, and is carried on with once the cause is gone', async () => {
  const target = await makeTestDatabase({ empty: true });
  const client = new pg.Client({ connectionString: target.url });
  await client.connect();
  const left = async () => pendingMigrations(await readMigrations(moduleNames), await appliedMigrations(client)).map(({ module }) => module);
  try {
    await migrate(target.url, []);
    await client.query('create schema pricing; create table pricing.offers (mine text)');
    await expect(migrate(target.url, moduleNames)).rejects.toThrow(/^Migration pricing\/0001-[\w-]+ failed and was undone: .*pricing.*\. The steps before it stand: mend the cause and run volano migrate again, or restore/);
    const after = await left();
    expect(after[0]).toBe('pricing');
    expect((await client.query('select * from pricing.offers')).rowCount).toBe(0);
    await expect(migrate(target.url, moduleNames)).rejects.toThrow('pricing/0001');
    expect(await left()).toEqual(after);
    await client.query('drop schema pricing cascade');
    expect((await migrate(target.url, moduleNames)).applied).toHaveLength(after.length);
    expect(await left()).toEqual([]);
  } finally {
    await client.end();
    await target.drop();
  }
});
