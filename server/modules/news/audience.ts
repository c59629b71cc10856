/**
 * SQL of audiences. An audience is never written out: whom a version reaches is asked on the day, so that people who join, move
 * or change profile meet what still holds. A line means everybody at or below its place, narrowed to a profile, a personality or both.
 */
import type { Context } from '#platform/context';
import { sql, type SqlFragment } from '#platform/sql';
import type { AudienceLine } from './api.ts';

/** Condition: line `l` means the person `p` (a row of identity.v_people), places aside. */
const meansPerson = sql`(l.profile_key is null or l.profile_key = p.profile) and (l.personality_id is null or l.personality_id = p.personality_id)
  and (p.kind <> 'customer' or l.effect = 'exclude' or l.profile_key is not null or l.personality_id is not null)`;

/** Condition: the person stands on the day of the request, at a place that stands, neither suspended nor with a blocked account. */
const standsOn = (day: string): SqlFragment => sql`p.account_status = 'active' and not p.suspended and p.valid_from <= ${day} and (p.valid_to is null or p.valid_to > ${day})
  and exists (select from identity.v_nodes pn where pn.tenant_id = p.tenant_id and pn.id = p.node_id and pn.valid_from <= ${day} and (pn.valid_to is null or pn.valid_to > ${day}))`;

/** Condition: version `v` reaches person `p`. For one person and many versions: probes the lines of each version. */
export const reaches: SqlFragment = sql`exists (
    select from news.audience_lines l where l.tenant_id = v.tenant_id and l.item_id = v.item_id and l.version = v.version and l.effect = 'include' and ${meansPerson}
      and exists (select from identity.v_node_closure c where c.tenant_id = l.tenant_id and c.ancestor_id = l.node_id and c.descendant_id = p.node_id))
  and not exists (
    select from news.audience_lines l where l.tenant_id = v.tenant_id and l.item_id = v.item_id and l.version = v.version and l.effect = 'exclude' and ${meansPerson}
      and exists (select from identity.v_node_closure c where c.tenant_id = l.tenant_id and c.ancestor_id = l.node_id and c.descendant_id = p.node_id))`;

/** The acting personality as `p`, to be joined to versions. */
export const actingPerson = (ctx: Context): SqlFragment => sql`identity.v_people p on p.tenant_id = ${ctx.tenant.id} and p.personality_id = ${ctx.actor.personalityId}`;

/** Condition: version `v` is in force on the day of the request. */
export const inForce = (ctx: Context): SqlFragment => sql`v.state = 'published' and v.valid_from <= ${ctx.today} and (v.valid_to is null or v.valid_to > ${ctx.today})`;

/** Lines that are not stored (yet), as a source `l`. */
export function linesFrom(lines: readonly AudienceLine[]): SqlFragment {
  return sql`unnest(${lines.map((l) => l.effect)}::text[], ${lines.map((l) => l.nodeId)}::integer[], ${lines.map((l) => l.profile)}::text[], ${lines.map((l) => l.personalityId)}::uuid[])
    l (effect, node_id, profile_key, personality_id)`;
}

/** The stored lines of a version, as a source `l`. */
export const linesOf = (ctx: Context, itemId: string, version: number): SqlFragment =>
  sql`(select s.effect, s.node_id, s.profile_key, s.personality_id from news.audience_lines s where s.tenant_id = ${ctx.tenant.id} and s.item_id = ${itemId} and s.version = ${version}) l`;

/**
 * Everybody whom lines reach on the day of the request, in one pass over the people below their places.
 * Columns: personality_id, account_id, node_id, display_name, label, profile.
 */
export function recipients(ctx: Context, lines: SqlFragment): SqlFragment {
  return sql`
    select p.personality_id, p.account_id, p.node_id, p.display_name, p.label, p.profile
    from ${lines}
    join identity.v_node_closure c on c.tenant_id = ${ctx.tenant.id} and c.ancestor_id = l.node_id
    join identity.v_people p on p.tenant_id = c.tenant_id and p.node_id = c.descendant_id and ${meansPerson}
    where ${standsOn(ctx.today)}
    group by p.personality_id, p.account_id, p.node_id, p.display_name, p.label, p.profile having bool_and(l.effect = 'include')`;
}

interface AudienceFigures {
  readonly count: number;
  readonly byProfile: { readonly profile: string; readonly name: { readonly it: string; readonly en: string }; readonly count: number }[];
  readonly sample: { readonly personalityId: string; readonly displayName: string; readonly label: string }[];
}

