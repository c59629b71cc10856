import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useTestDatabase } from '../../testing/database.ts';
import { createTestHttp, type Answered, type TestHttp } from '../../testing/http.ts';
import { quoteChoice, saveBody } from '../../testing/quote-request.ts';
import { createShowroom, type Showroom } from '../../testing/showroom.ts';
import { createWorld, worldNow, type SignedIn, type World } from '../../testing/world.ts';
import { applicableOffersRoute, type OfferConditions } from '#pricing/api';
import { sql } from '#platform/sql';
import { getQuoteRoute, leadingProposal, listQuotesRoute, priceQuote, priceQuoteRoute, reviseQuoteRoute, saveQuoteRoute, type Quote, type QuoteInput, type QuoteListItem, type SaveQuoteBody } from './api.ts';
import { pricingRoutes } from '../pricing/http.ts';
import { quotingModule } from './module.ts';

const db = useTestDatabase();
let world: World;
let showroom: Showroom;
let http: TestHttp;
let now = worldNow;
const people = new Map<string, SignedIn>();
const today = '2026-11-23';

beforeAll(async () => {
  world = await createWorld(db.current.database);
  showroom = await createShowroom(world);
  http = await createTestHttp(db.current.database, [...(quotingModule.routes ?? []), ...pricingRoutes], () => now);
  for (const name of ['seller1', 'seller2', 'seller3', 'dealerManager', 'areaManager', 'pricingManager', 'altSeller'] as const) people.set(name, await world.signIn(name, { now }));
});
afterAll(() => http.close());

const balloonInput = (): QuoteInput => quoteChoice({
  vehicle: { kind: 'stock', stockId: showroom.newCar },
  priceCents: 2_890_000, discountCents: 150_000, tradeInCents: 420_000, depositCents: 500_000,
  offerId: showroom.balloonOffer, offerVersion: 1, termMonths: 48, balloonCents: 980_000, kmPerYear: 15_000, serviceCodes: ['CPI'],
});

async function offerFor(input: QuoteInput): Promise<OfferConditions> {
  const query = input.vehicle.kind === 'stock' ? { stockId: input.vehicle.stockId } : { versionId: input.vehicle.versionId };
  const answer = await http.call(people.get('seller1'), applicableOffersRoute, { query });
  const offer = (answer.body as { items: OfferConditions[] }).items.find((item) => item.offerId === input.offerId);
  if (offer === undefined) throw new Error('the offer does not apply');
  return offer;
}

/** What the browser would send: figures computed by the same code from the offers it was given. */
async function bodyFor(input: QuoteInput, changes: Partial<SaveQuoteBody> = {}): Promise<SaveQuoteBody> {
  const priced = priceQuote(input, await offerFor(input), today);
  if (!priced.ok) throw new Error(priced.refusal);
  return saveBody(input, priced.figures, today, { reference: 'Prova', ...changes });
}

/** A request whose choice was changed after it was shown. */
async function tampered(changes: Partial<QuoteInput>): Promise<SaveQuoteBody> {
  const body = await bodyFor(balloonInput());
  return { ...body, proposals: body.proposals.map((proposal) => ({ ...proposal, input: { ...proposal.input, ...changes } })) };
}

const problem = (answer: Answered) => answer.body as { code: string; detail: string; fields: { path: string }[] };
const quoteOf = (answer: Answered) => {
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as Quote;
};
const traces = async () =>
  db.current.database.asOwner((tx) =>
    tx.row<{ quotes: number; audits: number; events: number }>(sql`
      select (select count(*) from quoting.quotes) as quotes, (select count(*) from platform.audit_events where action like 'quoting.%') as audits,
        (select count(*) from platform.outbox where kind like 'quoting.%') as events`),
  );

