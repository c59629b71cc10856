/** SQL of profiles, of who holds what, and of who could decide. */
import type { Context } from '#platform/context';
import { refuse, type Refused } from '#platform/result';
import { sql, type SqlFragment } from '#platform/sql';
import type { ProfileRow } from '../changes/change-request-contracts.ts';
import { nodeKindsOf } from '../invitations/invitation-profiles.ts';
import { belowNode } from './rule-sql.ts';

export interface ProfileFacts {
  readonly key: string;
  readonly it: string;
  readonly parentKey: string | null;
  readonly secondPerson: boolean;
  /** Without those of the parents. */
  readonly own: readonly string[];
  /** With those of the parents. */
  readonly privileges: readonly string[];
}

export async function profileAt(ctx: Context, key: string): Promise<ProfileFacts | undefined> {
  return ctx.tx.maybeRow<ProfileFacts>(sql`
    select r.key, r.name_it as it, r.parent_key as "parentKey", r.second_person as "secondPerson",
      coalesce((select array_agg(h.privilege order by h.privilege) from identity.profile_privileges h where h.tenant_id = r.tenant_id and h.profile_key = r.key), '{}') as own,
      coalesce((
        with recursive chain as (
          select r.key, r.parent_key union select up.key, up.parent_key from identity.profiles up join chain on up.key = chain.parent_key where up.tenant_id = ${ctx.tenant.id}
        ) select array_agg(distinct h.privilege order by h.privilege) from identity.profile_privileges h join chain on chain.key = h.profile_key where h.tenant_id = ${ctx.tenant.id}), '{}') as privileges
    from identity.profiles r where r.tenant_id = ${ctx.tenant.id} and r.key = ${key}`);
}

/** Refuses one person alone what the profile wants two for. */
export async function refuseAlone(ctx: Context, profile: string): Promise<Refused<'second_person_needed'> | undefined> {
  return (await profileAt(ctx, profile))?.secondPerson === true ? refuse('second_person_needed') : undefined;
}

interface PersonalityFacts {
  readonly accountId: string;
  readonly profile: string;
  readonly nodeId: number;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** A personality within the actor's scope, its row held until the transaction ends. */
export async function personalityAt(ctx: Context, id: string): Promise<PersonalityFacts | undefined> {
  return ctx.tx.maybeRow<PersonalityFacts>(sql`
    select p.account_id as "accountId", p.profile_key as profile, p.node_id as "nodeId", p.valid_from as "validFrom", p.valid_to as "validTo"
    from identity.personalities p where p.tenant_id = ${ctx.tenant.id} and p.id = ${id} and ${belowNode(ctx.tenant.id, sql`p.node_id`, ctx.actor.scopeNodeId)}`);
}

/** Keys of the profiles that hold a privilege, inherited or not. */
const holders = (ctx: Context, privilege: string): SqlFragment => sql`
  (with recursive holders as (
    select h.profile_key as key from identity.profile_privileges h where h.tenant_id = ${ctx.tenant.id} and h.privilege = ${privilege}
    union select r.key from identity.profiles r join holders on r.parent_key = holders.key where r.tenant_id = ${ctx.tenant.id}
  ) select holders.key from holders)`;

/** How many people in force hold a privilege over the whole of a place. */
export async function countHolders(ctx: Context, privilege: string, nodeId: number): Promise<number> {
  const { count } = await ctx.tx.row<{ count: number }>(sql`
    select count(distinct p.account_id) as count from identity.v_people p
    join identity.node_closure c on c.tenant_id = p.tenant_id and c.ancestor_id = p.node_id and c.descendant_id = ${nodeId}
    where p.tenant_id = ${ctx.tenant.id} and p.profile in ${holders(ctx, privilege)} and p.account_status = 'active' and not p.suspended and p.valid_from <= ${ctx.today}
      and (p.valid_to is null or p.valid_to > ${ctx.today})`);
  return count;
}

/**
 * Whether anybody but one account holds a privilege over the whole of a place, in force by its days. Whoever is blocked, or suspended since `since`
 * at the earliest, counts: one person alone can bring both about, and would otherwise be alone by that very deed.
 */
export async function hasOtherHolder(ctx: Context, privilege: string, nodeId: number, but: { readonly accountId: string; readonly since: Date }): Promise<boolean> {
  const found = await ctx.tx.rows(sql`
    select from identity.personalities p
    join identity.node_closure c on c.tenant_id = p.tenant_id and c.ancestor_id = p.node_id and c.descendant_id = ${nodeId}
    where p.tenant_id = ${ctx.tenant.id} and p.profile_key in ${holders(ctx, privilege)} and (p.suspended_at is null or p.suspended_at > ${but.since}) and p.valid_from <= ${ctx.today}
      and (p.valid_to is null or p.valid_to > ${ctx.today}) and p.account_id <> ${but.accountId} limit 1`);
  return found.length > 0;
}

/** Whether an account holds, in force today, a profile that has the given one's privileges. */
export async function holdsProfile(ctx: Context, accountId: string, profile: string): Promise<boolean> {
  const found = await ctx.tx.rows(sql`
    with recursive heirs as (
      select ${profile}::text as key union select r.key from identity.profiles r join heirs on r.parent_key = heirs.key where r.tenant_id = ${ctx.tenant.id}
    )
    select from identity.v_people p where p.tenant_id = ${ctx.tenant.id} and p.account_id = ${accountId} and p.profile in (select heirs.key from heirs)
      and p.valid_from <= ${ctx.today} and (p.valid_to is null or p.valid_to > ${ctx.today}) limit 1`);
  return found.length > 0;
}

/** The profiles as they stand, by name. */
export async function listProfileRows(ctx: Context): Promise<ProfileRow[]> {
  const rows = await ctx.tx.rows<Omit<ProfileRow, 'name' | 'nodeKinds'> & { it: string; en: string; scopeRule: string }>(sql`
    select r.key, r.name_it as it, r.name_en as en, r.parent_key as "parentKey", r.scope_rule as "scopeRule", r.kind, r.second_person as "secondPerson", r.delegation,
      coalesce((select array_agg(h.privilege order by h.privilege) from identity.profile_privileges h where h.tenant_id = r.tenant_id and h.profile_key = r.key), '{}') as privileges,
      (select count(distinct p.account_id) from identity.v_people p
        where p.tenant_id = r.tenant_id and p.profile = r.key and p.valid_from <= ${ctx.today} and (p.valid_to is null or p.valid_to > ${ctx.today})
          and ${belowNode(ctx.tenant.id, sql`p.node_id`, ctx.actor.scopeNodeId)}) as people
    from identity.profiles r where r.tenant_id = ${ctx.tenant.id} order by r.name_it collate "it-x-icu", r.key`);
  return rows.map(({ it, en, scopeRule, ...row }) => ({ ...row, name: { it, en }, nodeKinds: [...nodeKindsOf(row.key, scopeRule)] }));
}
