/**
 * The door of every route: session → privilege → CSRF → validation → transaction → use case → answer.
 * The order matters: nobody learns anything about a route's input before being allowed to call it.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context, Language, Log } from '../context.ts';
import type { RouteContract } from '../contract.ts';
import type { Database } from '../db.ts';
import { AppError, assert } from '../errors.ts';
import { claimKey, keepAnswer, openAnswer, sealAnswer } from '../idempotency.ts';
import type { InstallationKey } from '../record-cipher.ts';
import type { Result } from '../result.ts';
import type { Decision } from '../rule.ts';
import { DeedRefused } from '../deed-refused.ts';
import { refusalProblem } from './problems.ts';
import type { Exchange, FileAnswer, Gate, RouteHandler, Session, StreamAnswer } from './route.ts';
import { gateRefusals, refuseUntilRead, type FindClosedGate } from './reading-gate.ts';
import { sessionContext } from './session-context.ts';
import { plainFileName, streamWithin } from './stream-answer.ts';
import type { SessionCookie } from './session-cookie.ts';

/** Who vouches for the tokens of applications. */
export interface Applications {
  /** The session an application's token stands for; undefined: none. Throws forbidden where it may not read. */
  readonly authenticate: (token: string, contract: RouteContract, now: Date) => Promise<Session | undefined>;
  /** Whether any application may ever read that route. */
  readonly mayRead: (contract: RouteContract) => boolean;
}

/** A write that a signed-in person may not do; `decision` when the rule table refused it by the object. */
export interface RefusedWrite {
  readonly session: Session;
  readonly contract: RouteContract;
  readonly objectId: string | undefined;
  readonly decision: Decision | undefined;
  readonly call: { readonly now: Date; readonly requestId: string; readonly language: Language; readonly log: Log };
}
export type NoteRefusal = (refused: RefusedWrite) => Promise<void>;

export interface DoorOptions {
  readonly database: Database;
  /** Resolves a cookie's token; undefined when there is no valid session. */
  readonly authenticate: (token: string, now: Date) => Promise<Session | undefined>;
  /** Without it no application comes in. */
  readonly applications?: Applications;
  readonly cookie: SessionCookie;
  readonly clock: () => Date;
  /** Seals what is kept of answers that show a secret; without it such a route takes no idempotency key. */
  readonly installationKey?: InstallationKey;
  /** Keeps refused writes; without it they are answered and forgotten. */
  readonly noteRefusal?: NoteRefusal;
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
  const session = await whoCalls(contract, request, options);
  if (session !== undefined) sessions.set(request, session);
  if (contract.access !== 'public') {
    if (session === undefined) throw new AppError('not_signed_in');
    if (session.needsSecondFactor === true && contract.beforeSecondFactor !== true) throw new AppError('second_factor_needed');
    if (contract.access !== 'signed-in' && !session.actor.privileges.has(contract.access)) throw new AppError('forbidden');
  }
  if (contract.method !== 'GET') checkOrigin(contract, request, session);
  if (contract.stepUp === true && !isFresh(session, options.clock())) throw new AppError('step_up_needed');
}

/** Token of an application (RFC 6750 §2.1); undefined where the header speaks of something else. */
export function applicationToken(request: FastifyRequest): string | undefined {
  return /^Bearer ([\w.~+/-]{20,500}=*)$/i.exec(request.headers.authorization ?? '')?.[1];
}

/** The session behind a browser's cookie or an application's token. Whoever shows both is refused: one of them was not meant for us. */
async function whoCalls(contract: RouteContract, request: FastifyRequest, { cookie, clock, authenticate, applications }: DoorOptions): Promise<Session | undefined> {
  const token = cookie.read(request);
  const bearer = applicationToken(request);
  if (applications === undefined || bearer === undefined || contract.access === 'public') return token === undefined ? undefined : authenticate(token, clock());
  if (token !== undefined) throw new AppError('invalid_input', 'cookie and token at once');
  const session = await applications.authenticate(bearer, contract, clock());
  if (session !== undefined && !applications.mayRead(contract)) throw new AppError('forbidden', 'applications only read');
  return session;
}

