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

/**
 * A write: `const save = useWrite(endpoint, { refreshes, onDone }); save.mutate({ body })`. Trying the very same request
 * again after the network failed repeats its idempotency key, so that what was saved is not saved twice.
 */
export function useWrite<C extends RouteContract>(target: Endpoint<C>, choices: WriteChoices<C> = {}): UseMutationResult<ResponseOf<C>, ProblemError, RequestOf<C>> {
  const unanswered = useRef<{ readonly request: string; readonly key: string } | null>(null);
  return useMutation<ResponseOf<C>, ProblemError, RequestOf<C>>({
    mutationFn: async (request) => {
      const text = JSON.stringify(request);
      const key = unanswered.current?.request === text ? unanswered.current.key : newIdempotencyKey();
      unanswered.current = { request: text, key };
      try {
        const answer = await callWith(target, request, { idempotencyKey: key });
        unanswered.current = null;
        return answer;
      } catch (error) {
        if (!(error instanceof ProblemError && error.retryable)) unanswered.current = null;
        throw error;
      }
    },
    onSuccess: (answer, request) => {
      if (choices.refreshes !== undefined) void refreshPaths(choices.refreshes);
      choices.onDone?.(answer, request);
    },
  });
}
