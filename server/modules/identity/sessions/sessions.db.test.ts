import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../../testing/http.ts';
import { createWorld, worldNow, type SignedIn, type World } from '../../../testing/world.ts';
import { addPersonality, endPersonality } from '../accounts/accounts.ts';
import { endOtherSessionsRoute, endSessionRoute, listSessionsRoute, meRoute, setLanguageRoute, signOutRoute, switchPersonalityRoute, type Me } from '../api.ts';
import { identityRoutes } from '../http.ts';
import { ancestorsOf, standingSessions } from './live-ports.ts';

const minute = 60_000;
const testDatabase = useTestDatabase();
let world: World;
let http: TestHttp;
let now = worldNow;

beforeAll(async () => {
  world = await createWorld(testDatabase.current.database);
  http = await createTestHttp(world.database, identityRoutes, () => now);
});
afterAll(() => http.close());
beforeEach(() => {
  now = worldNow;
});

function at(minutes: number): void {
  now = new Date(worldNow.getTime() + minutes * minute);
}

async function stands(who: SignedIn): Promise<boolean> {
  return (await http.call(who, meRoute, {})).status === 200;
}

/** The session in a `set-cookie` and a me document, as the browser would carry on. */
function carriedOn(answer: { headers: Readonly<Record<string, unknown>>; body: unknown }): SignedIn {
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
  const csrf = (answer.body as Me).csrfToken;
  return { sessionId: '', token: cookie.split('=')[1] ?? '', cookie, csrf, headers: { cookie, 'x-volano-csrf': csrf } };
}

describe('a session ends by itself', () => {
  test('after 30 idle minutes for staff', async () => {
    const seller = await world.signIn('seller1', { now });
    at(29);
    expect(await stands(seller)).toBe(true);
    at(58);
    expect(await stands(seller)).toBe(true);
    at(58 + 30);
    expect(await stands(seller)).toBe(false);
  });

  test('after 15 idle minutes for customers', async () => {
    const customer = await world.signIn('customer', { now });
    at(14);
    expect(await stands(customer)).toBe(true);
    at(29);
    expect(await stands(customer)).toBe(false);
  });

  test('ten hours after signing in, however busy', async () => {
    const seller = await world.signIn('seller1', { now });
    for (let minutes = 20; minutes < 600; minutes += 20) {
      at(minutes);
      expect(await stands(seller)).toBe(true);
    }
    at(599.9);
    expect(await stands(seller)).toBe(true);
    at(600);
    expect(await stands(seller)).toBe(false);
  });

  test('its use is written at most once a minute', async () => {
    const seller = await world.signIn('seller1', { now });
    const seen = async () => (await world.database.asOwner((tx) => tx.row<{ xmin: string; seen_at: Date }>(sql`select s.xmin::text, s.seen_at from identity.sessions s where s.id = ${seller.sessionId}`)));
    const before = await seen();
    at(0.9);
    await stands(seller);
    expect(await seen()).toEqual(before);
    at(1.1);
    await stands(seller);
    expect((await seen()).seen_at).toEqual(now);
  });
});

describe('a session ends from outside, from its next request on', () => {
  test('when its personality ends', async () => {
    const seller = await world.signIn('seller2', { now });
    expect(await stands(seller)).toBe(true);
    await world.asSystem({ now }, (ctx) => endPersonality(ctx, world.person('seller2').personalityId));
    expect(await stands(seller)).toBe(false);
    await world.database.asOwner((tx) => tx.run(sql`update identity.personalities set valid_to = null where id = ${world.person('seller2').personalityId}`));
    expect(await stands(seller)).toBe(true);
  });

  test('when the last day of the personality has passed in Rome, not in Greenwich', async () => {
    await world.database.asOwner((tx) => tx.run(sql`update identity.personalities set valid_to = '2026-11-25' where id = ${world.person('seller2').personalityId}`));
    const lateEvening = new Date('2026-11-24T22:55:00Z');
    const seller = await world.signIn('seller2', { now: lateEvening });
    now = new Date('2026-11-24T22:59:59Z');
    expect(await stands(seller)).toBe(true);
    now = new Date('2026-11-24T23:00:00Z');
    expect(await stands(seller)).toBe(false);
    await world.database.asOwner((tx) => tx.run(sql`update identity.personalities set valid_to = null where id = ${world.person('seller2').personalityId}`));
  });

  test('when its account is blocked, or its place closes', async () => {
    const seller = await world.signIn('seller3', { now });
    await world.database.asOwner((tx) => tx.run(sql`update identity.accounts set status = 'blocked' where id = ${world.person('seller3').accountId}`));
    expect(await stands(seller)).toBe(false);
    await world.database.asOwner((tx) => tx.run(sql`update identity.accounts set status = 'active' where id = ${world.person('seller3').accountId}`));
    expect(await stands(seller)).toBe(true);
    await world.database.asOwner((tx) => tx.run(sql`update identity.nodes set valid_to = '2026-11-23' where id = ${world.node('DLR002-S1')}`));
    expect(await stands(seller)).toBe(false);
    await world.database.asOwner((tx) => tx.run(sql`update identity.nodes set valid_to = null where id = ${world.node('DLR002-S1')}`));
  });

  test('live streams hear of it too', async () => {
    const [one, two] = [await world.signIn('seller1', { now }), await world.signIn('seller1', { now })];
    const standing = standingSessions(world.database, () => now);
    expect(await standing([one.sessionId, two.sessionId])).toEqual(new Set([one.sessionId, two.sessionId]));
    await http.call(one, signOutRoute, {});
    expect(await standing([one.sessionId, two.sessionId])).toEqual(new Set([two.sessionId]));
    at(31);
    expect(await standing([two.sessionId])).toEqual(new Set());
    const above = await ancestorsOf(world.database)(1, world.node('DLR001-S1'));
    expect(above).toEqual(new Set(['TST', 'AREA-NO', 'REG-01', 'DLR001', 'DLR001-B1', 'DLR001-S1'].map((code) => world.node(code))));
  });
});

