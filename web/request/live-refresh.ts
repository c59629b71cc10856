/** Turns what happened into what must be asked again, by a table of kinds that the features fill. */
import { subscribeLive } from './live-stream.ts';
import { queryClient, refreshPaths } from './query-client.ts';
import { isOfKinds } from './use-live.ts';

export interface LiveRule {
  /** Kinds of events: whole names, or beginnings that end with a dot. */
  readonly kinds: readonly string[];
  /** Beginnings of the paths of routes whose answers become old. */
  readonly refreshes: readonly string[];
}

/** Events of one moment ask for a route once. */
const gatherMs = 60;

/** Paths that an event of this kind makes old. */
export function pathsFor(rules: readonly LiveRule[], kind: string): string[] {
  return rules.filter((rule) => isOfKinds(kind, rule.kinds)).flatMap((rule) => rule.refreshes);
}

/** Applies the table to every event from now on; returns how to stop. */
export function refreshByLive(rules: readonly LiveRule[]): () => void {
  const gathered = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    timer = undefined;
    const paths = [...gathered];
    gathered.clear();
    void refreshPaths(paths);
  };
  const forget = subscribeLive((signal) => {
    if (signal.type === 'reset') void queryClient.invalidateQueries();
    if (signal.type !== 'change') return;
    for (const path of pathsFor(rules, signal.kind)) gathered.add(path);
    if (gathered.size > 0) timer ??= setTimeout(flush, gatherMs);
  });
  return () => {
    clearTimeout(timer);
    forget();
  };
}
