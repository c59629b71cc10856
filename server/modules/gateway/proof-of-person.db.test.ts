/** What applications are told of how a person proved who they are, what they may ask for, and for whom a stand-in acts. */
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Strength } from '#platform/context';
import { sql } from '#platform/sql';
import { TestBrowser, type Page } from '../../testing/browser.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { GatewayWorld } from '../../testing/gateway-world.ts';
import type { SignedIn } from '../../testing/world.ts';

const db = useTestDatabase();
let at: GatewayWorld;

beforeAll(async () => {
  at = await GatewayWorld.open(db.current.database);
});
afterAll(() => at.close());

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const seconds = (instant: Date) => Math.floor(instant.getTime() / 1000);

async function signedIn(strength: Strength, strongAt = new Date(), browser = new TestBrowser()): Promise<{ browser: TestBrowser; desk: SignedIn }> {
  const desk = await at.world.signIn('seller1', { strength, strongAt });
  browser.setCookie(at.origin, 'volano', desk.token);
  return { browser, desk };
}
const stepUp = (desk: SignedIn, strength: Strength, strongAt: Date) =>
  at.world.database.asOwner((tx) => tx.run(sql`update identity.sessions set strength = ${strength}, strong_at = ${strongAt} where id = ${desk.sessionId}`));
const errorOf = (page: Page) => new URL(page.url).searchParams.get('error');

describe('tokens say', () => {
  test.each([['password', ['pwd']], ['password+code', ['pwd', 'otp', 'mfa']], ['passkey', ['pop', 'user', 'mfa']], ['federated', undefined]] as const)('%s', async (strength, amr) => {
    const strongAt = minutesAgo(20);
    const { browser } = await signedIn(strength, strongAt);
    const { person, refreshToken } = await at.enter(browser, at.archive);
    expect(person).toMatchObject({ acr: strength, auth_time: seconds(strongAt) });
    expect(person['amr']).toEqual(amr);
    expect((await at.archive.signIn.refresh(refreshToken)).person).toMatchObject({ acr: strength, auth_time: seconds(strongAt) });
  });

  test('a proof given again in the same session counts from the next entrance on', async () => {
    const { browser, desk } = await signedIn('password', minutesAgo(20));
    expect((await at.enter(browser, at.archive)).person['acr']).toBe('password');
    const now = new Date();
    await stepUp(desk, 'password+code', now);
    expect((await at.enter(browser, at.archive)).person).toMatchObject({ acr: 'password+code', auth_time: seconds(now) });
    expect((await at.enter(browser, at.parts)).person['acr']).toBe('password+code');
  });

  test('and the provider announces which it knows', async () => {
    const discovery = (await (await fetch(`${at.origin}/oidc/.well-known/openid-configuration`)).json()) as { acr_values_supported: string[]; claims_supported: string[] };
    expect(discovery.acr_values_supported.toSorted()).toEqual(['federated', 'passkey', 'password', 'password+code']);
    expect(discovery.claims_supported).toEqual(expect.arrayContaining(['acr', 'amr', 'auth_time', 'act', 'on_behalf_of']));
  });
});

describe('an application that wants a stronger proof', () => {
  const strong = { acr_values: 'password+code' };

  test('is served at once where it was given', async () => {
    const { browser } = await signedIn('passkey', minutesAgo(60));
    expect((await at.enter(browser, at.archive, strong)).person['acr']).toBe('passkey');
  });

  test('has the person sent to sign in again, and back', async () => {
    const { browser } = await signedIn('password', minutesAgo(1));
    const { page, memory } = await at.ask(browser, at.archive, strong);
    expect(page.text).toContain('con una passkey o con il codice');
    const toSignIn = await browser.submit(page, { again: 'yes' }, (url) => at.house(url) && !url.pathname.startsWith('/sign-in'));
    const { pathname, searchParams } = new URL(toSignIn.url);
    expect([toSignIn.status, pathname]).toEqual([0, '/sign-in']);
    await signedIn('password+code', new Date(Date.now() + 1000), browser);
    const back = await browser.go(`${at.origin}${searchParams.get('next')}`, at.house);
    expect((await at.archive.signIn.finish(back.url, memory)).person).toMatchObject({ acr: 'password+code', amr: ['pwd', 'otp', 'mfa'] });
  });

  test('is told by name when they cannot give it (RFC 9470), and never let in with less', async () => {
    const { browser } = await signedIn('password', minutesAgo(1));
    const { page } = await at.ask(browser, at.archive, strong);
    await signedIn('password', new Date(Date.now() + 1000), browser);
    const back = await browser.go(page.url, at.house);
    expect(errorOf(back)).toBe('unmet_authentication_requirements');
    expect(back.url).not.toContain('code=');
  });

  test('learns nothing by prompt=none', async () => {
    const { browser } = await signedIn('password');
    expect(errorOf((await at.ask(browser, at.archive, { ...strong, prompt: 'none' })).page)).toBe('login_required');
  });
});

test('where the company asks for a second factor, whoever has none enters no application', async () => {
  const { browser, desk } = await signedIn('password');
  await at.enter(browser, at.archive);
  const needs = (needed: boolean) => at.world.database.asOwner((tx) => tx.run(sql`update identity.sessions set needs_second_factor = ${needed} where id = ${desk.sessionId}`));
  await needs(true);
  expect(errorOf((await at.ask(browser, at.archive, { prompt: 'none' })).page)).toBe('login_required');
  expect((await browser.go((await at.archive.signIn.begin()).url, (url) => at.house(url) && url.pathname !== '/')).url).toBe(`${at.origin}/`);
  await needs(false);
  expect((await at.enter(browser, at.archive)).person['acr']).toBe('password');
});

describe('an application that wants a fresh proof', () => {
  test('max_age counts from the last proof, not from the sign-in', async () => {
    const { browser, desk } = await signedIn('password', minutesAgo(10));
    expect((await at.enter(browser, at.archive, { max_age: '900' })).person).toHaveProperty('auth_time');
    expect((await at.ask(browser, at.archive, { max_age: '60' })).page.text).toContain('Accedi di nuovo');
    expect(errorOf((await at.ask(browser, at.archive, { max_age: '60', prompt: 'none' })).page)).toBe('login_required');
    await stepUp(desk, 'password', new Date());
    expect(decodeJwt((await at.enter(browser, at.archive, { max_age: '60' })).idToken)['auth_time']).toBeGreaterThan(seconds(minutesAgo(1)));
  });
});
