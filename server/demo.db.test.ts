import { beforeAll, describe, expect, test } from 'vitest';
import { ConfigError, loadConfig } from '#platform/config';
import { sql } from '#platform/sql';
import { loadDemo, prepareDatabase, startServer } from './main.ts';
import { useTestDatabase } from './testing/database.ts';

const db = useTestDatabase();
let seconds = 0;

beforeAll(async () => {
  await prepareDatabase(db.current.url, db.current.database);
  const started = performance.now();
  expect(await loadDemo(db.current.database, { now: new Date('2026-11-22T10:00:00Z') })).toBe(true);
  seconds = (performance.now() - started) / 1000;
});

const count = async (table: 'vehicles.makes' | 'vehicles.versions' | 'vehicles.stock_vehicles' | 'quoting.quotes' | 'territory.municipalities' | 'pricing.offers') => {
  const { rows } = await db.current.database.pool.query<{ count: number }>(`select count(*)::int as count from ${table}`);
  return rows[0]?.count;
};

describe('the demo world', () => {
  test('is as large as promised', async () => {
    expect(await count('vehicles.makes')).toBe(54);
    expect(await count('vehicles.versions')).toBe(551);
    expect(await count('territory.municipalities')).toBe(7896);
    expect(await count('vehicles.stock_vehicles')).toBeGreaterThan(300);
    expect(await count('quoting.quotes')).toBeGreaterThan(60);
    expect(seconds).toBeGreaterThan(0);
  });

  test('does not run in production', async () => {
    const config = loadConfig({ NODE_ENV: 'production', VOLANO_PORT: '0', VOLANO_DATA: '/nowhere' });
    await expect(startServer(config, db.current.database)).rejects.toThrow('does not run in production');
    expect(() => loadConfig({ NODE_ENV: 'production', VOLANO_DEMO: '1' })).toThrow(ConfigError);
  });

  test('loads once', async () => {
    const before = await count('quoting.quotes');
    expect(await loadDemo(db.current.database)).toBe(false);
    expect(await count('quoting.quotes')).toBe(before);
  });

  test('every branch has stock, and no vehicle identification number passes for a real maker’s', async () => {
    const rows = await db.current.database.asOwner((tx) =>
      tx.rows<{ code: string }>(sql`
        select n.code from identity.nodes n where n.kind = 'branch' and not exists (select 1 from vehicles.stock_vehicles s where s.tenant_id = n.tenant_id and s.node_id = n.id)`),
    );
    expect(rows).toEqual([]);
    const { rows: vins } = await db.current.database.pool.query(`select vin from vehicles.stock_vehicles where vin !~ '^ZZZ[A-HJ-NPR-Z0-9]{14}$'`);
    expect(vins).toEqual([]);
  });
});
