/**
 * The OpenID Provider, told how we want it. What its defaults would do and why they are changed is in
 * docs/decisions/0012-one-door.md; each of them has a test.
 */
import type Provider from 'oidc-provider';
import type * as OidcProvider from 'oidc-provider';
import type { Account, Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { noteSessionUse } from '#identity';
import type { Log } from '#platform/context';
import type { Database } from '#platform/db';
import { claimsOf, standingOf, type Standing } from './app-standing.ts';
import { apiScope, appFacts, appScopes, factsOf, secretFits } from './client-metadata.ts';
import { deskVisit } from './desk-visit.ts';
import { entrancePolicy, loadGrant } from './entrance-policy.ts';
import { errorPage, goodbyePage, signOutPage } from './gateway-pages.ts';
import type { GatewayKeys } from './gateway-keys.ts';
import { endAndTell, endQuietly } from './end-grants.ts';
import { findOpenGrant, openGrantsOfSid } from './grants.ts';
import { hashId } from '#platform/record-cipher';
import { strengths } from './proof-of-person.ts';
import { recordsAdapter } from './records-adapter.ts';
import { sendPage } from './send-page.ts';

export type Library = typeof OidcProvider;

export interface ProviderOptions {
  readonly issuer: string;
  readonly keys: GatewayKeys;
  readonly database: Database;
  readonly clock: () => Date;
  readonly log: Log;
  /** The public address is https. */
  readonly secure: boolean;
  /** Where our own pages find their font. */
  readonly fontPath: string | undefined;
}

/** Where browsers are sent when the provider needs a person. */
export const interactionPath = '/oidc-login';

/** Five minutes: how long an application that never asks us may go on after a right is gone. */
const accessTokenSeconds = 300;
/** Whole stay of a session; whatever hangs on it dies earlier when it does. */
const staySeconds = 10 * 3600;

interface GatewayAccount extends Account {
  readonly standing?: Standing;
}

const standings = new WeakMap<object, Standing>();

/** What a grant stands for in this request, asked of the database once. */
async function standingOfGrant(options: ProviderOptions, ctx: object, grantId: string | undefined): Promise<Standing | undefined> {
  if (grantId === undefined) return undefined;
  const known = standings.get(ctx);
  if (known !== undefined) return known;
  const now = options.clock();
  const standing = await options.database.gate(async (tx) => {
    const grant = await findOpenGrant(tx, hashId(grantId));
    return grant === undefined ? undefined : standingOf(tx, grant, now);
  });
  if (standing !== undefined) standings.set(ctx, standing);
  return standing;
}

/** The person behind a browser or a token, if they still stand; with a token also what the application may know of them. */
async function findAccount(options: ProviderOptions, ctx: KoaContextWithOIDC, accountId: string, token: unknown): Promise<GatewayAccount | undefined> {
  if (token === undefined || token === null) {
    const session = deskVisit.getStore()?.session;
    return session?.actor.accountId === accountId ? { accountId, claims: () => ({ sub: accountId }) } : undefined;
  }
  const { grantId } = token as { grantId?: string };
  const standing = await standingOfGrant(options, ctx, grantId);
  if (standing === undefined || standing.person.accountId !== accountId) return undefined;
  const { person } = standing;
  return {
    accountId,
    standing,
    claims: () => ({
      sub: accountId,
      ...claimsOf(standing),
      name: person.displayName,
      preferred_username: person.loginName,
      email: person.loginName,
      locale: person.language,
    }),
  };
}

function features(library: Library, fontPath: string | undefined): NonNullable<Configuration['features']> {
  return {
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    // Announced and carried by the library's words; delivered by our own job, which repeats and tells (deliveries.ts).
    backchannelLogout: { enabled: true },
    revocation: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => sendPage(ctx, fontPath, signOutPage(form, ctx.oidc.client?.clientName), ctx.oidc.client?.postLogoutRedirectUris ?? []),
      postLogoutSuccessSource: (ctx) => sendPage(ctx, fontPath, goodbyePage()),
    },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (_ctx, resource, client) => {
        // An application may have tokens for its own services, for nobody else's.
        if (factsOf(client).resource !== resource) throw new library.errors.InvalidTarget();
        return { scope: 'app', audience: resource, accessTokenFormat: 'jwt', accessTokenTTL: accessTokenSeconds, jwt: { sign: { alg: 'ES256' } } };
      },
    },
  };
}

