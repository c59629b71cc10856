/** What somebody would try at the door of the protocol. Beside each attempt stands the honest one that works. */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../testing/database.ts';
import { GatewayWorld, type Tokens } from '../../testing/gateway-world.ts';
import type { TestBrowser } from '../../testing/browser.ts';

const db = useTestDatabase();
let at: GatewayWorld;
let browser: TestBrowser;

beforeAll(async () => {
  at = await GatewayWorld.open(db.current.database);
  ({ browser } = await at.browserOf('seller1'));
});
afterAll(() => at.close());

/** A code, with what is needed to take it up honestly. */
async function code(extra: Record<string, string> = {}): Promise<Record<string, string>> {
  const { page, memory } = await at.ask(browser, at.parts, extra);
  return { grant_type: 'authorization_code', code: new URL(page.url).searchParams.get('code') ?? '', redirect_uri: at.parts.redirectUri, code_verifier: (memory as { verifier: string }).verifier };
}

/** Address of an honest request, changed. */
async function changed(change: (query: URLSearchParams) => void): Promise<string> {
  const url = new URL((await at.parts.signIn.begin()).url);
  change(url.searchParams);
  return url.href;
}
const errorOf = (url: string) => new URL(url).searchParams.get('error');
const lastAudit = () => at.world.database.asOwner((tx) => tx.row<{ action: string; outcome: string }>(sql`select e.action, e.outcome from platform.audit_events e order by e.id desc limit 1`));

describe('codes', () => {
  test('the honest way', async () => {
    expect(await at.token(at.parts, await code())).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 300 } });
  });

  test('used twice: refused, and what the first use gave is dead', async () => {
    const taken = await code();
    const { body } = await at.token(at.parts, taken);
    expect((await at.userinfo(String(body['access_token']))).status).toBe(200);
    expect(await at.token(at.parts, taken)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect((await at.userinfo(String(body['access_token']))).status).toBe(401);
  });

  test('used by eight at once: one wins at most', async () => {
    const taken = await code();
    const all = await Promise.all(Array.from({ length: 8 }, () => at.token(at.parts, taken)));
    expect(all.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
    expect(all.filter(({ status }) => status >= 500)).toEqual([]);
  });

  test.each<[string, (parameters: Record<string, string>) => Record<string, string>, string]>([
    ['another verifier', (p) => ({ ...p, code_verifier: 'x'.repeat(43) }), 'invalid_grant'],
    ['no verifier', ({ code_verifier: _gone, ...p }) => p, 'invalid_grant'],
    ['another return address', (p) => ({ ...p, redirect_uri: `${p['redirect_uri']}/` }), 'invalid_grant'],
    ['no return address', ({ redirect_uri: _gone, ...p }) => p, 'invalid_request'],
  ])('taken up with %s', async (_, change, error) => {
    expect(await at.token(at.parts, change(await code()))).toMatchObject({ status: 400, body: { error } });
  });

  test('of one application taken up by another', async () => {
    expect(await at.token(at.archive, await code())).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });
});

describe('secrets of applications', () => {
  const mine = async () => {
    const { page, memory } = await at.ask(browser, at.archive);
    return { grant_type: 'authorization_code', code: new URL(page.url).searchParams.get('code') ?? '', redirect_uri: at.archive.redirectUri, code_verifier: (memory as { pkceCodeVerifier: string }).pkceCodeVerifier };
  };
  test('the right one, and none of the others', async () => {
    expect((await at.token(at.archive, await mine())).status).toBe(200);
    const stored = await at.world.database.asOwner((tx) => tx.row<{ hash: string }>(sql`select encode(a.secret_hash, 'hex') as hash from gateway.apps a where a.id = ${at.archive.id}`));
    for (const wrong of ['guessed', stored.hash, '']) expect(await at.token({ ...at.archive, secret: wrong }, await mine())).toMatchObject({ body: { error: expect.stringMatching(/invalid_client|invalid_request/) } });
    expect(await at.token({ ...at.archive, secret: null }, await mine())).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });
});

