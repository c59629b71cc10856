/** A dealer's showroom whose quotes are shared by link: what the tests of sharing have in common. */
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import {
  plainQuoteSale, askToGoOnRoute, chosenInput, priceQuote, reviseQuoteRoute, sharedQuoteRoute, shareQuoteRoute, shownFigures, timelineRoute, type Quote, type QuoteInput, type SharedQuote,
} from '#quoting/api';
import { sql } from '#platform/sql';
import { documentsModule } from '../modules/documents/module.ts';
import { pricingRoutes } from '../modules/pricing/http.ts';
import { demoLenderTerms } from '../modules/quoting/precontract/demo-lender-terms.ts';
import { quotingModule, sharingRoutes } from '../modules/quoting/module.ts';
import { useTestDatabase } from './database.ts';
import { createTestHttp, type Answered, type TestHttp } from './http.ts';
import { quoteChoice } from './quote-request.ts';
import { savedQuote } from './saved-quote.ts';
import { createShowroom, type Showroom } from './showroom.ts';
import { createWorld, worldNow, type PersonName, type SignedIn, type World } from './world.ts';

export const shareToday = '2026-11-23';
const phone = { 'user-agent': 'Telefono di prova' };

interface ShareWords {
  readonly expiresOn?: string;
  readonly proposals?: readonly number[];
  readonly follows?: boolean;
  readonly revision?: number;
}

interface MadeShare {
  readonly id: string;
  readonly token: string;
  readonly qrSvg: string;
}

/** Registers the hooks of the test file and answers its world; `quote` is a fresh one for every test. */
export function useShareWorld() {
  const db = useTestDatabase();
  const people = new Map<PersonName, SignedIn>();
  const state = { now: worldNow } as { now: Date; world: World; showroom: Showroom; http: TestHttp; quote: Quote };

  beforeAll(async () => {
    state.world = await createWorld(db.current.database);
    state.showroom = await createShowroom(state.world);
    state.http = await createTestHttp(db.current.database, [...(quotingModule.routes ?? []), ...pricingRoutes, ...sharingRoutes({ publicUrl: 'https://auto.example' })], () => state.now);
    for (const name of ['seller1', 'seller2', 'seller3', 'dealerManager', 'collector', 'altSeller'] as const) people.set(name, await state.world.signIn(name, { now: worldNow }));
    await db.current.database.asOwner((tx) =>
      tx.run(sql`insert into quoting.lender_terms (tenant_id, valid_from, content, decided_by, decided_at) values (1, '2025-01-01', ${JSON.stringify(demoLenderTerms)}, null, ${worldNow})`));
  });
  afterAll(async () => {
    await state.http.close();
    await documentsModule.close?.();
  });
  beforeEach(async () => {
    state.now = worldNow;
    state.quote = await savedQuote(state.http, as('seller1'), [balloon(), loan()], shareToday, { customer: { type: 'consumer', phone: '+39 300 555 0199', email: 'rossi@example.com' } });
  });

  function as(name: PersonName): SignedIn {
    const who = people.get(name);
    if (who === undefined) throw new Error(name);
    return who;
  }

  const balloon = (changes: Partial<QuoteInput> = {}): QuoteInput =>
    quoteChoice({
      vehicle: { kind: 'stock', stockId: state.showroom.newCar }, priceCents: 2_890_000, discountCents: 150_000, tradeInCents: 420_000, depositCents: 500_000,
      offerId: state.showroom.balloonOffer, offerVersion: 1, termMonths: 48, balloonCents: 980_000, kmPerYear: 15_000, serviceCodes: ['CPI'],
      tradeIn: { plate: 'AB123CD', description: 'Fiat Panda', mileageKm: 90_000, payoffCents: 20_000 }, ...changes,
    });
  const loan = (changes: Partial<QuoteInput> = {}): QuoteInput => balloon({ offerId: state.showroom.levelOffer, balloonCents: null, kmPerYear: null, termMonths: 60, ...changes });

  async function share(words: ShareWords = {}, of = state.quote): Promise<MadeShare> {
    const answer = await state.http.call(as('seller1'), shareQuoteRoute, { params: { id: of.id }, body: { expiresOn: of.expiresOn, ...words } });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    const { id, url, qrSvg } = answer.body as { id: string; url: string; qrSvg: string };
    expect(url).toMatch(/^https:\/\/auto\.example\/p\/[\w-]{22}$/);
    return { id, token: url.slice(-22), qrSvg };
  }

  /** The seller makes the next revision of one proposal, changed. */
  async function revise(changes: Partial<QuoteInput> = {}): Promise<Quote> {
    const { quote } = state;
    const [first] = quote.proposals;
    if (first === undefined) throw new Error('no proposal');
    const input = { ...first.input, ...changes };
    const priced = priceQuote(input, first.conditions, shareToday, first.vehicle);
    if (!priced.ok) throw new Error(priced.refusal);
    const body = { kind: 'alternatives', ...plainQuoteSale, customer: quote.customer, startDate: shareToday, revision: quote.revision, proposals: [{ quantity: 1, input, shown: shownFigures(priced.figures) }] };
    const answer = await state.http.call(as('seller1'), reviseQuoteRoute, { params: { id: quote.id }, body });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body as Quote;
  }

  const open = (token: string, headers: Record<string, string> = phone): Promise<Answered> => state.http.call(undefined, sharedQuoteRoute, { params: { token } }, { headers });
  const shown = async (token: string): Promise<SharedQuote> => (await open(token)).body as SharedQuote;
  const timeline = async (kind: string): Promise<{ actorName: string; details: Record<string, unknown> }[]> =>
    ((await state.http.call(as('seller1'), timelineRoute, { params: { id: state.quote.id } })).body as { items: { kind: string; actorName: string; details: Record<string, unknown> }[] }).items.filter((item) => item.kind === kind);
  const ask = (token: string, body: object): Promise<Answered> => state.http.call(undefined, askToGoOnRoute, { params: { token }, body });
  const owner = <T extends object>(statement: ReturnType<typeof sql>): Promise<T[]> => db.current.database.asOwner((tx) => tx.rows<T>(statement));

  return { db, state, as, balloon, loan, share, revise, open, shown, timeline, ask, owner, phone };
}

/** What the customer's page sends for a proposal, with another deposit or term on wish. */
export function wish(of: SharedQuote, changes: { depositCents?: number; termMonths?: number } = {}, proposal = 1) {
  const chosen = of.proposals.find((candidate) => candidate.number === proposal);
  if (chosen === undefined) throw new Error('no proposal');
  const { depositCents, termMonths } = { ...chosen.input, ...changes };
  const priced = priceQuote(chosenInput(chosen.input, chosen.conditions, { depositCents, termMonths }), chosen.conditions, of.startDate, chosen.vehicle);
  if (!priced.ok) throw new Error(priced.refusal);
  return { revision: of.revision, proposal, depositCents, termMonths, shown: shownFigures(priced.figures), phone: '+39 300 555 0100', email: '' };
}

/** Status and name of a refusal. */
export const codeOf = (answer: Answered): unknown => [answer.status, (answer.body as { code: string }).code];
