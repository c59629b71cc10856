/** Sign-in by the word of another house: the honest way, and everything that must not be believed. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RequestOf, RouteContract } from '#platform/contract';
import { sql } from '#platform/sql';
import { TestBrowser } from '../../../testing/browser.ts';
import { useTestDatabase } from '../../../testing/database.ts';
import { ForeignProvider, type Wrongs } from '../../../testing/foreign-provider.ts';
import { GatewayWorld } from '../../../testing/gateway-world.ts';
import { addressOf } from '../../../testing/http.ts';
import type { PersonName, SignedIn } from '../../../testing/world.ts';
import {
  addProviderRoute, beginFederatedSignInRoute, beginLinkRoute, changeProviderRoute, completeFederationRoute, listProvidersRoute, meRoute, offeredProvidersRoute, ownLinksRoute, setProviderStateRoute, switchPersonalityRoute,
  testProviderRoute, unlinkRoute, type FederationProvider, type Me,
} from '../api.ts';

const db = useTestDatabase();
let house: GatewayWorld;
const foreign = new ForeignProvider();
const other = new ForeignProvider();
let provider: FederationProvider;
let second: FederationProvider;

interface Answered {
  readonly status: number;
  readonly cookie: string | undefined;
  // The bodies are those of the contracts; the tests compare what they name.
  readonly body: { readonly code?: string; readonly [key: string]: unknown };
}

async function call<const C extends RouteContract>(who: SignedIn | undefined, contract: C, request: RequestOf<C>): Promise<Answered> {
  const { body } = request as { body?: unknown };
  const answer = await fetch(`${house.origin}${addressOf(contract, request)}`, {
    method: contract.method, headers: { ...who?.headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('volano='))?.split(';')[0];
  return { status: answer.status, cookie, body: (await answer.json()) as Answered['body'] };
}
const as = (name: PersonName) => house.world.signIn(name);
const nothing = {} as never;

async function add(name: PersonName, issuer: string, words: Partial<{ name: string; domains: string[] }> = {}): Promise<FederationProvider> {
  const made = await call(await as(name), addProviderRoute, { body: { name: 'Casa madre', issuer, clientId: 'volano', clientSecret: 'a secret of theirs', domains: [], ...words } });
  expect(made.status).toBe(200);
  return made.body['provider'] as FederationProvider;
}
const enable = async (of: FederationProvider, enabled = true) => call(await as('systemAdministrator'), setProviderStateRoute, { params: { id: of.id }, body: { enabled } });

interface Journey {
  readonly address: string;
  readonly browser: string;
}
async function begin(of = provider): Promise<Journey> {
  const begun = await call(undefined, beginFederatedSignInRoute, { body: { providerId: of.id } });
  expect(begun.status).toBe(200);
  return begun.body as unknown as Journey;
}
const complete = (journey: Journey, answer: Record<string, string>, of = provider, who?: SignedIn) => call(who, completeFederationRoute, { body: { providerId: of.id, browser: journey.browser, answer } });
const signIn = async () => {
  const journey = await begin();
  return complete(journey, foreign.agree(journey.address));
};
/** Whoever a sign-in let in, as they go on. */
async function inside({ cookie = '' }: Answered): Promise<{ person: SignedIn; me: Me }> {
  const me = (await (await fetch(`${house.origin}${meRoute.path}`, { headers: { cookie } })).json()) as Me;
  return { me, person: { sessionId: '', token: '', cookie, csrf: me.csrfToken, headers: { cookie, 'x-volano-csrf': me.csrfToken } } };
}
async function link(name: PersonName, subject: string): Promise<Answered> {
  const who = await as(name);
  const begun = await call(who, beginLinkRoute, { body: { providerId: provider.id } });
  foreign.subject = subject;
  const journey = begun.body as unknown as Journey;
  return complete(journey, foreign.agree(journey.address), provider, who);
}
const lastRefusal = () => house.world.database.asOwner((tx) => tx.maybeRow<{ reason: string }>(sql`
  select e.details ->> 'reason' as reason from platform.audit_events e where e.action = 'identity.session.sign-in' and e.outcome = 'refused' order by e.id desc limit 1`));

beforeAll(async () => {
  house = await GatewayWorld.open(db.current.database);
  await foreign.open();
  await other.open();
  provider = await add('systemAdministrator', foreign.issuer);
  second = await add('systemAdministrator', other.issuer, { name: 'Altra casa', domains: ['altra.example'] });
});
beforeEach(async () => {
  foreign.subject = 'subject-1';
  foreign.wrongs = {};
  await house.world.database.asOwner((tx) => tx.run(sql`delete from identity.sign_in_failures`));
});
afterAll(async () => {
  await foreign.close();
  await other.close();
  await house.close();
});

