import { useEffect, useRef, useState } from 'react';

export interface RecordSearch<T> {
  readonly state: 'idle' | 'loading' | 'ready' | 'failed';
  /** Results of the last search that answered; they stay while the next one runs, so that the list does not flicker. */
  readonly items: readonly T[];
  /** Asks again with the same text. */
  readonly retry: () => void;
}

interface Answer<T> {
  /** The question it answers. */
  readonly text: string;
  readonly attempt: number;
  /** What it was found in. */
  readonly within: object | null | undefined;
  /** Undefined when the search failed. */
  readonly items: readonly T[] | undefined;
}

/** Long enough to skip the letters of a fast typist, too short to be felt. */
const pauseMs = 80;

/**
 * Runs `search` when the text has rested for 80 ms. A newer text aborts the older request, so answers never arrive out
 * of order. `text` undefined means that nobody is searching. `within` is what a local search goes through: null while it is
 * on its way, and the question is asked again when another arrives.
 */
export function useRecordSearch<T>(text: string | undefined, search: (text: string, signal: AbortSignal) => Promise<readonly T[]>, within?: object | null): RecordSearch<T> {
  const [answer, setAnswer] = useState<Answer<T>>();
  const [attempt, setAttempt] = useState(0);
  const latest = useRef(search);
  useEffect(() => {
    latest.current = search;
  });

  useEffect(() => {
    if (text === undefined || within === null) return undefined;
    const controller = new AbortController();
    async function run(wanted: string): Promise<void> {
      const items = await latest.current(wanted, controller.signal).catch(() => undefined);
      if (!controller.signal.aborted) setAnswer({ text: wanted, attempt, within, items });
    }
    const timer = setTimeout(() => void run(text), pauseMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [text, attempt, within]);

  const retry = (): void => setAttempt((count) => count + 1);
  if (text === undefined) return { state: 'idle', items: [], retry };
  const items = answer?.items ?? [];
  if (answer?.text !== text || answer.attempt !== attempt || answer.within !== within) return { state: 'loading', items, retry };
  return { state: answer.items === undefined ? 'failed' : 'ready', items, retry };
}
