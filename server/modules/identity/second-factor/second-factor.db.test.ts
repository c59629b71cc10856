import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keysFrom } from '#platform/record-cipher';
import { sql } from '#platform/sql';
import { codeAt, CredentialBrowser } from '../../../testing/credential-browser.ts';
import { useTestDatabase } from '../../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../../testing/http.ts';
import { createWorld, worldNow, type PersonName, type World } from '../../../testing/world.ts';
import {
  beginTotpRoute, changePasswordRoute, completeSignInRoute, confirmIdentityRoute, confirmTotpRoute, confirmWaysRoute, forgetDeviceRoute, listDevicesRoute, listPeopleRoute, meRoute, ownSecondFactorRoute,
  removeTotpRoute, renewRecoveryCodesRoute, signInRoute, writeSecurityRoute,
} from '../api.ts';
import { credentialRoutes } from '../credential-routes.ts';
import { identityRoutes } from '../http.ts';
import { hashPassword } from '../accounts/password-hash.ts';

const password = 'però una frase lunga';
const testDatabase = useTestDatabase();
const key = keysFrom(async () => Buffer.alloc(32, 7));
let world: World;
let http: TestHttp;
let hash: string;
let now = worldNow;

beforeAll(async () => {
  hash = await hashPassword(password);
  world = await createWorld(testDatabase.current.database, { passwordHash: hash });
  http = await createTestHttp(world.database, [...identityRoutes, ...credentialRoutes({ key })], () => now);
});
afterAll(() => http.close());
beforeEach(async () => {
  now = worldNow;
  await world.database.asOwner(async (tx) => {
    for (const table of ['sign_in_failures', 'known_devices', 'totp_factors', 'recovery_codes', 'half_sign_ins', 'tenant_security']) await tx.run({ text: [`delete from identity.${table}`], values: [] });
    await tx.run(sql`update identity.accounts set password_hash = ${hash}, password_is_short = false, status = 'active'`);
    await tx.run(sql`update identity.sessions set ended_at = created_at, end_reason = 'signed_out' where ended_at is null`);
    await tx.run(sql`delete from platform.outbox`);
  });
});

const later = (seconds: number): void => void (now = new Date(now.getTime() + seconds * 1000));

async function enter(name: PersonName, browser = new CredentialBrowser(http)): Promise<CredentialBrowser> {
  const told = await browser.call(signInRoute, { body: { loginName: world.person(name).loginName, password } });
  expect(told.status).toBe(200);
  return browser;
}

/** Signs in and switches one-time codes on; answers the secret and the recovery codes. The step of the first code is past. */
async function withFactor(name: PersonName): Promise<{ browser: CredentialBrowser; secret: string; codes: string[] }> {
  const browser = await enter(name);
  const begun = await browser.call(beginTotpRoute);
  expect(begun.status).toBe(200);
  const secret = String(begun.body['secret']);
  const confirmed = await browser.call(confirmTotpRoute, { body: { code: codeAt(secret, now) } });
  expect(confirmed.status).toBe(200);
  later(60);
  return { browser, secret, codes: confirmed.body['recoveryCodes'] as string[] };
}

/** The password in a fresh browser; answers the half sign-in. */
async function half(name: PersonName, browser = new CredentialBrowser(http)): Promise<{ browser: CredentialBrowser; half: string }> {
  await enter(name, browser);
  const told = await browser.call(signInRoute, { body: { loginName: world.person(name).loginName, password } });
  return { browser, half: String(told.body['half']) };
}

async function trail(action: string): Promise<string[]> {
  const rows = await world.database.asOwner((tx) => tx.rows<{ outcome: string; row: string }>(sql`select e.outcome, e::text as row from platform.audit_events e where e.action = ${action} order by e.id`));
  return rows.map((row) => `${row.outcome} ${row.row}`);
}

