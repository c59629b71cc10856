/**
 * Where browsers come when the provider needs a person. It is never told where to go next: it knows the request that is
 * being carried out by a cookie of its own path, and the provider alone knows the address behind it.
 */
import { randomBytes } from 'node:crypto';
import type Provider from 'oidc-provider';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { findStandingSession, signOut } from '#identity';
import type { DoorOptions } from '#platform/http/door';
import type { Session } from '#platform/http/route';
import { findAppByClientId } from './apps.ts';
import { considerEntrance } from './enter-app.ts';
import { personalityPrompt, tooWeak } from './entrance-policy.ts';
import { errorPage, pagePolicy, personalityPage, renderPage, signInAgainPage, type GatewayPage } from './gateway-pages.ts';
import { proofReaches } from './proof-of-person.ts';
import { interactionPath } from './provider.ts';
import { languageOfReader } from './send-page.ts';

interface InteractionOptions {
  readonly door: DoorOptions;
  readonly provider: () => Promise<Provider>;
  /** Runs the step with the visitor known to the provider's memory. */
  readonly visiting: <T>(request: FastifyRequest, step: (session: Session | undefined, unfinished: boolean) => Promise<T>) => Promise<T>;
  readonly ratePerMinute: number;
  readonly fontPath: string | undefined;
}

type Details = Awaited<ReturnType<Provider['interactionDetails']>>;

function send({ fontPath }: InteractionOptions, request: FastifyRequest, reply: FastifyReply, page: GatewayPage, status: number, formTargets: readonly string[] = []): FastifyReply {
  const nonce = randomBytes(16).toString('base64');
  return reply
    .code(status)
    .header('content-security-policy', pagePolicy(nonce, formTargets))
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(renderPage(page, { language: languageOfReader(request.headers['accept-language']), nonce, fontPath }));
}

const uidOf = (request: FastifyRequest): string => (request.params as { uid: string }).uid;

/** The step of the request this browser is carrying out; undefined when it is another's, over, or nobody's. */
async function detailsOf(provider: Provider, request: FastifyRequest, reply: FastifyReply): Promise<Details | undefined> {
  try {
    const details = await provider.interactionDetails(request.raw, reply.raw);
    return details.uid === uidOf(request) ? details : undefined;
  } catch (error) {
    if (error instanceof Error && error.name === 'SessionNotFound') return undefined;
    throw error;
  }
}

/** Hands the answer to the provider and sends the browser back to it. */
async function finish(provider: Provider, request: FastifyRequest, reply: FastifyReply, result: Record<string, unknown>, merge = true): Promise<FastifyReply> {
  const returnTo = await provider.interactionResult(request.raw, reply.raw, result, { mergeWithLastSubmission: merge });
  return reply.code(303).header('location', returnTo).header('cache-control', 'no-store').send();
}

/** Whether the application wants a proof of the person that is younger than the last one. */
function wantsFreshProof({ prompt, params }: Details, provedAt: Date, now: Date): boolean {
  const { max_age: seconds } = params;
  return prompt.reasons.includes('login_prompt') || (seconds !== undefined && now.getTime() - provedAt.getTime() > Number(seconds) * 1000);
}

