/** Alternatives, fleets, leases, options, copies, timelines; and whoever tries to slip something in. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useTestDatabase } from '../../testing/database.ts';
import { createTestHttp, type Answered, type TestHttp } from '../../testing/http.ts';
import { quoteChoice } from '../../testing/quote-request.ts';
import { addShowroomExtras, type ShowroomExtras } from '../../testing/showroom-extras.ts';
import { createShowroom, type Showroom } from '../../testing/showroom.ts';
import { createWorld, worldNow, type SignedIn, type World } from '../../testing/world.ts';
import { endOffer, supersedeOffer } from '#pricing';
import { applicableOffersRoute, type OfferConditions } from '#pricing/api';
import { versionOptionsRoute, type VersionOptions } from '#vehicles/api';
import { sql } from '#platform/sql';
import {
  plainQuoteSale, duplicateQuoteRoute, fleetTotals, getQuoteRoute, leadingProposal, priceQuote, priceQuoteRoute, quotedOptions, replayQuoteRoute, reviseQuoteRoute, saveQuoteRoute, shownFigures, timelineRoute,
  type Quote, type QuoteCustomer, type QuoteInput, type SaveQuoteBody,
} from './api.ts';
import { pricingRoutes } from '../pricing/http.ts';
import { vehiclesModule } from '../vehicles/module.ts';
import { quotingModule } from './module.ts';

const db = useTestDatabase();
const today = '2026-11-23';
let world: World;
let showroom: Showroom;
let extras: ShowroomExtras;
let http: TestHttp;
const people = new Map<string, SignedIn>();

beforeAll(async () => {
  world = await createWorld(db.current.database);
  showroom = await createShowroom(world);
  extras = await addShowroomExtras(world, showroom);
  http = await createTestHttp(db.current.database, [...(quotingModule.routes ?? []), ...pricingRoutes, ...(vehiclesModule.routes ?? [])], () => worldNow);
  for (const name of ['seller1', 'seller2', 'seller3', 'dealerManager', 'areaManager', 'altSeller'] as const) people.set(name, await world.signIn(name, { now: worldNow }));
});
afterAll(() => http.close());

const seller = () => people.get('seller1');
const company: QuoteCustomer = { type: 'company', phone: '+39 300 555 0101', email: 'acquisti@example.com' };

const base = (changes: Partial<QuoteInput> = {}): QuoteInput =>
  quoteChoice({
    vehicle: { kind: 'stock', stockId: showroom.newCar }, priceCents: 2_890_000, discountCents: 150_000, tradeInCents: 420_000, depositCents: 500_000,
    offerId: showroom.balloonOffer, offerVersion: 1, termMonths: 48, balloonCents: 980_000, kmPerYear: 15_000, serviceCodes: [], ...changes,
  });
const loan = (changes: Partial<QuoteInput> = {}) => base({ offerId: showroom.levelOffer, balloonCents: null, kmPerYear: null, termMonths: 60, ...changes });
const built = (optionCodes: string[], changes: Partial<QuoteInput> = {}) => loan({ vehicle: { kind: 'catalogue', versionId: showroom.versionId }, optionCodes, ...changes });
const leased = (changes: Partial<QuoteInput> = {}) => base({ offerId: extras.leaseOffer, balloonCents: 28_000, kmPerYear: null, tradeInCents: 0, ...changes });

async function offersFor(vehicle: QuoteInput['vehicle'], customerType: QuoteCustomer['type']): Promise<OfferConditions[]> {
  const query = vehicle.kind === 'stock' ? { stockId: vehicle.stockId, customerType } : { versionId: vehicle.versionId, customerType };
  return ((await http.call(seller(), applicableOffersRoute, { query })).body as { items: OfferConditions[] }).items;
}

/** A proposal as the browser would send it. */
async function proposalFor(input: QuoteInput, { quantity = 1, type = 'consumer' as QuoteCustomer['type'] } = {}): Promise<SaveQuoteBody['proposals'][number]> {
  const conditions = (await offersFor(input.vehicle, type)).find(({ offerId }) => offerId === input.offerId);
  if (conditions === undefined) throw new Error('the offer does not apply');
  const list = (await http.call(seller(), versionOptionsRoute, { params: { id: showroom.versionId } })).body as VersionOptions;
  const options = input.vehicle.kind === 'stock' ? { ok: true as const, value: [] } : quotedOptions(list, input.optionCodes);
  if (!options.ok) throw new Error(options.refusal);
  const priced = priceQuote(input, conditions, today, { housePriceCents: null, options: options.value });
  if (!priced.ok) throw new Error(priced.refusal);
  return { quantity, input, shown: shownFigures(priced.figures) };
}

