/**
 * The door of every route: session → privilege → CSRF → validation → transaction → use case → answer.
 * The order matters: nobody learns anything about a route's input before being allowed to call it.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language, Log } from '../context.ts';
import type { RouteContract } from '../contract.ts';
import type { Database } from '../db.ts';
import { AppError, assert } from '../errors.ts';
import { claimKey, keepAnswer } from '../idempotency.ts';
import type { Result } from '../result.ts';
import { refusalProblem } from './problems.ts';
import type { Exchange, FileAnswer, Gate, RouteHandler, Session, StreamAnswer } from './route.ts';
import { gateRefusals, refuseUntilRead, type FindClosedGate } from './reading-gate.ts';
import { sessionContext } from './session-context.ts';
import { plainFileName, streamWithin } from './stream-answer.ts';
import type { SessionCookie } from './session-cookie.ts';

export interface DoorOptions {
  readonly database: Database;
  /** Resolves a cookie's token; undefined when there is no valid session. */
  readonly authenticate: (token: string, now: Date) => Promise<Session | undefined>;
  readonly cookie: SessionCookie;
  readonly clock: () => Date;
  /** Who knows what is unread; without it every gate is open. */
  readonly findClosedGate?: FindClosedGate;
}

/** Italian unless the caller asks for English first. */
export function languageOf(request: FastifyRequest): Language {
  return (request.headers['accept-language'] ?? '').trim().toLowerCase().startsWith('en') ? 'en' : 'it';
}

