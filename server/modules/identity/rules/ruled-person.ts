import type { Context } from '#platform/context';
import { uuid } from '#platform/contract';
import type { Decision, ObjectFacts, Rule } from '#platform/rule';
import { sql } from '#platform/sql';
import { decide } from './rule-decide.ts';
import { belowNode } from './rule-sql.ts';

/** A personality within the asker's reach, by its id or the person's login name, as rules see it. */
export async function findRuledPerson(ctx: Context, idOrName: string): Promise<{ label: string; facts: ObjectFacts } | undefined> {
  const named = uuid.safeParse(idOrName).success ? sql`v.personality_id = ${idOrName}` : sql`v.login_name = ${idOrName.trim().toLowerCase()}`;
  const [row] = await ctx.tx.rows<{ display_name: string; label: string; node_id: number; personality_id: string; account_id: string }>(sql`
    select v.display_name, v.label, v.node_id, v.personality_id, v.account_id from identity.v_people v
    where v.tenant_id = ${ctx.tenant.id} and v.kind <> 'customer' and ${belowNode(ctx.tenant.id, sql`v.node_id`, ctx.actor.reachNodeId, 'each')} and ${named}
    order by v.personality_id limit 1`);
  if (row === undefined) return undefined;
  return { label: `${row.display_name} · ${row.label}`, facts: { tenantId: ctx.tenant.id, nodeId: row.node_id, ownerPersonalityId: row.personality_id, ownerAccountId: row.account_id } };
}

/** Decides about a deed with somebody's role, for the audit row of the deed. Throws forbidden or not_found. */
export async function decideOnPerson(ctx: Context, rule: Rule, person: { readonly nodeId: number; readonly accountId: string }): Promise<Decision | undefined> {
  return decide(ctx, [rule], { action: rule.action, objectKind: rule.objectKind, facts: { tenantId: ctx.tenant.id, nodeId: person.nodeId, ownerAccountId: person.accountId } });
}