async function bodyOf(inputs: readonly QuoteInput[], words: Partial<SaveQuoteBody> = {}): Promise<SaveQuoteBody> {
  const proposals = await Promise.all(inputs.map((input) => proposalFor(input, { type: words.customer?.type ?? 'consumer' })));
  return { kind: 'alternatives', ...plainQuoteSale, startDate: today, proposals, ...words };
}
const quoteOf = (answer: Answered) => {
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as Quote;
};
const save = async (body: SaveQuoteBody) => quoteOf(await http.call(seller(), saveQuoteRoute, { body }));
const problem = (answer: Answered) => answer.body as { code: string; detail: string; fields: { path: string }[]; details?: Record<string, unknown> };

describe('what a quote holds', () => {
  test('three alternatives, who buys, notes and the day to call; the first leads', async () => {
    const saved = await save(await bodyOf([base(), loan(), loan({ termMonths: 36 })], { customer: { type: 'consumer', phone: '+39 300 111 2222', email: 'marta@example.com' }, note: 'Preferisce la mattina.', followUpOn: '2026-11-30' }));
    expect(saved.proposals.map(({ number, quantity, input }) => [number, quantity, input.termMonths])).toEqual([[1, 1, 48], [2, 1, 60], [3, 1, 36]]);
    expect(saved).toMatchObject({ kind: 'alternatives', totals: null, note: 'Preferisce la mattina.', followUpOn: '2026-11-30', customer: { phone: '+39 300 111 2222' } });
    expect(quoteOf(await http.call(seller(), getQuoteRoute, { params: { id: saved.id }, query: {} }))).toEqual(saved);
    const head = await db.current.database.asOwner((tx) => tx.row<Record<string, unknown>>(sql`select kind, proposals, quantity, phone, search_text, instalment_cents from quoting.quotes where id = ${saved.id}`));
    expect(head).toMatchObject({ kind: 'alternatives', proposals: 3, quantity: 1, instalment_cents: leadingProposal(saved).figures.instalmentWithFeesCents });
    for (const word of ['3001112222', 'zzztest0000000001', 'marta']) expect(head['search_text']).toContain(word);
  });

  test('options, accessories and a car given in are frozen with their prices', async () => {
    const input = built(['BLACK', 'HUD', 'NAV'], { accessories: [{ name: 'Tappetini', cents: 18_000 }], tradeIn: { plate: 'FX000XX', description: 'Utilitaria', mileageKm: 90_000, payoffCents: 120_000 } });
    const { vehicle, figures } = leadingProposal(await save(await bodyOf([input])));
    expect(vehicle).toMatchObject({ optionsCents: 170_000, housePriceCents: 2_890_000, options: [{ code: 'BLACK', priceCents: 70_000 }, { code: 'HUD' }, { code: 'NAV', name: 'Navigatore' }] });
    expect(figures.netPriceCents).toBe(2_890_000 + 170_000 + 18_000 - 150_000);
    const priced = await http.call(seller(), priceQuoteRoute, { body: { input } });
    expect(priced.body).toMatchObject({ figures, vehicle });
  });

  test('a fleet is all its lines in their quantities', async () => {
    const lines = [await proposalFor(built(['WHITE']), { quantity: 3, type: 'company' }), await proposalFor(leased({ vehicle: { kind: 'catalogue', versionId: showroom.versionId } }), { quantity: 2, type: 'company' })];
    const saved = await save(await bodyOf([], { kind: 'fleet', customer: company, proposals: lines }));
    expect(saved.totals).toEqual(fleetTotals(saved.proposals));
    expect(saved.totals?.quantity).toBe(5);
    const head = await db.current.database.asOwner((tx) => tx.row<Record<string, unknown>>(sql`select quantity, instalment_cents from quoting.quotes where id = ${saved.id}`));
    expect(head).toEqual({ quantity: 5, instalment_cents: saved.totals?.instalmentWithFeesCents });
  });

  test('a company leases; a consumer cannot have a lease made for businesses', async () => {
    const body = await bodyOf([leased()], { customer: company });
    const { figures } = leadingProposal(await save(body));
    expect(figures.lease?.rows.at(-1)).toMatchObject({ kind: 'purchase-option', grossCents: 28_000 });
    const refused = await http.call(seller(), saveQuoteRoute, { body: { ...body, customer: { ...company, type: 'consumer' } } });
    expect([problem(refused).code, problem(refused).fields[0]?.path]).toEqual(['offer_not_for_customer', 'body.proposals.0.input.offerId']);
  });

  test('a revision replaces all proposals and leaves the first as it was', async () => {
    const first = await save(await bodyOf([base(), loan()]));
    const body = { ...(await bodyOf([loan({ termMonths: 36 })])), revision: 1 };
    const second = quoteOf(await http.call(seller(), reviseQuoteRoute, { params: { id: first.id }, body }));
    expect([second.revision, second.proposals.length]).toEqual([2, 1]);
    expect(quoteOf(await http.call(seller(), getQuoteRoute, { params: { id: first.id }, query: { revision: 1 } })).proposals).toEqual(first.proposals);
    const told = (await http.call(seller(), timelineRoute, { params: { id: first.id } })).body as { items: { kind: string; details: object }[] };
    expect(told.items.map(({ kind, details }) => [kind, details])).toEqual([['revised', { revision: 2, proposals: 1 }], ['saved', { revision: 1, proposals: 2 }]]);
  });
});

