import { civilDateIn } from '#platform/civil-date-in';
import { AppError } from '#platform/errors';
import type { Exchange, Gate, Session } from '#platform/http/route';
import { sql } from '#platform/sql';
import { houseZone } from '#platform/system-context';
import { accountOf } from './end-sessions.ts';
import { auditAtGate } from './gate-audit.ts';
import { networkOf } from './network-of.ts';
import { endSession, keptOfSession, openSession } from './sessions.ts';
import type { Opened } from './sign-in.ts';

/**
 * Goes on as another of one's own personalities: the old session ends, a new one with a new token begins and ends at
 * the same absolute hour. Throws not_found for a personality that is not one's own or not in force today.
 */
export async function switchPersonality(gate: Gate, current: Session, personalityId: string, visitor: Pick<Exchange, 'address' | 'userAgent'>): Promise<Opened> {
  const accountId = accountOf(current);
  return gate.database.gate(async (tx) => {
    const wanted = await tx.maybeRow<{ tenant_id: number; kind: string }>(sql`
      select p.tenant_id, p.kind from identity.standing_personalities(${civilDateIn(houseZone, gate.now)}) p where p.id = ${personalityId} and p.account_id = ${accountId}`);
    if (wanted === undefined) throw new AppError('not_found', 'personality');
    const kept = await keptOfSession(tx, current.id);
    // A twin of this request was faster: one token per switch.
    if (!(await endSession(tx, { id: current.id, accountId }, 'switched', gate.now))) throw new AppError('not_signed_in');
    const opened = await openSession(tx, {
      accountId, tenantId: wanted.tenant_id, personalityId, profileKind: wanted.kind, now: gate.now, ...kept, userAgent: visitor.userAgent, network: networkOf(visitor.address),
    });
    await auditAtGate(
      tx,
      gate,
      { tenantId: wanted.tenant_id, accountId, personalityId, address: visitor.address },
      { action: 'identity.session.switch', objectKind: 'session', objectId: opened.id, details: { from: current.actor.personalityId, to: personalityId, fromSession: current.id } },
    );
    return { ...opened, accountId, personalityId };
  });
}
