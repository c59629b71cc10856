/** The registry of applications: who may change it, what it refuses, what people see of it. */
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RouteContract } from '#platform/contract';
import { sql } from '#platform/sql';
import { addressOf, type Loose } from '../../testing/http.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { GatewayWorld } from '../../testing/gateway-world.ts';
import type { PersonName } from '../../testing/world.ts';
import {
  changeAppRoute, getRegisteredRoute, listAppsRoute, listDeliveriesRoute, listRegistryRoute, previewRoute, proxyCheckRoute, registerAppRoute, removeAppRoute, retryDeliveryRoute, rotateSecretRoute, setAppStateRoute,
  setRulesRoute, type RegisteredApp,
} from './api.ts';
import { carryDelivery } from './deliver.ts';
import { createKeyring } from './gateway-keys.ts';

const db = useTestDatabase();
let at: GatewayWorld;

beforeAll(async () => {
  at = await GatewayWorld.open(db.current.database);
});
afterAll(() => at.close());

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown> & { code?: string; app?: RegisteredApp };
  readonly headers: Headers;
}

async function call(name: PersonName | { cookie: string; headers: Readonly<Record<string, string>> }, contract: RouteContract, request: Loose = {}, headers: Record<string, string> = {}): Promise<Answer> {
  const who = typeof name === 'string' ? await at.world.signIn(name) : name;
  const answer = await fetch(`${at.origin}${addressOf(contract, request)}`, {
    method: contract.method,
    headers: { ...who.headers, ...headers, ...(request.body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Answer['body'], headers: answer.headers };
}

const words = {
  name: 'Prova', description: '', icon: 'app', address: 'https://prova.example/', redirectUris: ['https://prova.example/callback'], postLogoutUris: [], backchannelUri: null, pushUri: null, resource: null,
  defaultVisible: false, defaultSettings: {},
};
let count = 0;
async function registered(changes: object = {}): Promise<RegisteredApp> {
  const { body, status } = await call('systemAdministrator', registerAppRoute, { body: { ...words, clientId: `prova-${(count += 1)}`, kind: 'oidcConfidential', ...changes } });
  if (status !== 200 || body.app === undefined) throw new Error(JSON.stringify(body));
  return body.app;
}
const rule = { profile: null, nodeId: null, personalityId: null, effect: 'allow', settings: {} };

describe('an administrator', () => {
  test('registers an application, whose secret is seen once', async () => {
    const { body } = await call('systemAdministrator', registerAppRoute, { body: { ...words, clientId: 'una-volta', kind: 'oidcConfidential' } });
    expect(body['secret']).toMatch(/^[\w-]{43}$/);
    const { body: read } = await call('systemAdministrator', getRegisteredRoute, { params: { id: body.app?.id } });
    expect(JSON.stringify(read)).not.toContain(String(body['secret']));
    const kept = await at.world.database.asOwner((tx) => tx.rows<{ text: string }>(sql`select a::text as text from gateway.apps a union all select e::text from platform.audit_events e`));
    expect(kept.some(({ text }) => text.includes(String(body['secret'])))).toBe(false);
    expect((await call('systemAdministrator', registerAppRoute, { body: { ...words, clientId: 'pubblica', kind: 'oidcPublic' } })).body['secret']).toBeNull();
  });

  test.each(['registering', 'rotating'])('repeats %s after a lost line and gets the same secret, which no copy of the database tells', async (what) => {
    const key = { 'idempotency-key': `repeated-${what}` };
    const app = await registered();
    const ask = () =>
      what === 'rotating'
        ? call('systemAdministrator', rotateSecretRoute, { params: { id: app.id }, body: { keepOldHours: 24 } }, key)
        : call('systemAdministrator', registerAppRoute, { body: { ...words, clientId: 'ripetuta', kind: 'oidcConfidential' } }, key);
    const first = await ask();
    const second = await ask();
    expect([first.status, second.body]).toEqual([200, first.body]);
    const kept = await at.world.database.asOwner((tx) => tx.rows<{ text: string }>(sql`select k::text as text from platform.idempotency_keys k where k.key = ${`repeated-${what}`}`));
    expect(kept).toHaveLength(1);
    expect(kept[0]?.text).not.toContain(String(first.body['secret']));
  });

  test('meets the name of another tenant’s application as taken, and nothing of it', async () => {
    await call('altAdministrator', registerAppRoute, { body: { ...words, clientId: 'di-altri', kind: 'oidcPublic' } });
    expect(await call('systemAdministrator', registerAppRoute, { body: { ...words, clientId: 'di-altri', kind: 'oidcPublic' } })).toMatchObject({ status: 422, body: { code: 'client_id_taken' } });
    const { body } = await call('systemAdministrator', listRegistryRoute);
    expect(JSON.stringify(body)).not.toContain('di-altri');
  });

  test.each<[string, object, string]>([
    ['no return address', { redirectUris: [] }, 'redirect_uri_missing'],
    ['a return address in clear', { redirectUris: ['http://prova.example/callback'] }, 'address_not_allowed'],
    ['a sign-out address in clear', { postLogoutUris: ['http://prova.example/bye'] }, 'address_not_allowed'],
    ['a call into the house', { backchannelUri: 'https://10.0.0.5/x' }, 'address_not_allowed'],
    ['a call to the machine itself by another name', { backchannelUri: 'https://[::1]/x' }, 'address_not_allowed'],
    ['a call to the cloud’s own address', { pushUri: 'http://169.254.169.254/latest' }, 'address_not_allowed'],
    ['a service name another has', { resource: 'https://archive.example/api' }, 'resource_taken'],
  ])('cannot register %s', async (_, changes, code) => {
    expect(await call('systemAdministrator', registerAppRoute, { body: { ...words, clientId: `prova-${(count += 1)}`, kind: 'oidcConfidential', ...changes } })).toMatchObject({ status: 422, body: { code } });
  });

  test.each<[string, object]>([
    ['a joker', { redirectUris: ['https://*.prova.example/callback'] }],
    ['a fragment', { redirectUris: ['https://prova.example/callback#x'] }],
    ['a user name', { redirectUris: ['https://prova.example@evil.example/callback'] }],
    ['a script', { address: 'javascript:alert(1)' }],
    ['a scheme of its own', { redirectUris: ['app://callback'] }],
    ['a part of the API that is nobody’s', { apiAreas: ['identity'] }],
    ['a field too many', { status: 'active', tenantId: 2 }],
    ['settings that are too large', { defaultSettings: Object.fromEntries(Array.from({ length: 50 }, (_entry, i) => [`k${i}`, 'x'.repeat(400)])) }],
  ])('nor write %s', async (_, changes) => {
    expect((await call('systemAdministrator', registerAppRoute, { body: { ...words, clientId: `prova-${(count += 1)}`, kind: 'oidcConfidential', ...changes } })).status).toBe(400);
  });

  test('reads rules and their audience by name, and may open parts of the API', async () => {
    const app = await registered();
    const person = at.world.person('dealerManager');
    const rules = [
      { profile: 'seller', nodeId: at.world.node('DLR001'), personalityId: null, effect: 'allow', settings: {} },
      { profile: null, nodeId: null, personalityId: person.personalityId, effect: 'allow', settings: {} },
      { profile: 'customer', nodeId: null, personalityId: null, effect: 'deny', settings: {} },
    ];
    const set = await call('systemAdministrator', setRulesRoute, { params: { id: app.id }, body: { version: app.version, rules } });
    const named = [{ nodeName: 'Nodo DLR001', personName: null }, { nodeName: null, personName: 'Persona dealerManager, dealerManager DLR001' }, { nodeName: null, personName: null }];
    expect(set.body['rules']).toMatchObject(named);
    expect((await call('systemAdministrator', getRegisteredRoute, { params: { id: app.id } })).body['rules']).toMatchObject(named);
    const { items } = (await call('systemAdministrator', listRegistryRoute)).body as { items: { id: string; audience: object }[] };
    expect(items.find(({ id }) => id === app.id)?.audience).toEqual({ rules: 2, first: [{ profile: 'seller', nodeName: 'Nodo DLR001', personName: null }, { profile: null, nodeName: null, personName: 'Persona dealerManager, dealerManager DLR001' }] });
    const changed = await call('systemAdministrator', changeAppRoute, { params: { id: app.id }, body: { ...words, apiAreas: ['quoting'], version: app.version + 1 } });
    expect(changed).toMatchObject({ status: 200, body: { app: { apiAreas: ['quoting'] } } });
  });

  test('does not overwrite what a colleague changed meanwhile', async () => {
    const app = await registered();
    const change = (name: string) => call('systemAdministrator', changeAppRoute, { params: { id: app.id }, body: { ...words, name, version: app.version } });
    expect((await change('Prima')).status).toBe(200);
    expect(await change('Seconda')).toMatchObject({ status: 409, body: { code: 'stale' } });
  });

  test('gives a new secret; the old one is taken as long as said', async () => {
    const rotated = await at.join('rotated', 'oidcConfidential', 'relying-party-openid-client', true);
    const { browser } = await at.browserOf('seller1');
    const secretWorks = async (secret: string) => {
      const { page, memory } = await at.ask(browser, rotated);
      const parameters = { grant_type: 'authorization_code', code: new URL(page.url).searchParams.get('code') ?? '', redirect_uri: rotated.redirectUri, code_verifier: (memory as { pkceCodeVerifier: string }).pkceCodeVerifier };
      return (await at.token({ ...rotated, secret }, parameters)).status === 200;
    };
    const rotate = async (keepOldHours: number) => String((await call('systemAdministrator', rotateSecretRoute, { params: { id: rotated.id }, body: { keepOldHours } })).body['secret']);
    const first = rotated.secret ?? '';
    const second = await rotate(24);
    expect([await secretWorks(first), await secretWorks(second)]).toEqual([true, true]);
    const third = await rotate(0);
    expect([await secretWorks(first), await secretWorks(second), await secretWorks(third)]).toEqual([false, false, true]);
    expect(await call('systemAdministrator', rotateSecretRoute, { params: { id: at.parts.id }, body: { keepOldHours: 0 } })).toMatchObject({ status: 422, body: { code: 'no_secret_kept' } });
  });

  test('suspends and removes; a removed name is never given again', async () => {
    const app = await registered({ defaultVisible: true });
    const seen = async () => JSON.stringify((await call('seller1', listAppsRoute)).body).includes(app.clientId);
    expect(await seen()).toBe(true);
    await call('systemAdministrator', setAppStateRoute, { params: { id: app.id }, body: { status: 'suspended' } });
    expect(await seen()).toBe(false);
    expect((await call('systemAdministrator', removeAppRoute, { params: { id: app.id } })).status).toBe(200);
    expect((await call('systemAdministrator', getRegisteredRoute, { params: { id: app.id } })).status).toBe(404);
    expect(await call('systemAdministrator', registerAppRoute, { body: { ...words, clientId: app.clientId, kind: 'oidcPublic' } })).toMatchObject({ body: { code: 'client_id_taken' } });
  });
});

describe('rules', () => {
  test('decide what the switcher shows, by profile and place', async () => {
    const app = await registered();
    const rules = [
      { ...rule, profile: 'seller', settings: { discount: 5 } },
      { ...rule, nodeId: at.world.node('DLR002'), effect: 'deny' },
      { ...rule, personalityId: at.world.person('seller2').personalityId, settings: { discount: 9 } },
    ];
    const { status, body } = await call('systemAdministrator', setRulesRoute, { params: { id: app.id }, body: { version: app.version, rules } });
    expect([status, (body['rules'] as unknown[]).length]).toEqual([200, 3]);
    const shows = async (name: PersonName) => JSON.stringify((await call(name, listAppsRoute)).body).includes(app.clientId);
    expect({ seller1: await shows('seller1'), seller3: await shows('seller3'), manager: await shows('dealerManager'), collector: await shows('collector'), customer: await shows('customer') }).toEqual({
      seller1: true, seller3: false, manager: true, collector: false, customer: false,
    });
    const preview = await call('systemAdministrator', previewRoute, { query: { personalityId: at.world.person('seller2').personalityId } });
    expect((preview.body['items'] as { appId: string }[]).find((item) => item.appId === app.id)).toMatchObject({ visible: true, settings: { discount: 9 }, decidedBy: (body['rules'] as { id: string; personalityId: string | null }[]).find((r) => r.personalityId !== null)?.id });
  });

  test.each<[string, object, string]>([
    ['that name nobody', rule, 'rule_for_nobody'],
    ['of an unknown profile', { ...rule, profile: 'wizard' }, 'rule_names_unknown'],
    ['of another tenant’s node', { ...rule, nodeId: 'ALT' }, 'rule_names_unknown'],
    ['of another tenant’s person', { ...rule, personalityId: 'altSeller' }, 'rule_names_unknown'],
  ])('%s are refused', async (_, given, code) => {
    const app = await registered();
    const { nodeId, personalityId, ...rest } = given as { nodeId: unknown; personalityId: unknown };
    const actual = { ...rest, nodeId: typeof nodeId === 'string' ? at.world.node(nodeId) : nodeId, personalityId: personalityId === null ? null : at.world.person('altSeller').personalityId };
    expect(await call('systemAdministrator', setRulesRoute, { params: { id: app.id }, body: { version: app.version, rules: [actual] } })).toMatchObject({ status: 422, body: { code } });
  });

  test('given twice are refused, and old versions are stale', async () => {
    const app = await registered();
    const set = (rules: object[]) => call('systemAdministrator', setRulesRoute, { params: { id: app.id }, body: { version: app.version, rules } });
    expect(await set([{ ...rule, profile: 'seller' }, { ...rule, profile: 'seller', effect: 'deny' }])).toMatchObject({ body: { code: 'rule_twice' } });
    expect((await set([{ ...rule, profile: 'seller' }])).status).toBe(200);
    expect((await set([])).status).toBe(409);
  });

  test('a change is told to the application, once however often it changes before', async () => {
    const { body } = await call('systemAdministrator', getRegisteredRoute, { params: { id: at.archive.id } });
    let version = body.app?.version ?? 0;
    for (const discount of [1, 2, 3]) {
      const answer = await call('systemAdministrator', setRulesRoute, { params: { id: at.archive.id }, body: { version, rules: [{ ...rule, profile: 'seller', effect: 'settings', settings: { discount } }] } });
      version = answer.body.app?.version ?? 0;
    }
    const waiting = await at.world.database.asOwner((tx) => tx.rows<{ tenantId: number; id: string }>(sql`
      select d.tenant_id as "tenantId", d.id from gateway.deliveries d where d.kind = 'rules' and d.state = 'queued' and d.app_id = ${at.archive.id}`));
    expect(waiting).toHaveLength(1);
    const settings = { issuer: `${at.origin}/oidc`, keysFile: at.config.gatewayKeysFile, outbound: { intranetHosts: ['127.0.0.1'] } };
    const keys = await createKeyring(settings.keysFile, () => new Date())();
    for (const { tenantId, id } of waiting) await carryDelivery({ database: at.world.database, now: new Date() }, { tenantId, deliveryId: id }, keys, settings);
    const [notice = ''] = at.listener.at('/archive/push');
    const { payload } = await jwtVerify(notice, createRemoteJWKSet(new URL(`${at.origin}/oidc/jwks`)), { issuer: settings.issuer, audience: 'archive', typ: 'volano-rules+jwt' });
    expect(payload['rules_version']).toBe(version);
    const { browser } = await at.browserOf('seller1');
    expect((await at.enter(browser, at.archive)).person['app_rules']).toEqual({ discount: 3 });
  });
});

describe('others', () => {
  const foreign = async (): Promise<[RouteContract, Loose][]> => {
    const app = await registered();
    return [
      [getRegisteredRoute, { params: { id: app.id } }],
      [changeAppRoute, { params: { id: app.id }, body: { ...words, version: app.version } }],
      [rotateSecretRoute, { params: { id: app.id }, body: { keepOldHours: 0 } }],
      [setAppStateRoute, { params: { id: app.id }, body: { status: 'suspended' } }],
      [setRulesRoute, { params: { id: app.id }, body: { version: app.version, rules: [] } }],
      [removeAppRoute, { params: { id: app.id } }],
      [previewRoute, { query: { personalityId: at.world.person('seller1').personalityId } }],
    ];
  };
  test('administrators of another tenant find nothing', async () => {
    for (const [contract, request] of await foreign()) expect([contract.path, (await call('altAdministrator', contract, request)).status]).toEqual([contract.path, 404]);
  });
  test('lower profiles may not; the technician may look', async () => {
    for (const [contract, request] of await foreign()) {
      expect((await call('dealerManager', contract, request)).status).toBe(403);
      expect([contract.path, (await call('itTechnician', contract, request)).status]).toEqual([contract.path, contract.method === 'GET' ? 200 : 403]);
    }
  });
  test('the application role reads no hash of a secret and opens no grant', async () => {
    const attempt = (statement: ReturnType<typeof sql>) => at.world.context('systemAdministrator', {}, (ctx) => ctx.tx.rows(statement));
    await expect(attempt(sql`select a.secret_hash from gateway.apps a`)).rejects.toThrow(/permission denied/);
    await expect(attempt(sql`select r.kind from gateway.oidc_records r`)).rejects.toThrow(/permission denied/);
    await expect(attempt(sql`insert into gateway.grants (grant_hash, tenant_id, app_id, session_id, account_id, personality_id, sid, created_at) select sha256('x'), 1, a.id, a.id, a.id, a.id, 'x', now() from gateway.apps a limit 1`)).rejects.toThrow(/permission denied/);
    expect(await attempt(sql`select a.id from gateway.apps a where a.tenant_id = 2`)).toEqual([]);
  });
});

describe('deliveries that failed', () => {
  test('are seen and tried again', async () => {
    const id = '01999999-0000-7000-8000-000000000001';
    await at.world.database.asOwner((tx) => tx.run(sql`
      insert into gateway.deliveries (tenant_id, id, app_id, kind, state, attempts, next_attempt_at, answer, created_at, settled_at)
      values (1, ${id}, ${at.parts.id}, 'rules', 'failed', 9, now(), 'status 503', now(), now())`));
    const { body } = await call('itTechnician', listDeliveriesRoute, { query: { state: 'failed' } });
    expect(body['items']).toMatchObject([{ id, appName: 'App parts', answer: 'status 503', attempts: 9 }]);
    expect((await call('altAdministrator', retryDeliveryRoute, { params: { id } })).status).toBe(404);
    expect((await call('systemAdministrator', retryDeliveryRoute, { params: { id } })).status).toBe(200);
    expect(await call('systemAdministrator', retryDeliveryRoute, { params: { id } })).toMatchObject({ status: 422, body: { code: 'not_failed' } });
  });
});

describe('the answer for a reverse proxy', () => {
  test('is signed, of one minute, for the application’s own address, and only for whom it shows itself to', async () => {
    await registered({ clientId: 'vecchia', kind: 'headerProxy', redirectUris: [], address: 'https://volano.example/vecchia' , defaultVisible: true, defaultSettings: { ufficio: 'A' } });
    await registered({ clientId: 'riservata', kind: 'headerProxy', redirectUris: [], address: 'https://volano.example/riservata' });
    const ask = (headers: Record<string, string>) => call('seller1', proxyCheckRoute, {}, headers);
    const yes = await ask({ 'x-original-url': 'https://volano.example/vecchia/ordini?id=7' });
    expect(yes.status).toBe(200);
    const { payload } = await jwtVerify(yes.headers.get('x-volano-assertion') ?? '', createRemoteJWKSet(new URL(`${at.origin}/oidc/jwks`)), { issuer: `${at.origin}/oidc`, audience: 'https://volano.example', typ: 'volano-proxy+jwt' });
    expect(payload).toMatchObject({ sub: at.world.person('seller1').accountId, personality: at.world.person('seller1').personalityId, client_id: 'vecchia', app_rules: { ufficio: 'A' } });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
    expect((await ask({ 'x-forwarded-proto': 'https', 'x-forwarded-host': 'volano.example', 'x-forwarded-uri': '/vecchia' })).status).toBe(200);
    for (const url of ['https://volano.example/riservata', 'https://volano.example/vecchiaia', 'https://volano.example.evil.example/vecchia', 'http://volano.example/vecchia', 'https://volano.example/x/../../riservata', 'https://altra.example/']) {
      expect([url, (await ask({ 'x-original-url': url })).status]).toEqual([url, 403]);
    }
    expect(await ask({})).toMatchObject({ status: 422, body: { code: 'address_missing' } });
    expect((await fetch(`${at.origin}${proxyCheckRoute.path}`, { headers: { 'x-original-url': 'https://volano.example/vecchia' } })).status).toBe(401);
  });
});