describe('an attack is refused by name and leaves nothing', () => {
  /** Every row that a save could write. */
  const traces = async () => {
    const counts = await db.current.database.asOwner((tx) =>
      tx.rows<{ rows: string }>(sql`
        select 'q' || count(*) || ' ' || coalesce(max(updated_at)::text, '') as rows from quoting.quotes union all select 'r' || count(*) from quoting.quote_revisions
        union all select 'p' || count(*) from quoting.quote_proposals union all select 'e' || count(*) from quoting.quote_events union all select 'n' || sum(last) from quoting.quote_numbers
        union all select 'a' || count(*) from platform.audit_events where action like 'quoting.%' union all select 'o' || count(*) from platform.outbox where kind like 'quoting.%'`),
    );
    return counts.map(({ rows }) => rows).toSorted();
  };
  const change = (body: SaveQuoteBody, at: number, changes: Partial<QuoteInput>): SaveQuoteBody => ({
    ...body, proposals: body.proposals.map((proposal, index) => (index === at ? { ...proposal, input: { ...proposal.input, ...changes } } : proposal)),
  });
  const stock = (stockId: string) => ({ kind: 'stock', stockId }) as const;

  test.each<[string, number, string, string, () => Promise<unknown>]>([
    ['another dealer’s car in the second alternative', 422, 'vehicle_not_available', 'body.proposals.1.input.vehicle', async () => change(await bodyOf([base(), loan()]), 1, { vehicle: stock(showroom.otherCar) })],
    ['an offer of a version that never was', 422, 'offer_not_in_force', 'body.proposals.0.input.offerId', async () => change(await bodyOf([base()]), 0, { offerVersion: 7 })],
    ['an offer that has ended', 422, 'offer_not_in_force', 'body.proposals.0.input.offerId', async () => change(await bodyOf([loan()]), 0, { offerId: showroom.endedOffer })],
    ['a price above the asking price', 422, 'price_above_list', 'body.proposals.0.input.priceCents', async () => change(await bodyOf([base()]), 0, { priceCents: 2_890_001 })],
    ['a price lowered after it was shown', 422, 'figures_differ', 'body.proposals.0.shown', async () => change(await bodyOf([base()]), 0, { priceCents: 2_880_000 })],
    ['figures forged by a cent', 422, 'figures_differ', 'body.proposals.1.shown', async () => { const body = await bodyOf([base(), loan()]); return { ...body, proposals: body.proposals.map((one, index) => (index === 1 ? { ...one, shown: { ...one.shown, totalDueCents: one.shown.totalDueCents - 1 } } : one)) }; }],
    ['an option added after it was shown', 422, 'figures_differ', 'body.proposals.0.shown', async () => change(await bodyOf([built(['WHITE'])]), 0, { optionCodes: ['BLACK'] })],
    ['a price sent with an option', 400, 'invalid_input', 'body.proposals.0.input.options', async () => { const body = await bodyOf([built(['BLACK'])]); return { ...body, proposals: body.proposals.map((one) => ({ ...one, input: { ...one.input, options: [{ code: 'BLACK', priceCents: 0 }] } })) }; }],
    ['options that exclude each other', 422, 'options_exclude', 'body.proposals.0.input.optionCodes', async () => change(await bodyOf([built(['WHITE'])]), 0, { optionCodes: ['WHITE', 'ROOF', 'RACK'] })],
    ['an option without the one it needs', 422, 'option_requires', 'body.proposals.0.input.optionCodes', async () => change(await bodyOf([built(['WHITE'])]), 0, { optionCodes: ['WHITE', 'HUD'] })],
    ['an option of no list', 422, 'option_unknown', 'body.proposals.0.input.optionCodes', async () => change(await bodyOf([built(['WHITE'])]), 0, { optionCodes: ['\'; drop table quoting.quotes; --'] })],
    ['a car configured without a colour', 422, 'colour_missing', 'body.proposals.0.input.optionCodes', async () => change(await bodyOf([built(['WHITE'])]), 0, { optionCodes: ['NAV'] })],
    ['an old loan that nobody pays off', 422, 'payoff_not_covered', 'body.proposals.0.input.depositCents', async () => change(await bodyOf([base()]), 0, { tradeIn: { plate: '', description: '', mileageKm: null, payoffCents: 920_001 } })],
    ['four alternatives', 422, 'too_many_alternatives', 'body.proposals', async () => bodyOf([base(), loan(), loan({ termMonths: 36 }), loan({ termMonths: 24 })])],
    ['two cars as an alternative', 422, 'quantity_of_alternative', 'body.proposals.0.quantity', async () => bodyOf([], { proposals: [{ ...(await proposalFor(base())), quantity: 2 }] })],
    ['no car at all', 400, 'invalid_input', 'body.proposals.0.quantity', async () => bodyOf([], { kind: 'fleet', proposals: [{ ...(await proposalFor(built(['WHITE']))), quantity: 0 }] })],
    ['a thousand million cars', 400, 'invalid_input', 'body.proposals.0.quantity', async () => bodyOf([], { kind: 'fleet', proposals: [{ ...(await proposalFor(built(['WHITE']))), quantity: 1e9 }] })],
    ['a stock car twice in a fleet', 422, 'vehicle_twice', 'body.proposals.1.input.vehicle', async () => bodyOf([base(), loan()], { kind: 'fleet' })],
    ['three of one stock car', 422, 'quantity_of_stock_car', 'body.proposals.0.quantity', async () => bodyOf([], { kind: 'fleet', proposals: [{ ...(await proposalFor(base())), quantity: 3 }] })],
    ['no proposal', 400, 'invalid_input', 'body.proposals', async () => bodyOf([])],
    ['a channel that is not the dealer’s', 400, 'invalid_input', 'body.channel', async () => ({ ...(await bodyOf([base()])), channel: 'broker' })],
    ['a header hidden in the address', 400, 'invalid_input', 'body.customer.email', async () => bodyOf([base()], { customer: { type: 'consumer', phone: '', email: 'a@example.com\r\nBcc: b@example.com' } })],
    ['a script for a telephone', 400, 'invalid_input', 'body.customer.phone', async () => bodyOf([base()], { customer: { type: 'consumer', phone: '<script>', email: '' } })],
    ['a note with a zero byte', 400, 'invalid_input', 'body.note', async () => bodyOf([base()], { note: 'a\u0000b' })],
    ['a note longer than the page', 400, 'invalid_input', 'body.note', async () => bodyOf([base()], { note: 'à'.repeat(2001) })],
  ])('%s', async (_, status, code, path, make) => {
    const body = await make();
    const before = await traces();
    const answer = await http.call(seller(), saveQuoteRoute, { body } as never);
    expect([answer.status, problem(answer).code, problem(answer).fields[0]?.path], JSON.stringify(answer.body)).toEqual([status, code, path]);
    expect(problem(answer).detail).not.toMatch(/[{}[\]]/);
    expect(await traces()).toEqual(before);
  });

  test('why options cannot stand together is said in their names', async () => {
    const answer = await http.call(seller(), priceQuoteRoute, { body: { input: built(['WHITE', 'ROOF', 'RACK']) } });
    expect(problem(answer)).toMatchObject({ code: 'options_exclude', detail: 'Barre al tetto esclude Tetto apribile: sulla stessa auto non possono stare, togli uno dei due.', fields: [{ path: 'body.input.optionCodes' }] });
  });

  test('hostile words in free texts are kept as words', async () => {
    const words = '=HYPERLINK("http://x")\u202e<script>alert(1)</script> \'; drop table quoting.quotes; --';
    const saved = await save(await bodyOf([base({ accessories: [{ name: '<img src=x onerror=alert(1)>', cents: 1 }] })], { reference: words.slice(0, 80), note: words }));
    expect([saved.reference, saved.note]).toEqual([words.slice(0, 80), words]);
  });
});

