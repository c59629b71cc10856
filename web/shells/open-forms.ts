/** Forms with unsaved changes: the page is not reloaded under them, and the browser asks before leaving. */
import { useEffect, useSyncExternalStore } from 'react';

let open = 0;
const listeners = new Set<() => void>();

function count(step: 1 | -1): void {
  open += step;
  for (const listener of listeners) listener();
}

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/** Call in every form: true while it holds changes that are not saved. */
export function useOpenForm(changed: boolean): void {
  useEffect(() => {
    if (!changed) return;
    count(1);
    window.addEventListener('beforeunload', warn);
    return () => {
      count(-1);
      window.removeEventListener('beforeunload', warn);
    };
  }, [changed]);
}

/** Whether any form on the page holds unsaved changes. */
export function useHasOpenForm(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open > 0,
  );
}
