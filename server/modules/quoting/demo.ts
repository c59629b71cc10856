/** Demo quotes: sellers of every dealer have been at work in the last weeks. They go through the same use case as anybody. */
import { addDays, toDayNumber } from '#platform/civil-date';
import type { Context } from '#platform/context';
import { assert } from '#platform/errors';
import { seededRandom, type Random } from '#platform/demo-random';
import type { DemoDoor, DemoWorld } from '#platform/module';
import { sql } from '#platform/sql';
import { applicableOffers } from '#pricing';
import { balloonRange, type OfferConditions } from '#pricing/api';
import { listStock } from '#vehicles';
import type { StockVehicle } from '#vehicles/api';
import { plainQuoteSale, noExtras, priceQuote, purchaseOptionRange, shownFigures, solveQuoteDeposit, type PricedCar, type QuoteCustomer, type QuoteInput, type SaveQuoteBody } from './api.ts';
import { handOverDemoForm, shareDemoQuote, type DemoQuote } from './demo-life.ts';
import { saveQuote } from './save-quote.ts';

const references = ['Famiglia con due bambini', 'Cliente di passaggio', 'Rientro da noleggio', 'Seconda auto', 'Da richiamare venerdì', 'Prova su strada fatta', '', '', ''];

/** The person whom the README tells to sign in as. */
const shownSeller = 'luca.ferri@dlr001.example';

interface SellerRow {
  personality_id: string;
  account_id: string;
  display_name: string;
  node_id: number;
  dealer_id: number;
}

/** The demo's own door for one seller: the same wall as a session would set. */
async function asSeller(ctx: Context, seller: SellerRow, now: Date, today: string): Promise<Context> {
  await ctx.tx.run(sql`
    select set_config('volano.scope_node_id', ${String(seller.node_id)}, true), set_config('volano.reach_node_id', ${String(seller.dealer_id)}, true),
      set_config('volano.account_id', ${seller.account_id}, true), set_config('volano.personality_id', ${seller.personality_id}, true)`);
  return {
    ...ctx,
    now,
    today,
    actor: {
      kind: 'person',
      accountId: seller.account_id,
      personalityId: seller.personality_id,
      displayName: seller.display_name,
      profile: 'seller',
      privileges: new Set(['quoting.quote.write', 'quoting.quote.print', 'pricing.margin.read', 'vehicles.stock.read', 'vehicles.stock.reserve']),
      scopeNodeId: seller.node_id,
      reachNodeId: seller.dealer_id,
    },
  };
}

const euro = (cents: number): number => Math.round(cents / 10_000) * 10_000;
const carOf = (vehicle: StockVehicle): PricedCar => ({ housePriceCents: vehicle.priceCents, options: [] });

function balloonFor(offer: OfferConditions, input: QuoteInput, vehicle: StockVehicle): number | null {
  if (offer.product.plan === 'lease') return purchaseOptionRange(input, offer.product, carOf(vehicle)).minCents;
  return balloonRange(offer, input.termMonths, input.kmPerYear)?.maxCents ?? null;
}

type ProposalBody = SaveQuoteBody['proposals'][number];

/** A choice with its figures, or undefined when the offer does not allow it. */
function proposalOf(input: QuoteInput, vehicle: StockVehicle, offer: OfferConditions, today: string): ProposalBody | undefined {
  const priced = priceQuote(input, offer, today, carOf(vehicle));
  return priced.ok ? { quantity: 1, input, shown: shownFigures(priced.figures) } : undefined;
}

const accessories = [{ name: 'Tappetini e kit sicurezza', cents: 18_000 }, { name: 'Messa su strada', cents: 95_000 }, { name: 'Gancio di traino', cents: 79_000 }];

function inputFor(vehicle: StockVehicle, offer: OfferConditions, today: string, random: Random): QuoteInput | undefined {
  const isTradedIn = random.fraction() < 0.35;
  const tradeInCents = isTradedIn ? euro(150_000 + vehicle.priceCents * 0.2 * random.fraction()) : 0;
  const wanted: QuoteInput = {
    ...noExtras,
    vehicle: { kind: 'stock', stockId: vehicle.stockId },
    priceCents: vehicle.priceCents,
    discountCents: random.fraction() < 0.6 ? euro(vehicle.priceCents * 0.05 * random.fraction()) : 0,
    tradeInCents,
    depositCents: euro(vehicle.priceCents * (0.1 + 0.2 * random.fraction())),
    offerId: offer.offerId,
    offerVersion: offer.offerVersion,
    termMonths: random.pick(offer.terms).months,
    balloonCents: null,
    kmPerYear: offer.product.plan === 'balloon' ? 15_000 : null,
    serviceCodes: offer.services.filter((service) => service.kind === 'insurance' && random.fraction() < 0.35).map((service) => service.code),
    accessories: random.fraction() < 0.3 ? [random.pick(accessories)] : [],
    tradeIn: isTradedIn && random.fraction() < 0.5 ? { plate: 'FX000XX', description: 'Utilitaria del 2017', mileageKm: 10_000 * random.whole(6, 14), payoffCents: euro(tradeInCents * 0.3) } : null,
  };
  const input = { ...wanted, balloonCents: balloonFor(offer, wanted, vehicle) };
  const priced = priceQuote(input, offer, today, carOf(vehicle));
  if (!priced.ok) return undefined;
  // Half of the customers think in round instalments.
  const target = Math.round(priced.figures.instalmentWithFeesCents / 1000) * 1000;
  const solved = random.fraction() < 0.5 ? solveQuoteDeposit(input, offer, today, target, carOf(vehicle)) : undefined;
  return solved?.ok === true ? { ...input, depositCents: solved.depositCents } : input;
}

