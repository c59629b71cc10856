/**
 * The conversation with a provider, by openid-client: discovery, PKCE S256, state, nonce, the identity token's
 * signature, issuer, audience and age, and the provider's name in its answer where it promises one (RFC 9207). Every
 * request leaves through the guard of outbound.ts.
 */
import * as client from 'openid-client';
import { OutboundError, sendOut, type OutboundPolicy } from '#platform/outbound';
import type { Provider } from './federation-providers.ts';

/** The provider did not answer as agreed; the message is for an administrator. */
export class PartnerError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'PartnerError';
  }
}

const mostBytes = 512 * 1024;

/** fetch for openid-client: guarded, without redirects, five seconds, half a megabyte. */
function guardedFetch(policy: OutboundPolicy): client.CustomFetch {
  return async (address, { method, headers, body }) => {
    const text = body instanceof URLSearchParams ? body.toString() : typeof body === 'string' ? body : undefined;
    const answer = await sendOut(new URL(address), { method, headers, ...(text === undefined ? {} : { body: text }) }, policy, mostBytes);
    const told = Object.entries(answer.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as [string, string]] : []));
    return new Response(answer.status === 204 ? null : new Uint8Array(answer.body), { status: answer.status, headers: told });
  };
}

function why(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  // The library wraps what the road said; the road's own word is the clearer one.
  if (error.cause instanceof OutboundError) return error.cause.message;
  const cause = error.cause instanceof Error ? why(error.cause) : undefined;
  return cause === undefined ? error.message : `${error.message}: ${cause}`;
}

async function partner<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new PartnerError(why(error).slice(0, 300), error);
  }
}

/** What a provider says of itself, and how we speak with it. */
async function configurationOf(provider: Pick<Provider, 'issuer' | 'clientId'>, secret: string | null, policy: OutboundPolicy): Promise<client.Configuration> {
  const options = { [client.customFetch]: guardedFetch(policy), ...(provider.issuer.startsWith('http:') ? { execute: [client.allowInsecureRequests] } : {}) };
  const found = await client.discovery(new URL(provider.issuer), provider.clientId, undefined, client.None(), options);
  const methods = found.serverMetadata().token_endpoint_auth_methods_supported;
  const proof = secret === null ? client.None() : methods === undefined || methods.includes('client_secret_basic') ? client.ClientSecretBasic(secret) : client.ClientSecretPost(secret);
  const configuration = new client.Configuration(found.serverMetadata(), provider.clientId, undefined, proof);
  configuration[client.customFetch] = guardedFetch(policy);
  if (provider.issuer.startsWith('http:')) client.allowInsecureRequests(configuration);
  // The token comes over a connection we opened; its signature is checked nevertheless.
  client.enableNonRepudiationChecks(configuration);
  return configuration;
}

/** Asks a provider who it is. Throws PartnerError. */
export async function lookAtProvider(provider: Pick<Provider, 'issuer' | 'clientId'>, policy: OutboundPolicy): Promise<{ authorizationEndpoint: string; tokenEndpoint: string; pkce: boolean; namesItself: boolean }> {
  const told = (await partner(() => configurationOf(provider, null, policy))).serverMetadata();
  const { authorization_endpoint: authorizationEndpoint, token_endpoint: tokenEndpoint } = told;
  if (authorizationEndpoint === undefined || tokenEndpoint === undefined) throw new PartnerError('no endpoints for signing in');
  return {
    authorizationEndpoint, tokenEndpoint, pkce: told.code_challenge_methods_supported?.includes('S256') === true, namesItself: told.authorization_response_iss_parameter_supported === true,
  };
}

export interface Secrets {
  readonly nonce: string;
  readonly verifier: string;
}

/** Address to send the browser to, with what must be kept until it comes back. Throws PartnerError. */
export async function beginAtProvider(provider: Provider, redirectUri: string, policy: OutboundPolicy): Promise<{ address: string; state: string; secrets: Secrets }> {
  const configuration = await partner(() => configurationOf(provider, null, policy));
  const state = client.randomState();
  const secrets = { nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
  const challenge = await client.calculatePKCECodeChallenge(secrets.verifier);
  const asked = { redirect_uri: redirectUri, scope: 'openid', state, nonce: secrets.nonce, code_challenge: challenge, code_challenge_method: 'S256' };
  return { address: client.buildAuthorizationUrl(configuration, asked).href, state, secrets };
}

/** The subject the provider vouches for. Throws PartnerError whatever is wrong with its answer. */
export async function subjectFromProvider(provider: Provider, secret: string | null, answer: { redirectUri: string; query: Readonly<Record<string, string>>; state: string; secrets: Secrets }, policy: OutboundPolicy): Promise<string> {
  return partner(async () => {
    const configuration = await configurationOf(provider, secret, policy);
    const address = new URL(answer.redirectUri);
    for (const [name, value] of Object.entries(answer.query)) address.searchParams.set(name, value);
    const tokens = await client.authorizationCodeGrant(configuration, address, { pkceCodeVerifier: answer.secrets.verifier, expectedState: answer.state, expectedNonce: answer.secrets.nonce, idTokenExpected: true });
    const subject = tokens.claims()?.sub;
    if (subject === undefined || subject === '' || subject.length > 255) throw new Error('no subject');
    return subject;
  });
}
