/**
 * Quotes of every kind, saved by the thousand and computed again after their offers changed: not one figure and not one row
 * of a plan may differ. 300 in the daily run, 100,000 in the deep tier.
 */
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '../../testing/database.ts';
import { quoteChoice } from '../../testing/quote-request.ts';
import { addShowroomExtras, type ShowroomExtras } from '../../testing/showroom-extras.ts';
import { createShowroom, type Showroom } from '../../testing/showroom.ts';
import { createWorld, worldNow, type World } from '../../testing/world.ts';
import { engineVersion } from '#engine';
import { cases, seeds } from '../../engine/proof/seeds.ts';
import { endOffer, supersedeOffer } from '#pricing';
import { addDays } from '#platform/civil-date';
import type { Context } from '#platform/context';
import { seededRandom, type Random } from '#platform/demo-random';
import { sql } from '#platform/sql';
import { balloonRange } from '#pricing/api';
import { headSaleOf, plainQuoteSale, revisionSaleOf, fullPriceCents, priceQuote, purchaseOptionRange, type QuoteCustomer, type QuoteInput } from './api.ts';
import { gatherQuote, type QuoteFacts } from './gather-quote.ts';
import { figuresDigest, summaryOf, type StoredProposal, type QuoteRevision } from './quote-revision.ts';
import { getQuote, insertQuote } from './quotes.ts';
import { replayStored } from './replay-quote.ts';

const db = useTestDatabase();
const today = '2026-11-23';
let world: World;
let showroom: Showroom;
let extras: ShowroomExtras;

beforeAll(async () => {
  world = await createWorld(db.current.database);
  showroom = await createShowroom(world);
  extras = await addShowroomExtras(world, showroom);
});

const asSeller = <T>(work: (ctx: Context) => Promise<T>) => world.context('seller1', { now: worldNow, today }, work);

interface Kind {
  readonly customer: QuoteCustomer['type'];
  readonly facts: QuoteFacts;
  readonly vehicle: QuoteInput['vehicle'];
  readonly optionCodes: string[];
}

/** Every car under every kind of offer, gathered once: what varies is the choice. */
async function kindsOf(ctx: Context): Promise<Kind[]> {
  const [newCar, usedCar, version] = [{ kind: 'stock', stockId: showroom.newCar }, { kind: 'stock', stockId: showroom.usedCar }, { kind: 'catalogue', versionId: showroom.versionId }] as const;
  const wanted: [QuoteInput['vehicle'], string, QuoteCustomer['type'], string[]][] = [
    [newCar, showroom.balloonOffer, 'consumer', []], [version, showroom.balloonOffer, 'consumer', ['BLACK', 'HUD', 'NAV']], [newCar, showroom.levelOffer, 'consumer', []], [version, showroom.levelOffer, 'soleTrader', ['WHITE', 'ROOF']],
    [usedCar, showroom.usedOffer, 'consumer', []], [newCar, extras.leaseOffer, 'company', []], [version, extras.leaseOffer, 'soleTrader', ['BLACK']],
  ];
  const kinds: Kind[] = [];
  for (const [vehicle, offerId, customer, optionCodes] of wanted) {
    const facts = await gatherQuote(ctx, quoteChoice({ vehicle, offerId, offerVersion: 1, optionCodes, priceCents: 0, discountCents: 0, tradeInCents: 0, depositCents: 0, termMonths: 1, balloonCents: null, kmPerYear: null, serviceCodes: [] }), { customerType: customer, channel: 'showroom' });
    if (!facts.ok) throw new Error(`${facts.refusal} ${offerId}`);
    kinds.push({ customer, facts: facts.value, vehicle, optionCodes });
  }
  return kinds;
}

/** A choice somebody could make; it may still be refused. */
function choiceOf({ facts: { conditions, vehicle }, vehicle: choice, optionCodes }: Kind, random: Random): QuoteInput {
  const house = vehicle.housePriceCents ?? 0;
  const termMonths = random.pick(conditions.terms).months;
  const isTradedIn = random.fraction() < 0.4;
  const input = quoteChoice({
    vehicle: choice, offerId: conditions.offerId, offerVersion: conditions.offerVersion, optionCodes, termMonths,
    priceCents: house - random.whole(0, Math.floor(house / 5)), discountCents: random.whole(0, 200_000), tradeInCents: isTradedIn ? random.whole(0, 400_000) : 0, depositCents: random.whole(0, 900_000),
    balloonCents: null, kmPerYear: conditions.product.plan === 'balloon' ? random.pick([10_000, 15_000]) : null,
    serviceCodes: random.fraction() < 0.5 ? conditions.services.map(({ code }) => code) : [],
    accessories: random.fraction() < 0.3 ? [{ name: 'Tappetini', cents: random.whole(1, 50_000) }] : [],
    tradeIn: isTradedIn && random.fraction() < 0.5 ? { plate: 'FX000XX', description: '', mileageKm: 1, payoffCents: random.whole(0, 500_000) } : null,
  });
  const { product } = conditions;
  const range = product.plan === 'lease' ? purchaseOptionRange(input, product, vehicle) : balloonRange(conditions, termMonths, input.kmPerYear);
  return range === undefined ? input : { ...input, balloonCents: random.whole(range.minCents, range.maxCents) };
}

function proposalOf(kind: Kind, startDate: string, random: Random, number: number): StoredProposal {
  const { conditions, vehicle } = kind.facts;
  for (let tries = 0; tries < 200; tries += 1) {
    const input = choiceOf(kind, random);
    const priced = priceQuote(input, conditions, startDate, vehicle);
    if (priced.ok) return { number, quantity: 1, input, conditions, vehicle, figures: summaryOf(priced.figures), figuresDigest: figuresDigest(priced.figures) };
  }
  throw new Error(`no choice of ${conditions.name} can be priced`);
}

