/** What must be read before selling, when somebody stands in for the absent: nobody reads for another. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '#platform/context';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../testing/http.ts';
import { include, publishAs } from '../../testing/news-desk.ts';
import { createWorld, worldNow, type PersonName, type World } from '../../testing/world.ts';
import { confirmNewsRoute, newsBadgeRoute, receiptsByAreaRoute } from './api.ts';
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
