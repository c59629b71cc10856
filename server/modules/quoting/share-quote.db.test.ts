/** Links for the customer's phone: what they show, what they never show, and whoever guesses, forges or comes too late. */
import fc from 'fast-check';
import jsQrModule from 'jsqr';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { useTestDatabase } from '../../testing/database.ts';
import { createTestHttp, type Answered, type TestHttp } from '../../testing/http.ts';
import { quoteChoice } from '../../testing/quote-request.ts';
import { savedQuote } from '../../testing/saved-quote.ts';
import { addShowroomExtras } from '../../testing/showroom-extras.ts';
import { createShowroom, type Showroom } from '../../testing/showroom.ts';
import { createWorld, silentLog, worldNow, type PersonName, type SignedIn, type World } from '../../testing/world.ts';
import { runConsumer, sequenceOutbox } from '#platform/outbox';
import { sql } from '#platform/sql';
import { enterAsSystem } from '#platform/system-context';
import {
  askToGoOnRoute, chosenInput, deliverPrecontractRoute, endShareRoute, getQuoteRoute, listSharesRoute, priceQuote, printPrecontractRoute, printQuoteRoute, reviseQuoteRoute, sharedDocumentRoute,
  sharedLogoRoute, sharedPrecontractRoute, sharedQuoteRoute, shareQuoteRoute, shownFigures, timelineRoute, type Quote, type QuoteInput, type SharedQuote,
} from './api.ts';
import { readPdf } from '../documents/pdf/pdf-objects.ts';
import { pageTexts } from '../documents/pdf/pdf-text.ts';
import { documentsModule } from '../documents/module.ts';
import { pricingRoutes } from '../pricing/http.ts';
import { demoLenderTerms } from './precontract/demo-lender-terms.ts';
import { quotingModule, sharingRoutes } from './module.ts';
import { tellSharing } from './share-tell.ts';

/** The package says it exports a function; what Node hands out is its module. */
const jsQr = (jsQrModule as unknown as { readonly default: typeof jsQrModule }).default;
const db = useTestDatabase();
const today = '2026-11-23';
let now = worldNow;
let world: World;
let showroom: Showroom;
let http: TestHttp;
const people = new Map<PersonName, SignedIn>();
let quote: Quote;

beforeAll(async () => {
  world = await createWorld(db.current.database);
  showroom = await createShowroom(world);
  http = await createTestHttp(db.current.database, [...(quotingModule.routes ?? []), ...pricingRoutes, ...sharingRoutes({ publicUrl: 'https://auto.example' })], () => now);
  for (const name of ['seller1', 'seller2', 'seller3', 'dealerManager', 'collector', 'altSeller'] as const) people.set(name, await world.signIn(name, { now: worldNow }));
  await db.current.database.asOwner((tx) => tx.run(sql`insert into quoting.lender_terms (tenant_id, valid_from, content, decided_by, decided_at) values (1, '2025-01-01', ${JSON.stringify(demoLenderTerms)}, null, ${worldNow})`));
});
afterAll(async () => {
  await http.close();
  await documentsModule.close?.();
});
beforeEach(async () => {
  now = worldNow;
  quote = await savedQuote(http, as('seller1'), [balloon(), loan()], today, { customer: { type: 'consumer', phone: '+39 300 555 0199', email: 'rossi@example.com' } });
});

function as(name: PersonName): SignedIn {
  const who = people.get(name);
  if (who === undefined) throw new Error(name);
  return who;
}

const balloon = (changes: Partial<QuoteInput> = {}): QuoteInput =>
  quoteChoice({
    vehicle: { kind: 'stock', stockId: showroom.newCar }, priceCents: 2_890_000, discountCents: 150_000, tradeInCents: 420_000, depositCents: 500_000,
    offerId: showroom.balloonOffer, offerVersion: 1, termMonths: 48, balloonCents: 980_000, kmPerYear: 15_000, serviceCodes: ['CPI'],
    tradeIn: { plate: 'AB123CD', description: 'Fiat Panda', mileageKm: 90_000, payoffCents: 20_000 }, ...changes,
  });
const loan = (changes: Partial<QuoteInput> = {}): QuoteInput => balloon({ offerId: showroom.levelOffer, balloonCents: null, kmPerYear: null, termMonths: 60, ...changes });