/** Media type of a request's body, small letters without parameters; empty when there is none. */
export function mediaTypeOf(request: FastifyRequest): string {
  return (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

const sessions = new WeakMap<FastifyRequest, Session>();

/** The session of a request after `admit`; undefined for nobody. */
export function sessionOf(request: FastifyRequest): Session | undefined {
  return sessions.get(request);
}

/** First step, before the body is read: who is it, and may they call this route at all? */
export async function admit(contract: RouteContract, request: FastifyRequest, options: DoorOptions): Promise<void> {
  const token = options.cookie.read(request);
  const session = token === undefined ? undefined : await options.authenticate(token, options.clock());
  if (session !== undefined) sessions.set(request, session);
  if (contract.access !== 'public') {
    if (session === undefined) throw new AppError('not_signed_in');
    if (contract.access !== 'signed-in' && !session.actor.privileges.has(contract.access)) throw new AppError('forbidden');
  }
  if (contract.method !== 'GET') checkOrigin(contract, request, session);
  if (contract.stepUp === true && !isFresh(session, options.clock())) throw new AppError('step_up_needed');
}

const freshMilliseconds = 5 * 60_000;

/** Whether the person of a session proved who they are within the last five minutes. */
function isFresh(session: Session | undefined, now: Date): boolean {
  return session?.strongAt !== undefined && now.getTime() - session.strongAt.getTime() <= freshMilliseconds;
}

/** A write must come from our own pages: same-site by the browser's word, and with the session's token when there is one. */
function checkOrigin(contract: RouteContract, request: FastifyRequest, session: Session | undefined): void {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new AppError('csrf_token_invalid');
  if (contract.access === 'public') return;
  if (request.headers['x-volano-csrf'] !== session?.csrfToken) throw new AppError('csrf_token_invalid');
}

function exchangeFor(request: FastifyRequest, reply: FastifyReply, options: DoorOptions): Exchange {
  return {
    address: request.ip,
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
    mediaType: mediaTypeOf(request),
    session: sessionOf(request),
    deviceToken: options.cookie.readDevice(request),
    header: (name) => [request.headers[name]].flat()[0],
    setHeader: (name, value) => void reply.header(name, value),
    setSessionCookie: (token) => options.cookie.set(reply, token),
    setDeviceCookie: (token) => options.cookie.setDevice(reply, token),
    clearSessionCookie: () => options.cookie.clear(reply),
  };
}

type Answer = { status: number; body: unknown };

/** Last step: runs the use case and sends what it answered. */
export async function pass(handler: RouteHandler, request: FastifyRequest, reply: FastifyReply, options: DoorOptions): Promise<unknown> {
  const { contract } = handler;
  const language = languageOf(request);
  const input = { params: request.params, query: request.query, body: request.body };
  const exchange = exchangeFor(request, reply, options);
  const now = options.clock();
  const log: Log = request.log;
  const toAnswer = (result: Result<unknown, string>): Answer =>
    result.ok ? { status: 200, body: result.value } : { status: 422, body: refusalProblem(contract, result, language, request.id) };

  let answer: Answer;
  if (handler.kind === 'gate') {
    const gate: Gate = { database: options.database, now, requestId: request.id, language, log };
    answer = toAnswer(await handler.handle(gate as never, input as never, exchange));
  } else if (handler.kind === 'stream') {
    const session = sessionOf(request);
    assert(session !== undefined, 'streams are never public');
    const about = { now, requestId: request.id, language, log };
    const sent = await streamWithin(options.database, session, about, reply, async (ctx) => (await handler.handle(ctx as never, input as never, exchange)) as Result<StreamAnswer, string>);
    if (sent.ok) return reply;
    answer = toAnswer(sent);
  } else {
    const session = sessionOf(request);
    assert(session !== undefined, 'business routes are never public');
    const key = contract.method === 'GET' || contract.readOnly === true ? undefined : idempotencyKey(request);
    answer = await options.database
      .transaction({ ...session.frame, readOnly: contract.readOnly === true }, async (tx) => {
        const ctx = sessionContext(session, tx, { now, requestId: request.id, language, log });
        if (contract.gatedBy !== undefined) {
          const closed = await options.findClosedGate?.(ctx, contract.gatedBy);
          if (closed !== undefined) throw new RefusedInTransaction({ status: 422, body: refusalProblem({ ...contract, refusals: gateRefusals }, refuseUntilRead(closed), language, request.id) });
        }
        if (key !== undefined) {
          const stored = await claimKey(ctx, `${contract.method} ${contract.path}`, key, input);
          if (stored !== undefined) return { status: stored.status, body: stored.response };
        }
        const result = await handler.handle(ctx as never, input as never, exchange);
        const given = toAnswer(result);
        // A refusal changes nothing, not even its own key: the same key may be used again for the mended request.
        if (!result.ok) throw new RefusedInTransaction(given);
        if (key !== undefined) await keepAnswer(ctx, key, { status: given.status, response: given.body });
        return given;
      })
      .catch((error: unknown) => {
        if (error instanceof RefusedInTransaction) return error.answer;
        throw error;
      });
  }
  return send(contract, reply, answer);
}

/** Carries a refusal out of the transaction so that whatever was written before it is undone. */
class RefusedInTransaction extends Error {
  readonly answer: Answer;
  constructor(answer: Answer) {
    super('refused');
    this.answer = answer;
  }
}

function idempotencyKey(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !/^[\w-]{8,100}$/.test(key)) {
    throw new AppError('invalid_input', 'idempotency key', {
      fields: [{ path: 'header.Idempotency-Key', code: 'invalid_format', message: 'Idempotency-Key: 8–100 lettere, cifre o trattini' }],
    });
  }
  return key;
}

function send(contract: RouteContract, reply: FastifyReply, answer: Answer): unknown {
  if (answer.status !== 200) return reply.code(answer.status).type('application/problem+json').send(answer.body);
  if (contract.produces === undefined) return reply.code(200).send(answer.body);
  const file = answer.body as FileAnswer;
  return reply
    .code(200)
    .type(typeof contract.produces === 'string' ? contract.produces : (contract.produces[0] ?? 'application/octet-stream'))
    .header('content-disposition', `inline; filename="${plainFileName(file.fileName)}"`)
    .header('cache-control', file.keepSeconds === undefined ? 'private, no-store' : `private, max-age=${file.keepSeconds}, immutable`)
    .send(Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength));
}
