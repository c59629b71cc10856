/** What happened to an account that its owner should hear of. The payload's accountId keeps it to the owner's own pages. */
import type { Actor, Tx } from '#platform/context';
import { assert } from '#platform/errors';
import { publish } from '#platform/outbox';
import { sql } from '#platform/sql';

export const newDeviceKind = 'identity.new-device';
export const passwordChangedKind = 'identity.password-changed';
export const passwordResetAskedKind = 'identity.password-reset-asked';
export const factorChangedKind = 'identity.factor-changed';
/** The steps by which a lost factor falls. */
export const recoveryAskedKind = 'identity.recovery-asked';
export const recoveryConfirmedKind = 'identity.recovery-confirmed';
export const recoveryStoppedKind = 'identity.recovery-stopped';
export const recoveryDoneKind = 'identity.recovery-done';
export const passkeyAddedKind = 'identity.passkey-added';
export const passkeyRemovedKind = 'identity.passkey-removed';
/** A passkey's counter went back: somebody may have copied the authenticator. */
export const passkeyCopiedKind = 'identity.passkey-copied';

type OwnerKind =
  | typeof newDeviceKind | typeof passwordChangedKind | typeof passwordResetAskedKind | typeof factorChangedKind
  | typeof recoveryAskedKind | typeof recoveryConfirmedKind | typeof recoveryStoppedKind | typeof recoveryDoneKind
  | typeof passkeyAddedKind | typeof passkeyRemovedKind | typeof passkeyCopiedKind;

/** Announces it in the gate's transaction, at the node of the personality the person acts as. */
export async function publishToOwner(tx: Tx, kind: OwnerKind, personalityId: string, facts: Readonly<Record<string, string>> = {}): Promise<void> {
  const at = await tx.row<{ tenant_id: number; code: string; name: string; node_id: number; account_id: string }>(sql`
    select p.tenant_id, t.code, t.name, p.node_id, p.account_id from identity.personalities p join platform.tenants t on t.id = p.tenant_id where p.id = ${personalityId}`);
  const tenant = { id: at.tenant_id, code: at.code, name: at.name };
  await publish({ tx, tenant }, { kind, nodeId: at.node_id, payload: { ...facts, accountId: at.account_id, personalityId } });
}

/** By which personality the person of a session is told something: whoever stands in hears it as himself, and the absent does not. */
export async function ownPersonalityOf(tx: Tx, actor: Pick<Actor, 'personalityId' | 'onBehalfOf'>): Promise<string> {
  if (actor.onBehalfOf !== undefined) {
    const { id } = await tx.row<{ id: string }>(sql`select d.stand_in_personality_id as id from identity.delegations d where d.id = ${actor.onBehalfOf.delegationId}`);
    return id;
  }
  assert(actor.personalityId !== null, 'people have personalities');
  return actor.personalityId;
}
