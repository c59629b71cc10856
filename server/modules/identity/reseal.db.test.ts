/** The installation's key is replaced: what was encrypted under the old one opens with the new one, also after an interrupted try. */
import { beforeAll, expect, test } from 'vitest';
import { keysFrom } from '#platform/record-cipher';
import { codeAt } from '../../testing/credential-browser.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { createWorld, worldNow, type World } from '../../testing/world.ts';
import { findProvider } from './federation/federation-providers.ts';
import { addProvider, openSecret, resealProviders } from './federation/federation-registry.ts';
import { beginTotp, resealTotp, takeCode } from './second-factor/second-factor-totp.ts';

const testDatabase = useTestDatabase();
const [old, next, strange] = [1, 2, 3].map((byte) => keysFrom(async () => Buffer.alloc(32, byte))) as [ReturnType<typeof keysFrom>, ReturnType<typeof keysFrom>, ReturnType<typeof keysFrom>];
let world: World;
let secret: string;
let providerId: string;

const accountId = () => world.person('collector').accountId;
const takes = (key: typeof old, seconds: number) => {
  const at = new Date(worldNow.getTime() + seconds * 1000);
  return world.database.asOwner((tx) => takeCode(tx, key, accountId(), 'pending', codeAt(secret, at), at));
};
const opens = (key: typeof old) =>
  world.database.asOwner(async (tx) => {
    const provider = await findProvider(tx, { id: providerId });
    return provider === undefined ? undefined : openSecret(key, provider).catch(() => 'shut');
  });

beforeAll(async () => {
  world = await createWorld(testDatabase.current.database);
  const begun = await world.database.asOwner((tx) => beginTotp(tx, old, { accountId: accountId(), loginName: 'a', house: 'b', now: worldNow }));
  secret = begun.secret;
  providerId = await world.context('systemAdministrator', {}, async (ctx) => {
    const added = await addProvider(ctx, old, { name: 'House', issuer: 'http://localhost:9', clientId: 'c', domains: [], clientSecret: 'given' }, { intranetHosts: ['localhost'] });
    return added.ok ? added.value.id : '';
  });
});

test.each(['at first', 'again, as after an interruption'])('%s', async (_when) => {
  const lost = await world.database.asOwner(async (tx) => [await resealTotp(tx, old, next), await resealProviders(tx, old, next)]);
  expect(lost).toEqual([0, 0]);
  expect(await opens(next)).toBe('given');
  expect(await opens(old)).toBe('shut');
});

test('codes of the app are taken with the new key alone', async () => {
  expect(await takes(old, 60)).toBe(false);
  expect(await takes(next, 120)).toBe(true);
});

test('what opens with neither key is counted and left', async () => {
  expect(await world.database.asOwner(async (tx) => [await resealTotp(tx, old, strange), await resealProviders(tx, old, strange)])).toEqual([1, 1]);
  expect(await opens(next)).toBe('given');
});
