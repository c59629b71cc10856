/** What an administrator does with the providers of the company. */
import { v7 as uuidv7 } from 'uuid';
import { audit } from '#platform/audit';
import type { Context, Tx } from '#platform/context';
import { AppError } from '#platform/errors';
import { mayReach, type OutboundPolicy } from '#platform/outbound';
import { hashId, seal, sealAnew, unseal, type InstallationKey } from '#platform/record-cipher';
import { done, refuse, type Result } from '#platform/result';
import { enableProvider, insertProvider, listProviders, putSealedSecret, replaceSecret, sealedSecrets, updateProvider, type ListedProvider, type ProviderWords, type SecretProvider } from './federation-providers.ts';

const rowOf = (id: string) => ({ kind: 'identity.provider', idHash: hashId(id) });
const keyOf = (key: InstallationKey): Promise<Buffer> => key('secrets of providers');

async function sealSecret(key: InstallationKey, id: string, secret: string): Promise<Buffer> {
  return seal(await keyOf(key), rowOf(id), secret);
}

/** The secret the provider gave us; null: none. */
export async function openSecret(key: InstallationKey, provider: Pick<SecretProvider, 'id' | 'sealedSecret'>): Promise<string | null> {
  if (provider.sealedSecret === null) return null;
  const opened = unseal(await keyOf(key), rowOf(provider.id), provider.sealedSecret);
  if (typeof opened !== 'string') throw new AppError('unavailable', 'the secret of a provider does not open with the installation’s key');
  return opened;
}

/** Encrypts every secret with the installation's new key; answers those that opened with neither key and stay as they are. */
export async function resealProviders(tx: Tx, from: InstallationKey, to: InstallationKey): Promise<number> {
  const keys = { from: await keyOf(from), to: await keyOf(to) };
  let lost = 0;
  for (const { id, sealedSecret } of await sealedSecrets(tx)) {
    const sealed = sealAnew(keys, rowOf(id), sealedSecret);
    if (sealed === undefined) lost += 1;
    else await putSealedSecret(tx, id, sealed);
  }
  return lost;
}

async function getProvider(ctx: Context, id: string): Promise<ListedProvider> {
  const [provider] = await listProviders(ctx, id);
  if (provider === undefined) throw new AppError('not_found', 'provider');
  return provider;
}

/** What of a provider goes into the trail: never its secret. */
const traced = ({ name, issuer, clientId, domains, enabled }: ListedProvider) => ({ name, issuer, clientId, domains, enabled });

/** Adds a provider; nobody comes in by it before it is enabled. */
export async function addProvider(ctx: Context, key: InstallationKey, words: ProviderWords & { issuer: string; clientSecret: string | null }, policy: OutboundPolicy): Promise<Result<ListedProvider, 'issuer_not_allowed'>> {
  if (!mayReach(new URL(words.issuer), policy)) return refuse('issuer_not_allowed', 'body.issuer');
  const id = uuidv7();
  await insertProvider(ctx, { ...words, id }, words.clientSecret === null ? null : await sealSecret(key, id, words.clientSecret));
  const provider = await getProvider(ctx, id);
  await audit(ctx, { action: 'identity.provider.add', objectKind: 'identity.provider', objectId: id, after: traced(provider), details: { issuer: provider.issuer } });
  return done(provider);
}

export async function changeProvider(ctx: Context, key: InstallationKey, id: string, { clientSecret, ...words }: ProviderWords & { clientSecret?: string | undefined }): Promise<ListedProvider> {
  const before = await getProvider(ctx, id);
  await updateProvider(ctx, id, words);
  if (clientSecret !== undefined) await replaceSecret(ctx, id, await sealSecret(key, id, clientSecret));
  const after = await getProvider(ctx, id);
  await audit(ctx, { action: 'identity.provider.change', objectKind: 'identity.provider', objectId: id, before: traced(before), after: traced(after), details: { newSecret: clientSecret !== undefined } });
  return after;
}

export async function setProviderState(ctx: Context, id: string, enabled: boolean): Promise<ListedProvider> {
  const before = await getProvider(ctx, id);
  if (before.enabled === enabled) return before;
  await enableProvider(ctx, id, enabled);
  const after = await getProvider(ctx, id);
  await audit(ctx, { action: enabled ? 'identity.provider.enable' : 'identity.provider.disable', objectKind: 'identity.provider', objectId: id, before: traced(before), after: traced(after) });
  return after;
}
