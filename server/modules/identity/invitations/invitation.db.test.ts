import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sql } from '#platform/sql';
import { SoftAuthenticator } from '../../../testing/authenticator.ts';
import { useTestDatabase } from '../../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../../testing/http.ts';
import { TestBrowser } from '../../../testing/test-browser.ts';
import { createWorld, worldNow, type PersonName, type World } from '../../../testing/world.ts';
import {
  acceptInvitationRoute, givableProfilesRoute, invitationPasskeyRoute, inviteRoute, joinByInvitationRoute, listInvitationsRoute, meRoute, openInvitationRoute, resendInvitationRoute, revokeInvitationRoute,
  signInRoute, type PasskeyMaking,
} from '../api.ts';
import { identityRoutes } from '../http.ts';
import { invitationRoutes } from './invitation-routes.ts';
import { hashPassword } from '../accounts/password-hash.ts';

interface Mail {
  readonly to: string;
  readonly text: string;
  readonly html: string;
}

const password = 'sedici gatti su una scala';
const testDatabase = useTestDatabase();
const mails: Mail[] = [];
let world: World;
let http: TestHttp;
let now = worldNow;
let number = 0;

beforeAll(async () => {
  world = await createWorld(testDatabase.current.database, { passwordHash: await hashPassword(password) });
  const routes = invitationRoutes({ publicUrl: 'http://localhost:3000', sendMail: (_ctx, mail) => Promise.resolve(mails.push(mail)) });
  http = await createTestHttp(world.database, [...identityRoutes, ...routes], () => now);
});
afterAll(() => http.close());
beforeEach(async () => {
  now = worldNow;
  await world.database.asOwner((tx) => tx.run(sql`delete from identity.sign_in_failures`));
});

async function as(name: PersonName): Promise<TestBrowser> {
  const session = await world.signIn(name, { now });
  const browser = new TestBrowser(http);
  browser.cookies = { volano: session.token };
  browser.csrf = session.csrf;
  return browser;
}

const fresh = () => `nuova${(number += 1)}@dlr001.example`;
const wanted = (over: object = {}) => ({ email: fresh(), profile: 'seller', nodeId: world.node('DLR001-B1'), language: 'it', ...over });
const tokenOf = (mail: Mail | undefined) => /#([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? '';

