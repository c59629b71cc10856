/** Turns what happened into what must be asked again, by a table of kinds that the features fill. */
import { subscribeLive } from './live-stream.ts';
import { queryClient, refreshPaths } from './query-client.ts';
import { isOfKinds } from './use-live.ts';

export interface LiveRule {
  /** Kinds of events: whole names, or beginnings that end with a dot. */
  readonly kinds: readonly string[];
  /** Beginnings of the paths of routes whose answers become old. */
  readonly refreshes: readonly string[];
  /** What reaches every desk at once is asked for anywhere within this time: two thousand desks, two thousand moments. */
  readonly spreadMs?: number;
}

/** Events of one moment ask for a route once. */
const gatherMs = 60;

interface Refresh {
  readonly path: string;
  readonly afterMs: number;
}

/** Paths that an event of this kind makes old, and when this page asks again; `chance` is this page's own, from 0 to below 1. */
export function refreshesFor(rules: readonly LiveRule[], kind: string, chance: number): Refresh[] {
  return rules.filter((rule) => isOfKinds(kind, rule.kinds)).flatMap(({ refreshes, spreadMs = 0 }) => refreshes.map((path) => ({ path, afterMs: gatherMs + Math.floor(spreadMs * chance) })));
}

/** Applies the table to every event from now on; returns how to stop. */
export function refreshByLive(rules: readonly LiveRule[]): () => void {
  // A path that waits already is asked for once, at the earlier of its moments.
  const waiting = new Map<string, { readonly at: number; readonly timer: ReturnType<typeof setTimeout> }>();
  const ask = (path: string): void => {
    waiting.delete(path);
    void refreshPaths([path]);
  };
  const forget = subscribeLive((signal) => {
    if (signal.type === 'reset') void queryClient.invalidateQueries();
    if (signal.type !== 'change') return;
    for (const { path, afterMs } of refreshesFor(rules, signal.kind, Math.random())) {
      const at = Date.now() + afterMs;
      const before = waiting.get(path);
      if (before !== undefined && before.at <= at) continue;
      clearTimeout(before?.timer);
      waiting.set(path, { at, timer: setTimeout(() => ask(path), afterMs) });
    }
  });
  return () => {
    for (const { timer } of waiting.values()) clearTimeout(timer);
    forget();
  };
}
