import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { SavedView } from '#identity/api';
import { useQueryOf } from '../../../request/index.ts';
import { listViews } from './list-endpoints.ts';
import { searchOfView, viewQueryOf, type ListSearch } from './list-search.ts';

/**
 * Saved views of the list. An address that names a view and nothing else (`?view=…`) is spelled out, so that what is shown is
 * always in the address; an empty address opens with the view this person chose for that, once.
 */
export function useViews(search: ListSearch): { readonly items: readonly SavedView[]; readonly open: (view: SavedView | undefined) => void } {
  const navigate = useNavigate();
  const { data } = useQueryOf(listViews, { query: { list: 'quotes' } }, { staleTimeMs: 60_000 });
  const items = data?.items ?? [];
  const arrived = useRef(false);
  const go = (view: SavedView | undefined, replace: boolean): void => void navigate({ to: '/quotes', search: view === undefined ? {} : searchOfView(view.id, view.query), replace, resetScroll: false });

  useEffect(() => {
    if (data === undefined) return;
    const first = !arrived.current;
    arrived.current = true;
    if (Object.keys(viewQueryOf(search)).length > 0) return;
    const wanted = search.view === undefined ? (first && search.quote === undefined ? data.items.find((view) => view.opensList) : undefined) : data.items.find((view) => view.id === search.view);
    if (wanted !== undefined && Object.keys(wanted.query).length > 0) go(wanted, true);
  });
  return { items, open: (view) => go(view, false) };
}
