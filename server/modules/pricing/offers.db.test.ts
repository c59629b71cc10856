import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../testing/http.ts';
import { createShowroom, type Showroom } from '../../testing/showroom.ts';
import { createWorld, worldNow, type PersonName, type World } from '../../testing/world.ts';
import { addOffer, addProduct, endOffer } from './add-offers.ts';
import { applicableOffersRoute, balloonRange, explainOfferRoute, getOfferRoute, listOffersRoute, type OfferConditions, type OfferDetail, type OfferListItem } from './api.ts';
import { getOfferConditions } from './applicable-offers.ts';
import { pricingRoutes } from './http.ts';
import type { NewOffer } from './offer-versions.ts';
import type { VehicleRef } from './priced-vehicle.ts';

const db = useTestDatabase();
let world: World;
let showroom: Showroom;
let http: TestHttp;
let ownOffer = '';
let neighboursOffer = '';
const nobody = '00000000-0000-7000-8000-000000000000';

beforeAll(async () => {
  world = await createWorld(db.current.database);
  showroom = await createShowroom(world);
  await world.asSystem({}, async (ctx) => {
    const productId = await addProduct(ctx, {
      code: 'DD', name: { it: 'Del concessionario', en: 'Dealer’s own' }, plan: 'level', balloonAt: null, minFinancedCents: 400_000, maxFinancedCents: 5_000_000, charges: [], substituteTax: null, stampDuty: null,
    });
    const offer: Omit<NewOffer, 'code' | 'name' | 'nodeId'> = {
      productId, validFrom: '2026-11-01', validTo: '2026-12-01', kinds: null, makes: ['Toyota'], fuels: null, maxAgeMonths: null, maxMileageKm: null, minDepositPpm: 0, commissionPpm: 12_000, terms: [{ months: 36, nominalRatePpm: 49_900 }],
    };
    ownOffer = await addOffer(ctx, { ...offer, code: 'D1', name: 'Solo qui', nodeId: world.node('DLR001') });
    neighboursOffer = await addOffer(ctx, { ...offer, code: 'D2', name: 'Solo là', nodeId: world.node('DLR002') });
  });
  http = await createTestHttp(db.current.database, pricingRoutes, () => worldNow);
});
afterAll(() => http.close());

const as = async (name: PersonName) => world.signIn(name, { now: worldNow });
const codes = async (name: PersonName, query: object) => {
  const { body } = await http.call(await as(name), applicableOffersRoute, { query });
  return (body as { items: OfferConditions[] }).items.map((offer) => offer.code);
};

describe('offers for a vehicle', () => {
  test('the one cut for make and dealer first, each with its reasons', async () => {
    const { status, body } = await http.call(await as('seller1'), applicableOffersRoute, { query: { stockId: showroom.newCar } });
    const { items, because } = body as { items: OfferConditions[]; because: { offerId: string; reasons: string[] }[] };
    expect([status, items.map((item) => item.code)]).toEqual([200, ['D1', 'SL', 'CC']]);
    expect(because.map((one) => one.reasons)).toEqual([['make', 'dealer'], ['fuel', 'kind'], ['kind']]);
    expect(because.map((one) => one.offerId)).toEqual(items.map((item) => item.offerId));
  });

  test('each dealer has its own', async () => {
    expect(await codes('seller3', { versionId: showroom.versionId })).toEqual(['D2', 'SL', 'CC']);
    expect(await codes('seller1', { stockId: showroom.usedCar })).toEqual(['CU']);
  });

  test('guaranteed values come from the grid and bound the balloon', async () => {
    const { body } = await http.call(await as('seller1'), applicableOffersRoute, { query: { stockId: showroom.newCar } });
    const offer = (body as { items: OfferConditions[] }).items.find((item) => item.code === 'SL');
    if (offer === undefined) throw new Error('no balloon offer');
    // 28,900 × (70 % - 36 × 0.6 % - 1.5 %) = 13,554.10, rounded down to 50 euro; at least two fifths of it.
    expect(balloonRange(offer, 36, 15_000)).toEqual({ minCents: 542_000, maxCents: 1_355_000 });
    expect(balloonRange(offer, 36, 12_345)).toBeUndefined();
    expect(offer.balloons).toHaveLength(6);
    expect(offer.services.map((service) => service.priceByTerm)).toEqual([[24, 36, 48].map((months) => ({ months, cents: months * 1200 }))]);
  });

  test.each([
    ['no vehicle', {}, 'vehicle_missing'],
    ['two vehicles', { stockId: nobody, versionId: nobody }, 'vehicle_missing'],
    ['a vehicle that does not exist', { versionId: nobody }, 'vehicle_not_available'],
  ])('%s is refused by name', async (_, query, code) => {
    const { status, body } = await http.call(await as('seller1'), applicableOffersRoute, { query });
    expect([status, (body as { code: string }).code]).toEqual([422, code]);
  });

  test('a version that left the price list cannot be financed any more', async () => {
    const ask = (today: string) => world.context('seller1', { today }, (ctx) => getOfferConditions(ctx, { offerId: showroom.levelOffer, version: 1, vehicle: { kind: 'catalogue', versionId: showroom.versionId } }));
    expect((await ask('2026-01-01')).ok).toBe(true);
    expect(await ask('2025-12-31')).toMatchObject({ ok: false, refusal: 'vehicle_not_available' });
  });
});

