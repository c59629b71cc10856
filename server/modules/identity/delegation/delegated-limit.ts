/** The amount up to which a stand-in acts for the absent: business modules ask before a deed that has one. */
import type { Actor, Context } from '#platform/context';
import { refuse, type Refused } from '#platform/result';
import { signatureFor } from '#platform/signatures';
import { sql } from '#platform/sql';

/** People in force at the absent's place or above it, up to the reach, who hold the privilege: nearest first, without the stand-in. */
async function whoCan(ctx: Context, privilege: string): Promise<string[]> {
  const rows = await ctx.tx.rows<{ name: string }>(sql`
    with recursive holders as (
      select h.profile_key as key from identity.profile_privileges h where h.tenant_id = ${ctx.tenant.id} and h.privilege = ${privilege}
      union select r.key from identity.profiles r join holders on r.parent_key = holders.key where r.tenant_id = ${ctx.tenant.id}
    )
    select p.display_name as name from identity.v_people p
    join identity.node_closure c on c.tenant_id = p.tenant_id and c.descendant_id = ${ctx.actor.scopeNodeId} and c.ancestor_id = p.node_id
    where p.tenant_id = ${ctx.tenant.id} and p.profile in (select holders.key from holders) and p.account_status = 'active' and not p.suspended and p.account_id <> ${ctx.actor.accountId}
      and p.valid_from <= ${ctx.today} and (p.valid_to is null or p.valid_to > ${ctx.today})
    order by c.depth, p.display_name limit 2`);
  return rows.map(({ name }) => name);
}

/**
 * Refuses a deed of `amountCents` above the limit of the delegation under which the actor works; the limit itself is within it.
 * Undefined for everybody who acts in his own name and for delegations without a limit.
 */
export async function refuseAboveLimit(ctx: Context, privilege: string, amountCents: number, path?: string): Promise<Refused<'above_delegated_limit'> | undefined> {
  const absent = ctx.actor.onBehalfOf;
  if (absent === undefined || absent.amountLimitCents === null || amountCents <= absent.amountLimitCents) return undefined;
  const names = await whoCan(ctx, privilege);
  return refuse('above_delegated_limit', path, {
    amountCents, limitCents: absent.amountLimitCents, absentName: absent.displayName, whoCan: names.length === 0 ? absent.displayName : names.join(', '),
  });
}

/** How whoever acts is named on papers and in lists: a stand-in with the colleague whose place he takes. */
export function signatureOf({ displayName, onBehalfOf }: Pick<Actor, 'displayName' | 'onBehalfOf'>): string {
  return signatureFor(displayName, onBehalfOf?.displayName);
}
