/** The kinds of changes of rights: what each touches, what it looks like before, and how it is made. */
import type { Context } from '#platform/context';
import { AppError, assert } from '#platform/errors';
import { refuse, type Refused } from '#platform/result';
import { sql } from '#platform/sql';
import { endPersonality, normalLoginName } from '../accounts/accounts.ts';
import type { RightsChange } from './change-request-contracts.ts';
import { placesOfProfile } from '../invitations/invitation-profiles.ts';
import { grantPersonality } from '../people/own-sellers-changes.ts';
import { belowNode } from '../rules/rule-sql.ts';
import { personalityAt, profileAt, type ProfileFacts } from '../rules/rights-facts.ts';

type ProposalFault =
  | 'person_not_found' | 'profile_unknown' | 'place_not_possible' | 'privilege_unknown' | 'nothing_changes' | 'no_second_person_needed' | 'profile_beyond_yours';

/** What a change touches, and the state it starts from. */
export interface ChangeFacts {
  /** The highest place it touches. */
  readonly nodeId: number;
  readonly beneficiaryId: string | null;
  /** Everything the decision rests on; when it differs later, the request is stale. */
  readonly before: Readonly<Record<string, unknown>>;
}

type Found = ChangeFacts | Refused<ProposalFault>;
export const isFacts = (found: Found): found is ChangeFacts => 'before' in found;

/** Administrative privileges are given only by those who hold them, and by those who see the whole tenant. */
async function beyondOwn(ctx: Context, profile: ProfileFacts): Promise<Refused<ProposalFault> | undefined> {
  if (ctx.actor.scopeNodeId === (await rootOf(ctx))) return undefined;
  const beyond = profile.privileges.find((privilege) => /^(identity|gateway|platform)\./.test(privilege) && !ctx.actor.privileges.has(privilege));
  return beyond === undefined ? undefined : refuse('profile_beyond_yours', 'body.change.profile', { privilege: beyond });
}

async function rootOf(ctx: Context): Promise<number> {
  const { root } = await ctx.tx.row<{ root: number }>(sql`select t.root_node_id as root from platform.tenants t where t.id = ${ctx.tenant.id}`);
  return root;
}

/** Whether the place lies in the actor's scope, is open, and is of a kind at which the profile stands. */
async function placeFits(ctx: Context, profile: string, nodeId: number): Promise<boolean> {
  const { nodeKinds } = await placesOfProfile(ctx, profile);
  const found = await ctx.tx.rows(sql`
    select from identity.nodes n where n.kind = any(${[...nodeKinds]}::text[]) and n.tenant_id = ${ctx.tenant.id} and n.id = ${nodeId} and n.valid_from <= ${ctx.today} and (n.valid_to is null or n.valid_to > ${ctx.today})
      and ${belowNode(ctx.tenant.id, sql`n.id`, ctx.actor.scopeNodeId)}`);
  return found.length === 1;
}

async function grantFacts(ctx: Context, change: Extract<RightsChange, { kind: 'grantPersonality' }>): Promise<Found> {
  const profile = await profileAt(ctx, change.profile);
  if (profile === undefined) return refuse('profile_unknown', 'body.change.profile');
  if (!profile.secondPerson) return refuse('no_second_person_needed', 'body.change.profile');
  if (!(await placeFits(ctx, change.profile, change.nodeId))) return refuse('place_not_possible', 'body.change.nodeId');
  const held = await ctx.tx.rows<{ id: string; profile: string; nodeId: number; status: string }>(sql`
    select p.personality_id as id, p.profile, p.node_id as "nodeId", p.account_status as status from identity.v_people p
    where p.tenant_id = ${ctx.tenant.id} and p.account_id = ${change.accountId} and p.kind <> 'customer' and p.valid_from <= ${ctx.today} and (p.valid_to is null or p.valid_to > ${ctx.today})
    order by p.personality_id`);
  if (held.length === 0 || held[0]?.status !== 'active') return refuse('person_not_found', 'body.change.accountId');
  if (held.some((one) => one.profile === change.profile && one.nodeId === change.nodeId)) return refuse('nothing_changes', 'body.change');
  return (await beyondOwn(ctx, profile)) ?? { nodeId: change.nodeId, beneficiaryId: change.accountId, before: { profile: change.profile, privileges: profile.privileges, held } };
}

/** Somebody who may have no account yet: whoever has that address gains. */
async function inviteFacts(ctx: Context, change: Extract<RightsChange, { kind: 'invitePersonality' }>): Promise<Found> {
  const profile = await profileAt(ctx, change.profile);
  if (profile === undefined) return refuse('profile_unknown', 'body.change.profile');
  if (!profile.secondPerson) return refuse('no_second_person_needed', 'body.change.profile');
  if (!(await placeFits(ctx, change.profile, change.nodeId))) return refuse('place_not_possible', 'body.change.nodeId');
  const known = await ctx.tx.rows<{ id: string }>(sql`select a.id from identity.accounts a where a.login_name = ${normalLoginName(change.email)}`);
  return (await beyondOwn(ctx, profile)) ?? { nodeId: change.nodeId, beneficiaryId: known[0]?.id ?? null, before: { profile: change.profile, privileges: profile.privileges } };
}

