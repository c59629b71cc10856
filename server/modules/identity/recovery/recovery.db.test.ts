import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keysFrom } from '#platform/record-cipher';
import { sql } from '#platform/sql';
import { codeAt, CredentialBrowser, type Told } from '../../../testing/credential-browser.ts';
import { useTestDatabase } from '../../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../../testing/http.ts';
import { recoveryMails } from '../../../testing/recovery-mails.ts';
import { statementsOf } from '../../../testing/statements-of.ts';
import { createWorld, worldNow, type PersonName, type World } from '../../../testing/world.ts';
import {
  askRecoveryRoute, beginTotpRoute, completeSignInRoute, confirmRecoveryRoute, confirmTotpRoute, listRecoveriesRoute, lookRecoveryRoute, meRoute, refuseRecoveryRoute, reportLostFactorRoute,
  resetPasswordRoute, signInRoute, stopRecoveryRoute,
} from '../api.ts';
import { addPersonality, endPersonality } from '../accounts/accounts.ts';
import { credentialRoutes } from '../credential-routes.ts';
import { identityRoutes } from '../http.ts';
import { hashPassword } from '../accounts/password-hash.ts';
import { protectRoutes } from '../accounts/protect-http.ts';

const password = 'però una frase lunga';
const next = 'sedici gatti su una scala';
const testDatabase = useTestDatabase();
const key = keysFrom(async () => Buffer.alloc(32, 7));
let world: World;
let http: TestHttp;
let hash: string;
let now = worldNow;

beforeAll(async () => {
  hash = await hashPassword(password);
  world = await createWorld(testDatabase.current.database, { passwordHash: hash });
  http = await createTestHttp(world.database, [...identityRoutes, ...protectRoutes, ...credentialRoutes({ key })], () => now);
});
afterAll(() => http.close());
beforeEach(async () => {
  now = worldNow;
  await world.database.asOwner(async (tx) => {
    for (const table of ['sign_in_failures', 'known_devices', 'totp_factors', 'recovery_codes', 'half_sign_ins', 'password_resets', 'factor_recoveries', 'passkeys', 'passkey_holders']) await tx.run({ text: [`delete from identity.${table}`], values: [] });
    await tx.run(sql`update identity.accounts set password_hash = ${hash}, password_is_short = false, status = 'active'`);
    await tx.run(sql`update identity.sessions set ended_at = created_at, end_reason = 'signed_out' where ended_at is null`);
    await tx.run(sql`delete from platform.outbox`);
    await tx.run(sql`delete from graphile_worker._private_jobs`);
  });
});

const later = (seconds: number): void => void (now = new Date(now.getTime() + seconds * 1000));
const hours = 3600;

async function signIn(name: PersonName, typed = password, browser = new CredentialBrowser(http)): Promise<{ browser: CredentialBrowser; told: Told }> {
  return { browser, told: await browser.call(signInRoute, { body: { loginName: world.person(name).loginName, password: typed } }) };
}

async function withFactor(name: PersonName): Promise<{ browser: CredentialBrowser; secret: string; codes: string[] }> {
  const { browser } = await signIn(name);
  const secret = String((await browser.call(beginTotpRoute)).body['secret']);
  const confirmed = await browser.call(confirmTotpRoute, { body: { code: codeAt(secret, now) } });
  expect(confirmed.status).toBe(200);
  later(60);
  return { browser, secret, codes: confirmed.body['recoveryCodes'] as string[] };
}

const { work, linksOf, askLink } = recoveryMails(key, () => ({ world, http, now }));

