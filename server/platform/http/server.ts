/** The HTTP server: routes from contracts, OpenAPI from the same contracts, one shape of failure, one live stream. */
import { randomUUID } from 'node:crypto';
import cookiePlugin from '@fastify/cookie';
import rateLimitPlugin from '@fastify/rate-limit';
import swaggerPlugin from '@fastify/swagger';
import swaggerUiPlugin from '@fastify/swagger-ui';
import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { RouteContract } from '../contract.ts';
import { problemSchema } from '../contract.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import { describeIssue } from '../describe-issue.ts';
import { InputViolation, validatorCompiler } from './validate-input.ts';
import { admit, applicationToken, languageOf, mediaTypeOf, pass, sessionOf, tellRefusal, type DoorOptions } from './door.ts';
import { refusePackedBody } from './content-encoding.ts';
import { countedAddress } from './counted-address.ts';
import { createHealth } from './health.ts';
import { createKnownSessions, type KnownSessions } from './known-sessions.ts';
import type { LiveHub } from './live.ts';
import { observeRequests } from './metrics.ts';
import { failureProblem } from './problems.ts';
import type { RouteHandler } from './route.ts';
import { sendSecurityHeaders } from './security-headers.ts';
import { serializerCompiler } from './serialise-answer.ts';
import { gateRefusals } from './reading-gate.ts';
import { registerWeb } from './web.ts';

export interface HttpOptions extends DoorOptions {
  readonly database: Database;
  readonly routes: readonly RouteHandler[];
  readonly live: LiveHub;
  readonly log: Logger;
  readonly version: string;
  readonly secure: boolean;
  readonly trustProxy: boolean;
  /** Multiplies the limits of requests a minute; tests that hammer raise it. */
  readonly rateFactor?: number;
  /** What modules put beside the routes (the gateway's protocol); the door is the one of every route. */
  readonly mounts?: readonly ((app: FastifyInstance, door: DoorOptions) => Promise<void>)[];
  /** Folder of the built web application; undefined serves the API alone. */
  readonly webDir: string | undefined;
}

const defaultBodyLimit = 65_536;
const defaultRate = 600;

/** `/api/x/:id` of a contract in OpenAPI's and Fastify's common form. */
function schemaOf(contract: RouteContract, forApplications: boolean): Record<string, unknown> {
  const answer =
    contract.produces === undefined
      ? contract.response
      : { description: 'The file', content: Object.fromEntries([contract.produces].flat().map((type) => [type, { schema: z.string().meta({ format: 'binary' }) }])) };
  return {
    summary: contract.summary,
    tags: [contract.path.split('/')[2] ?? 'platform'],
    operationId: operationId(contract),
    description: describeAccess(contract),
    ...(contract.params === undefined ? {} : { params: contract.params }),
    ...(contract.query === undefined ? {} : { querystring: contract.query }),
    ...(contract.body === undefined ? {} : { body: contract.body }),
    ...(contract.consumes === undefined ? {} : { consumes: [...contract.consumes] }),
    ...(contract.access === 'public' ? { security: [] } : forApplications ? { security: [{ session: [] }, { application: [] }] } : {}),
    response: {
      200: answer,
      default: { description: 'A problem document (RFC 9457): what happened and what to do', content: { 'application/problem+json': { schema: problemSchema } } },
    },
  };
}

function operationId(contract: RouteContract): string {
  return [contract.method.toLowerCase(), ...contract.path.split('/').slice(2)].map((part) => part.replace(/\W/g, '_')).join('_');
}

function describeAccess(contract: RouteContract): string {
  const who = contract.access === 'public' ? 'Anybody.' : contract.access === 'signed-in' ? 'Anybody signed in.' : `Needs the privilege \`${contract.access}\`.`;
  const refusals = Object.entries({ ...contract.refusals, ...(contract.gatedBy === undefined ? {} : gateRefusals) }).map(([name, words]) => `- \`${name}\`: ${words.en}`);
  return [who, ...(refusals.length > 0 ? ['', 'May refuse (422):', ...refusals] : [])].join('\n');
}

/** The door that tells which tokens it found to be real, and those it gave out itself. */
function telling<D extends DoorOptions>(door: D, known: KnownSessions): D {
  const { applications } = door;
  return {
    ...door,
    authenticate: async (token, now) => {
      const session = await door.authenticate(token, now);
      known.note(token, session !== undefined);
      return session;
    },
    ...(applications === undefined
      ? {}
      : {
          applications: {
            ...applications,
            authenticate: async (token: string, contract: RouteContract, now: Date) => {
              const session = await applications.authenticate(token, contract, now);
              known.note(token, session !== undefined);
              return session;
            },
          },
        }),
    cookie: {
      ...door.cookie,
      set: (reply, token) => {
        known.note(token, true);
        door.cookie.set(reply, token);
      },
    },
  };
}

