/** What happens to delegations and requests of rights, for those whom it concerns. Payloads carry ids and codes. */
import type { Context } from '#platform/context';
import { publish } from '#platform/outbox';

export const delegationChangedKind = 'identity.delegation-changed';
export const changeRequestedKind = 'identity.change-request';

/** `asked`: somebody above must agree; the others tell both sides how it went. */
export type DelegationStep = 'asked' | 'agreed' | 'refused' | 'ended';
export type ChangeStep = 'asked' | 'approved' | 'refused' | 'withdrawn';

export async function publishDelegation(ctx: Context, delegationId: string, nodeId: number, step: DelegationStep): Promise<void> {
  await publish(ctx, { kind: delegationChangedKind, nodeId, payload: { delegationId, step } });
}

export async function publishChangeRequest(ctx: Context, requestId: string, nodeId: number, step: ChangeStep): Promise<void> {
  await publish(ctx, { kind: changeRequestedKind, nodeId, payload: { requestId, step } });
}
