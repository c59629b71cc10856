import { v7 as uuidv7 } from 'uuid';
import { audit } from '#platform/audit';
import { daysBetween } from '#platform/civil-date';
import type { Context } from '#platform/context';
import type { RefusalOf, RequestOf } from '#platform/contract';
import { AppError } from '#platform/errors';
import { done, refuse, type Refused, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import { mostDelegationDays, type askDelegationRoute, type Delegation } from './delegation-contracts.ts';
import { publishDelegation } from './delegation-events.ts';
import { absentFacts, colleagues, overlapping, type AbsentFacts } from './delegation-facts.ts';
import { findDelegation, insertDelegation, toDelegation } from './delegations.ts';
import { isPassable } from '../changes/passable-privileges.ts';

type Wanted = RequestOf<typeof askDelegationRoute>['body'];
type Refusal = RefusalOf<typeof askDelegationRoute>;

/** Days within which a request of rights must be decided. */
const decisionDays = 14;
export const decideBefore = (now: Date): Date => new Date(now.getTime() + decisionDays * 86_400_000);

/** The personality to be stood in for: one's own, or one in the scope of whoever agrees to delegations. */
async function absentOf(ctx: Context, wanted: Wanted): Promise<AbsentFacts> {
  const id = wanted.absentPersonalityId ?? ctx.actor.personalityId;
  const facts = id === null ? undefined : await absentFacts(ctx, id);
  if (facts === undefined) throw new AppError('not_found', `personality ${id}`);
  if (facts.personalityId === ctx.actor.personalityId || ctx.actor.kind === 'system') return facts;
  const [below] = ctx.actor.privileges.has('identity.delegation.approve')
    ? await ctx.tx.rows(sql`select from identity.node_closure c where c.tenant_id = ${ctx.tenant.id} and c.ancestor_id = ${ctx.actor.scopeNodeId} and c.descendant_id = ${facts.nodeId}`)
    : [];
  if (below === undefined) throw new AppError('not_found', `personality ${id}`);
  return facts;
}

function daysFault(ctx: Context, { validFrom, validTo }: Wanted, absent: AbsentFacts): Refused<Refusal> | undefined {
  const days = daysBetween(validFrom, validTo);
  const possible = validFrom >= ctx.today && days >= 1 && days <= mostDelegationDays && (absent.validTo === null || absent.validTo > validFrom);
  return possible ? undefined : refuse('days_not_possible', 'body.validTo', { most: mostDelegationDays });
}

/**
 * Names a stand-in. Agreed at once where the profile leaves it to the two and the absent one asks, or where somebody above names one for a profile
 * that needs no second person; else it waits for somebody who is neither of the two. Throws not_found for an absent out of scope.
 */
export async function askDelegation(ctx: Context, wanted: Wanted): Promise<Result<Delegation, Refusal>> {
  if (ctx.actor.onBehalfOf !== undefined) return refuse('not_while_standing_in');
  const absent = await absentOf(ctx, wanted);
  if (absent.rule === 'none') return refuse('not_for_this_profile');
  const [standIn] = await colleagues(ctx, { personalityId: wanted.standInPersonalityId });
  if (standIn === undefined) return refuse('colleague_not_found', 'body.standInPersonalityId');
  if (standIn.accountId === absent.accountId) return refuse('same_person', 'body.standInPersonalityId');
  const fault = daysFault(ctx, wanted, absent);
  if (fault !== undefined) return fault;
  const privileges = [...new Set(wanted.privileges)].toSorted();
  const beyond = privileges.find((privilege) => !absent.privileges.includes(privilege) || !isPassable(privilege));
  if (beyond !== undefined) return refuse('privilege_not_passable', 'body.privileges', { privilege: beyond });
  // Two requests at once would each find no other.
  await ctx.tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`delegation ${absent.personalityId}`}, 0))`);
  const { validFrom, validTo, amountLimitCents, reason } = wanted;
  const until = await overlapping(ctx, { absentPersonalityId: absent.personalityId, standInAccountId: standIn.accountId, validFrom, validTo });
  if (until !== undefined) return refuse('overlaps', 'body.validFrom', { until });
  const { away } = await ctx.tx.row<{ away: boolean }>(sql`select identity.is_away(${standIn.accountId}, ${validFrom}, ${validTo}) as away`);
  if (away) return refuse('stand_in_away', 'body.standInPersonalityId');

  const id = uuidv7({ msecs: ctx.now.getTime() });
  const above = ctx.actor.accountId !== null && ctx.actor.accountId !== absent.accountId && ctx.actor.accountId !== standIn.accountId;
  const agreed = above && !absent.secondPerson;
  // Left to the two means: lent by the one whose place it is. The program asks in that one's name.
  const lent = absent.rule === 'free' && (ctx.actor.accountId === null || ctx.actor.accountId === absent.accountId);
  const state = agreed || lent ? 'approved' : 'requested';
  const row = {
    id, absentPersonalityId: absent.personalityId, absentAccountId: absent.accountId, standInPersonalityId: standIn.personalityId, standInAccountId: standIn.accountId,
    privileges, amountLimitCents, validFrom, validTo, reason, state, decidedBy: agreed ? ctx.actor.accountId : null, decideBefore: decideBefore(ctx.now),
  } as const;
  await insertDelegation(ctx, row);
  await audit(ctx, {
    action: 'identity.delegation.ask', objectKind: 'identity.delegation', objectId: id, after: row,
    details: { absent: absent.personalityId, standIn: standIn.accountId, validFrom, validTo, amountLimitCents, state, privileges: privileges.join(' ') },
  });
  await publishDelegation(ctx, id, absent.nodeId, state === 'requested' ? 'asked' : 'agreed');
  const written = await findDelegation(ctx, id);
  if (written === undefined) throw new AppError('internal', 'the delegation just written is not visible');
  return done(toDelegation(ctx, written));
}

