/**
 * Property: alternatives and fleets of every kind, loans and leases with options and accessories, tell the same figures in
 * the browser, from the server and out of the database, today and after the house has changed.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../testing/http.ts';
import { quoteChoice } from '../../testing/quote-request.ts';
import { addConsumerLease, addShowroomExtras } from '../../testing/showroom-extras.ts';
import { createShowroom, type Showroom } from '../../testing/showroom.ts';
import { createWorld, worldNow, type SignedIn } from '../../testing/world.ts';
import { cases, seeds } from '../../engine/proof/seeds.ts';
import { sql } from '#platform/sql';
import { applicableOffersRoute, balloonRange, type OfferConditions } from '#pricing/api';
import { versionOptionsRoute, type VersionOptions } from '#vehicles/api';
import { pricingRoutes } from '../pricing/http.ts';
import { vehiclesModule } from '../vehicles/module.ts';
import {
  plainQuoteSale, fleetTotals, getQuoteRoute, priceQuote, priceQuoteRoute, purchaseOptionRange, quotedOptions, replayQuoteRoute, saveQuoteRoute, shownFigures, type PricedCar, type Quote, type QuoteCustomer, type QuoteFigures, type QuoteInput,
} from './api.ts';
import { quotingModule } from './module.ts';

const db = useTestDatabase();
const today = '2026-11-23';
let http: TestHttp;
let seller: SignedIn;
let showroom: Showroom;
/** What the browser holds: the options of the version and the offers for it, by who buys. */
let listed: VersionOptions;
const offersOf = new Map<QuoteCustomer['type'], OfferConditions[]>();

beforeAll(async () => {
  const world = await createWorld(db.current.database);
  showroom = await createShowroom(world);
  await addShowroomExtras(world, showroom);
  await addConsumerLease(world);
  http = await createTestHttp(db.current.database, [...(quotingModule.routes ?? []), ...pricingRoutes, ...(vehiclesModule.routes ?? [])], () => worldNow);
  seller = await world.signIn('seller1', { now: worldNow });
  listed = (await http.call(seller, versionOptionsRoute, { params: { id: showroom.versionId } })).body as VersionOptions;
  for (const type of ['consumer', 'company'] as const) {
    offersOf.set(type, ((await http.call(seller, applicableOffersRoute, { query: { versionId: showroom.versionId, customerType: type } })).body as { items: OfferConditions[] }).items);
  }
});
afterAll(() => http.close());

const anyLine = fc.record({
  offer: fc.nat(), term: fc.nat(), options: fc.constantFrom(['WHITE'], ['BLACK'], ['BLACK', 'ROOF'], ['WHITE', 'HUD', 'NAV'], ['BLACK', 'RACK', 'NAV']), discountCents: fc.nat({ max: 300_000 }), depositCents: fc.integer({ min: 350_000, max: 900_000 }),
  tradeInCents: fc.nat({ max: 300_000 }), payoffCents: fc.nat({ max: 100_000 }), balloonShare: fc.nat({ max: 1000 }), accessoryCents: fc.nat({ max: 40_000 }), serviced: fc.boolean(), quantity: fc.integer({ min: 1, max: 500 }),
});
type Line = typeof anyLine extends fc.Arbitrary<infer T> ? T : never;

