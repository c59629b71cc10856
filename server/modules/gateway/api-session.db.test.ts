/** Applications at our own API: what their token opens, and everything it must not. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { setAppState, setRules } from '#gateway';
import { addPersonality, endPersonality } from '#identity';
import { sql } from '#platform/sql';
import type { TestBrowser } from '../../testing/browser.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { GatewayWorld, type Tokens } from '../../testing/gateway-world.ts';
import type { SignedIn } from '../../testing/world.ts';
import { applicationsAtApi } from './api-session.ts';

const db = useTestDatabase();
let at: GatewayWorld;
let browser: TestBrowser;
let desk: SignedIn;
let token: string;

const scope = 'openid profile api';
const sheet = '/api/territory/trees/sales/export?format=csv&language=it';
const enter = async (who: TestBrowser): Promise<Tokens> => at.enter(who, at.archive, { scope });

beforeAll(async () => {
  at = await GatewayWorld.open(db.current.database);
  ({ browser, desk } = await at.browserOf('areaManager'));
});
beforeEach(async () => {
  token = (await enter(browser)).accessToken;
});
afterAll(() => at.close());

async function ask(path: string, headers: Record<string, string> = { authorization: `Bearer ${token}` }, method = 'GET') {
  const answer = await fetch(`${at.origin}${path}`, { method, headers: method === 'GET' ? headers : { 'content-type': 'application/json', ...headers }, ...(method === 'GET' ? {} : { body: '{}' }) });
  return { status: answer.status, challenge: answer.headers.get('www-authenticate'), text: await answer.text() };
}

describe('an application registered for parts of the API', () => {
  test('reads them as the personality of the sign-in, without a cookie', async () => {
    expect((await ask('/api/territory/trees')).status).toBe(200);
    expect((await ask('/api/quoting/quotes?limit=10')).status).toBe(200);
  });

  test('leaves its name in the trail beside the person’s', async () => {
    expect((await ask(sheet)).status).toBe(200);
    const row = await at.world.database.asOwner((tx) => tx.row<object>(sql`
      select e.client, e.account_id as account, e.personality_id as personality, e.strength from platform.audit_events e where e.action = 'territory.tree.export' order by e.id desc limit 1`));
    const { accountId, personalityId } = at.world.person('areaManager');
    expect(row).toEqual({ client: 'archive', account: accountId, personality: personalityId, strength: 'password' });
  });

  test('sees what that personality sees: the privileges are the person’s, and the walls too', async () => {
    const { browser: seller } = await at.browserOf('seller1');
    const { accessToken } = await enter(seller);
    expect((await ask('/api/quoting/quotes?limit=10', { authorization: `Bearer ${accessToken}` })).status).toBe(200);
    const people = await at.world.database.asOwner((tx) => tx.rows<{ privilege: string }>(sql`select p.privilege from identity.profile_privileges p where p.profile_key = 'seller'`));
    expect(people.map(({ privilege }) => privilege)).not.toContain('territory.tree.read');
    expect((await ask(sheet, { authorization: `Bearer ${accessToken}` })).status).toBe(403);
  });
});

describe('refused', () => {
  test.each([
    ['other parts of the API', '/api/vehicles/makes'],
    ['accounts and sessions', '/api/identity/me'],
    ['the registry', '/api/gateway/registry'],
    ['the switcher', '/api/gateway/apps'],
    ['the live stream', '/api/live'],
    ['the trail', '/api/identity/audit'],
  ])('%s', async (_, path) => {
    expect((await ask(path)).status).toBe(403);
  });

  test.each([['POST', '/api/quoting/quotes'], ['POST', '/api/quoting/lender-terms'], ['POST', '/api/quoting/price'], ['DELETE', `/api/quoting/quotes/${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}/reservation`]])('any write: %s %s', async (method, path) => {
    const { status } = await ask(path, { authorization: `Bearer ${token}`, 'x-volano-csrf': desk.csrf, 'sec-fetch-site': 'same-origin' }, method);
    expect(status).toBe(403);
  });

  test('a token and a cookie together', async () => {
    expect((await ask('/api/territory/trees', { cookie: desk.cookie })).status).toBe(200);
    expect((await ask('/api/territory/trees', { authorization: `Bearer ${token}`, cookie: desk.cookie })).status).toBe(400);
  });

  test.each([
    ['made up', () => 'A'.repeat(43)],
    ['cut short', () => token.slice(0, -1)],
    ['in another spelling', () => token.toUpperCase()],
  ])('a token %s, with the challenge of RFC 6750', async (_, made) => {
    expect(await ask('/api/territory/trees', { authorization: `Bearer ${made()}` })).toMatchObject({ status: 401, challenge: 'Bearer realm="volano", error="invalid_token"' });
  });

  test('a token in the address or in another header', async () => {
    expect((await ask(`/api/quoting/quotes?limit=10&access_token=${token}`, {})).status).toBe(401);
    expect((await ask('/api/territory/trees', { 'x-authorization': `Bearer ${token}` })).status).toBe(401);
    expect((await ask('/api/territory/trees', { authorization: `Basic ${Buffer.from(`archive:${token}`).toString('base64')}` })).status).toBe(401);
    expect((await ask('/api/territory/trees', { cookie: `volano=${token}` })).status).toBe(401);
  });

  test('the token of an application that was registered for none of it', async () => {
    const { browser: seller } = await at.browserOf('seller1');
    const { page } = await at.ask(seller, at.parts, { scope });
    expect(new URL(page.url).searchParams.get('error')).toBe('invalid_scope');
    const { accessToken } = await at.enter(seller, at.parts);
    expect((await ask('/api/quoting/quotes?limit=10', { authorization: `Bearer ${accessToken}` })).status).toBe(401);
  });

  test('a token of a registered application that did not ask for it, its refresh token, its identity token', async () => {
    const plain = await at.enter(browser, at.archive);
    for (const other of [plain.accessToken, plain.refreshToken, plain.idToken]) expect((await ask('/api/territory/trees', { authorization: `Bearer ${other}` })).status).toBe(401);
  });

  test('a signed token made for the application’s own services', async () => {
    const resource = `https://${at.archive.clientId}.example/api`;
    const { page, memory } = await at.ask(browser, at.archive, { resource, scope: 'openid app' });
    const { accessToken } = await at.archive.signIn.finish(page.url, memory, { resource });
    expect(accessToken.split('.')).toHaveLength(3);
    expect((await ask('/api/territory/trees', { authorization: `Bearer ${accessToken}` })).status).toBe(401);
  });
});

const stands = async (fresh: Tokens) => (await ask('/api/quoting/quotes?limit=10', { authorization: `Bearer ${fresh.accessToken}` })).status;

describe('where the company asks for a second factor', () => {
  const demand = (privileges: readonly string[]) =>
    at.world.database.asOwner((tx) => tx.run(sql`
      insert into identity.tenant_security (tenant_id, second_factor_privileges, changed_at) values (1, ${[...privileges]}::text[], now())
      on conflict (tenant_id) do update set second_factor_privileges = excluded.second_factor_privileges`));
  afterEach(() => demand([]));

  test('the token of a sign-in by password alone opens nothing from then on', async () => {
    const fresh = await enter(browser);
    expect(await stands(fresh)).toBe(200);
    await demand(['identity.people.manage']);
    expect(await stands(fresh)).toBe(401);
    await demand(['identity.audit.read']);
    expect(await stands(fresh)).toBe(200);
  });

  test('who needs none at the desk does not enter an application as the personality that needs one', async () => {
    const { accountId } = at.world.person('twoHats');
    const manager = await at.world.asSystem({ now: new Date() }, (ctx) => addPersonality(ctx, { accountId, profile: 'dealerManager', nodeId: at.world.node('DLR002'), label: 'Capo', validFrom: '2026-01-01' }));
    const chosen = async () => {
      const { browser: mine } = await at.browserOf('twoHats');
      const { page } = await at.ask(mine, at.archive, { scope, personality: manager });
      return page.status === 0 ? page : mine.submit(page, { personality: manager }, at.house);
    };
    expect(new URL((await chosen()).url).searchParams.get('code')).not.toBeNull();
    await demand(['identity.people.manage']);
    const refused = new URL((await chosen()).url).searchParams;
    expect([refused.get('code'), refused.get('error')]).toEqual([null, 'access_denied']);
    await at.world.asSystem({ now: new Date() }, (ctx) => endPersonality(ctx, manager));
  });
});

describe('gone at once', () => {

  test('after five minutes', async () => {
    expect((await ask('/api/territory/trees')).status).toBe(200);
    const later = applicationsAtApi({ database: at.world.database, keysFile: at.config.gatewayKeysFile, clock: () => new Date(), ruleVersion: 7 });
    const contract = { method: 'GET', path: '/api/territory/trees', summary: '', access: 'signed-in', response: undefined as never } as const;
    expect(await later.authenticate(token, contract, new Date())).toMatchObject({ actor: { ruleVersion: 7 } });
    expect(await later.authenticate(token, contract, new Date(Date.now() + 301_000))).toBeUndefined();
  });

  test('with the session', async () => {
    const mine = await at.browserOf('seller2');
    const fresh = await enter(mine.browser);
    expect(await stands(fresh)).toBe(200);
    await fetch(`${at.origin}/api/identity/sign-out`, { method: 'POST', headers: mine.desk.headers });
    expect(await stands(fresh)).toBe(401);
  });

  test('with the personality', async () => {
    const mine = await at.browserOf('seller3');
    const fresh = await enter(mine.browser);
    expect(await stands(fresh)).toBe(200);
    await at.world.asSystem({ now: new Date() }, (ctx) => endPersonality(ctx, at.world.person('seller3').personalityId));
    expect(await stands(fresh)).toBe(401);
  });

  test('with the rule that let the person in, with the application, and with its part of the API', async () => {
    const fresh = await enter(browser);
    const version = () => at.world.database.asOwner((tx) => tx.row<{ version: number }>(sql`select a.version from gateway.apps a where a.id = ${at.archive.id}`));
    const rules = async (effect: 'deny' | 'allow') => {
      const { version: now } = await version();
      return at.world.context('systemAdministrator', { now: new Date() }, (ctx) => setRules(ctx, at.archive.id, { version: now, rules: [{ profile: 'areaManager', nodeId: null, personalityId: null, effect, settings: {} }] }));
    };
    await rules('deny');
    expect(await stands(fresh)).toBe(401);
    await rules('allow');
    expect(await stands(fresh)).toBe(200);
    await at.world.context('systemAdministrator', { now: new Date() }, (ctx) => setAppState(ctx, at.archive.id, 'suspended'));
    expect(await stands(fresh)).toBe(401);
    await at.world.context('systemAdministrator', { now: new Date() }, (ctx) => setAppState(ctx, at.archive.id, 'active'));
    expect(await stands(fresh)).toBe(200);
    await at.world.database.asOwner((tx) => tx.run(sql`update gateway.apps set api_areas = '{territory}' where id = ${at.archive.id}`));
    expect(await stands(fresh)).toBe(403);
    await at.world.database.asOwner((tx) => tx.run(sql`update gateway.apps set api_areas = '{territory,quoting}' where id = ${at.archive.id}`));
  });
});

test('the API page says which routes applications may read', async () => {
  const page = (await (await fetch(`${at.origin}/api/openapi.json`)).json()) as { paths: Record<string, Record<string, { security?: object[] }>>; components: { securitySchemes: Record<string, object> } };
  expect(page.components.securitySchemes['application']).toMatchObject({ type: 'http', scheme: 'bearer' });
  const open = Object.entries(page.paths).flatMap(([path, methods]) => Object.entries(methods).filter(([, { security }]) => security?.some((each) => 'application' in each) === true).map(([method]) => `${method} ${path}`));
  expect(open).toContain('get /api/quoting/quotes');
  expect(open.filter((each) => !/^get \/api\/(calculator|documents|news|pricing|quoting|territory|vehicles)\//.test(each))).toEqual([]);
});