describe('to whom and how the car is sold', () => {
  let companies = '';
  let online = '';
  beforeAll(async () => {
    await world.asSystem({}, async (ctx) => {
      const product = await ctx.tx.row<{ id: string }>(sql`select p.id from pricing.financial_products p where p.code = 'CC'`);
      const offer: Omit<NewOffer, 'code' | 'name'> = {
        productId: product.id, validFrom: '2026-11-01', validTo: null, nodeId: world.node('TST'), kinds: ['used'], makes: null, fuels: null, maxAgeMonths: null, maxMileageKm: null, minDepositPpm: 0, commissionPpm: 0,
        terms: [{ months: 36, nominalRatePpm: 39_900 }],
      };
      companies = await addOffer(ctx, { ...offer, code: 'AZ', name: 'Aziende', customerTypes: ['company'] });
      online = await addOffer(ctx, { ...offer, code: 'ON', name: 'In rete', channels: ['online'] });
    });
  });

  const found = async (name: PersonName, query: object) => {
    const { status, body } = await http.call(await as(name), applicableOffersRoute, { query: { stockId: showroom.usedCar, ...query } });
    const { items, because, code } = body as { items: OfferConditions[]; because: { reasons: string[]; aheadOfNext: object | null }[]; code?: string };
    return status === 200 ? { codes: items.map((item) => item.code), because } : { code };
  };

  test('a consumer in the showroom unless said otherwise', async () => {
    expect(await found('seller1', {})).toMatchObject({ codes: ['CU'] });
    const company = await found('seller1', { customerType: 'company', channel: 'remote' });
    expect(company).toEqual({
      codes: ['AZ', 'CU'],
      because: [
        { offerId: companies, reasons: ['customer', 'kind'], aheadOfNext: { rule: 'customer', first: 1, second: 0 } },
        { offerId: showroom.usedOffer, reasons: ['kind', 'age'], aheadOfNext: null },
      ],
    });
  });

  test('a seller cannot take the rates of another channel, at the list or when quoting; who only reads offers may look', async () => {
    expect(await found('seller1', { channel: 'online' })).toEqual({ code: 'channel_not_open' });
    const manager = await http.call(await as('pricingManager'), applicableOffersRoute, { query: { versionId: showroom.versionId, channel: 'online' } });
    expect(manager.status).toBe(200);
    const choice = { offerId: online, version: 1, vehicle: { kind: 'stock', stockId: showroom.usedCar }, channel: 'online' } as const;
    expect(await world.context('seller1', {}, (ctx) => getOfferConditions(ctx, choice))).toMatchObject({ ok: false, refusal: 'offer_not_for_vehicle', details: { reason: 'channel_excluded' } });
  });

  test('an offer for companies is refused to a consumer’s quote', async () => {
    const ask = (customerType: 'consumer' | 'company') =>
      world.context('seller1', {}, (ctx) => getOfferConditions(ctx, { offerId: companies, version: 1, vehicle: { kind: 'stock', stockId: showroom.usedCar }, customerType }));
    expect(await ask('consumer')).toMatchObject({ ok: false, refusal: 'offer_not_for_vehicle', details: { reason: 'customer_excluded' } });
    expect((await ask('company')).ok).toBe(true);
  });

  afterAll(async () => {
    await world.asSystem({}, async (ctx) => {
      await endOffer(ctx, companies, 1, '2026-11-02');
      await endOffer(ctx, online, 1, '2026-11-02');
    });
  });
});

