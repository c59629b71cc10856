import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type Database } from '#platform/db';
import { sql, type SqlFragment } from '#platform/sql';
import { useTestDatabase } from '../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../testing/http.ts';
import { createShowroom, type Showroom } from '../../testing/showroom.ts';
import { createWorld, worldNow, type PersonName, type World } from '../../testing/world.ts';
import { addOffer, endOffer } from './add-offers.ts';
import { getOfferRoute, listOffersRoute, type OfferDetail, type OfferListItem } from './api.ts';
import { applicableOffers, getOfferConditions } from './applicable-offers.ts';
import { pricingRoutes } from './http.ts';
import { supersedeOffer, type Supersession } from './supersede-offer.ts';

const db = useTestDatabase();
let world: World;
let showroom: Showroom;
let http: TestHttp;
let other: Database;

beforeAll(async () => {
  world = await createWorld(db.current.database);
  showroom = await createShowroom(world);
  http = await createTestHttp(db.current.database, pricingRoutes, () => worldNow);
  other = createDatabase(db.current.url, { maxConnections: 2 });
});
afterAll(async () => {
  await http.close();
  await other.close();
});

const newCar = () => ({ kind: 'stock', stockId: showroom.newCar }) as const;
const supersede = (input: Partial<Supersession>, who: PersonName | 'system' = 'system', today = '2026-11-23') => {
  const full = { offerId: showroom.levelOffer, version: 1, validFrom: '2026-12-01', changes: {}, ...input };
  const work = (ctx: Parameters<typeof supersedeOffer>[0]) => supersedeOffer(ctx, full);
  return who === 'system' ? world.asSystem({ today }, work) : world.context(who, { today }, work);
};
const offered = (today: string, who: PersonName = 'seller1') =>
  world.context(who, { today }, async (ctx) => {
    const offers = await applicableOffers(ctx, newCar());
    return offers.ok ? offers.value.map((offer) => `${offer.code} ${offer.offerVersion} ${offer.terms[0]?.nominalRatePpm}`) : [];
  });
const conditions = (version: number, today: string) => world.context('seller1', { today }, (ctx) => getOfferConditions(ctx, { offerId: showroom.levelOffer, version, vehicle: newCar() }));
const asApplication = (statement: SqlFragment) => world.asSystem({}, (ctx) => ctx.tx.run(statement));

