/**
 * One-time codes by the clock (RFC 6238: SHA-1, six digits, thirty seconds, as every authenticator app has them). The
 * secret has 160 bits and is encrypted with a key the database does not hold; the code of a step is taken once.
 */
import { Secret, TOTP } from 'otpauth';
import type { Tx } from '#platform/context';
import { hashId, seal, sealAnew, unseal, type InstallationKey } from '#platform/record-cipher';
import { sql } from '#platform/sql';

const stepSeconds = 30;
const secretBytes = 20;
/** A code of the step before or after is taken too: clocks of phones go wrong, and people type slowly. */
const tolerance = 1;

type FactorState = 'pending' | 'active';

const rowOf = (accountId: string) => ({ kind: 'identity.totp', idHash: hashId(accountId) });
const keyOf = (key: InstallationKey): Promise<Buffer> => key('one-time codes');

function generator(secret: Secret, of: { readonly loginName: string; readonly house: string }): TOTP {
  return new TOTP({ issuer: of.house, label: of.loginName, algorithm: 'SHA1', digits: 6, period: stepSeconds, secret });
}

export interface NewTotpFactor {
  /** For typing: groups of four letters and digits. */
  readonly secret: string;
  /** What the QR code says: otpauth://totp/… */
  readonly address: string;
}

/** Draws a secret that waits for its first code; one that waited before is forgotten, an active one goes on. */
export async function beginTotp(tx: Tx, key: InstallationKey, of: { accountId: string; loginName: string; house: string; now: Date }): Promise<NewTotpFactor> {
  const secret = new Secret({ size: secretBytes });
  const sealed = seal(await keyOf(key), rowOf(of.accountId), secret.base32);
  await tx.run(sql`delete from identity.totp_factors where account_id = ${of.accountId} and state = 'pending'`);
  await tx.run(sql`insert into identity.totp_factors (account_id, state, sealed_secret, since) values (${of.accountId}, 'pending', ${sealed}, ${of.now})`);
  return { secret: (secret.base32.match(/.{1,4}/g) ?? []).join(' '), address: generator(secret, of).toString() };
}

/**
 * Takes a code once: of two at the same moment one wins, and no code of that step or an earlier one is taken again.
 * False for a wrong, old or used code and for an account without the factor.
 */
export async function takeCode(tx: Tx, key: InstallationKey, accountId: string, state: FactorState, code: string, now: Date): Promise<boolean> {
  const row = await tx.maybeRow<{ sealed_secret: Buffer }>(sql`select f.sealed_secret from identity.totp_factors f where f.account_id = ${accountId} and f.state = ${state}`);
  const opened = row === undefined ? undefined : unseal(await keyOf(key), rowOf(accountId), row.sealed_secret);
  // Without a factor the same work is done on a secret of nobody.
  const secret = typeof opened === 'string' ? Secret.fromBase32(opened) : new Secret({ size: secretBytes });
  const delta = TOTP.validate({ secret, token: code, algorithm: 'SHA1', digits: 6, period: stepSeconds, window: tolerance, timestamp: now.getTime() });
  const step = Math.floor(now.getTime() / 1000 / stepSeconds) + (delta ?? 0);
  const right = delta !== null && typeof opened === 'string';
  const taken = await tx.run(sql`
    update identity.totp_factors f set last_step = ${step} where f.account_id = ${accountId} and f.state = ${state} and f.last_step < ${step} and ${right}`);
  return taken === 1;
}

/** The pending secret takes the place of the active one. */
export async function activateTotp(tx: Tx, accountId: string, now: Date): Promise<void> {
  await tx.run(sql`delete from identity.totp_factors where account_id = ${accountId} and state = 'active'`);
  await tx.run(sql`update identity.totp_factors set state = 'active', since = ${now} where account_id = ${accountId} and state = 'pending'`);
}

/** False when there was none. */
export async function removeTotp(tx: Tx, accountId: string): Promise<boolean> {
  return (await tx.run(sql`delete from identity.totp_factors where account_id = ${accountId}`)) > 0;
}

/** Encrypts every secret with the installation's new key; answers those that opened with neither key and stay as they are. */
export async function resealTotp(tx: Tx, from: InstallationKey, to: InstallationKey): Promise<number> {
  const keys = { from: await keyOf(from), to: await keyOf(to) };
  const rows = await tx.rows<{ account_id: string; state: FactorState; sealed_secret: Buffer }>(sql`select f.account_id, f.state, f.sealed_secret from identity.totp_factors f for update`);
  let lost = 0;
  for (const { account_id: id, state, sealed_secret: before } of rows) {
    const sealed = sealAnew(keys, rowOf(id), before);
    if (sealed === undefined) lost += 1;
    else await tx.run(sql`update identity.totp_factors set sealed_secret = ${sealed} where account_id = ${id} and state = ${state}`);
  }
  return lost;
}
