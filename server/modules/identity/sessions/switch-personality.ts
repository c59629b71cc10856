import { civilDateIn } from '#platform/civil-date-in';
import type { Tx } from '#platform/context';
import { AppError } from '#platform/errors';
import type { Exchange, Gate, Session } from '#platform/http/route';
import { sql } from '#platform/sql';
import { houseZone } from '#platform/system-context';
import { accountOf } from './end-sessions.ts';
import { auditAtGate } from './gate-audit.ts';
import { networkOf } from '../sign-in/network-of.ts';
import { endSession, keptOfSession, openSession } from './sessions.ts';
import type { Opened } from '../sign-in/sign-in-enter.ts';

interface Wanted {
  readonly personalityId: string;
  /** Under which a colleague's personality is borrowed; one's own without. */
  readonly delegationId?: string | undefined;
}

async function findWanted(tx: Tx, accountId: string, { personalityId, delegationId }: Wanted, now: Date): Promise<{ tenant_id: number; kind: string; absent_account_id: string | null } | undefined> {
  const today = civilDateIn(houseZone, now);
  if (delegationId === undefined) {
    return tx.maybeRow(sql`
      select p.tenant_id, p.kind, null as absent_account_id from identity.standing_personalities(${today}) p where p.id = ${personalityId} and p.account_id = ${accountId}`);
  }
  return tx.maybeRow(sql`
    select p.tenant_id, p.kind, d.absent_account_id from identity.standing_delegations(${today}) d join identity.personalities p on p.tenant_id = d.tenant_id and p.id = d.absent_personality_id
    where d.id = ${delegationId} and d.stand_in_account_id = ${accountId} and p.id = ${personalityId}`);
}

/**
 * Goes on as another of one's own personalities, or in the place of an absent colleague: the old session ends, a new one with
 * a new token begins and ends at the same absolute hour. Throws not_found for a personality that is neither one's own nor lent
 * to one today.
 */
export async function switchPersonality(gate: Gate, current: Session, asked: Wanted, visitor: Pick<Exchange, 'address' | 'userAgent'>): Promise<Opened> {
  const accountId = accountOf(current);
  return gate.database.gate(async (tx) => {
    const { personalityId, delegationId } = asked;
    const wanted = await findWanted(tx, accountId, asked, gate.now);
    if (wanted === undefined) throw new AppError('not_found', 'personality');
    const kept = await keptOfSession(tx, current.id);
    // Another house is believed by the company that connected it, by no other; a proof of one's own opens the rest.
    if (kept.strength === 'federated' && wanted.tenant_id !== current.tenant.id) throw new AppError('step_up_needed', 'another company');
    // A twin of this request was faster: one token per switch.
    if (!(await endSession(tx, { id: current.id, accountId }, 'switched', gate.now))) throw new AppError('not_signed_in');
    const opened = await openSession(tx, {
      accountId, tenantId: wanted.tenant_id, personalityId, delegationId, profileKind: wanted.kind, now: gate.now, ...kept, userAgent: visitor.userAgent, network: networkOf(visitor.address),
    });
    await auditAtGate(
      tx,
      gate,
      { tenantId: wanted.tenant_id, accountId, personalityId, address: visitor.address, onBehalfOf: lent(delegationId, wanted.absent_account_id) },
      { action: 'identity.session.switch', objectKind: 'session', objectId: opened.id, details: { from: current.actor.personalityId, to: personalityId, fromSession: current.id } },
    );
    return { ...opened, accountId, personalityId, delegationId };
  });
}

function lent(delegationId: string | undefined, absentAccountId: string | null): { delegationId: string; accountId: string } | undefined {
  return delegationId === undefined || absentAccountId === null ? undefined : { delegationId, accountId: absentAccountId };
}
