/** Reserving, releasing and selling cars: rights, expiry, and two who ask at the same moment. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sql } from '#platform/sql';
import { createJobContext } from '#platform/system-context';
import { useTestDatabase } from '../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../testing/http.ts';
import { createShowroom, type Showroom } from '../../testing/showroom.ts';
import { createWorld, silentLog, worldNow, type PersonName, type SignedIn, type World } from '../../testing/world.ts';
import { getStockVehicleRoute, listStockRoute, releaseReservationRoute, reserveVehicleRoute, sellVehicleRoute, stockPageRoute, type StockPage } from './api.ts';
import { closeExpiredReservations } from './close-expired-reservations.ts';
import { vehiclesRoutes } from './http.ts';
import { releaseReservation } from './release-reservation.ts';
import { reserveVehicle } from './reserve-vehicle.ts';
import { sellVehicle } from './sell-vehicle.ts';
import { listStock } from './stock-list.ts';
import { getStockVehicle } from './stock.ts';

const db = useTestDatabase();
const quoteOne = '00000000-0000-7000-8000-0000000000a1';
const quoteTwo = '00000000-0000-7000-8000-0000000000a2';
let world: World;
let showroom: Showroom;
let http: TestHttp;
const people = new Map<string, SignedIn>();

beforeAll(async () => {
  world = await createWorld(db.current.database);
  showroom = await createShowroom(world);
  http = await createTestHttp(db.current.database, vehiclesRoutes, () => worldNow);
  for (const name of ['seller1', 'seller2', 'seller3', 'dealerManager', 'areaManager', 'altSeller'] as const) people.set(name, await world.signIn(name, { now: worldNow }));
});
afterAll(() => http.close());
beforeEach(async () => {
  await db.current.database.asOwner(async (tx) => {
    await tx.run(sql`delete from vehicles.reservations`);
    await tx.run(sql`delete from platform.outbox`);
    await tx.run(sql`update vehicles.stock_vehicles set held_until = null, sold_on = null, sold_quote_id = null, state = case when id = ${showroom.soldCar} then 'sold' else 'available' end`);
  });
});

const as = (who: PersonName) => people.get(who);
const params = () => ({ params: { id: showroom.newCar } });
const reserve = (who: PersonName, days = 7, id = showroom.newCar) => http.call(as(who), reserveVehicleRoute, { params: { id }, body: { days } });
const release = (who: PersonName) => http.call(as(who), releaseReservationRoute, params());
const sell = (who: PersonName) => http.call(as(who), sellVehicleRoute, params());
const page = async (who: PersonName) => (await http.call(as(who), stockPageRoute, params())).body as StockPage;
const events = () => db.current.database.asOwner(async (tx) => (await tx.rows<{ kind: string; node_id: number }>(sql`select o.kind, o.node_id from platform.outbox o order by o.id`)).map((row) => row.kind));
const byQuote = (who: PersonName, quoteId: string, days = 7) => world.context(who, {}, (ctx) => reserveVehicle(ctx, { stockId: showroom.newCar, quoteId, days }));

test('a car is reserved by hand, seen as held until its last day, and free the day after without anybody’s doing', async () => {
  expect(await reserve('seller1', 3)).toMatchObject({ status: 200, body: { heldUntil: '2026-11-26', own: true, quoteId: null } });
  const state = (today: string) => world.context('seller2', { today }, async (ctx) => {
    const { state: told, heldUntil } = await getStockVehicle(ctx, showroom.newCar);
    const listed = (await listStock(ctx, { state: 'reserved', limit: 10 })).items.map((one) => one.stockId);
    return [told, heldUntil, listed.includes(showroom.newCar)];
  });
  expect(await state('2026-11-26')).toEqual(['reserved', '2026-11-26', true]);
  expect(await state('2026-11-27')).toEqual(['available', null, false]);
  expect(await page('seller2')).toMatchObject({
    reservation: { reservedBy: 'Persona seller1', heldUntil: '2026-11-26', own: false },
    operations: { quote: 'vehicle_reserved', reserve: 'vehicle_reserved', release: 'vehicle_reserved', sell: 'vehicle_reserved', addPhoto: null },
  });
  expect(await page('seller1')).toMatchObject({ reservation: { own: true }, operations: { quote: null, reserve: null, release: null, sell: null } });
  expect(await page('dealerManager')).toMatchObject({ operations: { release: null, sell: null } });
  expect(await page('areaManager')).toMatchObject({ operations: { quote: 'forbidden', reserve: 'forbidden', release: 'forbidden', sell: 'forbidden', addPhoto: 'forbidden' } });
  expect(await events()).toEqual(['vehicles.stock-reserved']);
});

test.each<[string, PersonName, number, number, string]>([
  ['a colleague', 'seller2', 5, 422, 'vehicle_reserved'],
  ['the manager too', 'dealerManager', 5, 422, 'vehicle_reserved'],
  ['the neighbour', 'seller3', 5, 404, 'not_found'],
  ['another company', 'altSeller', 5, 404, 'not_found'],
  ['an area manager', 'areaManager', 5, 403, 'forbidden'],
  ['for too long', 'seller1', 16, 422, 'reservation_length'],
  ['for a time nobody means', 'seller1', 366, 400, 'invalid_input'],
])('a held car is refused to %s', async (_, who, days, status, code) => {
  await reserve('seller1', 5);
  const before = await page('seller1');
  expect(await reserve(who, days)).toMatchObject({ status, body: { code } });
  expect(await page('seller1')).toEqual(before);
});

test('the words of a refusal name the day', async () => {
  await reserve('seller1', 5);
  expect((await reserve('seller2', 5)).body).toMatchObject({ detail: 'Il veicolo è già riservato fino al 28/11/2026.' });
  expect((await http.call(as('seller2'), reserveVehicleRoute, { ...params(), body: { days: 20 } }, { language: 'en' })).body).toMatchObject({ detail: 'The vehicle is reserved already until 28/11/2026.' });
});

test.each([2, 3, 4, 5])('of twelve who ask at once exactly one gets the car (round %i)', async () => {
  const asked = await Promise.all(Array.from({ length: 12 }, (_, at) => byQuote(at % 2 === 0 ? 'seller1' : 'seller2', `00000000-0000-7000-8000-0000000000${String(10 + at)}`)));
  expect(asked.filter((answer) => answer.ok)).toHaveLength(1);
  expect(new Set(asked.flatMap((answer) => (answer.ok ? [] : [answer.refusal])))).toEqual(new Set(['vehicle_reserved']));
  const rows = await db.current.database.asOwner((tx) => tx.rows(sql`select 1 as one from vehicles.reservations r where r.ended_at is null`));
  expect(rows).toHaveLength(1);
  expect(await events()).toEqual(['vehicles.stock-reserved']);
});

test('of one who sells and one who reserves at once the order decides, and never both', async () => {
  const [sold, held] = await Promise.all([sell('seller1'), reserve('seller2')]);
  expect(new Set([sold.status, held.status])).toEqual(new Set([200, 422]));
});

describe('for a quote', () => {
  test('it holds for that quote alone, is prolonged by it and never shortened', async () => {
    expect(await byQuote('seller1', quoteOne, 2)).toMatchObject({ ok: true, value: { heldUntil: '2026-11-25', quoteId: quoteOne } });
    expect(await byQuote('seller1', quoteTwo, 2)).toMatchObject({ ok: false, refusal: 'vehicle_reserved' });
    expect(await byQuote('seller2', quoteOne, 10)).toMatchObject({ ok: true, value: { heldUntil: '2026-12-03' } });
    expect(await byQuote('seller1', quoteOne, 1)).toMatchObject({ ok: true, value: { heldUntil: '2026-12-03' } });
    expect(await world.context('seller1', {}, (ctx) => releaseReservation(ctx, { stockId: showroom.newCar, quoteId: quoteTwo }))).toMatchObject({ ok: false, refusal: 'reserved_by_another' });
    expect(await world.context('seller2', {}, (ctx) => releaseReservation(ctx, { stockId: showroom.newCar, quoteId: quoteOne }))).toMatchObject({ ok: true });
    expect(await world.context('seller2', {}, (ctx) => releaseReservation(ctx, { stockId: showroom.newCar, quoteId: quoteOne }))).toMatchObject({ ok: false, refusal: 'not_reserved' });
    expect(await events()).toEqual(['vehicles.stock-reserved', 'vehicles.stock-reserved', 'vehicles.stock-reserved', 'vehicles.stock-released']);
  });

  test('it is sold to that quote’s customer', async () => {
    await byQuote('seller1', quoteOne);
    expect(await world.context('seller2', {}, (ctx) => sellVehicle(ctx, { stockId: showroom.newCar, quoteId: quoteTwo }))).toMatchObject({ ok: false, refusal: 'vehicle_reserved' });
    expect(await world.context('seller2', {}, (ctx) => sellVehicle(ctx, { stockId: showroom.newCar, quoteId: quoteOne }))).toMatchObject({ ok: true, value: { soldOn: '2026-11-23' } });
    expect(await page('seller1')).toMatchObject({ vehicle: { state: 'sold', heldUntil: null }, reservation: null, history: [{ kind: 'sold', quoteId: quoteOne }, { kind: 'reservationEnded', reason: 'sold' }, { kind: 'reserved', quoteId: quoteOne }, { kind: 'arrived' }] });
  });
});

test.each<[string, PersonName, number]>([['who made it', 'seller1', 200], ['a manager', 'dealerManager', 200], ['a colleague', 'seller2', 422], ['the neighbour', 'seller3', 404], ['an area manager', 'areaManager', 403]])('%s releases and sells a held car, or not', async (_, who, status) => {
  await reserve('seller1');
  expect((await release(who)).status).toBe(status);
  await reserve('seller1');
  expect((await sell(who)).status).toBe(status);
  if (status === 200) expect(await sell(who)).toMatchObject({ status: 422, body: { code: 'vehicle_sold' } });
});

test('the nightly job closes what ran out, once, and leaves the rest', async () => {
  await reserve('seller1', 1);
  await reserve('seller1', 9, showroom.usedCar);
  const run = (now: string) => closeExpiredReservations.run(createJobContext(db.current.database, silentLog, () => new Date(now), 'night'), {});
  const open = () => db.current.database.asOwner(async (tx) => (await tx.rows<{ stock_id: string }>(sql`select r.stock_id from vehicles.reservations r where r.ended_at is null`)).map((row) => row.stock_id));
  await run('2026-11-24T22:59:00Z');
  expect(await open()).toHaveLength(2);
  await run('2026-11-24T23:05:00Z');
  await run('2026-11-24T23:06:00Z');
  expect(await open()).toEqual([showroom.usedCar]);
  expect(await events()).toEqual(['vehicles.stock-reserved', 'vehicles.stock-reserved', 'vehicles.stock-released']);
  const history = (await world.context('seller2', { today: '2026-11-25' }, async (ctx) => (await import('./stock-page.ts')).getStockPage(ctx, showroom.newCar))).history;
  expect(history).toMatchObject([{ kind: 'reservationEnded', reason: 'expired', on: '2026-11-25' }, { kind: 'reserved' }, { kind: 'arrived' }]);
});

test('one that ran out makes room before the night closed it', async () => {
  await reserve('seller1', 0);
  const answer = await world.context('seller2', { today: '2026-11-24', now: new Date('2026-11-24T08:00:00Z') }, (ctx) => reserveVehicle(ctx, { stockId: showroom.newCar, quoteId: null, days: 2 }));
  expect(answer).toMatchObject({ ok: true, value: { heldUntil: '2026-11-26' } });
});

test('a price that changes is remembered, whoever changes it', async () => {
  await world.asSystem({}, (ctx) => ctx.tx.run(sql`update vehicles.stock_vehicles set price_cents = 2790000 where id = ${showroom.newCar}`));
  await world.asSystem({}, (ctx) => ctx.tx.run(sql`update vehicles.stock_vehicles set price_cents = 2790000, mileage_km = 3 where id = ${showroom.newCar}`));
  expect((await page('seller1')).history.filter((event) => event.kind === 'priceChanged')).toMatchObject([{ beforeCents: 2_890_000, afterCents: 2_790_000, by: null }]);
});

describe('past the routes', () => {
  test.each<[string, PersonName, ReturnType<typeof sql>]>([
    ['another dealer’s car is not held', 'seller3', sql`update vehicles.stock_vehicles set held_until = '2026-12-01'`],
    ['another dealer’s car is not sold', 'seller3', sql`update vehicles.stock_vehicles set state = 'sold'`],
    ['another company’s neither', 'altSeller', sql`update vehicles.stock_vehicles set state = 'sold'`],
  ])('%s', async (_, who, statement) => {
    await world.context(who, {}, (ctx) => ctx.tx.run(statement));
    expect(await http.call(as('seller1'), getStockVehicleRoute, params())).toMatchObject({ body: { state: 'available', heldUntil: null } });
  });

  test('a seller cannot bind a reservation or a price to a neighbour’s car', async () => {
    const code = (statement: ReturnType<typeof sql>) => world.context('seller1', {}, (ctx) => ctx.tx.run(statement)).then(() => 'done', (error: { code?: string }) => error.code);
    expect(await code(sql`insert into vehicles.price_changes (tenant_id, stock_id, node_id, before_cents, after_cents) values (${world.tenantId}, ${showroom.otherCar}, ${world.node('DLR002-B1')}, 1, 2)`)).toBe('42501');
    expect(await code(sql`delete from vehicles.reservations`)).toBe('42501');
    expect(await code(sql`delete from vehicles.stock_vehicles`)).toBe('42501');
  });

  test('words do not reach beyond the own reach, also by the function that has the owner’s rights', async () => {
    const found = (who: PersonName) => world.context(who, {}, (ctx) => ctx.tx.rows<{ stock_id: string }>(sql`select m.stock_id from vehicles.match_stock(${['yaris']}, 100) m`));
    expect((await found('seller1')).map((row) => row.stock_id).toSorted()).toEqual([showroom.newCar, showroom.soldCar].toSorted());
    expect((await found('seller3')).map((row) => row.stock_id)).toEqual([showroom.otherCar]);
    expect(await found('altSeller')).toEqual([]);
  });
});

test('lists answer every filter together', async () => {
  const list = async (query: object) => ((await http.call(as('seller1'), listStockRoute, { query })).body as { items: { stockId: string }[] }).items.map((one) => one.stockId);
  const { makeId } = (await http.call(as('seller1'), getStockVehicleRoute, { params: { id: showroom.usedCar } })).body as { makeId: string };
  expect(await list({ makeId })).toEqual([showroom.usedCar]);
  expect(await list({ minPriceCents: 2_000_000, state: 'available' })).toEqual([showroom.newCar]);
  expect(await list({ maxPriceCents: 2_000_000, state: 'available' })).toEqual([showroom.usedCar]);
  expect(await list({ minDays: 22, maxDays: 22, state: 'sold' })).toEqual([showroom.soldCar]);
  expect(await list({ minDays: 23 })).toEqual([]);
  expect(await list({ maxDays: 21 })).toEqual([]);
  expect(await http.call(as('seller1'), listStockRoute, { query: { minPriceCents: -1 } })).toMatchObject({ status: 400 });
  expect(await http.call(as('seller1'), listStockRoute, { query: { minPriceCents: 'x' } })).toMatchObject({ status: 400 });
});
