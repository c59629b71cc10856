/** Signing in to other applications: the way of a person, with both samples over the running server. */
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '#platform/sql';
import { TestBrowser } from '../../testing/browser.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { GatewayWorld } from '../../testing/gateway-world.ts';

const db = useTestDatabase();
let at: GatewayWorld;

beforeAll(async () => {
  at = await GatewayWorld.open(db.current.database);
});
afterAll(() => at.close());

const errorOf = (url: string) => ({ error: new URL(url).searchParams.get('error'), reason: new URL(url).searchParams.get('error_description'), state: new URL(url).searchParams.has('state') });

describe('discovery', () => {
  test('announces what is on and nothing else', async () => {
    const metadata = (await (await fetch(`${at.origin}/oidc/.well-known/openid-configuration`)).json()) as Record<string, unknown>;
    expect(metadata).toMatchObject({
      issuer: `${at.origin}/oidc`,
      authorization_endpoint: `${at.origin}/oidc/auth`,
      response_types_supported: ['code'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      code_challenge_methods_supported: ['S256'],
      id_token_signing_alg_values_supported: ['ES256'],
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
    });
    for (const absent of ['registration_endpoint', 'device_authorization_endpoint', 'pushed_authorization_request_endpoint', 'introspection_endpoint']) expect(metadata).not.toHaveProperty(absent);
  });

  test('addresses are those of the configuration, whatever the caller says his host is', async () => {
    const { url } = await at.archive.signIn.begin();
    const answer = await fetch(url, { redirect: 'manual', headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', accept: 'text/html' } });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toMatch(/^\/oidc-login\//);
    expect(JSON.stringify([...answer.headers])).not.toContain('evil.example');
  });

  test('published keys hold no private part', async () => {
    const { keys } = (await (await fetch(`${at.origin}/oidc/jwks`)).json()) as { keys: Record<string, unknown>[] };
    expect(keys).toHaveLength(1);
    expect(keys[0]).toMatchObject({ kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig' });
    expect(keys[0]).not.toHaveProperty('d');
  });
});

describe('a person', () => {
  test('who is not signed in comes to the sign-in page of the desk and back to the same request', async () => {
    const browser = new TestBrowser();
    const { url, memory } = await at.archive.signIn.begin();
    const sent = await browser.go(url, (next) => at.house(next) && next.pathname !== '/sign-in');
    expect(sent.status).toBe(0);
    const next = new URL(sent.url).searchParams.get('next') ?? '';
    expect(sent.url.startsWith(`${at.origin}/sign-in?next=`)).toBe(true);
    expect(next).toMatch(/^\/oidc-login\/[\w-]{20,}$/);
    browser.setCookie(at.origin, 'volano', (await at.world.signIn('seller1')).token);
    const back = await browser.go(`${at.origin}${next}`, at.house);
    expect(back.url.startsWith(at.archive.redirectUri)).toBe(true);
    const { person } = await at.archive.signIn.finish(back.url, memory);
    expect(person).toMatchObject({ sub: at.world.person('seller1').accountId, personality: at.world.person('seller1').personalityId, profile: 'seller', tenant: 'TST', scope_node: at.world.node('DLR001-S1'), name: 'Persona seller1', app_rules: { discount: 0 } });
  });

  test('enters a second application without a question, and meets its own rules there', async () => {
    const { browser } = await at.browserOf('seller1');
    const first = await at.enter(browser, at.archive);
    const second = await at.enter(browser, at.parts);
    expect(first.person).toMatchObject({ app_rules: { discount: 0 } });
    expect(second.person).toMatchObject({ sub: first.person['sub'], app_rules: { discount: 5 } });
    expect(second.person['sid']).not.toBe(first.person['sid']);
  });

  test('whom the rules leave out is turned away by name, and the refusal is on record', async () => {
    const { browser } = await at.browserOf('collector');
    const { page } = await at.ask(browser, at.parts);
    expect(page.url.startsWith(at.parts.redirectUri)).toBe(true);
    expect(errorOf(page.url)).toEqual({ error: 'access_denied', reason: 'app_not_for_you', state: true });
    const row = await at.world.database.asOwner((tx) => tx.row<{ outcome: string; details: object; account_id: string }>(sql`
      select e.outcome, e.details, e.account_id from platform.audit_events e where e.action = 'gateway.grant.open' order by e.id desc limit 1`));
    expect(row).toMatchObject({ outcome: 'refused', account_id: at.world.person('collector').accountId, details: { reason: 'app_not_for_you' } });
  });

  test('of another tenant does not exist there', async () => {
    const { browser } = await at.browserOf('altAdministrator');
    expect(errorOf((await at.ask(browser, at.archive)).page.url)).toMatchObject({ error: 'access_denied', reason: 'app_not_for_you' });
  });

  test('prompt=none: silent for whoever is in, login_required for nobody', async () => {
    const { browser } = await at.browserOf('seller2');
    await at.enter(browser, at.archive);
    expect(new URL((await at.ask(browser, at.archive, { prompt: 'none' })).page.url).searchParams.has('code')).toBe(true);
    expect(errorOf((await at.ask(new TestBrowser(), at.archive, { prompt: 'none' })).page.url)).toMatchObject({ error: 'login_required' });
  });

  test('prompt=login wants a sign-in that is younger than the request', async () => {
    const browser = new TestBrowser();
    browser.setCookie(at.origin, 'volano', (await at.world.signIn('seller2', { now: new Date(Date.now() - 5000) })).token);
    const { page, memory } = await at.ask(browser, at.archive, { prompt: 'login' });
    expect(page.text).toContain('Accedi di nuovo');
    const sent = await browser.submit(page, { again: 'yes' }, (next) => at.house(next) && next.pathname !== '/sign-in');
    expect(new URL(sent.url).pathname).toBe('/sign-in');
    browser.setCookie(at.origin, 'volano', (await at.world.signIn('seller2')).token);
    const back = await browser.go(`${at.origin}${new URL(sent.url).searchParams.get('next') ?? ''}`, at.house);
    expect((await at.archive.signIn.finish(back.url, memory)).person).toMatchObject({ sub: at.world.person('seller2').accountId });
  });
});

describe('the sign-in page', () => {
  test('is told which application waits, in the browser that came from it and in no other', async () => {
    const browser = new TestBrowser();
    const asked = await browser.go((await at.archive.signIn.begin()).url, (url) => at.house(url) && url.pathname !== '/sign-in');
    const next = new URL(asked.url).searchParams.get('next') ?? '';
    expect(JSON.parse((await browser.once(`${at.origin}${next}/app`)).text)).toEqual({ name: 'App archive' });
    expect((await new TestBrowser().once(`${at.origin}${next}/app`)).status).toBe(404);
  });
});

describe('as which personality', () => {
  test('another one is asked for: the person agrees, the application gets a new grant and the old one is dead', async () => {
    const { browser } = await at.browserOf('twoHats');
    const seller = await at.enter(browser, at.archive);
    expect(seller.person['profile']).toBe('seller');
    const { page, memory } = await at.ask(browser, at.archive, { personality: at.world.customerHat });
    expect(page.text).toMatch(/Cliente<small>Chiesta dall’applicazione/);
    const back = await browser.submit(page, { personality: at.world.customerHat }, at.house);
    const customer = await at.archive.signIn.finish(back.url, memory);
    expect(customer.person).toMatchObject({ sub: seller.person['sub'], personality: at.world.customerHat, profile: 'customer', scope_node: 0 });
    expect((await at.userinfo(seller.accessToken)).status).toBe(401);
    expect((await at.userinfo(customer.accessToken)).status).toBe(200);
    await expect(at.archive.signIn.refresh(seller.refreshToken)).rejects.toMatchObject({ error: 'invalid_grant' });
    // Asked once: the way back needs no page, and no password ever.
    expect((await at.enter(browser, at.archive, { personality: at.world.person('twoHats').personalityId })).person['profile']).toBe('seller');
    expect((await at.enter(browser, at.archive, { personality: at.world.customerHat })).person['profile']).toBe('customer');
  });

  test('the person may say no', async () => {
    const { browser } = await at.browserOf('twoHats');
    const { page } = await at.ask(browser, at.archive, { personality: at.world.customerHat });
    expect(errorOf((await browser.submit(page, { cancel: 'yes' }, at.house)).url)).toMatchObject({ error: 'access_denied', reason: 'cancelled_by_person', state: true });
  });

  test('somebody else’s personality is refused by name: asked for by the application', async () => {
    const { browser } = await at.browserOf('seller1');
    expect(errorOf((await at.ask(browser, at.archive, { personality: at.world.person('dealerManager').personalityId })).page.url)).toEqual({ error: 'access_denied', reason: 'personality_not_held', state: true });
    expect((await at.enter(browser, at.archive, { personality: at.world.person('seller1').personalityId })).person['profile']).toBe('seller');
  });

  test('and forged in our own form', async () => {
    const { browser } = await at.browserOf('twoHats');
    const { page } = await at.ask(browser, at.archive, { personality: at.world.customerHat });
    expect(errorOf((await browser.submit(page, { personality: at.world.person('dealerManager').personalityId }, at.house)).url)).toMatchObject({ error: 'access_denied', reason: 'personality_not_held' });
  });

  test('our form is only taken from our page', async () => {
    const { browser } = await at.browserOf('twoHats');
    const { page } = await at.ask(browser, at.archive, { personality: at.world.customerHat });
    const action = `${at.origin}${new URL(page.url).pathname}`;
    const post = (body: string, headers: Record<string, string> = {}) => browser.once(action, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } });
    const secret = /name="secret" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const choice = `personality=${at.world.customerHat}`;
    expect((await post(choice)).status).toBe(400);
    expect((await post(`${choice}&secret=guessed`)).status).toBe(400);
    expect((await post(`${choice}&secret=${secret}`, { 'sec-fetch-site': 'cross-site' })).status).toBe(400);
    const { browser: other } = await at.browserOf('seller1');
    expect((await other.once(action, { method: 'GET' })).status).toBe(400);
    expect((await post(`${choice}&secret=${secret}`)).status).toBe(303);
  });

  test('a desk that may not see the application asks which of the others', async () => {
    const { browser } = await at.browserOf('twoHats', at.world.customerHat);
    const { page, memory } = await at.ask(browser, at.parts);
    expect(page.text).toContain('Come entri in «');
    expect(page.text).not.toContain('Cliente');
    const back = await browser.submit(page, { personality: at.world.person('twoHats').personalityId }, at.house);
    expect((await at.parts.signIn.finish(back.url, memory)).person['profile']).toBe('seller');
  });
});

describe('tokens', () => {
  test('an access token for the application’s own services is a signed one of five minutes (RFC 9068); for another’s there is none', async () => {
    const { browser } = await at.browserOf('seller1');
    const resource = `https://${at.archive.clientId}.example/api`;
    const { page, memory } = await at.ask(browser, at.archive, { resource, scope: 'openid app' });
    const { accessToken, person } = await at.archive.signIn.finish(page.url, memory, { resource });
    const { payload } = await jwtVerify(accessToken, createRemoteJWKSet(new URL(`${at.origin}/oidc/jwks`)), { issuer: `${at.origin}/oidc`, audience: resource, typ: 'at+jwt', algorithms: ['ES256'] });
    expect(payload).toMatchObject({ sub: person['sub'], client_id: at.archive.clientId, scope: 'app', personality: person['personality'], profile: 'seller', app_rules: { discount: 0 } });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
    expect((await at.userinfo(accessToken)).status).toBe(401);
    expect((await at.archive.signIn.rules(accessToken)).status).toBe(401);
    expect(errorOf((await at.ask(browser, at.archive, { resource: `https://${at.parts.clientId}.example/api` })).page.url)).toMatchObject({ error: 'invalid_target' });
  });

  test('for us it is opaque', async () => {
    const { browser } = await at.browserOf('seller1');
    const { accessToken, idToken } = await at.enter(browser, at.archive);
    expect(accessToken).not.toContain('.');
    expect(decodeProtectedHeader(idToken)).toMatchObject({ alg: 'ES256' });
    expect(await (await at.userinfo(accessToken)).json()).toMatchObject({ personality: at.world.person('seller1').personalityId, preferred_username: 'seller1@tst.example' });
  });

  test('nothing in the database is a token, a code or a name of one', async () => {
    const { browser } = await at.browserOf('seller1');
    const { page, memory } = await at.ask(browser, at.archive);
    const code = new URL(page.url).searchParams.get('code') ?? '';
    const tokens = await at.archive.signIn.finish(page.url, memory);
    const cookies = browser.cookiesFor(`${at.origin}/oidc/auth`).map(({ value }) => value);
    const rows = await at.world.database.asOwner(async (tx) => [
      ...(await tx.rows<{ row: string }>(sql`select r::text as row from gateway.oidc_records r`)),
      ...(await tx.rows<{ row: string }>(sql`select g::text as row from gateway.grants g`)),
    ]);
    expect(rows.length).toBeGreaterThan(5);
    const secrets = [code, tokens.accessToken, tokens.refreshToken, ...cookies].flatMap((secret) => [secret, Buffer.from(secret).toString('hex')]);
    expect(rows.filter(({ row }) => secrets.some((secret) => row.includes(secret)))).toEqual([]);
    const person = at.world.person('seller1').accountId;
    const records = await at.world.database.asOwner((tx) => tx.rows<{ payload: Buffer }>(sql`select r.payload from gateway.oidc_records r`));
    expect(records.some(({ payload }) => payload.toString('latin1').includes(person))).toBe(false);
  });
});

describe('use of an application', () => {
  test('is use of the session: who works there is not idle at the desk', async () => {
    const { browser, desk } = await at.browserOf('seller1');
    const { refreshToken } = await at.enter(browser, at.archive);
    const seen = () => at.world.database.asOwner((tx) => tx.row<{ minutes: number }>(sql`select floor(extract(epoch from now() - s.seen_at) / 60)::integer as minutes from identity.sessions s where s.id = ${desk.sessionId}`));
    await at.world.database.asOwner((tx) => tx.run(sql`update identity.sessions set seen_at = now() - interval '20 minutes' where id = ${desk.sessionId}`));
    const next = await at.archive.signIn.refresh(refreshToken);
    expect(await seen()).toEqual({ minutes: 0 });
    await at.world.database.asOwner((tx) => tx.run(sql`update identity.sessions set seen_at = now() - interval '31 minutes' where id = ${desk.sessionId}`));
    await expect(at.archive.signIn.refresh(next.refreshToken)).rejects.toMatchObject({ error: 'invalid_grant' });
    expect((await seen()).minutes).toBe(31);
  });
});

describe('the rules an application asks for', () => {
  test('come with a tag and are not sent twice', async () => {
    const { browser } = await at.browserOf('seller1');
    const { accessToken, person } = await at.enter(browser, at.parts);
    const first = await at.archive.signIn.rules(accessToken);
    expect(first.status).toBe(200);
    expect(await first.json()).toMatchObject({ sub: person['sub'], personality: person['personality'], app_rules: { discount: 5 }, app_rules_version: person['app_rules_version'] });
    const again = await at.archive.signIn.rules(accessToken, first.headers.get('etag') ?? '');
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test('need a token that stands', async () => {
    expect((await fetch(`${at.origin}/oidc/rules`)).status).toBe(401);
    const made = await fetch(`${at.origin}/oidc/rules`, { headers: { authorization: `Bearer ${'A'.repeat(43)}` } });
    expect([made.status, made.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="volano", error="invalid_token"']);
  });
});
