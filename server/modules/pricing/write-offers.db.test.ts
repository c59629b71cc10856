import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../testing/http.ts';
import { createShowroom, type Showroom } from '../../testing/showroom.ts';
import { createWorld, worldNow, type PersonName, type World } from '../../testing/world.ts';
import { addProduct, addService } from './add-offers.ts';
import { applicableOffersRoute, checkOfferRoute, createOfferRoute, endOfferRoute, getOfferRoute, listOfferPlacesRoute, listOffersRoute, listProductsRoute, supersedeOfferRoute, type NewOfferInput, type OfferDetail, type OfferListItem } from './api.ts';
import { pricingRoutes } from './http.ts';

const db = useTestDatabase();
let world: World;
let showroom: Showroom;
let http: TestHttp;
let classic = '';
let lease = '';

beforeAll(async () => {
  world = await createWorld(db.current.database);
  showroom = await createShowroom(world);
  await world.asSystem({}, async (ctx) => {
    const fees = [{ kind: 'arrangementFee', at: 'start', ratePpm: 20_000, base: 'amount-financed', financed: true, inTaeg: true, optional: false }] as const;
    const limits = { minFinancedCents: 400_000, maxFinancedCents: 7_500_000, substituteTax: null, stampDuty: null, charges: [...fees] };
    classic = await addProduct(ctx, { ...limits, code: 'CN', name: { it: 'Credito Nuovo', en: 'New Credit' }, plan: 'level', balloonAt: null });
    lease = await addProduct(ctx, {
      ...limits, minFinancedCents: 1_000_000, code: 'LS', name: { it: 'Leasing', en: 'Lease' }, plan: 'lease', balloonAt: null, lease: { vatRatePpm: 220_000, mode: 'advance', optionMinPpm: 10_000, optionMaxPpm: 300_000 },
      charges: [{ kind: 'arrangementFee', at: 'start', cents: 30_000, financed: false, inTaeg: true, optional: false, taxed: true }],
    });
  });
  http = await createTestHttp(db.current.database, pricingRoutes, () => worldNow);
});
afterAll(() => http.close());

const as = (name: PersonName) => world.signIn(name, { now: worldNow });
let codes = 0;
function offer(changes: Partial<NewOfferInput> = {}): NewOfferInput {
  codes += 1;
  return {
    code: `N-${codes}`, name: 'Nuova', productId: classic, nodeId: world.node('TST'), validFrom: '2026-11-23', validTo: null, kinds: ['new'], makes: null, carlineIds: null, versionIds: null, fuels: null,
    channels: null, customerTypes: null, minAgeMonths: null, maxAgeMonths: null, minMileageKm: null, maxMileageKm: null, minDepositPpm: 0, commissionPpm: 0, terms: [{ months: 36, nominalRatePpm: 39_900 }], ...changes,
  };
}
const write = async (body: NewOfferInput, name: PersonName = 'pricingManager') => {
  const { status, body: answer } = await http.call(await as(name), createOfferRoute, { body });
  const { code, detail, offerId } = answer as { code: string; detail: string; offerId: string };
  return { status, code, detail, offerId };
};
const sold = async (name: PersonName = 'seller1') => {
  const { body } = await http.call(await as(name), applicableOffersRoute, { query: { stockId: showroom.newCar, customerType: 'company' } });
  return (body as { items: { code: string; offerVersion: number }[] }).items.map(({ code, offerVersion }) => `${code} ${offerVersion}`);
};
const written = () => world.asSystem({}, async (ctx) => (await ctx.tx.row<{ n: number }>(sql`select count(*)::int as n from pricing.offers`)).n);

