/** Holding the car of a quote: who may, two at once, what the timeline tells. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../testing/http.ts';
import { quoteChoice, saveBody } from '../../testing/quote-request.ts';
import { createShowroom, type Showroom } from '../../testing/showroom.ts';
import { createWorld, worldNow, type PersonName, type SignedIn, type World } from '../../testing/world.ts';
import { applicableOffersRoute, type OfferConditions } from '#pricing/api';
import { reserveVehicleRoute } from '#vehicles/api';
import { sql } from '#platform/sql';
import { pricingRoutes } from '../pricing/http.ts';
import { vehiclesModule } from '../vehicles/module.ts';
import { priceQuote, quoteReservationsRoute, releaseForQuoteRoute, reserveForQuoteRoute, saveQuoteRoute, timelineRoute, type Quote, type QuoteInput } from './api.ts';
import { quotingModule } from './module.ts';

const db = useTestDatabase();
let world: World;
let showroom: Showroom;
let http: TestHttp;
let now = worldNow;
const people = new Map<string, SignedIn>();
const as = (name: PersonName) => people.get(name);

beforeAll(async () => {
  world = await createWorld(db.current.database);
  showroom = await createShowroom(world);
  http = await createTestHttp(db.current.database, [...(quotingModule.routes ?? []), ...pricingRoutes, ...(vehiclesModule.routes ?? [])], () => now);
  for (const name of ['seller1', 'seller2', 'seller3', 'dealerManager', 'areaManager', 'altSeller'] as const) people.set(name, await world.signIn(name, { now: worldNow }));
});
beforeEach(async () => {
  now = worldNow;
  await db.current.database.asOwner(async (tx) => {
    await tx.run(sql`delete from vehicles.reservations`);
    await tx.run(sql`update vehicles.stock_vehicles set held_until = null`);
  });
});
afterAll(() => http.close());

async function quoteBy(who: PersonName, vehicle: QuoteInput['vehicle'] = { kind: 'stock', stockId: showroom.newCar }): Promise<Quote> {
  const query = vehicle.kind === 'stock' ? { stockId: vehicle.stockId } : { versionId: vehicle.versionId };
  const offers = (await http.call(as(who), applicableOffersRoute, { query })).body as { items: OfferConditions[] };
  const offer = offers.items.find(({ offerId }) => offerId === showroom.levelOffer);
  if (offer === undefined) throw new Error('no offer');
  const input = quoteChoice({ vehicle, priceCents: 2_890_000, discountCents: 0, tradeInCents: 0, depositCents: 500_000, offerId: offer.offerId, offerVersion: 1, termMonths: 48, balloonCents: null, kmPerYear: null, serviceCodes: [] });
  const priced = priceQuote(input, offer, '2026-11-23', { housePriceCents: null, options: [] });
  if (!priced.ok) throw new Error(priced.refusal);
  const saved = await http.call(as(who), saveQuoteRoute, { body: saveBody(input, priced.figures, '2026-11-23') });
  expect(saved.status, JSON.stringify(saved.body)).toBe(200);
  return saved.body as Quote;
}
const reserve = (who: PersonName, quote: Quote, days = 3, proposal = 1) => http.call(as(who), reserveForQuoteRoute, { params: { id: quote.id }, body: { proposal, days } });
const release = (who: PersonName, quote: Quote) => http.call(as(who), releaseForQuoteRoute, { params: { id: quote.id }, query: { proposal: 1 } });
const carsOf = async (who: PersonName, quote: Quote) => (await http.call(as(who), quoteReservationsRoute, { params: { id: quote.id } })).body;
const deeds = async (quote: Quote) => ((await http.call(as('seller1'), timelineRoute, { params: { id: quote.id } })).body as { items: { kind: string; details: object }[] }).items.map(({ kind, details }) => [kind, details]);

test('the car is held, prolonged and freed from the quote, and the timeline tells it', async () => {
  const quote = await quoteBy('seller1');
  expect(await carsOf('seller1', quote)).toMatchObject({ items: [{ proposal: 1, state: 'free', heldUntil: null }], mostDays: 15 });
  expect(await reserve('seller1', quote)).toMatchObject({ status: 200, body: { state: 'ours', heldUntil: '2026-11-26' } });
  expect(await reserve('seller1', quote, 10)).toMatchObject({ status: 200, body: { heldUntil: '2026-12-03' } });
  expect(await carsOf('areaManager', quote)).toMatchObject({ items: [{ state: 'ours', heldUntil: '2026-12-03' }] });
  expect((await release('dealerManager', quote)).status).toBe(200);
  expect(await release('seller1', quote)).toMatchObject({ status: 422, body: { code: 'not_reserved' } });
  expect((await deeds(quote)).slice(0, 3)).toEqual([['released', { proposal: 1 }], ['reserved', { proposal: 1, heldUntil: '2026-12-03' }], ['reserved', { proposal: 1, heldUntil: '2026-11-26' }]]);
});

test('of two sellers at the same moment exactly one gets the car', async () => {
  const [one, other] = [await quoteBy('seller1'), await quoteBy('seller2')];
  const answers = await Promise.all([reserve('seller1', one), reserve('seller2', other)]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 422]);
  const lost = answers[0]?.status === 200 ? answers[1] : answers[0];
  expect(lost?.body).toMatchObject({ code: 'vehicle_reserved', detail: 'Il veicolo è già riservato fino al 26/11/2026.' });
  const held = await db.current.database.asOwner((tx) => tx.rows(sql`select 1 from vehicles.reservations where ended_at is null`));
  expect(held).toHaveLength(1);
});

test('a car held by hand, or for another quote, is neither taken nor freed', async () => {
  const quote = await quoteBy('seller1');
  const other = await quoteBy('seller2');
  expect((await http.call(as('seller2'), reserveVehicleRoute, { params: { id: showroom.newCar }, body: { days: 5 } })).status).toBe(200);
  expect(await reserve('seller1', quote)).toMatchObject({ status: 422, body: { code: 'vehicle_reserved' } });
  expect(await release('seller1', quote)).toMatchObject({ status: 422, body: { code: 'reserved_by_another' } });
  expect(await carsOf('seller1', quote)).toMatchObject({ items: [{ state: 'other' }] });
  expect(await carsOf('seller2', other)).toMatchObject({ items: [{ state: 'other' }] });
});

test('the days run out by themselves', async () => {
  const quote = await quoteBy('seller1');
  const other = await quoteBy('seller2');
  await reserve('seller1', quote, 0);
  now = new Date('2026-11-23T23:30:00.000Z');
  people.set('seller2', await world.signIn('seller2', { now }));
  expect(await reserve('seller2', other)).toMatchObject({ status: 200, body: { state: 'ours' } });
});

test.each<[string, PersonName, number, string]>([
  ['a colleague whose quote it is not', 'seller2', 404, 'not_found'],
  ['the neighbour', 'seller3', 404, 'not_found'],
  ['another company', 'altSeller', 404, 'not_found'],
  ['an area manager', 'areaManager', 403, 'forbidden'],
])('%s is refused', async (_, who, status, code) => {
  const quote = await quoteBy('seller1');
  const before = await deeds(quote);
  expect(await reserve(who, quote)).toMatchObject({ status, body: { code } });
  expect(await release(who, quote)).toMatchObject({ status, body: { code } });
  expect(await deeds(quote)).toEqual(before);
});

test('what cannot be held is refused by name', async () => {
  const quote = await quoteBy('seller1');
  const ordered = await quoteBy('seller1', { kind: 'catalogue', versionId: showroom.versionId });
  expect(await reserve('seller1', ordered)).toMatchObject({ status: 422, body: { code: 'not_a_stock_car' } });
  expect(await reserve('seller1', quote, 3, 2)).toMatchObject({ status: 422, body: { code: 'proposal_missing' } });
  expect(await reserve('seller1', quote, 16)).toMatchObject({ status: 422, body: { code: 'reservation_length' } });
  now = new Date('2026-12-24T09:00:00.000Z');
  people.set('seller1', await world.signIn('seller1', { now }));
  expect(await reserve('seller1', quote)).toMatchObject({ status: 422, body: { code: 'quote_expired' } });
  people.set('seller1', await world.signIn('seller1', { now: worldNow }));
});
