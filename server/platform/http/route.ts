import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { Actor, Context, Language, Log, Tenant } from '../context.ts';
import type { ParsedRequest, RefusalOf, RouteContract } from '../contract.ts';
import type { Database, Frame } from '../db.ts';
import type { Result } from '../result.ts';

/** A signed-in browser or program, as the module identity resolved it from the cookie. */
export interface Session {
  readonly id: string;
  readonly tenant: Tenant;
  readonly actor: Actor;
  readonly frame: Frame;
  /** Secret of the session that every write must repeat in the header `x-volano-csrf`. */
  readonly csrfToken: string;
  /** When the person last proved who they are; absent for programs. */
  readonly strongAt?: Date | undefined;
  /** The tenant asks a second factor of the person, who has none yet: only routes that say so are open. */
  readonly needsSecondFactor?: boolean;
}

/** Answer of a route whose contract `produces` a file. */
export interface FileAnswer {
  readonly bytes: Uint8Array;
  /** ASCII name for the download. */
  readonly fileName: string;
  /** Seconds a browser may keep it without asking again; a file whose content never changes says so. Not kept at all when absent. */
  readonly keepSeconds?: number;
}

export type AnswerOf<C extends RouteContract> = C extends { produces: string | readonly string[] } ? FileAnswer : z.input<C['response']>;

/** A file that is made while it is sent: its transaction stays open until the last byte has left or the reader has gone. */
export interface StreamAnswer {
  readonly body: Readable;
  readonly mediaType: string;
  /** ASCII name for the download. */
  readonly fileName: string;
  /** Runs last, in the same transaction, whether everything was sent or the reader went away: the place for the audit row. */
  readonly afterwards: (complete: boolean) => Promise<void>;
}

/** What a handler may read of the connection or set on the answer. */
export interface Exchange {
  /** Address of the caller, after a trusted proxy. */
  readonly address: string;
  readonly userAgent: string;
  /** Media type of the body, small letters without parameters; empty when there is none. */
  readonly mediaType: string;
  readonly session: Session | undefined;
  /** Token that this browser was given at an earlier sign-in of anybody. */
  readonly deviceToken: string | undefined;
  /** A header of the request, by its name in small letters; of one sent twice the first. */
  header(this: void, name: string): string | undefined;
  /** A header of the answer, for callers that read no body. */
  setHeader(this: void, name: string, value: string): void;
  setSessionCookie(token: string): void;
  setDeviceCookie(token: string): void;
  clearSessionCookie(): void;
}

/** For doors that work without a business transaction: signing in and out, choosing a personality. */
export interface Gate {
  readonly database: Database;
  readonly now: Date;
  readonly requestId: string;
  readonly language: Language;
  readonly log: Log;
}

export interface RouteHandler {
  readonly contract: RouteContract;
  readonly kind: 'business' | 'gate' | 'stream';
  readonly handle: (scope: never, request: never, exchange: Exchange) => Promise<Result<unknown, string>>;
}

/** An ordinary route: the door authenticates, opens the transaction bound to tenant and scope, then calls. */
export function route<const C extends RouteContract>(
  contract: C,
  handle: (ctx: Context, request: ParsedRequest<C>, exchange: Exchange) => Promise<Result<AnswerOf<C>, RefusalOf<C>>>,
): RouteHandler {
  return { contract, kind: 'business', handle: handle as RouteHandler['handle'] };
}

/** A route that opens its own transactions as the gate role; only the module identity needs it. */
export function gateRoute<const C extends RouteContract>(
  contract: C,
  handle: (gate: Gate, request: ParsedRequest<C>, exchange: Exchange) => Promise<Result<AnswerOf<C>, RefusalOf<C>>>,
): RouteHandler {
  return { contract, kind: 'gate', handle: handle as RouteHandler['handle'] };
}

/** A route whose file is streamed from the database; the door keeps the transaction as long as the stream. */
export function streamRoute<const C extends RouteContract>(
  contract: C,
  handle: (ctx: Context, request: ParsedRequest<C>, exchange: Exchange) => Promise<Result<StreamAnswer, RefusalOf<C>>>,
): RouteHandler {
  return { contract, kind: 'stream', handle: handle as RouteHandler['handle'] };
}
