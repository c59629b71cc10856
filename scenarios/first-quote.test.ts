/**
 * The life of a first quote, told by days: a seller prices and saves, the manager learns of it within the second, the
 * customer comes back, the offer ends, the quote expires, and years later it still opens to the same cent.
 */
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listNotifications } from '#communications/api';
import { ancestorsOf, createAuthenticator, standingSessions } from '#identity';
import { endOffer } from '#pricing';
import { applicableOffersRoute, type OfferConditions } from '#pricing/api';
import { loadAuditKey } from '#platform/audit-key';
import { sealAudit } from '#platform/audit-seal';
import { verifyAudit } from '#platform/audit-verify';
import { LiveHub } from '#platform/http/live';
import { createHttpServer } from '#platform/http/server';
import { createSessionCookie } from '#platform/http/session-cookie';
import { runConsumer, sequenceOutbox } from '#platform/outbox';
import { enterAsSystem } from '#platform/system-context';
import { getQuoteRoute, leadingProposal, listQuotesRoute, priceQuote, reviseQuoteRoute, saveQuoteRoute, type Quote, type QuoteInput, type QuoteListItem } from '#quoting/api';
import { allRoutes, modules } from '../server/main.ts';
import { useTestDatabase } from '../server/testing/database.ts';
import { createTestHttp, type Answered, type TestHttp } from '../server/testing/http.ts';
import { quoteChoice, saveBody } from '../server/testing/quote-request.ts';
import { createShowroom, type Showroom } from '../server/testing/showroom.ts';
import { testFolder } from '../server/testing/test-folder.ts';
import { createWorld, silentLog, type SignedIn, type World } from '../server/testing/world.ts';

const db = useTestDatabase();
const folder = testFolder('story');
const routes = allRoutes({ auditKeyFile: join(folder, 'audit.key'), dataDir: folder }, { version: 'test', demo: false, demoPassword: null, demoAccounts: [] });
let now = new Date('2026-11-23T09:00:00Z');
let world: World;
let showroom: Showroom;
let http: TestHttp;

beforeAll(async () => {
  world = await createWorld(db.current.database);
  showroom = await createShowroom(world);
  http = await createTestHttp(db.current.database, routes, () => now);
});
afterAll(() => http.close());

const bodyOf = <T>(answer: Answered): T => {
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as T;
};
const enter = (who: Parameters<World['signIn']>[0]) => world.signIn(who, { now });

async function offersFor(seller: SignedIn): Promise<{ today: string; items: OfferConditions[] }> {
  return bodyOf(await http.call(seller, applicableOffersRoute, { query: { stockId: showroom.newCar } }));
}

async function request(seller: SignedIn, changes: Partial<QuoteInput>) {
  const { today, items } = await offersFor(seller);
  const input = quoteChoice({
    vehicle: { kind: 'stock', stockId: showroom.newCar }, priceCents: 2_890_000, discountCents: 150_000, tradeInCents: 420_000, depositCents: 500_000,
    offerId: showroom.balloonOffer, offerVersion: 1, termMonths: 48, balloonCents: 980_000, kmPerYear: 15_000, serviceCodes: ['CPI'], ...changes,
  });
  const offer = items.find((item) => item.offerId === input.offerId);
  if (offer === undefined) throw new Error('not offered today');
  const priced = priceQuote(input, offer, today);
  if (!priced.ok) throw new Error(priced.refusal);
  return saveBody(input, priced.figures, today, { reference: 'Famiglia con due bambini' });
}

/** What the worker does in the background, once. */
async function workerTurn(): Promise<void> {
  await sequenceOutbox(db.current.database);
  for (const consumer of modules.flatMap((module) => module.consumers ?? [])) {
    await runConsumer(db.current.database, consumer, (tx, tenantId) => enterAsSystem(tx, tenantId, { now, log: silentLog, requestId: 'worker' }), silentLog);
  }
}

let quote: Quote;

test('day 1, 10:00: the seller saves a balloon quote', async () => {
  const seller = await enter('seller1');
  quote = bodyOf(await http.call(seller, saveQuoteRoute, { body: await request(seller, {}) }));
  expect(quote).toMatchObject({ number: 'DLR001-2026-00001', status: 'open', revision: 1, expiresOn: '2026-12-23', startDate: '2026-11-23' });
});

test('day 1, a moment later: the dealer’s manager is told, once, also when the worker runs twice; nobody else is', async () => {
  await workerTurn();
  await workerTurn();
  const inbox = async (who: Parameters<World['signIn']>[0]) => bodyOf<{ unread: number; items: { facts: Record<string, unknown>; link: string }[] }>(await http.call(await enter(who), listNotifications, { query: {} }));
  const told = await inbox('dealerManager');
  expect(told.unread).toBe(1);
  expect(told.items[0]).toMatchObject({ link: `/quotes/${quote.id}`, facts: { number: quote.number, termMonths: 48 } });
  for (const other of ['seller1', 'seller2', 'areaManager', 'altManager'] as const) expect([other, (await inbox(other)).unread]).toEqual([other, 0]);
});

