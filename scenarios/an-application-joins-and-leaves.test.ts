/** A week of an intranet application: registered, used, given other rules, removed. Told through HTTP alone. */
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { getRegisteredRoute, listAppsRoute, listDeliveriesRoute, listRegistryRoute, previewRoute, registerAppRoute, removeAppRoute, setRulesRoute } from '#gateway/api';
import type { RequestOf, ResponseOf, RouteContract } from '#platform/contract';
import { sql } from '#platform/sql';
import { startWorker } from '../server/main.ts';
import { useTestDatabase } from '../server/testing/database.ts';
import { GatewayWorld, type JoinedApp, type Tokens } from '../server/testing/gateway-world.ts';
import { addressOf } from '../server/testing/http.ts';
import type { PersonName, SignedIn } from '../server/testing/world.ts';

const db = useTestDatabase();
let house: GatewayWorld;
let worker: { close(): Promise<void> };
let app: JoinedApp;
let version = 0;
let stay: Tokens & { sessionId: string };

/** The calendar of the house and of the application, which runs in this process too. */
const at = (instant: string) => vi.setSystemTime(new Date(`${instant}:00.000+01:00`));

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  at('2026-11-23T09:00');
  house = await GatewayWorld.open(db.current.database);
  worker = await startWorker(house.config, house.world.database, { log: pino({ level: 'silent' }) });
});
afterAll(async () => {
  await worker.close();
  await house.close();
  vi.useRealTimers();
});

