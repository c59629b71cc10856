/** A third person agrees to a delegation or refuses it; either side or those above end it. */
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import type { RefusalOf } from '#platform/contract';
import { AppError } from '#platform/errors';
import { done, refuse, type Result } from '#platform/result';
import type { decideDelegationRoute, Delegation, endDelegationRoute } from './delegation-contracts.ts';
import { publishDelegation } from './delegation-events.ts';
import { absentFacts } from './delegation-facts.ts';
import { closeDelegation, delegationFault, findDelegation, mayEnd, settleDelegation, toDelegation, type DelegationRow } from './delegations.ts';

async function held(ctx: Context, id: string): Promise<DelegationRow> {
  const row = await findDelegation(ctx, id, true);
  if (row === undefined) throw new AppError('not_found', `delegation ${id}`);
  return row;
}

/** Reads it again after the change, as the actor sees it. */
async function answer(ctx: Context, id: string): Promise<Delegation> {
  return toDelegation(ctx, await held(ctx, id));
}

/** Whether the absent still is in force and still holds all that is to be lent, and the stand-in is in force. */
async function isStale(ctx: Context, row: DelegationRow): Promise<boolean> {
  const absent = await absentFacts(ctx, row.absentPersonalityId);
  return !row.sound || absent === undefined || row.privileges.some((privilege) => !absent.privileges.includes(privilege));
}

/** Decides an open request within the actor's scope. Throws not_found outside it. */
export async function decideDelegation(ctx: Context, id: string, { approve, note }: { approve: boolean; note: string }): Promise<Result<Delegation, RefusalOf<typeof decideDelegationRoute>>> {
  const row = await held(ctx, id);
  if (!row.inScope || row.absentNodeId === null) throw new AppError('not_found', `delegation ${id}`);
  const fault = delegationFault(ctx, row);
  if (fault !== undefined) return refuse(fault);
  if (!approve && note === '') return refuse('reason_needed', 'body.note');
  if (approve && (await isStale(ctx, row))) return refuse('request_stale');
  const state = approve ? 'approved' : 'refused';
  if (!(await settleDelegation(ctx, id, state, note))) return refuse('no_longer_open');
  await audit(ctx, {
    action: approve ? 'identity.delegation.approve' : 'identity.delegation.refuse', objectKind: 'identity.delegation', objectId: id, before: { state: row.state }, after: { state },
    details: { requestedBy: row.requestedBy, absent: row.absentPersonalityId, standIn: row.standInAccountId },
  });
  await publishDelegation(ctx, id, row.absentNodeId, approve ? 'agreed' : 'refused');
  return done(await answer(ctx, id));
}

/** Ends a delegation, or withdraws the request: whoever acts under it is refused from the next request on. Throws not_found for everybody it does not concern. */
export async function endDelegation(ctx: Context, id: string, note: string): Promise<Result<Delegation, RefusalOf<typeof endDelegationRoute>>> {
  const row = await held(ctx, id);
  if (!mayEnd(ctx, row)) throw new AppError('not_found', `delegation ${id}`);
  if (!(await closeDelegation(ctx, id, note))) return refuse('no_longer_open');
  await audit(ctx, {
    action: 'identity.delegation.end', objectKind: 'identity.delegation', objectId: id, before: { state: row.state }, after: { state: 'ended' },
    details: { absent: row.absentPersonalityId, standIn: row.standInAccountId },
  });
  await publishDelegation(ctx, id, row.absentNodeId ?? ctx.actor.scopeNodeId, 'ended');
  return done(await answer(ctx, id));
}
