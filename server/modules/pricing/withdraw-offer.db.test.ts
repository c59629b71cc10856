/** Withdrawing a version before it begins: who may, when, what stays, and whoever tries to go around. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../testing/http.ts';
import { createShowroom, type Showroom } from '../../testing/showroom.ts';
import { createWorld, worldNow, type PersonName, type World } from '../../testing/world.ts';
import { digest } from '#platform/audit';
import { sql } from '#platform/sql';
import { addOffer } from './add-offers.ts';
import { endOfferRoute, getOfferRoute, listOffersRoute, withdrawOfferRoute, type OfferDetail, type OfferListItem } from './api.ts';
import { applicableOffers, getOfferConditions } from './applicable-offers.ts';
import { pricingRoutes } from './http.ts';
import { supersedeOffer } from './supersede-offer.ts';

const db = useTestDatabase();
let world: World;
let showroom: Showroom;
let http: TestHttp;
let offerId = '';
let codes = 0;

beforeAll(async () => {
  world = await createWorld(db.current.database);
  showroom = await createShowroom(world);
  http = await createTestHttp(db.current.database, pricingRoutes, () => worldNow);
});
afterAll(() => http.close());
/** An offer in force whose second version takes over on 10/12/2026. */
beforeEach(async () => {
  codes += 1;
  await world.asSystem({}, async (ctx) => {
    const { product_id: productId } = await ctx.tx.row<{ product_id: string }>(sql`select o.product_id from pricing.offers o where o.id = ${showroom.levelOffer} and o.version = 1`);
    offerId = await addOffer(ctx, {
      code: `W-${codes}`, name: 'Prova', productId, validFrom: '2026-01-01', validTo: null, nodeId: world.node('TST'), kinds: null, makes: null, fuels: null, maxAgeMonths: null, maxMileageKm: null,
      minDepositPpm: 0, commissionPpm: 0, terms: [{ months: 36, nominalRatePpm: 50_000 }],
    });
  });
  expect((await next(1, '2026-12-10')).ok).toBe(true);
});

const next = (version: number, validFrom: string) => world.asSystem({}, (ctx) => supersedeOffer(ctx, { offerId, version, validFrom, changes: {} }));
const as = (name: PersonName) => world.signIn(name, { now: worldNow });
const withdraw = async (body: object = {}, name: PersonName = 'pricingManager') =>
  http.call(await as(name), withdrawOfferRoute, { params: { id: offerId }, body: { version: 2, reason: 'Tasso sbagliato', ...body } });
const sold = (today: string) =>
  world.context('seller1', { today }, async (ctx) => {
    const offers = await applicableOffers(ctx, { kind: 'stock', stockId: showroom.newCar });
    return offers.ok ? offers.value.filter((offer) => offer.code === `W-${codes}`).map((offer) => offer.offerVersion) : [];
  });
const listed = async (status?: OfferListItem['status']) => {
  const { body } = await http.call(await as('pricingManager'), listOffersRoute, { query: { text: `W-${codes}`, ...(status === undefined ? {} : { status }) } });
  return (body as { items: OfferListItem[] }).items.map((item) => [item.version, item.status, item.nextVersionFrom]);
};

test('what was withdrawn is never sold; the version before stays as it was; reason and author are told', async () => {
  expect(await sold('2026-12-10')).toEqual([2]);
  expect(await withdraw()).toMatchObject({ status: 200, body: { offerId, version: 2 } });
  expect([await sold('2026-12-09'), await sold('2026-12-10'), await sold('2027-06-01')]).toEqual([[1], [], []]);
  const { body } = await http.call(await as('pricingManager'), getOfferRoute, { params: { id: offerId }, query: {} });
  expect((body as OfferDetail).versions).toMatchObject([
    { version: 2, validFrom: '2026-12-10', withdrawn: { by: 'Persona pricingManager', reason: 'Tasso sbagliato' } }, { version: 1, validTo: '2026-12-09', withdrawn: null },
  ]);
  expect([await listed(), await listed('future'), await listed('withdrawn')]).toEqual([[[1, 'inForce', null]], [], [[2, 'withdrawn', null]]]);
  const quoted = await world.context('seller1', { today: '2026-12-10' }, (ctx) => getOfferConditions(ctx, { offerId, version: 2, vehicle: { kind: 'stock', stockId: showroom.newCar } }));
  expect(quoted).toMatchObject({ ok: false, refusal: 'offer_not_in_force' });
});

