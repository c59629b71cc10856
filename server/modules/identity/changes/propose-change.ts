import { v7 as uuidv7 } from 'uuid';
import { audit, digest } from '#platform/audit';
import type { Context } from '#platform/context';
import type { RefusalOf } from '#platform/contract';
import { AppError, assert } from '#platform/errors';
import { done, refuse, type Result } from '#platform/result';
import { decideBefore } from '../delegation/ask-delegation.ts';
import type { ChangeRequest, proposeChangeRoute, RightsChange } from './change-request-contracts.ts';
import { findChangeRequest, insertChangeRequest, isAskedAlready } from './change-requests.ts';
import { publishChangeRequest } from '../delegation/delegation-events.ts';
import { givableProfiles } from '../invitations/invitation-profiles.ts';
import { changeFacts, isFacts, makeChange, type ChangeFacts } from './rights-changes.ts';
import { hasOtherHolder, profileAt } from '../rules/rights-facts.ts';
import { toChangeRequest } from './show-change-request.ts';

/** After so long a suspension somebody is no second person any more: else the house would stand still for good. */
const restDays = 14;

/**
 * Whether the only administrator there is gives the tenant its second person: nobody else could decide, the profile decides on
 * changes of rights itself, and somebody else receives it. The one change that needs no other pair of eyes, because there is none.
 */
async function isFirstSecondPerson(ctx: Context, change: RightsChange, facts: ChangeFacts): Promise<boolean> {
  if ((change.kind !== 'grantPersonality' && change.kind !== 'invitePersonality') || ctx.actor.accountId === null || facts.beneficiaryId === ctx.actor.accountId) return false;
  const profile = await profileAt(ctx, change.profile);
  if (profile?.privileges.includes('identity.rights.approve') !== true) return false;
  const since = new Date(ctx.now.getTime() - restDays * 86_400_000);
  return !(await hasOtherHolder(ctx, 'identity.rights.approve', facts.nodeId, { accountId: ctx.actor.accountId, since }));
}

/** Asks for a change of rights within the actor's scope. `known`: every privilege of the program. */
export async function proposeChange(ctx: Context, { change, reason }: { change: RightsChange; reason: string }, known: ReadonlySet<string>): Promise<Result<ChangeRequest, RefusalOf<typeof proposeChangeRoute>>> {
  if (ctx.actor.onBehalfOf !== undefined) return refuse('not_while_standing_in');
  assert(ctx.actor.accountId !== null, 'people ask for changes of rights');
  const facts = await changeFacts(ctx, change, known);
  if (!isFacts(facts)) return facts;
  // Approved, it is the asker's to send: what could not be sent is not asked for.
  if (change.kind === 'invitePersonality' && !(await givableProfiles(ctx)).some(({ key }) => key === change.profile)) return refuse('profile_not_given', 'body.change.profile');
  if (await isAskedAlready(ctx, change)) return refuse('already_asked');
  const id = uuidv7({ msecs: ctx.now.getTime() });
  const alone = await isFirstSecondPerson(ctx, change, facts);
  await insertChangeRequest(ctx, {
    id, change, nodeId: facts.nodeId, beneficiaryId: facts.beneficiaryId, before: facts.before, beforeDigest: digest(facts.before), reason, decideBefore: decideBefore(ctx.now), alone,
  });
  await audit(ctx, { action: 'identity.change.ask', objectKind: 'identity.change-request', objectId: id, before: facts.before, after: change, details: { kind: change.kind, nodeId: facts.nodeId, beneficiary: facts.beneficiaryId, alone } });
  if (alone) await makeChange(ctx, id, change);
  await publishChangeRequest(ctx, id, facts.nodeId, alone ? 'approved' : 'asked');
  const written = await findChangeRequest(ctx, id);
  if (written === undefined) throw new AppError('internal', 'the request just written is not visible');
  return done(await toChangeRequest(ctx, written, known));
}
