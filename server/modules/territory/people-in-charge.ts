/** SQL of the people in charge of areas. In the sales tree that is told by the personalities at a place. */
import { v7 as uuidv7 } from 'uuid';
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { done, refuse, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import { lockTrees } from './placements.ts';
import { inForceOn, scopeIsWhole } from './places.ts';
import type { Charge, StaffFound } from './people-contracts.ts';
import { findArea, holdArea, tellArea } from './tree-areas.ts';

/** Everybody who is, was or will be in charge of an area, the latest first. Throws not_found. */
export async function listCharges(ctx: Context, nodeId: number): Promise<{ items: Charge[]; mayChange: boolean }> {
  if ((await findArea(ctx, nodeId)) === undefined) throw new AppError('not_found', `area ${nodeId}`);
  const items = await ctx.tx.rows<Charge>(sql`
    select h.id, h.personality_id as "personalityId", v.display_name as "displayName", json_build_object('it', pr.name_it, 'en', pr.name_en) as "profileName", h.valid_from as "from", h.valid_to as "to"
    from territory.people_in_charge h join identity.v_people v on v.tenant_id = h.tenant_id and v.personality_id = h.personality_id
    join identity.profiles pr on pr.tenant_id = v.tenant_id and pr.key = v.profile
    where h.tenant_id = ${ctx.tenant.id} and h.node_id = ${nodeId} and (h.valid_to is null or h.valid_to > h.valid_from)
    order by h.valid_from desc, v.display_name collate "it-x-icu"`);
  return { items, mayChange: ctx.actor.privileges.has('territory.tree.write') && (await scopeIsWhole(ctx)) };
}

/** Staff by part of the name, twenty at most. */
export async function findStaff(ctx: Context, text: string): Promise<StaffFound[]> {
  const like = `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return ctx.tx.listRows<StaffFound>(sql`
    select v.personality_id as "personalityId", v.display_name as "displayName", json_build_object('it', pr.name_it, 'en', pr.name_en) as "profileName", v.label
    from identity.v_people v join identity.profiles pr on pr.tenant_id = v.tenant_id and pr.key = v.profile
    where v.tenant_id = ${ctx.tenant.id} and v.kind = 'staff' and v.account_status = 'active' and v.display_name ilike ${like} and ${inForceOn(sql`v`, ctx.today)}
    order by v.display_name collate "it-x-icu", v.personality_id limit 20`);
}

interface NewCharge {
  readonly personalityId: string;
  /** First day; today when absent. */
  readonly validFrom?: string | undefined;
  /** First day no longer; open-ended when absent. */
  readonly validTo?: string | null | undefined;
}

/** Puts somebody in charge of an area from a day, until another one where it is known. */
export async function putInCharge(ctx: Context, nodeId: number, charge: NewCharge): Promise<Result<{ id: string }, 'beyond_your_scope' | 'already_in_charge' | 'ends_before_it_begins' | 'place_not_in_force'>> {
  const held = await holdArea(ctx, nodeId);
  if (!held.ok) return held;
  const area = held.value;
  const person = await ctx.tx.maybeRow(sql`select v.personality_id from identity.v_people v where v.tenant_id = ${ctx.tenant.id} and v.personality_id = ${charge.personalityId} and v.kind = 'staff'`);
  if (person === undefined) throw new AppError('not_found', `personality ${charge.personalityId}`);
  const from = charge.validFrom ?? ctx.today;
  const to = charge.validTo ?? null;
  if (to !== null && to <= from) return refuse('ends_before_it_begins', 'body.validTo');
  if (from < area.from || (area.to !== null && from >= area.to)) return refuse('place_not_in_force', 'body.validFrom', { place: area.code });
  const standing = await ctx.tx.rows(sql`
    select from territory.people_in_charge h where h.tenant_id = ${ctx.tenant.id} and h.tree_id = ${area.treeId} and h.node_id = ${nodeId} and h.personality_id = ${charge.personalityId}
      and daterange(h.valid_from, h.valid_to) && daterange(${from}::date, ${to}::date)`);
  if (standing.length > 0) return refuse('already_in_charge', 'body.personalityId');
  const id = uuidv7();
  await ctx.tx.run(sql`
    insert into territory.people_in_charge (tenant_id, id, tree_id, node_id, personality_id, valid_from, valid_to) values (${ctx.tenant.id}, ${id}, ${area.treeId}, ${nodeId}, ${charge.personalityId}, ${from}, ${to})`);
  await audit(ctx, { action: 'territory.charge.give', objectKind: 'territory.area', objectId: String(nodeId), after: charge, details: { tree: area.tree, personalityId: charge.personalityId, from, to } });
  await tellArea(ctx, nodeId);
  return done({ id });
}

/** Ends a charge as of a day (today when absent); of one that ended earlier nothing changes. A charge that had not begun is as if never given. */
export async function endCharge(ctx: Context, id: string, day?: string): Promise<Result<null, 'beyond_your_scope'>> {
  if (!(await scopeIsWhole(ctx))) return refuse('beyond_your_scope');
  await lockTrees(ctx);
  const on = day ?? ctx.today;
  const row = await ctx.tx.maybeRow<{ node_id: number; valid_to: string | null }>(sql`
    select h.node_id, h.valid_to from territory.people_in_charge h where h.tenant_id = ${ctx.tenant.id} and h.id = ${id}`);
  if (row === undefined) throw new AppError('not_found', `charge ${id}`);
  if (row.valid_to !== null && row.valid_to <= on) return done(null);
  await ctx.tx.run(sql`update territory.people_in_charge h set valid_to = greatest(${on}::date, h.valid_from) where h.tenant_id = ${ctx.tenant.id} and h.id = ${id}`);
  await audit(ctx, { action: 'territory.charge.end', objectKind: 'territory.area', objectId: String(row.node_id), before: { validTo: row.valid_to }, after: { validTo: on } });
  await tellArea(ctx, row.node_id);
  return done(null);
}
