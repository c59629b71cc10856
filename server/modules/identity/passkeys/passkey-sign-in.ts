import { randomBytes } from 'node:crypto';
import type { Tx } from '#platform/context';
import type { Gate } from '#platform/http/route';
import { refuse, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import { passkeyCopiedKind, publishToOwner } from '../accounts/account-events.ts';
import type { PasskeyAnswer, PasskeyQuestion } from '../api.ts';
import { networkOf } from '../sign-in/network-of.ts';
import { challengeMs, drawChallenge, takeChallenge, type ChallengeUse } from './passkey-challenges.ts';
import type { RelyingParty } from './passkey-relying-party.ts';
import { checkAnswer } from './passkey-verify.ts';
import { findPasskey, notePasskeyUse, type StoredPasskey } from './passkeys.ts';
import { auditRefusal, enterAccount, type SignedIn, type Visitor } from '../sign-in/sign-in-enter.ts';
import { countFailure, forgetFailures, refuseWhileBlocked, type Attempt } from '../sign-in/sign-in-failures.ts';

/** A browser without a token of its own is given one, so that the challenge holds there alone. */
export function browserToken(visitor: Pick<Visitor, 'deviceToken'>): string {
  return visitor.deviceToken ?? randomBytes(32).toString('base64url');
}

/** What a passkey signs, for one use in one browser. */
export async function askPasskey(gate: Gate, party: RelyingParty, use: ChallengeUse, browser: string): Promise<PasskeyQuestion> {
  const challenge = await gate.database.gate((tx) => drawChallenge(tx, use, browser, gate.now));
  return { challenge, rpId: party.id, timeout: challengeMs };
}

/** How an answer is judged: refusals that only we are told apart. */
type PasskeyVerdict = { readonly ok: true; readonly passkey: StoredPasskey } | { readonly ok: false; readonly reason: string; readonly passkey: StoredPasskey | undefined };

/**
 * Judges an answer: the challenge is used up first, then the signature is checked outside any transaction, then `settle` runs with
 * the verdict. An unknown passkey costs the same work as a wrong answer. A counter that does not go on means a copied
 * authenticator (WebAuthn §6.1.1): refused, and its owner is told.
 */
export async function judgePasskey<T>(
  gate: Gate,
  party: RelyingParty,
  answer: PasskeyAnswer,
  of: { readonly use: ChallengeUse; readonly visitor: Pick<Visitor, 'address' | 'deviceToken'> },
  settle: (tx: Tx, verdict: PasskeyVerdict) => Promise<T>,
): Promise<T> {
  const attempt: Attempt = { door: 'passkey', loginName: answer.id, network: networkOf(of.visitor.address) };
  const { taken, passkey } = await gate.database.gate(async (tx) => {
    await refuseWhileBlocked(tx, attempt, gate.now);
    return { taken: await takeChallenge(tx, answer.clientData, of.use, of.visitor.deviceToken, gate.now), passkey: await findPasskey(tx, answer.id) };
  });
  const checked = await checkAnswer(party, taken?.challenge ?? '', passkey?.publicKey, answer);
  return gate.database.gate(async (tx) => {
    const verdict = await judge(tx);
    if (verdict.ok) await forgetFailures(tx, attempt);
    else await countFailure(tx, attempt, gate.now);
    return settle(tx, verdict);
  });

  async function judge(tx: Tx): Promise<PasskeyVerdict> {
    if (taken === undefined) return { ok: false, reason: 'challenge', passkey };
    if (passkey === undefined || checked === undefined) return { ok: false, reason: 'passkey', passkey };
    if (answer.userHandle !== null && answer.userHandle !== passkey.userHandle.toString('base64url')) return { ok: false, reason: 'passkey', passkey };
    if ('accountId' in of.use && passkey.accountId !== of.use.accountId) return { ok: false, reason: 'passkey', passkey };
    if (!passkey.active) return { ok: false, reason: 'account_blocked', passkey };
    if (!(await notePasskeyUse(tx, passkey, checked, gate.now))) {
      await tellCopied(tx, passkey.accountId);
      return { ok: false, reason: 'passkey_copied', passkey };
    }
    return { ok: true, passkey };
  }
}

async function tellCopied(tx: Tx, accountId: string): Promise<void> {
  const last = await tx.maybeRow<{ id: string }>(sql`
    select p.id from identity.personalities p join identity.accounts a on a.id = p.account_id
    where p.account_id = ${accountId} order by (p.id = a.last_personality_id) is true desc, p.id limit 1`);
  if (last !== undefined) await publishToOwner(tx, passkeyCopiedKind, last.id);
}

/** Signs in with a passkey; no name is typed. Every refusal is told alike. Throws too_many_requests with the seconds to wait. */
export async function signInByPasskey(gate: Gate, party: RelyingParty, answer: PasskeyAnswer, visitor: Visitor): Promise<Result<SignedIn, 'passkey_not_valid' | 'no_personality'>> {
  return judgePasskey(gate, party, answer, { use: { purpose: 'sign-in' }, visitor }, async (tx, verdict): Promise<Result<SignedIn, 'passkey_not_valid' | 'no_personality'>> => {
    // Without a name typed the authenticator must say whose it is (WebAuthn §7.2 step 6).
    if (!verdict.ok || answer.userHandle === null) {
      await auditRefusal(tx, gate, visitor, verdict.passkey?.accountId ?? null, verdict.ok ? 'passkey' : verdict.reason);
      return refuse('passkey_not_valid');
    }
    return enterAccount(tx, gate, visitor, verdict.passkey.accountId, 'passkey');
  });
}

