/** Tells how far an import is while its own transaction is open, on a connection of its own. */
import type { Log } from '#platform/context';
import type { Database } from '#platform/db';
import type { Import } from './imports.ts';
import { noteProgress } from './import-turns.ts';

const everyMs = 1000;

export interface Progress {
  /** Rows read so far; told with the next beat. */
  rows(count: number): void;
  enter(phase: NonNullable<Import['phase']>): Promise<void>;
  /** Ends the beats; waits for the one under way. */
  stop(): Promise<void>;
}

/** Begins to tell. A beat that fails is left to the next one: progress is no reason to end the work. */
export function showProgress(host: { readonly database: Database; readonly log: Log }, tenantId: number, importId: string): Progress {
  let phase: NonNullable<Import['phase']> = 'reading';
  let rows = 0;
  let beating: Promise<void> = Promise.resolve();
  const beat = (): Promise<void> =>
    (beating = beating
      .then(() => noteProgress(host.database, tenantId, importId, { phase, rows }))
      .catch((error: unknown) => host.log.warn({ importId, failure: error instanceof Error ? error.message : String(error) }, 'progress of an import was not noted')));
  const timer = setInterval(() => void beat(), everyMs);
  return {
    rows: (count) => {
      rows = count;
    },
    enter: (next) => {
      phase = next;
      return beat();
    },
    stop: async () => {
      clearInterval(timer);
      await beating;
    },
  };
}
