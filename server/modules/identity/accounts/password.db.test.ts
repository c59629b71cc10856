import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../../testing/http.ts';
import { createWorld, worldNow, type PersonName, type World } from '../../../testing/world.ts';
import { changePasswordRoute, meRoute, signInRoute } from '../api.ts';
import { identityRoutes } from '../http.ts';
import { forgetOldDevices } from '../sessions/known-devices.ts';
import { hashPassword } from './password-hash.ts';

const present = 'però una frase lunga';
const next = 'sedici gatti su una scala';
const testDatabase = useTestDatabase();
let world: World;
let http: TestHttp;
let hash: string;
let now = worldNow;

beforeAll(async () => {
  hash = await hashPassword(present);
  world = await createWorld(testDatabase.current.database, { passwordHash: hash });
  http = await createTestHttp(world.database, identityRoutes, () => now);
});
afterAll(() => http.close());
beforeEach(async () => {
  now = worldNow;
  await world.database.asOwner(async (tx) => {
    await tx.run(sql`update identity.accounts set password_hash = ${hash}`);
    await tx.run(sql`delete from identity.sign_in_failures`);
    await tx.run(sql`delete from identity.known_devices`);
    await tx.run(sql`delete from platform.outbox`);
  });
});

/** Signs in through the door as a browser with these cookies; answers the cookies it holds afterwards. */
async function enter(name: PersonName, password: string, cookies: Record<string, string> = {}) {
  const answer = await http.app.inject({
    method: 'POST',
    url: signInRoute.path,
    headers: { 'content-type': 'application/json' },
    cookies,
    payload: JSON.stringify({ loginName: world.person(name).loginName, password }),
  });
  const given = Object.fromEntries(answer.cookies.map((cookie) => [cookie.name, cookie.value]));
  const csrf = answer.statusCode === 200 ? String((JSON.parse(answer.body) as { csrfToken: string }).csrfToken) : '';
  return { status: answer.statusCode, cookies: { ...cookies, ...given }, csrf, answer };
}

async function change(browser: { cookies: Record<string, string>; csrf: string }, body: { present: string; password: string }) {
  const answer = await http.app.inject({
    method: 'POST', url: changePasswordRoute.path, headers: { 'content-type': 'application/json', 'x-volano-csrf': browser.csrf }, cookies: browser.cookies, payload: JSON.stringify(body),
  });
  const document = JSON.parse(answer.body) as Record<string, unknown>;
  return { status: answer.statusCode, document, retryAfter: answer.headers['retry-after'] };
}

async function told(kind: string) {
  return world.database.asOwner((tx) =>
    tx.rows<{ node_id: number; payload: Record<string, string> }>(sql`select o.node_id, o.payload from platform.outbox o where o.kind = ${kind} order by o.id`),
  );
}

async function isIn(cookies: Record<string, string>): Promise<boolean> {
  return (await http.app.inject({ method: 'GET', url: meRoute.path, cookies })).statusCode === 200;
}

describe('changing the own password', () => {
  test('the new one opens, the old one no longer; other sessions end, this one stays; the owner is told; no word of it in the trail', async () => {
    const other = await enter('seller1', present);
    const here = await enter('seller1', present);
    const changed = await change(here, { present, password: next });
    expect(changed.status).toBe(200);
    expect(Number(changed.document['endedSessions'])).toBeGreaterThanOrEqual(1);
    expect([await isIn(other.cookies), await isIn(here.cookies)]).toEqual([false, true]);
    expect((await enter('seller1', present)).status).toBe(422);
    expect((await enter('seller1', next)).status).toBe(200);
    const { accountId, personalityId } = world.person('seller1');
    expect(await told('identity.password-changed')).toEqual([{ node_id: world.node('DLR001-S1'), payload: { accountId, personalityId } }]);
    const rows = await world.database.asOwner((tx) =>
      tx.rows<{ row: string; action: string; outcome: string }>(sql`select e.action, e.outcome, e::text as row from platform.audit_events e where e.action = 'identity.password.change'`),
    );
    expect(rows).toMatchObject([{ outcome: 'done' }]);
    expect(rows.some(({ row }) => row.includes(next) || row.includes(present) || row.includes('argon2'))).toBe(false);
  });

  test.each([
    [{ present: 'una frase sbagliata', password: next }, 'present_not_valid'],
    [{ present, password: 'corta' }, 'too_short'],
    [{ present, password: 'Juventus-Juventus-1897' }, 'too_common'],
    [{ present, password: 'Persona.seller2.2026' }, 'contains_own_name'],
    [{ present, password: 'Finanziaria TST 2026' }, 'contains_own_name'],
    [{ present, password: present.normalize('NFD') }, 'same_as_before'],
  ])('%j is refused: %s', async (body, refusal) => {
    const browser = await enter('seller2', present);
    expect(await change(browser, body)).toMatchObject({ status: 422, document: { code: refusal } });
    expect(await told('identity.password-changed')).toEqual([]);
    expect((await enter('seller2', present)).status).toBe(200);
  });

  test('nobody without a session, nobody without its token', async () => {
    const browser = await enter('seller2', present);
    expect((await change({ cookies: {}, csrf: '' }, { present, password: next })).status).toBe(401);
    expect((await change({ ...browser, csrf: 'guessed' }, { present, password: next })).status).toBe(403);
  });

  test('an open session is no road to guess the password: wrong ones are counted and audited as at sign-in', async () => {
    const browser = await enter('seller3', present);
    for (let i = 0; i < 10; i += 1) expect((await change(browser, { present: 'una frase sbagliata', password: next })).status).toBe(422);
    expect(await change(browser, { present, password: next })).toMatchObject({ status: 429, retryAfter: '1' });
    const { count } = await world.database.asOwner((tx) => tx.row<{ count: number }>(sql`
      select count(*)::int as count from platform.audit_events e where e.action = 'identity.password.change' and e.outcome = 'refused' and e.account_id = ${world.person('seller3').accountId}`));
    expect(count).toBe(10);
  });

  test('of several changes at the same moment one holds', async () => {
    const browser = await enter('payoutOperator', present);
    for (let round = 0; round < 5; round += 1) {
      await world.database.asOwner((tx) => tx.run(sql`update identity.accounts set password_hash = ${hash}`));
      const answers = await Promise.all([1, 2, 3, 4].map((each) => change(browser, { present, password: `${next} ${each}` })));
      expect(answers.filter((answer) => answer.status === 200).length).toBe(1);
      await world.database.asOwner((tx) => tx.run(sql`delete from identity.sign_in_failures`));
    }
  });
});

