/** Asks for the shared quote once, and again on wish. */
import { useEffect, useState } from 'react';
import type { SharedQuote } from '#quoting/api';
import { call, type ProblemError } from '../../request/index.ts';
import { getShared } from './endpoints.ts';

export interface SharedState {
  readonly quote: SharedQuote | undefined;
  readonly problem: ProblemError | undefined;
  readonly reload: () => void;
}

export function useShared(token: string): SharedState {
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<Pick<SharedState, 'quote' | 'problem'>>({ quote: undefined, problem: undefined });
  useEffect(() => {
    const abort = new AbortController();
    call(getShared, { params: { token } }, { signal: abort.signal })
      .then((quote) => setState({ quote, problem: undefined }))
      .catch((problem: unknown) => {
        if (!abort.signal.aborted) setState((before) => ({ quote: before.quote, problem: problem as ProblemError }));
      });
    return () => abort.abort();
  }, [token, turn]);
  return { ...state, reload: () => setTurn((before) => before + 1) };
}
