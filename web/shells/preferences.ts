/** Settings of this browser that are no business of the server. */
import { useSyncExternalStore } from 'react';

/** Height of rows: 28, 36 or 44 px. */
export type Density = 'compact' | 'normal' | 'roomy';

const storageKey = 'volano.density';
const listeners = new Set<() => void>();

function stored(): Density {
  try {
    const value = localStorage.getItem(storageKey);
    return value === 'compact' || value === 'roomy' ? value : 'normal';
  } catch {
    // Storage may be forbidden: the default holds.
    return 'normal';
  }
}

let density: Density = stored();

export function chooseDensity(chosen: Density): void {
  density = chosen;
  try {
    localStorage.setItem(storageKey, chosen);
  } catch {
    // The choice lasts for this page only.
  }
  for (const listener of listeners) listener();
}

export function useDensity(): Density {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => density,
  );
}

const rowHeights = { compact: 28, normal: 36, roomy: 44 } as const;

/** Height of a row in pixels, for `DataTable`. */
export function useRowHeight(): 28 | 36 | 44 {
  return rowHeights[useDensity()];
}
