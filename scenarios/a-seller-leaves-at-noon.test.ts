/**
 * A seller leaves at noon: at 11:50 he has two browsers, a live stream, a paper and the token of an application; his manager ends
 * his role at 12:00, and five seconds later nothing of it opens anything any more. His quotes are where they were: in the dealer's
 * place, where the manager goes on with them.
 */
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { endPersonRoute, meRoute, switchPersonalityRoute } from '#identity/api';
import { applicableOffersRoute, type OfferConditions } from '#pricing/api';
import type { RouteContract } from '#platform/contract';
import { sql } from '#platform/sql';
import { exportQuotesRoute, getQuoteRoute, listQuotesRoute, priceQuote, printQuoteRoute, reviseQuoteRoute, saveQuoteRoute, type Quote, type QuoteFigures, type QuoteInput } from '#quoting/api';
import { closeModules, startWorker } from '../server/main.ts';
import { useTestDatabase } from '../server/testing/database.ts';
import { GatewayWorld, type Tokens } from '../server/testing/gateway-world.ts';
import { addressOf } from '../server/testing/http.ts';
import { quoteChoice, saveBody } from '../server/testing/quote-request.ts';
import { createShowroom, type Showroom } from '../server/testing/showroom.ts';
import type { PersonName, SignedIn } from '../server/testing/world.ts';

const db = useTestDatabase();
const fiveSeconds = 5000;
let house: GatewayWorld;
let showroom: Showroom;
let worker: { close(): Promise<void> };
let browsers: readonly SignedIn[];
let token: Tokens;
let live: { readonly lines: string[]; readonly over: Promise<void> };
let quote: Quote;
let leftAt: number;

const at = (text: string) => vi.setSystemTime(new Date(`${text}:00.000+01:00`));
const call = async (who: SignedIn, contract: RouteContract, request: { params?: unknown; query?: unknown; body?: unknown } = {}): Promise<{ status: number; body: unknown }> => {
  const answer = await fetch(`${house.origin}${addressOf(contract, request)}`, {
    method: contract.method, headers: { ...who.headers, ...(request.body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, body: answer.headers.get('content-type')?.includes('json') === true ? (JSON.parse(bytes.toString()) as unknown) : bytes };
};
const now = async (name: PersonName) => house.world.signIn(name);
const choice = (depositCents: number): QuoteInput =>
  quoteChoice({ vehicle: { kind: 'stock', stockId: showroom.newCar }, priceCents: 2_890_000, discountCents: 150_000, tradeInCents: 0, depositCents, offerId: showroom.levelOffer, offerVersion: 1, termMonths: 48, balloonCents: null, kmPerYear: null, serviceCodes: [] });

/** What a desk would send to save a car at that deposit. */
async function saving(who: SignedIn, depositCents: number) {
  const input = choice(depositCents);
  const offers = (await call(who, applicableOffersRoute, { query: { stockId: showroom.newCar, customerType: 'consumer' } })).body as { items: OfferConditions[] };
  const priced = priceQuote(input, offers.items.find(({ offerId }) => offerId === showroom.levelOffer) as OfferConditions, '2026-11-23');
  if (!priced.ok) throw new Error(priced.refusal);
  return saveBody(input, priced.figures as QuoteFigures, '2026-11-23');
}

/** Reads the live stream of the desk until the server ends it. */
async function listenLive(who: SignedIn): Promise<typeof live> {
  const answer = await fetch(`${house.origin}/api/live`, { headers: who.headers });
  const lines: string[] = [];
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
  const over = (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      lines.push(Buffer.from(value).toString());
    }
  })();
  return { lines, over };
}

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  at('2026-11-23T11:50');
  house = await GatewayWorld.open(db.current.database);
  showroom = await createShowroom(house.world);
  worker = await startWorker(house.config, house.world.database, { log: pino({ level: 'silent' }) });
});
afterAll(async () => {
  await worker.close();
  await house.close();
  await closeModules();
  vi.useRealTimers();
});