describe('switching personality', () => {
  test('makes a new token and CSRF token, ends the old, keeps the hour of the end', async () => {
    const seller = await world.signIn('twoHats', { now });
    at(20);
    const answer = await http.call(seller, switchPersonalityRoute, { body: { personalityId: world.customerHat } });
    expect(answer.status).toBe(200);
    const customer = carriedOn(answer);
    expect(customer.token).not.toBe(seller.token);
    expect(customer.csrf).not.toBe(seller.csrf);
    expect(await stands(seller)).toBe(false);
    expect((await http.call(customer, meRoute, {})).body).toMatchObject({ personality: { id: world.customerHat, profile: 'customer' }, privileges: ['news.item.read'] });
    // Now a customer: a quarter of an hour.
    at(36);
    expect(await stands(customer)).toBe(false);
    const expiry = await world.database.asOwner((tx) => tx.rows<{ expires_at: Date }>(sql`select distinct s.expires_at from identity.sessions s where s.account_id = ${world.person('twoHats').accountId}`));
    expect(expiry).toEqual([{ expires_at: new Date(worldNow.getTime() + 600 * minute) }]);
  });

  test('only to one’s own personalities in force', async () => {
    const seller = await world.signIn('twoHats', { now });
    const ended = await world.asSystem({ now }, async (ctx) => {
      const id = await addPersonality(ctx, { accountId: world.person('twoHats').accountId, profile: 'seller', nodeId: world.node('DLR001-S1'), label: 'Finita' });
      await endPersonality(ctx, id);
      return id;
    });
    for (const personalityId of [world.person('systemAdministrator').personalityId, world.person('altSeller').personalityId, ended]) {
      expect((await http.call(seller, switchPersonalityRoute, { body: { personalityId } })).status).toBe(404);
    }
    expect(await stands(seller)).toBe(true);
  });

  test('two switches at once make one session', async () => {
    const seller = await world.signIn('twoHats', { now });
    const answers = await Promise.all([1, 2].map(() => http.call(seller, switchPersonalityRoute, { body: { personalityId: world.customerHat } })));
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 401]);
  });

  test('is written down with both personalities', async () => {
    const seller = await world.signIn('twoHats', { now });
    await http.call(seller, switchPersonalityRoute, { body: { personalityId: world.customerHat } });
    const row = await world.database.asOwner((tx) =>
      tx.row<{ details: unknown; personality_id: string }>(sql`select e.details, e.personality_id from platform.audit_events e where e.action = 'identity.session.switch' order by e.id desc limit 1`),
    );
    expect(row).toEqual({ personality_id: world.customerHat, details: { from: world.person('twoHats').personalityId, to: world.customerHat, fromSession: seller.sessionId } });
  });
});

describe('one’s own sessions', () => {
  test('are listed, ended one by one, and all others at once', async () => {
    const mine = [await world.signIn('areaManager', { now }), await world.signIn('areaManager', { now }), await world.signIn('areaManager', { now })] as const;
    const list = async () => ((await http.call(mine[0], listSessionsRoute, {})).body as { items: { id: string; current: boolean; network: string }[] }).items;
    expect((await list()).map((item) => item.id).toSorted()).toEqual(mine.map((session) => session.sessionId).toSorted());
    expect((await list()).filter((item) => item.current).map((item) => item.id)).toEqual([mine[0].sessionId]);
    expect((await http.call(mine[0], endSessionRoute, { params: { id: mine[1].sessionId } })).status).toBe(200);
    expect(await stands(mine[1])).toBe(false);
    expect((await http.call(mine[0], endSessionRoute, { params: { id: mine[1].sessionId } })).status).toBe(404);
    expect((await http.call(mine[0], endOtherSessionsRoute, {})).body).toEqual({ ended: 1 });
    expect(await stands(mine[2])).toBe(false);
    expect(await stands(mine[0])).toBe(true);
    const last = await http.call(mine[0], endSessionRoute, { params: { id: mine[0].sessionId } });
    expect(String(last.headers['set-cookie'])).toMatch(/^volano=;/);
    expect(await stands(mine[0])).toBe(false);
  });

  test('never those of somebody else', async () => {
    const [own, foreign] = [await world.signIn('seller1', { now }), await world.signIn('dealerManager', { now })];
    expect((await http.call(own, endSessionRoute, { params: { id: foreign.sessionId } })).status).toBe(404);
    expect(await stands(foreign)).toBe(true);
  });

  test('a write without the session’s own CSRF token is refused and changes nothing', async () => {
    const [own, other] = [await world.signIn('seller1', { now }), await world.signIn('seller1', { now })];
    for (const headers of [{ 'x-volano-csrf': '' }, { 'x-volano-csrf': other.csrf }, { 'sec-fetch-site': 'cross-site' }]) {
      expect((await http.call(own, signOutRoute, {}, { headers })).status).toBe(403);
    }
    expect(await stands(own)).toBe(true);
  });

  test('the language of the account is kept', async () => {
    const own = await world.signIn('seller1', { now });
    expect((await http.call(own, setLanguageRoute, { body: { language: 'en' } })).status).toBe(200);
    expect((await http.call(own, meRoute, {})).body).toMatchObject({ account: { language: 'en' } });
    expect((await http.call(own, setLanguageRoute, { body: { language: 'fr' } })).status).toBe(400);
  });
});
