/** Pre-contract forms: which one, on paper, handed over; and whoever tries to go around. */
import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { papersChoices, papersCompany, savePapersQuote } from '../../../testing/papers-world.ts';
import { useTestDatabase } from '../../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../../testing/http.ts';
import { addShowroomExtras } from '../../../testing/showroom-extras.ts';
import { createShowroom } from '../../../testing/showroom.ts';
import { createWorld, type PersonName, type SignedIn, type World } from '../../../testing/world.ts';
import { sql } from '#platform/sql';
import { documentsModule } from '../../documents/module.ts';
import { pdfaFaults } from '../../documents/pdf/pdfa-check.ts';
import { readPdf } from '../../documents/pdf/pdf-objects.ts';
import { pageTexts } from '../../documents/pdf/pdf-text.ts';
import { pricingRoutes } from '../../pricing/http.ts';
import { plainQuoteSale, deliverPrecontractRoute, getLenderTermsRoute, getPrecontractRoute, printPrecontractRoute, printQuoteRoute, saveQuoteRoute, setLenderTermsRoute, timelineRoute, type Quote } from '../api.ts';
import { quotingModule } from '../module.ts';
import { demoLenderTerms } from '../precontract/demo-lender-terms.ts';

const db = useTestDatabase();
/** Two days before the new text. */
const saved = new Date('2026-11-18T09:00:00.000Z');
let now = saved;
let world: World;
let http: TestHttp;
const people = new Map<string, SignedIn>();
const as = (name: PersonName) => people.get(name);
let choices: ReturnType<typeof papersChoices>;
let quote: Quote;
let business: Quote;
let lease: Quote;

const terms = (who: PersonName, validFrom: string, more = {}) => http.call(as(who), setLenderTermsRoute, { body: { validFrom, terms: { ...demoLenderTerms, ...more } } });
const form = (who: PersonName, of: Quote, query: { proposal?: number; signingOn?: string } = {}) => http.call(as(who), getPrecontractRoute, { params: { id: of.id }, query });
const print = (who: PersonName, of: Quote, query: { proposal?: number; signingOn?: string; language?: 'it' | 'en' } = {}) => http.call(as(who), printPrecontractRoute, { params: { id: of.id }, query });
const deliver = (who: PersonName, of: Quote, more = {}) => http.call(as(who), deliverPrecontractRoute, { params: { id: of.id }, body: { revision: 1, proposal: 1, language: 'it', recipient: 'Marta Prova', ...more } });
const textOf = (bytes: Uint8Array) => pageTexts(readPdf(bytes)).join('\n').replaceAll('\u00a0', ' ');

beforeAll(async () => {
  world = await createWorld(db.current.database);
  const showroom = await createShowroom(world);
  choices = papersChoices(showroom, await addShowroomExtras(world, showroom));
  http = await createTestHttp(db.current.database, [...(quotingModule.routes ?? []), ...pricingRoutes], () => now);
  for (const name of ['seller1', 'seller2', 'seller3', 'dealerManager', 'areaManager', 'creditOperator', 'pricingManager', 'altSeller', 'altAdministrator'] as const) people.set(name, await world.signIn(name, { now: saved }));
  const seller = as('seller1');
  if (seller === undefined) throw new Error('no seller');
  quote = await savePapersQuote(http, seller, '2026-11-18', [choices.level(), choices.balloon()]);
  business = await savePapersQuote(http, seller, '2026-11-18', [choices.level()], { customer: papersCompany });
  lease = await savePapersQuote(http, seller, '2026-11-18', [choices.lease()], { customer: papersCompany });
});
afterEach(() => {
  now = saved;
});
afterAll(async () => {
  await http.close();
  await documentsModule.close?.();
});

describe('the lender’s particulars', () => {
  test('without them the form is refused, saying what to do; who may, writes them once for a day', async () => {
    expect(await form('seller1', quote)).toMatchObject({ status: 422, body: { code: 'lender_terms_missing', detail: expect.stringContaining('18/11/2026') } });
    for (const who of ['seller1', 'dealerManager', 'areaManager'] as const) expect((await terms(who, '2026-11-18')).status).toBe(403);
    expect((await terms('pricingManager', '2026-11-18')).status).toBe(200);
    expect(await terms('pricingManager', '2026-11-18', { phone: '0' })).toMatchObject({ status: 422, body: { code: 'day_not_to_come' } });
    expect(await terms('pricingManager', '2026-11-17')).toMatchObject({ status: 422, body: { code: 'day_not_to_come' } });
    expect((await terms('pricingManager', '2027-01-01', { phone: '02 5550 0101' })).status).toBe(200);
    expect(await terms('pricingManager', '2027-01-01')).toMatchObject({ status: 422, body: { code: 'day_taken' } });
    expect((await http.call(as('seller1'), getLenderTermsRoute, {})).body).toMatchObject({ versions: [{ validFrom: '2026-11-18' }, { validFrom: '2027-01-01', terms: { phone: '02 5550 0101' } }] });
  });

  test('a version cannot be changed or deleted by the program, nor seen by another company', async () => {
    await expect(world.asSystem({}, (ctx) => ctx.tx.run(sql`update quoting.lender_terms set valid_from = '2020-01-01'`))).rejects.toThrow(/permission denied/);
    await expect(world.asSystem({}, (ctx) => ctx.tx.run(sql`delete from quoting.lender_terms`))).rejects.toThrow(/permission denied/);
    expect(await world.context('altSeller', {}, (ctx) => ctx.tx.rows(sql`select * from quoting.lender_terms`))).toEqual([]);
  });
});

