/** One request to the server, typed by its contract: answers the contract's response or throws a ProblemError. */
import type { ProblemDocument, RouteContract } from '#platform/contract';
import { currentLanguage } from '../ui/language.ts';
import { caller, raiseSessionDoubt, renew } from './caller.ts';
import { reportMissed, reportReached } from './connection.ts';
import { addressWith, type Endpoint, type RequestArgument, type RequestOf, type ResponseOf } from './endpoint.ts';
import { raiseMustRead } from './must-read.ts';
import { localProblem, ProblemError } from './problem-error.ts';
import { learnServerTime } from './server-clock.ts';
import { askForProof } from './step-up.ts';

export interface CallOptions {
  /** Names this write; repeat it when the same write is tried again. Made here when absent. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
  /** The answer renews cookie and token of the session and carries the token as `csrfToken`. */
  readonly renews?: boolean;
}

/** Longer than any answer takes; a request that hangs counts as lost. */
const longestWaitMs = 60_000;

/** A fresh name for a write. */
export function newIdempotencyKey(): string {
  // randomUUID exists only on https and localhost; the office may reach a test server by address.
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function headersOf(target: Pick<Endpoint<RouteContract>, 'method' | 'readOnly'>, body: unknown, key: string | undefined): Headers {
  const headers = new Headers({ accept: 'application/json', 'accept-language': currentLanguage() });
  // A file is sent as it is; all else is JSON.
  if (body !== undefined) headers.set('content-type', body instanceof Blob ? body.type : 'application/json');
  if (target.method !== 'GET') headers.set('x-volano-csrf', caller.csrfToken);
  if (!target.readOnly) headers.set('idempotency-key', key ?? newIdempotencyKey());
  return headers;
}

async function send(address: string, init: RequestInit, signal: AbortSignal | undefined): Promise<Response> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), longestWaitMs);
  const cancel = (): void => limit.abort();
  signal?.addEventListener('abort', cancel);
  try {
    signal?.throwIfAborted();
    return await fetch(address, { ...init, signal: limit.signal, credentials: 'same-origin' });
  } catch {
    // Whoever cancelled wants its own reason back, not a network problem.
    signal?.throwIfAborted();
    void reportMissed();
    throw localProblem('network', currentLanguage());
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
  }
}

/** The JSON of an answer; undefined when it is not ours. */
async function readJson(answer: Response): Promise<unknown> {
  if (!/\bjson\b/.test(answer.headers.get('content-type') ?? '')) return undefined;
  try {
    return (await answer.json()) as unknown;
  } catch {
    return undefined;
  }
}

function isProblem(value: unknown): value is ProblemDocument {
  return typeof value === 'object' && value !== null && 'code' in value && 'detail' in value && 'status' in value;
}

function problemOf(answer: Response, body: unknown): ProblemError {
  if (!isProblem(body)) return localProblem(answer.status >= 502 && answer.status <= 504 ? 'network' : 'unreadable', currentLanguage(), answer.status);
  const wait = Number(answer.headers.get('retry-after') ?? Number.NaN);
  return new ProblemError(body, Number.isFinite(wait) ? wait : undefined);
}

type Answered<C extends RouteContract> = { readonly value: ResponseOf<C> } | { readonly problem: ProblemError };

async function ask<C extends RouteContract>(target: Endpoint<C>, request: RequestOf<C> | undefined, options: CallOptions): Promise<Answered<C>> {
  const body = request !== undefined && 'body' in request ? request.body : undefined;
  const init = { method: target.method, headers: headersOf(target, body, options.idempotencyKey), ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }) };
  const answer = await send(addressWith(target, request), init, options.signal);
  reportReached();
  learnServerTime(answer.headers.get('date'));
  const value = await readJson(answer);
  if (!answer.ok || value === undefined) return { problem: problemOf(answer, value) };
  if (options.renews === true) renew((value as { readonly csrfToken: string }).csrfToken);
  return { value: value as ResponseOf<C> };
}

/** Sends it with the session's present token; what went out with the old one while it was renewed is sent once more. */
async function askWithPresentToken<C extends RouteContract>(target: Endpoint<C>, request: RequestOf<C> | undefined, options: CallOptions): Promise<Answered<C>> {
  await caller.renewing;
  const { generation } = caller;
  const asking = ask(target, request, options);
  if (options.renews === true) {
    const renewing = asking.catch(() => undefined).finally(() => (caller.renewing === renewing ? (caller.renewing = undefined) : undefined));
    caller.renewing = renewing;
  }
  const answered = await asking;
  const isDoubt = 'problem' in answered && (answered.problem.code === 'not_signed_in' || answered.problem.code === 'csrf_token_invalid');
  if (!isDoubt || options.renews === true) return answered;
  await caller.renewing;
  return caller.generation === generation ? answered : ask(target, request, options);
}

/**
 * As `call`, for code that holds request and options apart. A sensitive request for which the server wants a fresh proof
 * waits for the person and is repeated once, under the same key.
 */
export async function callWith<C extends RouteContract>(target: Endpoint<C>, request: RequestOf<C> | undefined, options: CallOptions = {}): Promise<ResponseOf<C>> {
  const named = target.readOnly ? options : { ...options, idempotencyKey: options.idempotencyKey ?? newIdempotencyKey() };
  let answered = await askWithPresentToken(target, request, named);
  if ('problem' in answered && answered.problem.code === 'step_up_needed' && (await askForProof())) answered = await askWithPresentToken(target, request, named);
  if ('value' in answered) return answered.value;
  const { problem } = answered;
  if (problem.code === 'not_signed_in' || problem.code === 'csrf_token_invalid') raiseSessionDoubt(problem.code);
  raiseMustRead(problem);
  throw problem;
}

/**
 * Calls a route: `call(endpoint, { params, query, body }, { idempotencyKey, signal })`. The answer is taken as the
 * contract says, without a second validation: the server proved it before sending.
 */
export async function call<C extends RouteContract>(target: Endpoint<C>, ...rest: [...RequestArgument<C>, options?: CallOptions]): Promise<ResponseOf<C>> {
  // The compiler cannot see through the conditional tuple that the first is always the request.
  const [request, options] = rest as readonly unknown[] as [request?: RequestOf<C>, options?: CallOptions];
  return callWith(target, request, options);
}
