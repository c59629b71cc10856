/** Which profiles whoever acts may give, and where they stand. */
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { sql } from '#platform/sql';
import { defaultProfiles } from '../rules/profiles.ts';

/** Kinds of node at which the profiles of the house stand; one that a tenant made itself stands anywhere. */
const standsAt: Readonly<Record<string, readonly string[]>> = {
  seller: ['branch', 'dealer'],
  dealerManager: ['dealer', 'branch'],
  areaManager: ['region'],
  districtManager: ['district'],
};
const ofHeadOffice = new Set(defaultProfiles.map((profile) => profile.key).filter((key) => !(key in standsAt)));
const anywhere = ['company', 'district', 'region', 'dealer', 'branch'];

export interface GivableProfile {
  readonly key: string;
  readonly name: { readonly it: string; readonly en: string };
  readonly nodeKinds: readonly string[];
  /** Whoever holds it stands at a node of his own below: a seller. */
  readonly ownNode: boolean;
  /** Given by two persons: one proposes, another approves. */
  readonly secondPerson: boolean;
}

interface Row {
  readonly key: string;
  readonly scope_rule: string;
  readonly second_person: boolean;
  readonly it: string;
  readonly en: string;
}

/** Kinds of node at which a profile stands. */
export function nodeKindsOf(key: string, scopeRule: string): readonly string[] {
  return standsAt[key] ?? (scopeRule === 'dealer' ? ['branch', 'dealer'] : ofHeadOffice.has(key) ? ['company'] : anywhere);
}

function toProfile({ key, it, en, scope_rule: rule, second_person: secondPerson }: Row): GivableProfile {
  return { key, name: { it, en }, nodeKinds: nodeKindsOf(key, rule), ownNode: rule === 'dealer', secondPerson };
}

/**
 * Profiles of staff and partners with no privilege that the actor does not hold; all of them for holders of `identity.people.grant`.
 * A customer is nobody's to invite.
 */
export async function givableProfiles(ctx: Context): Promise<GivableProfile[]> {
  const rows = await ctx.tx.rows<Row & { holds: string[] }>(sql`
    select p.key, p.scope_rule, p.second_person, p.name_it as it, p.name_en as en, identity.privileges_of(p.tenant_id, p.key) as holds
    from identity.profiles p where p.tenant_id = ${ctx.tenant.id} and p.kind <> 'customer' order by p.name_it, p.key`);
  const { privileges } = ctx.actor;
  return rows.filter((row) => privileges.has('identity.people.grant') || row.holds.every((privilege) => privileges.has(privilege))).map(toProfile);
}

/** Where a profile stands, whoever may give it. Throws not_found. */
export async function placesOfProfile(ctx: Context, key: string): Promise<GivableProfile> {
  const row = await ctx.tx.maybeRow<Row>(sql`select p.key, p.scope_rule, p.second_person, p.name_it as it, p.name_en as en from identity.profiles p where p.tenant_id = ${ctx.tenant.id} and p.key = ${key}`);
  if (row === undefined) throw new AppError('not_found', `profile ${key}`);
  return toProfile(row);
}