describe('which form', () => {
  test.each([['2026-11-18', 'iebcc-2010'], ['2026-11-19', 'iebcc-2010'], ['2026-11-20', 'ieb-2026'], ['2026-12-18', 'ieb-2026']])('signed on %s: %s, for a quote made before', async (signingOn, kind) => {
    expect((await form('seller1', quote, { signingOn })).body).toMatchObject({ form: kind, signingOn });
  });

  test('without a day it is that of today', async () => {
    now = new Date('2026-11-20T09:00:00.000Z');
    people.set('seller2', await world.signIn('seller2', { now }));
    people.set('areaManager', await world.signIn('areaManager', { now }));
    expect((await form('areaManager', quote)).body).toMatchObject({ form: 'ieb-2026', signingOn: '2026-11-20' });
  });

  test('the day of the new text is the lender’s datum in force on the day of signing, never before the law’s own', async () => {
    expect(await terms('pricingManager', '2026-12-01', { newRegimeFrom: '2026-11-19' })).toMatchObject({ status: 400, body: { code: 'invalid_input', fields: [{ path: 'body.terms.newRegimeFrom', code: 'before_the_law' }] } });
    expect((await terms('pricingManager', '2026-12-01', { newRegimeFrom: '2026-12-10' })).status).toBe(200);
    for (const [signingOn, kind, newRegimeFrom] of [
      ['2026-11-30', 'ieb-2026', '2026-11-20'],
      ['2026-12-01', 'iebcc-2010', '2026-12-10'],
      ['2026-12-09', 'iebcc-2010', '2026-12-10'],
      ['2026-12-10', 'ieb-2026', '2026-12-10'],
    ] as const) {
      expect((await form('seller1', quote, { signingOn })).body).toMatchObject({ form: kind, newRegimeFrom });
    }
    await db.current.database.asOwner((tx) => tx.run(sql`delete from quoting.lender_terms where tenant_id = 1 and valid_from = '2026-12-01'`));
  });

  test.each([
    ['before the quote', { signingOn: '2026-11-17' }, 'signing_before_quote'],
    ['after it expired', { signingOn: '2026-12-19' }, 'signing_after_expiry'],
    ['of a proposal it has not', { proposal: 3 }, 'proposal_missing'],
  ])('%s is refused by name', async (_, query, code) => {
    expect(await form('seller1', quote, query)).toMatchObject({ status: 422, body: { code } });
    expect(await print('seller1', quote, query)).toMatchObject({ status: 422, body: { code } });
  });

  test('a business has none, on any plan; a consumer cannot have a lease made for businesses', async () => {
    for (const of of [business, lease]) expect(await form('seller1', of)).toMatchObject({ status: 422, body: { code: 'not_a_consumer' } });
    const input = choices.lease();
    const body = { kind: 'alternatives', ...plainQuoteSale, startDate: '2026-11-18', proposals: [{ quantity: 1, input, shown: { instalmentWithFeesCents: 1, amountFinancedCents: 1, totalDueCents: 1, taegPpm: 1 } }] };
    expect(await http.call(as('seller1'), saveQuoteRoute, { body })).toMatchObject({ status: 422, body: { code: 'offer_not_for_customer' } });
  });

  test('a lease of a consumer tells every amount with VAT, in both forms', async () => {
    await db.current.database.asOwner((tx) => tx.run(sql`update quoting.quote_revisions set customer = customer || '{"type": "consumer"}' where quote_id = ${lease.id}`));
    const figures = lease.proposals[0]?.figures;
    const asked = figures?.lease?.rows.filter((row) => row.kind !== 'first-rental') ?? [];
    for (const signingOn of ['2026-11-19', '2026-11-20']) {
      const answer = await print('seller1', lease, { signingOn });
      expect(pdfaFaults(answer.bytes)).toEqual([]);
      const text = textOf(answer.bytes);
      expect(text).toContain('Locazione finanziaria');
      // Price less discount less first rental, VAT included, as typed.
      expect(text).toContain('22.400,00 €');
      const total = asked.reduce((sum, row) => sum + row.grossCents, 0);
      expect(text.replaceAll('.', '')).toContain(`${Math.floor(total / 100)},${String(total % 100).padStart(2, '0')}`);
    }
    await db.current.database.asOwner((tx) => tx.run(sql`update quoting.quote_revisions set customer = customer || '{"type": "company"}' where quote_id = ${lease.id}`));
  });
});

