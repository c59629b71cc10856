/** Prints of alternatives, fleets and leases; the dealer's mark; and prints older than all of them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { papersChoices, papersCompany, savePapersQuote } from '../../../testing/papers-world.ts';
import { useTestDatabase } from '../../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../../testing/http.ts';
import { addShowroomExtras } from '../../../testing/showroom-extras.ts';
import { createShowroom, type Showroom } from '../../../testing/showroom.ts';
import { createWorld, worldNow, type SignedIn, type World } from '../../../testing/world.ts';
import { archiveDocument } from '#documents';
import { formatAmount } from '#platform/money';
import { setColourRoute } from '../../documents/api.ts';
import { documentsModule } from '../../documents/module.ts';
import { pdfaFaults } from '../../documents/pdf/pdfa-check.ts';
import { readPdf } from '../../documents/pdf/pdf-objects.ts';
import { pageTexts } from '../../documents/pdf/pdf-text.ts';
import { pricingRoutes } from '../../pricing/http.ts';
import { plainQuoteSale, comparisonRoute, printQuoteRoute, reviseQuoteRoute, shownFigures, type Quote, type QuoteInput } from '../api.ts';
import { quotingModule } from '../module.ts';

const db = useTestDatabase();
const today = '2026-11-23';
let world: World;
let showroom: Showroom;
let http: TestHttp;
let seller: SignedIn;
let choices: ReturnType<typeof papersChoices>;

beforeAll(async () => {
  world = await createWorld(db.current.database);
  showroom = await createShowroom(world);
  choices = papersChoices(showroom, await addShowroomExtras(world, showroom));
  http = await createTestHttp(db.current.database, [...(quotingModule.routes ?? []), ...pricingRoutes, ...(documentsModule.routes ?? [])], () => worldNow);
  seller = await world.signIn('seller1', { now: worldNow });
});
afterAll(async () => {
  await http.close();
  await documentsModule.close?.();
});

const save = (inputs: readonly (QuoteInput & { quantity?: number })[], words = {}) => savePapersQuote(http, seller, today, inputs, words);
const print = (quote: Quote, route: typeof printQuoteRoute | typeof comparisonRoute = printQuoteRoute, query: { revision?: number; language?: 'it' | 'en' } = {}) => http.call(seller, route, { params: { id: quote.id }, query });
const pagesOf = (bytes: Uint8Array) => {
  expect(pdfaFaults(bytes)).toEqual([]);
  return pageTexts(readPdf(bytes)).map((text) => text.replaceAll('\u00a0', ' '));
};
const euro = (cents: number | undefined) => `${formatAmount(cents ?? 0)} €`;

test('alternatives: compared first, each with the figures of the screen', async () => {
  const given = { plate: 'FX000XX', description: 'Utilitaria', mileageKm: 90_000, payoffCents: 120_000 };
  const quote = await save([choices.level({ accessories: [{ name: 'Tappetini', cents: 18_000 }], tradeIn: given }), choices.balloon()]);
  const pages = pagesOf((await print(quote)).bytes);
  for (const { figures } of quote.proposals) {
    for (const cents of [figures.instalmentWithFeesCents, figures.totalDueCents]) expect(pages[0]).toContain(euro(cents));
  }
  expect(pages[1]).toContain('Proposta 1 di 2');
  for (const words of ['Tappetini\n180,00 €', 'Permuta: Utilitaria, FX000XX', 'Estinzione del finanziamento in corso\n1.200,00 €']) expect(pages[1]).toContain(words);
  const comparison = await print(quote, comparisonRoute);
  expect(pagesOf(comparison.bytes)).toEqual([pages[0]?.replace(/Pagina 1 di \d+/, 'Pagina 1 di 1').replace(' Il dettaglio e il piano di ogni proposta sono nelle pagine seguenti.', '')]);
  expect((await print(quote, comparisonRoute)).bytes.equals(comparison.bytes)).toBe(true);
});

test('a fleet: lines, quantities, totals', async () => {
  const vehicle = { kind: 'catalogue', versionId: showroom.versionId } as const;
  const quote = await save([{ ...choices.level({ vehicle }), quantity: 3 }, { ...choices.lease({ vehicle }), quantity: 2 }], { kind: 'fleet', customer: papersCompany });
  const pages = pagesOf((await print(quote)).bytes);
  expect(pages[0]).toContain('Preventivo di flotta');
  expect(pages[0]).toContain(formatAmount(quote.totals?.instalmentWithFeesCents ?? 0));
  expect(pages[0]).toContain(formatAmount(quote.totals?.totalDueCents ?? 0));
  expect(pages.join('\n')).toContain('Linea 2 di 2 · 2 vetture');
});

test('a lease: rentals with VAT, option, leasing rate, what may be deducted with its articles', async () => {
  const quote = await save([choices.lease()], { customer: papersCompany });
  const figures = quote.proposals[0]?.figures;
  const pages = pagesOf((await print(quote)).bytes);
  for (const cents of [figures?.instalmentWithFeesCents, figures?.lease?.rentalCents, figures?.lease?.purchaseOptionCents, figures?.lease?.grossDueCents]) expect(pages[0]).toContain(euro(cents));
  for (const words of ['Tasso leasing', 'TUIR art. 164 c. 1 lett. b', 'DPR 633/1972 art. 19-bis1', 'Agenti e rappresentanti']) expect(pages.join('\n').replaceAll(/\s+/g, ' ')).toContain(words);
  expect(await print(quote, comparisonRoute)).toMatchObject({ status: 422, body: { code: 'nothing_to_compare' } });
});

test('what was printed before proposals is served byte for byte', async () => {
  const quote = await save([choices.level()]);
  const content = Buffer.from('%PDF-1.7 printed years ago', 'latin1');
  await world.context('seller1', {}, (ctx) =>
    archiveDocument(ctx, { kind: 'quote', subjectKind: 'quote', subjectId: quote.id, subjectVersion: 1, language: 'it', title: 'x', mediaType: 'application/pdf', content, nodeId: world.node('DLR001-S1') }),
  );
  expect((await print(quote)).bytes.equals(content)).toBe(true);
});

test('an earlier revision keeps its own days, also when first printed after the next', async () => {
  const input = choices.level();
  const quote = await save([input]);
  const later = new Date('2026-11-25T09:00:00.000Z');
  const other = await createTestHttp(db.current.database, [...(quotingModule.routes ?? []), ...pricingRoutes], () => later);
  const session = await world.signIn('seller1', { now: later });
  const next = await savePapersQuote(other, session, '2026-11-25', [input]);
  const figures = next.proposals[0]?.figures;
  if (figures === undefined) throw new Error('no figures');
  const body = { revision: 1, kind: 'alternatives', ...plainQuoteSale, customer: quote.customer, startDate: '2026-11-25', proposals: [{ quantity: 1, input, shown: shownFigures(figures) }] };
  expect((await other.call(session, reviseQuoteRoute, { params: { id: quote.id }, body })).status).toBe(200);
  const answer = await other.call(session, printQuoteRoute, { params: { id: quote.id }, query: { revision: 1 } });
  const [page] = pagesOf(answer.bytes);
  expect(page).toContain('23/11/2026');
  expect(page).toContain('23/12/2026');
  await other.close();
});

test('the dealer’s colour is on what is printed from now on; what was printed stays', async () => {
  const quote = await save([choices.level()]);
  const before = await print(quote);
  expect((await http.call(await world.signIn('dealerManager', { now: worldNow }), setColourRoute, { body: { accentColour: '#c8102e' } })).status).toBe(200);
  expect((await print(quote)).bytes.equals(before.bytes)).toBe(true);
  const english = (await print(quote, printQuoteRoute, { language: 'en' })).bytes;
  expect(pagesOf(english)[0]).toContain('Quote');
});
