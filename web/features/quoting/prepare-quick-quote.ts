/** What a quick quote begins with, asked for before the page is there to ask. */
import { prefetchOf } from '../../request/index.ts';
import type { RawSearch } from '../../shells/page-search.ts';
import { sourceIn } from './draft/quote-source.ts';
import { applicableOffers, getQuote, getStockVehicle, getVersion } from './endpoints.ts';

/** Reads the vehicle and its offers, or the saved quote, that the address names; the same requests as `useQuoteStart`. */
export async function prepareQuickQuote(search: RawSearch): Promise<void> {
  const source = sourceIn(search);
  if (source === undefined) return;
  const { kind, id } = source;
  if (kind === 'stock') await Promise.all([prefetchOf(getStockVehicle, { params: { id } }), prefetchOf(applicableOffers, { query: { stockId: id } })]);
  else if (kind === 'version') await Promise.all([prefetchOf(getVersion, { params: { id } }), prefetchOf(applicableOffers, { query: { versionId: id } })]);
  else await prefetchOf(getQuote, { params: { id }, query: {} });
}