/** A choice as the desk would make it within the offer's bounds. */
function choiceOf(line: Line, offers: readonly OfferConditions[]): { input: QuoteInput; conditions: OfferConditions; car: PricedCar } {
  const conditions = offers[line.offer % offers.length];
  const term = conditions?.terms[line.term % conditions.terms.length];
  const options = quotedOptions(listed, line.options);
  if (conditions === undefined || term === undefined || !options.ok) throw new Error('no such choice');
  const { product } = conditions;
  const car: PricedCar = { housePriceCents: 2_890_000, options: options.value };
  const kmPerYear = product.plan === 'balloon' ? 15_000 : null;
  const plain = quoteChoice({
    vehicle: { kind: 'catalogue', versionId: showroom.versionId }, priceCents: 2_890_000, discountCents: line.discountCents, tradeInCents: line.tradeInCents, depositCents: line.depositCents, offerId: conditions.offerId,
    offerVersion: conditions.offerVersion, termMonths: term.months, balloonCents: null, kmPerYear, serviceCodes: line.serviced ? conditions.services.map(({ code }) => code) : [], optionCodes: [...line.options],
    accessories: line.accessoryCents > 0 ? [{ name: 'Tappetini', cents: line.accessoryCents }] : [], tradeIn: { plate: 'FX000XX', description: '', mileageKm: null, payoffCents: line.payoffCents },
  });
  const range = product.plan === 'lease' ? purchaseOptionRange(plain, product, car) : balloonRange(conditions, term.months, kmPerYear);
  const balloonCents = product.plan === 'level' || range === undefined ? null : range.minCents + Math.floor(((range.maxCents - range.minCents) * line.balloonShare) / 1000);
  return { input: { ...plain, balloonCents }, conditions, car };
}

const stored = (id: string) => db.current.database.asOwner((tx) => tx.rows<{ quantity: number; figures: object }>(sql`select quantity, figures from quoting.quote_proposals where quote_id = ${id} order by number`));
/** Without the rows of the plans, which the database does not keep. */
const withoutPlans = ({ rows: _rows, lease, ...summary }: QuoteFigures) => ({ ...summary, lease: lease === null ? null : Object.fromEntries(Object.entries(lease).filter(([name]) => name !== 'rows')) });

test.each(seeds)('browser = server = stored, for alternatives and fleets of loans and leases (seed %i)', { timeout: 600_000 }, async (seed) => {
  let leases = 0;
  const anyQuote = fc.record({ isFleet: fc.boolean(), type: fc.constantFrom('consumer' as const, 'company' as const), lines: fc.array(anyLine, { minLength: 1, maxLength: 3 }) });
  await fc.assert(
    fc.asyncProperty(anyQuote, async ({ isFleet, type, lines }) => {
      const choices = lines.map((line) => choiceOf(line, offersOf.get(type) ?? []));
      const browser = choices.flatMap(({ input, conditions, car }) => {
        const priced = priceQuote(input, conditions, today, car);
        return priced.ok ? [priced.figures] : [];
      });
      if (browser.length < choices.length) return;
      leases += browser.filter(({ lease }) => lease !== null).length;
      const proposals = choices.map(({ input }, at) => ({ quantity: isFleet ? (lines[at]?.quantity ?? 1) : 1, input, shown: shownFigures(browser[at] as QuoteFigures) }));
      const body = { kind: isFleet ? 'fleet' : 'alternatives', ...plainQuoteSale, customer: { type, phone: '', email: '' }, startDate: today, proposals };
      const answer = await http.call(seller, saveQuoteRoute, { body });
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      const quote = answer.body as Quote;
      expect(quote.proposals.map(({ figures }) => figures)).toEqual(browser);
      for (const [at, { input }] of choices.entries()) expect((await http.call(seller, priceQuoteRoute, { body: { input, customerType: type } })).body).toMatchObject({ figures: browser[at] });
      expect((await stored(quote.id)).map(({ quantity, figures }) => [quantity, figures])).toEqual(browser.map((figures, at) => [proposals[at]?.quantity, withoutPlans(figures)]));
      expect((await http.call(seller, getQuoteRoute, { params: { id: quote.id } })).body).toEqual(quote);
      expect((await http.call(seller, replayQuoteRoute, { params: { id: quote.id }, query: {} })).body).toMatchObject({ same: true });
      const totals = fleetTotals(choices.map(({ input }, at) => ({ quantity: proposals[at]?.quantity ?? 1, input, figures: browser[at] as QuoteFigures })));
      expect(quote.totals).toEqual(isFleet ? totals : null);
    }),
    { seed, numRuns: cases(8, 200) },
  );
  expect(leases).toBeGreaterThan(0);
});