function configuration(options: ProviderOptions, library: Library): Configuration {
  const claimsOfApp = ['sub', 'personality', 'personality_label', 'profile', 'tenant', 'scope_node', 'app_rules', 'app_rules_version', 'act', 'on_behalf_of', 'acr', 'amr', 'auth_time'];
  const cookie = { httpOnly: true, sameSite: 'lax', secure: options.secure, signed: true } as const;
  return {
    adapter: recordsAdapter({ database: options.database, key: options.keys.records, clock: options.clock, alreadyConsumed: () => new library.errors.InvalidGrant('already used') }),
    jwks: { keys: [...options.keys.signing] },
    cookies: {
      keys: [...options.keys.cookies],
      names: { session: 'volano_oidc', interaction: 'volano_oidc_interaction', resume: 'volano_oidc_resume' },
      long: { ...cookie, path: '/oidc' },
      short: cookie,
    },
    features: features(library, options.fontPath),
    scopes: [...appScopes, apiScope],
    claims: { openid: claimsOfApp, profile: ['name', 'preferred_username', 'locale'], email: ['email'], sid: null, iss: null },
    // The application learns who it is dealing with from the ID token itself.
    conformIdTokenClaims: false,
    acrValues: [...strengths],
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'], userinfoSigningAlgValues: ['ES256'], clientAuthSigningAlgValues: [], introspectionSigningAlgValues: ['ES256'], authorizationSigningAlgValues: ['ES256'], requestObjectSigningAlgValues: [] },
    extraClientMetadata: { properties: [appFacts] },
    extraParams: {
      personality: (_ctx, value) => {
        if (value !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)) throw new library.errors.InvalidRequest('personality_not_valid');
      },
    },
    pkce: { required: () => true },
    allowOmittingSingleRegisteredRedirectUri: false,
    enableHttpPostMethods: false,
    rotateRefreshToken: () => true,
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: async () => true,
    clientBasedCORS: (_ctx, origin, client) => client.tokenEndpointAuthMethod === 'none' && (client.redirectUris ?? []).some((uri) => new URL(uri).origin === origin),
    // Nothing of a client lies elsewhere: the provider itself never calls out.
    fetch: () => Promise.reject(new Error('the provider makes no requests')),
    interactions: { policy: entrancePolicy(library), url: (_ctx, interaction) => `${interactionPath}/${interaction.uid}` },
    loadExistingGrant: (ctx) => loadGrant(options, library, ctx),
    findAccount: (ctx, accountId, token) => findAccount(options, ctx, accountId, token),
    extraTokenClaims: async (ctx, token) => {
      const { grantId, aud } = token as { grantId?: string; aud?: unknown };
      // Opaque tokens tell nothing by themselves.
      const standing = aud === undefined ? undefined : await standingOfGrant(options, ctx, grantId);
      return standing === undefined ? undefined : claimsOf(standing);
    },
    renderError: (ctx, out) => sendPage(ctx, options.fontPath, errorPage(out.error, out.error_description)),
    ttl: {
      AccessToken: (_ctx, token) => token.resourceServer?.accessTokenTTL ?? accessTokenSeconds,
      AuthorizationCode: 60,
      IdToken: 3600,
      Interaction: 3600,
      RefreshToken: staySeconds,
      Session: staySeconds,
      Grant: staySeconds,
    },
  };
}

/** Use of an application is use of the session; a family revoked for a replay is written down. */
function watch(provider: Provider, options: ProviderOptions): void {
  const { database, clock, log } = options;
  provider.on('server_error', (_ctx, error) => log.error({ failure: error.stack ?? String(error) }, 'the provider failed'));
  provider.use(async (ctx, next) => {
    await next();
    const { oidc } = ctx as KoaContextWithOIDC;
    if (oidc?.route === 'end_session_confirm' && (oidc.session as { destroyed?: boolean } | undefined)?.destroyed === true) await deskVisit.getStore()?.signOut?.();
    if (oidc?.route !== 'token' || ctx.status !== 200) return;
    const standing = standings.get(ctx);
    const grantId = oidc.entities.Grant?.jti;
    if (standing === undefined || grantId === undefined) return;
    const now = clock();
    await database.gate(async (tx) => {
      const grant = await findOpenGrant(tx, hashId(grantId));
      if (grant !== undefined) await noteSessionUse(tx, grant.sessionId, now);
    });
  });
  provider.on('grant.revoked', (ctx, grantId) => {
    const replayed = ctx.oidc.route === 'token';
    const requestId = deskVisit.getStore()?.requestId ?? 'gateway';
    void database
      .gate(async (tx) => {
        await endQuietly(tx, { hashes: [hashId(grantId)] }, replayed ? 'replayed' : 'appSignedOut', { now: clock(), requestId });
      })
      .catch((error: unknown) => log.error({ failure: String(error) }, 'a revoked grant was not written down'));
  });
}

/** Builds a provider over the given keys; a rotation builds a new one beside it. */
export function createProvider(options: ProviderOptions, library: Library): Provider {
  const provider = new library.default(options.issuer, configuration(options, library));
  // Scheme and host come from the mount, which sets them by the configuration and not by what a caller claims.
  provider.proxy = true;
  const client = provider.Client.prototype as unknown as { compareClientSecret: (presented: string) => boolean; backchannelLogout: (accountId: string, sid: string) => Promise<void> };
  client.compareClientSecret = function (this: { clientSecret?: string }, presented) {
    return secretFits(this, presented, options.clock());
  };
  client.backchannelLogout = async function (this: { [key: string]: unknown }, accountId, sid) {
    const { id } = factsOf(this);
    const requestId = deskVisit.getStore()?.requestId ?? 'gateway';
    await options.database.gate(async (tx) => {
      const hashes = await openGrantsOfSid(tx, { appId: id, accountId, sid });
      await endAndTell(tx, { hashes }, 'appSignedOut', { now: options.clock(), requestId });
    });
  };
  watch(provider, options);
  return provider;
}
