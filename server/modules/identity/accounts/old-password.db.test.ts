/** What was begun with a password that was changed meanwhile ends with it. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { keysFrom } from '#platform/record-cipher';
import { sql } from '#platform/sql';
import { createJobContext } from '#platform/system-context';
import { codeAt, CredentialBrowser, type Told } from '../../../testing/credential-browser.ts';
import { useTestDatabase } from '../../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../../testing/http.ts';
import { createWorld, silentLog, worldNow, type World } from '../../../testing/world.ts';
import { askRecoveryRoute, beginTotpRoute, changePasswordRoute, completeSignInRoute, confirmTotpRoute, lookRecoveryRoute, meRoute, setAccountStatusRoute, signInRoute } from '../api.ts';
import { credentialRoutes } from '../credential-routes.ts';
import { identityRoutes } from '../http.ts';
import { answerRecovery } from '../recovery/recovery-ask.ts';
import { linkToken } from '../recovery/recovery-links.ts';
import { hashPassword } from './password-hash.ts';
import { protectRoutes } from './protect-http.ts';

const present = 'però una frase lunga';
const next = 'sedici gatti su una scala';
const key = keysFrom(async () => Buffer.alloc(32, 7));
const testDatabase = useTestDatabase();
let world: World;
let http: TestHttp;
let hash: string;
let now = worldNow;

beforeAll(async () => {
  hash = await hashPassword(present);
  world = await createWorld(testDatabase.current.database, { passwordHash: hash });
  http = await createTestHttp(world.database, [...identityRoutes, ...protectRoutes, ...credentialRoutes({ key })], () => now);
});
afterAll(() => http.close());
beforeEach(async () => {
  now = worldNow;
  await world.database.asOwner(async (tx) => {
    for (const table of ['sign_in_failures', 'known_devices', 'totp_factors', 'recovery_codes', 'half_sign_ins', 'password_resets']) await tx.run({ text: [`delete from identity.${table}`], values: [] });
    await tx.run(sql`update identity.accounts set password_hash = ${hash}, password_is_short = false, status = 'active'`);
  });
});

const loginName = () => world.person('seller1').loginName;
const enter = (browser: CredentialBrowser, password = present): Promise<Told> => browser.call(signInRoute, { body: { loginName: loginName(), password } });
const change = (browser: CredentialBrowser): Promise<Told> => browser.call(changePasswordRoute, { body: { present, password: next } });

/** Lets a sign-in come as far as its last transaction, carries `meanwhile` out as far as it gets, and lets both go on. */
async function signInDuring(meanwhile: () => Promise<unknown>): Promise<CredentialBrowser> {
  // Its counter of failures is what a right password wipes last; whoever holds that row holds the sign-in.
  await enter(new CredentialBrowser(http), 'sbagliata del tutto');
  const browser = new CredentialBrowser(http);
  const waiting = async (least: number, orUntil: () => boolean = () => false): Promise<void> => {
    for (;;) {
      const { count } = await world.database.asOwner((tx) => tx.row<{ count: number }>(sql`
        select count(*)::integer as count from pg_stat_activity a where a.datname = current_database() and a.wait_event_type = 'Lock'`));
      if (count >= least || orUntil()) return;
    }
  };
  const going: Promise<unknown>[] = [];
  await world.database.asOwner(async (tx) => {
    await tx.rows(sql`select from identity.sign_in_failures f where f.kind = 'account' for update`);
    going.push(enter(browser));
    await waiting(1);
    let over = false;
    going.push(meanwhile().finally(() => (over = true)));
    await waiting(2, () => over);
  });
  await Promise.all(going);
  return browser;
}

test('a sign-in with the old password that is under way while it changes opens nothing that lasts', async () => {
  const owner = new CredentialBrowser(http);
  await enter(owner);
  const browser = await signInDuring(async () => expect((await change(owner)).status).toBe(200));
  expect((await browser.call(meRoute)).status).toBe(401);
  expect((await owner.call(meRoute)).status).toBe(200);
  expect((await enter(new CredentialBrowser(http), next)).status).toBe(200);
});

test('nor one that is under way while the account is blocked: it is not there when the account is free again', async () => {
  const set = async (status: 'blocked' | 'active') => {
    const told = await http.call(await world.signIn('dealerManager', { now }), setAccountStatusRoute, { params: { id: world.person('seller1').accountId }, body: { status } });
    expect(told.status).toBe(200);
  };
  const browser = await signInDuring(() => set('blocked'));
  await set('active');
  expect((await browser.call(meRoute)).status).toBe(401);
});

test('a sign-in that waits for its second factor begins anew after the password has changed', async () => {
  const owner = new CredentialBrowser(http);
  await enter(owner);
  const secret = String((await owner.call(beginTotpRoute)).body['secret']);
  expect((await owner.call(confirmTotpRoute, { body: { code: codeAt(secret, now) } })).status).toBe(200);
  now = new Date(now.getTime() + 60_000);
  const other = new CredentialBrowser(http);
  const half = String((await enter(other)).body['half']);
  expect((await change(owner)).status).toBe(200);
  expect((await other.call(completeSignInRoute, { body: { half, code: codeAt(secret, now) } })).code).toBe('half_not_valid');
});

test('a link for a new password that was asked for before is over once the owner has set one', async () => {
  const owner = new CredentialBrowser(http);
  await enter(owner);
  await owner.call(askRecoveryRoute, { body: { loginName: loginName() } });
  const jobs = await world.database.asOwner((tx) => tx.rows<{ payload: Record<string, unknown> }>(sql`
    select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'identity:answer-recovery'`));
  for (const { payload } of jobs) await answerRecovery(key).run(createJobContext(world.database, silentLog, () => now, 'job'), payload);
  const [asked] = await world.database.asOwner((tx) => tx.rows<{ payload: Record<string, string> }>(sql`select o.payload from platform.outbox o where o.kind = 'identity.password-reset-asked' order by o.id desc`));
  const token = await linkToken(key, 'password-reset', asked?.payload['linkId'] ?? '');
  expect((await new CredentialBrowser(http).call(lookRecoveryRoute, { body: { token } })).status).toBe(200);
  expect((await change(owner)).status).toBe(200);
  expect((await new CredentialBrowser(http).call(lookRecoveryRoute, { body: { token } })).code).toBe('link_over');
});