/** Invented people at addresses that lead nowhere (RFC 2606); their telephones begin with a prefix that no operator has. */
const people = ['marta.colombo', 'g.riva', 'famiglia.greco', 'andrea.serra', 'lucia.fontana', 'p.marino'];

function customerFor(random: Random, type: QuoteCustomer['type']): QuoteCustomer {
  const known = random.fraction() < 0.6;
  const phone = `+39 300 ${String(random.whole(0, 999)).padStart(3, '0')} ${String(random.whole(0, 9999)).padStart(4, '0')}`;
  return { type, phone: known ? phone : '', email: known && random.fraction() < 0.7 ? `${random.pick(people)}@example.com` : '' };
}

/** The same car by other offers and terms, as the customer would compare them: no two alike. */
function alternatives(first: ProposalBody, vehicle: StockVehicle, offers: readonly OfferConditions[], today: string, wanted: number): ProposalBody[] {
  const found = [first];
  for (const offer of offers) {
    for (const { months } of offer.terms.toReversed()) {
      if (found.length >= wanted) return found;
      const choice: QuoteInput = { ...first.input, offerId: offer.offerId, offerVersion: offer.offerVersion, termMonths: months, kmPerYear: offer.product.plan === 'balloon' ? 15_000 : null, balloonCents: null, serviceCodes: [] };
      const proposal = proposalOf({ ...choice, balloonCents: balloonFor(offer, choice, vehicle) }, vehicle, offer, today);
      const isNew = proposal !== undefined && found.every(({ input }) => input.offerId !== offer.offerId || input.termMonths !== months);
      if (proposal === undefined || !isNew) continue;
      found.push(proposal);
      break;
    }
  }
  return found;
}

type Kind = 'simple' | 'alternatives' | 'lease' | 'fleet';

/** Up to four new cars of the dealer bought together under one offer. */
async function fleetLines(ctx: Context, vehicles: readonly StockVehicle[], customer: QuoteCustomer, random: Random): Promise<ProposalBody[]> {
  const lines: ProposalBody[] = [];
  for (const vehicle of vehicles.filter(({ kind }) => kind === 'new')) {
    if (lines.length >= 4) break;
    const offers = await applicableOffers(ctx, { kind: 'stock', stockId: vehicle.stockId }, { customerType: customer.type });
    const offer = offers.ok ? offers.value.find(({ product }) => product.plan === 'level') : undefined;
    const input = offer === undefined ? undefined : inputFor(vehicle, offer, ctx.today, random);
    const line = offer === undefined || input === undefined ? undefined : proposalOf({ ...input, tradeInCents: 0, tradeIn: null, depositCents: euro(vehicle.priceCents * 0.3) }, vehicle, offer, ctx.today);
    if (line !== undefined) lines.push(line);
  }
  return lines;
}

async function proposalsOf(ctx: Context, kind: Kind, customer: QuoteCustomer, random: Random): Promise<ProposalBody[]> {
  const { items } = await listStock(ctx, { state: 'available', limit: 40 });
  if (items.length === 0) return [];
  if (kind === 'fleet') return fleetLines(ctx, items, customer, random);
  const vehicle = random.pick(kind === 'lease' ? items.filter((item) => item.kind === 'new' && item.priceCents > 2_000_000) : items);
  const applicable = await applicableOffers(ctx, { kind: 'stock', stockId: vehicle.stockId }, { customerType: customer.type });
  const offers = (applicable.ok ? applicable.value : []).filter(({ product }) => (product.plan === 'lease') === (kind === 'lease'));
  if (offers.length === 0) return [];
  const offer = random.pick(offers.slice(0, 3));
  const input = inputFor(vehicle, offer, ctx.today, random);
  const first = input === undefined ? undefined : proposalOf(input, vehicle, offer, ctx.today);
  if (first === undefined) return [];
  return kind === 'alternatives' ? alternatives(first, vehicle, offers, ctx.today, random.whole(2, 3)) : [first];
}

