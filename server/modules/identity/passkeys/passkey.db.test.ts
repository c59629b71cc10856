import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sql } from '#platform/sql';
import { SoftAuthenticator } from '../../../testing/authenticator.ts';
import { useTestDatabase } from '../../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../../testing/http.ts';
import { TestBrowser } from '../../../testing/test-browser.ts';
import { createWorld, worldNow, type PersonName, type World } from '../../../testing/world.ts';
import {
  addPasskeyRoute, confirmByPasskeyRoute, confirmChallengeRoute, listPasskeysRoute, makePasskeyRoute, meRoute, passkeyEntranceRoute, passkeySignInRoute, removePasskeyRoute, renamePasskeyRoute,
  type PasskeyMaking, type PasskeyQuestion,
} from '../api.ts';
import { identityRoutes } from '../http.ts';
import { relyingPartyOf } from './passkey-relying-party.ts';
import { passkeyRoutes } from './passkey-routes.ts';

const testDatabase = useTestDatabase();
let world: World;
let http: TestHttp;
let now = worldNow;

beforeAll(async () => {
  world = await createWorld(testDatabase.current.database);
  http = await createTestHttp(world.database, [...identityRoutes, ...passkeyRoutes({ publicUrl: 'http://localhost:3000' })], () => now);
});
afterAll(() => http.close());
beforeEach(async () => {
  now = worldNow;
  await world.database.asOwner(async (tx) => {
    await tx.run(sql`delete from identity.sign_in_failures`);
    await tx.run(sql`delete from identity.passkeys`);
    await tx.run(sql`delete from platform.outbox`);
  });
});

async function signedIn(name: PersonName, strongAt = now): Promise<TestBrowser> {
  const session = await world.signIn(name, { now, strongAt });
  const browser = new TestBrowser(http);
  browser.cookies = { volano: session.token };
  browser.csrf = session.csrf;
  return browser;
}

async function asked<T extends PasskeyQuestion = PasskeyQuestion>(browser: TestBrowser, contract: typeof passkeyEntranceRoute | typeof confirmChallengeRoute | typeof makePasskeyRoute): Promise<T> {
  const answer = await browser.call(contract);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as unknown as T;
}

/** A person with a passkey on a phone. */
async function withPasskey(name: PersonName): Promise<{ phone: SoftAuthenticator; browser: TestBrowser; id: string }> {
  const browser = await signedIn(name);
  const phone = new SoftAuthenticator();
  const added = await browser.call(addPasskeyRoute, { body: { name: 'Telefono', passkey: phone.make(await asked<PasskeyMaking>(browser, makePasskeyRoute)) } });
  expect(added.status, JSON.stringify(added.body)).toBe(200);
  return { phone, browser, id: String(added.body['id']) };
}

const enter = (browser: TestBrowser, answer: unknown) => browser.call(passkeySignInRoute, { body: { answer } });
const told = (kind: string) => world.database.asOwner((tx) => tx.rows<{ payload: Record<string, string> }>(sql`select o.payload from platform.outbox o where o.kind = ${kind}`));
const refused = { status: 422, body: { code: 'passkey_not_valid' } };