describe('a new offer', () => {
  test('is sold by the next request, audited and told', async () => {
    const body = offer({ code: 'NUOVA', makes: ['Toyota'], validTo: '2026-12-31' });
    const { status, offerId } = await write(body);
    expect([status, await sold()]).toEqual([200, expect.arrayContaining(['NUOVA 1'])]);
    const { body: detail } = await http.call(await as('pricingManager'), getOfferRoute, { params: { id: offerId }, query: {} });
    expect(detail as OfferDetail).toMatchObject({ validTo: '2026-12-31', makes: ['Toyota'], scope: { productId: classic, nodeId: world.node('TST'), carlines: [], versions: [] } });
    const left = await db.current.database.asOwner(async (tx) => ({
      audit: await tx.rows(sql`select a.action from platform.audit_events a where a.object_id = ${offerId}`),
      events: await tx.rows(sql`select e.kind from platform.outbox e where e.payload ->> 'offerId' = ${offerId}`),
    }));
    expect(left).toEqual({ audit: [{ action: 'pricing.offer.add' }], events: [{ kind: 'pricing.offer-added' }] });
  });

  test.each<[string, () => Partial<NewOfferInput>, string]>([
    ['a first day that is past', () => ({ validFrom: '2026-11-22' }), 'starts_in_the_past'],
    ['a last day before the first', () => ({ validTo: '2026-11-22' }), 'ends_before_it_starts'],
    ['a code that another offer has', () => ({ code: 'CC' }), 'code_taken'],
    ['a product nobody knows', () => ({ productId: showroom.levelOffer }), 'product_unknown'],
    ['a make nobody sells', () => ({ makes: ['Toyota', 'Trabant'] }), 'make_unknown'],
    ['a carline nobody sells', () => ({ carlineIds: [showroom.levelOffer] }), 'carline_unknown'],
    ['a version nobody sells', () => ({ versionIds: [showroom.levelOffer] }), 'version_unknown'],
    ['a part of the network of another tenant', () => ({ nodeId: world.node('ALT-DLR001') }), 'place_not_yours'],
    ['a branch', () => ({ nodeId: world.node('DLR001-B1') }), 'place_not_yours'],
    ['ages upside down', () => ({ minAgeMonths: 13, maxAgeMonths: 12 }), 'ages_upside_down'],
    ['mileages upside down', () => ({ minMileageKm: 2, maxMileageKm: 1 }), 'mileages_upside_down'],
    ['a term written twice', () => ({ terms: [{ months: 36, nominalRatePpm: 1 }, { months: 36, nominalRatePpm: 2 }] }), 'term_twice'],
    ['a lease that does not say for whom', () => ({ productId: lease }), 'lease_customers_missing'],
    ['a quarter without thresholds', () => ({ validFrom: '2027-01-01' }), 'usury_quarter_missing'],
    ['a rate above the threshold', () => ({ terms: [{ months: 36, nominalRatePpm: 39_900 }, { months: 24, nominalRatePpm: 170_000 }] }), 'above_usury_threshold'],
    ['a lease above its threshold, which is another', () => ({ productId: lease, customerTypes: ['company'], terms: [{ months: 24, nominalRatePpm: 130_000 }] }), 'above_usury_threshold'],
  ])('refuses %s by name and writes nothing', async (_, changes, code) => {
    const before = await written();
    expect(await write(offer(changes()))).toMatchObject({ status: 422, code });
    expect(await written()).toBe(before);
  });

  test('a refusal for usury says which term, rate, threshold and quarter', async () => {
    const { detail } = await write(offer({ terms: [{ months: 36, nominalRatePpm: 39_900 }, { months: 24, nominalRatePpm: 170_000 }] }));
    expect(detail).toMatch(/^Sopra la soglia di usura: a 24 mesi, su 4\.000,00 €, il TEG arriva al 2\d,\d\d %.* 2026-Q4 è 18,1\d/);
    expect((await write(offer({ validFrom: '2027-01-01' }))).detail).toContain('2027-Q1');
  });

  test('insurance that secures the credit counts, though it may be declined', async () => {
    const check = async () => {
      const { body } = await http.call(await as('pricingManager'), checkOfferRoute, { body: { productId: classic, terms: [{ months: 24, nominalRatePpm: 84_500 }], validFrom: '2026-11-23', validTo: null } });
      return (body as { worst: { tegPpm: number; thresholdPpm: number; quarter: string; months: number } }).worst;
    };
    const before = await check();
    expect(before).toMatchObject({ quarter: '2026-Q4', months: 24, thresholdPpm: 181_250 });
    await world.asSystem({}, (ctx) => addService(ctx, {
      code: 'SEC', kind: 'insurance', name: { it: 'p', en: 'p' }, description: { it: '', en: '' }, provider: 'x', optional: true, inTaeg: false, financed: true, securesCredit: true, fixedCents: 0, monthlyCents: 590, kinds: null,
    }));
    expect((await check()).tegPpm).toBeGreaterThan(before.tegPpm + 20_000);
  });

  test('a lease for business is written, and only business is offered it', async () => {
    expect(await write(offer({ code: 'LS1', productId: lease, customerTypes: ['soleTrader', 'company'], terms: [{ months: 48, nominalRatePpm: 69_900 }] }))).toMatchObject({ status: 200 });
    expect(await sold()).toContain('LS1 1');
    const { body } = await http.call(await as('seller1'), applicableOffersRoute, { query: { stockId: showroom.newCar } });
    expect((body as { items: { code: string }[] }).items.map(({ code }) => code)).not.toContain('LS1');
  });
});