describe('walls', () => {
  test('nobody else’s scope reads proposals or timeline, with or without the application’s filter', async () => {
    const saved = await save(await bodyOf([base(), loan()]));
    for (const name of ['seller2', 'seller3', 'altSeller'] as const) {
      const who = people.get(name);
      const answers = await Promise.all([
        http.call(who, timelineRoute, { params: { id: saved.id } }), http.call(who, replayQuoteRoute, { params: { id: saved.id }, query: {} }), http.call(who, duplicateQuoteRoute, { params: { id: saved.id } }),
      ]);
      expect([name, ...answers.map(({ status }) => status)]).toEqual([name, 404, 404, 404]);
      const bare = await world.context(name, { now: worldNow }, (ctx) =>
        ctx.tx.row<{ seen: number }>(sql`select (select count(*) from quoting.quote_proposals where quote_id = ${saved.id}) + (select count(*) from quoting.quote_events where quote_id = ${saved.id}) as seen`),
      );
      expect([name, bare.seen]).toEqual([name, 0]);
      const alien = world.context(name, { now: worldNow }, (ctx) =>
        ctx.tx.run(sql`insert into quoting.quote_events (tenant_id, quote_id, id, node_id, at, kind, actor_name, details) values (1, ${saved.id}, gen_random_uuid(), ${world.node('DLR001-S1')}, now(), 'saved', 'x', '{}')`),
      );
      await expect(alien).rejects.toThrow('row-level security');
    }
    const manager = (await http.call(people.get('dealerManager'), replayQuoteRoute, { params: { id: saved.id }, query: {} })).body;
    expect(manager).toMatchObject({ same: true, proposals: [{ number: 1, same: true }, { number: 2, same: true }] });
  });

  test.each(['quote_proposals', 'quote_events'])('%s cannot be altered or emptied by the program', async (table) => {
    const statements = { quote_proposals: [sql`update quoting.quote_proposals set quantity = 2`, sql`delete from quoting.quote_proposals`], quote_events: [sql`update quoting.quote_events set kind = 'x'`, sql`delete from quoting.quote_events`] };
    for (const statement of statements[table as keyof typeof statements]) {
      await expect(world.context('seller1', { now: worldNow }, (ctx) => ctx.tx.run(statement))).rejects.toThrow('permission denied');
    }
  });
});

