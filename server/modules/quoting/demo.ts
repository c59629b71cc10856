/** Demo quotes: sellers of every dealer have been at work in the last weeks. They go through the same use case as anybody. */
import { addDays, toDayNumber } from '#platform/civil-date';
import type { Context } from '#platform/context';
import { seededRandom, type Random } from '#platform/demo-random';
import type { DemoDoor, DemoWorld } from '#platform/module';
import { sql } from '#platform/sql';
import { applicableOffers } from '#pricing';
import { balloonRange, type OfferConditions } from '#pricing/api';
import { listStock } from '#vehicles';
import type { StockVehicle } from '#vehicles/api';
import { priceQuote, solveQuoteDeposit, type QuoteInput } from './api.ts';
import { saveQuote } from './save-quote.ts';

const references = ['Famiglia con due bambini', 'Cliente di passaggio', 'Rientro da noleggio', 'Seconda auto', 'Da richiamare venerdì', 'Prova su strada fatta', '', '', ''];

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
      privileges: new Set(['quoting.quote.write', 'pricing.margin.read', 'vehicles.stock.read']),
      scopeNodeId: seller.node_id,
      reachNodeId: seller.dealer_id,
    },
  };
}

function inputFor(vehicle: StockVehicle, offer: OfferConditions, today: string, random: Random): { input: QuoteInput; startDate: string } | undefined {
  const term = random.pick(offer.terms);
  const kmPerYear = offer.product.plan === 'balloon' ? 15_000 : null;
  const range = balloonRange(offer, term.months, kmPerYear);
  const euro = (cents: number) => Math.round(cents / 10_000) * 10_000;
  const input: QuoteInput = {
    vehicle: { kind: 'stock', stockId: vehicle.stockId },
    priceCents: vehicle.priceCents,
    discountCents: random.fraction() < 0.6 ? euro(vehicle.priceCents * 0.05 * random.fraction()) : 0,
    tradeInCents: random.fraction() < 0.35 ? euro(150_000 + vehicle.priceCents * 0.2 * random.fraction()) : 0,
    depositCents: euro(vehicle.priceCents * (0.1 + 0.2 * random.fraction())),
    offerId: offer.offerId,
    offerVersion: offer.offerVersion,
    termMonths: term.months,
    balloonCents: offer.product.plan === 'balloon' ? (range?.maxCents ?? null) : null,
    kmPerYear,
    serviceCodes: offer.services.filter(() => random.fraction() < 0.35).map((service) => service.code),
  };
  const priced = priceQuote(input, offer, today);
  if (!priced.ok) return undefined;
  // Half of the customers think in round instalments.
  const target = Math.round(priced.figures.instalmentWithFeesCents / 1000) * 1000;
  const solved = random.fraction() < 0.5 ? solveQuoteDeposit(input, offer, today, target) : undefined;
  return { input: solved?.ok === true ? { ...input, depositCents: solved.depositCents } : input, startDate: today };
}

async function quoteOnce(ctx: Context, random: Random): Promise<void> {
  const { items } = await listStock(ctx, { state: 'available', limit: 40 });
  if (items.length === 0) return;
  const vehicle = random.pick(items);
  const offers = await applicableOffers(ctx, { kind: 'stock', stockId: vehicle.stockId });
  if (!offers.ok || offers.value.length === 0) return;
  const offer = random.pick(offers.value.slice(0, 3));
  const chosen = inputFor(vehicle, offer, ctx.today, random);
  if (chosen === undefined) return;
  const priced = priceQuote(chosen.input, offer, chosen.startDate);
  if (!priced.ok) return;
  const { instalmentWithFeesCents, amountFinancedCents, totalDueCents, taegPpm } = priced.figures;
  await saveQuote(ctx, { ...chosen, reference: random.pick(references), shown: { instalmentWithFeesCents, amountFinancedCents, totalDueCents, taegPpm } });
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
  // Oldest first, so that numbers and ids run with the days.
  for (let daysAgo = 40; daysAgo >= 0; daysAgo -= 1) {
    const today = addDays(ctx.today, -daysAgo);
    if ((toDayNumber(today) + 4) % 7 === 0) continue;
    const quotesToday = daysAgo === 0 ? 6 : random.whole(1, 5);
    for (let i = 0; i < quotesToday; i += 1) {
      const seller = random.fraction() < 0.5 ? random.pick(sellers.slice(0, 4)) : random.pick(sellers);
      const now = new Date(door.now.getTime() - daysAgo * 86_400_000 - (quotesToday - i) * 660_000);
      await quoteOnce(await asSeller(ctx, seller, now, today), random);
    }
  }
}
