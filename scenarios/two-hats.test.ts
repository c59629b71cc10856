/**
 * One human, two personalities: a seller of the second dealer who is also a customer of the house. Neither side sees anything of
 * the other: lists, objects, search, counts, notifications, saved views, circulars, files, live events, repeated requests.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { notify } from '#communications';
import { listNotifications } from '#communications/api';
import { addViewRoute, meRoute, switchPersonalityRoute } from '#identity/api';
import { applicableOffersRoute, type OfferConditions } from '#pricing/api';
import { getQuoteRoute, printQuoteRoute, type Quote } from '#quoting/api';
import type { RouteContract } from '#platform/contract';
import { sql } from '#platform/sql';
import { allRoutes } from '../server/main.ts';
import { useTestDatabase } from '../server/testing/database.ts';
import { createTestHttp, type TestHttp } from '../server/testing/http.ts';
import { include, publishAs } from '../server/testing/news-desk.ts';
import { quoteChoice } from '../server/testing/quote-request.ts';
import { savedQuote } from '../server/testing/saved-quote.ts';
import { createShowroom } from '../server/testing/showroom.ts';
import { createWorld, worldNow, type SignedIn, type World } from '../server/testing/world.ts';
import { say } from '../server/testing/say.ts';
import { testFolder } from '../server/testing/test-folder.ts';

const db = useTestDatabase();
const folder = testFolder('hats');
const routes = allRoutes({ auditKeyFile: join(folder, 'audit.key'), dataDir: folder }, { version: 'test', demo: false, demoPassword: null, demoAccounts: [] });
let world: World;
let http: TestHttp;
let seller: SignedIn;
let customer: SignedIn;
let quote: Quote;

beforeAll(async () => {
  world = await createWorld(db.current.database);
  http = await createTestHttp(db.current.database, routes, () => worldNow);
  const showroom = await createShowroom(world);
  seller = await world.signIn('twoHats', { now: worldNow });
  customer = await world.signIn('twoHats', { now: worldNow, personalityId: world.customerHat });
  const offers = (await http.call(seller, applicableOffersRoute, { query: { stockId: showroom.otherCar } })).body as { items: OfferConditions[] };
  const offer = offers.items.find((one) => one.product.plan === 'level');
  if (offer === undefined) throw new Error('no offer');
  const input = quoteChoice({ vehicle: { kind: 'stock', stockId: showroom.otherCar }, priceCents: 2_850_000, discountCents: 0, tradeInCents: 0, depositCents: 500_000, offerId: offer.offerId, offerVersion: offer.offerVersion, termMonths: 48, balloonCents: null, kmPerYear: null, serviceCodes: [] });
  quote = await savedQuote(http, seller, [input], '2026-11-23', { reference: 'DAVENDITORE preventivo' });
  await http.call(seller, addViewRoute, { body: { list: 'quotes', name: 'DAVENDITORE vista', query: {}, shared: false } });
  const { accountId, personalityId } = world.person('twoHats');
  const tell = (to: string, words: string) =>
    world.asSystem({}, (ctx) => notify(ctx, { addressees: [{ personalityId: to, accountId, nodeId: world.node('DLR002-S1') }], kind: 'test.told', facts: { words }, link: '/', source: words }));
  await tell(personalityId, 'DAVENDITORE avviso');
  await tell(world.customerHat, 'DACLIENTE avviso');
  await publishAs(world, 'areaManager', [include(world.node('DLR002'), 'seller')], { titleIt: 'DAVENDITORE circolare' });
  await publishAs(world, 'pricingManager', [include(world.node('TST'), 'customer')], { titleIt: 'DACLIENTE notizia' });
});
afterAll(() => http.close());

/** Every reading route, by name of every id that exists, as one of the two. */
async function readEverything(who: SignedIn, ids: readonly string[]): Promise<string[]> {
  const read: string[] = [];
  const answers = async (contract: RouteContract, request: { params?: unknown; query?: unknown }) => {
    const answer = await http.call(who, contract, request);
    if (answer.status === 200) read.push(`${contract.path} ${answer.bytes.toString('utf8')}`);
  };
  const rest: Record<string, unknown> = { version: 1, revision: 1, tree: 'sales', size: 'thumb', key: 'stock' };
  for (const { contract } of routes.filter((route) => route.contract.method === 'GET')) {
    const names = Object.keys(contract.params?.shape ?? {});
    const query = contract.path === '/api/identity/views' ? { list: 'quotes' } : {};
    if (names.length === 0) await answers(contract, { query });
    else for (const id of ids) await answers(contract, { query, params: Object.fromEntries(names.map((name) => [name, rest[name] ?? id])) });
  }
  return read;
}