// Last: the offers of the showroom change here.
describe('when offers change', () => {
  test('a copy takes the conditions of today, the old version is refused, the saved quote replays to the same cent', async () => {
    const original = await save(await bodyOf([loan()]));
    const replayed = await bodyOf([loan()]);
    const superseded = await world.asSystem({ now: worldNow }, (ctx) => supersedeOffer(ctx, { offerId: showroom.levelOffer, version: 1, validFrom: today, changes: { terms: [{ months: 60, nominalRatePpm: 79_500 }] } }));
    expect(superseded.ok, JSON.stringify(superseded)).toBe(true);
    const old = await http.call(seller(), saveQuoteRoute, { body: replayed });
    expect([problem(old).code, problem(old).fields[0]?.path]).toEqual(['offer_not_in_force', 'body.proposals.0.input.offerId']);
    expect(problem(old).details).toMatchObject({ proposal: 1, offerId: showroom.levelOffer, todaysVersion: 2, todaysOffer: 'Credito Classico', todaysFrom: today });
    expect(problem(old).detail).toContain('dal 23/11/2026 vale la versione 2 di Credito Classico');
    // Only what may be sold here and now is named: an offer that has ended has no version of today.
    const ended = await http.call(seller(), saveQuoteRoute, { body: { ...replayed, proposals: replayed.proposals.map((one) => ({ ...one, input: { ...one.input, offerId: showroom.endedOffer } })) } });
    expect([problem(ended).code, problem(ended).details?.['todaysVersion']]).toEqual(['offer_not_in_force', undefined]);
    const copy = quoteOf(await http.call(seller(), duplicateQuoteRoute, { params: { id: original.id } }));
    expect(copy.number).not.toBe(original.number);
    expect([leadingProposal(copy).input.offerVersion, leadingProposal(copy).figures.nominalRatePpm]).toEqual([2, 79_500]);
    const told = (await http.call(seller(), timelineRoute, { params: { id: copy.id } })).body as { items: { kind: string; details: object }[] };
    expect(told.items[0]).toMatchObject({ kind: 'duplicated', details: { of: original.number } });
    const again = (await http.call(seller(), replayQuoteRoute, { params: { id: original.id }, query: {} })).body;
    expect(again).toMatchObject({ same: true, proposals: [{ same: true, refusal: null, differences: [] }] });
    expect(quoteOf(await http.call(seller(), getQuoteRoute, { params: { id: original.id }, query: {} })).proposals).toEqual(original.proposals);
  });

  test('a copy whose second offer has ended says which, and nothing is saved', async () => {
    const original = await save(await bodyOf([loan({ offerVersion: 2 }), base()]));
    await world.asSystem({ now: worldNow }, (ctx) => endOffer(ctx, showroom.balloonOffer, 1, today));
    const answer = await http.call(seller(), duplicateQuoteRoute, { params: { id: original.id } });
    expect(problem(answer)).toMatchObject({ code: 'offer_not_in_force', fields: [{ path: 'proposals.1.input.offerId' }] });
    expect(problem(answer).detail).toMatch(/^Proposta 2: l’offerta Scelta Libera Hybrid oggi non vale più/);
  });
});
