import type { Gate, Session } from '#platform/http/route';
import { done, refuse, type Result } from '#platform/result';
import type { PasskeyAnswer } from '../api.ts';
import { accountOf } from '../sessions/end-sessions.ts';
import { auditAtGate } from '../sessions/gate-audit.ts';
import { judgePasskey } from './passkey-sign-in.ts';
import type { RelyingParty } from './passkey-relying-party.ts';
import { strengthenSession, type OpenedSession } from '../sessions/sessions.ts';
import type { Visitor } from '../sign-in/sign-in-enter.ts';

/**
 * Proves once more, with one of the account's own passkeys, who the person of a session is. Answers the session's new token
 * and secret. Throws too_many_requests with the seconds to wait.
 */
export async function confirmByPasskey(
  gate: Gate,
  party: RelyingParty,
  session: Session,
  answer: PasskeyAnswer,
  visitor: Pick<Visitor, 'address' | 'deviceToken'>,
): Promise<Result<Pick<OpenedSession, 'token' | 'csrfToken'>, 'passkey_not_valid'>> {
  const accountId = accountOf(session);
  const who = { tenantId: session.tenant.id, accountId, personalityId: session.actor.personalityId, address: visitor.address, onBehalfOf: session.actor.onBehalfOf };
  const deed = { action: 'identity.session.confirm', objectKind: 'session', objectId: session.id, details: { by: 'passkey' } };
  return judgePasskey(gate, party, answer, { use: { purpose: 'confirm', accountId }, visitor }, async (tx, verdict): Promise<Result<Pick<OpenedSession, 'token' | 'csrfToken'>, 'passkey_not_valid'>> => {
    if (!verdict.ok) {
      await auditAtGate(tx, gate, who, { ...deed, outcome: 'refused' });
      return refuse('passkey_not_valid', 'answer');
    }
    const renewed = await strengthenSession(tx, { id: session.id, accountId, csrfToken: session.csrfToken }, 'passkey', gate.now);
    await auditAtGate(tx, gate, who, deed);
    return done(renewed);
  });
}
