/**
 * Which request an event or a job comes from: its code travels in the payload under a key of its own, so that one search of the
 * logs tells what a click set going in every process.
 */
const key = '_requestId';

/** Whoever announces or enqueues; without a request the code begins with the job itself. */
export interface CausedBy {
  readonly requestId?: string;
}

/** The payload as it is stored. */
export function withCause(payload: Readonly<Record<string, unknown>>, { requestId }: CausedBy): Record<string, unknown> {
  return requestId === undefined ? { ...payload } : { ...payload, [key]: requestId };
}

/** The payload as it was given, and the request. */
export function withoutCause(stored: Readonly<Record<string, unknown>>): { payload: Readonly<Record<string, unknown>>; requestId: string | undefined } {
  const { [key]: requestId, ...payload } = stored;
  return { payload, requestId: typeof requestId === 'string' ? requestId : undefined };
}
