import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../../testing/http.ts';
import { statementsOf } from '../../../testing/statements-of.ts';
import { createWorld, worldNow, type World } from '../../../testing/world.ts';
import { endPersonality } from '../accounts/accounts.ts';
import { meRoute, signInRoute, signOutRoute, type Me } from '../api.ts';
import { identityRoutes } from '../http.ts';
import { hashPassword } from '../accounts/password-hash.ts';

const password = 'però una frase lunga';
const testDatabase = useTestDatabase();
let world: World;
let http: TestHttp;
let now = worldNow;

beforeAll(async () => {
  world = await createWorld(testDatabase.current.database, { passwordHash: await hashPassword(password) });
  http = await createTestHttp(world.database, identityRoutes, () => now);
});
afterAll(() => http.close());
beforeEach(async () => {
  now = worldNow;
  await world.database.asOwner((tx) => tx.run(sql`delete from identity.sign_in_failures`));
});

/** Signs in through the door from a given address; answers status, document, cookie and seconds to wait. */
async function attempt(loginName: string, typed: string, options: { from?: string; cookie?: string } = {}) {
  const answer = await http.app.inject({
    method: 'POST',
    url: signInRoute.path,
    remoteAddress: options.from ?? '198.51.100.7',
    headers: { 'content-type': 'application/json', ...(options.cookie === undefined ? {} : { cookie: options.cookie }) },
    payload: JSON.stringify({ loginName, password: typed }),
  });
  const { requestId: _own, ...document } = JSON.parse(answer.body) as Record<string, unknown>;
  const setCookie = [answer.headers['set-cookie'] ?? ''].flat()[0] ?? '';
  return { status: answer.statusCode, document, setCookie, cookie: setCookie.split(';')[0] ?? '', retryAfter: answer.headers['retry-after'] };
}

async function lastAudit() {
  return world.database.asOwner((tx) =>
    tx.row<{ action: string; outcome: string; account_id: string | null; tenant_id: number; address: string; details: Record<string, string>; actor_kind: string }>(
      sql`select e.action, e.outcome, e.account_id, e.tenant_id, e.address, e.details, e.actor_kind from platform.audit_events e order by e.id desc limit 1`,
    ),
  );
}

