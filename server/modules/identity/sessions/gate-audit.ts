import { insertAuditRow, type AuditEntry, type AuditRow } from '#platform/audit';
import type { Tx } from '#platform/context';
import type { Gate } from '#platform/http/route';
import { networkOf } from '../sign-in/network-of.ts';

/** Audit row of a deed at the gate, where no context exists: whoever acts is named by the session. */
export async function auditAtGate(
  tx: Tx,
  gate: Pick<Gate, 'requestId'>,
  who: { tenantId: number; accountId: string | null; personalityId: string | null; address: string; onBehalfOf?: AuditRow['onBehalfOf'] },
  entry: AuditEntry,
): Promise<void> {
  await insertAuditRow(tx, {
    tenantId: who.tenantId,
    actorKind: entry.outcome === 'refused' ? 'nobody' : 'person',
    accountId: who.accountId,
    personalityId: who.personalityId,
    onBehalfOf: who.onBehalfOf,
    requestId: gate.requestId,
    address: networkOf(who.address),
    ...entry,
  });
}