async function share(words: { expiresOn?: string; proposals?: number[] } = {}, of = quote): Promise<{ id: string; token: string; qrSvg: string }> {
  const answer = await http.call(as('seller1'), shareQuoteRoute, { params: { id: of.id }, body: { expiresOn: of.expiresOn, ...words } });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  const { id, url, qrSvg } = answer.body as { id: string; url: string; qrSvg: string };
  expect(url).toMatch(/^https:\/\/auto\.example\/p\/[\w-]{22}$/);
  return { id, token: url.slice(-22), qrSvg };
}

const phone = { 'user-agent': 'Telefono di prova' };
const open = (token: string, headers: Record<string, string> = phone): Promise<Answered> => http.call(undefined, sharedQuoteRoute, { params: { token } }, { headers });
const shown = async (token: string): Promise<SharedQuote> => (await open(token)).body as SharedQuote;
const timeline = async (kind: string): Promise<{ actorName: string; details: Record<string, unknown> }[]> =>
  ((await http.call(as('seller1'), timelineRoute, { params: { id: quote.id } })).body as { items: { kind: string; actorName: string; details: Record<string, unknown> }[] }).items.filter((item) => item.kind === kind);

async function consume(): Promise<void> {
  await sequenceOutbox(db.current.database);
  await runConsumer(db.current.database, tellSharing, (tx, tenantId) => enterAsSystem(tx, tenantId, { now, log: silentLog, requestId: 'test' }), silentLog);
}
const told = (kind: string) =>
  db.current.database.asOwner((tx) => tx.rows<{ personality_id: string }>(sql`select n.personality_id from communications.notifications n where n.kind = ${kind} and n.link = ${`/quotes/${quote.id}`} order by 1`));

function wish(of: SharedQuote, changes: { depositCents?: number; termMonths?: number } = {}, proposal = 1) {
  const chosen = of.proposals.find((candidate) => candidate.number === proposal);
  if (chosen === undefined) throw new Error('no proposal');
  const { depositCents, termMonths } = { ...chosen.input, ...changes };
  const priced = priceQuote(chosenInput(chosen.input, chosen.conditions, { depositCents, termMonths }), chosen.conditions, of.startDate, chosen.vehicle);
  if (!priced.ok) throw new Error(priced.refusal);
  return { revision: of.revision, proposal, depositCents, termMonths, shown: shownFigures(priced.figures), phone: '+39 300 555 0100', email: '' };
}
const ask = (token: string, body: object): Promise<Answered> => http.call(undefined, askToGoOnRoute, { params: { token }, body });
const code = (answer: Answered): unknown => [answer.status, (answer.body as { code: string }).code];