/** A private person's lease of a new car of the dealer; none where no offer leases to private persons. */
async function privateLease(ctx: Context, random: Random): Promise<void> {
  const { items } = await listStock(ctx, { state: 'available', limit: 40 });
  for (const vehicle of items.filter(({ kind }) => kind === 'new')) {
    const applicable = await applicableOffers(ctx, { kind: 'stock', stockId: vehicle.stockId }, { customerType: 'consumer' });
    const offer = applicable.ok ? applicable.value.find(({ product }) => product.plan === 'lease') : undefined;
    const input = offer === undefined ? undefined : inputFor(vehicle, offer, ctx.today, random);
    const proposal = offer === undefined || input === undefined ? undefined : proposalOf({ ...input, tradeInCents: 0, tradeIn: null, depositCents: euro(vehicle.priceCents * 0.2) }, vehicle, offer, ctx.today);
    if (proposal === undefined) continue;
    const saved = await saveQuote(ctx, {
      kind: 'alternatives', ...plainQuoteSale, customer: customerFor(random, 'consumer'), reference: 'Leasing per la famiglia', proposals: [proposal], startDate: ctx.today,
    });
    assert(saved.ok, 'the demo saves only quotes that its own figures allow');
    return;
  }
}

async function quoteOnce(ctx: Context, random: Random, kind: Kind): Promise<DemoQuote | undefined> {
  const isBusiness = kind === 'lease' || kind === 'fleet';
  const customer = customerFor(random, isBusiness ? 'company' : 'consumer');
  const proposals = await proposalsOf(ctx, kind, customer, random);
  if (proposals.length === 0) return undefined;
  const saved = await saveQuote(ctx, {
    kind: kind === 'fleet' ? 'fleet' : 'alternatives',
    ...plainQuoteSale,
    customer,
    reference: isBusiness ? 'Impresa Esempio S.r.l.' : random.pick(references),
    note: kind === 'alternatives' ? 'Confronta le durate a casa, decide entro la settimana.' : '',
    followUpOn: customer.phone !== '' && random.fraction() < 0.5 ? addDays(ctx.today, random.whole(2, 9)) : null,
    proposals,
    startDate: ctx.today,
  });
  assert(saved.ok, 'the demo saves only quotes that its own figures allow');
  return { ctx, quote: saved.value, proposals };
}

/** Every fifth quote compares alternatives; one lease and one fleet stand among those of the last days. */
function kindOf(daysAgo: number, index: number, count: number): Kind {
  if (daysAgo === 0 && index === 0) return 'lease';
  if (daysAgo === 0 && index === 1) return 'fleet';
  return (daysAgo + index) % 5 === 0 || (daysAgo === 0 && index === count - 1) ? 'alternatives' : 'simple';
}

/** The last day is the first seller's: a quote of every kind, and two that have gone further. */
async function goFurther(kind: Kind, index: number, quoted: DemoQuote | undefined): Promise<void> {
  if (quoted === undefined) return;
  if (kind === 'alternatives') await shareDemoQuote(quoted);
  if (kind === 'simple' && index === 2) await handOverDemoForm(quoted);
}

export async function loadDemoQuotes(door: DemoDoor, world: DemoWorld): Promise<void> {
  const ctx = await door.enter(1);
  const random = seededRandom(world.seed + 1);
  const sellers = await ctx.tx.rows<SellerRow>(sql`
    select p.personality_id, p.account_id, p.display_name, p.node_id, c.ancestor_id as dealer_id
    from identity.v_people p
    join identity.v_node_closure c on c.tenant_id = p.tenant_id and c.descendant_id = p.node_id
    join identity.v_nodes n on n.tenant_id = c.tenant_id and n.id = c.ancestor_id and n.kind = 'dealer'
    where p.tenant_id = ${ctx.tenant.id} and p.profile = 'seller' order by p.node_id`);
  const shown = sellers.find(({ personality_id: id }) => id === world.personalities.get(shownSeller));
  const isSunday = (day: string): boolean => (toDayNumber(day) + 4) % 7 === 0;
  // The last working day has a quote of every kind, whatever day the demo begins on.
  const lastDay = isSunday(ctx.today) ? 1 : 0;
  const leaseDay = isSunday(addDays(ctx.today, -3)) ? 4 : 3;
  // Its own chance, so that what the demo has besides stays as it is.
  const leasing = seededRandom(world.seed + 2);
  // Oldest first, so that numbers and ids run with the days.
  for (let daysAgo = 40; daysAgo >= 0; daysAgo -= 1) {
    const today = addDays(ctx.today, -daysAgo);
    if (isSunday(today)) continue;
    const quotesToday = daysAgo === lastDay ? 6 : random.whole(1, 5);
    for (let i = 0; i < quotesToday; i += 1) {
      const anybody = random.fraction() < 0.5 ? random.pick(sellers.slice(0, 4)) : random.pick(sellers);
      const kind = kindOf(daysAgo - lastDay, i, quotesToday);
      const isShown = daysAgo === lastDay && (kind !== 'simple' || i === 2);
      const seller = isShown ? (shown ?? anybody) : anybody;
      const now = new Date(door.now.getTime() - daysAgo * 86_400_000 - (quotesToday - i) * 660_000);
      const quoted = await quoteOnce(await asSeller(ctx, seller, now, today), random, kind);
      if (isShown) await goFurther(kind, i, quoted);
    }
    if (daysAgo === leaseDay && shown !== undefined) await privateLease(await asSeller(ctx, shown, new Date(door.now.getTime() - daysAgo * 86_400_000), today), leasing);
  }
}
