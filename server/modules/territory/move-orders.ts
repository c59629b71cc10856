/** SQL of orders and their moves: what was decided, when and by whom. */
import { belowNode } from '#identity';
import type { Context } from '#platform/context';
import { sql, type SqlFragment } from '#platform/sql';
import type { MoveOrder } from './move-contracts.ts';
import type { PlannedMove, TreePicture } from './moving/plan-moves.ts';
import { placeBriefs, treeId, unknownPlace } from './places.ts';
import type { TreeKey } from './tree-contracts.ts';

interface NewOrder {
  readonly id: string;
  readonly tree: TreeKey;
  readonly on: string;
  readonly reason: string;
  readonly state: 'planned' | 'applied';
}

export async function insertOrder(ctx: Context, order: NewOrder, moves: readonly PlannedMove[], picture: TreePicture): Promise<void> {
  await ctx.tx.run(sql`
    insert into territory.move_orders (tenant_id, id, tree_id, effective_on, reason, state, scope_node_id, created_at, created_by, created_by_name)
    values (${ctx.tenant.id}, ${order.id}, ${treeId(ctx, order.tree)}, ${order.on}, ${order.reason}, ${order.state}, ${ctx.actor.scopeNodeId}, ${ctx.now}, ${ctx.actor.personalityId}, ${ctx.actor.displayName})`);
  await ctx.tx.run(sql`
    insert into territory.moves (tenant_id, order_id, tree_id, node_id, level, from_parent_id, to_parent_id)
    select ${ctx.tenant.id}, ${order.id}, ${treeId(ctx, order.tree)}, u.* from unnest(${moves.map(({ nodeId }) => nodeId)}::integer[], ${moves.map(({ nodeId }) => picture.places.get(nodeId)?.level ?? 0)}::smallint[],
      ${moves.map(({ fromParentId }) => fromParentId)}::integer[], ${moves.map(({ parentId }) => parentId)}::integer[]) u`);
}

interface StandingOrder {
  readonly id: string;
  readonly tree: TreeKey;
  readonly on: string;
  readonly state: MoveOrder['state'];
  readonly nodeIds: readonly number[];
}

/** An order locked for its change; undefined when it does not exist or is not visible. */
export async function lockOrder(ctx: Context, id: string): Promise<StandingOrder | undefined> {
  const row = await ctx.tx.maybeRow<{ tree: TreeKey; effective_on: string; state: MoveOrder['state']; node_ids: number[] }>(sql`
    select t.key as tree, o.effective_on, o.state, array(select m.node_id from territory.moves m where m.tenant_id = o.tenant_id and m.order_id = o.id order by m.node_id) as node_ids
    from territory.move_orders o join territory.trees t on t.tenant_id = o.tenant_id and t.id = o.tree_id where o.tenant_id = ${ctx.tenant.id} and o.id = ${id}`);
  return row === undefined ? undefined : { id, tree: row.tree, on: row.effective_on, state: row.state, nodeIds: row.node_ids };
}

/** Sets the state of an order that is planned; answers whether it was. */
export async function settleOrder(ctx: Context, id: string, state: 'applied' | 'withdrawn'): Promise<boolean> {
  const changed = await ctx.tx.run(sql`
    update territory.move_orders o set state = ${state}, withdrawn_at = ${state === 'withdrawn' ? ctx.now : null}
    where o.tenant_id = ${ctx.tenant.id} and o.id = ${id} and o.state = 'planned' and ${belowNode(ctx.tenant.id, sql`o.scope_node_id`, ctx.actor.scopeNodeId)}`);
  return changed === 1;
}

interface OrderRow extends Omit<MoveOrder, 'decidedAt' | 'moves'> {
  decidedAt: Date;
  moves: { node: number; from: number; to: number }[];
}

/** Orders with a visible move or of the own scope, the latest decided first. */
export async function listOrders(ctx: Context, filter: { cursor?: string | undefined; limit: number; tree?: TreeKey | undefined; state?: MoveOrder['state'] | undefined }): Promise<{ items: MoveOrder[]; nextCursor: string | null }> {
  const optional = (value: unknown, condition: SqlFragment): SqlFragment => (value === undefined ? sql`true` : condition);
  const rows = await ctx.tx.listRows<OrderRow>(sql`
    select o.id, t.key as tree, o.effective_on as "on", o.reason, o.state, o.created_at as "decidedAt", o.created_by_name as "decidedBy",
      (select count(*)::integer from territory.moves m where m.tenant_id = o.tenant_id and m.order_id = o.id) as "moveCount",
      (select coalesce(json_agg(json_build_object('node', f.node_id, 'from', f.from_parent_id, 'to', f.to_parent_id)), '[]') from (
        select * from territory.moves m where m.tenant_id = o.tenant_id and m.order_id = o.id order by m.level, m.node_id limit 50) f) as moves,
      o.state = 'planned' and o.effective_on > ${ctx.today} and ${ctx.actor.privileges.has('territory.tree.write')} and o.scope_node_id in (
        select c.descendant_id from identity.v_node_closure c where c.tenant_id = ${ctx.tenant.id} and c.ancestor_id = ${ctx.actor.scopeNodeId}) as "mayWithdraw"
    from territory.move_orders o join territory.trees t on t.tenant_id = o.tenant_id and t.id = o.tree_id
    where o.tenant_id = ${ctx.tenant.id} and ${optional(filter.cursor, sql`o.id < ${filter.cursor ?? null}::uuid`)} and ${optional(filter.tree, sql`o.tree_id = ${treeId(ctx, filter.tree ?? 'sales')}`)}
      and ${optional(filter.state, sql`o.state = ${filter.state ?? null}`)}
    order by o.id desc limit ${filter.limit + 1}`);
  const page = rows.slice(0, filter.limit);
  const briefs = await placeBriefs(ctx, page.flatMap(({ moves }) => moves.flatMap((move) => [move.node, move.from, move.to])));
  const brief = (id: number) => briefs.get(id) ?? unknownPlace(id);
  const items = page.map(({ decidedAt, moves, ...row }): MoveOrder => ({
    ...row,
    decidedAt: decidedAt.toISOString(),
    moves: moves.map((move) => ({ node: brief(move.node), from: brief(move.from), to: brief(move.to) })),
  }));
  return { items, nextCursor: rows.length > filter.limit ? (items.at(-1)?.id ?? null) : null };
}
