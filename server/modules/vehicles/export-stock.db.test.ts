import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../testing/database.ts';
import { createTestHttp, type Answered, type TestHttp } from '../../testing/http.ts';
import { createWorld, worldNow, type PersonName, type SignedIn, type World } from '../../testing/world.ts';
import { addStockVehicles, addVersions } from './add-vehicles.ts';
import { exportChosenStockRoute, exportStockRoute } from './api.ts';
import { stockRoutes } from './stock-http.ts';

const db = useTestDatabase();
let world: World;
let http: TestHttp;
const people = new Map<PersonName, SignedIn>();

beforeAll(async () => {
  world = await createWorld(db.current.database);
  await world.asSystem({ today: '2026-11-23' }, async (ctx) => {
    const ids = await addVersions(ctx, [
      { externalCode: 'x', make: 'Fiat', carline: 'Tipo', segment: 'C', name: '1.0', body: 'hatchback', fuel: 'petrol', powerKw: 74, powerCv: 101, co2GKm: 120, seats: 5, listPriceCents: 2_000_000, vatPpm: 220_000, validFrom: '2026-01-01' },
    ]);
    const at = (site: string, index: number, colour: string) => ({
      nodeId: world.node(site), versionId: ids.get('x') ?? '', label: 'Fiat Tipo 1.0', vin: `ZZZTEST000000010${index}`, plate: `AA00${index}AA`, firstRegistrationOn: '2024-01-15', mileageKm: 1000 * index,
      kind: 'used' as const, priceCents: 1_000_050 + index * 100, state: 'available' as const, colour, arrivedOn: '2026-11-13',
    });
    await addStockVehicles(ctx, [at('DLR001-B1', 1, '=1+1'), at('DLR001-B1', 2, 'Blu'), at('DLR002-B1', 3, 'Rosso')]);
  });
  http = await createTestHttp(db.current.database, stockRoutes, () => worldNow);
  for (const name of ['seller1', 'pricingManager', 'altSeller', 'collector'] as const) people.set(name, await world.signIn(name, { now: worldNow }));
});
afterAll(() => http.close());

const vins = (answer: Answered): string[] => answer.bytes.toString('utf8').trim().split('\r\n').slice(1).map((line) => line.split(';')[0] ?? '');
const told = async () =>
  (await db.current.database.asOwner((tx) => tx.row<{ details: object }>(sql`select e.details from platform.audit_events e where e.action = 'vehicles.stock.export' order by e.id desc limit 1`))).details;

test('a sheet holds the filtered stock in its order, no formula, and is audited without what was typed', async () => {
  const answer = await http.call(people.get('seller1'), exportStockRoute, { query: { format: 'csv', sort: 'dearest', text: 'tipo', kind: 'used' } });
  expect(answer.status).toBe(200);
  expect(answer.headers['content-disposition']).toBe('attachment; filename="giacenza-2026-11-23.csv"');
  expect(vins(answer)).toEqual(['ZZZTEST0000000102', 'ZZZTEST0000000101']);
  expect(answer.bytes.toString('utf8')).toContain(`;'=1+1;"10001,50";"20000,00";74;120`);
  expect(await told()).toEqual({ format: 'csv', rows: 2, complete: true, filter: 'text kind=used', sort: 'dearest' });
});

test('the whole network for who sees it, by site and by words too; another tenant and another profile nothing', async () => {
  const asked = async (who: PersonName, query: object) => http.call(people.get(who), exportStockRoute, { query: { format: 'csv', ...query } });
  expect(vins(await asked('pricingManager', { sort: 'cheapest' }))).toEqual(['ZZZTEST0000000101', 'ZZZTEST0000000102', 'ZZZTEST0000000103']);
  expect(vins(await asked('pricingManager', { siteNodeId: world.node('DLR002-B1') }))).toEqual(['ZZZTEST0000000103']);
  expect(vins(await asked('pricingManager', { text: '03aa' }))).toEqual(['ZZZTEST0000000103']);
  expect(vins(await asked('seller1', { siteNodeId: world.node('DLR002-B1') }))).toEqual([]);
  expect(vins(await asked('altSeller', {}))).toEqual([]);
  expect((await asked('collector', {})).status).toBe(403);
});

test('chosen cars as XLSX: those of other dealers leave no row', async () => {
  const all = await db.current.database.asOwner((tx) => tx.rows<{ id: string }>(sql`select s.id from vehicles.stock_vehicles s`));
  const answer = await http.call(people.get('seller1'), exportChosenStockRoute, { body: { ids: all.map(({ id }) => id), format: 'xlsx', language: 'en' } });
  expect(answer.bytes.subarray(0, 2).toString()).toBe('PK');
  expect(await told()).toEqual({ format: 'xlsx', rows: 2, complete: true, chosen: '3' });
});

test('the wall of the database alone shows a reach, and to the root of the tenant its whole tenant and no other', async () => {
  const seen = async (who: PersonName) => world.context(who, {}, (ctx) => ctx.tx.row<{ cars: number }>(sql`select count(*) as cars from vehicles.stock_vehicles s`));
  expect(await seen('seller1')).toEqual({ cars: 2 });
  expect(await seen('pricingManager')).toEqual({ cars: 3 });
  expect(await seen('altSeller')).toEqual({ cars: 0 });
});
