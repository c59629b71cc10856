/** SQL of the question who covered whom: places and people of a day, and a node's whole history. */
import { findNode } from '#identity';
import type { z } from 'zod';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { sql } from '#platform/sql';
import { inForceOn, placeBriefs, unknownPlace } from './places.ts';
import type { Coverage, historyRoute, PlaceBrief, TreeKey } from './tree-contracts.ts';

interface CoverRow {
  tree_id: number;
  depth: number;
  node_id: number;
  kind: PlaceBrief['kind'];
  code: string;
  name: string;
  personality_id: string | null;
  display_name: string;
  profile_it: string;
  profile_en: string;
  since: string;
  until: string | null;
}

/** Throws not_found for a node beyond reach. The people are those of that day, whether or not the caller would meet them today. */
export async function coverageOf(ctx: Context, nodeId: number, day: string | undefined): Promise<Coverage> {
  const on = day ?? ctx.today;
  const rows = await ctx.tx.listRows<CoverRow>(sql`
    select c.tree_id, c.depth, c.node_id, c.kind, c.code, c.name, c.personality_id, c.display_name, pr.name_it as profile_it, pr.name_en as profile_en, c.since, c.until
    from territory.covered_by(${nodeId}, ${on}) c left join identity.profiles pr on pr.tenant_id = ${ctx.tenant.id} and pr.key = c.profile_key
    order by c.tree_id, c.depth, c.display_name collate "it-x-icu"`);
  const node = rows.length === 0 ? undefined : await findNode(ctx, nodeId);
  if (node === undefined) throw new AppError('not_found', `node ${nodeId}`);
  const names = await ctx.tx.rows<{ id: number; key: TreeKey; it: string; en: string }>(sql`
    select t.id, t.key, t.name_it as it, t.name_en as en from territory.trees t where t.tenant_id = ${ctx.tenant.id} and (t.id = 1 or (${inForceOn(sql`t`, on)})) order by t.id`);
  const inForce = node.validFrom <= on && (node.validTo === null || node.validTo > on);
  const trees = names.map(({ id, key, it, en }) => {
    const places = new Map<number, Coverage['trees'][number]['places'][number]>();
    for (const row of inForce ? rows : []) {
      if (row.tree_id !== id) continue;
      const place = places.get(row.depth) ?? { id: row.node_id, kind: row.kind, code: row.code, name: row.name, people: [] };
      places.set(row.depth, place);
      if (row.personality_id !== null) {
        place.people.push({ personalityId: row.personality_id, displayName: row.display_name, profileName: { it: row.profile_it, en: row.profile_en }, since: row.since, until: row.until });
      }
    }
    return { tree: key, name: { it, en }, places: [...places.values()] };
  });
  return { on, node: { id: node.id, kind: node.kind, code: node.code, name: node.name }, inForce, trees };
}

interface HistoryRow {
  tree: TreeKey;
  parent_id: number;
  valid_from: string;
  valid_to: string | null;
  order_id: string | null;
  reason: string;
  decided_by: string;
  state: 'planned' | 'applied';
}

export async function historyOf(ctx: Context, nodeId: number): Promise<z.input<typeof historyRoute.response>> {
  const node = (await placeBriefs(ctx, [nodeId])).get(nodeId);
  const rows = await ctx.tx.listRows<HistoryRow>(sql`
    select t.key as tree, p.parent_id, p.valid_from, p.valid_to, o.id as order_id, o.reason, o.created_by_name as decided_by, o.state
    from territory.trees t join territory.placements p on p.tenant_id = t.tenant_id and p.tree_id = t.id and p.node_id = ${nodeId}
    left join lateral (
      select o.* from territory.moves m join territory.move_orders o on o.tenant_id = m.tenant_id and o.id = m.order_id and o.state <> 'withdrawn' and o.effective_on = p.valid_from
      where m.tenant_id = p.tenant_id and m.tree_id = p.tree_id and m.node_id = p.node_id limit 1) o on true
    where t.tenant_id = ${ctx.tenant.id} order by t.id, p.valid_from desc`);
  if (node === undefined) throw new AppError('not_found', `node ${nodeId}`);
  const briefs = await placeBriefs(ctx, rows.map(({ parent_id }) => parent_id));
  const items = rows.map((row) => ({
    tree: row.tree,
    place: briefs.get(row.parent_id) ?? unknownPlace(row.parent_id),
    from: row.valid_from,
    until: row.valid_to,
    order: row.order_id === null ? null : { id: row.order_id, reason: row.reason, decidedBy: row.decided_by, state: row.state },
  }));
  return { node, items };
}
