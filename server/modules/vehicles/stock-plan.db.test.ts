/** How the list of a large stock is read: along indexes, page by page, whatever the order and the scope. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '#platform/context';
import { compile, sql } from '#platform/sql';
import { useTestDatabase } from '../../testing/database.ts';
import { createShowroom } from '../../testing/showroom.ts';
import { createWorld, type PersonName, type World } from '../../testing/world.ts';
import { listStock, stockPageStatement, type StockFilter } from './stock-list.ts';

const db = useTestDatabase();
/** As many as a national network in the deep tier; enough for the planner to choose in the short one. */
const cars = Number(process.env['VOLANO_DEEP'] ?? 0) > 0 ? 500_000 : 60_000;
const dealers = 400;
let world: World;
let makeId = '';

beforeAll(async () => {
  world = await createWorld(db.current.database);
  const { newCar } = await createShowroom(world);
  await db.current.database.asOwner(async (tx) => {
    const tenant = world.tenantId;
    // A network of dealers, each with one branch, written straight into the tables: four hundred use cases would take a minute.
    await tx.run(sql`
      insert into identity.nodes (tenant_id, id, parent_id, kind, code, name, valid_from)
      select ${tenant}::integer, 100000 + d, ${world.node('REG-01')}::integer, 'dealer', 'BULK' || d, 'Rete ' || d, '2020-01-01' from generate_series(1, ${dealers}::integer) d`);
    await tx.run(sql`
      insert into identity.nodes (tenant_id, id, parent_id, kind, code, name, valid_from)
      select ${tenant}::integer, 200000 + d, 100000 + d, 'branch', 'BULK' || d || '-B1', 'Sede ' || d, '2020-01-01' from generate_series(1, ${dealers}::integer) d`);
    await tx.run(sql`
      insert into identity.node_closure (tenant_id, ancestor_id, descendant_id, depth)
      select ${tenant}::integer, 100000 + d, 100000 + d, 0 from generate_series(1, ${dealers}::integer) d
      union all select ${tenant}::integer, 200000 + d, 200000 + d, 0 from generate_series(1, ${dealers}::integer) d
      union all select ${tenant}::integer, 100000 + d, 200000 + d, 1 from generate_series(1, ${dealers}::integer) d
      union all select ${tenant}::integer, c.ancestor_id, 100000 + d, c.depth + 1 from generate_series(1, ${dealers}::integer) d, identity.node_closure c where c.tenant_id = ${tenant} and c.descendant_id = ${world.node('REG-01')}
      union all select ${tenant}::integer, c.ancestor_id, 200000 + d, c.depth + 2 from generate_series(1, ${dealers}::integer) d, identity.node_closure c where c.tenant_id = ${tenant} and c.descendant_id = ${world.node('REG-01')}
      on conflict do nothing`);
    await tx.run(sql`
      insert into vehicles.stock_vehicles (tenant_id, id, node_id, version_id, vin, plate, mileage_km, kind, price_cents, state, colour, arrived_on, search_text)
      select s.tenant_id, gen_random_uuid(), case when i % 100 = 0 then ${world.node('DLR001-B1')}::integer else 200001 + i % ${dealers}::integer end, s.version_id, 'ZZZ' || lpad(i::text, 14, '0'), null, i % 90000,
        (array['new', 'used', 'kmZero'])[1 + i % 3], 900000 + (i * 7919) % 4000000, case when i % 50 = 0 then 'sold' else 'available' end, 'Blu', date '2026-11-22' - (i % 400),
        ' toyota yaris cross zzz' || lpad(i::text, 14, '0')
      from generate_series(1, ${cars}::integer) i, vehicles.stock_vehicles s where s.id = ${newCar}`);
    const row = await tx.row<{ make_id: string }>(sql`select s.make_id from vehicles.stock_vehicles s where s.id = ${newCar}`);
    makeId = row.make_id;
  });
  for (const table of ['vehicles.stock_vehicles', 'identity.nodes', 'identity.node_closure', 'vehicles.versions']) await db.current.database.pool.query(`vacuum analyze ${table}`);
}, 180_000);

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Plan[];
}
const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

