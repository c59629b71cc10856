import type { SavedView, ViewList } from '#identity/api';
import { useQueryOf } from '../../request/index.ts';
import { listViews } from './view-endpoints.ts';

/** Saved views of a list, one's own first; undefined while unknown. */
export function useViewsOf(list: ViewList): readonly SavedView[] | undefined {
  return useQueryOf(listViews, { query: { list } }, { staleTimeMs: 60_000 }).data?.items;
}