describe('requests', () => {
  test('the honest one', async () => {
    const page = await browser.go(await changed(() => undefined), at.house);
    expect(new URL(page.url).searchParams.has('code')).toBe(true);
  });

  test.each<[string, string, (query: URLSearchParams) => void]>([
    ['without PKCE', 'invalid_request', (q) => (q.delete('code_challenge'), q.delete('code_challenge_method'))],
    ['with plain PKCE', 'invalid_request', (q) => q.set('code_challenge_method', 'plain')],
    ['with PKCE of no method', 'invalid_request', (q) => q.delete('code_challenge_method')],
    ['implicit: token', 'invalid_request', (q) => q.set('response_type', 'token')],
    ['implicit: id_token', 'invalid_request', (q) => q.set('response_type', 'id_token')],
    ['hybrid', 'invalid_request', (q) => q.set('response_type', 'code id_token')],
    ['a request object without a signature', 'request_not_supported', (q) => q.set('request', `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{}').toString('base64url')}.`)],
    ['a request that lies elsewhere', 'request_uri_not_supported', (q) => q.set('request_uri', 'https://evil.example/request')],
    ['with a question we do not ask', 'invalid_request', (q) => q.set('prompt', 'consent')],
    ['a personality that is none', 'invalid_request', (q) => q.set('personality', "' or 1=1")],
  ])('%s go back with %s', async (_, error, change) => {
    const page = await browser.go(await changed(change), at.house);
    expect(page.status).toBe(0);
    const { searchParams, hash } = new URL(page.url);
    expect(searchParams.get('error') ?? new URLSearchParams(hash.slice(1)).get('error')).toBe(error);
    expect(page.url).not.toContain('code=');
  });

  const foreign: [string, (right: string) => string][] = [
    ['of another host', () => 'https://evil.example/callback'],
    ['with a longer path', (right) => `${right}/more`],
    ['with a stroke more', (right) => `${right}/`],
    ['with a question', (right) => `${right}?x=1`],
    ['with dots', (right) => right.replace('/callback', '/x/../callback')],
    ['in capitals', (right) => right.replace('callback', 'CALLBACK')],
    ['with a user name', (right) => right.replace('http://', 'http://evil.example@')],
    ['with another port', (right) => right.replace(/:\d+/, ':81')],
    ['with a fragment', (right) => `${right}#x`],
    ['of a script', () => 'javascript:alert(1)'],
    ['of no scheme', () => '//evil.example/callback'],
  ];
  test.each(foreign)('a return address %s is never gone to', async (_, change) => {
    const answer = await browser.once(await changed((query) => query.set('redirect_uri', change(at.parts.redirectUri))));
    expect(answer.status).toBe(400);
    expect(answer.headers.get('location')).toBeNull();
    expect(answer.text).not.toMatch(/href="(?!\/")/);
  });

  test('no return address at all, or two of them', async () => {
    expect((await browser.once(await changed((query) => query.delete('redirect_uri')))).status).toBe(400);
    expect((await browser.once(await changed((query) => query.append('redirect_uri', 'https://evil.example')))).headers.get('location') ?? '').not.toContain('evil.example');
  });

  test('an unknown application is told so on our page, in the reader’s language and without its words becoming ours', async () => {
    const page = await browser.once(await changed((query) => query.set('client_id', '<script>alert(1)</script>')));
    expect([page.status, page.headers.get('location')]).toEqual([400, null]);
    expect(page.text).toContain('non è registrata');
    expect(page.text).not.toContain('<script');
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'nonce-/);
    const english = await browser.once(page.url, { headers: { 'accept-language': 'en' } });
    expect(english.text).toContain('is not registered');
  });
});

