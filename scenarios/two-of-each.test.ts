/**
 * Two servers and two workers over one database, as on two machines: quotes are saved on both, every manager is told of each once, an
 * open page hears of all of them wherever it hangs, and who signs out on one server is out on the other.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listNotifications, type Notification } from '#communications/api';
import { meRoute, signOutRoute } from '#identity/api';
import { loadConfig } from '#platform/config';
import type { RequestOf, RouteContract } from '#platform/contract';
import { createDatabase, type Database } from '#platform/db';
import { sql } from '#platform/sql';
import { applicableOffersRoute, type OfferConditions } from '#pricing/api';
import { priceQuote, saveQuoteRoute, type Quote } from '#quoting/api';
import { startServer, startWorker, type Running } from '../server/main.ts';
import { useTestDatabase } from '../server/testing/database.ts';
import { addressOf } from '../server/testing/http.ts';
import { quoteChoice, saveBody } from '../server/testing/quote-request.ts';
import { createShowroom, type Showroom } from '../server/testing/showroom.ts';
import { createWorld, type SignedIn, type World } from '../server/testing/world.ts';

const db = useTestDatabase();
const log = pino({ level: 'silent' });
const quotes = 12;
const pools: Database[] = [];
const workers: { close(): Promise<void> }[] = [];
let folder: string;
let servers: readonly [Running, Running];
let world: World;
let showroom: Showroom;

async function call<C extends RouteContract>(server: Running, who: SignedIn, contract: C, request: Partial<RequestOf<C>>): Promise<{ status: number; body: unknown }> {
  const body = (request as { body?: unknown }).body;
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(`${server.url}${addressOf(contract, request)}`, { method: contract.method, headers: { ...who.headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...init });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
}

/** What a live stream was told, and whether the server ended it. */
async function hear(server: Running, who: SignedIn): Promise<{ readonly told: () => string; readonly over: () => boolean }> {
  const answer = await fetch(`${server.url}/api/live`, { headers: who.headers });
  let told = '';
  let over = false;
  void (async () => {
    for await (const chunk of answer.body ?? []) told += Buffer.from(chunk as Uint8Array).toString();
    over = true;
  })().catch(() => (over = true));
  return { told: () => told, over: () => over };
}

beforeAll(async () => {
  world = await createWorld(db.current.database);
  showroom = await createShowroom(world);
  folder = await mkdtemp(join(tmpdir(), 'volano-two-'));
  const own = (): Database => {
    const database = createDatabase(db.current.url);
    pools.push(database);
    return database;
  };
  const config = loadConfig({ VOLANO_DATA: folder, VOLANO_PORT: '0' });
  servers = [await startServer(config, own(), { log, rateFactor: 1000 }), await startServer(config, own(), { log, rateFactor: 1000 })];
  for (let count = 0; count < 2; count += 1) workers.push(await startWorker(config, own(), { log }));
});
afterAll(async () => {
  for (const part of [...workers, ...servers, ...pools]) await part.close();
  await rm(folder, { recursive: true });
});

test('quotes saved on both: each event is carried out once, and heard of on both', async () => {
  const [one, other] = servers;
  const [seller, manager] = [await world.signIn('seller1', { now: new Date() }), await world.signIn('dealerManager', { now: new Date() })];
  const streams = [await hear(one, manager), await hear(other, manager)];
  const offers = (await call(one, seller, applicableOffersRoute, { query: { stockId: showroom.newCar, customerType: 'consumer' } })).body as { today: string; items: OfferConditions[] };
  const offer = offers.items.find(({ offerId }) => offerId === showroom.levelOffer) as OfferConditions;
  const input = quoteChoice({
    vehicle: { kind: 'stock', stockId: showroom.newCar }, priceCents: 2_890_000, discountCents: 150_000, tradeInCents: 0, depositCents: 300_000,
    offerId: offer.offerId, offerVersion: offer.offerVersion, termMonths: 48, balloonCents: null, kmPerYear: null, serviceCodes: [],
  });
  const priced = priceQuote(input, offer, offers.today);
  if (!priced.ok) throw new Error(priced.refusal);
  const body = saveBody(input, priced.figures, offers.today);
  const saved = await Promise.all(Array.from({ length: quotes }, (_, index) => call(index % 2 === 0 ? one : other, seller, saveQuoteRoute, { body })));
  expect(saved.map(({ status }) => status)).toEqual(Array.from({ length: quotes }, () => 200));
  const numbers = saved.map((answer) => (answer.body as Quote).number).toSorted();
  expect(new Set(numbers).size).toBe(quotes);

  const told = async () => {
    const { items } = (await call(other, manager, listNotifications, { query: { limit: 200 } })).body as { items: Notification[] };
    return items.map(({ facts }) => String(facts['number'])).filter((number) => numbers.includes(number)).toSorted();
  };
  await expect.poll(told, { timeout: 20_000 }).toEqual(numbers);
  for (const stream of streams) await expect.poll(() => stream.told().split('"kind":"quoting.quote-saved"').length - 1, { timeout: 10_000 }).toBe(quotes);
  const failing = await db.current.database.asOwner((tx) => tx.rows(sql`select c.name, c.failure from platform.consumers c where c.failing_since is not null`));
  expect(failing).toEqual([]);
});

test('who signs out on one server is out on the other, live stream included', async () => {
  const [one, other] = servers;
  const manager = await world.signIn('dealerManager', { now: new Date() });
  const stream = await hear(other, manager);
  expect((await call(other, manager, meRoute, {})).status).toBe(200);
  expect((await call(one, manager, signOutRoute, {})).status).toBe(200);
  expect((await call(other, manager, meRoute, {})).status).toBe(401);
  await expect.poll(stream.over, { timeout: 10_000 }).toBe(true);
  expect(stream.told()).toContain('event: ended');
});
