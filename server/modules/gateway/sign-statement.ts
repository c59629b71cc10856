/** What the gateway says to applications under its own signature. */
import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import type { GatewayKeys } from './gateway-keys.ts';

interface Statement {
  readonly issuer: string;
  readonly audience: string;
  readonly subject?: string;
  /** `typ` of the header: a token of one kind is not taken for another. */
  readonly type: string;
  readonly seconds: number;
  readonly now: Date;
  readonly claims: Readonly<Record<string, unknown>>;
}

async function signStatement(keys: GatewayKeys, statement: Statement): Promise<string> {
  const [key] = keys.signing;
  if (key === undefined) throw new Error('the gateway has no signing key');
  const seconds = Math.floor(statement.now.getTime() / 1000);
  const token = new SignJWT({ ...statement.claims })
    .setProtectedHeader({ alg: key.alg, kid: key.kid, typ: statement.type })
    .setIssuer(statement.issuer)
    .setAudience(statement.audience)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + statement.seconds)
    .setJti(randomUUID());
  if (statement.subject !== undefined) token.setSubject(statement.subject);
  return token.sign(await importJWK({ ...key }, key.alg));
}

/** OpenID Connect Back-Channel Logout 1.0 §2.4: never a nonce, lives two minutes. */
export function logoutToken(keys: GatewayKeys, of: { issuer: string; clientId: string; accountId: string; sid: string; now: Date }): Promise<string> {
  return signStatement(keys, {
    issuer: of.issuer, audience: of.clientId, subject: of.accountId, type: 'logout+jwt', seconds: 120, now: of.now,
    claims: { sid: of.sid, events: { 'http://schemas.openid.net/event/backchannel-logout': {} } },
  });
}

/** Event of the rules of an application: which version holds, not what it says; the application asks for that. */
export function rulesNotice(keys: GatewayKeys, of: { issuer: string; clientId: string; version: number; now: Date }): Promise<string> {
  return signStatement(keys, { issuer: of.issuer, audience: of.clientId, type: 'volano-rules+jwt', seconds: 120, now: of.now, claims: { rules_version: of.version } });
}

/** Who stands behind a request that a reverse proxy lets through: one minute, for that one address. */
export function proxyAssertion(keys: GatewayKeys, of: { issuer: string; audience: string; accountId: string; claims: Readonly<Record<string, unknown>>; now: Date }): Promise<string> {
  return signStatement(keys, { issuer: of.issuer, audience: of.audience, subject: of.accountId, type: 'volano-proxy+jwt', seconds: 60, now: of.now, claims: of.claims });
}
