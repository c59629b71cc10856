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
  readonly onDone?: (answer: ResponseOf<C>, request: RequestOf<C>) => void;
}

/** Within this time the same request is the second press of a double click, not a second wish. */
const doubleClickMs = 600;

interface SentRequest {
  readonly request: string;
  readonly key: string;
  /** On the clock of the page; without end while there is no answer. */
  readonly keptUntil: number;
}

/**
 * A write: `const save = useWrite(endpoint, { refreshes, onDone }); save.mutate({ body })`. Trying the very same request
 * again after the network failed, or at once like the second press of a double click, repeats its idempotency key, so
 * that what was done is not done twice.
 */
export function useWrite<C extends RouteContract>(target: Endpoint<C>, choices: WriteChoices<C> = {}): UseMutationResult<ResponseOf<C>, ProblemError, RequestOf<C>> {
  const last = useRef<SentRequest | null>(null);
  return useMutation<ResponseOf<C>, ProblemError, RequestOf<C>>({
    mutationFn: async (request) => {
      const text = JSON.stringify(request);
      const again = last.current !== null && last.current.request === text && performance.now() < last.current.keptUntil;
      const key = again && last.current !== null ? last.current.key : newIdempotencyKey();
      last.current = { request: text, key, keptUntil: Infinity };
      try {
        const answer = await callWith(target, request, { idempotencyKey: key });
        last.current = { request: text, key, keptUntil: performance.now() + doubleClickMs };
        return answer;
      } catch (error) {
        if (!(error instanceof ProblemError && error.retryable)) last.current = null;
        throw error;
      }
    },
    onSuccess: (answer, request) => {
      if (choices.refreshes !== undefined) void refreshPaths(choices.refreshes);
      choices.onDone?.(answer, request);
    },
  });
}
