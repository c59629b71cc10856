/** Between the right password and the second factor: five minutes, one use, one browser. Not a session. */
import { randomBytes } from 'node:crypto';
import type { Tx } from '#platform/context';
import type { Exchange, Gate } from '#platform/http/route';
import type { InstallationKey } from '#platform/record-cipher';
import { refuse, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import { takeTypedCode } from './second-factor-proof.ts';
import type { Ways } from './second-factor-ways.ts';
import { hashToken } from '../sessions/sessions.ts';
import { auditRefusal, enterAccount, type SignedIn, type Visitor } from '../sign-in/sign-in-enter.ts';
import { countFailure, forgetFailures, queueAttempt, refuseWhileBlocked } from '../sign-in/sign-in-failures.ts';
import { attemptOf } from './step-up-confirm.ts';

const halfSeconds = 300;

export interface HalfSignIn {
  /** Handed to the page; worth nothing without the cookie of the same browser. */
  readonly half: string;
  /** Goes into the browser's own cookie. */
  readonly deviceToken: string;
  readonly ways: Ways;
}

/** Opens it for whoever knew the password. */
export async function beginHalfSignIn(tx: Tx, accountId: string, ways: Ways, visitor: Pick<Exchange, 'deviceToken'>, now: Date): Promise<HalfSignIn> {
  const half = randomBytes(32).toString('base64url');
  const deviceToken = visitor.deviceToken ?? randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + halfSeconds * 1000);
  await tx.run(sql`
    insert into identity.half_sign_ins (token_hash, browser_hash, account_id, expires_at) values (${hashToken(half)}, ${hashToken(deviceToken)}, ${accountId}, ${expiresAt})`);
  return { half, deviceToken, ways };
}

/** Whose it is, as long as it holds in this browser. */
export async function findHalfSignIn(tx: Tx, half: string, visitor: Pick<Exchange, 'deviceToken'>, now: Date): Promise<string | undefined> {
  const row = await tx.maybeRow<{ account_id: string }>(sql`
    select h.account_id from identity.half_sign_ins h join identity.accounts a on a.id = h.account_id and a.status = 'active'
    where h.token_hash = ${hashToken(half)} and h.browser_hash = ${hashToken(visitor.deviceToken ?? '')} and h.used_at is null and h.expires_at > ${now}`);
  return row?.account_id;
}

/** False when a twin used it first. */
async function useHalfSignIn(tx: Tx, half: string, now: Date): Promise<boolean> {
  return (await tx.run(sql`update identity.half_sign_ins set used_at = ${now} where token_hash = ${hashToken(half)} and used_at is null`)) === 1;
}

/**
 * Completes a sign-in with a one-time code or a recovery code. A wrong code leaves the half sign-in as it is and counts
 * against the account's codes, apart from its passwords. Throws too_many_requests with the seconds to wait.
 */
export async function completeSignIn(
  gate: Gate,
  key: InstallationKey,
  typed: { readonly half: string; readonly code: string },
  visitor: Visitor,
): Promise<Result<SignedIn, 'half_not_valid' | 'proof_not_valid' | 'no_personality'>> {
  return gate.database.gate(async (tx): Promise<Result<SignedIn, 'half_not_valid' | 'proof_not_valid' | 'no_personality'>> => {
    const accountId = await findHalfSignIn(tx, typed.half, visitor, gate.now);
    if (accountId === undefined) return refuse('half_not_valid');
    const attempt = await attemptOf(tx, accountId, 'code', visitor);
    await queueAttempt(tx, attempt);
    await refuseWhileBlocked(tx, attempt, gate.now);
    const { right, kind } = await takeTypedCode(tx, key, accountId, typed.code, gate.now);
    if (!right) {
      await countFailure(tx, attempt, gate.now);
      await auditRefusal(tx, gate, visitor, accountId, kind);
      return refuse('proof_not_valid', 'code');
    }
    if (!(await useHalfSignIn(tx, typed.half, gate.now))) return refuse('half_not_valid');
    await forgetFailures(tx, attempt);
    return enterAccount(tx, gate, visitor, accountId, 'password+code');
  });
}

/** What was begun on the strength of the old password: sign-ins that wait for their second factor, links for a new one. */
export async function endProofsUnderWay(tx: Tx, accountId: string, now: Date): Promise<void> {
  await tx.run(sql`update identity.half_sign_ins set used_at = ${now} where account_id = ${accountId} and used_at is null`);
  await tx.run(sql`update identity.password_resets set used_at = ${now} where account_id = ${accountId} and used_at is null`);
}

/** Throws away half sign-ins and links for a new password that ran out; the owner's transaction. */
export async function forgetOldProofs(tx: Tx, before: Date): Promise<number> {
  const halves = await tx.run(sql`delete from identity.half_sign_ins where expires_at < ${before}`);
  return halves + (await tx.run(sql`delete from identity.password_resets where expires_at < ${before}`));
}
