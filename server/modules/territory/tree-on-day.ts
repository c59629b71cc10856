/** SQL of a tree on a day, shaped for the editor. */
import { belowNode } from '#identity';
import type { z } from 'zod';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { sql, type SqlFragment } from '#platform/sql';
import { inForceOn, scopeIsWhole, treeId } from './places.ts';
import { peopleAt } from './preview-facts.ts';
import type { TreeKey, TreeNode, treeOnDayRoute } from './tree-contracts.ts';
import { getTree } from './trees.ts';

const mostNodes = 10_000;
const dealerLevel = 4;

interface Row extends Omit<TreeNode, 'people'> {
  level: number;
}

const mayWrite = (ctx: Context): boolean => ctx.actor.privileges.has('territory.tree.write');

/** Rows of placements that hold on the day, named; `from` and `where` choose which. */
function placed(ctx: Context, tree: TreeKey, on: string, from: SqlFragment, where: SqlFragment, whole: boolean): SqlFragment {
  const scope = sql`(select c.descendant_id from identity.v_node_closure c where c.tenant_id = ${ctx.tenant.id} and c.ancestor_id = ${ctx.actor.scopeNodeId})`;
  const within = whole ? sql`true` : sql`(p.level < ${dealerLevel} or ${belowNode(ctx.tenant.id, sql`p.node_id`, ctx.actor.reachNodeId)})`;
  const mayMove = tree === 'sales' ? sql`p.node_id in ${scope} and p.parent_id in ${scope}` : sql`${whole}`;
  return sql`
    select p.node_id as id, p.parent_id as "parentId", p.level, coalesce(u.kind, n.kind) as kind, coalesce(u.code, n.code) as code, coalesce(u.name, n.name) as name, p.valid_from as since,
      x.day as "nextMoveOn", coalesce(u.valid_to, n.valid_to) as "closesOn", ${mayWrite(ctx)} and ${mayMove} as "mayMove"
    from ${from}
    left join territory.upper_places() u on u.id = p.node_id and u.tree_id = p.tree_id and p.level < ${dealerLevel}
    left join identity.v_nodes n on n.tenant_id = p.tenant_id and n.id = p.node_id and p.level >= ${dealerLevel}
    left join (select l.node_id, min(l.valid_from) as day from territory.placements l where l.tenant_id = ${ctx.tenant.id} and l.tree_id = ${treeId(ctx, tree)} and l.valid_from > ${on} group by l.node_id) x
      on x.node_id = p.node_id
    where ${where} and ${within} and ${inForceOn(sql`p`, on)} and (u.id is null or ${inForceOn(sql`u`, on)}) and (n.id is null or ${inForceOn(sql`n`, on)})
    order by p.level, coalesce(u.code, n.code) limit ${mostNodes + 1}`;
}

/**
 * Without `below`: every place above the dealers with dealers within reach under them; whoever sees a part of the sales
 * tree gets the branches that lead to it. With `below`: everything that stood under that node, itself left out.
 */
export async function treeOnDay(ctx: Context, tree: TreeKey, day: string | undefined, below: number | undefined): Promise<z.input<typeof treeOnDayRoute.response>> {
  const on = day ?? ctx.today;
  const { id, to: closedOn } = await getTree(ctx, tree);
  const whole = await scopeIsWhole(ctx);
  const roots = await ctx.tx.rows<Omit<Row, 'level'> & { from: string }>(sql`
    select u.id, u.kind, u.code, u.name, u.valid_from as "from", null as "parentId", null as since, null as "nextMoveOn", u.valid_to as "closesOn", false as "mayMove"
    from territory.upper_places() u where u.tree_id = ${id} and not exists (select from territory.placements p where p.tenant_id = ${ctx.tenant.id} and p.tree_id = ${id} and p.node_id = u.id)`);
  const [root] = roots;
  if (root === undefined) throw new AppError('not_found', `tree ${tree}`);
  const { from: firstDay, ...top } = root;
  const rows = await ctx.tx.listRows<Row>(
    below === undefined
      ? placed(ctx, tree, on, sql`territory.placements p`, sql`p.tenant_id = ${ctx.tenant.id} and p.tree_id = ${id} and p.level <= ${dealerLevel}`, whole)
      : placed(ctx, tree, on, sql`(
          with recursive under (id) as (
            select ${below}::integer
            union all
            select c.node_id from under join territory.placements c on c.tenant_id = ${ctx.tenant.id} and c.tree_id = ${id} and c.parent_id = under.id and ${inForceOn(sql`c`, on)}
          ) select id from under where id <> ${below}) d join territory.placements p on p.tenant_id = ${ctx.tenant.id} and p.tree_id = ${id} and p.node_id = d.id`, sql`true`, whole),
  );
  const shown = rows.slice(0, mostNodes);
  const complete = rows.length <= mostNodes;
  const listed = below === undefined && tree === 'sales' && !whole ? leadingTo(shown) : shown;
  if (below !== undefined) return { on, firstDay, items: listed.map((row) => asNode(row, [])), complete };
  if (on < firstDay || (closedOn !== null && on >= closedOn)) return { on, firstDay, items: [], complete };
  const names = await namesInCharge(ctx, tree, on, [top.id, ...listed.flatMap(({ id: node, level }) => (level < dealerLevel ? [node] : []))]);
  return { on, firstDay, items: [{ ...top, people: tree === 'sales' ? [] : (names.get(top.id) ?? []) }, ...listed.map((row) => asNode(row, names.get(row.id) ?? []))], complete };
}

const asNode = ({ level: _level, ...row }: Row, people: string[]): TreeNode => ({ ...row, people });

/** Who answers for each place on the day. The whole head office stands at the company: that says nothing of it. */
async function namesInCharge(ctx: Context, tree: TreeKey, on: string, nodes: readonly number[]): Promise<Map<number, string[]>> {
  const names = new Map<number, string[]>();
  for (const { nodeId, displayName } of await peopleAt(ctx, tree, on, nodes)) names.set(nodeId, [...(names.get(nodeId) ?? []), displayName]);
  return names;
}

/** The dealers and what leads down to them, beside what the caller may move. */
function leadingTo(rows: readonly Row[]): Row[] {
  const parents = new Map(rows.map((row) => [row.id, row.parentId]));
  const kept = new Set<number>();
  for (const row of rows) {
    if (row.level < dealerLevel && !row.mayMove) continue;
    for (let at: number | null | undefined = row.id; at !== null && at !== undefined && !kept.has(at); at = parents.get(at)) kept.add(at);
  }
  return rows.filter(({ id }) => kept.has(id));
}