/** The manager of the dealer invites; answers what the mail carries. */
async function invited(over: object = {}, by: PersonName = 'dealerManager'): Promise<{ id: string; token: string; email: string }> {
  const body = wanted(over);
  const answer = await (await as(by)).call(inviteRoute, { body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return { id: String(answer.body['id']), token: tokenOf(mails.at(-1)), email: body.email };
}

const byPassword = (token: string, over: object = {}) => ({ body: { token, displayName: 'Nora Prova', language: 'it', proof: { by: 'password', password }, ...over } });
const accept = (token: string, over: object = {}, browser = new TestBrowser(http)) => browser.call(acceptInvitationRoute, byPassword(token, over));
const dead = { status: 422, body: { code: 'invitation_not_valid' } };

describe('an invitation', () => {
  test('makes account, role, node and session at once, as it says and nothing else; the link works once', async () => {
    const { token, email } = await invited();
    const browser = new TestBrowser(http);
    expect((await browser.call(openInvitationRoute, { body: { token } })).body).toMatchObject({
      tenantName: 'Finanziaria TST', inviterName: 'Persona dealerManager', profileName: { it: 'Venditore' }, placeName: 'Nodo DLR001 · Nodo DLR001-B1', email, expiresOn: '2026-11-30', hasAccount: false, passkeysPossible: true,
    });
    const answer = await accept(token, {}, browser);
    expect(answer.body).toMatchObject({
      account: { loginName: email, displayName: 'Nora Prova' }, personality: { profile: 'seller', node: { kind: 'seller', name: 'Nora Prova' }, dealer: { code: 'DLR001' } }, personalities: [{ label: 'Venditore · Nodo DLR001' }],
    });
    expect((answer.body['privileges'] as string[]).includes('quoting.quote.write')).toBe(true);
    expect(await accept(token)).toMatchObject(dead);
    expect(await new TestBrowser(http).call(openInvitationRoute, { body: { token } })).toMatchObject(dead);
    expect((await new TestBrowser(http).call(signInRoute, { body: { loginName: email, password } })).status).toBe(200);
    const events = await world.database.asOwner((tx) => tx.rows<{ kind: string }>(sql`select o.kind from platform.outbox o where o.kind in ('identity.node-added', 'identity.personality-granted') order by o.id desc limit 2`));
    expect(events.map(({ kind }) => kind).toSorted()).toEqual(['identity.node-added', 'identity.personality-granted']);
  });

  test('is accepted with a passkey; no password is ever set', async () => {
    const { token, email } = await invited();
    const browser = new TestBrowser(http);
    const phone = new SoftAuthenticator();
    const asked = await browser.call(invitationPasskeyRoute, { body: { token, displayName: 'Nora Prova' } });
    const passkey = phone.make(asked.body as unknown as PasskeyMaking);
    const answer = await accept(token, { proof: { by: 'passkey', passkey, name: 'Telefono' } }, browser);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    const stored = await world.database.asOwner((tx) => tx.row<{ hash: string | null; passkeys: number; strength: string }>(sql`
      select a.password_hash as hash, (select count(*)::int from identity.passkeys k where k.account_id = a.id) as passkeys, (select s.strength from identity.sessions s where s.account_id = a.id) as strength
      from identity.accounts a where a.login_name = ${email}`));
    expect(stored).toEqual({ hash: null, passkeys: 1, strength: 'passkey' });
  });

  test('is listed with its state; sent again the old link is dead; taken back every link is', async () => {
    const { id, token } = await invited();
    const manager = await as('dealerManager');
    const stateOf = async (browser = manager) => ((await browser.call(listInvitationsRoute)).body['items'] as { id: string; state: string }[]).find((each) => each.id === id)?.state;
    expect(await stateOf()).toBe('waiting');
    now = new Date(worldNow.getTime() + 7 * 86_400_000 + 1);
    const later = await as('dealerManager');
    expect(await stateOf(later)).toBe('expired');
    expect(await accept(token)).toMatchObject(dead);
    expect((await later.call(resendInvitationRoute, { params: { id } })).status).toBe(200);
    const second = tokenOf(mails.at(-1));
    expect(second).not.toBe(token);
    expect(await new TestBrowser(http).call(openInvitationRoute, { body: { token } })).toMatchObject(dead);
    expect((await new TestBrowser(http).call(openInvitationRoute, { body: { token: second } })).status).toBe(200);
    expect((await later.call(revokeInvitationRoute, { params: { id } })).status).toBe(200);
    expect(await stateOf(later)).toBe('revoked');
    expect(await accept(second)).toMatchObject(dead);
    expect(await later.call(resendInvitationRoute, { params: { id } })).toMatchObject({ status: 422, body: { code: 'invitation_over' } });
  });

  test('of somebody with an account adds the role only to whoever signs in with it', async () => {
    const email = world.person('collector').loginName;
    const { token } = await invited({ email });
    expect(await accept(token)).toMatchObject({ status: 422, body: { code: 'account_exists' } });
    expect((await new TestBrowser(http).call(joinByInvitationRoute, { body: { token } })).status).toBe(401);
    expect(await (await as('seller2')).call(joinByInvitationRoute, { body: { token } })).toMatchObject({ status: 422, body: { code: 'other_account' } });
    const owner = await as('collector');
    const joined = await owner.call(joinByInvitationRoute, { body: { token } });
    expect(joined.status, JSON.stringify(joined.body)).toBe(200);
    expect(((await owner.call(meRoute)).body['personalities'] as { profile: string }[]).map((each) => each.profile).toSorted()).toEqual(['collector', 'seller']);
    expect(await owner.call(joinByInvitationRoute, { body: { token } })).toMatchObject(dead);
  });

  test('of a colleague who left waits for his successor', async () => {
    const { id, token } = await invited({}, 'dealerManager');
    const set = (validTo: string | null) => world.database.asOwner((tx) => tx.run(sql`update identity.personalities set valid_to = ${validTo}::date where id = ${world.person('dealerManager').personalityId}`));
    await set('2026-11-23');
    expect(await new TestBrowser(http).call(openInvitationRoute, { body: { token } })).toMatchObject(dead);
    expect(await accept(token)).toMatchObject(dead);
    const administrator = await as('systemAdministrator');
    expect(((await administrator.call(listInvitationsRoute)).body['items'] as { id: string; state: string }[]).find((each) => each.id === id)?.state).toBe('inviterGone');
    expect((await administrator.call(resendInvitationRoute, { params: { id } })).status).toBe(200);
    expect((await accept(tokenOf(mails.at(-1)))).status).toBe(200);
    await set(null);
  });
});

describe('attacks', () => {
  test.each<[string, PersonName, object, number, string]>([
    ['a profile above one’s own', 'dealerManager', { profile: 'systemAdministrator' }, 422, 'profile_not_given'],
    ['a profile of other privileges', 'areaManager', { profile: 'seller' }, 422, 'profile_not_given'],
    ['a customer', 'systemAdministrator', { profile: 'customer' }, 422, 'profile_not_given'],
    ['a profile that does not exist', 'systemAdministrator', { profile: 'emperor' }, 422, 'profile_not_given'],
    ['a seller at a seller’s node', 'dealerManager', { nodeId: 'DLR001-S1' }, 422, 'place_not_fitting'],
    ['another dealer', 'dealerManager', { nodeId: 'DLR002-B1' }, 404, 'not_found'],
    ['a node above', 'dealerManager', { nodeId: 'REG-01' }, 404, 'not_found'],
    ['another tenant', 'systemAdministrator', { nodeId: 'ALT-DLR001-B1' }, 404, 'not_found'],
    ['by whoever may not', 'seller1', {}, 403, 'forbidden'],
    ['two addresses in one', 'dealerManager', { email: 'a@b.example,c@d.example' }, 400, 'invalid_input'],
    ['a field too many', 'dealerManager', { privileges: ['platform.operations.read'] }, 400, 'invalid_input'],
  ])('inviting %s is refused', async (_, by, over, status, code) => {
    const node = (over as { nodeId?: string }).nodeId;
    const answer = await (await as(by)).call(inviteRoute, { body: wanted({ ...over, ...(node === undefined ? {} : { nodeId: world.node(node) }) }) });
    expect(answer).toMatchObject({ status, body: { code } });
  });

  test('each gives what he holds, head office all', async () => {
    const keys = async (name: PersonName) => ((await (await as(name)).call(givableProfilesRoute)).body['items'] as { key: string }[]).map(({ key }) => key).toSorted();
    expect(await keys('dealerManager')).toContain('seller');
    expect(await keys('dealerManager')).not.toContain('pricingManager');
    expect(await keys('areaManager')).not.toContain('seller');
    expect(await keys('systemAdministrator')).toEqual(expect.arrayContaining(['seller', 'dealerManager', 'headOfCredit', 'systemAdministrator']));
    expect(await keys('systemAdministrator')).not.toContain('customer');
  });

  test('whether an address has an account is told to no inviter, in answer or mail', async () => {
    const manager = await as('dealerManager');
    const [known, unknown] = [world.person('altSeller').loginName, fresh()];
    const answers = [];
    for (const email of [known, unknown]) answers.push(await manager.call(inviteRoute, { body: wanted({ email }) }));
    expect(answers.map(({ status, body }) => ({ status, keys: Object.keys(body) }))).toEqual([{ status: 200, keys: ['id', 'demoLink'] }, { status: 200, keys: ['id', 'demoLink'] }]);
    const texts = mails.slice(-2).map(({ text }) => text.replace(/#[\w-]{43}/, '#'));
    expect(texts[0]).toBe(texts[1]);
    expect(await manager.call(inviteRoute, { body: wanted({ email: unknown }) })).toMatchObject({ status: 422, body: { code: 'already_invited' } });
    expect(await manager.call(inviteRoute, { body: wanted({ email: world.person('seller1').loginName }) })).toMatchObject({ status: 422, body: { code: 'already_here' } });
  });

  test('profile, node, tenant or account cannot be chosen at accepting', async () => {
    const { token } = await invited();
    for (const over of [{ profile: 'systemAdministrator' }, { nodeId: world.node('TST') }, { tenantId: 2 }, { email: 'altro@dlr001.example' }, { accountId: world.person('seller1').accountId }]) {
      expect((await accept(token, over)).status).toBe(400);
    }
    expect((await accept(token)).body).toMatchObject({ personality: { profile: 'seller' } });
  });

  test('guessed links are slowed down; the link is nowhere in the database', async () => {
    const { token } = await invited();
    const guesser = new TestBrowser(http, '203.0.113.9');
    for (let i = 0; i < 30; i += 1) expect(await guesser.call(openInvitationRoute, { body: { token: `${i}`.padStart(43, 'x') } })).toMatchObject(dead);
    expect((await guesser.call(openInvitationRoute, { body: { token } })).status).toBe(429);
    const rows = await world.database.asOwner((tx) => tx.rows<{ row: string }>(sql`
      select i::text as row from identity.invitations i union all select e::text from platform.audit_events e union all select o::text from platform.outbox o`));
    expect(rows.some(({ row }) => row.includes(token))).toBe(false);
  });

  test('a passkey asked for with one link, or in another browser, opens no other', async () => {
    const [mine, theirs] = [await invited(), await invited()];
    const browser = new TestBrowser(http);
    const asking = async () => (await browser.call(invitationPasskeyRoute, { body: { token: mine.token, displayName: 'Nora' } })).body as unknown as PasskeyMaking;
    const proof = async () => ({ proof: { by: 'passkey', passkey: new SoftAuthenticator().make(await asking()), name: 'x' } });
    expect(await accept(theirs.token, await proof(), browser)).toMatchObject({ status: 422, body: { code: 'passkey_not_valid' } });
    expect(await accept(mine.token, await proof())).toMatchObject({ status: 422, body: { code: 'passkey_not_valid' } });
    expect((await accept(mine.token, await proof(), browser)).status).toBe(200);
  });

  test('two acceptances at the same moment make one account', async () => {
    const { token, email } = await invited();
    const answers = await Promise.all([accept(token), accept(token), accept(token)]);
    expect(answers.filter(({ status }) => status === 200).length).toBe(1);
    const { count } = await world.database.asOwner((tx) => tx.row<{ count: number }>(sql`select count(*)::int as count from identity.personalities p join identity.accounts a on a.id = p.account_id where a.login_name = ${email}`));
    expect(count).toBe(1);
  });

  test('a common password is refused and the invitation waits on', async () => {
    const { token } = await invited();
    expect(await accept(token, { proof: { by: 'password', password: 'corta' } })).toMatchObject({ status: 422, body: { code: 'too_short' } });
    expect(await accept(token, { proof: { by: 'password', password: 'Nodo DLR001-B1 Nora' } })).toMatchObject({ status: 422, body: { code: 'contains_own_name' } });
    expect((await accept(token)).status).toBe(200);
  });

  test('another dealer’s invitations are not there to see, send again or take back', async () => {
    const { id } = await invited({ nodeId: world.node('DLR002-B1') }, 'systemAdministrator');
    const manager = await as('dealerManager');
    expect(((await manager.call(listInvitationsRoute)).body['items'] as { id: string }[]).some((each) => each.id === id)).toBe(false);
    expect((await manager.call(resendInvitationRoute, { params: { id } })).status).toBe(404);
    expect((await manager.call(revokeInvitationRoute, { params: { id } })).status).toBe(404);
  });
});
