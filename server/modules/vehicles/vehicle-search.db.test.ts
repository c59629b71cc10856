import { beforeAll, describe, expect, test } from 'vitest';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../testing/database.ts';
import { createShowroom } from '../../testing/showroom.ts';
import { createWorld, type PersonName, type World } from '../../testing/world.ts';
import { addStockVehicles, addVersions } from './add-vehicles.ts';
import { listVersions } from './catalogue.ts';
import { findStockVehicle } from './stock.ts';
import { listStock } from './stock-list.ts';
import { searchVehicles } from './vehicle-search.ts';

const db = useTestDatabase();
let world: World;
let otherCar = '';

beforeAll(async () => {
  world = await createWorld(db.current.database);
  otherCar = (await createShowroom(world)).otherCar;
  await world.asSystem({}, async (ctx) => {
    const base = { segment: 'C', body: 'hatchback', fuel: 'petrol', powerKw: 80, powerCv: 109, co2GKm: 120, seats: 5, listPriceCents: 2_000_000, vatPpm: 220_000, validFrom: '2026-01-01' };
    const ids = await addVersions(ctx, [
      { ...base, externalCode: 'c3', make: 'Citroën', carline: 'C3', name: 'PureTech 100 YOU' },
      { ...base, externalCode: 'skoda', make: 'Škoda', carline: 'Fabia', name: '1.0 TSI 95 CV' },
      { ...base, externalCode: 'gp', make: 'Fiat', carline: 'Grande Panda', name: '1.2 Hybrid 110 eDCT' },
    ]);
    await addStockVehicles(ctx, [
      { nodeId: world.node('DLR001-B1'), versionId: ids.get('c3') ?? '', label: 'Citroën C3 PureTech 100 YOU', vin: 'ZZZTEST0000004587', plate: 'GL456CD', firstRegistrationOn: '2024-02-01', mileageKm: 9000, kind: 'used', priceCents: 1_400_000, state: 'available', colour: 'Rosso', arrivedOn: '2026-10-01' },
    ]);
  });
});

const found = (name: PersonName, text: string) =>
  world.context(name, {}, async (ctx) => (await searchVehicles(ctx, text, 12)).map((item) => `${item.source} ${item.vehicle.make} ${item.vehicle.carline}`));

describe('the picker finds by what people type', () => {
  test.each([
    ['the beginning of words in any order', 'hyb panda gra', ['catalogue Fiat Grande Panda']],
    ['no accents', 'citroen', ['stock Citroën C3', 'catalogue Citroën C3']],
    ['accents', 'škoda', ['catalogue Škoda Fabia']],
    ['a plate', 'gl456cd', ['stock Citroën C3']],
    ['the end of a VIN', '4587', ['stock Citroën C3']],
    ['capitals and spaces', '  YARIS   CROSS ', ['stock Toyota Yaris Cross', 'catalogue Toyota Yaris Cross']],
    ['a number with a point', '1.0 tsi', ['catalogue Škoda Fabia']],
    ['a decimal with a comma', 'tsi 1,0', ['catalogue Škoda Fabia']],
    ['nothing that exists', 'zeppelin', []],
    ['a wildcard of SQL', 'p%nda', []],
    ['two wildcards', 'p_nda', []],
  ])('%s', async (_, text, expected) => {
    expect(await found('seller1', text)).toEqual(expected);
  });

  test('nothing typed shows the latest arrivals of the dealer, never sold ones', async () => {
    expect(await found('seller1', '')).toEqual(['stock Fiat Pandina', 'stock Toyota Yaris Cross', 'stock Citroën C3']);
  });
});

describe('who sees which stock', () => {
  test('a seller sees his dealer’s stock and not the neighbour’s', async () => {
    expect(await found('seller3', 'yaris')).toEqual(['stock Toyota Yaris Cross', 'catalogue Toyota Yaris Cross']);
    expect(await found('seller3', 'pandina')).toEqual(['catalogue Fiat Pandina']);
    expect(await world.context('seller1', {}, (ctx) => findStockVehicle(ctx, otherCar))).toBeUndefined();
    expect(await world.context('seller3', {}, (ctx) => findStockVehicle(ctx, otherCar))).toBeDefined();
  });

  test('another tenant sees neither stock nor catalogue', async () => {
    expect(await found('altSeller', 'yaris')).toEqual([]);
  });

  test('without the application’s own filter the database shows no more', async () => {
    for (const name of ['seller1', 'seller3', 'areaManager', 'altSeller'] as const) {
      const listed = await world.context(name, {}, async (ctx) => (await listStock(ctx, { limit: 200 })).items.length);
      const bare = await world.context(name, {}, (ctx) => ctx.tx.row<{ count: number }>(sql`select count(*) as count from vehicles.stock_vehicles`));
      expect([name, bare.count]).toEqual([name, listed]);
    }
  });
});

test('pages of the catalogue meet without overlap', async () => {
  const names = await world.context('seller1', {}, async (ctx) => {
    const first = await listVersions(ctx, { limit: 3 });
    const second = await listVersions(ctx, { limit: 3, cursor: first.nextCursor ?? '' });
    return [...first.items, ...second.items].map((item) => item.make);
  });
  expect(names).toEqual(['Citroën', 'Fiat', 'Fiat', 'Toyota', 'Škoda']);
});

test('twenty thousand versions more do not hide the one that is asked for', async () => {
  await world.asSystem({}, async (ctx) => {
    const versions = Array.from({ length: 20_000 }, (_, i) => ({
      externalCode: `bulk-${i}`, make: `Marca ${i % 40}`, carline: `Modello ${i % 400}`, segment: 'C', name: `Versione ${i}`, body: 'suv', fuel: 'petrol', powerKw: 80, powerCv: 109, co2GKm: 120,
      seats: 5, listPriceCents: 2_000_000, vatPpm: 220_000, validFrom: '2026-01-01',
    }));
    await addVersions(ctx, versions);
  });
  const names = await world.context('seller1', {}, async (ctx) => (await searchVehicles(ctx, 'modello 12 versione 4012', 12)).map((item) => item.vehicle.name));
  // Version 14012 holds the digits too, but no word of it begins with them.
  expect(names).toEqual(['Versione 4012']);
});
