import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { ancestorsOf, createAuthenticator, standingSessions } from '#identity';
import type { RequestOf, RouteContract } from '#platform/contract';
import type { Database } from '#platform/db';
import { LiveHub } from '#platform/http/live';
import type { NoteRefusal } from '#platform/http/door';
import type { FindClosedGate } from '#platform/http/reading-gate';
import type { RouteHandler } from '#platform/http/route';
import { createHttpServer } from '#platform/http/server';
import { createSessionCookie } from '#platform/http/session-cookie';
import type { SignedIn } from './world.ts';

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  readonly body: unknown;
  readonly bytes: Buffer;
}

export interface CallOptions {
  readonly headers?: Record<string, string>;
  readonly language?: 'it' | 'en';
  readonly remoteAddress?: string;
}

/** Input of any shape, right or wrong. */
export interface Loose {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
}

export interface TestHttp {
  readonly app: FastifyInstance;
  /** Hears of nothing until it is started. */
  readonly live: LiveHub;
  /** Calls a route as somebody, or as nobody, through the whole door. The input is sent as it is, right or wrong. */
  call<C extends RouteContract>(who: SignedIn | undefined, contract: C, request: RequestOf<C> | Loose, options?: CallOptions): Promise<Answered>;
  close(): Promise<void>;
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** As a part of an address. Half a character goes as the three bytes that a client without manners sends for it. */
function encoded(text: string): string {
  const half = (sign: string): string => [0xe0 | (sign.charCodeAt(0) >> 12), 0x80 | ((sign.charCodeAt(0) >> 6) & 0x3f), 0x80 | (sign.charCodeAt(0) & 0x3f)].map((byte) => `%${byte.toString(16)}`).join('');
  return text.split(/(\p{Cs})/u).map((part) => (/^\p{Cs}$/u.test(part) ? half(part) : encodeURIComponent(part))).join('');
}

/** Address of a contract with its parameters and query filled in. */
export function addressOf(contract: RouteContract, request: { params?: unknown; query?: unknown }): string {
  const params = (request.params ?? {}) as Record<string, unknown>;
  const path = contract.path.replace(/:(\w+)/g, (_, name: string) => encoded(asText(params[name] ?? '')));
  const query = Object.entries((request.query ?? {}) as Record<string, unknown>).filter(([, value]) => value !== undefined);
  return query.length === 0 ? path : `${path}?${new URLSearchParams(query.map(([key, value]) => [key, asText(value)])).toString()}`;
}

/** The real server over a test database, called without a socket. */
export async function createTestHttp(database: Database, routes: readonly RouteHandler[], clock: () => Date, options: { rateFactor?: number; findClosedGate?: FindClosedGate; noteRefusal?: NoteRefusal; ruleVersion?: number } = {}): Promise<TestHttp> {
  const log = pino({ level: 'silent' });
  const live = new LiveHub(database, { ancestorsOf: ancestorsOf(database), standingSessions: standingSessions(database) }, log);
  const app = await createHttpServer({
    database,
    routes,
    authenticate: createAuthenticator(database, options.ruleVersion),
    cookie: createSessionCookie(false),
    clock,
    live,
    log,
    version: 'test',
    secure: false,
    trustProxy: false,
    rateFactor: options.rateFactor ?? 10_000,
    ...(options.noteRefusal === undefined ? {} : { noteRefusal: options.noteRefusal }),
    ...(options.findClosedGate === undefined ? {} : { findClosedGate: options.findClosedGate }),
    webDir: undefined,
  });
  await app.ready();
  return {
    app,
    live,
    call: async (who, contract, request, options = {}) => {
      const input: Loose = request;
      const headers = { ...who?.headers, 'accept-language': options.language ?? 'it', ...options.headers };
      const answer = await app.inject({
        method: contract.method,
        url: addressOf(contract, input),
        ...(options.remoteAddress === undefined ? {} : { remoteAddress: options.remoteAddress }),
        ...(input.body === undefined ? { headers } : { headers: { 'content-type': 'application/json', ...headers }, payload: JSON.stringify(input.body) }),
      });
      const isJson = String(answer.headers['content-type'] ?? '').includes('json');
      return { status: answer.statusCode, headers: answer.headers, body: isJson ? (JSON.parse(answer.body) as unknown) : undefined, bytes: answer.rawPayload };
    },
    close: () => app.close(),
  };
}
