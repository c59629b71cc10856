/** Word to open pages that a delivery went another step; they ask for the list by their own rights. */
import { companyNode } from '#identity';
import type { Tx } from '#platform/context';
import { publish } from '#platform/outbox';

/** Told at the top of the organisation: who looks after applications stands there. The gate's transaction. */
export async function tellDeliveryChanged(tx: Tx, tenantId: number): Promise<void> {
  const root = await companyNode(tx, tenantId);
  if (root === undefined) return;
  await publish({ tx, tenant: { id: tenantId, code: '', name: '' } }, { kind: 'gateway.delivery-changed', nodeId: root, payload: {} });
}
