/** What must be read before selling: refused by name at the door, open at once after the confirmation, and no way around it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RouteContract } from '#platform/contract';
import * as quotingContracts from '#quoting/api';
import { deliverPrecontractRoute, duplicateQuoteRoute, listQuotesRoute, mailQuoteRoute, reviseQuoteRoute, saveQuoteRoute, shareQuoteRoute } from '#quoting/api';
import { pricingRoutes } from '../server/modules/pricing/http.ts';
import { quotingModule } from '../server/modules/quoting/module.ts';
import { sharingRoutes } from '../server/modules/quoting/shares/share-http.ts';
import { useTestDatabase } from '../server/testing/database.ts';
import { createTestHttp, type TestHttp } from '../server/testing/http.ts';
import { include, publishAs } from '../server/testing/news-desk.ts';
import { papersChoices } from '../server/testing/papers-world.ts';
import { savedQuote } from '../server/testing/saved-quote.ts';
import { createShowroom, type Showroom } from '../server/testing/showroom.ts';
import { createWorld, worldNow, type PersonName, type SignedIn, type World } from '../server/testing/world.ts';
import { confirmNewsRoute, seenNewsRoute } from '../server/modules/news/api.ts';
import { newsRoutes } from '../server/modules/news/http.ts';
import { endPublished } from '../server/modules/news/publish-version.ts';
import { findClosedGate } from '../server/modules/news/reading-gate.ts';

const db = useTestDatabase();
let world: World;
let showroom: Showroom;
let http: TestHttp;
let asked = 0;
const people = new Map<PersonName, SignedIn>();
const as = (name: PersonName): SignedIn => people.get(name) as SignedIn;
const gated = { mustConfirm: true, gates: ['selling' as const], titleIt: 'Leggere prima di vendere', titleEn: 'Read before selling', bodyEn: 'Text.' };

beforeAll(async () => {
  world = await createWorld(db.current.database);
  showroom = await createShowroom(world);
  http = await createTestHttp(db.current.database, [...(quotingModule.routes ?? []), ...sharingRoutes({ publicUrl: 'https://auto.example' }), ...pricingRoutes, ...newsRoutes], () => worldNow, {
    findClosedGate: async (ctx, gate) => {
      asked += 1;
      return findClosedGate(ctx, gate);
    },
  });
  for (const name of ['seller1', 'seller2', 'dealerManager'] as const) people.set(name, await world.signIn(name, { now: worldNow }));
});
afterAll(() => http.close());

const input = () => ({ ...papersChoices(showroom, { leaseOffer: '' } as never).level() });
const save = (name: PersonName) => savedQuote(http, as(name), [input()], '2026-11-23').then(() => 'saved', (error: Error) => (JSON.parse(error.message) as { code: string }).code);

test('every route that saves a quote or puts it before a customer is gated, and nothing else pays for the question', () => {
  const saving = (Object.values(quotingContracts) as unknown[]).filter((value): value is RouteContract => typeof value === 'object' && value !== null && 'access' in value && 'path' in value);
  expect(saving.filter(({ gatedBy }) => gatedBy !== undefined).map(({ method, path }) => `${method} ${path}`).sort()).toEqual(
    [saveQuoteRoute, reviseQuoteRoute, duplicateQuoteRoute, shareQuoteRoute, mailQuoteRoute].map(({ method, path }) => `${method} ${path}`).sort(),
  );
});

test('a seller is refused by name until the confirmation, and nobody outside the audience is', async () => {
  const quote = await savedQuote(http, as('seller1'), [input()], '2026-11-23');
  const id = await publishAs(world, 'pricingManager', [include(world.node('DLR001'), 'seller')], gated);
  const key = { 'idempotency-key': 'the-same-key-1' };
  expect(await save('seller1')).toBe('must_read_first');
  expect(await save('dealerManager')).toBe('saved');
  const refused = await http.call(as('seller1'), duplicateQuoteRoute, { params: { id: quote.id } }, { headers: key });
  expect(refused).toMatchObject({ status: 422, body: { code: 'must_read_first', detail: 'Prima leggi e conferma la comunicazione «Leggere prima di vendere».', details: { itemId: id, version: 1, title: 'Leggere prima di vendere' } } });
  expect((await http.call(as('seller1'), duplicateQuoteRoute, { params: { id: quote.id } }, { language: 'en' })).body).toMatchObject({ details: { title: 'Read before selling' } });
  // Nor does the quote leave the house by a link or a mail.
  expect((await http.call(as('seller1'), shareQuoteRoute, { params: { id: quote.id }, body: { expiresOn: '2026-12-10' } })).body).toMatchObject({ code: 'must_read_first' });
  expect((await http.call(as('seller1'), mailQuoteRoute, { params: { id: quote.id }, body: { key: '00000000-0000-4000-8000-000000000001', to: 'cliente@example.com', message: 'Ecco il preventivo' } })).body).toMatchObject({ code: 'must_read_first' });
  // That a form was handed over is a fact: it is written down all the same.
  expect(deliverPrecontractRoute).not.toHaveProperty('gatedBy');
  // Reading, lists and prices stay open, and cost the gate nothing.
  const before = asked;
  expect((await http.call(as('seller1'), listQuotesRoute, { query: {} })).status).toBe(200);
  expect(asked).toBe(before);
  // Having seen it is not enough; another's confirmation is not mine.
  await http.call(as('seller1'), seenNewsRoute, { params: { id, version: 1 } });
  expect((await http.call(as('seller2'), confirmNewsRoute, { params: { id, version: 1 } })).status).toBe(200);
  expect(await save('seller1')).toBe('must_read_first');
  expect(await save('seller2')).toBe('saved');
  expect((await http.call(as('seller1'), confirmNewsRoute, { params: { id, version: 1 } })).status).toBe(200);
  // The refusal was not kept under the key of the request.
  expect((await http.call(as('seller1'), duplicateQuoteRoute, { params: { id: quote.id } }, { headers: key })).status).toBe(200);
  expect(await save('seller1')).toBe('saved');
  await world.context('pricingManager', {}, (ctx) => endPublished(ctx, id, 'withdrawn', 'Fine della prova'));
});

test('a withdrawn item closes nothing, and neither does one that does not hold yet', async () => {
  const id = await publishAs(world, 'pricingManager', [include(world.node('TST'), 'seller')], gated);
  expect(await save('seller2')).toBe('must_read_first');
  await world.context('pricingManager', {}, (ctx) => endPublished(ctx, id, 'withdrawn', 'Superata'));
  expect(await save('seller2')).toBe('saved');
  await publishAs(world, 'pricingManager', [include(world.node('TST'), 'seller')], { ...gated, validFrom: '2026-12-01' });
  expect(await save('seller2')).toBe('saved');
});