describe('an administrator', () => {
  test('adds a provider that nobody can use before it is enabled', async () => {
    expect(provider).toMatchObject({ enabled: false, links: 0, redirectUri: `${house.origin}/sign-in/federated/${provider.id}` });
    expect((await call(undefined, beginFederatedSignInRoute, { body: { providerId: provider.id } })).status).toBe(404);
    expect((await call(undefined, offeredProvidersRoute, { query: {} })).body).toEqual({ items: [] });
    expect(await enable(provider)).toMatchObject({ status: 200, body: { provider: { enabled: true } } });
    await enable(second);
    expect((await call(undefined, offeredProvidersRoute, { query: {} })).body).toEqual({ items: [{ id: provider.id, name: 'Casa madre' }] });
    expect((await call(undefined, offeredProvidersRoute, { query: { domain: 'Altra.example' } })).body['items']).toHaveLength(2);
    expect((await call(undefined, offeredProvidersRoute, { query: { domain: '\u0000' } })).status).toBe(400);
  });

  test('tries it out, and reads by name what is wrong', async () => {
    expect(await call(await as('systemAdministrator'), testProviderRoute, { params: { id: provider.id } })).toMatchObject({ status: 200, body: { pkce: true, namesItself: true, tokenEndpoint: `${foreign.issuer}/token` } });
    foreign.wrongs = { issuerOfDiscovery: 'https://evil.example' };
    expect(await call(await as('systemAdministrator'), testProviderRoute, { params: { id: provider.id } })).toMatchObject({ status: 422, body: { code: 'provider_unreachable' } });
    foreign.wrongs = { redirects: true };
    expect(await call(await as('systemAdministrator'), testProviderRoute, { params: { id: provider.id } })).toMatchObject({ status: 422, body: { code: 'provider_unreachable' } });
  });

  test.each(['http://8.8.8.8', 'https://10.0.0.1', 'https://169.254.169.254/latest', 'https://[::1]'])('cannot point it inside or at plain http: %s', async (issuer) => {
    const body = { name: 'X', issuer, clientId: 'volano', clientSecret: null, domains: [] };
    expect(await call(await as('systemAdministrator'), addProviderRoute, { body })).toMatchObject({ status: 422, body: { code: 'issuer_not_allowed' } });
  });

  test('must have proved who they are just now, and hold the privilege', async () => {
    const body = { name: 'X', issuer: foreign.issuer, clientId: 'volano', clientSecret: null, domains: [] };
    const stale = await house.world.signIn('systemAdministrator', { strongAt: new Date(Date.now() - 6 * 60_000) });
    expect(await call(stale, addProviderRoute, { body })).toMatchObject({ status: 403, body: { code: 'step_up_needed' } });
    for (const name of ['seller1', 'areaManager', 'itTechnician'] as const) expect(await call(await as(name), addProviderRoute, { body })).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  test('of another company neither sees nor changes it', async () => {
    expect((await call(await as('altAdministrator'), listProvidersRoute, nothing)).body['items']).toEqual([]);
    const body = { name: 'X', clientId: 'evil', domains: [] };
    expect((await call(await as('altAdministrator'), changeProviderRoute, { params: { id: provider.id }, body })).status).toBe(404);
    expect((await call(await as('altAdministrator'), setProviderStateRoute, { params: { id: provider.id }, body: { enabled: false } })).status).toBe(404);
    expect((await call(await as('altAdministrator'), testProviderRoute, { params: { id: provider.id } })).status).toBe(404);
  });

  test('never reads the secret again: neither from the API nor from the table', async () => {
    const listed = await call(await as('systemAdministrator'), listProvidersRoute, nothing);
    expect(JSON.stringify(listed.body)).not.toContain('a secret of theirs');
    const stored = await house.world.database.asOwner((tx) => tx.rows<{ row: string }>(sql`select encode(p.sealed_secret, 'escape') as row from identity.providers p`));
    expect(stored.filter(({ row }) => row.includes('a secret of theirs'))).toEqual([]);
    await expect(house.world.context('systemAdministrator', {}, (ctx) => ctx.tx.rows(sql`select p.sealed_secret from identity.providers p`))).rejects.toThrow(/permission denied/);
  });
});

describe('a person', () => {
  test('links an identity while signed in, with a fresh proof, and then comes in by it', async () => {
    const stale = await house.world.signIn('seller1', { strongAt: new Date(Date.now() - 6 * 60_000) });
    expect(await call(stale, beginLinkRoute, { body: { providerId: provider.id } })).toMatchObject({ status: 403, body: { code: 'step_up_needed' } });
    expect(await link('seller1', 'subject-1')).toMatchObject({ status: 200, body: { outcome: 'linked' } });
    const entered = await signIn();
    expect(entered).toMatchObject({ status: 200, body: { outcome: 'signedIn' } });
    expect((await inside(entered)).me.account.id).toBe(house.world.person('seller1').accountId);
    expect(foreign.redeemed.at(-1)).toMatchObject({ authorization: expect.stringMatching(/^Basic /) });
    expect(foreign.redeemed.at(-1)?.body.get('code_verifier')).toHaveLength(43);
    expect((await call(await as('seller1'), ownLinksRoute, nothing)).body['items']).toContainEqual({ providerId: provider.id, name: 'Casa madre', linkedAt: expect.any(String), lastUsedAt: expect.any(String) });
  });

  test('the word of another house is no fresh proof for what is sensitive', async () => {
    const entered = await signIn();
    const { person } = await inside(entered);
    expect(await call(person, unlinkRoute, { params: { id: provider.id } })).toMatchObject({ status: 403, body: { code: 'step_up_needed' } });
  });

  test('an application learns that it was another house’s word, and may ask for more', async () => {
    const entered = await signIn();
    await house.world.database.asOwner((tx) => tx.run(sql`update identity.sessions set strong_at = strong_at - interval '5 seconds' where strength = 'federated'`));
    const browser = new TestBrowser();
    browser.setCookie(house.origin, 'volano', (entered.cookie ?? '').slice('volano='.length));
    const { person } = await house.enter(browser, house.archive);
    expect([person['acr'], 'amr' in person]).toEqual(['federated', false]);
    expect((await house.ask(browser, house.archive, { acr_values: 'password' })).page.text).toContain('Accedi di nuovo');
  });

  test('takes the link away', async () => {
    expect((await link('seller2', 'subject-2')).status).toBe(200);
    expect(await call(await as('seller2'), unlinkRoute, { params: { id: provider.id } })).toMatchObject({ status: 200 });
    foreign.subject = 'subject-2';
    expect(await signIn()).toMatchObject({ status: 422, body: { code: 'account_not_linked' } });
    expect((await call(await as('seller2'), unlinkRoute, { params: { id: provider.id } })).status).toBe(404);
  });

  test('the company that connected the house believes it, no other does', async () => {
    const { accountId } = house.world.person('twoHats');
    await link('twoHats', 'subject-two');
    await house.world.database.asOwner(async (tx) => {
      await tx.run(sql`insert into identity.personalities (tenant_id, id, account_id, profile_key, kind, node_id, label, valid_from)
        select 2, gen_random_uuid(), ${accountId}, p.profile_key, p.kind, p.node_id, 'In un’altra società', date '2020-01-01' from identity.personalities p where p.id = ${house.world.person('altSeller').personalityId}`);
      await tx.run(sql`update identity.accounts a set last_personality_id = (select p.id from identity.personalities p where p.account_id = a.id and p.tenant_id = 2) where a.id = ${accountId}`);
    });
    const entered = await signIn();
    const { person, me } = await inside(entered);
    expect(me.tenant.code).toBe('TST');
    const alt = me.personalities.find(({ tenant }) => tenant.code === 'ALT');
    expect(await call(person, switchPersonalityRoute, { body: { personalityId: alt?.id ?? '' } })).toMatchObject({ status: 403, body: { code: 'step_up_needed' } });
  });
});

describe('not believed', () => {
  test('a subject that nobody linked, whatever e-mail address comes with it', async () => {
    foreign.subject = 'a-stranger';
    expect(await signIn()).toMatchObject({ status: 422, cookie: undefined, body: { code: 'account_not_linked' } });
    expect(await lastRefusal()).toEqual({ reason: 'federated subject not linked' });
  });

  test('the subject of one provider coming from another', async () => {
    const journey = await begin(second);
    other.subject = 'subject-1';
    expect(await complete(journey, other.agree(journey.address), second)).toMatchObject({ status: 422, body: { code: 'account_not_linked' } });
  });

  test('a link to a subject, or by an account, that has one', async () => {
    expect(await link('seller2', 'subject-1')).toMatchObject({ status: 422, body: { code: 'already_linked' } });
    expect(await link('seller1', 'subject-9')).toMatchObject({ status: 422, body: { code: 'already_linked' } });
  });

  const tokens: [string, Wrongs][] = [
    ['of another issuer', { claims: { iss: 'https://evil.example' } }],
    ['for another client', { claims: { aud: 'somebody-else' } }],
    ['with another nonce', { claims: { nonce: 'swapped' } }],
    ['without a nonce', { claims: { nonce: undefined } }],
    ['that ran out', { claims: { exp: Math.floor(Date.now() / 1000) - 300, iat: Math.floor(Date.now() / 1000) - 600 } }],
    ['without a subject', { claims: { sub: '' } }],
    ['of algorithm none', { algorithm: 'none' }],
    ['signed by a key that is not theirs', { algorithm: 'foreignKey' }],
    ['that is missing', { noToken: true }],
  ];
  test.each(tokens)('an identity token %s', async (_, wrongs) => {
    const journey = await begin();
    const answer = foreign.agree(journey.address);
    foreign.wrongs = wrongs;
    expect(await complete(journey, answer)).toMatchObject({ status: 422, cookie: undefined, body: { code: 'federation_failed' } });
    foreign.wrongs = {};
    expect((await signIn()).body).toEqual({ outcome: 'signedIn' });
  });

  test.each<[string, (answer: Record<string, string>) => Record<string, string>]>([
    ['that names another issuer (mix-up)', (answer) => ({ ...answer, iss: other.issuer })],
    ['that names none although it promised to', ({ iss: _gone, ...answer }) => answer],
    ['with a made-up state', (answer) => ({ ...answer, state: 'A'.repeat(43) })],
    ['without a state', ({ state: _gone, ...answer }) => answer],
    ['without a code', ({ code: _gone, ...answer }) => answer],
    ['with a token in the address', ({ code: _gone, ...answer }) => ({ ...answer, id_token: 'a.b.c' })],
  ])('an answer %s', async (_, change) => {
    const journey = await begin();
    expect(await complete(journey, change(foreign.agree(journey.address)))).toMatchObject({ status: 422, cookie: undefined, body: { code: 'federation_failed' } });
  });

  test('the same answer twice, or eight times at once', async () => {
    const journey = await begin();
    const answer = foreign.agree(journey.address);
    const all = await Promise.all(Array.from({ length: 8 }, () => complete(journey, answer)));
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await complete(journey, answer)).toMatchObject({ status: 422, body: { code: 'federation_failed' } });
  });

  test('an answer in a browser that began nothing (somebody else’s sign-in)', async () => {
    const journey = await begin();
    const answer = foreign.agree(journey.address);
    const mine = await begin();
    expect(await complete(mine, answer)).toMatchObject({ status: 422, body: { code: 'federation_failed' } });
    expect(await complete(journey, answer)).toMatchObject({ status: 422, body: { code: 'federation_failed' } });
  });

  test('an answer at the address of another provider', async () => {
    const journey = await begin();
    expect(await complete(journey, foreign.agree(journey.address), second)).toMatchObject({ status: 422, body: { code: 'federation_failed' } });
  });

  test('a link begun by one person and ended by another, or by nobody', async () => {
    const begun = await call(await as('seller3'), beginLinkRoute, { body: { providerId: provider.id } });
    const journey = begun.body as unknown as Journey;
    foreign.subject = 'of-an-attacker';
    const answer = foreign.agree(journey.address);
    expect(await complete(journey, answer, provider, await as('dealerManager'))).toMatchObject({ status: 422, body: { code: 'federation_failed' } });
    const again = (await call(await as('seller3'), beginLinkRoute, { body: { providerId: provider.id } })).body as unknown as Journey;
    expect(await complete(again, foreign.agree(again.address))).toMatchObject({ status: 422, cookie: undefined, body: { code: 'federation_failed' } });
    foreign.subject = 'of-an-attacker';
    expect(await signIn()).toMatchObject({ body: { code: 'account_not_linked' } });
  });

  test('a journey to a provider that was switched off on the way', async () => {
    const journey = await begin();
    const answer = foreign.agree(journey.address);
    await enable(provider, false);
    expect(await complete(journey, answer)).toMatchObject({ status: 422, body: { code: 'federation_failed' } });
    await enable(provider);
  });

  test('a linked account that is blocked', async () => {
    const block = (status: 'active' | 'blocked') => house.world.database.asOwner((tx) => tx.run(sql`update identity.accounts set status = ${status} where id = ${house.world.person('seller1').accountId}`));
    await block('blocked');
    expect(await signIn()).toMatchObject({ status: 422, cookie: undefined, body: { code: 'account_not_linked' } });
    await block('active');
  });

  test('who tries on and on from one network waits', async () => {
    const journey = await begin();
    const statuses: number[] = [];
    for (let i = 0; i < 32; i += 1) statuses.push((await complete(journey, { state: `${i}`.padStart(20, '0'), code: 'x' })).status);
    expect(statuses[0]).toBe(422);
    expect(statuses.at(-1)).toBe(429);
  });
});

test('the trail holds what was done to providers, and no secret', async () => {
  const rows = await house.world.database.asOwner((tx) => tx.rows<{ action: string; details: string }>(sql`
    select e.action, e.details::text as details from platform.audit_events e where e.object_kind = 'identity.provider' and e.object_id = ${provider.id} order by e.id`));
  expect(rows.map(({ action }) => action)).toEqual(expect.arrayContaining(['identity.provider.add', 'identity.provider.enable', 'identity.provider.link', 'identity.provider.unlink', 'identity.provider.disable']));
  expect(rows.some(({ details }) => /secret of theirs|subject-/.test(details))).toBe(false);
});