async function everyId(): Promise<string[]> {
  return db.current.database.asOwner(async (tx) =>
    (await tx.rows<{ id: string }>(sql`
      select q.id::text as id from quoting.quotes q union all select s.id::text from vehicles.stock_vehicles s union all select v.item_id::text from news.versions v
      union all select n.id::text from communications.notifications n union all select w.id::text from identity.saved_views w`)).map((row) => row.id));
}

describe('nothing passes', () => {
  test.each([['customer', 'DAVENDITORE', 'DACLIENTE'], ['seller', 'DACLIENTE', 'DAVENDITORE']] as const)('to the %s', async (side, foreign, own) => {
    const read = await readEverything(side === 'customer' ? customer : seller, await everyId());
    expect(read.filter((answer) => answer.includes(foreign)).map((answer) => answer.slice(0, 200))).toEqual([]);
    // What is one's own is there, so that silence means something.
    expect(read.filter((answer) => answer.includes(own)).length).toBeGreaterThan(side === 'customer' ? 1 : 3);
    say(`${side}: ${read.length} answers read`);
  });

  test('by name: the quote, its paper, the car, the stock', async () => {
    expect((await http.call(seller, getQuoteRoute, { params: { id: quote.id } })).status).toBe(200);
    expect((await http.call(customer, getQuoteRoute, { params: { id: quote.id } })).status).toBe(403);
    expect((await http.call(customer, printQuoteRoute, { params: { id: quote.id }, query: {} })).status).toBe(403);
  });

  test('by count: each counts what it was told itself', async () => {
    for (const who of [seller, customer]) {
      const { items, unread } = (await http.call(who, listNotifications, { query: {} })).body as { items: unknown[]; unread: number };
      expect([items.length, unread]).toEqual([1, 1]);
    }
  });

  test('by repeating a request: the other’s answer is not given out', async () => {
    const request = { body: { list: 'stock', name: 'Stesso nome', query: {}, shared: false } };
    const headers = { 'idempotency-key': 'the-very-same-key' };
    const first = await http.call(seller, addViewRoute, request, { headers });
    expect(first.status).toBe(200);
    expect((await http.call(seller, addViewRoute, request, { headers })).body).toEqual(first.body);
    const second = await http.call(customer, addViewRoute, request, { headers });
    expect(second.body).toMatchObject({ code: 'idempotency_key_reused' });
  });

  test('behind the program’s conditions either: row-level security is by personality and place', async () => {
    const seen = (personalityId: string, scope: number) =>
      db.current.database.transaction({ tenantId: world.tenantId, scopeNodeId: scope, reachNodeId: scope === 0 ? 0 : world.node('DLR002'), accountId: world.person('twoHats').accountId, personalityId }, (tx) =>
        tx.row<{ quotes: number; told: number; views: number }>(sql`select (select count(*) from quoting.quotes) as quotes, (select count(*) from communications.notifications) as told, (select count(*) from identity.saved_views) as views`));
    expect(await seen(world.customerHat, 0)).toMatchObject({ quotes: 0, told: 1, views: 0 });
    expect(await seen(world.person('twoHats').personalityId, world.node('DLR002-S1'))).toMatchObject({ quotes: 1, told: 1 });
  });
});

test('the old session is worth nothing once the other hat is on', async () => {
  const again = await world.signIn('twoHats', { now: worldNow });
  const switched = await http.call(again, switchPersonalityRoute, { body: { personalityId: world.customerHat } });
  expect(switched.status).toBe(200);
  expect((await http.call(again, meRoute, {})).status).toBe(401);
});
