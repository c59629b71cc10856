import type { SavedView } from '#identity/api';
import { useQueryOf } from '../../../request/index.ts';
import type { NavigationView } from '../../../shells/feature.ts';
import { useViewsOf } from '../../views/use-views-of.ts';
import { countFiltered } from './list-endpoints.ts';
import { filterOf } from './list-search.ts';

const mostShown = 8;

function useViewCount(view: SavedView): { readonly count: number; readonly more: boolean } | undefined {
  return useQueryOf(countFiltered, { query: filterOf(view.query) }, { staleTimeMs: 60_000 }).data;
}

/** Saved views of the list of quotes for the navigation, each with how many quotes it has. */
export function useQuoteViews(): readonly NavigationView[] {
  return (useViewsOf('quotes') ?? []).slice(0, mostShown).map((view) => ({
    key: view.id,
    label: view.name,
    search: { ...view.query, view: view.id },
    useCount: () => useViewCount(view),
  }));
}
