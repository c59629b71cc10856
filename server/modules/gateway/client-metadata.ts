/** An application of the registry in the words of the provider. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { AllClientMetadata } from 'oidc-provider';
import { z } from 'zod';
import type { ClientApp } from './apps.ts';

/** Scopes every application may ask for; what it then learns is decided by the personality and the rules. */
export const appScopes = ['openid', 'profile', 'email'] as const;

/** Scope that lets an application read our own API, where it is registered for parts of it. */
export const apiScope = 'api';

/** Key under which the provider carries our own facts about a client. */
export const appFacts = 'volano_app';

const facts = z.object({ tenantId: z.number(), id: z.string(), resource: z.string().nullable(), previousSecret: z.object({ hash: z.string(), until: z.string() }).nullable() });
type AppFacts = z.infer<typeof facts>;

/** Our facts about a client of the provider. */
export function factsOf(client: { readonly [key: string]: unknown }): AppFacts {
  return facts.parse(client[appFacts]);
}

/** Undefined for an application that does not speak the protocol. */
export function clientMetadata(app: ClientApp): AllClientMetadata | undefined {
  if (app.kind === 'headerProxy') return undefined;
  const own: AppFacts = {
    tenantId: app.tenantId,
    id: app.id,
    resource: app.resource,
    previousSecret:
      app.previousSecretHash === null || app.previousSecretUntil === null ? null : { hash: app.previousSecretHash.toString('hex'), until: app.previousSecretUntil.toISOString() },
  };
  return {
    client_id: app.clientId,
    client_name: app.name,
    application_type: 'web',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    // PKCE protects the code; a token in the address would be protected by nothing.
    response_modes: ['query', 'form_post'],
    redirect_uris: app.redirectUris,
    post_logout_redirect_uris: app.postLogoutUris,
    id_token_signed_response_alg: 'ES256',
    scope: [...appScopes, ...(app.apiAreas.length > 0 ? [apiScope] : [])].join(' '),
    token_endpoint_auth_method: app.secretHash === null ? 'none' : 'client_secret_basic',
    // The hash stands in its place: what is presented is hashed before it is compared (secretFits).
    ...(app.secretHash === null ? {} : { client_secret: app.secretHash.toString('hex') }),
    ...(app.backchannelUri === null ? {} : { backchannel_logout_uri: app.backchannelUri, backchannel_logout_session_required: true }),
    [appFacts]: own,
  } as AllClientMetadata;
}

/** Whether a presented secret is the application's, or the one before while both are taken. */
export function secretFits(client: { readonly clientSecret?: string | undefined; readonly [key: string]: unknown }, presented: unknown, now: Date): boolean {
  if (typeof presented !== 'string') return false;
  const digest = createHash('sha256').update(presented).digest();
  const equals = (hex: string | undefined): boolean => hex !== undefined && hex.length === 64 && timingSafeEqual(digest, Buffer.from(hex, 'hex'));
  const { previousSecret } = factsOf(client);
  const current = equals(client.clientSecret);
  const previous = equals(previousSecret?.hash) && previousSecret !== null && now < new Date(previousSecret.until);
  return current || previous;
}