describe('a link', () => {
  test('keeps only a digest of its token, anywhere in the database', async () => {
    const { token, qrSvg } = await share();
    expect(qrSvg).toMatch(/^<svg/);
    const { rows: tables } = await db.current.database.pool.query<{ name: string }>(`select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname in ('platform', 'quoting', 'communications')`);
    for (const { name } of tables) {
      const { rows } = await db.current.database.pool.query<{ n: number }>(`select count(*)::integer as n from ${name} t where t::text like '%' || $1 || '%'`, [token]);
      expect([name, rows[0]?.n]).toEqual([name, 0]);
    }
  });

  test('shows the quote without commission, note, contact, reference, frame number, and never more than it shares', async () => {
    const { token } = await share({ proposals: [2] });
    const answer = await open(token);
    const page = answer.body as SharedQuote;
    expect(page.proposals.map((proposal) => [proposal.number, proposal.conditions.commission, proposal.vehicle.housePriceCents, proposal.vehicle.vin])).toEqual([[2, null, null, null]]);
    expect(page.document).toBe(false);
    for (const secret of ['margine basso', '555 0199', 'rossi@example.com', 'Rossi', 'ZZZTEST', 'AB123CD', showroom.newCar, '"ratePpm":25000}']) expect(JSON.stringify(page), secret).not.toContain(secret);
    expect([answer.headers['cache-control'], answer.headers['set-cookie']]).toEqual(['no-store', undefined]);
    expect((await http.call(undefined, sharedDocumentRoute, { params: { token } })).status).toBe(404);
  });

  test('follows a new revision', async () => {
    const { token } = await share();
    await http.call(as('seller1'), reviseQuoteRoute, { params: { id: quote.id }, body: { kind: 'alternatives', customer: quote.customer, reference: '', note: '', followUpOn: null, channel: 'showroom', startDate: today, revision: 1, proposals: [{ quantity: 1, input: quote.proposals[0]?.input, shown: quote.proposals[0] === undefined ? {} : shownFigures(quote.proposals[0].figures) }] } });
    const page = await shown(token);
    expect([page.revision, page.proposals.length]).toEqual([2, 1]);
  });

  test('that is unknown, malformed, ended or past its day is answered in one way', async () => {
    const ended = await share();
    await http.call(as('seller1'), endShareRoute, { params: { id: quote.id, shareId: ended.id } });
    const expired = await share({ expiresOn: today });
    const honest = wish(await shown((await share()).token));
    const answers = [await open('A'.repeat(22)), await open('x'), await open(ended.token)];
    now = new Date('2026-11-23T22:59:00Z');
    expect((await open(expired.token)).status).toBe(200);
    now = new Date('2026-11-23T23:01:00Z');
    answers.push(await open(expired.token));
    const bodies = answers.map(({ status, body }) => ({ status, ...(body as object), requestId: '' }));
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
    expect(bodies[0]).toMatchObject({ status: 404, code: 'link_not_valid', title: 'Il collegamento non vale più' });
    expect(code(await ask(ended.token, honest))).toEqual([404, 'link_not_valid']);
  });

  test('expires with the quote at the latest', async () => {
    for (const expiresOn of ['2026-11-22', '2030-01-01']) {
      expect(code(await http.call(as('seller1'), shareQuoteRoute, { params: { id: quote.id }, body: { expiresOn } }))).toEqual([422, 'expiry_not_possible']);
    }
  });

  test.each(['seller2', 'seller3', 'altSeller'] as const)('%s neither makes, sees nor ends links of another’s quote', async (name) => {
    const made = await share();
    const [who, params] = [as(name), { id: quote.id }];
    const answers = [
      await http.call(who, shareQuoteRoute, { params, body: { expiresOn: today } }), await http.call(who, listSharesRoute, { params }), await http.call(who, endShareRoute, { params: { ...params, shareId: made.id } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect((await open(made.token)).status).toBe(200);
  });

  test('cannot be written around by SQL from another scope, and its wishes and openings cannot be changed at all', async () => {
    const made = await share();
    for (const name of ['seller2', 'altSeller'] as const) {
      const changed = await world.context(name, {}, (ctx) => ctx.tx.run(sql`update quoting.shares set ended_at = now() where id = ${made.id}`));
      expect(changed).toBe(0);
    }
    for (const statement of [sql`update quoting.shares set expires_on = '2030-01-01'`, sql`update quoting.share_requests set phone = ''`, sql`delete from quoting.share_openings`, sql`select * from quoting.open_share(''::bytea, '2026-11-23')`]) {
      await expect(world.context('seller1', {}, (ctx) => ctx.tx.run(statement))).rejects.toThrow(/permission denied/);
    }
  });
});

test('the page wears the dealer’s own mark and colour, else the colour of the network', async () => {
  const { token } = await share();
  const logo = () => http.call(undefined, sharedLogoRoute, { params: { token } });
  await db.current.database.asOwner((tx) => tx.run(sql`update identity.nodes set brand_colour = '#112233' where id = ${world.node('DLR001')}`));
  expect((await shown(token)).dealer).toMatchObject({ colour: '#112233', logo: false });
  expect((await logo()).status).toBe(404);
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"></rect></svg>';
  for (const [dealer, colour] of [['DLR001', '#c8102e'], ['DLR002', '#00ff00']] as const) {
    await db.current.database.asOwner((tx) => tx.run(sql`insert into documents.brands (tenant_id, node_id, accent_colour, logo_svg, changed_by, changed_at) values (1, ${world.node(dealer)}, ${colour}, ${drawing}, ${world.person('seller1').personalityId}, ${worldNow})`));
  }
  expect((await shown(token)).dealer).toMatchObject({ colour: '#c8102e', logo: true });
  const file = await logo();
  expect([file.headers['content-type'], file.bytes.toString()]).toEqual(['image/svg+xml', drawing]);
  // Opened by itself a drawing runs nothing either.
  expect(file.headers['content-security-policy']).toContain("default-src 'none'");
  expect((await http.call(undefined, sharedLogoRoute, { params: { token: 'A'.repeat(22) } })).status).toBe(404);
  await db.current.database.asOwner((tx) => tx.run(sql`delete from documents.brands`));
});

test('the code leads to the very address', async () => {
  const { token, qrSvg } = await share();
  const { data, info } = await sharp(Buffer.from(qrSvg)).resize(400).flatten({ background: '#ffffff' }).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  expect(jsQr(new Uint8ClampedArray(data), info.width, info.height)?.data).toBe(`https://auto.example/p/${token}`);
});

test('a lease and a fleet show the seller’s figures too; a fleet is taken as it is', async () => {
  const { leaseOffer } = await addShowroomExtras(world, showroom);
  const lease = balloon({ offerId: leaseOffer, balloonCents: 28_000, kmPerYear: null, tradeInCents: 0, tradeIn: null, serviceCodes: [] });
  const company = { type: 'company' as const, phone: '', email: '' };
  for (const kind of ['alternatives', 'fleet'] as const) {
    const saved = await savedQuote(http, as('seller1'), [lease], today, { customer: company, kind });
    const { token } = await share({}, saved);
    const page = await shown(token);
    expect(page.proposals.map((proposal) => proposal.figures)).toEqual(saved.proposals.map((proposal) => proposal.figures));
    const longer = wish(page, { termMonths: 36 });
    expect(code(await ask(token, { ...longer, shown: wish(page).shown }))).toEqual([422, kind === 'fleet' ? 'fleet_as_it_is' : 'figures_differ']);
    expect((await ask(token, kind === 'fleet' ? wish(page) : longer)).status).toBe(200);
  }
});

describe('opening', () => {
  test('is told once for a device and hour, never for the house’s own look; the seller is notified once', async () => {
    const { token } = await share();
    await http.call(as('seller1'), sharedQuoteRoute, { params: { token } });
    expect(await timeline('shareOpened')).toEqual([]);
    await open(token);
    await open(token);
    expect(await timeline('shareOpened')).toHaveLength(1);
    await open(token, { 'user-agent': 'Altro telefono' });
    now = new Date(now.getTime() + 3_600_000);
    await open(token);
    now = worldNow;
    expect(await timeline('shareOpened')).toHaveLength(3);
    const list = (await http.call(as('seller1'), listSharesRoute, { params: { id: quote.id } })).body as { items: { openings: number; state: string }[] };
    expect(list.items.map(({ openings, state }) => [openings, state])).toEqual([[3, 'open']]);
    await consume();
    expect(await told('quoting.share-opened')).toEqual([{ personality_id: world.person('seller1').personalityId }]);
  });

  test('the pre-contract form through the link is a delivery with its digest, once for a device and hour', async () => {
    const { token } = await share();
    expect((await shown(token)).precontract).toEqual([]);
    const printed = await http.call(as('seller1'), printPrecontractRoute, { params: { id: quote.id }, query: { proposal: 1, language: 'it' } });
    expect(printed.status, JSON.stringify(printed.body)).toBe(200);
    const [form] = (await shown(token)).precontract;
    const read = () => http.call(undefined, sharedPrecontractRoute, { params: { token }, query: { ...form } }, { headers: phone });
    const papers = [await read(), await read()];
    expect(papers.every((paper) => paper.bytes.equals(printed.bytes))).toBe(true);
    const log = await db.current.database.asOwner((tx) => tx.rows<{ channel: string; given_by: string }>(sql`select d.channel, d.given_by from quoting.precontract_deliveries d where d.quote_id = ${quote.id}`));
    expect(log).toEqual([{ channel: 'link', given_by: '' }]);
    expect((await http.call(undefined, sharedPrecontractRoute, { params: { token }, query: { proposal: 2, form: form?.form ?? 'ieb-2026' } })).status).toBe(404);
    expect((await http.call(undefined, deliverPrecontractRoute, { params: { id: quote.id }, body: {} })).status).toBe(401);
  });
});

describe('asking to go on', () => {
  test('is priced by the server, stored once for a double tap, told to seller and manager', async () => {
    const { token } = await share();
    const body = wish(await shown(token), { depositCents: 600_000, termMonths: 36 });
    const [first, second] = await Promise.all([ask(token, body), ask(token, body)]);
    expect([first.status, second.status, first.body]).toEqual([200, 200, second.body]);
    expect((await timeline('askedToGoOn')).map(({ actorName, details }) => [actorName, details['termMonths'], details['instalmentWithFeesCents']])).toEqual([['', 36, body.shown.instalmentWithFeesCents]]);
    await consume();
    const expected = [world.person('seller1').personalityId, world.person('dealerManager').personalityId].toSorted();
    expect((await told('quoting.asked-to-go-on')).map((row) => row.personality_id).toSorted()).toEqual(expected);
    expect((await shown(token)).askedAt).not.toBeNull();
  });

  test('with forged figures, another proposal, a foreign term or deposit is refused by name and nothing is stored', async () => {
    const { token } = await share({ proposals: [1] });
    const page = await shown(token);
    const honest = wish(page);
    const forged = { ...honest, shown: { ...honest.shown, instalmentWithFeesCents: honest.shown.instalmentWithFeesCents - 1 } };
    const cases: [object, string][] = [
      [forged, 'figures_differ'], [{ ...honest, proposal: 2 }, 'proposal_missing'], [{ ...honest, revision: 9 }, 'quote_revised'], [{ ...honest, termMonths: 37 }, 'term_not_offered'],
      [{ ...honest, depositCents: 0, shown: honest.shown }, 'figures_differ'], [{ ...honest, depositCents: 9_000_000 }, 'nothing_to_finance'], [{ ...honest, phone: '' }, 'contact_missing'],
    ];
    for (const [body, name] of cases) expect(code(await ask(token, body))).toEqual([422, name]);
    expect((await ask(token, { ...honest, priceCents: 1 })).status).toBe(400);
    expect(await timeline('askedToGoOn')).toEqual([]);
  });

  test('ends after twenty different wishes; those already sent are still answered', async () => {
    const { token } = await share();
    const honest = wish(await shown(token));
    for (let i = 0; i < 20; i += 1) expect((await ask(token, { ...honest, phone: `300 555 ${1000 + i}` })).status).toBe(200);
    expect(code(await ask(token, { ...honest, phone: '300 555 9999' }))).toEqual([422, 'too_many_requests_made']);
    expect((await ask(token, { ...honest, phone: '300 555 1000' })).status).toBe(200);
  });
});

test('what the customer’s phone shows equals what the seller sees equals what prints', async () => {
  const euro = (cents: number): string => `${String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, '.')},${String(cents % 100).padStart(2, '0')}`;
  const arbitraryInput = fc.record({ isLoan: fc.boolean(), discountCents: fc.integer({ min: 0, max: 300_000 }), depositCents: fc.integer({ min: 300_000, max: 900_000 }), term: fc.constantFrom(24, 36, 48), insured: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(arbitraryInput, { minLength: 1, maxLength: 3 }), async (choices) => {
      const inputs = choices.map(({ isLoan, discountCents, depositCents, term, insured }) => {
        const plain = { discountCents, depositCents, termMonths: term, serviceCodes: insured ? ['CPI'] : [] };
        return isLoan ? loan(plain) : balloon({ ...plain, balloonCents: 900_000 });
      });
      const saved = await savedQuote(http, as('seller1'), inputs, today);
      const { token } = await share({}, saved);
      const customer = await shown(token);
      const seller = (await http.call(as('seller1'), getQuoteRoute, { params: { id: saved.id } })).body as Quote;
      expect(customer.proposals.map((proposal) => proposal.figures)).toEqual(seller.proposals.map((proposal) => proposal.figures));
      // What the phone computes by itself from what it was given is the same again.
      for (const proposal of customer.proposals) {
        const priced = priceQuote(proposal.input, proposal.conditions, customer.startDate, proposal.vehicle);
        expect(priced.ok && shownFigures(priced.figures)).toEqual(shownFigures(proposal.figures));
      }
      const [own, theirs] = [await http.call(as('seller1'), printQuoteRoute, { params: { id: saved.id } }), await http.call(undefined, sharedDocumentRoute, { params: { token } })];
      expect(theirs.bytes.equals(own.bytes)).toBe(true);
      const text = pageTexts(readPdf(theirs.bytes)).join('\n');
      for (const { figures } of customer.proposals) {
        for (const cents of [figures.instalmentWithFeesCents, figures.amountFinancedCents, figures.totalDueCents, ...figures.rows.map((row) => row.balanceCents)]) expect(text).toContain(euro(cents));
        expect(text).toContain(`${String(Math.floor(figures.taegPpm / 10_000))},${String(figures.taegPpm % 10_000).padStart(4, '0').replace(/00$/, '')}`);
      }
    }),
    { numRuns: 6, seed: 20_261_122 },
  );
}, 120_000);