describe('one-time codes', () => {
  test('the first code switches them on: other sessions end, ten recovery codes are shown, the secret lies encrypted', async () => {
    const other = await enter('seller1');
    const browser = await enter('seller1');
    const before = { ...browser.cookies };
    const begun = await browser.call(beginTotpRoute);
    const secret = String(begun.body['secret']);
    expect(secret.replaceAll(' ', '')).toMatch(/^[A-Z2-7]{32}$/);
    expect(String(begun.body['address'])).toMatch(/^otpauth:\/\/totp\/.*seller1.*secret=[A-Z2-7]{32}/);
    // Not asked for before it is confirmed.
    expect((await enter('seller1')).csrf).not.toBe('');
    const confirmed = await browser.call(confirmTotpRoute, { body: { code: codeAt(secret, now) } });
    expect(confirmed.status).toBe(200);
    expect(new Set(confirmed.body['recoveryCodes'] as string[]).size).toBe(10);
    expect(browser.cookies['volano']).not.toBe(before['volano']);
    expect((await other.call(meRoute)).status).toBe(401);
    expect((await browser.call(meRoute)).status).toBe(200);
    const stored = await world.database.asOwner((tx) => tx.rows<{ row: string }>(sql`select f::text || encode(f.sealed_secret, 'escape') as row from identity.totp_factors f`));
    expect(stored).toHaveLength(1);
    expect(stored[0]?.row).not.toContain(secret.replaceAll(' ', ''));
    expect((await browser.call(ownSecondFactorRoute)).body).toMatchObject({ codeSince: now.toISOString(), recoveryCodes: 10, demanded: false });
  });

  test('the password alone opens only half; the code of this moment, the one before or the one after completes it', async () => {
    const { secret } = await withFactor('seller1');
    for (const shift of [-30, 0, 30]) {
      const { browser, half: token } = await half('seller1');
      expect((await browser.call(meRoute)).status).toBe(401);
      const told = await browser.call(completeSignInRoute, { body: { half: token, code: codeAt(secret, new Date(now.getTime() + shift * 1000)) } });
      expect([shift, told.status]).toEqual([shift, 200]);
      expect((await browser.call(meRoute)).status).toBe(200);
      later(120);
    }
    const { browser, half: token } = await half('seller1');
    for (const shift of [-60, 60]) {
      const told = await browser.call(completeSignInRoute, { body: { half: token, code: codeAt(secret, new Date(now.getTime() + shift * 1000)) } });
      expect([told.status, told.code]).toEqual([422, 'proof_not_valid']);
    }
  });

  test('a code is taken once, also by two at the same moment, and none of an earlier step after it', async () => {
    const { secret } = await withFactor('seller1');
    const code = codeAt(secret, now);
    const halves = [await half('seller1'), await half('seller1')];
    const told = await Promise.all(halves.map(({ browser, half: token }) => browser.call(completeSignInRoute, { body: { half: token, code } })));
    expect(told.map((each) => each.status).toSorted((a, b) => a - b)).toEqual([200, 422]);
    const again = await half('seller1');
    expect((await again.browser.call(completeSignInRoute, { body: { half: again.half, code } })).code).toBe('proof_not_valid');
    expect((await again.browser.call(completeSignInRoute, { body: { half: again.half, code: codeAt(secret, new Date(now.getTime() - 30_000)) } })).code).toBe('proof_not_valid');
  });

  test('the code of another account opens nothing', async () => {
    await withFactor('seller1');
    const { secret } = await withFactor('seller2');
    const { browser, half: token } = await half('seller1');
    expect((await browser.call(completeSignInRoute, { body: { half: token, code: codeAt(secret, now) } })).code).toBe('proof_not_valid');
  });

  test('a half sign-in is used once, for five minutes, in its own browser, and is no session', async () => {
    const { secret } = await withFactor('seller1');
    const first = await half('seller1');
    const thief = new CredentialBrowser(http);
    expect((await thief.call(completeSignInRoute, { body: { half: first.half, code: codeAt(secret, now) } })).code).toBe('half_not_valid');
    const known = await enter('seller2');
    expect((await known.call(completeSignInRoute, { body: { half: first.half, code: codeAt(secret, now) } })).code).toBe('half_not_valid');
    expect((await first.browser.call(completeSignInRoute, { body: { half: first.half, code: codeAt(secret, now) } })).status).toBe(200);
    later(60);
    expect((await first.browser.call(completeSignInRoute, { body: { half: first.half, code: codeAt(secret, now) } })).code).toBe('half_not_valid');
    const old = await half('seller1');
    later(301);
    expect((await old.browser.call(completeSignInRoute, { body: { half: old.half, code: codeAt(secret, now) } })).code).toBe('half_not_valid');
    const asCookie = new CredentialBrowser(http, { volano: old.half });
    expect((await asCookie.call(meRoute)).status).toBe(401);
    const stored = await world.database.asOwner((tx) => tx.rows<{ row: string }>(sql`select h::text as row from identity.half_sign_ins h`));
    expect(stored.some(({ row }) => row.includes(old.half))).toBe(false);
  });

  test('the half of a blocked account is over', async () => {
    const { secret } = await withFactor('seller1');
    const { browser, half: token } = await half('seller1');
    await world.database.asOwner((tx) => tx.run(sql`update identity.accounts set status = 'blocked' where id = ${world.person('seller1').accountId}`));
    expect((await browser.call(completeSignInRoute, { body: { half: token, code: codeAt(secret, now) } })).code).toBe('half_not_valid');
  });

  test('wrong codes slow down apart from passwords: a right password does not wipe their count, and they are not looked at together', async () => {
    const { secret } = await withFactor('seller1');
    const { browser, half: token } = await half('seller1');
    const guesses = await Promise.all(Array.from({ length: 14 }, () => browser.call(completeSignInRoute, { body: { half: token, code: '000000' } })));
    expect(guesses.filter((told) => told.status === 422)).toHaveLength(10);
    expect(guesses.filter((told) => told.status === 429)).toHaveLength(4);
    const again = await half('seller1');
    const told = await again.browser.call(completeSignInRoute, { body: { half: again.half, code: codeAt(secret, now) } });
    expect([told.status, told.retryAfter]).toEqual([429, 1]);
    later(2);
    expect((await again.browser.call(completeSignInRoute, { body: { half: again.half, code: codeAt(secret, now) } })).status).toBe(200);
  });

  test('a recovery code completes a sign-in once; new ones make the old ones worthless', async () => {
    const { browser: desk, codes } = await withFactor('seller1');
    const { browser, half: token } = await half('seller1');
    expect((await browser.call(completeSignInRoute, { body: { half: token, code: (codes[0] ?? '').toUpperCase().replaceAll('-', ' ') } })).status).toBe(200);
    expect((await browser.call(ownSecondFactorRoute)).body['recoveryCodes']).toBe(9);
    const again = await half('seller1');
    expect((await again.browser.call(completeSignInRoute, { body: { half: again.half, code: codes[0] ?? '' } })).code).toBe('proof_not_valid');
    expect((await desk.call(renewRecoveryCodesRoute)).status).toBe(200);
    expect((await again.browser.call(completeSignInRoute, { body: { half: again.half, code: codes[1] ?? '' } })).code).toBe('proof_not_valid');
    const rows = await trail('identity.session.sign-in');
    expect(rows.filter((row) => row.includes(codes[0] ?? 'none'))).toEqual([]);
  });

  test('nobody switches on, off or renews with an old proof', async () => {
    const { browser, secret } = await withFactor('seller1');
    later(301);
    for (const contract of [beginTotpRoute, removeTotpRoute, renewRecoveryCodesRoute]) expect((await browser.call(contract)).code).toBe('step_up_needed');
    expect((await browser.call(confirmTotpRoute, { body: { code: codeAt(secret, now) } })).code).toBe('step_up_needed');
  });

  test('a pending secret is not asked for and its code is worth nothing elsewhere', async () => {
    const browser = await enter('seller1');
    const secret = String((await browser.call(beginTotpRoute)).body['secret']);
    expect((await browser.call(confirmIdentityRoute, { body: { by: 'code', code: codeAt(secret, now) } })).code).toBe('proof_not_valid');
    const next = String((await browser.call(beginTotpRoute)).body['secret']);
    expect((await browser.call(confirmTotpRoute, { body: { code: codeAt(secret, now) } })).code).toBe('proof_not_valid');
    expect((await browser.call(confirmTotpRoute, { body: { code: codeAt(next, now) } })).status).toBe(200);
  });
});

