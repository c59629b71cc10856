/** Saved views, for every list that has them. Navigation reads `use-views-of.ts` alone: the menu is not in the first load. */
export { useSavedViews } from './use-saved-views.ts';
export { ViewMenu } from './view-menu.tsx';
