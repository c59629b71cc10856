/** What happened to an account that its owner should hear of. The payload's accountId keeps it to the owner's own pages. */
import type { Tx } from '#platform/context';
import { publish } from '#platform/outbox';
import { sql } from '#platform/sql';

export const newDeviceKind = 'identity.new-device';
export const passwordChangedKind = 'identity.password-changed';

/** Announces it in the gate's transaction, at the node of the personality the person acts as. */
export async function publishToOwner(tx: Tx, kind: typeof newDeviceKind | typeof passwordChangedKind, personalityId: string): Promise<void> {
  const at = await tx.row<{ tenant_id: number; code: string; name: string; node_id: number; account_id: string }>(sql`
    select p.tenant_id, t.code, t.name, p.node_id, p.account_id from identity.personalities p join platform.tenants t on t.id = p.tenant_id where p.id = ${personalityId}`);
  const tenant = { id: at.tenant_id, code: at.code, name: at.name };
  await publish({ tx, tenant }, { kind, nodeId: at.node_id, payload: { accountId: at.account_id, personalityId } });
}