async function personalityFacts(ctx: Context, change: Extract<RightsChange, { kind: 'endPersonality' | 'movePersonality' }>): Promise<Found> {
  const standing = await personalityAt(ctx, change.personalityId);
  if (standing === undefined || (standing.validTo !== null && standing.validTo <= ctx.today)) return refuse('person_not_found', 'body.change.personalityId');
  const profile = await profileAt(ctx, standing.profile);
  if (profile === undefined || !profile.secondPerson) return refuse('no_second_person_needed', 'body.change.personalityId');
  const before = { personalityId: change.personalityId, profile: standing.profile, nodeId: standing.nodeId, validFrom: standing.validFrom, validTo: standing.validTo };
  if (change.kind === 'endPersonality') return { nodeId: standing.nodeId, beneficiaryId: standing.accountId, before };
  if (change.nodeId === standing.nodeId) return refuse('nothing_changes', 'body.change.nodeId');
  if (!(await placeFits(ctx, standing.profile, change.nodeId))) return refuse('place_not_possible', 'body.change.nodeId');
  // Both places are touched: whoever decides sees the one above them.
  const { node_id: above } = await ctx.tx.row<{ node_id: number }>(sql`
    select a.ancestor_id as node_id from identity.node_closure a join identity.node_closure b on b.tenant_id = a.tenant_id and b.ancestor_id = a.ancestor_id and b.descendant_id = ${change.nodeId}
    where a.tenant_id = ${ctx.tenant.id} and a.descendant_id = ${standing.nodeId} order by a.depth limit 1`);
  return (await beyondOwn(ctx, profile)) ?? { nodeId: above, beneficiaryId: standing.accountId, before: { ...before, privileges: profile.privileges } };
}

async function profileFacts(ctx: Context, change: Extract<RightsChange, { kind: 'changeProfile' }>, known: ReadonlySet<string>): Promise<Found> {
  const profile = await profileAt(ctx, change.profile);
  if (profile === undefined) return refuse('profile_unknown', 'body.change.profile');
  const root = await rootOf(ctx);
  if (ctx.actor.scopeNodeId !== root) return refuse('place_not_possible', 'body.change.profile');
  const unknown = change.add.find((privilege) => !known.has(privilege));
  if (unknown !== undefined) return refuse('privilege_unknown', 'body.change.add', { privilege: unknown });
  const clear = change.add.every((privilege) => !profile.own.includes(privilege)) && change.remove.every((privilege) => profile.own.includes(privilege)) && !change.add.some((privilege) => change.remove.includes(privilege));
  if (!clear || change.add.length + change.remove.length === 0) return refuse('nothing_changes', 'body.change');
  return { nodeId: root, beneficiaryId: null, before: { profile: change.profile, own: profile.own, parent: profile.parentKey } };
}

/** What a change touches as things stand now, or why it cannot be asked for. `known`: every privilege of the program. */
export async function changeFacts(ctx: Context, change: RightsChange, known: ReadonlySet<string>): Promise<Found> {
  if (change.kind === 'grantPersonality') return grantFacts(ctx, change);
  if (change.kind === 'invitePersonality') return inviteFacts(ctx, change);
  return change.kind === 'changeProfile' ? profileFacts(ctx, change, known) : personalityFacts(ctx, change);
}

/** Makes the change, with the rights and in the transaction of whoever approved it. */
export async function makeChange(ctx: Context, requestId: string, change: RightsChange): Promise<void> {
  if (change.kind === 'changeProfile') {
    await ctx.tx.run(sql`select identity.change_profile(${requestId})`);
    return;
  }
  // The invitation is its asker's to send (invitation-send.ts).
  if (change.kind === 'invitePersonality') return;
  if (change.kind === 'endPersonality') return endPersonality(ctx, change.personalityId);
  if (change.kind === 'grantPersonality') return grant(ctx, change);
  const before = await personalityAt(ctx, change.personalityId);
  if (before === undefined) throw new AppError('not_found', `personality ${change.personalityId}`);
  await endPersonality(ctx, change.personalityId);
  await grant(ctx, { accountId: before.accountId, profile: before.profile, nodeId: change.nodeId });
}

async function grant(ctx: Context, wanted: { accountId: string; profile: string; nodeId: number }): Promise<void> {
  const granted = await grantPersonality(ctx, wanted);
  // Looked at when it was asked for and again just now; a profile's places do not change.
  assert(granted.ok, 'the place fits the profile');
}
