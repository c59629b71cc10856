import { useQueryOf } from '../../request/index.ts';
import type { RecentItems } from '../../shells/feature.ts';
import { useFormat } from '../../ui/index.ts';
import { countQuotes, listQuotes } from './endpoints.ts';

const shown = 6;

/** The latest quotes of the scope, for the home page. */
export function useLatestQuotes(): RecentItems {
  const format = useFormat();
  const { data, error, refetch } = useQueryOf(listQuotes, { query: { limit: shown } });
  const items = (data?.items ?? []).map((quote) => ({
    key: quote.id,
    title: quote.number,
    detail: [quote.vehicleLabel, quote.reference || quote.sellerName].join(' · '),
    at: quote.createdAt,
    path: `/quotes/${quote.id}`,
    figure: `${format.money(quote.instalmentCents)} × ${quote.termMonths}`,
  }));
  return { state: data !== undefined ? 'ready' : error !== null ? 'failed' : 'loading', items, retry: () => void refetch() };
}

/** How many quotes can still be accepted, for the navigation. */
export function useOpenQuotes(): number | undefined {
  return useQueryOf(countQuotes).data?.open;
}
