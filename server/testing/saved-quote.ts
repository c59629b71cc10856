/** Saves a quote through the whole door, as the desk would. */
import { applicableOffersRoute, type OfferConditions } from '#pricing/api';
import { plainQuoteSale, priceQuote, saveQuoteRoute, shownFigures, type Quote, type QuoteInput, type SaveQuoteBody } from '#quoting/api';
import type { TestHttp } from './http.ts';
import type { SignedIn } from './world.ts';

/** Every input one proposal on a car in stock, priced with the offers of the day; throws what was refused. */
export async function savedQuote(http: TestHttp, seller: SignedIn, inputs: readonly QuoteInput[], today: string, words: Partial<SaveQuoteBody> = {}): Promise<Quote> {
  const customer = words.customer ?? { type: 'consumer' as const, phone: '', email: '' };
  const proposals: SaveQuoteBody['proposals'] = [];
  for (const input of inputs) {
    const vehicle = input.vehicle.kind === 'stock' ? { stockId: input.vehicle.stockId } : { versionId: input.vehicle.versionId };
    const offers = (await http.call(seller, applicableOffersRoute, { query: { ...vehicle, customerType: customer.type } })).body as { items: OfferConditions[] };
    const conditions = offers.items.find((offer) => offer.offerId === input.offerId);
    if (conditions === undefined) throw new Error('the offer does not apply');
    const priced = priceQuote(input, conditions, today);
    if (!priced.ok) throw new Error(priced.refusal);
    proposals.push({ quantity: 1, input, shown: shownFigures(priced.figures) });
  }
  const body: SaveQuoteBody = { kind: 'alternatives', ...plainQuoteSale, reference: 'Rossi', note: 'margine basso', startDate: today, proposals, ...words, customer };
  const answer = await http.call(seller, saveQuoteRoute, { body });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body as Quote;
}
