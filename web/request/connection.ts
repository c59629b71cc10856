/**
 * Whether the server answers, learned from real requests. The browser's own `navigator.onLine` is not asked: it stays
 * true behind a dead router.
 */
import { useSyncExternalStore } from 'react';

const pingEveryMs = 4000;
/** One lost request is not an outage: the banner waits for the first ping to fail too. */
let misses = 0;
let down = false;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  if (down === next) return;
  down = next;
  for (const listener of listeners) listener();
}

async function ping(): Promise<void> {
  timer = undefined;
  try {
    const answer = await fetch('/api/health/live', { cache: 'no-store', signal: AbortSignal.timeout(pingEveryMs) });
    if (answer.ok) return reportReached();
  } catch {
    // Counted below like a refused answer.
  }
  misses += 1;
  set(true);
  timer = setTimeout(() => void ping(), pingEveryMs);
}

/** A request came back, whatever it said. */
export function reportReached(): void {
  misses = 0;
  clearTimeout(timer);
  timer = undefined;
  set(false);
}

/** A request did not reach the server. */
export function reportMissed(): void {
  misses += 1;
  if (misses === 1 || timer === undefined) timer ??= setTimeout(() => void ping(), 500);
}

export function subscribeConnection(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const isServerDown = (): boolean => down;

/** True while the server cannot be reached. */
export function useServerDown(): boolean {
  return useSyncExternalStore(subscribeConnection, isServerDown);
}