describe('a passkey', () => {
  test('opens a session without a name, as strong as it is; its owner is told of its making; nothing of the account is in its handle', async () => {
    const { phone } = await withPasskey('seller1');
    const { accountId, personalityId } = world.person('seller1');
    expect((await told('identity.passkey-added')).map(({ payload }) => payload)).toEqual([{ accountId, personalityId }]);
    expect(Buffer.from(phone.userHandle, 'base64url').length).toBe(32);
    const browser = new TestBrowser(http);
    const answer = await enter(browser, phone.answer(await asked(browser, passkeyEntranceRoute)));
    expect(answer).toMatchObject({ status: 200, body: { account: { id: accountId } } });
    expect((await browser.call(meRoute)).status).toBe(200);
    const { strength } = await world.database.asOwner((tx) => tx.row<{ strength: string }>(sql`select s.strength from identity.sessions s where s.account_id = ${accountId} order by s.id desc limit 1`));
    expect(strength).toBe('passkey');
  });

  test('is named, renamed, listed with its last use; several per account; removed, and its owner is told', async () => {
    const { phone, browser, id } = await withPasskey('seller1');
    const key = new SoftAuthenticator();
    await browser.call(addPasskeyRoute, { body: { name: 'Chiave', passkey: key.make(await asked<PasskeyMaking>(browser, makePasskeyRoute)) } });
    expect((await browser.call(renamePasskeyRoute, { params: { id }, body: { name: 'Telefono blu' } })).status).toBe(200);
    await enter(browser, phone.answer(await asked(browser, passkeyEntranceRoute)));
    const { body } = await browser.call(listPasskeysRoute);
    expect(body).toMatchObject({ possible: true, items: [{ name: 'Chiave', lastUsedAt: null }, { name: 'Telefono blu', lastUsedAt: worldNow.toISOString() }] });
    expect((await browser.call(removePasskeyRoute, { params: { id } })).status).toBe(200);
    expect((await told('identity.passkey-removed')).length).toBe(1);
    expect(await enter(browser, phone.answer(await asked(browser, passkeyEntranceRoute)))).toMatchObject(refused);
  });

  test('is not removed when nothing else opens the account, nor by two at once', async () => {
    const { browser, id } = await withPasskey('seller2');
    expect(await browser.call(removePasskeyRoute, { params: { id } })).toMatchObject({ status: 422, body: { code: 'last_way_in' } });
    const other = new SoftAuthenticator();
    const added = await browser.call(addPasskeyRoute, { body: { name: 'Altra', passkey: other.make(await asked<PasskeyMaking>(browser, makePasskeyRoute)) } });
    const both = await Promise.all([id, String(added.body['id'])].map((each) => browser.call(removePasskeyRoute, { params: { id: each } })));
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 422]);
  });

  test('proves once more who one is: cookie and secret change, and the session is as strong', async () => {
    const { phone } = await withPasskey('seller1');
    const stale = await signedIn('seller1', new Date(worldNow.getTime() - 600_000));
    expect(await stale.call(makePasskeyRoute)).toMatchObject({ status: 403, body: { code: 'step_up_needed' } });
    const before = { ...stale.cookies };
    expect((await stale.call(confirmByPasskeyRoute, { body: { answer: phone.answer(await asked(stale, confirmChallengeRoute)) } })).status).toBe(200);
    expect((await stale.call(makePasskeyRoute)).status).toBe(200);
    const old = new TestBrowser(http);
    old.cookies = before;
    expect((await old.call(meRoute)).status).toBe(401);
  });
});

