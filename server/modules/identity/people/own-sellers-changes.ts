/** What happens to roles: given, suspended, taken back, ended, moved. Whoever calls has the right to; where is decided here and by row-level security. */
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { AppError, assert } from '#platform/errors';
import { publish } from '#platform/outbox';
import { done, refuse, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import { addPersonality, endPersonality } from '../accounts/accounts.ts';
import { nodeInScope } from '../invitations/invitation-send.ts';
import { placesOfProfile } from '../invitations/invitation-profiles.ts';
import { managePeople } from '../rules/rules.ts';
import { decideOnPerson } from '../rules/ruled-person.ts';
import { dealerOf, moveNode } from './nodes.ts';
import type { ManagedPerson } from './own-sellers-find.ts';

/** Sessions that a person holds within the scope of whoever acts. */
async function endSessionsOf(ctx: Context, accountId: string): Promise<void> {
  await ctx.tx.run(sql`select identity.end_sessions_in_scope(${accountId}, ${ctx.now})`);
}

/**
 * Gives an account a role at a node of the own scope and answers the personality. A seller gets a node of his own below the branch
 * or dealer named. The place is looked up here; whether the profile may be given is the caller's to know.
 */
export async function grantPersonality(ctx: Context, granted: { readonly accountId: string; readonly profile: string; readonly nodeId: number; readonly validFrom?: string }): Promise<Result<string, 'place_not_fitting'>> {
  const node = await nodeInScope(ctx, granted.nodeId);
  const profile = await placesOfProfile(ctx, granted.profile);
  if (!profile.nodeKinds.includes(node.kind)) return refuse('place_not_fitting', 'body.nodeId');
  const validFrom = granted.validFrom ?? ctx.today;
  let nodeId = node.id;
  if (profile.ownNode) {
    const person = await ctx.tx.maybeRow<{ display_name: string; login_name: string }>(sql`select a.display_name, a.login_name from identity.accounts a where a.id = ${granted.accountId}`);
    if (person === undefined) throw new AppError('not_found', 'account');
    const added = await ctx.tx.row<{ id: number | null }>(sql`select identity.add_seller_in_scope(${node.id}, ${person.display_name}, ${person.login_name}, ${validFrom}::date) as id`);
    assert(added.id !== null, 'the node is in scope');
    nodeId = added.id;
    await publish(ctx, { kind: 'identity.node-added', nodeId, payload: { nodeId } });
  }
  const place = (await dealerOf(ctx, node.id)) ?? node;
  const id = await addPersonality(ctx, { accountId: granted.accountId, profile: granted.profile, nodeId, label: `${profile.name.it} · ${place.name}`.slice(0, 200), validFrom });
  await publish(ctx, { kind: 'identity.personality-granted', nodeId, payload: { personalityId: id } });
  return done(id);
}

/** Suspends a role at once; suspending it twice changes nothing. */
export async function suspendPersonality(ctx: Context, person: ManagedPerson): Promise<Result<null, 'role_over'>> {
  if (person.over) return refuse('role_over');
  if (person.suspended) return done(null);
  const decision = await decideOnPerson(ctx, managePeople, person);
  await ctx.tx.run(sql`update identity.personalities set suspended_at = ${ctx.now} where tenant_id = ${ctx.tenant.id} and id = ${person.personalityId}`);
  await endSessionsOf(ctx, person.accountId);
  await audit(ctx, { action: 'identity.personality.suspend', objectKind: 'personality', objectId: person.personalityId, before: { suspended: false }, after: { suspended: true }, decision });
  // For whoever holds a stream, a grant or a page of it: it is over until further notice.
  await publish(ctx, { kind: 'identity.personality-ended', nodeId: person.nodeId, payload: { personalityId: person.personalityId } });
  return done(null);
}

/** Takes a suspended role back. Sessions do not come back: the person signs in. */
export async function resumePersonality(ctx: Context, person: ManagedPerson): Promise<Result<null, 'role_over'>> {
  if (person.over) return refuse('role_over');
  if (!person.suspended) return done(null);
  const decision = await decideOnPerson(ctx, managePeople, person);
  await ctx.tx.run(sql`update identity.personalities set suspended_at = null where tenant_id = ${ctx.tenant.id} and id = ${person.personalityId}`);
  await audit(ctx, { action: 'identity.personality.resume', objectKind: 'personality', objectId: person.personalityId, before: { suspended: true }, after: { suspended: false }, decision });
  await publish(ctx, { kind: 'identity.personality-granted', nodeId: person.nodeId, payload: { personalityId: person.personalityId } });
  return done(null);
}

/** Ends a role: from today at once, with its sessions; from a later day when that day begins. */
export async function endPersonalityFrom(ctx: Context, person: ManagedPerson, from: string): Promise<Result<null, 'role_over' | 'day_is_past'>> {
  if (person.over) return refuse('role_over');
  if (from < ctx.today) return refuse('day_is_past', 'body.from');
  if (from === ctx.today) await endSessionsOf(ctx, person.accountId);
  await endPersonality(ctx, person.personalityId, from);
  return done(null);
}

/**
 * Moves a role within the own scope; its sessions end. A seller's own node moves with everything that stands at it, and the tree
 * keeps the history of its places. Any other role ends here and begins there: two rows, one after the other. Answers the
 * personality that goes on.
 */
export async function movePersonality(ctx: Context, person: ManagedPerson, toNodeId: number): Promise<Result<string, 'role_over' | 'already_there' | 'place_not_fitting'>> {
  if (person.over) return refuse('role_over');
  const target = await nodeInScope(ctx, toNodeId);
  const profile = await placesOfProfile(ctx, person.profile);
  if (!profile.nodeKinds.includes(target.kind)) return refuse('place_not_fitting', 'body.nodeId');
  if (target.id === (profile.ownNode ? person.parentNodeId : person.nodeId)) return refuse('already_there', 'body.nodeId');
  const decision = await decideOnPerson(ctx, managePeople, person);
  await endSessionsOf(ctx, person.accountId);
  let goesOn = person.personalityId;
  if (profile.ownNode && person.nodeKind === 'seller') {
    const moved = await moveNode(ctx, person.nodeId, target.id);
    assert(moved.ok, 'a seller stands below any branch or dealer');
  } else {
    await endPersonality(ctx, person.personalityId);
    const granted = await grantPersonality(ctx, { accountId: person.accountId, profile: person.profile, nodeId: target.id });
    assert(granted.ok, 'the place was looked at');
    goesOn = granted.value;
  }
  await audit(ctx, {
    action: 'identity.personality.move', objectKind: 'personality', objectId: person.personalityId, details: { from: person.parentNodeId ?? person.nodeId, to: target.id, goesOn }, decision,
  });
  return done(goesOn);
}
