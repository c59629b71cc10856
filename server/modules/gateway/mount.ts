/** Puts the provider under /oidc of our server. Its requests are handed over unread; scheme, host and caller are those our server knows. */
import type Provider from 'oidc-provider';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { signOut } from '#identity';
import type { DoorOptions } from '#platform/http/door';
import type { Session } from '#platform/http/route';
import { deskVisit } from './desk-visit.ts';
import { endAndTell } from './end-grants.ts';
import { createKeyring } from './gateway-keys.ts';
import { registerInteractions } from './interaction-routes.ts';
import { loadLibrary } from './load-library.ts';
import { createProvider, type Library } from './provider.ts';
import { answerRules } from './rules-endpoint.ts';

interface GatewayMount {
  /** `https://volano.example`, without a stroke at the end; asked at the first request. */
  readonly publicUrl: () => string;
  readonly keysFile: string;
  /** Address of the desk's font on our own host, where the web application is built. */
  readonly fontPath: string | undefined;
  readonly rateFactor?: number;
}

/** Where the provider lives below the public address; also the end of the issuer's name. */
const mountPath = '/oidc';

/** The current provider: built at first use, and anew when the keys were rotated. */
function currentProvider(options: GatewayMount, door: DoorOptions, app: FastifyInstance): () => Promise<Provider> {
  const keyring = createKeyring(options.keysFile, door.clock);
  let library: Promise<Library> | undefined;
  let built: { readonly mark: string; readonly provider: Provider } | undefined;
  return async () => {
    const keys = await keyring();
    const mark = keys.signing.map((key) => key.kid).join();
    if (built?.mark === mark) return built.provider;
    const issuer = `${options.publicUrl()}${mountPath}`;
    const loaded = await (library ??= loadLibrary());
    const provider = createProvider({ issuer, keys, database: door.database, clock: door.clock, log: app.log, secure: issuer.startsWith('https:'), fontPath: options.fontPath }, loaded);
    built = { mark, provider };
    return provider;
  };
}

async function sessionOfBrowser(door: DoorOptions, request: FastifyRequest): Promise<Session | undefined> {
  const token = door.cookie.read(request);
  return token === undefined ? undefined : door.authenticate(token, door.clock());
}

/** Hides what the caller claims about scheme and host: addresses are made from the configuration alone. */
function dress(request: FastifyRequest, publicUrl: string): void {
  const { headers } = request.raw;
  const { protocol, host } = new URL(publicUrl);
  headers['x-forwarded-proto'] = protocol.slice(0, -1);
  headers['x-forwarded-host'] = host;
  headers['x-forwarded-for'] = request.ip;
  const raw = request.raw as typeof request.raw & { originalUrl?: string };
  raw.originalUrl = raw.url ?? mountPath;
  raw.url = raw.originalUrl.slice(mountPath.length);
}

/** The provider ended its browser session on a person's word: so does the house, with everything that hangs on it. */
async function endDesk(door: DoorOptions, request: FastifyRequest, session: Session): Promise<void> {
  const now = door.clock();
  await signOut({ database: door.database, now, requestId: request.id, language: 'it', log: request.log }, session, { address: request.ip });
  await door.database.gate((tx) => endAndTell(tx, { sessions: [session.id] }, 'signedOut', { now, requestId: request.id }));
}

/** What goes along with every answer of the provider, which writes past our server. */
function plainHeaders(reply: FastifyReply, request: FastifyRequest, secure: boolean): void {
  const { raw } = reply;
  raw.setHeader('x-request-id', request.id);
  raw.setHeader('x-content-type-options', 'nosniff');
  raw.setHeader('referrer-policy', 'no-referrer');
  // The library adds the hash of its one script, which posts a form, to this word.
  raw.setHeader('content-security-policy', "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; script-src 'report-sample'");
  if (secure) raw.setHeader('strict-transport-security', 'max-age=31536000; includeSubDomains');
}

/** For the server: registers /oidc and the pages behind it. */
export function mountGateway(options: GatewayMount): (app: FastifyInstance, door: DoorOptions) => Promise<void> {
  return async (app, door) => {
    const provider = currentProvider(options, door, app);
    const ratePerMinute = 3000 * (options.rateFactor ?? 1);
    const visiting = async <T>(request: FastifyRequest, step: (session: Session | undefined, unfinished: boolean) => Promise<T>): Promise<T> => {
      const found = await sessionOfBrowser(door, request);
      // Where the company asks for a second factor, whoever has none yet is nobody to applications either.
      const unfinished = found?.needsSecondFactor === true;
      const session = unfinished ? undefined : found;
      const signOutHere = session === undefined ? undefined : () => endDesk(door, request, session);
      return deskVisit.run({ session, requestId: request.id, signOut: signOutHere }, () => step(session, unfinished));
    };

    await app.register(async (pages) => registerInteractions(pages, { fontPath: options.fontPath, door, provider, visiting, ratePerMinute }));
    await app.register(async (scope) => {
      // The provider reads bodies itself.
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, _body, done) => done(null));
      const onRequest = [scope.rateLimit({ max: ratePerMinute, timeWindow: '1 minute' })];
      const config = { rateLimit: false } as const;
      scope.get(`${mountPath}/rules`, { schema: { hide: true }, config, onRequest }, async (request, reply) => answerRules(request, reply, await provider(), door));
      scope.route({
        method: ['GET', 'POST', 'OPTIONS'],
        url: `${mountPath}/*`,
        schema: { hide: true },
        config,
        onRequest,
        handler: (request, reply) =>
          visiting(request, async () => {
            const current = await provider();
            reply.hijack();
            plainHeaders(reply, request, options.publicUrl().startsWith('https:'));
            dress(request, options.publicUrl());
            await current.callback()(request.raw, reply.raw);
          }),
      });
    });
  };
}
