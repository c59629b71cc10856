/** A manager ends sessions and blocks accounts in the own places, and nobody else's. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sql } from '#platform/sql';
import { CredentialBrowser, type Told } from '../../../testing/credential-browser.ts';
import { useTestDatabase } from '../../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../../testing/http.ts';
import { createWorld, worldNow, type PersonName, type World } from '../../../testing/world.ts';
import { endSessionsOfRoute, meRoute, setAccountStatusRoute, signInRoute } from '../api.ts';
import { identityRoutes } from '../http.ts';
import { addPersonality, endPersonality } from './accounts.ts';
import { hashPassword } from './password-hash.ts';
import { protectRoutes } from './protect-http.ts';

const password = 'però una frase lunga';
const testDatabase = useTestDatabase();
let world: World;
let http: TestHttp;
let now = worldNow;

beforeAll(async () => {
  world = await createWorld(testDatabase.current.database, { passwordHash: await hashPassword(password) });
  http = await createTestHttp(world.database, [...identityRoutes, ...protectRoutes], () => now);
});
afterAll(() => http.close());
beforeEach(async () => {
  now = worldNow;
  await world.database.asOwner(async (tx) => {
    await tx.run(sql`update identity.accounts set status = 'active'`);
    await tx.run(sql`update identity.sessions set ended_at = created_at, end_reason = 'signed_out' where ended_at is null`);
  });
});

const later = (seconds: number): void => void (now = new Date(now.getTime() + seconds * 1000));

async function signIn(name: PersonName, browser = new CredentialBrowser(http)): Promise<{ browser: CredentialBrowser; told: Told }> {
  return { browser, told: await browser.call(signInRoute, { body: { loginName: world.person(name).loginName, password } }) };
}

test('a manager ends the sessions held in the own dealer and blocks; the blocked are out and cannot enter', async () => {
  const { browser: seller } = await signIn('seller1');
  const { browser: manager } = await signIn('dealerManager');
  const { accountId } = world.person('seller1');
  expect((await manager.call(endSessionsOfRoute, { params: { id: accountId }, body: {} })).body).toEqual({ ended: 1 });
  expect((await seller.call(meRoute)).status).toBe(401);
  await signIn('seller1', seller);
  expect((await manager.call(setAccountStatusRoute, { params: { id: accountId }, body: { status: 'blocked' } })).status).toBe(200);
  expect((await seller.call(meRoute)).status).toBe(401);
  expect((await signIn('seller1')).told.code).toBe('credentials_not_valid');
  expect((await manager.call(setAccountStatusRoute, { params: { id: accountId }, body: { status: 'active' } })).status).toBe(200);
  expect((await signIn('seller1')).told.status).toBe(200);
});

test('not one’s own, not a profile above, not another dealer’s, not one with places elsewhere, not without the privilege, not with an old proof', async () => {
  const { browser: manager } = await signIn('dealerManager');
  const end = (browser: CredentialBrowser, name: PersonName): Promise<Told> => browser.call(endSessionsOfRoute, { params: { id: world.person(name).accountId }, body: {} });
  const block = (browser: CredentialBrowser, name: PersonName): Promise<Told> => browser.call(setAccountStatusRoute, { params: { id: world.person(name).accountId }, body: { status: 'blocked' } });
  expect((await end(manager, 'dealerManager')).code).toBe('own_account');
  expect((await block(manager, 'dealerManager')).code).toBe('own_account');
  expect((await end(manager, 'twoHats')).status).toBe(404);
  expect((await end(manager, 'areaManager')).status).toBe(404);
  expect((await end((await signIn('seller1')).browser, 'seller2')).code).toBe('forbidden');
  const { accountId } = world.person('seller2');
  const elsewhere = await world.asSystem({}, (ctx) => addPersonality(ctx, { accountId, profile: 'seller', nodeId: world.node('DLR002'), label: 'Altrove' }));
  expect((await block(manager, 'seller2')).code).toBe('has_other_places');
  await world.asSystem({}, (ctx) => endPersonality(ctx, elsewhere));
  expect((await block(manager, 'seller2')).status).toBe(200);
  const { browser: area } = await signIn('areaManager');
  await world.database.asOwner((tx) => tx.run(sql`update identity.personalities set node_id = ${world.node('REG-01')} where id = ${world.person('districtManager').personalityId}`));
  expect((await end(area, 'districtManager')).code).toBe('profile_above');
  later(400);
  expect((await end(manager, 'seller1')).code).toBe('step_up_needed');
});