describe('signing in', () => {
  test('the right password opens a session: HttpOnly cookie, who am I, CSRF token, audit row without the whole address', async () => {
    const { status, document, setCookie, cookie } = await attempt(' Seller1@TST.example ', password);
    expect(status).toBe(200);
    expect(setCookie).toMatch(/^volano=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const me = document as unknown as Me;
    expect(me).toMatchObject({
      account: { loginName: 'seller1@tst.example', displayName: 'Persona seller1', language: 'it' },
      tenant: { code: 'TST' },
      personality: { profile: 'seller', profileName: { it: 'Venditore', en: 'Seller' }, node: { kind: 'seller', code: 'DLR001-S1' }, dealer: { code: 'DLR001' } },
      demo: false,
    });
    const again = await http.app.inject({ method: 'GET', url: meRoute.path, headers: { cookie } });
    expect(JSON.parse(again.body)).toEqual(me);
    expect(await lastAudit()).toMatchObject({ action: 'identity.session.sign-in', outcome: 'done', actor_kind: 'person', account_id: world.person('seller1').accountId, tenant_id: 1, address: '198.51.100.0/24' });
  });

  test('the same password typed in decomposed form is the same password', async () => {
    expect((await attempt('seller2@tst.example', password.normalize('NFD'))).status).toBe(200);
  });

  test('nothing in the database is the token', async () => {
    const { cookie } = await attempt('seller1@tst.example', password);
    const token = cookie.split('=')[1] ?? '';
    const rows = await world.database.asOwner((tx) => tx.rows<{ row: string }>(sql`select s::text as row from identity.sessions s`));
    expect(rows.some(({ row }) => row.includes(token) || row.includes(Buffer.from(token).toString('hex')))).toBe(false);
  });

  test('a session already in the browser ends and its token is never taken over', async () => {
    const first = await attempt('seller1@tst.example', password);
    const second = await attempt('seller2@tst.example', password, { cookie: first.cookie });
    expect(second.cookie).not.toBe(first.cookie);
    expect((await http.app.inject({ method: 'GET', url: meRoute.path, headers: { cookie: first.cookie } })).statusCode).toBe(401);
    expect((await http.app.inject({ method: 'GET', url: meRoute.path, headers: { cookie: second.cookie } })).statusCode).toBe(200);
    const planted = `volano=${'A'.repeat(43)}`;
    expect((await attempt('seller1@tst.example', password, { cookie: planted })).cookie).not.toBe(planted);
  });

  test('whoever has several personalities gets the one used last', async () => {
    const first = (await attempt('twohats@tst.example', password)).document as unknown as Me;
    expect(first.personalities.map((card) => card.profile).toSorted()).toEqual(['customer', 'seller']);
    await world.signIn('twoHats', { personalityId: world.customerHat, now });
    expect(((await attempt('twohats@tst.example', password)).document as unknown as Me).personality).toMatchObject({ id: world.customerHat, profile: 'customer', dealer: null });
    await world.signIn('twoHats', { now });
    expect(((await attempt('twohats@tst.example', password)).document as unknown as Me).personality.profile).toBe('seller');
  });

  test('signing out ends the session and clears the cookie', async () => {
    const { cookie, document } = await attempt('seller1@tst.example', password);
    const out = await http.app.inject({ method: 'POST', url: signOutRoute.path, headers: { cookie, 'x-volano-csrf': String(document['csrfToken']) } });
    expect(out.statusCode).toBe(200);
    expect(String(out.headers['set-cookie'])).toMatch(/^volano=; .*Expires=Thu, 01 Jan 1970/);
    expect(await lastAudit()).toMatchObject({ action: 'identity.session.sign-out', account_id: world.person('seller1').accountId });
    expect((await http.app.inject({ method: 'GET', url: meRoute.path, headers: { cookie } })).statusCode).toBe(401);
  });
});

describe('a refused sign-in says nothing about who exists', () => {
  test('unknown name, wrong password, blocked account and account without a password are told alike', async () => {
    await world.database.asOwner(async (tx) => {
      await tx.run(sql`update identity.accounts set status = 'blocked' where id = ${world.person('collector').accountId}`);
      await tx.run(sql`update identity.accounts set password_hash = null where id = ${world.person('careOperator').accountId}`);
    });
    const wrong = await attempt('seller1@tst.example', 'una frase sbagliata');
    expect(wrong.status).toBe(422);
    expect(wrong.document).toMatchObject({ code: 'credentials_not_valid' });
    expect(wrong.setCookie).toBe('');
    expect(await attempt('nobody@tst.example', password)).toEqual(wrong);
    expect(await attempt('collector@tst.example', password)).toEqual(wrong);
    expect(await attempt('careoperator@tst.example', password)).toEqual(wrong);
    expect(await attempt('\u{1F600}', password)).toEqual(wrong);
  });

  test('an unknown name, a wrong password and a blocked account cost the same statements', async () => {
    await world.database.asOwner((tx) => tx.run(sql`update identity.accounts set status = 'blocked' where id = ${world.person('seller2').accountId}`));
    const counted = async (loginName: string, typed: string) => (await statementsOf(world.database, () => attempt(loginName, typed))).statements;
    const wrong = await counted('seller1@tst.example', 'sbagliata di certo');
    expect(wrong.length).toBeGreaterThan(10);
    expect(await counted('nessuno@tst.example', 'sbagliata di certo')).toEqual(wrong);
    expect(await counted('seller2@tst.example', password)).toEqual(wrong);
    await world.database.asOwner((tx) => tx.run(sql`update identity.accounts set status = 'active' where id = ${world.person('seller2').accountId}`));
  });

  test('the audit row names the account only when there is one', async () => {
    await attempt('seller1@tst.example', 'una frase sbagliata');
    expect(await lastAudit()).toMatchObject({ outcome: 'refused', actor_kind: 'nobody', account_id: world.person('seller1').accountId, tenant_id: 1, details: { reason: 'credentials' } });
    await attempt('nobody@tst.example', password);
    // Two tenants: the row of a stranger belongs to neither.
    expect(await lastAudit()).toMatchObject({ outcome: 'refused', account_id: null, tenant_id: 0, details: { reason: 'credentials' } });
  });

  test('whoever has the password but no role in force is told so', async () => {
    await world.asSystem({ now }, (ctx) => endPersonality(ctx, world.person('payoutOperator').personalityId));
    const { status, document } = await attempt('payoutoperator@tst.example', password);
    expect({ status, code: document['code'] }).toEqual({ status: 422, code: 'no_personality' });
    expect((await attempt('payoutoperator@tst.example', 'una frase sbagliata')).document['code']).toBe('credentials_not_valid');
  });
});

describe('throttling', () => {
  test('ten free failures of a name, then waits that double, whether the name exists or not', async () => {
    for (const loginName of ['seller3@tst.example', 'stranger@tst.example']) {
      await world.database.asOwner((tx) => tx.run(sql`delete from identity.sign_in_failures`));
      now = worldNow;
      for (let i = 0; i < 10; i += 1) expect((await attempt(loginName, 'una frase sbagliata')).status).toBe(422);
      const blocked = await attempt(loginName, password);
      expect({ status: blocked.status, retryAfter: blocked.retryAfter, code: blocked.document['code'] }).toEqual({ status: 429, retryAfter: '1', code: 'too_many_requests' });
      now = new Date(worldNow.getTime() + 1001);
      expect((await attempt(loginName, 'una frase sbagliata')).status).toBe(422);
      expect((await attempt(loginName, 'una frase sbagliata')).retryAfter).toBe('2');
    }
  });

  test('the right password is taken once the wait is over, and wipes the count', async () => {
    for (let i = 0; i < 10; i += 1) await attempt('seller3@tst.example', 'una frase sbagliata');
    expect((await attempt('seller3@tst.example', password)).status).toBe(429);
    now = new Date(worldNow.getTime() + 1001);
    expect((await attempt('seller3@tst.example', password)).status).toBe(200);
    expect((await attempt('seller3@tst.example', 'una frase sbagliata')).status).toBe(422);
    expect((await attempt('seller3@tst.example', password)).status).toBe(200);
  });

  test('attempts at the same moment cannot slip past the count together', async () => {
    const answers = await Promise.all(Array.from({ length: 24 }, () => attempt('seller3@tst.example', 'una frase sbagliata')));
    // Two are looked at side by side, so at most one more than ten gets through.
    expect(answers.filter((answer) => answer.status === 422).length).toBeLessThanOrEqual(11);
    expect(answers.some((answer) => answer.status === 429)).toBe(true);
  });

  test('a network that tries many names is slowed, its neighbours are not', async () => {
    for (let i = 0; i < 30; i += 1) expect((await attempt(`name${i}@tst.example`, 'una frase sbagliata', { from: `203.0.113.${i + 1}` })).status).toBe(422);
    expect((await attempt('seller1@tst.example', password, { from: '203.0.113.200' })).status).toBe(429);
    expect((await attempt('seller1@tst.example', password, { from: '203.0.114.200' })).status).toBe(200);
    now = new Date(worldNow.getTime() + 20 * 60_000);
    expect((await attempt('seller1@tst.example', password, { from: '203.0.113.200' })).status).toBe(200);
  });

  test('the counters hold no names', async () => {
    await attempt('seller3@tst.example', 'una frase sbagliata');
    const rows = await world.database.asOwner((tx) => tx.rows<{ row: string }>(sql`select f::text as row from identity.sign_in_failures f`));
    expect(rows.length).toBe(3);
    expect(rows.some(({ row }) => row.includes('seller3') || row.includes(Buffer.from('seller3').toString('hex')))).toBe(false);
  });
});
