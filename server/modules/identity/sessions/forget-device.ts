import type { Exchange, Gate, Session } from '#platform/http/route';
import { accountOf } from './end-sessions.ts';
import { auditAtGate } from './gate-audit.ts';
import { forgetDevice } from './known-devices.ts';

/** Forgets one of the browsers of one's own account; false when it knows none by that id. */
export async function forgetOwnDevice(gate: Gate, session: Session, id: string, visitor: Pick<Exchange, 'address'>): Promise<boolean> {
  const accountId = accountOf(session);
  return gate.database.gate(async (tx) => {
    if (!(await forgetDevice(tx, accountId, id))) return false;
    const who = { tenantId: session.tenant.id, accountId, personalityId: session.actor.personalityId, address: visitor.address, onBehalfOf: session.actor.onBehalfOf };
    await auditAtGate(tx, gate, who, { action: 'identity.device.forget', objectKind: 'device', objectId: id });
    return true;
  });
}
