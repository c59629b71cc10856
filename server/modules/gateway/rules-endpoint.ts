/** What an application asks whenever it likes: as whom its person is there, and with which rules. Bearer token, ETag. */
import type Provider from 'oidc-provider';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DoorOptions } from '#platform/http/door';
import { claimsOf, standingOf } from './app-standing.ts';
import { findOpenGrant } from './grants.ts';
import { hashId } from '#platform/record-cipher';

async function claimsBehind(provider: Provider, authorization: string | undefined, door: DoorOptions) {
  const token = /^Bearer ([\w.~+/-]{20,500}=*)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return undefined;
  const found = await provider.AccessToken.find(token);
  // Tokens made for an application's own services are not for us.
  if (found === undefined || found.aud !== undefined || found.grantId === undefined) return undefined;
  const grantHash = hashId(found.grantId);
  return door.database.gate(async (tx) => {
    const grant = await findOpenGrant(tx, grantHash);
    const standing = grant === undefined ? undefined : await standingOf(tx, grant, door.clock());
    return standing === undefined ? undefined : { sub: standing.person.accountId, ...claimsOf(standing) };
  });
}

/** Answers 200 with the rules, 304 when the caller has them already, 401 when the token stands for nobody any more (RFC 6750 §3). */
export async function answerRules(request: FastifyRequest, reply: FastifyReply, provider: Provider, door: DoorOptions): Promise<FastifyReply> {
  const claims = await claimsBehind(provider, request.headers.authorization, door);
  if (claims === undefined) {
    const error = request.headers.authorization === undefined ? '' : ', error="invalid_token"';
    return reply.code(401).header('www-authenticate', `Bearer realm="volano"${error}`).send({ error: 'invalid_token' });
  }
  const tag = `"${claims.personality}.${claims.app_rules_version}"`;
  reply.header('etag', tag).header('cache-control', 'private, no-cache').header('vary', 'authorization');
  const known = (request.headers['if-none-match'] ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''));
  return known.includes(tag) ? reply.code(304).send() : reply.code(200).send(claims);
}