describe('on paper', () => {
  test('quote and form name one lender: the one of the particulars', async () => {
    const quotePaper = await http.call(as('seller1'), printQuoteRoute, { params: { id: quote.id }, query: { language: 'it' } });
    for (const paper of [quotePaper, await print('seller1', quote)]) expect(textOf(paper.bytes)).toContain(demoLenderTerms.legalName);
  });

  test.each([[1, '2026-11-19', 'it'], [1, '2026-11-20', 'it'], [2, '2026-11-19', 'it'], [2, '2026-11-20', 'en']] as const)('proposal %i signed on %s in %s is declared PDF/A-2b and stays byte for byte', async (proposal, signingOn, language) => {
    const first = await print('seller1', quote, { proposal, signingOn, language });
    expect([first.status, first.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(pdfaFaults(first.bytes)).toEqual([]);
    expect(textOf(first.bytes)).toContain(quote.number);
    const again = await print('dealerManager', quote, { proposal, signingOn, language });
    expect(again.bytes.equals(first.bytes)).toBe(true);
  });

  test('figures of form and quote are the same', async () => {
    const figures = quote.proposals[1]?.figures;
    const text = textOf((await print('seller1', quote, { proposal: 2, signingOn: '2026-11-20' })).bytes).replaceAll('.', '');
    for (const cents of [figures?.totalCreditCents ?? 0, figures?.totalDueCents ?? 0, figures?.balloonCents ?? 0]) expect(text).toContain(`${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')} €`);
  });

  test('a later version of the particulars does not change what was printed', async () => {
    const before = await print('seller1', quote, { signingOn: '2026-11-20' });
    await db.current.database.asOwner((tx) => tx.run(sql`update quoting.lender_terms set content = content || '{"phone": "changed"}' where tenant_id = 1 and valid_from = '2026-11-18'`));
    expect((await print('seller1', quote, { signingOn: '2026-11-20' })).bytes.equals(before.bytes)).toBe(true);
  });
});

describe('handing over', () => {
  test('needs the paper; then who, when, which digest are logged and told', async () => {
    expect(await deliver('seller1', quote, { language: 'en', signingOn: '2026-11-19' })).toMatchObject({ status: 422, body: { code: 'form_not_printed' } });
    const paper = await print('seller1', quote, { signingOn: '2026-11-19' });
    const sha256 = createHash('sha256').update(paper.bytes).digest('hex');
    expect(await deliver('seller1', quote, { signingOn: '2026-11-19' })).toMatchObject({ status: 200, body: { form: 'iebcc-2010', sha256 } });
    expect((await form('dealerManager', quote)).body).toMatchObject({ deliveries: [{ channel: 'handed', recipient: 'Marta Prova', givenBy: 'Persona seller1', form: 'iebcc-2010', sha256 }] });
    const told = (await http.call(as('seller1'), timelineRoute, { params: { id: quote.id } })).body as { items: { kind: string; details: object }[] };
    expect(told.items[0]).toMatchObject({ kind: 'secciDelivered', details: { form: 'iebcc-2010', recipient: 'Marta Prova' } });
  });

  test('the log cannot be changed, emptied or written for somebody else’s quote', async () => {
    await expect(world.asSystem({}, (ctx) => ctx.tx.run(sql`update quoting.precontract_deliveries set recipient = 'x'`))).rejects.toThrow(/permission denied/);
    await expect(world.asSystem({}, (ctx) => ctx.tx.run(sql`delete from quoting.precontract_deliveries`))).rejects.toThrow(/permission denied/);
    const forge = (who: PersonName) =>
      world.context(who, {}, (ctx) =>
        ctx.tx.run(sql`
          insert into quoting.precontract_deliveries (tenant_id, id, quote_id, revision, proposal, node_id, form, language, document_id, document_sha256, channel, recipient, given_by, given_at, proof)
          values (1, gen_random_uuid(), ${quote.id}, 1, 1, ${world.node('DLR001-S1')}, 'ieb-2026', 'it', gen_random_uuid(), sha256('x'), 'handed', 'x', 'x', now(), '{}')`),
      );
    for (const who of ['seller2', 'seller3', 'altSeller'] as const) await expect(forge(who), who).rejects.toThrow(/row-level security/);
  });

  test.each<[PersonName, number, number]>([['seller2', 404, 404], ['seller3', 404, 404], ['altSeller', 404, 404], ['areaManager', 200, 403], ['creditOperator', 200, 403]])('%s reads with %i and delivers with %i', async (who, reads, delivers) => {
    expect((await form(who, quote)).status).toBe(reads);
    expect((await deliver(who, quote)).status).toBe(delivers);
  });
});
