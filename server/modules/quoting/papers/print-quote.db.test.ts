import { afterAll, beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '../../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../../testing/http.ts';
import { quoteChoice, saveBody } from '../../../testing/quote-request.ts';
import { createShowroom } from '../../../testing/showroom.ts';
import { createWorld, worldNow, type SignedIn, type World } from '../../../testing/world.ts';
import { applicableOffersRoute, type OfferConditions } from '#pricing/api';
import { signatureFor } from '#platform/signatures';
import { sql } from '#platform/sql';
import { pdfaFaults } from '../../documents/pdf/pdfa-check.ts';
import { readPdf } from '../../documents/pdf/pdf-objects.ts';
import { pageTexts } from '../../documents/pdf/pdf-text.ts';
import { documentsModule } from '../../documents/module.ts';
import { pricingRoutes } from '../../pricing/http.ts';
import { leadingProposal, priceQuote, printQuoteRoute, reviseQuoteRoute, saveQuoteRoute, shownFigures, type Quote } from '../api.ts';
import { quotingRoutes } from '../http.ts';

const db = useTestDatabase();
let world: World;
let http: TestHttp;
let seller: SignedIn;
let quote: Quote;

beforeAll(async () => {
  world = await createWorld(db.current.database);
  const showroom = await createShowroom(world);
  http = await createTestHttp(db.current.database, [...quotingRoutes, ...pricingRoutes], () => worldNow);
  seller = await world.signIn('seller1', { now: worldNow });
  const offers = (await http.call(seller, applicableOffersRoute, { query: { stockId: showroom.newCar } })).body as { items: OfferConditions[] };
  const offer = offers.items.find((item) => item.offerId === showroom.balloonOffer);
  if (offer === undefined) throw new Error('no balloon offer');
  const input = quoteChoice({
    vehicle: { kind: 'stock', stockId: showroom.newCar }, priceCents: 2_890_000, discountCents: 150_000, tradeInCents: 420_000, depositCents: 500_000,
    offerId: offer.offerId, offerVersion: 1, termMonths: 48, balloonCents: 980_000, kmPerYear: 15_000, serviceCodes: ['CPI'],
  });
  const priced = priceQuote(input, offer, '2026-11-23');
  if (!priced.ok) throw new Error(priced.refusal);
  const saved = await http.call(seller, saveQuoteRoute, { body: saveBody(input, priced.figures, '2026-11-23') });
  quote = saved.body as Quote;
});
afterAll(async () => {
  await http.close();
  await documentsModule.close?.();
});

const pdfText = (bytes: Uint8Array) => pageTexts(readPdf(bytes)).join('\n');
const print = (who: SignedIn, language: 'it' | 'en', revision?: number) => http.call(who, printQuoteRoute, { params: { id: quote.id }, query: { language, ...(revision === undefined ? {} : { revision }) } });

test('the print is declared PDF/A-2b and carries the figures of the screen', async () => {
  const answer = await print(seller, 'it');
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
  expect(pdfaFaults(answer.bytes)).toEqual([]);
  const text = pdfText(answer.bytes);
  for (const piece of [quote.number, 'Toyota', 'Yaris Cross', '28.900,00', '9.800,00', '6,95']) expect(text).toContain(piece);
});

test('printing again gives the first original, byte for byte; both are audited', async () => {
  const [first, second] = [await print(seller, 'it'), await print(seller, 'it')];
  expect(second.bytes.equals(first.bytes)).toBe(true);
  const { count } = await db.current.database.asOwner((tx) =>
    tx.row<{ count: number }>(sql`select count(*) as count from documents.documents d where d.subject_id = ${quote.id} and d.language = 'it'`),
  );
  expect(count).toBe(1);
  const audits = await db.current.database.asOwner((tx) => tx.rows<{ again: boolean }>(sql`select (details->>'again')::boolean as again from platform.audit_events where action = 'quoting.quote.print' order by id`));
  expect(audits.map((row) => row.again)).toEqual([false, true, true]);
});

test('each language is an original of its own, the words of a stand-in too', async () => {
  await db.current.database.asOwner((tx) => tx.run(sql`update quoting.quotes set seller_name = ${signatureFor('Anna Villa', 'Luca Ferri')} where id = ${quote.id}`));
  const text = pdfText((await print(seller, 'en')).bytes);
  expect(text).toContain('Amount financed');
  expect(text).toContain('Anna Villa on behalf of Luca Ferri');
});

test.each(['seller2', 'seller3', 'altSeller'] as const)('%s cannot print somebody else’s quote', async (name) => {
  expect((await print(await world.signIn(name, { now: worldNow }), 'it')).status).toBe(404);
});

test('a revision that does not exist is not found', async () => {
  expect((await print(seller, 'it', 7)).status).toBe(404);
});

test('from the second on, the print says which revision it is', async () => {
  const { input, figures } = leadingProposal(quote);
  const body = { ...saveBody(input, figures, '2026-11-23'), proposals: [{ quantity: 1, input, shown: shownFigures(figures) }], note: 'di nuovo', revision: 1 };
  expect((await http.call(seller, reviseQuoteRoute, { params: { id: quote.id }, body })).status).toBe(200);
  expect(pdfText((await print(seller, 'it', 1)).bytes)).not.toContain('versione');
  expect(pdfText((await print(seller, 'it', 2)).bytes)).toContain(`N. ${quote.number} · versione 2`);
  expect(pdfText((await print(seller, 'en', 2)).bytes)).toContain(`No. ${quote.number} · revision 2`);
});