describe('superseding and ending', () => {
  const next = (version: number, changes: Partial<NewOfferInput> = {}) => {
    const { code: _code, productId: _product, ...rest } = offer(changes);
    return { ...rest, version };
  };
  const supersede = async (id: string, body: ReturnType<typeof next>, name: PersonName = 'pricingManager') => {
    const { status, body: answer } = await http.call(await as(name), supersedeOfferRoute, { params: { id }, body });
    return { status, code: (answer as { code?: string }).code, version: (answer as { version?: number }).version };
  };
  const end = async (id: string, version: number, outOfForceFrom: string, name: PersonName = 'pricingManager') => {
    const { status, body: answer } = await http.call(await as(name), endOfferRoute, { params: { id }, body: { version, outOfForceFrom } });
    return { status, code: (answer as { code?: string }).code };
  };

  test('from a day on, whole, under the same code', async () => {
    const { offerId } = await write(offer({ code: 'VIVA' }));
    expect(await supersede(offerId, next(1, { validFrom: '2026-11-23' }))).toMatchObject({ status: 422, code: 'starts_before_the_last' });
    expect(await supersede(offerId, next(1, { validFrom: '2026-11-25', terms: [{ months: 24, nominalRatePpm: 200_000 }] }))).toMatchObject({ status: 422, code: 'above_usury_threshold' });
    expect(await supersede(offerId, next(1, { validFrom: '2026-11-25', makes: ['Toyota'] }))).toEqual({ status: 200, code: undefined, version: 2 });
    expect(await supersede(offerId, next(1, { validFrom: '2026-11-26' }))).toMatchObject({ status: 409 });
    expect(await sold()).toContain('VIVA 1');
    const on = (today: string) => world.context('pricingManager', { today }, (ctx) => ctx.tx.rows(sql`select o.version from pricing.offers o where o.code = 'VIVA' and o.valid_from <= ${today} and (o.valid_to is null or o.valid_to > ${today})`));
    expect([await on('2026-11-24'), await on('2026-11-25')]).toEqual([[{ version: 1 }], [{ version: 2 }]]);
  });

  test('an end, once, not in the past and not before the beginning', async () => {
    const { offerId } = await write(offer({ code: 'BREVE', validFrom: '2026-11-25' }));
    expect(await end(offerId, 1, '2026-11-22')).toEqual({ status: 422, code: 'ends_in_the_past' });
    expect(await end(offerId, 1, '2026-11-25')).toEqual({ status: 422, code: 'ends_before_it_starts' });
    expect(await end(offerId, 2, '2026-11-27')).toMatchObject({ status: 409 });
    expect(await end(offerId, 1, '2026-11-27')).toMatchObject({ status: 200 });
    expect(await end(offerId, 1, '2026-11-28')).toEqual({ status: 422, code: 'ends_already' });
  });

  test('only those who make prices write them, and only below themselves', async () => {
    const { offerId } = await write(offer({ code: 'MURO' }));
    for (const name of ['seller1', 'dealerManager', 'areaManager', 'districtManager', 'systemAdministrator', 'creditOperator', 'altManager', 'altAdministrator'] as const) {
      expect(await write(offer(), name)).toMatchObject({ status: 403 });
      expect(await supersede(offerId, next(1, { validFrom: '2026-11-25' }), name)).toMatchObject({ status: 403 });
      expect(await end(offerId, 1, '2026-11-25', name)).toMatchObject({ status: 403 });
    }
    // Past the door: the walls of the database stand for themselves.
    await expect(world.context('dealerManager', {}, (ctx) => ctx.tx.run(sql`
      insert into pricing.offers (tenant_id, id, version, code, name, product_id, valid_from, node_id, min_deposit_ppm, commission_ppm)
      values (1, '00000000-0000-7000-8000-000000000009', 1, 'W', 'w', ${classic}, '2026-11-23', ${world.node('TST')}, 0, 0)`))).rejects.toMatchObject({ code: '42501' });
    expect(await world.context('dealerManager', {}, (ctx) => ctx.tx.run(sql`update pricing.offers set valid_to = '2026-11-25' where id = ${offerId}`))).toBe(0);
    expect(await world.context('altManager', {}, (ctx) => ctx.tx.rows(sql`select p.id from pricing.service_packages p`))).toEqual([]);
    expect(await world.context('altManager', {}, (ctx) => ctx.tx.rows(sql`select c.number from pricing.offer_changes c`))).toEqual([]);
    expect(await world.context('altManager', {}, (ctx) => ctx.tx.rows(sql`select o.id from pricing.offers_to_index_again(${[offerId]}::uuid[]) o`))).toEqual([]);
    await expect(world.context('seller1', {}, (ctx) => ctx.tx.run(sql`select pricing.record_offer_change(1, '{}')`))).rejects.toMatchObject({ code: '42501' });
  });
});

