import { beforeAll, describe, expect, test } from 'vitest';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../testing/database.ts';
import { createWorld, type World } from '../../testing/world.ts';
import { addStockVehicles, addVersions } from './add-vehicles.ts';
import type { StockSort } from './api.ts';
import { findVersion, findVersionOnSale } from './catalogue.ts';
import { getStockVehicle } from './stock.ts';
import { listStock, type StockFilter } from './stock-list.ts';

const db = useTestDatabase();
let world: World;
let versionId = '';

/** Plate, days in stock, kilometres, euro: several equal values, so that ties are met. */
const yard = [
  ['AA001AA', 10, 5000, 9000],
  ['AA002AA', 10, 7000, 8000],
  ['AA003AA', 40, 5000, 8000],
  ['AA004AA', 3, 0, 12_000],
  ['AA005AA', 10, 5000, 9000],
] as const;

beforeAll(async () => {
  world = await createWorld(db.current.database);
  await world.asSystem({ today: '2026-11-23' }, async (ctx) => {
    const ids = await addVersions(ctx, [
      { externalCode: 'x', make: 'Fiat', carline: 'Tipo', segment: 'C', name: '1.0', body: 'hatchback', fuel: 'petrol', powerKw: 74, powerCv: 101, co2GKm: 120, seats: 5, listPriceCents: 2_000_000, vatPpm: 220_000, validFrom: '2026-01-01' },
    ]);
    versionId = ids.get('x') ?? '';
    await addStockVehicles(ctx, yard.map(([plate, days, mileageKm, euro], index) => ({
      nodeId: world.node('DLR001-B1'), versionId, label: 'Fiat Tipo 1.0', vin: `ZZZTEST000000010${index}`, plate, firstRegistrationOn: '2024-01-15', mileageKm,
      kind: index === 3 ? 'kmZero' as const : 'used' as const, priceCents: euro * 100, state: index === 1 ? 'reserved' as const : 'available' as const, colour: 'Blu',
      arrivedOn: `2026-${days === 40 ? '10-14' : days === 10 ? '11-13' : '11-20'}`,
    })));
  });
});

const plates = (filter: Omit<StockFilter, 'limit'>) =>
  world.context('seller1', { today: '2026-11-23' }, async (ctx) => (await listStock(ctx, { ...filter, limit: 50 })).items.map((item) => item.plate?.slice(2, 5)));

test.each<[StockSort | undefined, string[]]>([
  [undefined, ['004', '005', '002', '001', '003']],
  ['latest', ['004', '005', '002', '001', '003']],
  ['longest', ['003', '001', '002', '005', '004']],
  ['cheapest', ['002', '003', '001', '005', '004']],
  ['dearest', ['004', '005', '001', '003', '002']],
  ['leastDriven', ['004', '001', '003', '005', '002']],
  ['mostDriven', ['002', '005', '003', '001', '004']],
])('in order %s, page by page, nothing is lost or shown twice', async (sort, expected) => {
  expect(await plates({ sort })).toEqual(expected);
  const seen: (string | undefined)[] = [];
  let cursor: string | undefined;
  do {
    const page = await world.context('seller1', { today: '2026-11-23' }, (ctx) => listStock(ctx, { sort, cursor, limit: 2 }));
    seen.push(...page.items.map((item) => item.plate?.slice(2, 5)));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual(expected);
});

test.each([
  ['kind', { kind: 'kmZero' }, ['004']],
  ['state', { state: 'reserved' as const }, ['002']],
  ['words', { text: 'tipo 003' }, []],
  ['the end of a plate', { text: '03aa' }, ['003']],
  ['another site', { siteNodeId: 1 }, []],
])('filtered by %s', async (_, filter, expected) => {
  expect(await plates(filter)).toEqual(expected);
});

test('a sold car stands behind all that can still be sold, page by page, and where it belongs when one asks for the latest arrivals', async () => {
  const change = (state: string) => db.current.database.asOwner((tx) => tx.run(sql`update vehicles.stock_vehicles set state = ${state} where plate in ('AA004AA', 'AA001AA')`));
  await change('sold');
  try {
    expect(await plates({})).toEqual(['005', '002', '003', '004', '001']);
    expect(await plates({ sort: 'latest' })).toEqual(['004', '005', '002', '001', '003']);
    expect(await plates({ state: 'sold' })).toEqual(['004', '001']);
    const seen: (string | undefined)[] = [];
    let cursor: string | undefined;
    do {
      const page = await world.context('seller1', { today: '2026-11-23' }, (ctx) => listStock(ctx, { cursor, limit: 1 }));
      seen.push(...page.items.map((item) => item.plate?.slice(2, 5)));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(['005', '002', '003', '004', '001']);
  } finally {
    await change('available');
  }
});

test.each(['', 'x', '2026-11-13', 'onHand 2026-11-13', 'gone 2026-11-13~00000000-0000-7000-8000-000000000000', 'onHand 2026-02-30~00000000-0000-7000-8000-000000000000', '2026-11-13~', `2026-11-13~${'-'.repeat(36)}`, '2026-02-30~00000000-0000-7000-8000-000000000000', "2026-11-13~' or true --"])('a cursor nobody gave out is refused: %j', async (cursor) => {
  await expect(plates({ cursor })).rejects.toMatchObject({ code: 'invalid_input' });
});

test('days in stock are counted to the day of the question', async () => {
  const days = await world.context('seller1', { today: '2026-11-23' }, async (ctx) => (await listStock(ctx, { sort: 'longest', limit: 1 })).items[0]?.daysInStock);
  expect(days).toBe(40);
});

describe('versions of the past', () => {
  test('can be read but not sold', async () => {
    await db.current.database.asOwner((tx) => tx.run(sql`update vehicles.versions set valid_to = '2026-11-20'`));
    await world.context('seller1', { today: '2026-11-23' }, async (ctx) => {
      expect(await findVersion(ctx, versionId)).toBeDefined();
      expect(await findVersionOnSale(ctx, versionId)).toBeUndefined();
      expect((await listStock(ctx, { limit: 1 })).items).toHaveLength(1);
    });
  });

  test('what does not exist is not found', async () => {
    await world.context('seller1', {}, (ctx) => expect(getStockVehicle(ctx, '00000000-0000-7000-8000-000000000000')).rejects.toMatchObject({ code: 'not_found' }));
  });
});

test('nobody puts a car in another dealer’s yard', async () => {
  const car = { versionId, label: 'Fiat Tipo', plate: null, firstRegistrationOn: null, mileageKm: 0, kind: 'new', priceCents: 100, state: 'available', colour: 'Blu', arrivedOn: '2026-11-01' } as const;
  await expect(world.context('dealerManager', {}, (ctx) => addStockVehicles(ctx, [{ ...car, nodeId: world.node('DLR002-B1'), vin: 'ZZZTEST0000009999' }]))).rejects.toMatchObject({ code: '42501' });
});
