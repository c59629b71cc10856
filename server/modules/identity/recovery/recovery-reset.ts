/** A new password by the link of a mail. It takes no second factor away and needs one where there is one. */
import type { Tx } from '#platform/context';
import type { Exchange, Gate } from '#platform/http/route';
import type { InstallationKey } from '#platform/record-cipher';
import { done, refuse, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import { passwordChangedKind, publishToOwner } from '../accounts/account-events.ts';
import { placesOf } from '../accounts/change-password.ts';
import { commonPasswords } from '../accounts/common-passwords.ts';
import { auditAtGate } from '../sessions/gate-audit.ts';
import { forgetOtherDevices } from '../sessions/known-devices.ts';
import { networkOf } from '../sign-in/network-of.ts';
import { isShort, judgeNewPassword, type PasswordFault } from '../accounts/new-password.ts';
import { leastCharactersWithFactor, leastPasswordCharacters } from '../accounts/password-contracts.ts';
import { hashingSlots, hashPassword } from '../accounts/password-hash.ts';
import { dueRecovery, fallFactor, findPasswordReset } from './recovery-lost-factor.ts';
import { endProofsUnderWay } from '../second-factor/second-factor-half.ts';
import { takeTypedCode } from '../second-factor/second-factor-proof.ts';
import { hasSecondFactor, waysOf } from '../second-factor/second-factor-ways.ts';
import { endOtherSessions, hashToken } from '../sessions/sessions.ts';
import { countFailure, forgetFailures, queueAttempt, refuseWhileBlocked } from '../sign-in/sign-in-failures.ts';
import { attemptOf } from '../second-factor/step-up-confirm.ts';

type Visitor = Pick<Exchange, 'address' | 'deviceToken'>;

interface Asks {
  readonly accountId: string;
  readonly code: boolean;
  /** The account is opened by a passkey and has no one-time code: a mailbox alone does not get past that. */
  readonly passkey: boolean;
  readonly leastCharacters: number;
  readonly factorFalls: boolean;
}

async function asksOf(tx: Tx, token: string, visitor: Visitor, now: Date): Promise<Result<Asks, 'link_over'>> {
  const attempt = { door: 'link', loginName: undefined, network: networkOf(visitor.address) } as const;
  await refuseWhileBlocked(tx, attempt, now);
  const accountId = await findPasswordReset(tx, token, now);
  if (accountId === undefined) {
    await countFailure(tx, attempt, now);
    return refuse('link_over');
  }
  const factorFalls = (await dueRecovery(tx, accountId, now)) !== undefined;
  const ways = await waysOf(tx, accountId);
  const code = !factorFalls && hasSecondFactor(ways);
  const passkey = !factorFalls && !code && ways.passkeys > 0;
  return done({ accountId, code, passkey, leastCharacters: code ? leastCharactersWithFactor : leastPasswordCharacters, factorFalls });
}

/** What a link asks for; looking does not use it up. */
export async function lookRecovery(gate: Gate, token: string, visitor: Visitor): Promise<Result<Omit<Asks, 'accountId'>, 'link_over'>> {
  const asks = await gate.database.gate((tx) => asksOf(tx, token, visitor, gate.now));
  if (!asks.ok) return asks;
  const { code, passkey, leastCharacters, factorFalls } = asks.value;
  return done({ code, passkey, leastCharacters, factorFalls });
}

type Reset = Result<{ changed: true }, PasswordFault | 'link_over' | 'code_needed' | 'passkey_needed' | 'proof_not_valid'>;

/** Sets the password, ends every session, makes every browser new again and tells the owner. Opens no session. */
export async function resetPassword(gate: Gate, key: InstallationKey, typed: { readonly token: string; readonly password: string; readonly code?: string | undefined }, visitor: Visitor): Promise<Reset> {
  const common = await commonPasswords();
  return hashingSlots.run(async () => {
    const found = await gate.database.gate(async (tx) => {
      const asks = await asksOf(tx, typed.token, visitor, gate.now);
      if (!asks.ok) return asks;
      const own = await tx.row<{ login_name: string; display_name: string }>(sql`select a.login_name, a.display_name from identity.accounts a where a.id = ${asks.value.accountId}`);
      return done({ ...asks.value, owner: { loginName: own.login_name, displayName: own.display_name, places: await placesOf(tx, asks.value.accountId), hasFactor: asks.value.code } });
    });
    if (!found.ok) return found;
    const judged = judgeNewPassword(typed.password, found.value.owner, common);
    if (!judged.ok) return judged;
    if (found.value.code && typed.code === undefined) return refuse('code_needed', 'code');
    const hash = await hashPassword(typed.password);
    return gate.database.gate((tx) => replaceByLink(tx, gate, key, { ...typed, hash, accountId: found.value.accountId }, visitor));
  });
}

async function replaceByLink(
  tx: Tx,
  gate: Gate,
  key: InstallationKey,
  typed: { readonly token: string; readonly password: string; readonly code?: string | undefined; readonly hash: string; readonly accountId: string },
  visitor: Visitor,
): Promise<Reset> {
  const { accountId } = typed;
  const attempt = await attemptOf(tx, accountId, 'code', visitor);
  await queueAttempt(tx, attempt);
  const due = await dueRecovery(tx, accountId, gate.now);
  const ways = await waysOf(tx, accountId);
  const asksCode = due === undefined && hasSecondFactor(ways);
  const personality = await tx.row<{ id: string; tenant_id: number }>(sql`
    select p.id, p.tenant_id from identity.personalities p join identity.accounts a on a.id = p.account_id
    where a.id = ${accountId} order by (p.id = a.last_personality_id) is true desc, p.valid_from desc, p.id limit 1`);
  const who = { tenantId: personality.tenant_id, accountId, personalityId: null, address: visitor.address };
  const entry = { action: 'identity.password.reset', objectKind: 'account', objectId: accountId } as const;
  if (due === undefined && !asksCode && ways.passkeys > 0) {
    // Its owner would have used the passkey: whoever reads the mail leaves a trace.
    await auditAtGate(tx, gate, who, { ...entry, outcome: 'refused', details: { reason: 'passkey' } });
    return refuse('passkey_needed');
  }
  if (asksCode) {
    await refuseWhileBlocked(tx, attempt, gate.now);
    const { right, kind } = await takeTypedCode(tx, key, accountId, typed.code ?? '', gate.now);
    if (!right) {
      await countFailure(tx, attempt, gate.now);
      await auditAtGate(tx, gate, who, { ...entry, outcome: 'refused', details: { reason: kind } });
      return refuse('proof_not_valid', 'code');
    }
    await forgetFailures(tx, attempt);
  }
  if (due !== undefined) await fallFactor(tx, gate, due, visitor.address);
  const { account } = await tx.row<{ account: string | null }>(sql`
    select identity.reset_password(${hashToken(typed.token)}, ${gate.now}, ${typed.hash}, ${isShort(typed.password)}) as account`);
  if (account === null) return refuse('link_over');
  // Before the sessions: one that such a proof opens at this moment is among those that end.
  await endProofsUnderWay(tx, accountId, gate.now);
  const ended = await endOtherSessions(tx, { id: null, accountId }, gate.now, 'recovered');
  await forgetOtherDevices(tx, accountId, undefined);
  await auditAtGate(tx, gate, who, { ...entry, details: { endedSessions: ended.length } });
  await publishToOwner(tx, passwordChangedKind, personality.id);
  return done({ changed: true });
}
