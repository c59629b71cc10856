import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { useRef } from 'react';
import type { RouteContract } from '#platform/contract';
import { callWith, newIdempotencyKey } from './call.ts';
import type { Endpoint, RequestOf, ResponseOf } from './endpoint.ts';
import { ProblemError } from './problem-error.ts';
import { refreshPaths } from './query-client.ts';

export interface WriteChoices<C extends RouteContract> {
  /** Beginnings of paths whose answers this write makes old: `['/api/quoting/quotes']`. */
  readonly refreshes?: readonly string[];
  /** The answer renews cookie and token of the session. */
  readonly renews?: boolean;
  readonly onDone?: (answer: ResponseOf<C>, request: RequestOf<C>) => void;
}

/** Within this time the same request is the second press of a double click, not a second wish. */
const doubleClickMs = 600;

interface SentRequest<T> {
  readonly request: string;
  readonly answer: Promise<T>;
  /** On the clock of the page; without end while there is no answer. */
  keptUntil: number;
}

/**
 * A write: `const save = useWrite(endpoint, { refreshes, onDone }); save.mutate({ body })`. The second press of a double
 * click sends nothing and tells nothing: it shares the answer of the first. Trying the very same request again after the
 * network failed repeats its idempotency key, so that what was saved is not saved twice.
 */
export function useWrite<C extends RouteContract>(target: Endpoint<C>, choices: WriteChoices<C> = {}): UseMutationResult<ResponseOf<C>, ProblemError, RequestOf<C>> {
  const unanswered = useRef<{ readonly request: string; readonly key: string } | null>(null);
  const sent = useRef<SentRequest<ResponseOf<C>> | null>(null);
  const told = useRef<ResponseOf<C> | null>(null);
  const send = async (request: RequestOf<C>, text: string): Promise<ResponseOf<C>> => {
    const key = unanswered.current?.request === text ? unanswered.current.key : newIdempotencyKey();
    unanswered.current = { request: text, key };
    try {
      const answer = await callWith(target, request, { idempotencyKey: key, ...(choices.renews === undefined ? {} : { renews: choices.renews }) });
      unanswered.current = null;
      return answer;
    } catch (error) {
      if (!(error instanceof ProblemError && error.retryable)) unanswered.current = null;
      throw error;
    }
  };
  const write: UseMutationResult<ResponseOf<C>, ProblemError, RequestOf<C>> = useMutation({
    mutationFn: async (request) => {
      const text = JSON.stringify(request);
      const before = sent.current;
      if (before?.request === text && performance.now() < before.keptUntil) return before.answer;
      const now: SentRequest<ResponseOf<C>> = { request: text, answer: send(request, text), keptUntil: Infinity };
      sent.current = now;
      try {
        const answer = await now.answer;
        now.keptUntil = performance.now() + doubleClickMs;
        return answer;
      } catch (error) {
        // What failed may be tried again at once.
        now.keptUntil = 0;
        throw error;
      }
    },
    onSuccess: (answer, request) => {
      if (told.current === answer) return;
      told.current = answer;
      if (choices.refreshes !== undefined) void refreshPaths(choices.refreshes);
      choices.onDone?.(answer, request);
    },
    // The screen to sign in again says it; on the page that comes back behind it the failure would be old.
    onError: ({ code }) => (code === 'not_signed_in' ? write.reset() : undefined),
  });
  return write;
}