describe('the password beside a factor', () => {
  test('eight characters are enough beside one, and the factor then stays until the password is longer', async () => {
    const short = 'zk7!qm4x';
    const { browser } = await withFactor('seller1');
    expect((await browser.call(changePasswordRoute, { body: { present: password, password: 'zk7!qm4' } })).code).toBe('too_short');
    expect((await browser.call(changePasswordRoute, { body: { present: password, password: short } })).status).toBe(200);
    expect((await browser.call(removeTotpRoute)).code).toBe('longer_password_needed');
    expect((await browser.call(changePasswordRoute, { body: { present: short, password: 'sedici gatti su una scala' } })).status).toBe(200);
    expect((await browser.call(removeTotpRoute)).status).toBe(200);
    expect((await browser.call(changePasswordRoute, { body: { present: 'sedici gatti su una scala', password: short } })).code).toBe('too_short');
  });
});

describe('proving it again', () => {
  test('by the password: token and secret change, the old ones are worth nothing, the sensitive is open again', async () => {
    const browser = await enter('seller1');
    later(400);
    const old = browser.copy();
    const change = { body: { present: password, password: 'sedici gatti su una scala' } };
    expect((await browser.call(changePasswordRoute, change)).code).toBe('step_up_needed');
    expect((await browser.call(confirmWaysRoute)).body).toEqual({ password: true, code: false, recoveryCodes: 0, passkeys: 0 });
    expect((await browser.call(confirmIdentityRoute, { body: { by: 'password', password } })).status).toBe(200);
    expect([browser.cookies['volano'] === old.cookies['volano'], browser.csrf === old.csrf]).toEqual([false, false]);
    expect((await old.call(meRoute)).status).toBe(401);
    const mixed = browser.copy();
    mixed.csrf = old.csrf;
    expect((await mixed.call(changePasswordRoute, change)).code).toBe('csrf_token_invalid');
    expect((await browser.call(changePasswordRoute, change)).status).toBe(200);
    expect((await trail('identity.session.confirm')).at(-1)).toMatch(/^done/);
  });

  test('of two confirmations at once one renews the session', async () => {
    const browser = await enter('seller1');
    const told = await Promise.all([browser.copy(), browser.copy()].map((each) => each.call(confirmIdentityRoute, { body: { by: 'password', password } })));
    expect(told.map((each) => each.status).toSorted((a, b) => a - b)).toEqual([200, 401]);
  });

  test('where there is a factor the password alone is refused, right as it is, and a wrong one counts', async () => {
    const { browser, secret, codes } = await withFactor('seller1');
    later(400);
    expect((await browser.call(confirmIdentityRoute, { body: { by: 'password', password } })).code).toBe('factor_needed');
    expect((await browser.call(removeTotpRoute)).code).toBe('step_up_needed');
    expect((await browser.call(confirmIdentityRoute, { body: { by: 'password', password: 'sbagliata di certo' } })).code).toBe('proof_not_valid');
    expect((await browser.call(confirmIdentityRoute, { body: { by: 'code', code: '123456' } })).code).toBe('proof_not_valid');
    expect((await browser.call(confirmIdentityRoute, { body: { by: 'code', code: codeAt(secret, now) } })).status).toBe(200);
    expect((await browser.call(renewRecoveryCodesRoute)).status).toBe(200);
    later(400);
    expect((await browser.call(confirmIdentityRoute, { body: { by: 'code', code: codes[3] ?? '' } })).code).toBe('proof_not_valid');
  });

  test('wrong passwords at the confirmation block the name like those at the sign-in', async () => {
    const browser = await enter('seller2');
    const told = [];
    for (let i = 0; i < 12; i += 1) told.push((await browser.call(confirmIdentityRoute, { body: { by: 'password', password: 'sbagliata di certo' } })).status);
    expect(told.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 422));
    expect(told.slice(10)).toEqual([429, 429]);
  });
});