/** Tells a refused write to whoever keeps them. Never fails: the refusal itself is answered in any case. */
export async function tellRefusal(contract: RouteContract, request: FastifyRequest, error: unknown, options: DoorOptions): Promise<void> {
  const session = sessionOf(request);
  if (options.noteRefusal === undefined || session === undefined || contract.method === 'GET' || contract.readOnly === true) return;
  if (!(error instanceof DeedRefused) && !(error instanceof AppError && error.code === 'forbidden')) return;
  const { id } = (request.params ?? {}) as { id?: string };
  const call = { now: options.clock(), requestId: request.id, language: languageOf(request), log: request.log };
  await options.noteRefusal({ session, contract, objectId: id, decision: error instanceof DeedRefused ? error.decision : undefined, call }).catch((failure: unknown) => request.log.error({ failure: String(failure) }, 'a refusal was not kept'));
}

const freshMilliseconds = 5 * 60_000;

/** Whether the person of a session proved who they are within the last five minutes; the word of another house is no proof given to us. */
function isFresh(session: Session | undefined, now: Date): boolean {
  return session?.strongAt !== undefined && session.actor.strength !== 'federated' && now.getTime() - session.strongAt.getTime() <= freshMilliseconds;
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

/** The privilege a route asks for; undefined where being signed in is enough. */
const openedBy = ({ access }: RouteContract): string | undefined => (access === 'public' || access === 'signed-in' ? undefined : access);

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

  /** The refusal of a route whose caller has something to read first; undefined when nothing stands in the way. */
  const closedTo = async (ctx: Context): Promise<Answer | undefined> => {
    const closed = contract.gatedBy === undefined ? undefined : await options.findClosedGate?.(ctx, contract.gatedBy);
    return closed === undefined ? undefined : { status: 422, body: refusalProblem({ ...contract, refusals: gateRefusals }, refuseUntilRead(closed), language, request.id) };
  };

  let answer: Answer;
  if (handler.kind === 'gate') {
    const gate: Gate = { database: options.database, now, requestId: request.id, language, log };
    const session = sessionOf(request);
    const asked = session === undefined || contract.gatedBy === undefined ? undefined : await options.database.transaction({ ...session.frame, readOnly: true }, async (tx) => closedTo(sessionContext(session, tx, { now, requestId: request.id, language, log })));
    answer = asked ?? toAnswer(await handler.handle(gate as never, input as never, exchange));
  } else if (handler.kind === 'stream') {
    const session = sessionOf(request);
    assert(session !== undefined, 'streams are never public');
    const about = { now, requestId: request.id, language, log, opened: openedBy(contract) };
    const sent = await streamWithin(options.database, session, about, reply, async (ctx) => (await handler.handle(ctx as never, input as never, exchange)) as Result<StreamAnswer, string>, async () => (await whoCalls(contract, request, options)) !== undefined);
    if (sent.ok) return reply;
    answer = toAnswer(sent);
  } else {
    const session = sessionOf(request);
    assert(session !== undefined, 'business routes are never public');
    const vault = contract.secretAnswer === true ? await options.installationKey?.('answers') : undefined;
    const keepsNone = contract.method === 'GET' || contract.readOnly === true || (contract.secretAnswer === true && vault === undefined);
    const key = keepsNone ? undefined : idempotencyKey(request);
    answer = await options.database
      .transaction({ ...session.frame, readOnly: contract.readOnly === true }, async (tx) => {
        const ctx = sessionContext(session, tx, { now, requestId: request.id, language, log, opened: openedBy(contract) });
        const closed = await closedTo(ctx);
        if (closed !== undefined) throw new RefusedInTransaction(closed);
        if (key !== undefined) {
          const found = await claimKey(ctx, `${contract.method} ${contract.path}`, key, input);
          const stored = found === undefined || vault === undefined ? found : openAnswer(vault, key, found);
          if (stored !== undefined) return { status: stored.status, body: stored.response };
        }
        const result = await handler.handle(ctx as never, input as never, exchange);
        const given = toAnswer(result);
        // A refusal changes nothing, not even its own key: the same key may be used again for the mended request.
        if (!result.ok) throw new RefusedInTransaction(given);
        const kept = { status: given.status, response: given.body };
        if (key !== undefined) await keepAnswer(ctx, key, vault === undefined ? kept : sealAnswer(vault, key, kept));
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

const keyForm = { it: 'Idempotency-Key: 8–100 lettere, cifre o trattini', en: 'Idempotency-Key: 8–100 letters, digits or strokes' } as const;

function idempotencyKey(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !/^[\w-]{8,100}$/.test(key)) {
    throw new AppError('invalid_input', 'idempotency key', {
      fields: [{ path: 'header.Idempotency-Key', code: 'invalid_format', message: keyForm[languageOf(request)] }],
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