describe('browsers an account knows', () => {
  test('the first sign-in of all and a known browser are no news; another browser is', async () => {
    await world.database.asOwner((tx) => tx.run(sql`delete from identity.sessions where account_id = ${world.person('collector').accountId}`));
    const first = await enter('collector', present);
    await enter('collector', present, first.cookies);
    expect(await told('identity.new-device')).toEqual([]);
    await enter('collector', present);
    const { accountId, personalityId } = world.person('collector');
    expect(await told('identity.new-device')).toEqual([{ node_id: world.node('TST'), payload: { accountId, personalityId } }]);
  });

  test('the token is HttpOnly, long-lived, new at each sign-in and only its hash is stored', async () => {
    const first = await enter('seller1', present);
    const cookie = first.answer.cookies.find(({ name }) => name === 'volano-device');
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 34_560_000 });
    const second = await enter('seller1', present, first.cookies);
    expect(second.cookies['volano-device']).not.toBe(first.cookies['volano-device']);
    const rows = await world.database.asOwner((tx) => tx.rows<{ row: string }>(sql`select d::text as row from identity.known_devices d`));
    expect(rows.length).toBe(1);
    expect(rows[0]?.row).not.toContain(second.cookies['volano-device'] ?? '?');
  });

  test('a planted token is worth nothing to whoever planted it', async () => {
    const planted = { 'volano-device': 'P'.repeat(43) };
    await enter('seller1', present, planted);
    await world.database.asOwner((tx) => tx.run(sql`delete from platform.outbox`));
    await enter('seller1', present, planted);
    expect((await told('identity.new-device')).length).toBe(1);
  });

  test('the browser of a colleague is not mine, and serves both afterwards', async () => {
    const shared = await enter('seller1', present);
    await world.signIn('seller2', { now });
    const mine = await enter('seller2', present, shared.cookies);
    expect((await told('identity.new-device')).filter(({ payload }) => payload['accountId'] === world.person('seller2').accountId).length).toBe(1);
    await world.database.asOwner((tx) => tx.run(sql`delete from platform.outbox`));
    await enter('seller1', present, mine.cookies);
    expect(await told('identity.new-device')).toEqual([]);
  });

  test('after a change of password every other browser is new', async () => {
    const other = await enter('areaManager', present);
    const here = await enter('areaManager', present);
    expect((await change(here, { present, password: next })).status).toBe(200);
    await world.database.asOwner((tx) => tx.run(sql`delete from platform.outbox`));
    await enter('areaManager', next, here.cookies);
    expect(await told('identity.new-device')).toEqual([]);
    await enter('areaManager', next, other.cookies);
    expect((await told('identity.new-device')).length).toBe(1);
  });

  test('what is not used for long is forgotten', async () => {
    const browser = await enter('seller1', present);
    expect(await world.database.asOwner((tx) => forgetOldDevices(tx, worldNow))).toBe(0);
    expect(await world.database.asOwner((tx) => forgetOldDevices(tx, new Date(worldNow.getTime() + 1)))).toBe(1);
    await enter('seller1', present, browser.cookies);
    expect((await told('identity.new-device')).length).toBeGreaterThan(0);
  });

  test('a stranger who used up all guesses does not keep the owner out of a known browser', async () => {
    const own = await enter('districtManager', present);
    for (let i = 0; i < 10; i += 1) expect((await enter('districtManager', 'una frase sbagliata')).status).toBe(422);
    expect((await enter('districtManager', present)).status).toBe(429);
    expect((await enter('districtManager', present, { 'volano-device': own.cookies['volano-device'] ?? '' })).status).toBe(200);
  });
});
