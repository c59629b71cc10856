/** Signing out, and ending one's own other sessions. */
import type { Tx } from '#platform/context';
import { AppError, assert } from '#platform/errors';
import type { Exchange, Gate, Session } from '#platform/http/route';
import { auditAtGate } from './gate-audit.ts';
import { endOtherSessions, endSession } from './sessions.ts';

type Visitor = Pick<Exchange, 'address'>;

/** Account behind a session of a person; every session has one. */
export function accountOf(session: Session): string {
  assert(session.actor.accountId !== null, 'sessions belong to people');
  return session.actor.accountId;
}

async function auditEnd(tx: Tx, gate: Gate, session: Session, visitor: Visitor, action: string, sessionId: string): Promise<void> {
  const who = { tenantId: session.tenant.id, accountId: session.actor.accountId, personalityId: session.actor.personalityId, address: visitor.address, onBehalfOf: session.actor.onBehalfOf };
  await auditAtGate(tx, gate, who, { action, objectKind: 'session', objectId: sessionId });
}

/** Ends the session of this browser; false when it was over already. */
export async function signOut(gate: Gate, session: Session, visitor: Visitor): Promise<boolean> {
  return gate.database.gate(async (tx) => {
    const ended = await endSession(tx, { id: session.id, accountId: accountOf(session) }, 'signed_out', gate.now);
    if (ended) await auditEnd(tx, gate, session, visitor, 'identity.session.sign-out', session.id);
    return ended;
  });
}

/** Ends one session of the same account. Throws not_found when it is another's or over. */
export async function endOwnSession(gate: Gate, session: Session, sessionId: string, visitor: Visitor): Promise<void> {
  await gate.database.gate(async (tx) => {
    if (!(await endSession(tx, { id: sessionId, accountId: accountOf(session) }, 'ended_by_owner', gate.now))) throw new AppError('not_found', 'session');
    await auditEnd(tx, gate, session, visitor, 'identity.session.end', sessionId);
  });
}

/** Ends all sessions of the account but this one; answers how many. */
export async function endOtherOwnSessions(gate: Gate, session: Session, visitor: Visitor): Promise<number> {
  return gate.database.gate(async (tx) => {
    const ended = await endOtherSessions(tx, { id: session.id, accountId: accountOf(session) }, gate.now);
    for (const id of ended) await auditEnd(tx, gate, session, visitor, 'identity.session.end', id);
    return ended.length;
  });
}
