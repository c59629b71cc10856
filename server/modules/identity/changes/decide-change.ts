/** A second person approves a change of rights, which is made in the same transaction, or refuses it. */
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import type { RefusalOf } from '#platform/contract';
import { AppError } from '#platform/errors';
import { done, refuse, type Result } from '#platform/result';
import type { ChangeRequest, decideChangeRoute, withdrawChangeRoute } from './change-request-contracts.ts';
import { findChangeRequest, settleChangeRequest, type ChangeRequestRow } from './change-requests.ts';
import { publishChangeRequest } from '../delegation/delegation-events.ts';
import { inTurn, keepingTheLast } from './last-administrator.ts';
import { makeChange } from './rights-changes.ts';
import { changeFault, obstacleTo, toChangeRequest } from './show-change-request.ts';

type Refusal = RefusalOf<typeof decideChangeRoute>;

async function held(ctx: Context, id: string): Promise<ChangeRequestRow> {
  const row = await findChangeRequest(ctx, id, true);
  if (row === undefined) throw new AppError('not_found', `change request ${id}`);
  return row;
}

/** Decides an open request within the actor's scope. Throws not_found outside it. `known`: every privilege of the program. */
export async function decideChange(ctx: Context, id: string, { approve, note }: { approve: boolean; note: string }, known: ReadonlySet<string>): Promise<Result<ChangeRequest, Refusal>> {
  const row = await held(ctx, id);
  if (!row.inScope) throw new AppError('not_found', `change request ${id}`);
  const fault = await changeFault(ctx, row);
  if (fault !== undefined) return refuse(fault);
  if (!approve && note === '') return refuse('reason_needed', 'body.note');
  if (approve) await inTurn(ctx);
  const obstacle = approve ? await obstacleTo(ctx, row, known) : undefined;
  if (obstacle !== undefined) return obstacle;
  if (!(await settleChangeRequest(ctx, id, approve ? 'approved' : 'refused', note))) return refuse('no_longer_open');
  if (approve) {
    const made = await keepingTheLast<null, never>(ctx, async () => {
      await makeChange(ctx, id, row.change);
      return done(null);
    });
    if (!made.ok) return made;
  }
  await audit(ctx, {
    action: approve ? 'identity.change.approve' : 'identity.change.refuse', objectKind: 'identity.change-request', objectId: id, before: row.change, after: { approve },
    details: { kind: row.change.kind, requestedBy: row.requestedBy, beneficiary: row.beneficiaryId },
  });
  await publishChangeRequest(ctx, id, row.nodeId, approve ? 'approved' : 'refused');
  return done(await toChangeRequest(ctx, await held(ctx, id), known));
}

/** Takes back one's own open request. Throws not_found for another's. */
export async function withdrawChange(ctx: Context, id: string, known: ReadonlySet<string>): Promise<Result<ChangeRequest, RefusalOf<typeof withdrawChangeRoute>>> {
  const row = await held(ctx, id);
  if (row.requestedBy !== ctx.actor.accountId) throw new AppError('not_found', `change request ${id}`);
  if (!(await settleChangeRequest(ctx, id, 'withdrawn', ''))) return refuse('no_longer_open');
  await audit(ctx, { action: 'identity.change.withdraw', objectKind: 'identity.change-request', objectId: id, details: { kind: row.change.kind } });
  await publishChangeRequest(ctx, id, row.nodeId, 'withdrawn');
  return done(await toChangeRequest(ctx, await held(ctx, id), known));
}