test('products and places to choose from', async () => {
  const manager = await as('pricingManager');
  const products = (await http.call(manager, listProductsRoute, {})).body as { items: { code: string; plan: string }[] };
  expect(products.items.map(({ code, plan }) => `${code} ${plan}`)).toEqual(['CC level', 'CN level', 'LS lease', 'SL balloon']);
  const places = async (text?: string) => ((await http.call(manager, listOfferPlacesRoute, { query: { text } })).body as { items: { nodeId: number; kind: string }[] }).items;
  expect((await places()).map(({ kind }) => kind)).toEqual(['company', 'district', 'region', 'dealer', 'dealer']);
  expect(await places('dlr002')).toEqual([{ nodeId: world.node('DLR002'), name: 'Nodo DLR002', kind: 'dealer' }]);
});

test('the list by make and plan', async () => {
  const list = async (query: object) => {
    const { body } = await http.call(await as('pricingManager'), listOffersRoute, { query: { limit: 100, status: 'inForce', ...query } });
    return (body as { items: OfferListItem[] }).items.map(({ code }) => code);
  };
  expect(await list({ plan: 'lease' })).toEqual(['LS1']);
  expect(await list({ plan: 'balloon' })).toEqual(['SL']);
  expect(await list({ make: 'Toyota' })).toEqual(expect.arrayContaining(['NUOVA', 'CC']));
  const fiat = await list({ make: 'Fiat' });
  expect([fiat.includes('NUOVA'), fiat.includes('CC')]).toEqual([false, true]);
});