describe('attacks', () => {
  test.each([
    ['a foreign origin', { origin: 'https://volano.evil.example' }],
    ['the right host with another port', { origin: 'http://localhost:4000' }],
    ['a foreign domain', { rpId: 'evil.example' }],
    ['nobody verified', { unverified: true }],
    ['another challenge', { challenge: 'A'.repeat(43) }],
    ['a foreign handle', { userHandle: Buffer.alloc(32).toString('base64url') }],
    ['no handle', { userHandle: null }],
  ])('%s opens nothing, in either direction', async (_, bent) => {
    const { phone, browser: own } = await withPasskey('seller1');
    const browser = new TestBrowser(http);
    expect(await enter(browser, phone.answer(await asked(browser, passkeyEntranceRoute), bent))).toMatchObject(refused);
    expect((await browser.call(meRoute)).status).toBe(401);
    if ('userHandle' in bent) return;
    const made = new SoftAuthenticator().make(await asked<PasskeyMaking>(own, makePasskeyRoute), bent);
    expect(await own.call(addPasskeyRoute, { body: { name: 'x', passkey: made } })).toMatchObject(refused);
    // The same browser and authenticator, unbent.
    expect((await enter(browser, phone.answer(await asked(browser, passkeyEntranceRoute)))).status).toBe(200);
  });

  test('a challenge is taken once, also by two at the same moment, also after a failure', async () => {
    const { phone } = await withPasskey('seller1');
    const browser = new TestBrowser(http);
    const answer = phone.answer(await asked(browser, passkeyEntranceRoute));
    const twins = await Promise.all([enter(browser, answer), enter(browser, answer)]);
    expect(twins.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 422]);
    const question = await asked(browser, passkeyEntranceRoute);
    expect(await enter(browser, phone.answer(question, { unverified: true }))).toMatchObject(refused);
    expect(await enter(browser, phone.answer(question))).toMatchObject(refused);
  });

  test('a challenge of another browser, of another purpose or older than five minutes is none', async () => {
    const { phone, browser: own } = await withPasskey('seller1');
    const [mine, theirs] = [new TestBrowser(http), new TestBrowser(http)];
    const question = await asked(mine, passkeyEntranceRoute);
    await asked(theirs, passkeyEntranceRoute);
    expect(await enter(theirs, phone.answer(question))).toMatchObject(refused);
    expect(await enter(own, phone.answer(await asked(own, confirmChallengeRoute)))).toMatchObject(refused);
    expect(await own.call(confirmByPasskeyRoute, { body: { answer: phone.answer(await asked(own, passkeyEntranceRoute)) } })).toMatchObject(refused);
    const late = await asked(mine, passkeyEntranceRoute);
    now = new Date(worldNow.getTime() + 300_001);
    expect(await enter(mine, phone.answer(late))).toMatchObject(refused);
    expect((await enter(mine, phone.answer(await asked(mine, passkeyEntranceRoute)))).status).toBe(200);
  });

  test('a counter that goes back is refused and its owner is told; going on is not', async () => {
    const { phone } = await withPasskey('seller1');
    const browser = new TestBrowser(http);
    const using = async (counter: number) => enter(browser, phone.answer(await asked(browser, passkeyEntranceRoute), { counter }));
    expect((await using(7)).status).toBe(200);
    for (const counter of [7, 6, 0]) expect(await using(counter)).toMatchObject(refused);
    expect((await told('identity.passkey-copied')).length).toBe(3);
    expect((await using(8)).status).toBe(200);
  });

  test('an unknown passkey and a wrong signature get the same answer', async () => {
    const { phone } = await withPasskey('seller1');
    const impostor = new SoftAuthenticator();
    impostor.userHandle = phone.userHandle;
    const browser = new TestBrowser(http);
    const unknown = await enter(browser, impostor.answer(await asked(browser, passkeyEntranceRoute)));
    const wrong = await enter(browser, { ...impostor.answer(await asked(browser, passkeyEntranceRoute)), id: phone.id });
    expect({ ...wrong.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
    expect([unknown.status, wrong.status]).toEqual([422, 422]);
  });

  test('a colleague’s passkey confirms nothing and is not mine to see, rename or remove', async () => {
    const { phone, id } = await withPasskey('seller1');
    const other = await signedIn('seller2');
    expect(await other.call(confirmByPasskeyRoute, { body: { answer: phone.answer(await asked(other, confirmChallengeRoute)) } })).toMatchObject(refused);
    expect((await other.call(listPasskeysRoute)).body).toMatchObject({ items: [] });
    expect((await other.call(renamePasskeyRoute, { params: { id }, body: { name: 'mia' } })).status).toBe(404);
    expect((await other.call(removePasskeyRoute, { params: { id } })).status).toBe(404);
  });

  test('a passkey made for one account is not added to another, nor twice', async () => {
    const [mine, theirs] = [await signedIn('seller1'), await signedIn('seller2')];
    const made = new SoftAuthenticator().make(await asked<PasskeyMaking>(mine, makePasskeyRoute));
    theirs.cookies = { ...mine.cookies, ...theirs.cookies, 'volano-device': mine.cookies['volano-device'] ?? '' };
    expect(await theirs.call(addPasskeyRoute, { body: { name: 'x', passkey: made } })).toMatchObject(refused);
    const { phone } = await withPasskey('seller1');
    const again = phone.make(await asked<PasskeyMaking>(theirs, makePasskeyRoute));
    expect(await theirs.call(addPasskeyRoute, { body: { name: 'x', passkey: again } })).toMatchObject(refused);
  });

  test('a blocked account stays out; guesses are slowed down', async () => {
    const { phone } = await withPasskey('collector');
    const browser = new TestBrowser(http);
    await world.database.asOwner((tx) => tx.run(sql`update identity.accounts set status = 'blocked' where id = ${world.person('collector').accountId}`));
    expect(await enter(browser, phone.answer(await asked(browser, passkeyEntranceRoute)))).toMatchObject(refused);
    await world.database.asOwner((tx) => tx.run(sql`update identity.accounts set status = 'active' where id = ${world.person('collector').accountId}`));
    for (let i = 0; i < 9; i += 1) expect(await enter(browser, phone.answer(await asked(browser, passkeyEntranceRoute), { unverified: true }))).toMatchObject(refused);
    expect((await enter(browser, phone.answer(await asked(browser, passkeyEntranceRoute)))).status).toBe(429);
  });
});

test.each([
  ['http://localhost:3000', { id: 'localhost', origin: 'http://localhost:3000' }],
  ['https://volano.example.it', { id: 'volano.example.it', origin: 'https://volano.example.it' }],
  ['http://volano.example.it', undefined],
  ['https://192.168.1.4', undefined],
  ['https://[::1]:3000', undefined],
])('the address %s makes passkeys for %j', (address, party) => {
  expect(relyingPartyOf(address)).toEqual(party);
});
