/** SQL of what a preview tells of the moves: nodes touched, people around them, later moves. */
import type { Context } from '#platform/context';
import { sql } from '#platform/sql';
import type { MovePreview } from './move-contracts.ts';
import { inForceOn, placeBriefs, treeId, unknownPlace } from './places.ts';
import type { TreeKey } from './tree-contracts.ts';

export interface TouchedNode {
  readonly nodeId: number;
  readonly parentId: number;
  readonly level: number;
}

/** The nodes that move and those below them on the day, down to the dealers. */
export async function nodesInside(ctx: Context, tree: TreeKey, on: string, moved: readonly number[]): Promise<TouchedNode[]> {
  return ctx.tx.listRows(sql`
    with recursive inside (node_id, parent_id, level) as (
      select p.node_id, p.parent_id, p.level from territory.placements p
      where p.tenant_id = ${ctx.tenant.id} and p.tree_id = ${treeId(ctx, tree)} and p.node_id = any(${[...moved]}::integer[]) and ${inForceOn(sql`p`, on)}
      union
      select p.node_id, p.parent_id, p.level from inside i
      join territory.placements p on p.tenant_id = ${ctx.tenant.id} and p.tree_id = ${treeId(ctx, tree)} and p.parent_id = i.node_id and p.level <= 4 and ${inForceOn(sql`p`, on)}
    ) select node_id as "nodeId", parent_id as "parentId", level from inside`);
}

/** Steps upwards on the day from the given nodes to the root. */
export async function stepsUp(ctx: Context, tree: TreeKey, on: string, nodes: readonly number[]): Promise<{ nodeId: number; parentId: number }[]> {
  return ctx.tx.listRows(sql`
    with recursive up (node_id, parent_id) as (
      select p.node_id, p.parent_id from territory.placements p
      where p.tenant_id = ${ctx.tenant.id} and p.tree_id = ${treeId(ctx, tree)} and p.node_id = any(${[...nodes]}::integer[]) and ${inForceOn(sql`p`, on)}
      union
      select p.node_id, p.parent_id from up join territory.placements p on p.tenant_id = ${ctx.tenant.id} and p.tree_id = ${treeId(ctx, tree)} and p.node_id = up.parent_id and ${inForceOn(sql`p`, on)}
    ) select node_id as "nodeId", parent_id as "parentId" from up`);
}

interface PersonAt {
  readonly personalityId: string;
  readonly displayName: string;
  readonly profileName: { readonly it: string; readonly en: string };
  readonly nodeId: number;
}

/** Staff at these nodes on the day: by their personality in the sales tree, by charge in the others. */
export async function peopleAt(ctx: Context, tree: TreeKey, on: string, nodes: readonly number[]): Promise<PersonAt[]> {
  const at = tree === 'sales'
    ? sql`select v.personality_id, v.node_id from identity.v_people v where v.tenant_id = ${ctx.tenant.id} and v.kind = 'staff' and ${inForceOn(sql`v`, on)}`
    : sql`select h.personality_id, h.node_id from territory.people_in_charge h where h.tenant_id = ${ctx.tenant.id} and h.tree_id = ${treeId(ctx, tree)} and ${inForceOn(sql`h`, on)}`;
  return ctx.tx.listRows(sql`
    select v.personality_id as "personalityId", v.display_name as "displayName", json_build_object('it', pr.name_it, 'en', pr.name_en) as "profileName", x.node_id as "nodeId"
    from (${at}) x join identity.v_people v on v.tenant_id = ${ctx.tenant.id} and v.personality_id = x.personality_id
    join identity.profiles pr on pr.tenant_id = v.tenant_id and pr.key = v.profile
    where x.node_id = any(${[...nodes]}::integer[]) order by v.display_name collate "it-x-icu", v.personality_id`);
}

/** The nodes of the organisation at or below the moved ones today: where the people stand who move along. */
export async function organisationBelow(ctx: Context, moved: readonly number[]): Promise<number[]> {
  const rows = await ctx.tx.listRows<{ id: number }>(sql`
    select distinct c.descendant_id as id from identity.v_node_closure c where c.tenant_id = ${ctx.tenant.id} and c.ancestor_id = any(${[...moved]}::integer[])`);
  return rows.map(({ id }) => id);
}

/** Moves decided for later days that touch the moved nodes, nodes inside them or the places above their new ones. */
export async function laterMoves(ctx: Context, tree: TreeKey, on: string, touched: { moved: readonly number[]; inside: readonly number[]; above: readonly number[] }): Promise<MovePreview['later']> {
  const rows = await ctx.tx.listRows<{ orderId: string; on: string; node: number; to: number; why: 'same' | 'inside' | 'above' }>(sql`
    select o.id as "orderId", o.effective_on as "on", m.node_id as node, m.to_parent_id as to,
      case when m.node_id = any(${[...touched.moved]}::integer[]) then 'same' when m.node_id = any(${[...touched.inside]}::integer[]) then 'inside' else 'above' end as why
    from territory.move_orders o join territory.moves m on m.tenant_id = o.tenant_id and m.order_id = o.id
    where o.tenant_id = ${ctx.tenant.id} and o.tree_id = ${treeId(ctx, tree)} and o.state <> 'withdrawn' and o.effective_on > ${on}
      and m.node_id = any(${[...touched.moved, ...touched.inside, ...touched.above]}::integer[])
    order by o.effective_on, o.id, m.node_id limit 200`);
  const briefs = await placeBriefs(ctx, rows.flatMap(({ node, to }) => [node, to]));
  return rows.map(({ node, to, ...row }) => ({ ...row, node: briefs.get(node) ?? unknownPlace(node), to: briefs.get(to) ?? unknownPlace(to) }));
}
