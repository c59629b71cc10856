/** SQL that names places: those above the dealers for all staff, the rest within reach. */
import { belowNode } from '#identity';
import type { Context } from '#platform/context';
import { sql, type SqlFragment } from '#platform/sql';
import type { PlaceBrief, TreeKey } from './tree-contracts.ts';

/** The number of a tree as part of a statement; null, which matches nothing, for a key the tenant does not have. */
export const treeId = (ctx: Context, tree: TreeKey): SqlFragment =>
  tree === 'sales' ? sql`1::smallint` : sql`(select t.id from territory.trees t where t.tenant_id = ${ctx.tenant.id} and t.key = ${tree})`;

/** Condition: the day lies in the half-open range of the row. */
export function inForceOn(row: SqlFragment, day: string): SqlFragment {
  return sql`${row}.valid_from <= ${day} and (${row}.valid_to is null or ${row}.valid_to > ${day})`;
}

/** Briefs of places by id. Those the caller may not know are missing. */
export async function placeBriefs(ctx: Context, ids: Iterable<number>): Promise<Map<number, PlaceBrief>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await ctx.tx.listRows<PlaceBrief>(sql`
    select u.id, u.kind, u.code, u.name from territory.upper_places() u where u.id = any(${wanted}::integer[])
    union all
    select n.id, n.kind, n.code, n.name from identity.v_nodes n
    where n.tenant_id = ${ctx.tenant.id} and n.kind in ('dealer', 'branch', 'seller') and n.id = any(${wanted}::integer[]) and (${belowNode(ctx.tenant.id, sql`n.id`, ctx.actor.reachNodeId)}
      or n.id in (select c.ancestor_id from identity.v_node_closure c where c.tenant_id = ${ctx.tenant.id} and c.descendant_id = ${ctx.actor.reachNodeId}))`);
  return new Map(rows.map((row) => [row.id, row]));
}

/** What stands for a place beyond the caller's reach. */
export const unknownPlace = (id: number): PlaceBrief => ({ id, kind: 'dealer', code: '', name: '' });

/** The caller's scope is the whole tenant. */
export async function scopeIsWhole(ctx: Context): Promise<boolean> {
  return (await ctx.tx.row<{ whole: boolean }>(sql`select territory.scope_is_whole() as whole`)).whole;
}

/** Which of the nodes of the organisation stand in the caller's scope today. */
export async function inScope(ctx: Context, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await ctx.tx.listRows<{ id: number }>(sql`
    select c.descendant_id as id from identity.v_node_closure c
    where c.tenant_id = ${ctx.tenant.id} and c.ancestor_id = ${ctx.actor.scopeNodeId} and c.descendant_id = any(${[...ids]}::integer[])`);
  return new Set(rows.map(({ id }) => id));
}