describe('what the company asks for', () => {
  const ask = async (privileges: string[]): Promise<CredentialBrowser> => {
    const admin = await enter('systemAdministrator');
    expect((await admin.call(writeSecurityRoute, { body: { secondFactorPrivileges: privileges } })).status).toBe(200);
    return admin;
  };

  test('whoever holds such a privilege reaches only the set-up, in open sessions at once; a factor opens the rest and stays', async () => {
    const manager = await enter('dealerManager');
    const seller = await enter('seller1');
    await ask(['identity.people.read']);
    expect((await manager.call(listPeopleRoute)).code).toBe('second_factor_needed');
    expect((await manager.call(meRoute)).body['secondFactorNeeded']).toBe(true);
    expect((await seller.call(meRoute)).body['secondFactorNeeded']).toBe(false);
    const fresh = await enter('dealerManager');
    expect((await fresh.call(listPeopleRoute)).code).toBe('second_factor_needed');
    const secret = String((await fresh.call(beginTotpRoute)).body['secret']);
    expect((await fresh.call(confirmTotpRoute, { body: { code: codeAt(secret, now) } })).status).toBe(200);
    expect((await fresh.call(listPeopleRoute)).status).toBe(200);
    expect((await fresh.call(removeTotpRoute)).code).toBe('factor_demanded');
  });

  test('who decides it needs the privilege and a fresh proof', async () => {
    const manager = await enter('dealerManager');
    expect((await manager.call(writeSecurityRoute, { body: { secondFactorPrivileges: [] } })).code).toBe('forbidden');
    const admin = await enter('systemAdministrator');
    later(400);
    expect((await admin.call(writeSecurityRoute, { body: { secondFactorPrivileges: [] } })).code).toBe('step_up_needed');
  });
});

test('browsers are listed and forgotten, one’s own only', async () => {
  const browser = await enter('seller1');
  const other = await enter('seller2');
  const listed = (await browser.call(listDevicesRoute)).body['items'] as { id: string; current: boolean }[];
  expect(listed.map((device) => device.current)).toEqual([true]);
  const id = listed[0]?.id ?? '';
  expect((await other.call(forgetDeviceRoute, { params: { id } })).status).toBe(404);
  expect((await browser.call(forgetDeviceRoute, { params: { id } })).status).toBe(200);
  expect((await browser.call(listDevicesRoute)).body['items']).toEqual([]);
});
