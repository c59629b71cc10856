/** Deciding about one deed: what use cases ask before they write, and what their audit rows keep. */
import type { Actor, Context } from '#platform/context';
import { DeedRefused } from '#platform/deed-refused';
import type { Decision, ObjectFacts, Rule } from '#platform/rule';
import { sql } from '#platform/sql';
import type { ActorFacts, IsBelow } from '../rights/actor-facts.ts';
import { compileRules, type RuleTable } from '../rights/rule-table.ts';

/** What the rules may ask about an actor. */
function factsOfActor(tenantId: number, actor: Actor): ActorFacts {
  const { accountId, personalityId, privileges, scopeNodeId, reachNodeId, onBehalfOf } = actor;
  return { tenantId, accountId, personalityId, privileges, scopeNodeId, reachNodeId, onBehalfOfAccountId: onBehalfOf?.accountId ?? null, amountLimitCents: onBehalfOf?.amountLimitCents ?? null };
}

const tables = new WeakMap<readonly Rule[], RuleTable>();

function tableOf(rules: readonly Rule[]): RuleTable {
  const known = tables.get(rules);
  if (known !== undefined) return known;
  const table = compileRules(rules);
  tables.set(rules, table);
  return table;
}

/** The tree of the tenant as far as it lies between some of its nodes. */
export async function treeBetween(ctx: Context, nodes: readonly (number | null | undefined)[]): Promise<IsBelow> {
  const places = [...new Set(nodes.filter((node) => typeof node === 'number' && node !== 0))];
  if (places.length <= 1) return (node, root) => node === root;
  const pairs = await ctx.tx.rows<{ root: number; node: number }>(sql`
    select c.ancestor_id as root, c.descendant_id as node from identity.v_node_closure c
    where c.tenant_id = ${ctx.tenant.id} and c.ancestor_id = any(${places}::integer[]) and c.descendant_id = any(${places}::integer[])`);
  const known = new Set(pairs.map(({ root, node }) => `${root} ${node}`));
  return (node, root) => known.has(`${root} ${node}`);
}

/**
 * Decides whether the actor may do something with an object, and answers the decision for the audit row of the deed; undefined
 * for the program itself, which acts on nobody's word. Throws not_found for what the actor's place does not show, else forbidden.
 */
export async function decide(ctx: Context, rules: readonly Rule[], about: { readonly action: string; readonly objectKind: string; readonly facts: ObjectFacts }): Promise<Decision | undefined> {
  if (ctx.actor.kind === 'system') return undefined;
  const below = await treeBetween(ctx, [about.facts.nodeId, ctx.actor.scopeNodeId, ctx.actor.reachNodeId]);
  const actor = factsOfActor(ctx.tenant.id, ctx.actor);
  const table = tableOf(rules);
  const allowed = table.allows(actor, about.action, about.objectKind, about.facts, below, ctx.today);
  const decision: Decision = { ...about, on: ctx.today, allowed };
  if (allowed) return decision;
  const { rules: judged } = table.judge(actor, about.action, about.objectKind, about.facts, below, ctx.today);
  const placed = judged.some(({ checks }) => checks.every(({ what, met }) => met || what === 'privilege' || what === 'condition'));
  throw new DeedRefused(placed ? 'forbidden' : 'not_found', decision);
}