/** Writes quotes straight below the use case, which other tests drive: the same rows, without gathering the same facts each time. */
async function storeQuotes(count: number, seed: number): Promise<void> {
  const kinds = await asSeller(kindsOf);
  const lanes = 4;
  // Connections wait for each other's answers, so a few at once are faster than one.
  await Promise.all(Array.from({ length: lanes }, (_, lane) => storeEvery(kinds, count, { lane, lanes }, seededRandom(seed + lane))));
}

/** Every `lanes`-th hundred of the quotes. */
async function storeEvery(kinds: readonly Kind[], count: number, { lane, lanes }: { readonly lane: number; readonly lanes: number }, random: Random): Promise<void> {
  for (let first = lane * 100; first < count; first += lanes * 100) {
    await asSeller(async (ctx) => {
      for (let i = first; i < Math.min(count, first + 100); i += 1) {
        // Saved on any day of the last year and a half: month ends, leap days, changes of the calendar.
        const startDate = addDays(today, -random.whole(0, 540));
        const kind = random.pick(kinds);
        const proposals = Array.from({ length: random.fraction() < 0.7 ? 1 : random.whole(2, 3) }, (_, index) => proposalOf(kind, startDate, random, index + 1));
        const revision: QuoteRevision = { kind: 'alternatives', ...revisionSaleOf(plainQuoteSale), customer: { type: kind.customer, phone: '', email: '' }, startDate, engineVersion, proposals };
        const head = {
          id: uuidv7(), number: `DLR001-2026-${String(i).padStart(6, '0')}`, nodeId: world.node('DLR001-S1'), dealerNodeId: world.node('DLR001'), revision: 1, sellerName: 'Prova', ...headSaleOf(plainQuoteSale),
          createdAt: worldNow, updatedAt: worldNow, expiresOn: addDays(startDate, 30),
        };
        await insertQuote(ctx, head, 'DLR001', revision);
      }
    });
  }
}

test(`stored quotes replay without a difference after their offers changed, seed ${seeds[1]}`, { timeout: 3_600_000 }, async () => {
  const count = cases(300, 100_000);
  await storeQuotes(count, seeds[1] ?? 1);
  await world.asSystem({ now: worldNow }, async (ctx) => {
    const changed = await supersedeOffer(ctx, { offerId: showroom.levelOffer, version: 1, validFrom: today, changes: { terms: [{ months: 60, nominalRatePpm: 99_500 }] } });
    expect(changed.ok).toBe(true);
    for (const offer of [showroom.balloonOffer, showroom.usedOffer, extras.leaseOffer]) await endOffer(ctx, offer, 1, today);
  });
  await db.current.database.asOwner(async (tx) => {
    await tx.run(sql`update vehicles.stock_vehicles set price_cents = price_cents / 2`);
    await tx.run(sql`update vehicles.versions set list_price_cents = list_price_cents / 2`);
    await tx.run(sql`update pricing.residual_values set value_ppm = value_ppm / 2`);
  });
  let [seen, proposals, last] = [0, 0, '00000000-0000-0000-0000-000000000000'];
  const faults: unknown[] = [];
  for (;;) {
    const page = await asSeller(async (ctx) => {
      const rows = await ctx.tx.rows<{ id: string; start_date: string }>(sql`
        select q.id, r.start_date from quoting.quotes q join quoting.quote_revisions r on r.tenant_id = q.tenant_id and r.quote_id = q.id
        where q.tenant_id = ${ctx.tenant.id} and q.id > ${last} order by q.id limit 500`);
      const startOf = new Map(rows.map(({ id, start_date: startDate }) => [id, startDate]));
      const stored = await ctx.tx.listRows<StoredProposal & { id: string }>(sql`
        select p.quote_id as id, p.number, p.quantity, p.input, p.conditions, p.vehicle, p.figures, p.figures_digest as "figuresDigest" from quoting.quote_proposals p
        where p.tenant_id = ${ctx.tenant.id} and p.quote_id = any(${[...startOf.keys()]}::uuid[])`);
      for (const { id, ...proposal } of stored) {
        proposals += 1;
        const replay = replayStored(proposal, startOf.get(id) ?? '');
        if (!replay.same) faults.push({ id, ...replay });
      }
      return rows;
    });
    seen += page.length;
    last = page.at(-1)?.id ?? last;
    if (page.length < 500) break;
  }
  expect(faults.slice(0, 5)).toEqual([]);
  expect(seen).toBe(count);
  expect(proposals).toBeGreaterThan(count * 1.3);
});

test('a stored figure or conditions changed behind the program’s back are found', async () => {
  const { id } = await db.current.database.asOwner(async (tx) => {
    const row = await tx.row<{ id: string }>(sql`select quote_id as id from quoting.quote_proposals where number = 1 order by quote_id limit 1`);
    await tx.run(sql`update quoting.quote_proposals set figures = jsonb_set(figures, '{totalDueCents}', '1') where quote_id = ${row.id} and number = 1`);
    return row;
  });
  await asSeller(async (ctx) => {
    const { revision } = await getQuote(ctx, id);
    const [proposal] = revision.proposals;
    if (proposal === undefined) throw new Error('no proposal');
    expect(fullPriceCents(proposal.input, proposal.vehicle)).toBeGreaterThan(0);
    expect(replayStored(proposal, revision.startDate)).toMatchObject({ same: false, differences: [{ figure: 'totalDueCents', saved: 1 }] });
    const rate = { ...proposal, conditions: { ...proposal.conditions, terms: proposal.conditions.terms.map((term) => ({ ...term, nominalRatePpm: term.nominalRatePpm + 100 })) } };
    expect(replayStored(rate, revision.startDate).same).toBe(false);
  });
});
