import { useEffect, useRef, useState } from 'react';

export interface RecordSearch<T> {
  readonly state: 'idle' | 'loading' | 'ready' | 'failed';
  /** Results of the last search that answered; they stay while the next one runs, so that the list does not flicker. */
  readonly items: readonly T[];
  /** Asks again with the same text. */
  readonly retry: () => void;
}

/** Long enough to skip the letters of a fast typist, too short to be felt. */
const pauseMs = 80;

/**
 * Runs `search` when the text has rested for 80 ms. A newer text aborts the older request, so answers never arrive out
 * of order. `text` undefined means that nobody is searching.
 */
export function useRecordSearch<T>(text: string | undefined, search: (text: string, signal: AbortSignal) => Promise<readonly T[]>): RecordSearch<T> {
  const [result, setResult] = useState<{ readonly state: RecordSearch<T>['state']; readonly items: readonly T[] }>({ state: 'idle', items: [] });
  const [attempt, setAttempt] = useState(0);
  const latest = useRef(search);
  useEffect(() => {
    latest.current = search;
  });

  useEffect(() => {
    if (text === undefined) {
      setResult({ state: 'idle', items: [] });
      return undefined;
    }
    const controller = new AbortController();
    setResult((old) => ({ ...old, state: 'loading' }));
    async function run(wanted: string): Promise<void> {
      try {
        const items = await latest.current(wanted, controller.signal);
        if (!controller.signal.aborted) setResult({ state: 'ready', items });
      } catch {
        if (!controller.signal.aborted) setResult({ state: 'failed', items: [] });
      }
    }
    const timer = setTimeout(() => void run(text), pauseMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [text, attempt]);

  return { ...result, retry: () => setAttempt((count) => count + 1) };
}
