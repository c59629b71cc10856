import { digest } from '#platform/audit';
import type { Context } from '#platform/context';
import { refuse, type Refused } from '#platform/result';
import type { ChangeRequest } from './change-request-contracts.ts';
import type { ChangeRequestRow } from './change-requests.ts';
import { approvalFault, type ApprovalFault } from './may-approve.ts';
import { changeFacts, isFacts } from './rights-changes.ts';
import { holdsProfile } from '../rules/rights-facts.ts';

/** What forbids the actor to decide a request; undefined when he may. Stale means that what it rests on has changed. */
export async function changeFault(ctx: Context, row: ChangeRequestRow): Promise<ApprovalFault | undefined> {
  const gains = row.change.kind === 'changeProfile' && row.change.add.length > 0 && ctx.actor.accountId !== null && (await holdsProfile(ctx, ctx.actor.accountId, row.change.profile));
  const beneficiaries = [row.beneficiaryId, gains ? ctx.actor.accountId : null].filter((id) => id !== null);
  const open = row.state === 'open' && row.decideBefore > ctx.now;
  return approvalFault(ctx.actor, { requesters: [row.requestedBy], beneficiaries, state: open ? 'open' : 'decided' });
}

/** What keeps an open request from being approved beside the person who would: it rests on what is gone, or gives what that person cannot give. */
export async function obstacleTo(ctx: Context, row: ChangeRequestRow, known: ReadonlySet<string>): Promise<Refused<'request_stale' | 'profile_beyond_yours'> | undefined> {
  const facts = await changeFacts(ctx, row.change, known);
  if (isFacts(facts)) return digest(facts.before).equals(row.beforeDigest) ? undefined : refuse('request_stale');
  return facts.refusal === 'profile_beyond_yours' ? refuse('profile_beyond_yours', undefined, facts.details) : refuse('request_stale');
}

/** A request as the actor reads it. */
export async function toChangeRequest(ctx: Context, row: ChangeRequestRow, known: ReadonlySet<string>): Promise<ChangeRequest> {
  const open = row.state === 'open' && row.decideBefore > ctx.now;
  const decides = open && row.inScope && ctx.actor.privileges.has('identity.rights.approve');
  const obstacle = open && row.inScope ? (await obstacleTo(ctx, row, known))?.refusal : undefined;
  const fault = decides ? ((await changeFault(ctx, row)) ?? obstacle) : undefined;
  return {
    id: row.id,
    change: row.change,
    about: { person: row.beneficiaryName, profile: row.profileIt === null || row.profileEn === null ? null : { it: row.profileIt, en: row.profileEn }, node: row.nodeName },
    reason: row.reason,
    state: row.state === 'open' && !open ? 'lapsed' : row.state,
    stale: obstacle === 'request_stale',
    alone: row.alone,
    requestedAt: row.requestedAt.toISOString(),
    requestedBy: row.requestedByName ?? '–',
    decideBefore: row.decideBefore.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decidedBy: row.decidedByName,
    decisionNote: row.decisionNote,
    mayDecide: decides && fault === undefined,
    decisionFault: fault ?? null,
    mayWithdraw: open && row.requestedBy === ctx.actor.accountId && ctx.actor.onBehalfOf === undefined,
  };
}
