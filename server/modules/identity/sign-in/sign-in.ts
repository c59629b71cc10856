import type { Tx } from '#platform/context';
import type { Gate } from '#platform/http/route';
import { done, refuse, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import { normalLoginName } from '../accounts/accounts.ts';
import { knownDevice } from '../sessions/known-devices.ts';
import { networkOf } from './network-of.ts';
import { hashingSlots, passwordFits } from '../accounts/password-hash.ts';
import { dueRecovery, fallFactor } from '../recovery/recovery-lost-factor.ts';
import { beginHalfSignIn, type HalfSignIn } from '../second-factor/second-factor-half.ts';
import { hasSecondFactor, isPasswordTooLittle, waysOf } from '../second-factor/second-factor-ways.ts';
import { auditRefusal, enterAccount, type SignedIn, type Visitor } from './sign-in-enter.ts';
import { countFailure, forgetFailures, refuseWhileBlocked, type Attempt } from './sign-in-failures.ts';

/** Older than any proof that counts as fresh. */
const staleMs = 3_600_000;

interface Candidate {
  readonly id: string;
  readonly password_hash: string | null;
  readonly password_is_short: boolean;
  readonly status: 'active' | 'blocked';
}

/**
 * Whether the password compared is still the account's, which is held until the session is written: a change of the password or a
 * block that comes meanwhile waits, and then ends that session with the others.
 */
async function holdsStill(tx: Tx, account: Candidate): Promise<boolean> {
  const held = await tx.rows(sql`select from identity.accounts a where a.id = ${account.id} and a.password_hash = ${account.password_hash} and a.status = 'active' for no key update`);
  return held.length === 1;
}

/**
 * Opens a session for a name and a password. An unknown name, a wrong password and a blocked account get one and the
 * same answer after the same work; while a counter is blocked even the right password is not looked at.
 * Where the account has a second factor the password opens only a half sign-in, which that factor completes.
 * A browser the account does not know is told to the owner. Throws too_many_requests with the seconds to wait.
 */
export async function signIn(gate: Gate, typed: { loginName: string; password: string }, visitor: Visitor): Promise<Result<SignedIn | HalfSignIn, 'credentials_not_valid' | 'no_personality' | 'longer_password_needed'>> {
  const loginName = normalLoginName(typed.loginName);
  // Asked before queueing, so that a flood on one name takes no place; and again inside, so that twins cannot all slip by.
  const attempt = await gate.database.gate(async (tx) => {
    const counted: Attempt = { loginName, network: networkOf(visitor.address), device: await knownDevice(tx, loginName, visitor.deviceToken) };
    await refuseWhileBlocked(tx, counted, gate.now);
    return counted;
  });
  return hashingSlots.run(async () => {
    const account = await gate.database.gate(async (tx) => {
      await refuseWhileBlocked(tx, attempt, gate.now);
      return tx.maybeRow<Candidate>(sql`select a.id, a.password_hash, a.password_is_short, a.status from identity.accounts a where a.login_name = ${attempt.loginName}`);
    });
    const fits = await passwordFits(typed.password, account?.password_hash ?? null);
    return gate.database.gate(async (tx): Promise<Result<SignedIn | HalfSignIn, 'credentials_not_valid' | 'no_personality' | 'longer_password_needed'>> => {
      if (account === undefined || !fits || account.status === 'blocked' || !(await holdsStill(tx, account))) {
        await countFailure(tx, attempt, gate.now);
        await auditRefusal(tx, gate, visitor, account?.id ?? null, fits ? 'account_blocked' : 'credentials');
        return refuse('credentials_not_valid');
      }
      await forgetFailures(tx, attempt);
      const ways = await waysOf(tx, account.id);
      const due = isPasswordTooLittle(ways) ? await dueRecovery(tx, account.id, gate.now) : undefined;
      if (due !== undefined) {
        if (account.password_is_short) return refuse('longer_password_needed');
        await fallFactor(tx, gate, due, visitor.address);
      } else if (hasSecondFactor(ways)) return done(await beginHalfSignIn(tx, account.id, ways, visitor, gate.now));
      // Who holds a passkey and came without it gets in, but has proved nothing that sensitive operations would take.
      const strongAt = due === undefined && ways.passkeys > 0 ? new Date(gate.now.getTime() - staleMs) : gate.now;
      return enterAccount(tx, gate, visitor, account.id, 'password', strongAt);
    });
  });
}
