import type { Tx } from '#platform/context';
import type { Exchange, Gate, Session } from '#platform/http/route';
import type { InstallationKey } from '#platform/record-cipher';
import { done, refuse, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import { accountOf } from '../sessions/end-sessions.ts';
import { auditAtGate } from '../sessions/gate-audit.ts';
import { knownDevice } from '../sessions/known-devices.ts';
import { networkOf } from '../sign-in/network-of.ts';
import { hashingSlots, passwordFits } from '../accounts/password-hash.ts';
import { takeTypedCode } from './second-factor-proof.ts';
import { isPasswordTooLittle, waysOf } from './second-factor-ways.ts';
import { strengthenSession, type OpenedSession } from '../sessions/sessions.ts';
import { countFailure, forgetFailures, queueAttempt, refuseWhileBlocked, type Attempt } from '../sign-in/sign-in-failures.ts';
import type { ThrottleDoor } from '../sign-in/throttle.ts';

type IdentityProof = { readonly by: 'password'; readonly password: string } | { readonly by: 'code'; readonly code: string };
type Visitor = Pick<Exchange, 'address' | 'deviceToken'>;
type Confirmed = Result<Pick<OpenedSession, 'token' | 'csrfToken'>, 'proof_not_valid' | 'factor_needed'>;

/** What failures of a signed-in person count against. */
export async function attemptOf(tx: Tx, accountId: string, door: ThrottleDoor, visitor: Visitor): Promise<Attempt> {
  const { login_name: loginName } = await tx.row<{ login_name: string }>(sql`select a.login_name from identity.accounts a where a.id = ${accountId}`);
  return { door, loginName, network: networkOf(visitor.address), device: await knownDevice(tx, loginName, visitor.deviceToken) };
}

/**
 * Proves once more who the person of a session is, by the strongest the account has: where there is a second factor the
 * password alone is refused. Failures count like those of a sign-in. Answers the session's new token and secret.
 * Throws too_many_requests with the seconds to wait.
 */
export async function confirmIdentity(gate: Gate, key: InstallationKey, session: Session, proof: IdentityProof, visitor: Visitor): Promise<Confirmed> {
  return proof.by === 'password' ? confirmByPassword(gate, session, proof.password, visitor) : confirmByCode(gate, key, session, proof.code, visitor);
}

async function refuseProof(tx: Tx, gate: Gate, session: Session, visitor: Visitor, by: string): Promise<Confirmed> {
  await auditConfirmation(tx, gate, session, visitor, { outcome: 'refused', by });
  return refuse('proof_not_valid', 'proof');
}

async function auditConfirmation(tx: Tx, gate: Gate, session: Session, visitor: Visitor, what: { outcome: 'done' | 'refused'; by: string }): Promise<void> {
  const who = { tenantId: session.tenant.id, accountId: session.actor.accountId, personalityId: session.actor.personalityId, address: visitor.address, onBehalfOf: session.actor.onBehalfOf };
  await auditAtGate(tx, gate, who, { action: 'identity.session.confirm', objectKind: 'session', objectId: session.id, outcome: what.outcome, details: { by: what.by } });
}

async function confirmByPassword(gate: Gate, session: Session, password: string, visitor: Visitor): Promise<Confirmed> {
  const accountId = accountOf(session);
  return hashingSlots.run(async () => {
    const { attempt, hash } = await gate.database.gate(async (tx) => {
      const counted = await attemptOf(tx, accountId, 'password', visitor);
      await refuseWhileBlocked(tx, counted, gate.now);
      return { attempt: counted, ...(await tx.row<{ hash: string | null }>(sql`select a.password_hash as hash from identity.accounts a where a.id = ${accountId}`)) };
    });
    const fits = await passwordFits(password, hash);
    return gate.database.gate(async (tx): Promise<Confirmed> => {
      if (!fits) {
        await countFailure(tx, attempt, gate.now);
        return refuseProof(tx, gate, session, visitor, 'password');
      }
      if (isPasswordTooLittle(await waysOf(tx, accountId))) {
        await auditConfirmation(tx, gate, session, visitor, { outcome: 'refused', by: 'password alone' });
        return refuse('factor_needed', 'proof');
      }
      await forgetFailures(tx, attempt);
      const renewed = await strengthenSession(tx, { id: session.id, accountId, csrfToken: session.csrfToken }, 'password', gate.now);
      await auditConfirmation(tx, gate, session, visitor, { outcome: 'done', by: 'password' });
      return done(renewed);
    });
  });
}

async function confirmByCode(gate: Gate, key: InstallationKey, session: Session, code: string, visitor: Visitor): Promise<Confirmed> {
  const accountId = accountOf(session);
  return gate.database.gate(async (tx): Promise<Confirmed> => {
    const attempt = await attemptOf(tx, accountId, 'code', visitor);
    await queueAttempt(tx, attempt);
    await refuseWhileBlocked(tx, attempt, gate.now);
    const { right, kind } = await takeTypedCode(tx, key, accountId, code, gate.now);
    if (!right) {
      await countFailure(tx, attempt, gate.now);
      return refuseProof(tx, gate, session, visitor, kind);
    }
    await forgetFailures(tx, attempt);
    const renewed = await strengthenSession(tx, { id: session.id, accountId, csrfToken: session.csrfToken }, 'password+code', gate.now);
    await auditConfirmation(tx, gate, session, visitor, { outcome: 'done', by: kind });
    return done(renewed);
  });
}
