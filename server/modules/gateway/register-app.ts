/** Registering and changing applications. */
import { createHash, randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { done, refuse, type Refused, type Result } from '#platform/result';
import { findApp, type App, type AppKind } from './apps.ts';
import { isIntranetHost, mayReach, type OutboundPolicy } from '#platform/outbound';
import { insertApp, resourceTakenBy, setAppStatus, storeSecret, updateApp, type AppWords } from './registry.ts';
import { tellRulesChanged } from './tell-rules.ts';

type AddressRefusal = 'redirect_uri_missing' | 'address_not_allowed' | 'resource_taken';

/** A secret of 256 bits; only its hash is kept, so it is read once and never again. */
function newSecret(): { secret: string; hash: Buffer } {
  const secret = randomBytes(32).toString('base64url');
  return { secret, hash: createHash('sha256').update(secret).digest() };
}

/** Codes travel to return addresses, tokens to the others: nothing goes over the open network in clear. */
function refusedAddress(words: AppWords, kind: AppKind, policy: OutboundPolicy): Refused<AddressRefusal> | undefined {
  if (kind !== 'headerProxy' && words.redirectUris.length === 0) return refuse('redirect_uri_missing', 'body.redirectUris');
  const safeForBrowsers = (address: string) => new URL(address).protocol === 'https:' || isIntranetHost(new URL(address).hostname, policy);
  const lists = [['redirectUris', words.redirectUris], ['postLogoutUris', words.postLogoutUris]] as const;
  for (const [field, addresses] of lists) {
    const wrong = addresses.find((address) => !safeForBrowsers(address));
    if (wrong !== undefined) return refuse('address_not_allowed', `body.${field}`, { address: wrong });
  }
  for (const field of ['backchannelUri', 'pushUri'] as const) {
    const address = words[field];
    if (address !== null && !mayReach(new URL(address), policy)) return refuse('address_not_allowed', `body.${field}`, { address });
  }
  return undefined;
}

const isUniqueViolation = (error: unknown, constraint: string): boolean =>
  error instanceof Error && (error as { code?: string }).code === '23505' && (error as { constraint?: string }).constraint === constraint;

export async function getApp(ctx: Context, id: string): Promise<App> {
  const app = await findApp(ctx.tx, ctx.tenant.id, id);
  if (app === undefined) throw new AppError('not_found', `app ${id}`);
  return app;
}

/** Registers an application; the secret is in the answer and nowhere else. */
export async function registerApp(
  ctx: Context,
  { clientId, kind, ...words }: AppWords & Pick<App, 'clientId' | 'kind'>,
  policy: OutboundPolicy,
): Promise<Result<{ app: App; secret: string | null }, AddressRefusal | 'client_id_taken'>> {
  const wrong = refusedAddress(words, kind, policy);
  if (wrong !== undefined) return wrong;
  const id = uuidv7();
  const made = kind === 'oidcConfidential' ? newSecret() : undefined;
  try {
    await insertApp(ctx, { ...words, id, clientId, kind }, made?.hash ?? null);
  } catch (error) {
    // Names are unique in the installation: another tenant's cannot be seen, only met.
    if (isUniqueViolation(error, 'apps_client_id_key')) return refuse('client_id_taken', 'body.clientId');
    if (isUniqueViolation(error, 'apps_resource')) return refuse('resource_taken', 'body.resource');
    throw error;
  }
  await audit(ctx, { action: 'gateway.app.register', objectKind: 'gateway.app', objectId: id, after: { clientId, kind, ...words }, details: { clientId, kind } });
  return done({ app: await getApp(ctx, id), secret: made?.secret ?? null });
}

/** Changes an application. Throws stale when somebody changed it since it was read. */
export async function changeApp(ctx: Context, id: string, { version, ...words }: AppWords & { version: number }, policy: OutboundPolicy): Promise<Result<{ app: App }, AddressRefusal>> {
  const before = await getApp(ctx, id);
  const wrong = refusedAddress(words, before.kind, policy);
  if (wrong !== undefined) return wrong;
  if (words.resource !== null && ![undefined, id].includes(await resourceTakenBy(ctx, words.resource))) return refuse('resource_taken', 'body.resource');
  try {
    if (!(await updateApp(ctx, id, version, words))) throw new AppError('stale', 'app');
  } catch (error) {
    if (isUniqueViolation(error, 'apps_resource')) return refuse('resource_taken', 'body.resource');
    throw error;
  }
  const app = await getApp(ctx, id);
  await audit(ctx, { action: 'gateway.app.change', objectKind: 'gateway.app', objectId: id, before, after: app, details: { clientId: app.clientId } });
  await tellRulesChanged(ctx, id);
  return done({ app });
}

/** A new secret; the one before is taken for the given hours more, or not at all. */
export async function rotateSecret(ctx: Context, id: string, keepOldHours: number): Promise<Result<{ secret: string; previousSecretUntil: Date | null }, 'no_secret_kept'>> {
  const app = await getApp(ctx, id);
  if (app.kind !== 'oidcConfidential') return refuse('no_secret_kept');
  const { secret, hash } = newSecret();
  const previousSecretUntil = keepOldHours === 0 ? null : new Date(ctx.now.getTime() + keepOldHours * 3_600_000);
  if (!(await storeSecret(ctx, id, hash, previousSecretUntil))) throw new AppError('not_found', 'app');
  await audit(ctx, { action: 'gateway.app.rotate-secret', objectKind: 'gateway.app', objectId: id, details: { clientId: app.clientId, keepOldHours } });
  return done({ secret, previousSecretUntil });
}

/** Suspends an application or lets it work again. Its sign-ins fall with the next look of the sweep, and are refused at once. */
export async function setAppState(ctx: Context, id: string, status: 'active' | 'suspended'): Promise<App> {
  const before = await getApp(ctx, id);
  if (before.status === status) return before;
  await setAppStatus(ctx, id, status);
  await audit(ctx, { action: status === 'active' ? 'gateway.app.resume' : 'gateway.app.suspend', objectKind: 'gateway.app', objectId: id, before: { status: before.status }, after: { status }, details: { clientId: before.clientId } });
  return getApp(ctx, id);
}

/** Removes an application for good: the row stays, so that nobody else ever answers to its name. */
export async function removeApp(ctx: Context, id: string): Promise<void> {
  const before = await getApp(ctx, id);
  await setAppStatus(ctx, id, 'removed');
  await audit(ctx, { action: 'gateway.app.remove', objectKind: 'gateway.app', objectId: id, before, details: { clientId: before.clientId } });
}