describe('why an offer does not apply', () => {
  const why = async (name: PersonName, id: string, query: object) => {
    const { status, body } = await http.call(await as(name), explainOfferRoute, { params: { id }, query });
    const { applies, against, because, code } = body as { applies: boolean; against: { code: string; path: string; values: object }[]; because: string[]; code: string };
    return status === 200 ? { applies, against, because } : { status, code };
  };

  test('every reason, with names and figures', async () => {
    expect(await why('seller1', ownOffer, { stockId: showroom.newCar })).toEqual({ applies: true, against: [], because: ['make', 'dealer'] });
    expect(await why('seller1', showroom.balloonOffer, { stockId: showroom.usedCar, customerType: 'company' })).toEqual({
      applies: false,
      because: [],
      against: [
        { code: 'kind_excluded', path: 'vehicle.kind', values: { asked: 'used', allowed: ['new'] } },
        { code: 'fuel_excluded', path: 'vehicle.fuel', values: { asked: 'mild_hybrid_petrol', allowed: ['full_hybrid'] } },
        { code: 'no_guaranteed_value', path: 'vehicle', values: { segment: 'A', fuel: 'mild_hybrid_petrol', ageMonths: 42, months: ['24', '36', '48'] } },
      ],
    });
    expect(await why('pricingManager', neighboursOffer, { versionId: showroom.versionId })).toMatchObject({ applies: false, against: [{ code: 'other_dealers', values: { allowed: 'Nodo DLR002' } }] });
    expect(await why('seller1', showroom.endedOffer, { stockId: showroom.newCar })).toMatchObject({ against: [{ code: 'no_longer_in_force', values: { today: '2026-11-23', outOfForceFrom: '2026-09-01' } }] });
  });

  test('by carline and version, with the names of the catalogue', async () => {
    const offer = await world.asSystem({}, async (ctx) => {
      const product = await ctx.tx.row<{ id: string }>(sql`select p.id from pricing.financial_products p where p.code = 'CC'`);
      const yaris = await ctx.tx.row<{ carline_id: string }>(sql`select v.carline_id from vehicles.v_versions v where v.version_id = ${showroom.versionId}`);
      const cut = { validFrom: '2026-11-01', validTo: '2026-11-24', nodeId: world.node('DLR001'), kinds: null, makes: null, fuels: null, maxAgeMonths: null, maxMileageKm: null, minDepositPpm: 0, commissionPpm: 0, terms: [{ months: 36, nominalRatePpm: 1 }] };
      const id = await addOffer(ctx, { ...cut, code: 'YC', name: 'Solo Yaris', productId: product.id, carlineIds: [yaris.carline_id], versionIds: [showroom.versionId] });
      await expect(addOffer(ctx, { ...cut, code: 'YX', name: 'x', productId: product.id, carlineIds: [nobody] })).rejects.toMatchObject({ code: 'invalid_input' });
      return id;
    });
    expect(await why('seller1', offer, { stockId: showroom.newCar })).toMatchObject({ applies: true, because: ['version', 'carline', 'dealer'] });
    expect(await why('seller1', offer, { stockId: showroom.usedCar })).toMatchObject({
      against: [
        { code: 'carline_excluded', values: { asked: 'Fiat Pandina', allowed: ['Toyota Yaris Cross'] } },
        { code: 'version_excluded', values: { asked: 'Fiat Pandina 1.0 Hybrid 70 CV', allowed: ['Toyota Yaris Cross 1.5 Hybrid Active'] } },
      ],
    });
    await world.asSystem({}, (ctx) => endOffer(ctx, offer, 1, '2026-11-02'));
  });

  test('an offer of another dealer or tenant is not there at all', async () => {
    expect(await why('seller1', neighboursOffer, { stockId: showroom.newCar })).toEqual({ status: 404, code: 'not_found' });
    expect(await why('altSeller', ownOffer, { stockId: showroom.newCar })).toEqual({ status: 404, code: 'not_found' });
    expect(await why('seller1', ownOffer, { stockId: showroom.newCar, channel: 'broker' })).toEqual({ status: 422, code: 'channel_not_open' });
    expect(await why('seller1', ownOffer, { stockId: showroom.otherCar })).toEqual({ status: 422, code: 'vehicle_not_available' });
  });
});

