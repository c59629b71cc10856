/** What the server wants read before it accepts a write: raised where any call is refused, shown once over the page. */
import { useSyncExternalStore } from 'react';
import type { ProblemError } from './problem-error.ts';

export interface MustRead {
  readonly itemId: string;
  readonly version: number;
}

let current: MustRead | undefined;
const listeners = new Set<() => void>();

function set(next: MustRead | undefined): void {
  current = next;
  for (const listener of listeners) listener();
}

/** Takes the item out of a refusal; other problems pass. */
export function raiseMustRead({ code, details }: Pick<ProblemError, 'code' | 'details'>): void {
  const { itemId, version } = details;
  if (code === 'must_read_first' && typeof itemId === 'string' && typeof version === 'number') set({ itemId, version });
}

export const closeMustRead = (): void => set(undefined);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useMustRead(): MustRead | undefined {
  return useSyncExternalStore(subscribe, () => current);
}