describe('a new version', () => {
  test('takes over from its day, and nothing of the old one changes', async () => {
    const before = await conditions(1, '2026-11-23');
    if (!before.ok) throw new Error(before.refusal);
    const rate = before.value.conditions.terms[0]?.nominalRatePpm ?? 0;
    expect(await supersede({ changes: { name: 'Nuova', terms: before.value.conditions.terms.map((term) => ({ ...term, nominalRatePpm: term.nominalRatePpm - 10_000 })) } })).toEqual({ ok: true, value: { version: 2 } });
    expect(await offered('2026-11-30')).toContain(`CC 1 ${rate}`);
    expect(await offered('2026-12-01')).toContain(`CC 2 ${rate - 10_000}`);
    const after = await conditions(1, '2026-11-30');
    expect(after.ok && after.value.conditions).toEqual({ ...before.value.conditions, validTo: '2026-11-30' });
  });

  test('closes the old one to new quotes, by name, and is closed itself before its day', async () => {
    expect(await conditions(1, '2026-12-01')).toMatchObject({ ok: false, refusal: 'offer_not_in_force', details: { reason: 'no_longer_in_force', code: 'CC', version: 1 } });
    expect(await conditions(2, '2026-11-30')).toMatchObject({ ok: false, refusal: 'offer_not_in_force', details: { reason: 'not_yet_in_force' } });
    expect((await conditions(2, '2026-12-01')).ok).toBe(true);
  });

  test('leaves the old one to be read, and the list shows the offer once', async () => {
    const seller = await world.signIn('seller1', { now: worldNow });
    const old = await http.call(seller, getOfferRoute, { params: { id: showroom.levelOffer }, query: { version: 1 } });
    expect((old.body as OfferDetail).versions).toEqual([{ version: 2, validFrom: '2026-12-01', validTo: null, withdrawn: null }, { version: 1, validFrom: '2026-01-01', validTo: '2026-11-30', withdrawn: null }]);
    const list = async (query: object) => {
      const { body } = await http.call(seller, listOffersRoute, { query });
      return (body as { items: OfferListItem[] }).items.filter((item) => item.code === 'CC').map((item) => [item.version, item.status, item.validTo, item.nextVersionFrom]);
    };
    expect(await list({})).toEqual([[1, 'inForce', '2026-11-30', '2026-12-01']]);
    expect(await list({ status: 'future' })).toEqual([[2, 'future', null, null]]);
    expect(await list({ status: 'ended' })).toEqual([]);
  });

  test('leaves an audit row and tells the network', async () => {
    const found = await db.current.database.asOwner((tx) =>
      tx.row<{ audits: number; events: number }>(sql`
        select (select count(*)::int from platform.audit_events e where e.action = 'pricing.offer.supersede' and e.object_id = ${showroom.levelOffer}) as audits,
          (select count(*)::int from platform.outbox o where o.kind = 'pricing.offer-superseded' and o.payload ->> 'offerId' = ${showroom.levelOffer}) as events`),
    );
    expect(found).toEqual({ audits: 1, events: 1 });
  });

  test.each<[string, Partial<Supersession>, string]>([
    ['in the past', { version: 2, validFrom: '2026-11-22' }, 'starts_in_the_past'],
    ['on the first day of the version before', { version: 2, validFrom: '2026-12-01' }, 'starts_before_the_last'],
  ])('that begins %s is refused', async (_, input, refusal) => {
    expect(await supersede(input)).toMatchObject({ ok: false, refusal });
  });

  test('over one that is not the latest is stale, and a dealer cannot supersede the company’s', async () => {
    await expect(supersede({ version: 1, validFrom: '2027-01-01' })).rejects.toMatchObject({ code: 'stale' });
    await expect(supersede({ version: 2, validFrom: '2027-01-01' }, 'dealerManager')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('of two written at once one is refused, and what is written has no overlap', async () => {
    const outcomes = await Promise.allSettled([supersede({ version: 2, validFrom: '2027-02-01' }), supersede({ version: 2, validFrom: '2027-01-01' })]);
    expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find((outcome) => outcome.status === 'rejected')).toMatchObject({ reason: { code: 'stale' } });
  });

  test('renews an offer that is over, with the days between belonging to nobody', async () => {
    expect(await supersede({ offerId: showroom.endedOffer, validFrom: '2027-03-01' })).toMatchObject({ ok: true });
    const versions = await db.current.database.asOwner((tx) => tx.rows(sql`select o.version, o.valid_from, o.valid_to from pricing.offers o where o.id = ${showroom.endedOffer} order by o.version`));
    expect(versions).toEqual([{ version: 1, valid_from: '2026-01-01', valid_to: '2026-09-01' }, { version: 2, valid_from: '2027-03-01', valid_to: null }]);
  });
});

describe('the database itself', () => {
  const copyOf = (version: number, previous: number | null, previousTo: string | null, from: string, code = 'CU') => sql`
    insert into pricing.offers (tenant_id, id, version, previous_version, previous_valid_to, code, name, product_id, valid_from, node_id, min_deposit_ppm, commission_ppm)
    select o.tenant_id, o.id, ${version}, ${previous}, ${previousTo}, ${code}, o.name, o.product_id, ${from}, o.node_id, 0, 0
    from pricing.offers o where o.id = ${showroom.usedOffer} and o.version = 1`;

  test.each<[string, () => SqlFragment, string]>([
    ['a second version while the first is open', () => copyOf(2, 1, '2026-12-01', '2026-12-01'), 'offers_predecessor_ends'],
    ['a version that names no predecessor', () => copyOf(2, null, null, '2026-12-01'), 'offers_follow_their_predecessor'],
    ['a version that skips one', () => copyOf(3, 1, '2026-12-01', '2026-12-01'), 'offers_follow_their_predecessor'],
    ['a version that begins before the other ends', () => copyOf(2, 1, '2026-12-02', '2026-12-01'), 'offers_versions_do_not_overlap'],
    ['an end taken back', () => sql`update pricing.offers set valid_to = null where id = ${showroom.levelOffer} and version = 1`, 'offers_stay_closed'],
    ['an end moved on', () => sql`update pricing.offers set valid_to = '2026-12-02' where id = ${showroom.levelOffer} and version = 1`, 'offers_stay_closed'],
    ['a rate slipped into a version in force', () => sql`insert into pricing.offer_terms (tenant_id, offer_id, offer_version, months, nominal_rate_ppm) values (1, ${showroom.usedOffer}, 1, 17, 1)`, 'offer_terms_written_with_offer'],
    ['a channel nobody knows', () => sql`insert into pricing.offers (tenant_id, id, version, code, name, product_id, valid_from, node_id, min_deposit_ppm, commission_ppm, channels)
      select o.tenant_id, ${'00000000-0000-7000-8000-000000000001'}, 1, 'ZZ', 'z', o.product_id, o.valid_from, o.node_id, 0, 0, '{fax}' from pricing.offers o where o.id = ${showroom.usedOffer}`, 'offers_channels_known'],
  ])('refuses %s', async (_, statement, constraint) => {
    await expect(asApplication(statement())).rejects.toMatchObject({ constraint });
  });

  test('refuses another code from version to version', async () => {
    await world.asSystem({}, (ctx) => endOffer(ctx, showroom.usedOffer, 1, '2026-12-01'));
    await expect(asApplication(copyOf(2, 1, '2026-12-01', '2026-12-01', 'XX'))).rejects.toMatchObject({ constraint: 'offers_predecessor_ends' });
    expect(await asApplication(copyOf(2, 1, '2026-12-01', '2026-12-01'))).toBe(1);
  });

  test('lets the program change nothing of a version but its end', async () => {
    for (const change of [sql`name = 'x'`, sql`valid_from = '2020-01-01'`, sql`makes = null`, sql`previous_valid_to = null`]) {
      await expect(asApplication(sql`update pricing.offers set ${change}`)).rejects.toMatchObject({ code: '42501' });
    }
    await expect(asApplication(sql`update pricing.offer_terms set nominal_rate_ppm = 0`)).rejects.toMatchObject({ code: '42501' });
    await expect(asApplication(sql`delete from pricing.offers`)).rejects.toMatchObject({ code: '42501' });
  });

  test('moves the successor’s note along when a version is ended earlier', async () => {
    await world.asSystem({}, (ctx) => endOffer(ctx, showroom.levelOffer, 1, '2026-11-28'));
    expect(await offered('2026-11-29')).not.toContainEqual(expect.stringMatching(/^CC /));
    expect(await offered('2026-12-01')).toContainEqual(expect.stringMatching(/^CC 2 /));
  });
});

describe('the offers in memory are those of the database', () => {
  test('after a change acknowledged by another process’s connection', async () => {
    const { frame, tenant, actor } = await world.session('pricingManager');
    for (const day of ['2027-04-01', '2027-03-20', '2027-03-10']) {
      expect(await offered('2027-03-10')).toContainEqual(expect.stringMatching(/^SL /));
      await other.transaction(frame, (tx) => tx.run(sql`update pricing.offers set valid_to = ${day} where tenant_id = ${tenant.id} and id = ${showroom.balloonOffer} and node_id = ${actor.scopeNodeId}`));
    }
    expect(await offered('2027-03-10')).not.toContainEqual(expect.stringMatching(/^SL /));
  });

  test('within the transaction that changes them, and without it once it is taken back', async () => {
    const before = await offered('2026-12-10');
    await expect(
      world.asSystem({ today: '2026-12-10' }, async (ctx) => {
        const product = await ctx.tx.row<{ id: string }>(sql`select p.id from pricing.financial_products p where p.code = 'CC'`);
        await addOffer(ctx, { code: 'NEW', name: 'n', productId: product.id, validFrom: '2026-12-01', validTo: null, nodeId: world.node('TST'), kinds: null, makes: null, fuels: null, maxAgeMonths: null, maxMileageKm: null, minDepositPpm: 0, commissionPpm: 0, terms: [{ months: 36, nominalRatePpm: 1 }] });
        const offers = await applicableOffers(ctx, { kind: 'catalogue', versionId: showroom.versionId });
        expect(offers.ok && offers.value.map((offer) => offer.code)).toContain('NEW');
        expect(await offered('2026-12-10')).toEqual(before);
        throw new Error('taken back');
      }),
    ).rejects.toThrow('taken back');
    expect(await offered('2026-12-10')).toEqual(before);
  });

  test('when the day asked for is before any asked for until then', async () => {
    expect(await offered('2026-11-23')).toContainEqual(expect.stringMatching(/^CC 1 /));
    expect(await offered('2027-06-01')).not.toContainEqual(expect.stringMatching(/^CC 1 /));
    expect(await offered('2026-02-01')).toContainEqual(expect.stringMatching(/^CC 1 /));
  });

  test('and nobody’s but the tenant’s own', async () => {
    const rows = await world.context('altSeller', {}, (ctx) => ctx.tx.rows(sql`select o.id from pricing.offers_to_index('2000-01-01') o`));
    expect(rows).toEqual([]);
    const stamps = await world.context('altSeller', {}, (ctx) => ctx.tx.rows(sql`select s.tenant_id from pricing.offer_stamps s`));
    expect(stamps).toEqual([]);
  });
});