test('renews the stamp, so that every process sees it with the next question; leaves an audit row with the reason and tells the network', async () => {
  const stamp = () => db.current.database.asOwner((tx) => tx.row<{ stamp: string }>(sql`select s.stamp from pricing.offer_stamps s where s.tenant_id = 1`));
  const before = await stamp();
  await withdraw();
  expect((await stamp()).stamp).not.toBe(before.stamp);
  const told = await db.current.database.asOwner((tx) =>
    tx.row<{ reason: boolean; events: number }>(sql`
      select (select (e.details ->> 'reason') is null and encode(e.after_digest, 'hex') = ${digest({ reason: 'Tasso sbagliato' }).toString('hex')} from platform.audit_events e where e.action = 'pricing.offer.withdraw' and e.object_id = ${offerId}) as reason,
        (select count(*)::int from platform.outbox o where o.kind = 'pricing.offer-withdrawn' and o.payload ->> 'offerId' = ${offerId}) as events`));
  expect(told).toEqual({ reason: true, events: 1 });
});

test('its day is free again: the next version may begin on it, and the one in force may still be ended sooner', async () => {
  await withdraw();
  expect(await next(2, '2026-12-09')).toMatchObject({ ok: false, refusal: 'starts_before_the_last' });
  expect(await next(2, '2026-12-10')).toEqual({ ok: true, value: { version: 3 } });
  expect([await sold('2026-12-10'), await listed()]).toEqual([[3], [[1, 'inForce', '2026-12-10']]]);
  expect(await withdraw({ version: 3 })).toMatchObject({ status: 200 });
  const ended = await http.call(await as('pricingManager'), endOfferRoute, { params: { id: offerId }, body: { version: 1, outOfForceFrom: '2026-12-01' } });
  expect([ended.status, await sold('2026-11-30'), await sold('2026-12-01')]).toEqual([200, [1], []]);
});

test('a version between others is withdrawn too, and theirs stay', async () => {
  expect((await next(2, '2026-12-20')).ok).toBe(true);
  expect((await withdraw()).status).toBe(200);
  expect([await sold('2026-12-09'), await sold('2026-12-15'), await sold('2026-12-20')]).toEqual([[1], [], [3]]);
});

test.each([
  ['one in force', { version: 1 }, 422, 'begun_already'],
  ['without a reason', { reason: ' ' }, 400, 'invalid_input'],
  ['one that is not there', { version: 9 }, 404, 'not_found'],
])('%s is refused by name and stays', async (_, body, status, code) => {
  expect(await withdraw(body)).toMatchObject({ status, body: { code } });
  expect([await sold('2026-12-09'), await sold('2026-12-10')]).toEqual([[1], [2]]);
});

test('twice is refused; of two at once one does it', async () => {
  const answers = await Promise.all([withdraw(), withdraw()]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 422]);
  expect(await withdraw()).toMatchObject({ status: 422, body: { code: 'withdrawn_already' } });
});

test.each<[PersonName, number]>([['seller1', 403], ['dealerManager', 403], ['areaManager', 403], ['altAdministrator', 403]])('%s does not', async (name, status) => {
  expect((await withdraw({}, name)).status).toBe(status);
  expect(await sold('2026-12-10')).toEqual([2]);
});

test('the program can neither empty a version in force, withdraw without a reason, nor take a withdrawal back', async () => {
  const attempt = (statement: ReturnType<typeof sql>) => world.asSystem({}, (ctx) => ctx.tx.run(statement));
  await expect(attempt(sql`update pricing.offers set valid_to = valid_from where id = ${offerId} and version = 2`)).rejects.toThrow(/offers_begin_before_they_end/);
  await expect(attempt(sql`update pricing.offers set valid_to = valid_from, withdrawn_at = now(), withdrawn_by = 'x', withdrawn_reason = '' where id = ${offerId} and version = 2`)).rejects.toThrow(/offers_withdrawn_with_reason/);
  await withdraw();
  await expect(attempt(sql`update pricing.offers set withdrawn_at = null, withdrawn_by = null, withdrawn_reason = null where id = ${offerId} and version = 2`)).rejects.toThrow(/offers_begin_before_they_end/);
  await expect(attempt(sql`update pricing.offers set valid_to = '2027-01-01' where id = ${offerId} and version = 2`)).rejects.toThrow(/offers_stay_closed|is closed from/);
  const foreign = await world.context('altAdministrator', {}, (ctx) => ctx.tx.run(sql`update pricing.offers set valid_to = valid_from, withdrawn_at = now(), withdrawn_by = 'x', withdrawn_reason = 'x' where id = ${offerId}`));
  expect(foreign).toBe(0);
});