describe('a new password by mail', () => {
  test('the link opens the form as often as wanted, sets the password once, ends all sessions, tells the owner and opens nothing', async () => {
    const { browser } = await signIn('seller1');
    const token = await askLink('seller1');
    const mailer = new CredentialBrowser(http);
    for (let i = 0; i < 3; i += 1) expect((await mailer.call(lookRecoveryRoute, { body: { token } })).body).toEqual({ code: false, passkey: false, leastCharacters: 15, factorFalls: false });
    expect((await mailer.call(resetPasswordRoute, { body: { token, password: 'corta' } })).code).toBe('too_short');
    expect((await mailer.call(resetPasswordRoute, { body: { token, password: next } })).status).toBe(200);
    expect((await mailer.call(meRoute)).status).toBe(401);
    expect((await browser.call(meRoute)).status).toBe(401);
    expect((await signIn('seller1')).told.status).toBe(422);
    expect((await signIn('seller1', next)).told.status).toBe(200);
    expect((await mailer.call(resetPasswordRoute, { body: { token, password: 'altri gatti su una scala' } })).code).toBe('link_over');
    const kinds = await world.database.asOwner((tx) => tx.rows<{ kind: string }>(sql`select o.kind from platform.outbox o order by o.id`));
    expect(kinds.map(({ kind }) => kind)).toContain('identity.password-changed');
  });

  test('no link holds after half an hour, after another was used, for a blocked account, or guessed', async () => {
    const reset = (token: string): Promise<Told> => new CredentialBrowser(http).call(resetPasswordRoute, { body: { token, password: next } });
    const old = await askLink('seller1');
    later(1801);
    expect((await reset(old)).code).toBe('link_over');
    const [first, second] = [await askLink('seller1'), await askLink('seller1')];
    expect((await reset(second)).status).toBe(200);
    expect((await reset(first)).code).toBe('link_over');
    later(2 * hours);
    const blocked = await askLink('seller1');
    await world.database.asOwner((tx) => tx.run(sql`update identity.accounts set status = 'blocked' where id = ${world.person('seller1').accountId}`));
    expect((await reset(blocked)).code).toBe('link_over');
    expect((await reset('A'.repeat(43))).code).toBe('link_over');
  });

  test('of two that use one link at once one sets the password', async () => {
    const token = await askLink('seller1');
    const told = await Promise.all([next, 'altri gatti su una scala'].map((each) => new CredentialBrowser(http).call(resetPasswordRoute, { body: { token, password: each } })));
    expect(told.map((each) => each.status).toSorted((a, b) => a - b)).toEqual([200, 422]);
  });

  test('neither database nor event holds the link, nor the job the name', async () => {
    await new CredentialBrowser(http).call(askRecoveryRoute, { body: { loginName: world.person('seller1').loginName } });
    const jobs = await world.database.asOwner((tx) => tx.rows<{ row: string }>(sql`select j.payload::text as row from graphile_worker._private_jobs j`));
    expect(jobs).toHaveLength(1);
    expect(jobs[0]?.row).not.toContain('seller1');
    await work();
    const [token = 'none'] = await linksOf('identity.password-reset-asked', 'password-reset');
    const rows = await world.database.asOwner((tx) => tx.rows<{ row: string }>(sql`
      select r::text as row from identity.password_resets r union all select o::text from platform.outbox o union all select e::text from platform.audit_events e`));
    expect(rows.some(({ row }) => row.includes(token))).toBe(false);
  });

  test('the door does the same for a name that exists, one that does not and one that is blocked', async () => {
    await world.database.asOwner((tx) => tx.run(sql`update identity.accounts set status = 'blocked' where id = ${world.person('seller2').accountId}`));
    const counted = async (loginName: string) => {
      const { value: told, statements } = await statementsOf(world.database, () => new CredentialBrowser(http).call(askRecoveryRoute, { body: { loginName } }));
      const { jobs } = await world.database.asOwner((tx) => tx.row<{ jobs: number }>(sql`select count(*)::integer as jobs from graphile_worker._private_jobs`));
      await world.database.asOwner((tx) => tx.run(sql`delete from graphile_worker._private_jobs`));
      return { status: told.status, body: told.body, statements, jobs };
    };
    const known = await counted(world.person('seller1').loginName);
    expect(known.statements.length).toBeGreaterThan(5);
    expect(await counted('nessuno@altrove.example')).toEqual(known);
    expect(await counted(world.person('seller2').loginName)).toEqual(known);
  });

  test('nobody fills a box with mails: after three the next waits, known or not', async () => {
    for (const loginName of [world.person('seller1').loginName, 'nessuno@altrove.example']) {
      const told = [];
      for (let i = 0; i < 4; i += 1) told.push(await new CredentialBrowser(http).call(askRecoveryRoute, { body: { loginName } }));
      expect(told.map((each) => each.status)).toEqual([200, 200, 200, 429]);
      expect(told[3]?.retryAfter).toBe(60);
    }
  });

  test('it takes no second factor away and needs one: none, a wrong one and a code of somebody else are refused', async () => {
    const { secret, codes } = await withFactor('seller1');
    const { secret: foreign } = await withFactor('seller2');
    const token = await askLink('seller1');
    const mailer = new CredentialBrowser(http);
    expect((await mailer.call(lookRecoveryRoute, { body: { token } })).body).toEqual({ code: true, passkey: false, leastCharacters: 8, factorFalls: false });
    const reset = (code?: string): Promise<Told> => mailer.call(resetPasswordRoute, { body: { token, password: next, ...(code === undefined ? {} : { code }) } });
    expect((await reset()).code).toBe('code_needed');
    expect((await reset('000000')).code).toBe('proof_not_valid');
    expect((await reset(codeAt(foreign, now))).code).toBe('proof_not_valid');
    expect((await signIn('seller1')).told.status).toBe(200);
    expect((await reset(codes[0])).status).toBe(200);
    const { browser, told } = await signIn('seller1', next);
    expect(told.body['half']).toBeDefined();
    expect((await browser.call(completeSignInRoute, { body: { half: String(told.body['half']), code: codeAt(secret, now) } })).status).toBe(200);
  });
});

