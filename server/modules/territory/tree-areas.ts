/** SQL of the areas of trees other than the organisation: added, renamed, closed from a day. */
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { publish } from '#platform/outbox';
import { done, refuse, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import { movesChangedKind } from './events.ts';
import { lockTrees, placeFirst } from './placements.ts';
import { inForceOn, scopeIsWhole } from './places.ts';
import type { PlaceBrief, TreeKey } from './tree-contracts.ts';

interface Area extends PlaceBrief {
  readonly tree: TreeKey;
  readonly treeId: number;
  readonly isRoot: boolean;
  readonly from: string;
  readonly to: string | null;
}

export async function findArea(ctx: Context, id: number): Promise<Area | undefined> {
  return ctx.tx.maybeRow(sql`
    select k.key as tree, t.tree_id as "treeId", t.is_root as "isRoot", t.id, 'area' as kind, t.code, t.name, t.valid_from as "from", t.valid_to as "to"
    from territory.tree_nodes t join territory.trees k on k.tenant_id = t.tenant_id and k.id = t.tree_id where t.tenant_id = ${ctx.tenant.id} and t.id = ${id}`);
}

/** An area held for the rest of the transaction by whoever may change it. Throws not_found. */
export async function holdArea(ctx: Context, id: number): Promise<Result<Area, 'beyond_your_scope'>> {
  if (!(await scopeIsWhole(ctx))) return refuse('beyond_your_scope');
  await lockTrees(ctx);
  const area = await findArea(ctx, id);
  if (area === undefined) throw new AppError('not_found', `area ${id}`);
  return done(area);
}

/** Open pages ask again for what they show of the area. */
export const tellArea = (ctx: Context, areaId: number): Promise<void> => publish(ctx, { kind: movesChangedKind, nodeId: ctx.actor.scopeNodeId, payload: { areaId } });

export const briefOf = ({ id, kind, code, name }: PlaceBrief): PlaceBrief => ({ id, kind, code, name });

export interface NewArea {
  readonly code: string;
  readonly name: string;
  readonly parentId: number;
  /** First day; today when absent. */
  readonly validFrom?: string | undefined;
}

/** Adds an area below another of the same tree. */
export async function addArea(ctx: Context, tree: TreeKey, area: NewArea): Promise<Result<PlaceBrief, 'beyond_your_scope' | 'code_taken' | 'tree_is_organisation' | 'place_not_in_force'>> {
  if (tree === 'sales') return refuse('tree_is_organisation', 'params.tree');
  const held = await holdArea(ctx, area.parentId);
  if (!held.ok) return held;
  const parent = held.value;
  if (parent.tree !== tree) throw new AppError('not_found', `area ${area.parentId}`);
  const from = area.validFrom ?? ctx.today;
  if (parent.from > from || parent.to !== null) return refuse('place_not_in_force', 'body.validFrom', { place: parent.code });
  const taken = await ctx.tx.rows(sql`select from territory.tree_nodes t where t.tenant_id = ${ctx.tenant.id} and t.tree_id = ${parent.treeId} and t.code = ${area.code}`);
  if (taken.length > 0) return refuse('code_taken', 'body.code', { code: area.code });
  const { id } = await ctx.tx.row<{ id: number }>(sql`
    insert into territory.tree_nodes (tenant_id, tree_id, code, name, valid_from) values (${ctx.tenant.id}, ${parent.treeId}, ${area.code}, ${area.name}, ${from}) returning id`);
  await placeFirst(ctx, tree, id, parent.id, from);
  await audit(ctx, { action: 'territory.area.add', objectKind: 'territory.area', objectId: String(id), after: area, details: { tree, code: area.code, parentId: parent.id, from } });
  await tellArea(ctx, id);
  return done({ id, kind: 'area', code: area.code, name: area.name });
}

/** Gives an area another name; its code, by which files know it, stays. */
export async function renameArea(ctx: Context, id: number, name: string): Promise<Result<PlaceBrief, 'beyond_your_scope'>> {
  const held = await holdArea(ctx, id);
  if (!held.ok) return held;
  const area = held.value;
  await ctx.tx.run(sql`update territory.tree_nodes t set name = ${name} where t.tenant_id = ${ctx.tenant.id} and t.tree_id = ${area.treeId} and t.id = ${id}`);
  await audit(ctx, { action: 'territory.area.rename', objectKind: 'territory.area', objectId: String(id), before: { name: area.name }, after: { name }, details: { tree: area.tree, code: area.code } });
  await tellArea(ctx, id);
  return done({ ...briefOf(area), name });
}

/** What stands right below an area from a day on: now, and by a move that is planned for later. */
export async function contentsFrom(ctx: Context, area: Area, on: string): Promise<{ now: number[]; later: number }> {
  const rows = await ctx.tx.listRows<{ nodeId: number; now: boolean }>(sql`
    select p.node_id as "nodeId", (${inForceOn(sql`p`, on)}) as now from territory.placements p
    left join territory.tree_nodes k on k.tenant_id = p.tenant_id and k.tree_id = p.tree_id and k.id = p.node_id
    left join identity.v_nodes n on n.tenant_id = p.tenant_id and n.id = p.node_id
    where p.tenant_id = ${ctx.tenant.id} and p.tree_id = ${area.treeId} and p.parent_id = ${area.id} and (p.valid_to is null or p.valid_to > ${on})
      and (k.valid_to is null or k.valid_to > ${on}) and (n.valid_to is null or n.valid_to > ${on})`);
  return { now: rows.filter(({ now }) => now).map(({ nodeId }) => nodeId), later: rows.filter(({ now }) => !now).length };
}

/** Sets an area's last day, or none, and ends the charges that would outlive it. */
export async function setLastDay(ctx: Context, area: Area, to: string | null): Promise<void> {
  await ctx.tx.run(sql`update territory.tree_nodes t set valid_to = ${to} where t.tenant_id = ${ctx.tenant.id} and t.tree_id = ${area.treeId} and t.id = ${area.id}`);
  if (to === null) return;
  await ctx.tx.run(sql`
    update territory.people_in_charge h set valid_to = greatest(${to}::date, h.valid_from)
    where h.tenant_id = ${ctx.tenant.id} and h.tree_id = ${area.treeId} and h.node_id = ${area.id} and (h.valid_to is null or h.valid_to > ${to})`);
}
