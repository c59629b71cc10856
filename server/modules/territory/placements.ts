/** SQL of placements: where nodes stand from day to day. Overlaps, gaps and cycles are also constraints of the table. */
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { sql } from '#platform/sql';
import type { PlannedMove, Placement, TreePicture, TreePlace } from './moving/plan-moves.ts';
import { treeId } from './places.ts';
import type { TreeKey } from './tree-contracts.ts';

/** One writer a tenant at a time: what was planned is still so when it is written. */
export async function lockTrees(ctx: Context): Promise<void> {
  await ctx.tx.run(sql`select pg_advisory_xact_lock(740215011, ${ctx.tenant.id})`);
}

/** What a plan of moves from a day needs to know. Dealers and what stands below them are missing when they are beyond the caller's reach. */
export async function readPicture(ctx: Context, tree: TreeKey, on: string, moved: readonly number[], targets: readonly number[]): Promise<TreePicture> {
  const ranked = tree === 'sales';
  const ids = ranked ? [...moved, ...targets] : [...moved];
  const places = await ctx.tx.listRows<TreePlace>(sql`
    select n.id, n.code, identity.kind_rank(n.kind) as level, false as "isRoot", n.valid_from as "from", n.valid_to as "to" from identity.v_nodes n
    where n.tenant_id = ${ctx.tenant.id} and n.id = any(${ids}::integer[]) and n.kind in ('dealer', 'branch', 'seller') and (${ranked} or n.kind = 'dealer')
    union all
    select u.id, u.code, identity.kind_rank(u.kind), u.kind = 'company', u.valid_from, u.valid_to from territory.upper_places() u
    where ${ranked} and u.tree_id = 1 and u.id = any(${ids}::integer[])
    union all
    select t.id, t.code, 0, t.is_root, t.valid_from, t.valid_to from territory.tree_nodes t where t.tenant_id = ${ctx.tenant.id} and t.tree_id = ${treeId(ctx, tree)}`);
  const rows = await ctx.tx.listRows<Placement>(sql`
    select p.node_id as "nodeId", p.parent_id as "parentId", p.valid_from as "from", p.valid_to as "to" from territory.placements p
    where p.tenant_id = ${ctx.tenant.id} and p.tree_id = ${treeId(ctx, tree)} and (p.node_id = any(${[...moved]}::integer[]) or p.level = 0) and (p.valid_to is null or p.valid_to > ${on})
    order by p.valid_from`);
  const placements = new Map<number, Placement[]>();
  for (const row of rows) placements.set(row.nodeId, [...(placements.get(row.nodeId) ?? []), row]);
  return { ranked, places: new Map(places.map((place) => [place.id, place])), placements };
}

/** Cuts the placements that hold on the day and begins the new ones. */
export async function cutAndPlace(ctx: Context, tree: TreeKey, on: string, moves: readonly PlannedMove[], picture: TreePicture): Promise<void> {
  const nodes = moves.map(({ nodeId }) => nodeId);
  const cut = await ctx.tx.listRows(sql`
    update territory.placements p set valid_to = ${on} from unnest(${nodes}::integer[], ${moves.map(({ heldFrom }) => heldFrom)}::date[]) u (node_id, held_from)
    where p.tenant_id = ${ctx.tenant.id} and p.tree_id = ${treeId(ctx, tree)} and p.node_id = u.node_id and p.valid_from = u.held_from returning p.node_id`);
  if (cut.length !== moves.length) throw new AppError('stale', 'a placement changed meanwhile');
  await ctx.tx.run(sql`
    insert into territory.placements (tenant_id, tree_id, node_id, parent_id, valid_from, valid_to, level)
    select ${ctx.tenant.id}, ${treeId(ctx, tree)}, u.node_id, u.parent_id, ${on}, u.until, u.level
    from unnest(${nodes}::integer[], ${moves.map(({ parentId }) => parentId)}::integer[], ${moves.map(({ until }) => until)}::date[],
      ${nodes.map((id) => picture.places.get(id)?.level ?? 0)}::smallint[]) u (node_id, parent_id, until, level)`);
}

/** Takes out the placements that begin on the day and lets those before them last on; answers how many there were. */
export async function joinAgain(ctx: Context, tree: TreeKey, on: string, nodeIds: readonly number[]): Promise<number> {
  const gone = await ctx.tx.listRows<{ node_id: number; valid_to: string | null }>(sql`
    delete from territory.placements p where p.tenant_id = ${ctx.tenant.id} and p.tree_id = ${treeId(ctx, tree)} and p.node_id = any(${[...nodeIds]}::integer[]) and p.valid_from = ${on}
    returning p.node_id, p.valid_to`);
  await ctx.tx.run(sql`
    update territory.placements p set valid_to = u.valid_to from unnest(${gone.map((row) => row.node_id)}::integer[], ${gone.map((row) => row.valid_to)}::date[]) u (node_id, valid_to)
    where p.tenant_id = ${ctx.tenant.id} and p.tree_id = ${treeId(ctx, tree)} and p.node_id = u.node_id and p.valid_to = ${on}`);
  return gone.length;
}

/** Whether one of the nodes stands below an area after its last day. */
export async function anyBelowClosed(ctx: Context, tree: TreeKey, nodeIds: readonly number[]): Promise<boolean> {
  const rows = await ctx.tx.listRows(sql`
    select from territory.placements p join territory.tree_nodes u on u.tenant_id = p.tenant_id and u.tree_id = p.tree_id and u.id = p.parent_id
    where p.tenant_id = ${ctx.tenant.id} and p.tree_id = ${treeId(ctx, tree)} and p.node_id = any(${[...nodeIds]}::integer[]) and u.valid_to is not null and (p.valid_to is null or p.valid_to > u.valid_to) limit 1`);
  return rows.length > 0;
}

/** Places a new node of a tree's own. */
export async function placeFirst(ctx: Context, tree: TreeKey, nodeId: number, parentId: number, from: string): Promise<void> {
  await ctx.tx.run(sql`
    insert into territory.placements (tenant_id, tree_id, node_id, parent_id, valid_from, level) values (${ctx.tenant.id}, ${treeId(ctx, tree)}, ${nodeId}, ${parentId}, ${from}, 0)`);
}

/** Nodes of the organisation whose place of today is not yet the one rights go by. */
export async function outOfStep(ctx: Context, nodeIds: readonly number[]): Promise<{ nodeId: number; parentId: number }[]> {
  return ctx.tx.listRows(sql`
    select p.node_id as "nodeId", p.parent_id as "parentId" from territory.placements p join identity.v_nodes n on n.tenant_id = p.tenant_id and n.id = p.node_id
    where p.tenant_id = ${ctx.tenant.id} and p.tree_id = 1 and p.node_id = any(${[...nodeIds]}::integer[]) and p.valid_from <= ${ctx.today}
      and (p.valid_to is null or p.valid_to > ${ctx.today}) and n.parent_id <> p.parent_id
    order by p.level, p.node_id`);
}
