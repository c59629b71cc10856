import type { z } from 'zod';
import type { Context } from '#platform/context';
import { sql } from '#platform/sql';
import type { organisationNode } from '../api.ts';

const mostNodes = 10_000;

interface Row extends Omit<z.output<typeof organisationNode>, 'people' | 'peopleBelow'> {
  people: number;
  peopleBelow: number;
}

/** The nodes from the active scope downwards, parents first, with the people in force today (customers aside). */
export async function listOrganisation(ctx: Context): Promise<{ items: Row[]; complete: boolean }> {
  const rows = await ctx.tx.listRows<Row>(sql`
    with here as (
      select v.node_id, count(distinct v.account_id) as people from identity.v_people v
      where v.tenant_id = ${ctx.tenant.id} and v.kind <> 'customer' and v.valid_from <= ${ctx.today} and (v.valid_to is null or v.valid_to > ${ctx.today})
      group by v.node_id
    ), below as (
      select c.ancestor_id, sum(h.people)::integer as people from here h
      join identity.v_node_closure c on c.tenant_id = ${ctx.tenant.id} and c.descendant_id = h.node_id group by c.ancestor_id
    )
    select n.id, n.parent_id as "parentId", n.kind, n.code, n.name, n.valid_from as "validFrom", n.valid_to as "validTo", n.city, n.province,
      coalesce(h.people, 0) as people, coalesce(b.people, 0) as "peopleBelow"
    from identity.v_node_closure s
    join identity.v_nodes n on n.tenant_id = s.tenant_id and n.id = s.descendant_id
    left join here h on h.node_id = n.id
    left join below b on b.ancestor_id = n.id
    where s.tenant_id = ${ctx.tenant.id} and s.ancestor_id = ${ctx.actor.scopeNodeId}
    order by s.depth, n.code limit ${mostNodes + 1}`);
  return { items: rows.slice(0, mostNodes), complete: rows.length <= mostNodes };
}
