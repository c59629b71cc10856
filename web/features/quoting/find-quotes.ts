import { call } from '../../request/index.ts';
import type { PaletteRecord } from '../../shells/feature.ts';
import { currentLanguage, formatFor } from '../../ui/index.ts';
import { listQuotes } from './endpoints.ts';

/** Quotes for the command palette: by number, vehicle, reference. */
export async function findQuotes(text: string, signal: AbortSignal): Promise<readonly PaletteRecord[]> {
  const { items } = await call(listQuotes, { query: { text, limit: 6 } }, { signal });
  const format = formatFor(currentLanguage());
  return items.map((quote) => ({
    key: quote.id,
    title: quote.number,
    detail: [quote.vehicleLabel, `${format.money(quote.instalmentCents)} × ${quote.termMonths}`, quote.reference].filter((part) => part !== '').join(' · '),
    path: `/quotes/${quote.id}`,
  }));
}
