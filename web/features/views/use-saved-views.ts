import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { SavedView, ViewList } from '#identity/api';
import { useViewsOf } from './use-views-of.ts';

interface Shown {
  /** View that the address names. */
  readonly viewId: string | undefined;
  /** What a view would keep of the address. */
  readonly query: Readonly<Record<string, string>>;
  /** The address names one record: nobody asked for a view. */
  readonly recordOpen: boolean;
  /** The address of a view: all that it names, and nothing that it does not. */
  readonly searchOf: (id: string, query: Readonly<Record<string, string>>) => Record<string, string | undefined>;
}

/**
 * Saved views of the list on this page. An address that names a view and nothing else (`?view=…`) is spelled out, so that what
 * is shown is always in the address; an empty address opens with the view this person chose for that, once.
 */
export function useSavedViews(list: ViewList, { viewId, query, recordOpen, searchOf }: Shown): { readonly items: readonly SavedView[]; readonly open: (view: SavedView | undefined) => void } {
  const navigate = useNavigate();
  const items = useViewsOf(list);
  const arrived = useRef(false);
  const go = (view: SavedView | undefined, replace: boolean): void => void navigate({ to: '.', search: view === undefined ? {} : searchOf(view.id, view.query), replace, resetScroll: false });

  useEffect(() => {
    if (items === undefined) return;
    const first = !arrived.current;
    arrived.current = true;
    if (Object.keys(query).length > 0) return;
    const wanted = viewId === undefined ? (first && !recordOpen ? items.find((view) => view.opensList) : undefined) : items.find((view) => view.id === viewId);
    if (wanted !== undefined && Object.keys(wanted.query).length > 0) go(wanted, true);
  });
  return { items: items ?? [], open: (view) => go(view, false) };
}