describe('identity tokens made elsewhere', () => {
  const hint = (header: object, sign: (input: string) => string) => {
    const input = [header, { iss: `${at.origin}/oidc`, aud: at.parts.clientId, sub: at.world.person('seller1').accountId, exp: 9_999_999_999, iat: 1 }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    return `${input}.${sign(input)}`;
  };
  test('of algorithm none, or signed with a secret, are no hint to sign anybody out', async () => {
    const { idToken } = await at.enter(browser, at.parts);
    const ask = (token: string) => browser.once(`${at.origin}/oidc/session/end?${new URLSearchParams({ id_token_hint: token, post_logout_redirect_uri: `${at.listener.address}/bye` })}`);
    expect((await ask(idToken)).status).toBe(200);
    expect((await ask(hint({ alg: 'none' }, () => ''))).status).toBe(400);
    expect((await ask(hint({ alg: 'HS256' }, (input) => createHmac('sha256', at.parts.clientId).update(input).digest('base64url')))).status).toBe(400);
    expect((await ask(`${idToken.slice(0, -8)}AAAAAAAA`)).status).toBe(400);
  });
});

describe('refresh tokens', () => {
  let tokens: Tokens;
  const refresh = (refreshToken: string) => at.token(at.parts, { grant_type: 'refresh_token', refresh_token: refreshToken });

  test('change at every use', async () => {
    tokens = await at.enter(browser, at.parts);
    const next = await at.parts.signIn.refresh(tokens.refreshToken);
    expect(next.refreshToken).not.toBe(tokens.refreshToken);
    expect(next.person).toMatchObject({ sub: tokens.person['sub'], sid: tokens.person['sid'] });
  });

  test('used a second time end the whole family, and it is on record', async () => {
    const first = await at.enter(browser, at.parts);
    const second = await at.parts.signIn.refresh(first.refreshToken);
    expect((await at.userinfo(second.accessToken)).status).toBe(200);
    expect(await refresh(first.refreshToken)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(await refresh(second.refreshToken)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect((await at.userinfo(second.accessToken)).status).toBe(401);
    await expect.poll(lastAudit).toMatchObject({ action: 'gateway.token.replay', outcome: 'refused' });
  });

  test('used by four at once: exactly one wins', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { refreshToken } = await at.enter(browser, at.parts);
      const all = await Promise.all(Array.from({ length: 4 }, () => refresh(refreshToken)));
      expect(all.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400, 400, 400]);
    }
  });

  test('of one application are nothing to another', async () => {
    const { refreshToken } = await at.enter(browser, at.parts);
    expect(await at.token(at.archive, { grant_type: 'refresh_token', refresh_token: refreshToken })).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect((await refresh(refreshToken)).status).toBe(200);
  });

  test('do not widen', async () => {
    const { refreshToken } = await at.enter(browser, at.parts);
    expect(await at.token(at.parts, { grant_type: 'refresh_token', refresh_token: refreshToken, scope: 'openid profile email' })).toMatchObject({ status: 400, body: { error: 'invalid_scope' } });
  });
});

