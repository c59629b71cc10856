/** Whom a writer may address: places, people and profiles of his part of the organisation. */
import { findNode } from '#identity';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { sql } from '#platform/sql';

/** Twenty of each at most, by name or code; without words the places right below the writer. */
export async function findAddressable(ctx: Context, q: string | undefined) {
  const scope = ctx.actor.scopeNodeId;
  const home = await findNode(ctx, scope);
  if (home === undefined) throw new AppError('not_found', `node ${scope}`);
  const like = q === undefined || q === '' ? undefined : `%${q.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const wanted = like === undefined ? sql`c.depth = 1` : sql`(n.name ilike ${like} or n.code ilike ${like})`;
  const places = await ctx.tx.listRows<{ nodeId: number; code: string; name: string; kind: string }>(sql`
    select n.id as "nodeId", n.code, n.name, n.kind from identity.v_node_closure c join identity.v_nodes n on n.tenant_id = c.tenant_id and n.id = c.descendant_id
    where c.tenant_id = ${ctx.tenant.id} and c.ancestor_id = ${scope} and n.kind <> 'seller' and ${wanted} and n.valid_from <= ${ctx.today} and (n.valid_to is null or n.valid_to > ${ctx.today})
    order by c.depth, n.name limit 20`);
  const people =
    like === undefined
      ? []
      : await ctx.tx.listRows<{ personalityId: string; displayName: string; label: string }>(sql`
          select p.personality_id as "personalityId", p.display_name as "displayName", p.label from identity.v_people p
          join identity.v_node_closure c on c.tenant_id = p.tenant_id and c.descendant_id = p.node_id and c.ancestor_id = ${scope}
          where p.tenant_id = ${ctx.tenant.id} and p.display_name ilike ${like} and p.valid_from <= ${ctx.today} and (p.valid_to is null or p.valid_to > ${ctx.today})
          order by p.display_name, p.personality_id limit 20`);
  const profiles = await ctx.tx.rows<{ key: string; it: string; en: string }>(sql`select p.key, p.name_it as it, p.name_en as en from news.v_profiles p where p.tenant_id = ${ctx.tenant.id} order by p.name_it`);
  return { home: { nodeId: home.id, name: home.name }, places, people, profiles: profiles.map(({ key, it, en }) => ({ key, name: { it, en } })) };
}