test('day 3: the customer wants to pay less; the seller saves a second revision', async () => {
  now = new Date('2026-11-25T15:30:00Z');
  const seller = await enter('seller1');
  const revised = bodyOf<Quote>(await http.call(seller, reviseQuoteRoute, { params: { id: quote.id }, body: { ...(await request(seller, { depositCents: 700_000 })), revision: 1 } }));
  expect(leadingProposal(revised).figures.instalmentWithFeesCents).toBeLessThan(leadingProposal(quote).figures.instalmentWithFeesCents);
  expect([revised.revision, revised.expiresOn]).toEqual([2, '2026-12-25']);
});

test('day 3, at midnight in Rome: what was computed before is no longer today’s', async () => {
  const seller = await enter('seller1');
  const before = await request(seller, {});
  // 23:30 in London is already the next day in Rome.
  now = new Date('2026-11-25T23:30:00Z');
  const answer = await http.call(await enter('seller1'), saveQuoteRoute, { body: before });
  expect([answer.status, (answer.body as { code: string }).code]).toEqual([422, 'day_changed']);
});

test('day 8: marketing ends the offer; the quote stands, a new one under it does not', async () => {
  now = new Date('2026-11-30T09:00:00Z');
  const seller = await enter('seller1');
  const prepared = await request(seller, {});
  await world.asSystem({ now }, (ctx) => endOffer(ctx, showroom.balloonOffer, 1, '2026-11-30'));
  const refused = await http.call(seller, saveQuoteRoute, { body: prepared });
  expect([refused.status, (refused.body as { code: string }).code]).toEqual([422, 'offer_not_in_force']);
  expect((await offersFor(seller)).items.map((offer) => offer.code)).toEqual(['CC']);
  const opened = bodyOf<Quote>(await http.call(seller, getQuoteRoute, { params: { id: quote.id }, query: { revision: 1 } }));
  expect(opened.proposals).toEqual(quote.proposals);
});

test('day 34: the quote has expired and is found among the expired', async () => {
  now = new Date('2026-12-26T09:00:00Z');
  const seller = await enter('seller1');
  const page = bodyOf<{ items: QuoteListItem[] }>(await http.call(seller, listQuotesRoute, { query: { status: 'expired' } }));
  expect(page.items.map((item) => [item.number, item.status, item.revision])).toEqual([[quote.number, 'expired', 2]]);
});

test('three years later: it opens to the same cent, and the audit trail tells who did what', async () => {
  now = new Date('2029-11-23T09:00:00Z');
  const manager = await enter('dealerManager');
  const opened = bodyOf<Quote>(await http.call(manager, getQuoteRoute, { params: { id: quote.id }, query: { revision: 1 } }));
  expect(opened.proposals).toEqual(quote.proposals);
  const key = await loadAuditKey(join(folder, 'audit.key'));
  const heads = join(folder, 'audit-heads.jsonl');
  await sealAudit(db.current.database, key, [heads], () => now);
  const verdict = await verifyAudit(db.current.database, key, [heads]);
  expect(verdict).toMatchObject({ findings: [], unsealed: 0 });
  expect(verdict.events).toBeGreaterThan(10);
});

test('an open page hears of a new quote of its scope within a second, and of nobody else’s', async () => {
  now = new Date();
  const log = pino({ level: 'silent' });
  const database = db.current.database;
  const live = new LiveHub(database, { ancestorsOf: ancestorsOf(database), standingSessions: standingSessions(database) }, log);
  const app = await createHttpServer({ database, routes, authenticate: createAuthenticator(database), cookie: createSessionCookie(false), clock: () => now, live, log, version: 'test', secure: false, trustProxy: false, rateFactor: 1000, webDir: undefined });
  await live.start();
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const ending = new AbortController();
  const hear = async (who: Parameters<World['signIn']>[0], sink: string[]) => {
    const { cookie } = await enter(who);
    const answer = await fetch(`${address}/api/live`, { headers: { cookie }, signal: ending.signal });
    const reader = answer.body?.getReader();
    if (reader === undefined) throw new Error('no stream');
    const decoder = new TextDecoder();
    const pump = async (): Promise<void> => {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        sink.push(decoder.decode(value));
      }
    };
    pump().catch(() => undefined);
  };
  const manager: string[] = [];
  const neighbour: string[] = [];
  const stranger: string[] = [];
  try {
    await hear('dealerManager', manager);
    await hear('seller3', neighbour);
    await hear('altManager', stranger);
    const seller = await enter('seller1');
    const started = performance.now();
    bodyOf(await http.call(seller, saveQuoteRoute, { body: await request(seller, { offerId: showroom.levelOffer, balloonCents: null, kmPerYear: null }) }));
    await expect.poll(() => manager.join(''), { timeout: 5000, interval: 10 }).toContain('quoting.quote-saved');
    expect(performance.now() - started).toBeLessThan(5000);
    for (const other of [neighbour, stranger]) expect(other.join('')).not.toContain('quoting.quote-saved');
  } finally {
    ending.abort();
    await app.close();
  }
});
