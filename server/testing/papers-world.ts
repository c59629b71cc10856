/** A showroom whose quotes are printed: saves quotes of any kind through the door, on any day. */
import { applicableOffersRoute, type OfferConditions } from '#pricing/api';
import { plainQuoteSale, priceQuote, saveQuoteRoute, shownFigures, type Quote, type QuoteCustomer, type QuoteInput, type SaveQuoteBody } from '#quoting/api';
import type { TestHttp } from './http.ts';
import { quoteChoice } from './quote-request.ts';
import type { ShowroomExtras } from './showroom-extras.ts';
import type { Showroom } from './showroom.ts';
import type { SignedIn } from './world.ts';

export const papersCompany: QuoteCustomer = { type: 'company', phone: '', email: 'acquisti@example.com' };

/** Choices by plan, for the new car in stock. */
export function papersChoices(showroom: Showroom, extras: ShowroomExtras) {
  const base = (changes: Partial<QuoteInput>): QuoteInput =>
    quoteChoice({
      vehicle: { kind: 'stock', stockId: showroom.newCar }, priceCents: 2_890_000, discountCents: 150_000, tradeInCents: 420_000, depositCents: 500_000,
      offerId: showroom.levelOffer, offerVersion: 1, termMonths: 48, balloonCents: null, kmPerYear: null, serviceCodes: [], ...changes,
    });
  return {
    level: (changes: Partial<QuoteInput> = {}) => base(changes),
    balloon: (changes: Partial<QuoteInput> = {}) => base({ offerId: showroom.balloonOffer, balloonCents: 980_000, kmPerYear: 15_000, serviceCodes: ['CPI'], ...changes }),
    lease: (changes: Partial<QuoteInput> = {}) => base({ offerId: extras.leaseOffer, balloonCents: 28_000, tradeInCents: 0, ...changes }),
  };
}

/** Saves a quote as a seller; `today` is the day of the door's clock. */
export async function savePapersQuote(http: TestHttp, seller: SignedIn, today: string, inputs: readonly (QuoteInput & { readonly quantity?: number })[], words: Partial<SaveQuoteBody> = {}): Promise<Quote> {
  const customerType = words.customer?.type ?? 'consumer';
  const proposals: SaveQuoteBody['proposals'] = [];
  for (const { quantity = 1, ...input } of inputs) {
    const query = input.vehicle.kind === 'stock' ? { stockId: input.vehicle.stockId, customerType } : { versionId: input.vehicle.versionId, customerType };
    const offers = (await http.call(seller, applicableOffersRoute, { query })).body as { items: OfferConditions[] };
    const conditions = offers.items.find(({ offerId }) => offerId === input.offerId);
    if (conditions === undefined) throw new Error('the offer does not apply');
    const priced = priceQuote(input, conditions, today, { housePriceCents: null, options: [] });
    if (!priced.ok) throw new Error(priced.refusal);
    proposals.push({ quantity, input, shown: shownFigures(priced.figures) });
  }
  const body: SaveQuoteBody = { kind: 'alternatives', ...plainQuoteSale, startDate: today, proposals, ...words };
  const answer = await http.call(seller, saveQuoteRoute, { body });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body as Quote;
}