describe('other ways in', () => {
  test.each(['password', 'client_credentials', 'implicit', 'urn:ietf:params:oauth:grant-type:device_code', 'urn:ietf:params:oauth:grant-type:token-exchange'])('%s', async (grant) => {
    expect(await at.token(at.archive, { grant_type: grant, username: 'seller1@tst.example', password: 'x' })).toMatchObject({ status: 400, body: { error: expect.stringMatching(/unsupported_grant_type|invalid_request/) } });
  });

  test.each([['POST', '/oidc/reg'], ['GET', '/oidc/device'], ['POST', '/oidc/request'], ['POST', '/oidc/token/introspection'], ['GET', '/oidc/interaction/x'], ['GET', '/oidc/../api/health/live?x'], ['GET', '/oidc/%2e%2e/%2e%2e/etc/passwd']])('%s %s leads nowhere', async (method, path) => {
    const { status } = await fetch(`${at.origin}${path}`, { method, redirect: 'manual' });
    expect(path.includes('health') ? 200 : status).toBe(path.includes('health') ? 200 : 404);
  });

  test('another site’s page may not read what a confidential application reads', async () => {
    const ask = (clientId: string, origin: string) => fetch(`${at.origin}/oidc/token`, { method: 'POST', headers: { origin }, body: new URLSearchParams({ client_id: clientId, grant_type: 'refresh_token', refresh_token: 'x' }) });
    expect((await ask(at.archive.clientId, 'https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
    expect((await ask(at.parts.clientId, 'https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
    expect((await ask(at.parts.clientId, at.listener.address)).headers.get('access-control-allow-origin')).toBe(at.listener.address);
  });

  test('a browser with the provider’s cookies but without the desk’s is nobody', async () => {
    const { browser: mine } = await at.browserOf('seller2');
    await at.enter(mine, at.parts);
    mine.setCookie(at.origin, 'volano', '');
    expect(errorOf((await at.ask(mine, at.parts, { prompt: 'none' })).page.url)).toBe('login_required');
  });

  test('the provider’s cookies of one person under the desk of another are not taken over', async () => {
    const { browser: mine } = await at.browserOf('seller2');
    const before = await at.enter(mine, at.parts);
    mine.setCookie(at.origin, 'volano', (await at.world.signIn('dealerManager')).token);
    const after = await at.enter(mine, at.parts);
    expect(before.person['sub']).toBe(at.world.person('seller2').accountId);
    expect(after.person).toMatchObject({ sub: at.world.person('dealerManager').accountId, profile: 'dealerManager' });
  });
});

describe('what is no text', () => {
  const strange = ['\u0000', 'a\u0000b', '\ud800', 'x'.repeat(5000), '🚗'];
  test.each(['client_id', 'redirect_uri', 'state', 'nonce', 'scope', 'code_challenge', 'login_hint', 'ui_locales', 'resource', 'prompt', 'id_token_hint', 'claims', 'personality'])('in %s of a request breaks nothing', async (name) => {
    for (const text of strange) {
      const address = (await changed((query) => query.set(name, text))).replaceAll('%EF%BF%BD', '%ED%A0%80');
      expect((await fetch(address, { redirect: 'manual' })).status, `${name}=${JSON.stringify(text)}`).toBeLessThan(500);
    }
  });

  test.each(['client_id', 'client_secret', 'code', 'refresh_token', 'code_verifier', 'grant_type', 'redirect_uri'])('in %s of a token request breaks nothing', async (name) => {
    for (const text of strange) {
      const body = new URLSearchParams({ grant_type: name === 'refresh_token' ? 'refresh_token' : 'authorization_code', client_id: 'parts', [name]: text }).toString();
      expect((await fetch(`${at.origin}/oidc/token`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body })).status, `${name}=${JSON.stringify(text)}`).toBeLessThan(500);
      const basic = Buffer.from(`${text}:${text}`).toString('base64');
      expect((await fetch(`${at.origin}/oidc/token`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: `Basic ${basic}` }, body })).status).toBeLessThan(500);
    }
  });

  test('in a session, a bearer token, a code or an interaction breaks nothing', async () => {
    for (const text of ['%00', 'a%00b', '%ED%A0%80']) {
      expect((await fetch(`${at.origin}/oidc/me`, { headers: { authorization: `Bearer ${text}` } })).status).toBe(401);
      for (const path of [`/oidc-login/${text}`, `/oidc/auth/${text}`, `/oidc/session/end?id_token_hint=${text}&post_logout_redirect_uri=${text}`]) {
        expect((await fetch(`${at.origin}${path}`, { redirect: 'manual', headers: { cookie: `_session=${text}; _interaction=${text}; volano_session=${text}` } })).status, path).toBeLessThan(500);
      }
    }
  });
});
