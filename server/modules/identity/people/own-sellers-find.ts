/** The people whom whoever acts may manage, and what may be done with each at this moment. */
import type { z } from 'zod';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { nothing, sql } from '#platform/sql';
import type { personOperationsRoute } from '../api.ts';
import { placesOfProfile } from '../invitations/invitation-profiles.ts';
import { profileAt } from '../rules/rights-facts.ts';
import { belowNode, permitted } from '../rules/rule-sql.ts';
import { managePeople } from '../rules/rules.ts';

export interface ManagedPerson {
  readonly personalityId: string;
  readonly accountId: string;
  readonly profile: string;
  readonly nodeId: number;
  readonly nodeKind: string;
  readonly parentNodeId: number | null;
  readonly validTo: string | null;
  readonly suspended: boolean;
  readonly over: boolean;
}

/**
 * A role below the own node, held until the transaction ends: never one's own, never as a stand-in; at the own node itself only for
 * holders of `identity.people.grant`. Everybody else's does not exist: throws not_found.
 */
export async function getManagedPerson(ctx: Context, personalityId: string): Promise<ManagedPerson> {
  const peers = ctx.actor.privileges.has('identity.people.grant') || ctx.actor.kind === 'system' ? nothing : sql`and p.node_id <> ${ctx.actor.scopeNodeId}`;
  const person = await ctx.tx.maybeRow<ManagedPerson>(sql`
    select p.id as "personalityId", p.account_id as "accountId", p.profile_key as profile, p.node_id as "nodeId", n.kind as "nodeKind", n.parent_id as "parentNodeId", p.valid_to as "validTo",
      p.suspended_at is not null as suspended, p.valid_to is not null and p.valid_to <= ${ctx.today} as over
    from identity.personalities p join identity.nodes n on n.tenant_id = p.tenant_id and n.id = p.node_id
    where ${permitted(ctx, managePeople, { tenantId: sql`p.tenant_id`, nodeId: sql`p.node_id`, ownerAccountId: sql`p.account_id` })} and p.kind <> 'customer' and p.id = ${personalityId} ${peers}
    for update of p`);
  if (person === undefined) throw new AppError('not_found', 'personality');
  return person;
}

const words = {
  over: { it: 'Il ruolo è già finito.', en: 'The role is over.' },
  suspended: { it: 'È già sospeso.', en: 'Suspended already.' },
  atWork: { it: 'Non è sospeso.', en: 'Not suspended.' },
  nowhere: { it: 'Non c’è un’altra sede dove possa andare.', en: 'There is no other place to go.' },
};

/** What may be done with a person's role, and why not; where it may go. */
export async function describeOperations(ctx: Context, personalityId: string): Promise<z.output<typeof personOperationsRoute.response>> {
  const person = await getManagedPerson(ctx, personalityId);
  const secondPerson = (await profileAt(ctx, person.profile))?.secondPerson === true;
  const { nodeKinds, ownNode } = await placesOfProfile(ctx, person.profile);
  const here = ownNode ? person.parentNodeId : person.nodeId;
  const destinations = await ctx.tx.rows<{ id: number; code: string; name: string }>(sql`
    select n.id, n.code, n.name from identity.v_nodes n
    where n.tenant_id = ${ctx.tenant.id} and ${belowNode(ctx.tenant.id, sql`n.id`, ctx.actor.scopeNodeId)} and n.kind = any(${[...nodeKinds]}) and n.id <> ${here ?? 0}
      and (n.valid_to is null or n.valid_to > ${ctx.today}) order by n.code limit 500`);
  const over = person.over ? words.over : null;
  return {
    suspended: person.suspended,
    validTo: person.validTo,
    secondPerson,
    operations: [
      { operation: 'suspend', reason: over ?? (person.suspended ? words.suspended : null) },
      { operation: 'resume', reason: over ?? (person.suspended ? null : words.atWork) },
      { operation: 'end', reason: over },
      { operation: 'move', reason: over ?? (destinations.length === 0 ? words.nowhere : null) },
    ],
    destinations,
  };
}