describe('an account with a passkey', () => {
  beforeEach(() =>
    world.database.asOwner(async (tx) => {
      const { accountId } = world.person('seller1');
      await tx.run(sql`insert into identity.passkey_holders (account_id, user_handle) values (${accountId}, ${Buffer.alloc(32, 1)})`);
      await tx.run(sql`
        insert into identity.passkeys (id, account_id, credential_id, public_key, counter, transports, backed_up, name, created_at)
        values (gen_random_uuid(), ${accountId}, ${Buffer.from('one')}, ${Buffer.from('key')}, 0, '{}', false, 'Telefono', ${now})`);
    }));
  const reset = (token: string): Promise<Told> => new CredentialBrowser(http).call(resetPasswordRoute, { body: { token, password: next } });

  test('is not taken by whoever reads the mail: the link sets no password, with one or without', async () => {
    const token = await askLink('seller1');
    expect((await new CredentialBrowser(http).call(lookRecoveryRoute, { body: { token } })).body).toMatchObject({ passkey: true, code: false });
    expect((await reset(token)).code).toBe('passkey_needed');
    const traces = await world.database.asOwner((tx) => tx.rows<{ details: object }>(sql`select e.details from platform.audit_events e where e.action = 'identity.password.reset' and e.outcome = 'refused' and e.account_id = ${world.person('seller1').accountId} order by e.id desc limit 1`));
    expect(traces).toEqual([{ details: { reason: 'passkey' } }]);
    expect((await signIn('seller1', next)).told.status).toBe(422);
    await world.database.asOwner((tx) => tx.run(sql`update identity.accounts set password_hash = null where id = ${world.person('seller1').accountId}`));
    expect((await reset(token)).code).toBe('passkey_needed');
  });

  test('comes back when the passkey is lost: a manager confirms, a day passes, the passkey falls with the new password', async () => {
    const token = await askLink('seller1');
    expect((await new CredentialBrowser(http).call(reportLostFactorRoute, { body: { token } })).status).toBe(200);
    const { browser: manager } = await signIn('dealerManager');
    const [open] = (await manager.call(listRecoveriesRoute)).body['items'] as { id: string }[];
    expect((await manager.call(confirmRecoveryRoute, { params: { id: open?.id ?? '' }, body: {} })).status).toBe(200);
    expect((await reset(token)).code).toBe('passkey_needed');
    later(24 * hours);
    expect((await reset(await askLink('seller1'))).status).toBe(200);
    expect((await signIn('seller1', next)).told.status).toBe(200);
    const left = await world.database.asOwner((tx) => tx.row<{ count: number }>(sql`select count(*)::integer as count from identity.passkeys k where k.account_id = ${world.person('seller1').accountId}`));
    expect(left.count).toBe(0);
  });
});

