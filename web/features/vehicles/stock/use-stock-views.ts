import type { NavigationView } from '../../../shells/feature.ts';
import { useViewsOf } from '../../views/use-views-of.ts';

const mostShown = 8;

/** Saved views of the stock for the navigation. */
export function useStockViews(): readonly NavigationView[] {
  return (useViewsOf('stock') ?? []).slice(0, mostShown).map((view) => ({ key: view.id, label: view.name, search: { ...view.query, view: view.id }, useCount: () => undefined }));
}