describe('the conditions of one offer', () => {
  const ask = (name: PersonName, offerId: string, vehicle: VehicleRef, version = 1) => world.context(name, {}, (ctx) => getOfferConditions(ctx, { offerId, version, vehicle }));

  test.each<[string, () => [PersonName, string, VehicleRef, number?], string, string | undefined]>([
    ['ended', () => ['seller1', showroom.endedOffer, { kind: 'stock', stockId: showroom.newCar }], 'offer_not_in_force', undefined],
    ['of another version', () => ['seller1', showroom.levelOffer, { kind: 'stock', stockId: showroom.newCar }, 2], 'offer_not_in_force', undefined],
    ['for other kinds', () => ['seller1', showroom.usedOffer, { kind: 'stock', stockId: showroom.newCar }], 'offer_not_for_vehicle', 'kind_excluded'],
    ['for another make', () => ['seller1', ownOffer, { kind: 'stock', stockId: showroom.usedCar }], 'offer_not_for_vehicle', 'make_excluded'],
    ['of another dealer', () => ['seller1', neighboursOffer, { kind: 'stock', stockId: showroom.newCar }], 'offer_not_in_force', undefined],
    ['on a sold car', () => ['seller1', showroom.levelOffer, { kind: 'stock', stockId: showroom.soldCar }], 'vehicle_not_available', undefined],
    ['on another dealer’s car', () => ['seller1', showroom.levelOffer, { kind: 'stock', stockId: showroom.otherCar }], 'vehicle_not_available', undefined],
  ])('%s', async (_, choice, refusal, reason) => {
    const answer = await ask(...choice());
    expect(answer).toMatchObject({ ok: false, refusal, ...(reason === undefined ? {} : { details: { reason } }) });
  });
});

