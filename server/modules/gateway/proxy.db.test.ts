/** An application that speaks no protocol, behind a reverse proxy that asks us as nginx's auth_request and Caddy's forward_auth do. */
import { createServer, request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registerApp, setAppState, setRules } from '#gateway';
import { useTestDatabase } from '../../testing/database.ts';
import { GatewayWorld } from '../../testing/gateway-world.ts';
import { freePort } from '../../testing/real-server.ts';

const db = useTestDatabase();
let at: GatewayWorld;
let proxy: Server;
let outside: string;
let app: { id: string; version: number };
/** How the proxy tells which address it protects. */
let style: 'nginx' | 'caddy' = 'nginx';
/** Headers of the last request that reached the application. */
let reached: IncomingHttpHeaders | undefined;

const ask = (url: string, headers: Record<string, string>): Promise<{ status: number; headers: IncomingHttpHeaders }> =>
  new Promise((resolve, reject) => {
    httpRequest(url, { headers }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers }));
    }).on('error', reject).end();
  });

beforeAll(async () => {
  at = await GatewayWorld.open(db.current.database);
  const port = await freePort();
  outside = `http://127.0.0.1:${port}`;
  proxy = createServer((request, answer) => {
    const { cookie = '' } = request.headers;
    const url = request.url ?? '/';
    const told: Record<string, string> = style === 'nginx' ? { 'x-original-url': `${outside}${url}` } : { 'x-forwarded-proto': 'http', 'x-forwarded-host': `127.0.0.1:${port}`, 'x-forwarded-uri': url };
    void ask(`${at.origin}/api/gateway/proxy-check`, { cookie, ...told }).then(({ status, headers }) => {
      if (status === 401) return answer.writeHead(302, { location: '/sign-in' }).end();
      if (status !== 200) return answer.writeHead(403).end();
      // Whatever the browser sent under that name is replaced.
      reached = { ...request.headers, 'x-volano-assertion': String(headers['x-volano-assertion']) };
      return answer.writeHead(200).end('orders');
    });
  });
  await new Promise<void>((resolve) => proxy.listen(port, '127.0.0.1', resolve));
  await at.world.context('systemAdministrator', { now: new Date() }, async (ctx) => {
    const words = { name: 'Ordini', description: '', icon: 'app', address: `${outside}/orders`, redirectUris: [], postLogoutUris: [], backchannelUri: null, pushUri: null, resource: null, apiAreas: [], defaultVisible: false, defaultSettings: { discount: 0 } };
    const made = await registerApp(ctx, { clientId: 'orders', kind: 'headerProxy', ...words }, { intranetHosts: ['127.0.0.1'] });
    if (!made.ok) throw new Error(made.refusal);
    const rules = [{ profile: 'seller', nodeId: null, personalityId: null, effect: 'allow' as const, settings: { discount: 7 } }];
    const set = await setRules(ctx, made.value.app.id, { version: made.value.app.version, rules });
    if (!set.ok) throw new Error(set.refusal);
    app = set.value.app;
  });
});
afterAll(async () => {
  await new Promise((resolve) => proxy.close(resolve));
  await at.close();
});

async function visit(cookie: string, path = '/orders/12?x=1', headers: Record<string, string> = {}): Promise<number> {
  reached = undefined;
  return (await ask(`${outside}${path}`, { cookie, ...headers })).status;
}
const check = (assertion: unknown, options: { currentDate?: Date; audience?: string } = {}) =>
  jwtVerify(String(assertion), createRemoteJWKSet(new URL(`${at.origin}/oidc/jwks`)), { issuer: `${at.origin}/oidc`, audience: outside, typ: 'volano-proxy+jwt', algorithms: ['ES256'], ...options });

describe.each(['nginx', 'caddy'] as const)('in the manner of %s', (manner) => {
  test('the application learns who is there, as whom and with which rules, signed for it alone and for a minute', async () => {
    style = manner;
    const { cookie } = await at.world.signIn('seller1');
    expect(await visit(cookie)).toBe(200);
    const assertion = reached?.['x-volano-assertion'];
    const { payload } = await check(assertion);
    expect(payload).toMatchObject({ sub: at.world.person('seller1').accountId, personality: at.world.person('seller1').personalityId, profile: 'seller', client_id: 'orders', name: 'Persona seller1', app_rules: { discount: 7 } });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
    await expect(check(assertion, { currentDate: new Date(Date.now() + 61_000) })).rejects.toThrow(/exp/);
    await expect(check(assertion, { audience: 'https://another.example' })).rejects.toThrow(/aud/);
  });

  test('nobody signed in, an address that is not the application’s, one beside it, a person without a rule', async () => {
    style = manner;
    const { cookie } = await at.world.signIn('seller1');
    expect(await visit('')).toBe(302);
    expect(await visit(cookie, '/ordersx')).toBe(403);
    expect(await visit(cookie, '/other')).toBe(403);
    expect(await visit(cookie, '/orders/../other')).toBe(403);
    expect(await visit((await at.world.signIn('customer')).cookie)).toBe(403);
    expect(reached).toBeUndefined();
  });
});

test('a header made up by the browser never arrives', async () => {
  const { cookie } = await at.world.signIn('seller1');
  expect(await visit(cookie, '/orders', { 'x-volano-assertion': 'forged' })).toBe(200);
  expect(decodeJwt(String(reached?.['x-volano-assertion']))['sub']).toBe(at.world.person('seller1').accountId);
});

test('the next request after a sign-out, or after the application was suspended, is turned away', async () => {
  const desk = await at.world.signIn('seller2');
  expect(await visit(desk.cookie)).toBe(200);
  await at.world.context('systemAdministrator', { now: new Date() }, (ctx) => setAppState(ctx, app.id, 'suspended'));
  expect(await visit(desk.cookie)).toBe(403);
  await at.world.context('systemAdministrator', { now: new Date() }, (ctx) => setAppState(ctx, app.id, 'active'));
  expect(await visit(desk.cookie)).toBe(200);
  await fetch(`${at.origin}/api/identity/sign-out`, { method: 'POST', headers: desk.headers });
  expect(await visit(desk.cookie)).toBe(302);
});
