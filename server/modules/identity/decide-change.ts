/** A second person approves a change of rights, which is made in the same transaction, or refuses it. */
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import type { RefusalOf } from '#platform/contract';
import { AppError } from '#platform/errors';
import { done, refuse, type Refused, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import type { ChangeRequest, decideChangeRoute, withdrawChangeRoute } from './change-request-contracts.ts';
import { findChangeRequest, settleChangeRequest, type ChangeRequestRow } from './change-requests.ts';
import { publishChangeRequest } from './delegation-events.ts';
import { makeChange } from './rights-changes.ts';
import { countHolders } from './rights-facts.ts';
import { changeFault, obstacleTo, toChangeRequest } from './show-change-request.ts';

type Refusal = RefusalOf<typeof decideChangeRoute>;

async function held(ctx: Context, id: string): Promise<ChangeRequestRow> {
  const row = await findChangeRequest(ctx, id, true);
  if (row === undefined) throw new AppError('not_found', `change request ${id}`);
  return row;
}

/** An installation never loses the last person who asks for changes of rights, nor the last who decides them, for the whole company. */
async function refuseLosingTheLast(ctx: Context): Promise<Refused<'last_administrator'> | undefined> {
  const { root } = await ctx.tx.row<{ root: number }>(sql`select t.root_node_id as root from platform.tenants t where t.id = ${ctx.tenant.id}`);
  for (const privilege of ['identity.rights.propose', 'identity.rights.approve']) {
    if ((await countHolders(ctx, privilege, root)) === 0) return refuse('last_administrator');
  }
  return undefined;
}

/** Decides an open request within the actor's scope. Throws not_found outside it. `known`: every privilege of the program. */
export async function decideChange(ctx: Context, id: string, { approve, note }: { approve: boolean; note: string }, known: ReadonlySet<string>): Promise<Result<ChangeRequest, Refusal>> {
  const row = await held(ctx, id);
  if (!row.inScope) throw new AppError('not_found', `change request ${id}`);
  const fault = await changeFault(ctx, row);
  if (fault !== undefined) return refuse(fault);
  if (!approve && note === '') return refuse('reason_needed', 'body.note');
  // Two approvals at once would each leave the other's person as the last one.
  if (approve) await ctx.tx.run(sql`select pg_advisory_xact_lock(hashtextextended('rights', ${ctx.tenant.id}))`);
  const obstacle = approve ? await obstacleTo(ctx, row, known) : undefined;
  if (obstacle !== undefined) return obstacle;
  if (!(await settleChangeRequest(ctx, id, approve ? 'approved' : 'refused', note))) return refuse('no_longer_open');
  if (approve) {
    await makeChange(ctx, id, row.change);
    const last = await refuseLosingTheLast(ctx);
    if (last !== undefined) return last;
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