async function call<const C extends RouteContract>(who: SignedIn, contract: C, request: RequestOf<C>): Promise<{ status: number; body: ResponseOf<C> & { code?: string } }> {
  const { body } = request as { body?: unknown };
  const answer = await fetch(`${house.origin}${addressOf(contract, request)}`, {
    method: contract.method, headers: { ...who.headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as ResponseOf<C> & { code?: string } };
}
const as = async <const C extends RouteContract>(name: PersonName, contract: C, request: RequestOf<C>) => call(await house.world.signIn(name), contract, request);
const switcherOf = async (name: PersonName) => (await as(name, listAppsRoute, {} as never)).body.items.map((each) => each.clientId);

/** What the application is posted at one of its addresses, once the worker has carried it. */
async function posted(path: string, count: number): Promise<string[]> {
  await expect.poll(() => house.listener.at(path).length, { timeout: 20_000, interval: 50 }).toBe(count);
  return house.listener.at(path);
}

const sellersOf = (node: string, discount: number) => ({ profile: 'seller', nodeId: house.world.node(node), personalityId: null, effect: 'allow' as const, settings: { discount } });

describe('Monday, the application joins', () => {
  test('an administrator registers it; its secret is shown once', async () => {
    const here = house.listener.address;
    const made = await as('systemAdministrator', registerAppRoute, {
      body: {
        clientId: 'spare-parts', kind: 'oidcConfidential', name: 'Ricambi', description: 'Ordini di ricambi', icon: 'cart', address: `${here}/spare-parts`, redirectUris: [`${here}/spare-parts/callback`],
        postLogoutUris: [`${here}/bye`], backchannelUri: `${here}/spare-parts/backchannel`, pushUri: `${here}/spare-parts/push`, resource: null, defaultVisible: false, defaultSettings: { discount: 0, branch: 'central' },
      },
    });
    expect(made).toMatchObject({ status: 200, body: { app: { status: 'active', version: 1 } } });
    version = made.body.app.version;
    app = await house.joined('relying-party-openid-client', { id: made.body.app.id, clientId: 'spare-parts', secret: made.body.secret, redirectUri: `${here}/spare-parts/callback` });
    expect(JSON.stringify((await as('systemAdministrator', getRegisteredRoute, { params: { id: app.id } })).body)).not.toContain(made.body.secret);
    expect(await as('seller1', registerAppRoute, { body: { clientId: 'x', kind: 'oidcPublic' } as never })).toMatchObject({ status: 403 });
  });

  test('nobody sees it before a rule says so', async () => {
    for (const name of ['seller1', 'dealerManager', 'customer', 'systemAdministrator'] as const) expect(await switcherOf(name)).not.toContain('spare-parts');
    const { browser } = await house.browserOf('seller1');
    const { page } = await house.ask(browser, app);
    expect(new URL(page.url).searchParams.get('error_description')).toBe('app_not_for_you');
  });

  test('rules are set, and looked at through the eyes of one person before anybody is told', async () => {
    const set = await as('systemAdministrator', setRulesRoute, { params: { id: app.id }, body: { version, rules: [sellersOf('DLR001', 5)] } });
    expect(set.status).toBe(200);
    version = set.body.app.version;
    const seen = await as('systemAdministrator', previewRoute, { query: { personalityId: house.world.person('seller1').personalityId } });
    expect(seen.body.items.find((each) => each.appId === app.id)).toMatchObject({ visible: true, decidedBy: set.body.rules[0]?.id, settings: { discount: 5, branch: 'central' }, sources: { discount: set.body.rules[0]?.id, branch: null } });
  });

  test('the right people find it in the switcher, the others do not', async () => {
    expect(await switcherOf('seller1')).toContain('spare-parts');
    expect(await switcherOf('seller2')).toContain('spare-parts');
    expect(await switcherOf('dealerManager'), 'his profile contains the seller’s').toContain('spare-parts');
    for (const name of ['seller3', 'areaManager', 'customer', 'altSeller', 'systemAdministrator'] as const) expect(await switcherOf(name)).not.toContain('spare-parts');
  });
});

describe('Tuesday, it is used', () => {
  test('a seller comes in without typing anything and the application knows as whom, and with which rules', async () => {
    at('2026-11-24T09:00');
    const { browser, desk } = await house.browserOf('seller1');
    stay = { ...(await house.enter(browser, app)), sessionId: desk.sessionId };
    expect(stay.person).toMatchObject({ sub: house.world.person('seller1').accountId, profile: 'seller', tenant: 'TST', scope_node: house.world.node('DLR001-S1'), app_rules: { discount: 5, branch: 'central' } });
    const pulled = await app.signIn.rules(stay.accessToken);
    expect([pulled.status, await pulled.json()]).toMatchObject([200, { app_rules: { discount: 5 } }]);
    expect((await app.signIn.rules(stay.accessToken, pulled.headers.get('etag') ?? '')).status).toBe(304);
  });

  test('one of another dealer is told by name that it is not for them', async () => {
    const { browser } = await house.browserOf('seller3');
    const { page } = await house.ask(browser, app);
    expect([new URL(page.url).searchParams.get('error'), new URL(page.url).searchParams.get('error_description')]).toEqual(['access_denied', 'app_not_for_you']);
  });
});

describe('Tuesday afternoon, a rule changes', () => {
  test('the application is told by a signed notice and asks for the new rules with the token it has', async () => {
    at('2026-11-24T09:04');
    const told = house.listener.at('/spare-parts/push').length;
    const set = await as('systemAdministrator', setRulesRoute, { params: { id: app.id }, body: { version, rules: [sellersOf('DLR001', 8), sellersOf('DLR002', 3)] } });
    expect(set.status).toBe(200);
    const [notice = ''] = (await posted('/spare-parts/push', told + 1)).slice(-1);
    const { payload } = await jwtVerify(notice, createRemoteJWKSet(new URL(`${house.origin}/oidc/jwks`)), { issuer: `${house.origin}/oidc`, audience: 'spare-parts', typ: 'volano-rules+jwt' });
    expect(payload['rules_version']).toBe(set.body.app.version);
    expect(await (await app.signIn.rules(stay.accessToken)).json()).toMatchObject({ app_rules: { discount: 8, branch: 'central' } });
    expect((await app.signIn.refresh(stay.refreshToken)).person['app_rules']).toEqual({ discount: 8, branch: 'central' });
    expect(await switcherOf('seller3')).toContain('spare-parts');
  });

  test('whoever read the rules before the change cannot write over it', async () => {
    expect(await as('systemAdministrator', setRulesRoute, { params: { id: app.id }, body: { version, rules: [] } })).toMatchObject({ status: 409, body: { code: 'stale' } });
  });
});

describe('Wednesday morning, nobody signed out', () => {
  test('the stay ran out overnight, and the application is told without anybody having done a thing', async () => {
    at('2026-11-25T09:00');
    const [token = ''] = await posted('/spare-parts/backchannel', 1);
    expect(await app.signIn.signedOut?.(token)).toMatchObject({ sub: stay.person['sub'], sid: stay.person['sid'] });
    await expect(app.signIn.refresh(stay.refreshToken)).rejects.toMatchObject({ error: 'invalid_grant' });
  });
});

describe('Thursday, it is removed', () => {
  test('what it holds dies with the next request, its back channel is told, the switcher knows it no more', async () => {
    at('2026-11-26T10:00');
    const { browser, desk } = await house.browserOf('seller1');
    stay = { ...(await house.enter(browser, app)), sessionId: desk.sessionId };
    expect((await house.userinfo(stay.accessToken)).status).toBe(200);
    expect((await as('systemAdministrator', removeAppRoute, { params: { id: app.id } })).status).toBe(200);
    expect((await house.userinfo(stay.accessToken)).status).toBe(401);
    expect((await app.signIn.rules(stay.accessToken)).status).toBe(401);
    await expect(app.signIn.refresh(stay.refreshToken)).rejects.toMatchObject({ status: 401 });
    const tokens = (await posted('/spare-parts/backchannel', 2)).slice(-1);
    expect(await app.signIn.signedOut?.(tokens[0] ?? '')).toMatchObject({ sub: stay.person['sub'], sid: stay.person['sid'] });
    expect(await switcherOf('seller1')).not.toContain('spare-parts');
    expect((await fetch(`${house.origin}/api/gateway/apps`, { headers: desk.headers })).status).toBe(200);
  });

  test('it cannot come back, and nobody takes its name', async () => {
    const { browser } = await house.browserOf('seller1');
    expect((await browser.once((await app.signIn.begin()).url)).status).toBe(400);
    expect((await as('systemAdministrator', listRegistryRoute, {} as never)).body.items.map((each) => each.clientId)).not.toContain('spare-parts');
    const again = await as('systemAdministrator', registerAppRoute, {
      body: {
        clientId: 'spare-parts', kind: 'oidcPublic', name: 'Altri', description: '', icon: 'app', address: house.listener.address, redirectUris: [`${house.listener.address}/x`], postLogoutUris: [],
        backchannelUri: null, pushUri: null, resource: null, defaultVisible: true, defaultSettings: {},
      },
    });
    expect(again).toMatchObject({ status: 422, body: { code: 'client_id_taken' } });
  });

  test('the trail tells it all, and the list of deliveries what was told', async () => {
    const rows = await house.world.database.asOwner((tx) => tx.rows<{ action: string; outcome: string; account: string | null }>(sql`
      select e.action, e.outcome, e.account_id as account from platform.audit_events e where e.object_kind = 'gateway.app' and e.object_id = ${app.id} order by e.id`));
    const admin = house.world.person('systemAdministrator').accountId;
    const seller = house.world.person('seller1').accountId;
    expect(rows.filter(({ action }) => action.startsWith('gateway.app.'))).toEqual(['register', 'set-rules', 'set-rules', 'remove'].map((verb) => ({ action: `gateway.app.${verb}`, outcome: 'done', account: admin })));
    expect(rows.filter(({ account }) => account === seller).map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'gateway.grant.open refused', 'gateway.grant.open done', 'gateway.grant.end done', 'gateway.grant.open done', 'gateway.grant.end done',
    ]);
    expect(rows.filter(({ account }) => account === house.world.person('seller3').accountId)).toMatchObject([{ action: 'gateway.grant.open', outcome: 'refused' }]);
    const deliveries = (await as('systemAdministrator', listDeliveriesRoute, { query: { appId: app.id, limit: 50 } as never })).body.items;
    expect(deliveries.map(({ kind, state }) => `${kind} ${state}`)).toEqual(['logout delivered', 'logout delivered', 'rules delivered', 'rules delivered']);
  });
});