async function show(options: InteractionOptions, request: FastifyRequest, reply: FastifyReply, session: Session | undefined, unfinished: boolean): Promise<FastifyReply> {
  const provider = await options.provider();
  const details = await detailsOf(provider, request, reply);
  if (details === undefined) return send(options, request, reply, errorPage('invalid_request', 'interaction_not_found'), 400);
  // The desk asks for the second factor before anything else; the application is entered anew from there.
  if (unfinished) return reply.code(303).header('location', '/').header('cache-control', 'no-store').send();
  // The page of the desk brings people back to this very address and to no other (sign-in-address.ts).
  const signIn = `/sign-in?next=${encodeURIComponent(`${interactionPath}/${details.uid}`)}`;
  if (session === undefined || session.actor.accountId === null) return reply.code(303).header('location', signIn).header('cache-control', 'no-store').send();
  const { accountId } = session.actor;
  const { database, clock } = options.door;
  const now = clock();
  const app = await database.gate((tx) => findAppByClientId(tx, String(details.params['client_id'])));
  if (app === undefined) return send(options, request, reply, errorPage('invalid_client', undefined), 400);
  const page = { appName: app.name, action: `${interactionPath}/${details.uid}`, secret: session.csrfToken };
  const back = [String(details.params['redirect_uri'])];
  if (details.prompt.name === 'login') {
    const standing = await database.gate((tx) => findStandingSession(tx, session.id, now));
    if (standing === undefined) return reply.code(303).header('location', signIn).send();
    const asked = details.params['acr_values'];
    const weak = typeof asked === 'string' && !proofReaches(standing.strength, asked);
    if ((weak || wantsFreshProof(details, standing.authenticatedAt, now)) && standing.authenticatedAt.getTime() < details.iat * 1000) return send(options, request, reply, signInAgainPage({ ...page, stronger: weak }), 200, back);
    // They have just proved it as strongly as they can: RFC 9470 §5.
    if (weak) return finish(provider, request, reply, { error: 'unmet_authentication_requirements', error_description: tooWeak }, false);
    return finish(provider, request, reply, { login: { accountId, ts: Math.floor(standing.authenticatedAt.getTime() / 1000) } });
  }
  if (details.prompt.name !== personalityPrompt || session.actor.personalityId === null) return send(options, request, reply, errorPage('invalid_request', 'unknown_prompt'), 400);
  const asked = typeof details.params['personality'] === 'string' ? details.params['personality'] : undefined;
  const visitor = { sessionId: session.id, accountId, personalityId: session.actor.personalityId, requestId: request.id };
  const entrance = await database.gate((tx) => considerEntrance(tx, visitor, { tenantId: app.tenantId, appId: app.id, asked: undefined, chosen: undefined }, now));
  const options_ = (entrance?.options ?? []).filter((option) => option.visible).map((option) => ({ id: option.personalityId, label: option.label, asked: option.personalityId === asked }));
  if (options_.length === 0) return finish(provider, request, reply, { error: 'access_denied', error_description: 'app_not_for_you' }, false);
  return send(options, request, reply, personalityPage({ ...page, options: options_ }), 200, back);
}

/** Name of the application that waits behind this step, for the sign-in page: told to the browser that is carrying it out, to no other. */
async function nameWaiting(options: InteractionOptions, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const details = await detailsOf(await options.provider(), request, reply);
  const app = details === undefined ? undefined : await options.door.database.gate((tx) => findAppByClientId(tx, String(details.params['client_id'])));
  reply.header('cache-control', 'no-store');
  return app === undefined ? reply.code(404).send({}) : reply.send({ name: app.name });
}

async function answer(options: InteractionOptions, request: FastifyRequest, reply: FastifyReply, session: Session | undefined): Promise<FastifyReply> {
  const provider = await options.provider();
  const details = await detailsOf(provider, request, reply);
  const said = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
  const site = request.headers['sec-fetch-site'];
  const ours = session !== undefined && said.get('secret') === session.csrfToken && (site === undefined || site === 'same-origin');
  if (details === undefined || !ours) return send(options, request, reply, errorPage('invalid_request', 'page_not_valid'), 400);
  if (said.has('cancel')) return finish(provider, request, reply, { error: 'access_denied', error_description: 'cancelled_by_person' }, false);
  if (said.has('again')) {
    const { database, clock, cookie } = options.door;
    await signOut({ database, now: clock(), requestId: request.id, language: 'it', log: request.log }, session, { address: request.ip });
    cookie.clear(reply);
    return reply.code(303).header('location', `/sign-in?next=${encodeURIComponent(`${interactionPath}/${details.uid}`)}`).send();
  }
  // Whether it is theirs and may enter is asked again where the grant is made.
  return finish(provider, request, reply, { [personalityPrompt]: { id: said.get('personality') ?? '' } });
}

/** Registers the page and its form. */
export function registerInteractions(app: FastifyInstance, options: InteractionOptions): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 10_000 }, (_request, body, done) => done(null, body));
  const url = `${interactionPath}/:uid`;
  const config = { rateLimit: false } as const;
  const limit = () => app.rateLimit({ max: options.ratePerMinute, timeWindow: '1 minute' });
  app.get(url, { schema: { hide: true }, config, onRequest: [limit()] }, (request, reply) => options.visiting(request, (session, unfinished) => show(options, request, reply, session, unfinished)));
  app.get(`${url}/app`, { schema: { hide: true }, config, onRequest: [limit()] }, (request, reply) => nameWaiting(options, request, reply));
  app.post(url, { schema: { hide: true }, config, onRequest: [limit()] }, (request, reply) => options.visiting(request, (session) => answer(options, request, reply, session)));
}
