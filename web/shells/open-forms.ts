/** How many forms of the page hold unsaved changes. Apart from the form's own part: the banner is among the first things anybody loads. */
import { useSyncExternalStore } from 'react';

let open = 0;
const listeners = new Set<() => void>();

export function countOpenForm(step: 1 | -1): void {
  open += step;
  for (const listener of listeners) listener();
}

/** The same for a deed that asks once. */
export const hasOpenForm = (): boolean => open > 0;

/** Whether any form on the page holds unsaved changes. */
export function useHasOpenForm(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    hasOpenForm,
  );
}