describe('11:50, at work', () => {
  test('two browsers, a quote, its paper, an application and a live stream are open', async () => {
    const { browser, desk } = await house.browserOf('seller1');
    browsers = [desk, await now('seller1')];
    const saved = await call(desk, saveQuoteRoute, { body: await saving(desk, 500_000) });
    expect(saved.status).toBe(200);
    quote = saved.body as Quote;
    for (const who of browsers) expect((await call(who, listQuotesRoute)).status).toBe(200);
    expect((await call(desk, printQuoteRoute, { params: { id: quote.id }, query: { language: 'it' } })).status).toBe(200);
    expect((await call(desk, exportQuotesRoute, { query: { format: 'csv' } })).status).toBe(200);
    token = await house.enter(browser, house.archive);
    expect((await house.userinfo(token.accessToken)).status).toBe(200);
    live = await listenLive(desk);
    await expect.poll(() => live.lines.join(''), { timeout: 5000 }).toContain('event: ready');
  });
});

describe('12:00, his role ends', () => {
  test('his manager ends it; a colleague and another dealer’s manager cannot', async () => {
    at('2026-11-23T12:00');
    const end = { params: { id: house.world.person('seller1').personalityId }, body: { from: '2026-11-23' } };
    expect((await call(await now('seller2'), endPersonRoute, end)).status).toBe(403);
    expect((await call(await now('altManager'), endPersonRoute, end)).status).toBe(404);
    expect((await call(await now('dealerManager'), endPersonRoute, end)).status).toBe(200);
    leftAt = performance.now();
  });

  test('within five seconds both browsers, the paper, the list, the application and its token are shut, and the live stream is over', async () => {
    for (const who of browsers) {
      for (const [contract, request] of [
        [meRoute, {}], [listQuotesRoute, {}], [getQuoteRoute, { params: { id: quote.id } }], [printQuoteRoute, { params: { id: quote.id }, query: { language: 'it' } }], [exportQuotesRoute, { query: { format: 'csv' } }],
        [saveQuoteRoute, { body: {} }], [switchPersonalityRoute, { body: { personalityId: house.world.person('seller1').personalityId } }],
      ] as const) {
        expect([contract.path, (await call(who, contract, request)).status]).toEqual([contract.path, 401]);
      }
    }
    expect((await house.userinfo(token.accessToken)).status).toBe(401);
    expect((await house.token(house.archive, { grant_type: 'refresh_token', refresh_token: token.refreshToken })).body['error']).toBe('invalid_grant');
    await live.over;
    expect(live.lines.join('')).toContain('event: ended');
    expect(performance.now() - leftAt).toBeLessThan(fiveSeconds);
    // No new stream either.
    expect((await fetch(`${house.origin}/api/live`, { headers: browsers[0]?.headers ?? {} })).status).toBe(401);
  });

  test('the application is told', async () => {
    await expect.poll(() => house.listener.at('/archive/backchannel').length, { timeout: 15_000, interval: 100 }).toBe(1);
  });
});

describe('12:10, his quotes', () => {
  test('lie at the dealer: the manager sees them, revises them in his own name and goes on; colleagues of the same rank do not', async () => {
    at('2026-11-23T12:10');
    const manager = await now('dealerManager');
    const listed = (await call(manager, listQuotesRoute)).body as { items: { id: string; sellerName: string }[] };
    expect(listed.items.map(({ id, sellerName }) => [id, sellerName])).toEqual([[quote.id, 'Persona seller1']]);
    const revised = await call(manager, reviseQuoteRoute, { params: { id: quote.id }, body: { ...(await saving(manager, 600_000)), revision: 1 } });
    expect(revised).toMatchObject({ status: 200, body: { revision: 2 } });
    expect((await call(await now('seller2'), getQuoteRoute, { params: { id: quote.id } })).status).toBe(404);
  });

  test('the trail says who ended what, and that nobody has acted as him since', async () => {
    const rows = await db.current.database.asOwner((tx) =>
      tx.rows<{ id: number; action: string; outcome: string; account: string }>(sql`
        select e.id, e.action, e.outcome, a.display_name as account from platform.audit_events e join identity.accounts a on a.id = e.account_id
        where e.object_id = ${house.world.person('seller1').personalityId} or e.personality_id = ${house.world.person('seller1').personalityId} order by e.id`));
    const end = rows.findIndex(({ action }) => action === 'identity.personality.end');
    expect(rows[end]).toMatchObject({ outcome: 'done', account: 'Persona dealerManager' });
    expect(rows.slice(0, end).some(({ account }) => account === 'Persona seller1')).toBe(true);
    // The end of what he held in the application is told under his name; of his own doing there is nothing.
    expect(rows.slice(end).filter(({ account, action }) => account === 'Persona seller1' && action !== 'gateway.grant.end')).toEqual([]);
  });
});