/** How many people lines reach, by profile, and twelve of them spread over the whole. */
export async function figuresOf(ctx: Context, lines: SqlFragment): Promise<AudienceFigures> {
  const row = await ctx.tx.row<{ count: number; by_profile: { profile: string; count: number }[]; sample: AudienceFigures['sample'] }>(sql`
    with r as materialized (${recipients(ctx, lines)})
    select (select count(*) from r) as count,
      (select coalesce(jsonb_agg(jsonb_build_object('profile', g.profile, 'count', g.count) order by g.count desc, g.profile), '[]') from (select r.profile, count(*) as count from r group by r.profile) g) as by_profile,
      (select coalesce(jsonb_agg(jsonb_build_object('personalityId', s.personality_id, 'displayName', s.display_name, 'label', s.label) order by s.display_name), '[]')
        from (select r.* from r order by md5(r.personality_id::text) limit 12) s) as sample`);
  const names = await ctx.tx.rows<{ key: string; it: string; en: string }>(sql`select p.key, p.name_it as it, p.name_en as en from news.v_profiles p where p.tenant_id = ${ctx.tenant.id}`);
  const nameOf = new Map(names.map(({ key, it, en }) => [key, { it, en }]));
  return { count: row.count, byProfile: row.by_profile.map(({ profile, count }) => ({ profile, count, name: nameOf.get(profile) ?? { it: profile, en: profile } })), sample: row.sample };
}

/** Whether anybody is reached at all. */
export async function reachesAnybody(ctx: Context, itemId: string, version: number): Promise<boolean> {
  const { found } = await ctx.tx.row<{ found: boolean }>(sql`select exists (${recipients(ctx, linesOf(ctx, itemId, version))}) as found`);
  return found;
}

/** Of these places those outside the actor's scope. */
export async function placesOutsideScope(ctx: Context, nodeIds: readonly number[]): Promise<number[]> {
  const rows = await ctx.tx.rows<{ id: number }>(sql`
    select u.id from unnest(${[...new Set(nodeIds)]}::integer[]) u (id) where not exists (
      select from identity.v_node_closure c where c.tenant_id = ${ctx.tenant.id} and c.ancestor_id = ${ctx.actor.scopeNodeId} and c.descendant_id = u.id)`);
  return rows.map(({ id }) => id);
}

/** Whether every profile and person that lines name exists and is visible to the actor. */
export async function namesKnown(ctx: Context, lines: readonly AudienceLine[]): Promise<boolean> {
  const { lost } = await ctx.tx.row<{ lost: number }>(sql`
    select count(*) as lost from ${linesFrom(lines)} where (l.profile_key is not null and not exists (select from news.v_profiles p where p.tenant_id = ${ctx.tenant.id} and p.key = l.profile_key))
      or (l.personality_id is not null and not exists (select from identity.v_people p where p.tenant_id = ${ctx.tenant.id} and p.personality_id = l.personality_id))`);
  return lost === 0;
}

/** Puts lines in the place of a draft's own. */
export async function writeLines(ctx: Context, itemId: string, version: number, lines: readonly AudienceLine[]): Promise<void> {
  await ctx.tx.run(sql`delete from news.audience_lines l where l.tenant_id = ${ctx.tenant.id} and l.item_id = ${itemId} and l.version = ${version}`);
  await ctx.tx.run(sql`
    insert into news.audience_lines (tenant_id, item_id, version, place, effect, node_id, profile_key, personality_id)
    select ${ctx.tenant.id}, ${itemId}, ${version}, u.place, u.effect, u.node_id, u.profile_key, u.personality_id
    from unnest(${lines.map((l) => l.effect)}::text[], ${lines.map((l) => l.nodeId)}::integer[], ${lines.map((l) => l.profile)}::text[], ${lines.map((l) => l.personalityId)}::uuid[])
      with ordinality u (effect, node_id, profile_key, personality_id, place)`);
}

interface NamedLine extends AudienceLine {
  readonly nodeName: string;
  readonly profileName: { readonly it: string; readonly en: string } | null;
  readonly personName: string | null;
}

/** The lines of a version with the names of what they mean. */
export async function listLines(ctx: Context, itemId: string, version: number): Promise<NamedLine[]> {
  const rows = await ctx.tx.rows<AudienceLine & { nodeName: string | null; profile_it: string | null; profile_en: string | null; personName: string | null }>(sql`
    select l.effect, l.node_id as "nodeId", l.profile_key as profile, l.personality_id as "personalityId", n.name as "nodeName", f.name_it as profile_it, f.name_en as profile_en, p.display_name as "personName"
    from news.audience_lines l
    left join identity.v_nodes n on n.tenant_id = l.tenant_id and n.id = l.node_id
    left join news.v_profiles f on f.tenant_id = l.tenant_id and f.key = l.profile_key
    left join identity.v_people p on p.tenant_id = l.tenant_id and p.personality_id = l.personality_id
    where l.tenant_id = ${ctx.tenant.id} and l.item_id = ${itemId} and l.version = ${version} order by l.place`);
  return rows.map(({ profile_it, profile_en, nodeName, ...line }) => ({ ...line, nodeName: nodeName ?? '–', profileName: profile_it === null || profile_en === null ? null : { it: profile_it, en: profile_en } }));
}
