/** What must be read before selling, when somebody stands in for the absent: nobody reads for another. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '#platform/context';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../testing/http.ts';
import { exclude, include, publishAs } from '../../testing/news-desk.ts';
import { altPeople, createWorld, tstPeople, worldNow, type PersonName, type World } from '../../testing/world.ts';
import { confirmNewsRoute, newsBadgeRoute, receiptsByAreaRoute } from './api.ts';
import { actingPerson, inForce, reaches } from './audience.ts';
import { newsRoutes } from './http.ts';
import { confirmNews } from './read-news.ts';
import { findClosedGate } from './reading-gate.ts';

const db = useTestDatabase();
let world: World;
let http: TestHttp;

beforeAll(async () => {
  world = await createWorld(db.current.database);
  http = await createTestHttp(db.current.database, newsRoutes, () => worldNow);
});
afterAll(() => http.close());

const closed = (ctx: Context) => findClosedGate(ctx, 'selling');
const asHimself = (who: PersonName) => world.context(who, {}, closed);

/** In the place of seller1, who is away. */
function inHisPlace<T>(who: PersonName, work: (ctx: Context) => Promise<T>): Promise<T> {
  const { accountId } = world.person(who);
  const onBehalfOf = { accountId: world.person('seller1').accountId, displayName: 'Persona seller1', delegationId: '00000000-0000-7000-8000-0000000000de', amountLimitCents: null };
  return world.context('seller1', {}, async (ctx) => {
    await ctx.tx.run(sql`select set_config('volano.account_id', ${accountId}, true)`);
    return work({ ...ctx, actor: { ...ctx.actor, accountId, onBehalfOf } });
  });
}

test('whoever stands in reads for himself: the absent finds it unread, and who has confirmed as himself may sell in his place', async () => {
  const id = await publishAs(world, 'pricingManager', [include(world.node('REG-01'), 'seller')], { mustConfirm: true, gates: ['selling'] });
  const params = { id, version: 1 };
  const confirmed = async () => ((await http.call(await world.signIn('areaManager', { now: worldNow }), receiptsByAreaRoute, { params, query: {} })).body as { total: object }).total;
  expect(await inHisPlace('dealerManager', closed)).toMatchObject({ itemId: id });
  expect(await inHisPlace('dealerManager', (ctx) => confirmNews(ctx, id, 1, '192.0.2.0/24'))).toMatchObject({ ok: true });
  expect(await inHisPlace('dealerManager', closed)).toBeUndefined();
  expect(await asHimself('seller1')).toMatchObject({ itemId: id });
  expect((await http.call(await world.signIn('seller1', { now: worldNow }), newsBadgeRoute, {})).body).toEqual({ unread: 1, toConfirm: 1 });
  expect(await confirmed()).toMatchObject({ seen: 0, confirmed: 0 });
  // Another colleague, who is addressed too.
  expect(await inHisPlace('seller2', closed)).toMatchObject({ itemId: id });
  await http.call(await world.signIn('seller2', { now: worldNow }), confirmNewsRoute, { params });
  expect(await inHisPlace('seller2', closed)).toBeUndefined();
  await http.call(await world.signIn('seller1', { now: worldNow }), confirmNewsRoute, { params });
  expect(await asHimself('seller1')).toBeUndefined();
  expect(await confirmed()).toMatchObject({ seen: 2, confirmed: 2 });
});

/** The same asked of the tables, through every policy: what the audience of the lists says, and no receipt of one's own. */
async function plainlyClosed(ctx: Context): Promise<string | undefined> {
  const found = await ctx.tx.maybeRow<{ id: string }>(sql`
    select v.item_id as id from news.versions v join ${actingPerson(ctx)}
    where v.tenant_id = ${ctx.tenant.id} and ${inForce(ctx)} and v.gates @> array['selling'] and ${reaches} and not exists (
      select from news.receipts r where r.tenant_id = v.tenant_id and r.item_id = v.item_id and r.version = v.version
        and r.account_id = ${ctx.actor.accountId} and r.personality_id = ${ctx.actor.personalityId} and r.confirmed_at is not null)
    order by v.published_at, v.item_id limit 1`);
  return found?.id;
}

test('the gate is closed to those whom the lists say, for every person and every kind of audience', async () => {
  const must = { mustConfirm: true, gates: ['selling' as const] };
  const [company, region, dealer] = [world.node('TST'), world.node('REG-01'), world.node('DLR001')];
  const audiences = [
    [include(region, null, world.person('seller3').personalityId)],
    [include(dealer, 'dealerManager'), include(company, 'customer')],
    [include(region), exclude(dealer)],
    [include(company), exclude(company, 'seller'), exclude(company, null, world.person('headOfCredit').personalityId)],
  ];
  const people = [...Object.keys(tstPeople), ...Object.keys(altPeople)] as PersonName[];
  const gates = new Set<string | undefined>();
  for (const audience of [...audiences, [include(dealer, 'seller')]]) {
    const holdsLater = audience[0]?.profile === 'seller';
    const id = await publishAs(world, 'pricingManager', audience, { ...must, ...(holdsLater ? { validFrom: '2026-11-24' } : {}) });
    let reader: PersonName | undefined;
    for (const who of people) {
      const own = await world.context(who, {}, async (ctx) => ({ gate: (await closed(ctx))?.itemId, plain: await plainlyClosed(ctx) }));
      expect(own.gate, who).toBe(own.plain);
      gates.add(own.gate);
      if (own.gate === id) reader ??= who;
    }
    // One of those who met it confirms, and goes on to the next.
    if (reader !== undefined) await world.context(reader, {}, (ctx) => confirmNews(ctx, id, 1, '192.0.2.0/24'));
  }
  // Some are let through, and different items close the gate to different people.
  expect(gates.has(undefined)).toBe(true);
  expect(gates.size).toBeGreaterThan(3);
});