async function planOf(ctx: Context, filter: StockFilter): Promise<{ kinds: Set<string>; seen: number; sorted: number }> {
  const { text, values } = compile(await stockPageStatement(ctx, filter));
  const rows = await ctx.tx.listRows<{ 'QUERY PLAN': [{ Plan: Plan }] }>({ text: [`explain (analyze, format json) ${text.replace(/\$(\d+)/g, (_, n: string) => literal(values[Number(n) - 1]))}`], values: [] });
  const nodes = nodesOf(rows[0]!['QUERY PLAN'][0].Plan);
  const onStock = nodes.filter((node) => node['Relation Name'] === 'stock_vehicles');
  return {
    kinds: new Set(onStock.map((node) => node['Node Type'])),
    seen: onStock.reduce((sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'], 0),
    sorted: Math.max(0, ...nodes.filter((node) => node['Node Type'].includes('Sort')).map((node) => node['Plans']?.[0]?.['Actual Rows'] ?? 0)),
  };
}

/** explain takes no parameters here; the values are the test's own. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `'{${value.join(',')}}'`;
  return typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`;
}

const limit = 100;
const cases: [string, Partial<StockFilter>][] = [
  ['the first page', {}],
  ['the longest in stock', { sort: 'longest' }],
  ['by price', { sort: 'cheapest' }],
  ['the dearest', { sort: 'dearest' }],
  ['by kilometres', { sort: 'leastDriven' }],
  ['the latest arrived', { sort: 'latest' }],
  ['far down', { cursor: 'onHand 2026-01-15~00000000-0000-4000-8000-000000000000' }],
  ['far down among those sold', { cursor: 'sold 2026-01-15~00000000-0000-4000-8000-000000000000' }],
  ['one kind', { kind: 'used' }],
  ['available', { state: 'available' }],
  ['sold', { state: 'sold' }],
];

describe.each<[string, PersonName]>([['a dealer', 'seller1'], ['the headquarters', 'pricingManager']])('%s reads', (_, who) => {
  test.each(cases)('%s along an index', async (_name, filter) => {
    await world.context(who, { today: '2026-11-23' }, async (ctx) => {
      const { kinds, seen, sorted } = await planOf(ctx, { ...filter, limit });
      expect([...kinds].filter((kind) => kind === 'Seq Scan')).toEqual([]);
      // Network: the index gives the order, and the page alone is put in order again beside its names. Dealer: a page of each of its few sites.
      expect(sorted).toBeLessThanOrEqual((who === 'pricingManager' ? 1 : 8) * (limit + 1));
      expect(seen).toBeLessThanOrEqual(12 * (limit + 1));
    });
  });
});

test('reserved cars, few among many, are found without walking past the others', async () => {
  await world.context('pricingManager', { today: '2026-11-23' }, async (ctx) => {
    const { kinds, seen } = await planOf(ctx, { state: 'reserved', limit });
    expect([...kinds]).not.toContain('Seq Scan');
    expect(seen).toBeLessThanOrEqual(limit);
  });
});

test('a VIN’s end, a plate and a make are found in the whole network', async () => {
  await world.context('pricingManager', { today: '2026-11-23' }, async (ctx) => {
    const vins = async (filter: Partial<StockFilter>) => (await listStock(ctx, { ...filter, limit: 5 })).items.map((one) => one.vin);
    expect(await vins({ text: '00012345' })).toEqual(['ZZZ00000000012345']);
    expect(await vins({ text: 'yaris 12345' })).toEqual(['ZZZ00000000012345']);
    expect(await vins({ text: 'gk123ab' })).toHaveLength(1);
    expect(await vins({ makeId })).toHaveLength(5);
    const { seen } = await planOf(ctx, { text: '00012345', limit });
    expect(seen).toBeLessThan(10);
  });
});