describe('saving', () => {
  test('keeps what was shown, numbers it, leaves one audit row and one event, and opens to the same figures', async () => {
    const before = await traces();
    const saved = quoteOf(await http.call(people.get('seller1'), saveQuoteRoute, { body: await bodyFor(balloonInput()) }));
    expect(saved.number).toBe('DLR001-2026-00001');
    expect(leadingProposal(saved).figures.rows).toHaveLength(48);
    expect(leadingProposal(saved).figures.rows.reduce((sum, row) => sum + row.principalCents, 0)).toBe(leadingProposal(saved).figures.amountFinancedCents);
    expect(saved.expiresOn).toBe('2026-12-23');
    expect(await traces()).toEqual({ quotes: before.quotes + 1, audits: before.audits + 1, events: before.events + 1 });
    const opened = quoteOf(await http.call(people.get('seller1'), getQuoteRoute, { params: { id: saved.id }, query: {} }));
    expect(leadingProposal(opened).figures).toEqual(leadingProposal(saved).figures);
  });

  test('numbers run without gaps or twins when twelve sellers save at once', async () => {
    const body = await bodyFor(balloonInput());
    const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => http.call(people.get(i % 2 === 0 ? 'seller1' : 'seller2'), saveQuoteRoute, { body })));
    const numbers = answers.map((answer) => Number(quoteOf(answer).number.slice(-5))).toSorted((a, b) => a - b);
    const first = numbers[0] ?? 0;
    expect(numbers).toEqual(Array.from({ length: 12 }, (_, i) => first + i));
  });

  test.each([
    ['figures that differ by a cent', 'figures_differ', async () => { const body = await bodyFor(balloonInput()); return { ...body, proposals: body.proposals.map(({ shown, ...rest }) => ({ ...rest, shown: { ...shown, instalmentWithFeesCents: shown.instalmentWithFeesCents + 1 } })) }; }],
    ['a quote computed yesterday', 'day_changed', async () => bodyFor(balloonInput(), { startDate: '2026-11-22' })],
    ['an offer that ended', 'offer_not_in_force', () => tampered({ offerId: showroom.endedOffer })],
    ['an offer for other cars', 'offer_not_for_vehicle', () => tampered({ offerId: showroom.usedOffer })],
    ['an offer that does not exist', 'offer_not_in_force', () => tampered({ offerId: '00000000-0000-7000-8000-000000000000' })],
    ['another dealer’s car', 'vehicle_not_available', () => tampered({ vehicle: { kind: 'stock', stockId: showroom.otherCar } })],
    ['a car already sold', 'vehicle_not_available', () => tampered({ vehicle: { kind: 'stock', stockId: showroom.soldCar } })],
    ['a balloon above the guaranteed value', 'balloon_out_of_range', () => tampered({ balloonCents: 2_000_000 })],
    ['a term the offer does not have', 'term_not_offered', () => tampered({ termMonths: 60 })],
    ['a discount above the price', 'discount_above_price', () => tampered({ discountCents: 2_890_001 })],
    ['a price above the asking price', 'price_above_list', () => tampered({ priceCents: 2_890_001 })],
    ['options on a car in stock', 'options_of_stock_car', () => tampered({ optionCodes: ['COL-RED'] })],
    ['too little deposit', 'deposit_below_minimum', () => tampered({ tradeInCents: 0, depositCents: 100 })],
    ['a service nobody offers', 'service_not_offered', () => tampered({ serviceCodes: ['X'] })],
    ['nothing left to finance', 'nothing_to_finance', () => tampered({ depositCents: 2_500_000 })],
  ])('%s is refused by name and leaves nothing', async (_, code, make) => {
    const before = await traces();
    const answer = await http.call(people.get('seller1'), saveQuoteRoute, { body: await make() });
    expect([answer.status, problem(answer).code]).toEqual([422, code]);
    expect(problem(answer).fields[0]?.path).toMatch(/^body\./);
    expect(problem(answer).detail).not.toMatch(/[{}]/);
    expect(await traces()).toEqual(before);
  });

  test('a plate of a car given in that is none, at its field; of another country it may be', async () => {
    const given = (plate: string) => tampered({ tradeIn: { plate, description: '', mileageKm: null, payoffCents: 0 } });
    const answer = await http.call(people.get('seller1'), saveQuoteRoute, { body: await given('😀') });
    expect([answer.status, problem(answer).fields]).toMatchObject([400, [{ path: 'body.proposals.0.input.tradeIn.plate', code: 'plate_sign' }]]);
    expect((await http.call(people.get('seller1'), priceQuoteRoute, { body: { input: (await given('W-12345 K')).proposals[0]?.input } })).status).toBe(200);
  });

  test('somebody above the dealers has no dealer to save for', async () => {
    const answer = await http.call(people.get('pricingManager'), saveQuoteRoute, { body: await bodyFor(balloonInput()) });
    expect(answer.status).toBe(403);
  });
});

describe('revising', () => {
  test('adds a revision; the first stays as it was; a stale reader is told', async () => {
    const first = quoteOf(await http.call(people.get('seller1'), saveQuoteRoute, { body: await bodyFor(balloonInput()) }));
    const changed = { ...balloonInput(), depositCents: 600_000 };
    const revise = { params: { id: first.id }, body: { ...(await bodyFor(changed)), revision: 1 } };
    const second = quoteOf(await http.call(people.get('seller1'), reviseQuoteRoute, revise));
    expect([second.revision, leadingProposal(second).input.depositCents, second.number]).toEqual([2, 600_000, first.number]);
    const stale = await http.call(people.get('seller1'), reviseQuoteRoute, revise);
    expect([stale.status, problem(stale).code]).toEqual([409, 'stale']);
    const old = quoteOf(await http.call(people.get('seller1'), getQuoteRoute, { params: { id: first.id }, query: { revision: 1 } }));
    expect(old.proposals).toEqual(first.proposals);
    expect(old.operations.find((operation) => operation.operation === 'revise')).toMatchObject({ allowed: false });
  });

  test('two revisions at the same moment: one wins, the other is stale', async () => {
    const first = quoteOf(await http.call(people.get('seller1'), saveQuoteRoute, { body: await bodyFor(balloonInput()) }));
    const body = { ...(await bodyFor(balloonInput())), revision: 1 };
    const answers = await Promise.all([0, 1].map(() => http.call(people.get('seller1'), reviseQuoteRoute, { params: { id: first.id }, body })));
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  });
});

