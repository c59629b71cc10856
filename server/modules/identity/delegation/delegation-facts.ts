/** What naming a stand-in needs to know of people and profiles. */
import type { Context } from '#platform/context';
import { allOf, sql } from '#platform/sql';
import { belowNode } from '../rules/rule-sql.ts';

export interface AbsentFacts {
  readonly personalityId: string;
  readonly accountId: string;
  readonly nodeId: number;
  readonly validTo: string | null;
  readonly rule: 'approved' | 'free' | 'none';
  readonly secondPerson: boolean;
  readonly privileges: readonly string[];
}

/** A personality in force, and what its profile holds and asks for; undefined when it is not visible. */
export async function absentFacts(ctx: Context, personalityId: string): Promise<AbsentFacts | undefined> {
  return ctx.tx.maybeRow<AbsentFacts>(sql`
    select p.personality_id as "personalityId", p.account_id as "accountId", p.node_id as "nodeId", p.valid_to as "validTo", r.delegation as rule, r.second_person as "secondPerson",
      coalesce((
        with recursive chain as (
          select r.key, r.parent_key union select up.key, up.parent_key from identity.profiles up join chain on up.key = chain.parent_key where up.tenant_id = ${ctx.tenant.id}
        ) select array_agg(distinct h.privilege) from identity.profile_privileges h join chain on chain.key = h.profile_key where h.tenant_id = ${ctx.tenant.id}), '{}') as privileges
    from identity.v_people p join identity.profiles r on r.tenant_id = p.tenant_id and r.key = p.profile
    where p.tenant_id = ${ctx.tenant.id} and p.personality_id = ${personalityId} and p.account_status = 'active' and not p.suspended and p.valid_from <= ${ctx.today} and (p.valid_to is null or p.valid_to > ${ctx.today})`);
}

export interface Colleague {
  readonly personalityId: string;
  readonly accountId: string;
  readonly displayName: string;
  readonly label: string;
  readonly nameIt: string;
  readonly nameEn: string;
}

/** Staff in force within reach of a node and above it: who could stand in for somebody there. */
export async function colleagues(ctx: Context, wanted: { readonly personalityId?: string; readonly search?: string | undefined }): Promise<Colleague[]> {
  const words = (wanted.search ?? '').toLowerCase().split(/\s+/).filter((word) => word !== '');
  const reach = ctx.actor.reachNodeId;
  const conditions = [
    sql`p.tenant_id = ${ctx.tenant.id} and p.kind = 'staff' and p.account_status = 'active' and not p.suspended and p.valid_from <= ${ctx.today} and (p.valid_to is null or p.valid_to > ${ctx.today})`,
    sql`(${belowNode(ctx.tenant.id, sql`p.node_id`, reach)} or p.node_id in (select c.ancestor_id from identity.node_closure c where c.tenant_id = ${ctx.tenant.id} and c.descendant_id = ${reach}))`,
    ...(wanted.personalityId === undefined ? [] : [sql`p.personality_id = ${wanted.personalityId}`]),
    ...words.map((word) => sql`position(${word} in lower(p.display_name || ' ' || p.label)) > 0`),
  ];
  return ctx.tx.listRows<Colleague>(sql`
    select p.personality_id as "personalityId", p.account_id as "accountId", p.display_name as "displayName", p.label, r.name_it as "nameIt", r.name_en as "nameEn"
    from identity.v_people p join identity.profiles r on r.tenant_id = p.tenant_id and r.key = p.profile
    where ${allOf(conditions)} order by p.display_name collate "it-x-icu", p.personality_id limit 30`);
}

/** The last day of a delegation between the two that shares a day with these; undefined when none does. */
export async function overlapping(ctx: Context, of: { absentPersonalityId: string; standInAccountId: string; validFrom: string; validTo: string }): Promise<string | undefined> {
  const [found] = await ctx.tx.rows<{ valid_to: string }>(sql`
    select d.valid_to from identity.delegations d
    where d.tenant_id = ${ctx.tenant.id} and d.absent_personality_id = ${of.absentPersonalityId} and d.stand_in_account_id = ${of.standInAccountId}
      and (d.state = 'approved' or (d.state = 'requested' and d.decide_before > ${ctx.now})) and d.valid_from < ${of.validTo} and d.valid_to > ${of.validFrom} limit 1`);
  return found?.valid_to;
}