describe('who sees which offers', () => {
  const listed = async (name: PersonName) => {
    const { body } = await http.call(await as(name), listOffersRoute, { query: { limit: 200 } });
    return (body as { items: OfferListItem[] }).items;
  };

  test('a dealer’s own offers stay with the dealer; those above see all of theirs', async () => {
    expect((await listed('seller1')).map((offer) => offer.code).toSorted()).toEqual(['AZ', 'CC', 'CE', 'CU', 'D1', 'ON', 'SL', 'YC']);
    expect((await listed('seller3')).map((offer) => offer.code).toSorted()).toEqual(['AZ', 'CC', 'CE', 'CU', 'D2', 'ON', 'SL']);
    expect((await listed('pricingManager')).map((offer) => offer.code).toSorted()).toEqual(['AZ', 'CC', 'CE', 'CU', 'D1', 'D2', 'ON', 'SL', 'YC']);
  });

  test('without the application’s own filter the database shows no more, terms included', async () => {
    for (const name of ['seller1', 'seller3', 'dealerManager', 'pricingManager', 'altSeller'] as const) {
      const bare = await world.context(name, {}, (ctx) =>
        ctx.tx.row<{ offers: string[]; terms: number }>(sql`
          select (select coalesce(array_agg(o.code order by o.code), '{}') from pricing.offers o) as offers,
            (select count(distinct t.offer_id) from pricing.offer_terms t) as terms`),
      );
      const own = name === 'altSeller' ? [] : (await listed(name)).map((offer) => offer.code).toSorted();
      expect([name, bare.offers, bare.terms]).toEqual([name, own, own.length]);
    }
  });

  test('one offer with its fees and versions; the neighbour’s is not found', async () => {
    const own = await http.call(await as('seller1'), getOfferRoute, { params: { id: showroom.balloonOffer }, query: {} });
    expect(own.status).toBe(200);
    expect((own.body as OfferDetail).charges.map((charge) => charge.kind)).toEqual(['arrangementFee', 'collectionFee']);
    expect((own.body as OfferDetail).versions).toEqual([{ version: 1, validFrom: '2026-01-01', validTo: null, withdrawn: null }]);
    for (const [id, query] of [[neighboursOffer, {}], [nobody, {}], [showroom.balloonOffer, { version: 2 }]] as const) {
      expect((await http.call(await as('seller1'), getOfferRoute, { params: { id }, query })).status).toBe(404);
    }
  });

  test('the last day shown is the day before the first out of force', async () => {
    expect((await listed('seller1')).find((offer) => offer.code === 'D1')).toMatchObject({ status: 'inForce', validTo: '2026-11-30' });
    expect((await listed('seller1')).find((offer) => offer.code === 'CE')).toMatchObject({ status: 'ended', validTo: '2026-08-31' });
  });

  test('the commission travels only to those who may see margins', async () => {
    for (const name of ['seller1', 'pricingManager', 'dealerManager', 'areaManager'] as const) {
      const { actor } = await world.session(name);
      const [offer] = await listed(name);
      expect([name, offer?.commission !== null]).toEqual([name, actor.privileges.has('pricing.margin.read')]);
    }
  });
});

describe('ending an offer', () => {
  test('is refused to a dealer for the company’s offers, and leaves them as they were', async () => {
    await expect(world.context('dealerManager', {}, (ctx) => endOffer(ctx, showroom.levelOffer, 1, '2026-12-01'))).rejects.toMatchObject({ code: 'not_found' });
    const touched = await world.context('dealerManager', {}, (ctx) => ctx.tx.run(sql`update pricing.offers set valid_to = '2026-12-01' where valid_to >= '2026-12-01'`));
    expect(touched).toBe(1);
  });

  test('works below one’s own node and is audited', async () => {
    await world.context('pricingManager', {}, (ctx) => endOffer(ctx, showroom.usedOffer, 1, '2026-11-23'));
    expect(await codes('seller1', { stockId: showroom.usedCar })).toEqual([]);
    const audits = await db.current.database.asOwner((tx) => tx.rows(sql`select e.object_id from platform.audit_events e where e.action = 'pricing.offer.end' and e.object_id = ${showroom.usedOffer}`));
    expect(audits).toHaveLength(1);
  });

  test('nobody adds an offer above his own node', async () => {
    const product = await db.current.database.asOwner((tx) => tx.row<{ id: string }>(sql`select p.id from pricing.financial_products p where p.code = 'DD'`));
    const offer = { code: 'XX', name: 'x', productId: product.id, validFrom: '2026-11-01', validTo: null, kinds: null, makes: null, fuels: null, maxAgeMonths: null, maxMileageKm: null, minDepositPpm: 0, commissionPpm: 0, terms: [] };
    for (const code of ['TST', 'DLR002']) {
      await expect(world.context('dealerManager', {}, (ctx) => addOffer(ctx, { ...offer, nodeId: world.node(code) }))).rejects.toMatchObject({ name: 'DeedRefused' });
    }
  });
});