describe('a lost factor', () => {
  /** Somebody with the password says that the factor is lost; answers the id as the manager sees it. */
  async function reported(name: PersonName, manager: CredentialBrowser): Promise<string> {
    const { browser, told } = await signIn(name);
    expect((await browser.call(reportLostFactorRoute, { body: { half: String(told.body['half']) } })).status).toBe(200);
    const listed = (await manager.call(listRecoveriesRoute)).body['items'] as { id: string; accountId: string }[];
    return listed.find((each) => each.accountId === world.person(name).accountId)?.id ?? 'none';
  }

  test('a manager confirms it, a day passes, then the password alone enters once more and every session ends', async () => {
    const { browser: own } = await withFactor('seller1');
    const { browser: manager } = await signIn('dealerManager');
    const id = await reported('seller1', manager);
    const confirmed = await manager.call(confirmRecoveryRoute, { params: { id }, body: {} });
    expect(confirmed.body['dueAt']).toBe(new Date(now.getTime() + 24 * hours * 1000).toISOString());
    expect((await manager.call(confirmRecoveryRoute, { params: { id }, body: {} })).code).toBe('already_confirmed');
    later(24 * hours - 1);
    expect((await signIn('seller1')).told.body['half']).toBeDefined();
    later(1);
    const { told } = await signIn('seller1');
    expect([told.status, told.body['half']]).toEqual([200, undefined]);
    expect((await own.call(meRoute)).status).toBe(401);
    expect((await signIn('seller1')).told.body['half']).toBeUndefined();
    const kinds = await world.database.asOwner((tx) => tx.rows<{ kind: string }>(sql`select o.kind from platform.outbox o where o.kind like 'identity.recovery-%' order by o.id`));
    expect(kinds.map(({ kind }) => kind)).toEqual(['identity.recovery-asked', 'identity.recovery-confirmed', 'identity.recovery-done']);
  });

  test('the owner stops it by the link of either notice, before or after the confirmation; used up, it stops nothing more', async () => {
    await withFactor('seller1');
    const { browser: manager } = await signIn('dealerManager');
    const id = await reported('seller1', manager);
    await manager.call(confirmRecoveryRoute, { params: { id }, body: {} });
    const [asked = 'none'] = await linksOf('identity.recovery-asked', 'stop-recovery');
    expect(await linksOf('identity.recovery-confirmed', 'stop-recovery')).toEqual([asked]);
    const stranger = new CredentialBrowser(http);
    expect((await stranger.call(stopRecoveryRoute, { body: { token: 'A'.repeat(43) } })).code).toBe('link_over');
    expect((await stranger.call(stopRecoveryRoute, { body: { token: asked } })).status).toBe(200);
    expect((await stranger.call(stopRecoveryRoute, { body: { token: asked } })).code).toBe('link_over');
    later(25 * hours);
    expect((await signIn('seller1')).told.body['half']).toBeDefined();
    expect((await manager.call(listRecoveriesRoute)).status).toBe(401);
  });

  test('unconfirmed it never falls; after a week neither', async () => {
    await withFactor('seller1');
    const { browser: manager } = await signIn('dealerManager');
    const id = await reported('seller1', manager);
    later(6 * 24 * hours);
    expect((await signIn('seller1')).told.body['half']).toBeDefined();
    later(24 * hours);
    expect((await (await signIn('dealerManager')).browser.call(confirmRecoveryRoute, { params: { id }, body: {} })).status).toBe(404);
  });

  test('only a manager above, never oneself, another dealer, another tenant or an old proof; who may not sees nothing', async () => {
    await withFactor('seller1');
    const { browser: manager } = await signIn('dealerManager');
    const id = await reported('seller1', manager);
    expect((await (await signIn('seller2')).browser.call(confirmRecoveryRoute, { params: { id }, body: {} })).code).toBe('forbidden');
    expect((await (await signIn('altAdministrator')).browser.call(confirmRecoveryRoute, { params: { id }, body: {} })).status).toBe(404);
    later(400);
    expect((await manager.call(confirmRecoveryRoute, { params: { id }, body: {} })).code).toBe('step_up_needed');
    expect((await manager.call(refuseRecoveryRoute, { params: { id } })).status).toBe(200);
    expect((await manager.call(listRecoveriesRoute)).body['items']).toEqual([]);
  });

  test('of somebody who also works above or elsewhere, the one who sees all those places confirms it: a dealer’s manager takes no administrator’s factor away', async () => {
    const { accountId } = world.person('seller2');
    await withFactor('seller2');
    const { browser: manager } = await signIn('dealerManager');
    const id = await reported('seller2', manager);
    const hat = await world.asSystem({}, (ctx) => addPersonality(ctx, { accountId, profile: 'systemAdministrator', nodeId: world.node('TST'), label: 'Amministratore' }));
    expect((await manager.call(confirmRecoveryRoute, { params: { id }, body: {} })).code).toBe('has_other_places');
    expect((await (await signIn('areaManager')).browser.call(confirmRecoveryRoute, { params: { id }, body: {} })).code).toBe('has_other_places');
    expect((await (await signIn('systemAdministrator')).browser.call(confirmRecoveryRoute, { params: { id }, body: {} })).status).toBe(200);
    await world.asSystem({}, (ctx) => endPersonality(ctx, hat));
  });

  test('one’s own is confirmed by somebody else', async () => {
    const { browser: manager } = await withFactor('dealerManager');
    const id = await reported('dealerManager', manager);
    expect((await manager.call(confirmRecoveryRoute, { params: { id }, body: {} })).code).toBe('own_account');
    expect((await (await signIn('areaManager')).browser.call(confirmRecoveryRoute, { params: { id }, body: {} })).status).toBe(200);
  });

  test('it begins also from a mail’s link, and the new password then needs no code once the day has passed', async () => {
    await withFactor('seller1');
    const token = await askLink('seller1');
    const mailer = new CredentialBrowser(http);
    expect((await mailer.call(reportLostFactorRoute, { body: { token } })).status).toBe(200);
    expect((await mailer.call(reportLostFactorRoute, { body: { token: 'A'.repeat(43) } })).code).toBe('half_not_valid');
    const { browser: manager } = await signIn('dealerManager');
    const [open] = (await manager.call(listRecoveriesRoute)).body['items'] as { id: string }[];
    await manager.call(confirmRecoveryRoute, { params: { id: open?.id ?? '' }, body: {} });
    later(24 * hours);
    const second = await askLink('seller1');
    expect((await mailer.call(lookRecoveryRoute, { body: { token: second } })).body).toEqual({ code: false, passkey: false, leastCharacters: 15, factorFalls: true });
    expect((await mailer.call(resetPasswordRoute, { body: { token: second, password: next } })).status).toBe(200);
    expect((await signIn('seller1', next)).told.body['half']).toBeUndefined();
  });
});
