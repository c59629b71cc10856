/** Reads what a quick quote starts from: the vehicle, or the saved quote, and the offers of today for it. */
import type { OfferConditions } from '#pricing/api';
import { leadingProposal, type Quote, type VehicleChoice } from '#quoting/api';
import { type ProblemError, useQueryOf } from '../../../request/index.ts';
import { fromQuote, fromStock, fromVersion, type VehicleInWork } from '../draft/vehicle-in-work.ts';
import type { QuoteSource } from '../draft/quote-source.ts';
import { applicableOffers, getQuote, getStockVehicle, getVersion } from '../endpoints.ts';

export interface QuoteStart {
  readonly vehicle: VehicleInWork;
  readonly offers: readonly OfferConditions[];
  readonly today: string;
  /** The quote copied or revised. */
  readonly quote: Quote | undefined;
}

export type QuoteStarting =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly problem: ProblemError; readonly retry: () => void }
  | { readonly state: 'ready'; readonly start: QuoteStart; readonly readAgain: () => Promise<{ readonly offers: readonly OfferConditions[]; readonly today: string } | undefined> };

/** Long enough not to move under the customer's eyes; a save after that is checked by the server anyway. */
const steadyMs = 3_600_000;
const nobody = '00000000-0000-0000-0000-000000000000';

/** Offers for the vehicle and, of a saved quote, for who buys and how. */
function offerQuery(choice: VehicleChoice | undefined, quote: Quote | undefined) {
  if (choice === undefined) return {};
  const sale = quote === undefined ? {} : { customerType: quote.customer.type, channel: quote.channel };
  return choice.kind === 'stock' ? { stockId: choice.stockId, ...sale } : { versionId: choice.versionId, ...sale };
}

function choiceOf(source: QuoteSource, quote: Quote | undefined): VehicleChoice | undefined {
  if (source.kind === 'stock') return { kind: 'stock', stockId: source.id };
  return source.kind === 'version' ? { kind: 'catalogue', versionId: source.id } : quote === undefined ? undefined : leadingProposal(quote).input.vehicle;
}

export function useQuoteStart(source: QuoteSource): QuoteStarting {
  const ofQuote = source.kind === 'from' || source.kind === 'revise';
  const steady = { staleTimeMs: steadyMs };
  const quote = useQueryOf(getQuote, { params: { id: ofQuote ? source.id : nobody }, query: {} }, { enabled: ofQuote, ...steady });
  const choice = choiceOf(source, quote.data);
  const isStock = choice?.kind === 'stock';
  const stock = useQueryOf(getStockVehicle, { params: { id: isStock ? choice.stockId : nobody } }, { enabled: isStock, ...steady });
  const version = useQueryOf(getVersion, { params: { id: source.kind === 'version' ? source.id : nobody } }, { enabled: source.kind === 'version', ...steady });
  const offers = useQueryOf(applicableOffers, { query: offerQuery(choice, quote.data) }, { enabled: choice !== undefined, ...steady });

  // A quoted car that has left the stock is told by the offers, which refuse it; here it only lacks its site.
  const needed = ofQuote ? [quote, offers] : [quote, stock, version, offers];
  const failed = needed.find((query) => query.isError && query.data === undefined);
  if (failed?.error) return { state: 'failed', problem: failed.error, retry: () => void failed.refetch() };
  const vehicle = stock.data !== undefined ? fromStock(stock.data) : version.data !== undefined ? fromVersion(version.data) : quote.data !== undefined ? fromQuote(quote.data) : undefined;
  if (vehicle === undefined || offers.data === undefined || (isStock && stock.isPending)) return { state: 'loading' };
  const readAgain = async () => {
    const { data } = await offers.refetch();
    return data === undefined ? undefined : { offers: data.items, today: data.today };
  };
  return { state: 'ready', start: { vehicle, offers: offers.data.items, today: offers.data.today, quote: quote.data }, readAgain };
}