/** Builds the server without listening. */
export async function createHttpServer(asked: HttpOptions): Promise<FastifyInstance> {
  const known = createKnownSessions();
  const options = telling(asked, known);
  const app = fastify({
    loggerInstance: options.log as FastifyBaseLogger,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    trustProxy: options.trustProxy,
    bodyLimit: defaultBodyLimit,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
    forceCloseConnections: 'idle',
    requestTimeout: 60_000,
    // Addresses the router itself refuses (too long, not decodable) are problems like all others.
    frameworkErrors: (error, request, reply) => {
      const body = failureProblem(error, languageOf(request as FastifyRequest), request.id);
      void (reply as unknown as FastifyReply).code(body.status).type('application/problem+json').send(JSON.stringify(body));
    },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await app.register(cookiePlugin);
  await sendSecurityHeaders(app, options.secure);
  await app.register(rateLimitPlugin, {
    max: defaultRate * (options.rateFactor ?? 1),
    timeWindow: '1 minute',
    keyGenerator: (request: FastifyRequest) => {
      const token = options.cookie.read(request) ?? applicationToken(request);
      return token !== undefined && known.has(token) ? token : countedAddress(request.ip);
    },
    errorResponseBuilder: (_request, context) => new AppError('too_many_requests', 'rate limit', { retryAfterSeconds: Math.ceil(context.ttl / 1000) }),
  });
  observeRequests(app);
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  app.addHook('onResponse', async (request, reply) => {
    const session = sessionOf(request);
    const fields = { method: request.method, route: request.routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime), accountId: session?.actor.accountId };
    if (reply.statusCode >= 500) request.log.error(fields, 'request failed');
    else request.log.info(fields, 'request');
  });
  registerFailures(app);
  await registerApiPages(app, options);
  acceptFiles(app, options.routes);
  for (const handler of options.routes) registerRoute(app, handler, options);
  createHealth(app, options);
  options.live.register(app, options);
  for (const mount of options.mounts ?? []) await mount(app, options);
  if (options.webDir !== undefined) await registerWeb(app, options.webDir, options);
  return app;
}

async function registerApiPages(app: FastifyInstance, options: HttpOptions): Promise<void> {
  await app.register(swaggerPlugin, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Volano', version: options.version, description: 'Money in integer cents (`…Cents`), rates in parts per million (`…Ppm`), days as YYYY-MM-DD. Writes accept an `Idempotency-Key` and need `x-volano-csrf`.' },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: options.cookie.name, description: 'People, from our own pages.' },
          application: { type: 'http', scheme: 'bearer', description: 'Registered applications: an opaque access token of scope `api`, for reading alone, in the parts of the API the application was registered for.' },
        },
      },
      security: [{ session: [] }],
    },
    transform: jsonSchemaTransform,
  });
  await app.register(swaggerUiPlugin, { routePrefix: '/api/docs', staticCSP: true, uiConfig: { docExpansion: 'none', deepLinking: true } });
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger());
}

function registerRoute(app: FastifyInstance, handler: RouteHandler, options: HttpOptions): void {
  const { contract } = handler;
  app.route({
    method: contract.method,
    url: contract.path,
    schema: schemaOf(contract, options.applications?.mayRead(contract) === true),
    bodyLimit: contract.bodyLimit ?? defaultBodyLimit,
    config: { rateLimit: false },
    // Counted before anybody is looked up: what is turned away costs no question to the database.
    onRequest: [
      app.rateLimit({ max: (contract.ratePerMinute ?? defaultRate) * (options.rateFactor ?? 1), timeWindow: '1 minute' }),
      async (request) => {
        await admit(contract, request, options);
        refusePackedBody(request);
        refuseOtherMedia(contract, request);
      },
    ],
    handler: (request, reply) => pass(handler, request, reply, options),
    onError: (request, _reply, error) => tellRefusal(contract, request, error, options),
  });
}

/** A route that takes files takes those alone; told before the body is read. */
function refuseOtherMedia({ consumes }: RouteContract, request: FastifyRequest): void {
  if (consumes !== undefined && !consumes.includes(mediaTypeOf(request))) throw new AppError('unsupported_media_type');
}

/** Bodies that are files arrive as bytes; each route says which and how large. */
function acceptFiles(app: FastifyInstance, routes: readonly RouteHandler[]): void {
  const types = new Set(routes.flatMap(({ contract }) => contract.consumes ?? []));
  if (types.size > 0) app.addContentTypeParser([...types], { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}

function registerFailures(app: FastifyInstance): void {
  app.setNotFoundHandler((request, reply) => {
    const body = failureProblem(new AppError('not_found'), languageOf(request), request.id);
    return reply.code(404).type('application/problem+json').send(JSON.stringify(body));
  });
  app.setErrorHandler((error, request, reply) => {
    const language = languageOf(request);
    const cause =
      error instanceof InputViolation ? new AppError('invalid_input', 'validation', { fields: error.issues.map((issue) => describeIssue(issue, placeOf(error), language)) }) : error;
    const body = failureProblem(cause, language, request.id);
    // What the house did not foresee is logged, also where whoever waits may simply try again.
    if (body.status >= 500 || body.code === 'collision') request.log.error({ failure: error instanceof Error ? error.stack : String(error) }, 'failure');
    if (cause instanceof AppError && cause.retryAfterSeconds !== undefined) reply.header('retry-after', String(cause.retryAfterSeconds));
    // RFC 6750 §3: an application learns that its token stands for nobody any more.
    if (body.status === 401 && applicationToken(request) !== undefined) reply.header('www-authenticate', 'Bearer realm="volano", error="invalid_token"');
    return reply.code(body.status).type('application/problem+json').send(JSON.stringify(body));
  });
}

/** `body`, `query` or `params`: where the violation stands, as paths name it. */
function placeOf(error: InputViolation): string {
  return error.validationContext === 'querystring' ? 'query' : (error.validationContext ?? '');
}