describe('who sees what', () => {
  const listOf = async (name: string) => {
    const answer = await http.call(people.get(name), listQuotesRoute, { query: { limit: 200 } });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return (answer.body as { items: QuoteListItem[] }).items;
  };

  test('a seller sees his own, the manager the dealer’s, the area its dealers’, another tenant nothing', async () => {
    const third = quoteOf(await http.call(people.get('seller3'), saveQuoteRoute, {
      body: await bodyFor({ ...balloonInput(), vehicle: { kind: 'catalogue', versionId: showroom.versionId } }),
    }));
    expect(third.number).toBe('DLR002-2026-00001');
    const dealerOfAll = (items: QuoteListItem[]) => [...new Set(items.map((item) => item.dealerCode))].toSorted();
    expect(dealerOfAll(await listOf('seller3'))).toEqual(['DLR002']);
    expect(dealerOfAll(await listOf('dealerManager'))).toEqual(['DLR001']);
    expect(dealerOfAll(await listOf('areaManager'))).toEqual(['DLR001', 'DLR002']);
    expect(await listOf('altSeller')).toEqual([]);
    const sellerOne = await listOf('seller1');
    expect(new Set(sellerOne.map((item) => item.sellerName)).size).toBe(1);
    for (const stranger of ['seller2', 'altSeller', 'dealerManager']) {
      const answer = await http.call(people.get(stranger), getQuoteRoute, { params: { id: third.id }, query: {} });
      expect([stranger, answer.status]).toEqual([stranger, 404]);
    }
  });

  test('without the application’s own filter the database shows no more', async () => {
    for (const name of ['seller1', 'seller3', 'dealerManager', 'areaManager', 'altSeller'] as const) {
      const bare = await world.context(name, { now }, (ctx) => ctx.tx.row<{ count: number }>(sql`select count(*) as count from quoting.quotes`));
      expect([name, bare.count]).toEqual([name, (await listOf(name)).length]);
    }
  });

  test('a revision cannot be altered by the program, not even by its owner’s session', async () => {
    await expect(world.context('seller1', { now }, (ctx) => ctx.tx.run(sql`update quoting.quote_proposals set figures = '{}'`))).rejects.toThrow('permission denied');
  });

  test('margins are for those who may see them', async () => {
    const [quote] = await listOf('areaManager');
    const asArea = quoteOf(await http.call(people.get('areaManager'), getQuoteRoute, { params: { id: quote?.id ?? '' }, query: {} }));
    expect(leadingProposal(asArea).conditions.commission).toBeNull();
  });
});

describe('pages and search', () => {
  test('pages meet without overlap, and search finds by number and words in any order', async () => {
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = (await http.call(people.get('dealerManager'), listQuotesRoute, { query: { limit: 5, ...(cursor === undefined || cursor === null ? {} : { cursor }) } })).body as { items: QuoteListItem[]; nextCursor: string | null };
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(10);
    const found = (await http.call(people.get('dealerManager'), listQuotesRoute, { query: { text: 'cross 00001 yaris' } })).body as { items: QuoteListItem[] };
    expect(found.items.map((item) => item.number)).toEqual(['DLR001-2026-00001']);
    const wild = (await http.call(people.get('dealerManager'), listQuotesRoute, { query: { text: 'toy%ross' } })).body as { items: QuoteListItem[] };
    expect(wild.items).toEqual([]);
  });

  test('a quote expires with the day', async () => {
    now = new Date('2026-12-24T09:00:00Z');
    const later = await world.signIn('dealerManager', { now });
    const page = (await http.call(later, listQuotesRoute, { query: { status: 'expired', limit: 200 } })).body as { items: QuoteListItem[] };
    expect(page.items.length).toBeGreaterThan(0);
    now = worldNow;
  });
});

test('pricing answers the same figures as the browser’s own computation and writes nothing', async () => {
  const before = await traces();
  const answer = await http.call(people.get('seller1'), priceQuoteRoute, { body: { input: balloonInput() } });
  const local = priceQuote(balloonInput(), await offerFor(balloonInput()), today);
  expect(local.ok && local.figures).toEqual((answer.body as { figures: unknown }).figures);
  expect(await traces()).toEqual(before);
});
