/**
 * Whether the server answers, learned from real requests. The browser's own `navigator.onLine` is not asked: it stays
 * true behind a dead router.
 */
import { useSyncExternalStore } from 'react';

const pingEveryMs = 4000;
/** One lost request is not an outage: the banner waits for the first ping to fail too. */
const firstPingMs = 500;
let down = false;
let pinging = false;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  if (down === next) return;
  down = next;
  for (const listener of listeners) listener();
}

const rest = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function isAlive(): Promise<boolean> {
  try {
    return (await fetch('/api/health/live', { cache: 'no-store', signal: AbortSignal.timeout(pingEveryMs) })).ok;
  } catch {
    return false;
  }
}

/** A request came back, whatever it said. */
export function reportReached(): void {
  set(false);
}

/** A request did not reach the server: asks again until it answers. */
export async function reportMissed(): Promise<void> {
  if (pinging) return;
  pinging = true;
  await rest(firstPingMs);
  while (!(await isAlive())) {
    set(true);
    await rest(pingEveryMs);
  }
  pinging = false;
  set(false);
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
