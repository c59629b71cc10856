/**
 * For applications that cannot speak OpenID Connect: a reverse proxy in front of them asks us about every request and
 * hands our signed answer on. The answer lives a minute and holds for the one address it was given for.
 */
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { refuse, type Refused } from '#platform/result';
import { personalityClaims, standInClaims } from './app-standing.ts';
import { ownApps } from './app-list.ts';
import type { GatewayKeys } from './gateway-keys.ts';
import { proxyAssertion } from './sign-statement.ts';

type Headers = (name: string) => string | undefined;

/** Address the proxy protects: nginx says it whole, Traefik and Caddy in parts. */
function protectedAddress(header: Headers): URL | undefined {
  const whole = header('x-original-url');
  const host = header('x-forwarded-host');
  const text = whole ?? (host === undefined ? undefined : `${header('x-forwarded-proto') ?? 'https'}://${host}${header('x-forwarded-uri') ?? '/'}`);
  return text !== undefined && /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
}

/** Whether an address lies at or below that of an application; `/orders` is not below `/order`. */
function liesBelow(address: URL, base: URL): boolean {
  const path = base.pathname.endsWith('/') ? base.pathname : `${base.pathname}/`;
  return address.origin === base.origin && (address.pathname === base.pathname || address.pathname.startsWith(path));
}

/** The signed answer. Throws forbidden where no application of the person lies at the address. */
export async function checkForProxy(ctx: Context, header: Headers, keys: GatewayKeys, issuer: string): Promise<string | Refused<'address_missing'>> {
  const address = protectedAddress(header);
  if (address === undefined) return refuse('address_missing');
  const { personality, apps } = await ownApps(ctx);
  const found = apps
    .filter(({ app }) => app.kind === 'headerProxy' && liesBelow(address, new URL(app.address)))
    // The nearest of several that lie below one another.
    .toSorted((a, b) => b.app.address.length - a.app.address.length)[0];
  if (found === undefined) throw new AppError('forbidden', 'no application there');
  const { actor } = ctx;
  const person = { accountId: actor.accountId ?? personality.accountId, displayName: actor.displayName };
  return proxyAssertion(keys, {
    issuer,
    audience: new URL(found.app.address).origin,
    accountId: person.accountId,
    claims: { ...personalityClaims({ personality, resolved: found.resolved }), ...standInClaims(person, actor.onBehalfOf), name: person.displayName, client_id: found.app.clientId },
    now: ctx.now,
  });
}
