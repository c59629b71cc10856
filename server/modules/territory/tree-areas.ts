/** SQL of the areas of trees other than the organisation, and of the people in charge of them. */
import { v7 as uuidv7 } from 'uuid';
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { done, refuse, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import { lockTrees, placeFirst } from './placements.ts';
import { keyOfTree, scopeIsWhole, treeIds } from './places.ts';
import type { PlaceBrief, TreeKey } from './tree-contracts.ts';

interface Area extends PlaceBrief {
  readonly from: string;
  readonly to: string | null;
}

async function findArea(ctx: Context, id: number): Promise<(Area & { treeId: number }) | undefined> {
  return ctx.tx.maybeRow(sql`
    select t.tree_id as "treeId", t.id, 'area' as kind, t.code, t.name, t.valid_from as "from", t.valid_to as "to" from territory.tree_nodes t
    where t.tenant_id = ${ctx.tenant.id} and t.id = ${id}`);
}

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
  if (!(await scopeIsWhole(ctx))) return refuse('beyond_your_scope');
  await lockTrees(ctx);
  const parent = await findArea(ctx, area.parentId);
  if (parent === undefined || parent.treeId !== treeIds[tree]) throw new AppError('not_found', `area ${area.parentId}`);
  const from = area.validFrom ?? ctx.today;
  if (parent.from > from || parent.to !== null) return refuse('place_not_in_force', 'body.validFrom', { place: parent.code });
  const taken = await ctx.tx.rows(sql`select from territory.tree_nodes t where t.tenant_id = ${ctx.tenant.id} and t.tree_id = ${treeIds[tree]} and t.code = ${area.code}`);
  if (taken.length > 0) return refuse('code_taken', 'body.code', { code: area.code });
  const { id } = await ctx.tx.row<{ id: number }>(sql`
    insert into territory.tree_nodes (tenant_id, tree_id, code, name, valid_from) values (${ctx.tenant.id}, ${treeIds[tree]}, ${area.code}, ${area.name}, ${from}) returning id`);
  await placeFirst(ctx, tree, id, parent.id, from);
  await audit(ctx, { action: 'territory.area.add', objectKind: 'territory.area', objectId: String(id), after: area, details: { tree, code: area.code, parentId: parent.id, from } });
  return done({ id, kind: 'area', code: area.code, name: area.name });
}

/** Puts somebody in charge of an area from a day (today when absent). */
export async function putInCharge(ctx: Context, nodeId: number, charge: { readonly personalityId: string; readonly validFrom?: string | undefined }): Promise<Result<{ id: string }, 'beyond_your_scope' | 'already_in_charge'>> {
  if (!(await scopeIsWhole(ctx))) return refuse('beyond_your_scope');
  await lockTrees(ctx);
  const area = await findArea(ctx, nodeId);
  if (area === undefined) throw new AppError('not_found', `area ${nodeId}`);
  const person = await ctx.tx.maybeRow(sql`select v.personality_id from identity.v_people v where v.tenant_id = ${ctx.tenant.id} and v.personality_id = ${charge.personalityId} and v.kind = 'staff'`);
  if (person === undefined) throw new AppError('not_found', `personality ${charge.personalityId}`);
  const from = charge.validFrom ?? ctx.today;
  const standing = await ctx.tx.rows(sql`
    select from territory.people_in_charge h where h.tenant_id = ${ctx.tenant.id} and h.tree_id = ${area.treeId} and h.node_id = ${nodeId} and h.personality_id = ${charge.personalityId}
      and (h.valid_to is null or h.valid_to > ${from})`);
  if (standing.length > 0) return refuse('already_in_charge', 'body.personalityId');
  const id = uuidv7();
  await ctx.tx.run(sql`
    insert into territory.people_in_charge (tenant_id, id, tree_id, node_id, personality_id, valid_from) values (${ctx.tenant.id}, ${id}, ${area.treeId}, ${nodeId}, ${charge.personalityId}, ${from})`);
  await audit(ctx, { action: 'territory.charge.give', objectKind: 'territory.area', objectId: String(nodeId), after: charge, details: { tree: keyOfTree(area.treeId), personalityId: charge.personalityId, from } });
  return done({ id });
}

/** Ends a charge as of today; ending it twice changes nothing. */
export async function endCharge(ctx: Context, id: string): Promise<Result<null, 'beyond_your_scope'>> {
  if (!(await scopeIsWhole(ctx))) return refuse('beyond_your_scope');
  const row = await ctx.tx.maybeRow<{ node_id: number; valid_to: string | null }>(sql`
    select h.node_id, h.valid_to from territory.people_in_charge h where h.tenant_id = ${ctx.tenant.id} and h.id = ${id} for update`);
  if (row === undefined) throw new AppError('not_found', `charge ${id}`);
  if (row.valid_to !== null && row.valid_to <= ctx.today) return done(null);
  await ctx.tx.run(sql`update territory.people_in_charge set valid_to = greatest(${ctx.today}::date, valid_from) where tenant_id = ${ctx.tenant.id} and id = ${id}`);
  await audit(ctx, { action: 'territory.charge.end', objectKind: 'territory.area', objectId: String(row.node_id), before: { validTo: row.valid_to }, after: { validTo: ctx.today } });
  return done(null);
}
