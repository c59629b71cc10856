/** The three ways of deciding beside each other: predicate, SQL on real rows, slow reference. */
import fc from 'fast-check';
import { permitted } from '#identity';
import type { Context } from '#platform/context';
import type { Database } from '#platform/db';
import type { ObjectFacts, Rule } from '#platform/rule';
import { sql } from '#platform/sql';
import { compileRules } from '../modules/identity/rights/rule-table.ts';
import { anyActor, anyObject, anyRule, storeThings, thingColumns, today } from './rights-cases.ts';
import { mayDo, objections, type Parents, type ReferenceActor } from './rights-reference.ts';

/** A tree of both tenants, grown at random below the world's own companies. */
export async function growTree(database: Database, seed: number): Promise<{ parents: Parents; placesOf: (tenant: number) => readonly number[] }> {
  const [steps = []] = fc.sample(fc.array(fc.tuple(fc.constantFrom(1, 2), fc.nat(), fc.constantFrom('district', 'region', 'dealer', 'branch', 'seller')), { minLength: 60, maxLength: 60 }), { seed, numRuns: 1 });
  return database.asOwner(async (tx) => {
    const read = () => tx.rows<{ tenant_id: number; id: number; parent_id: number | null; kind: string }>(sql`select n.tenant_id, n.id, n.parent_id, n.kind from identity.nodes n order by n.id`);
    for (const [index, [tenant, pick, kind]] of steps.entries()) {
      const order = ['company', 'district', 'region', 'dealer', 'branch', 'seller'];
      const above = (await read()).filter((node) => node.tenant_id === tenant && order.indexOf(node.kind) < order.indexOf(kind));
      await tx.run(sql`insert into identity.nodes (tenant_id, parent_id, kind, code, name, valid_from) values (${tenant}, ${above[pick % above.length]?.id}, ${kind}, ${`RND-${index}`}, 'Nodo', '2020-01-01')`);
    }
    const nodes = await read();
    return { parents: new Map(nodes.map((node) => [node.id, node.parent_id])), placesOf: (tenant) => nodes.filter((node) => node.tenant_id === tenant).map((node) => node.id) };
  });
}

const contextOf = (actor: ReferenceActor): Pick<Context, 'tenant' | 'actor' | 'today'> => ({
  today,
  tenant: { id: actor.tenant, code: '', name: '' },
  actor: {
    kind: 'person', accountId: actor.human, personalityId: actor.personality, displayName: '', profile: '', privileges: new Set(actor.holds), scopeNodeId: actor.place, reachNodeId: actor.shared,
    ...(actor.standsInFor === undefined ? {} : { onBehalfOf: { accountId: actor.standsInFor.human, displayName: '', delegationId: actor.human, amountLimitCents: actor.standsInFor.limitCents } }),
  },
});

export interface Agreement {
  readonly decisions: number;
  readonly allowed: number;
  readonly denied: number;
  /** How often each thing a rule asks was the only objection of a rule that would have opened the way: none may be idle. */
  readonly decidedBy: ReadonlyMap<string, number>;
  readonly disagreements: readonly string[];
}

/** Decides about `objects` things for each of `askers` random (person, action) pairs in three ways. */
export async function compareWays(database: Database, rules: readonly Rule[], { seed, askers, objects: count }: { seed: number; askers: number; objects: number }): Promise<Agreement> {
  const { parents, placesOf } = await growTree(database, seed);
  const all = [...rules, ...fc.sample(anyRule, { seed, numRuns: 120 })];
  const table = compileRules(all);
  const actions = [...new Map(all.map((rule) => [`${rule.action} ${rule.objectKind}`, rule])).values()];
  const privileges = [...new Set(all.flatMap((rule) => [rule.privilege ?? rule.action]))];
  const objects: readonly ObjectFacts[] = fc.sample(anyObject(placesOf), { seed: seed + 1, numRuns: count });
  await storeThings(database, objects);
  const closure = await database.asOwner((tx) => tx.rows<{ pair: string }>(sql`select c.ancestor_id || ' ' || c.descendant_id as pair from identity.node_closure c`));
  const pairs = new Set(closure.map((row) => row.pair));
  const below = (node: number, root: number): boolean => pairs.has(`${root} ${node}`);
  const asked = fc.sample(fc.tuple(anyActor(placesOf, privileges), fc.constantFrom(...actions), fc.constantFrom('gathered' as const, 'each' as const, 'every' as const)), { seed: seed + 2, numRuns: askers });
  let allowed = 0;
  const decidedBy = new Map<string, number>();
  const disagreements: string[] = [];
  for (const [actor, { action, objectKind }, form] of asked) {
    const ctx = contextOf(actor);
    const of = table.rulesOf(action, objectKind);
    const frame = { tenantId: actor.tenant, scopeNodeId: actor.place, reachNodeId: actor.shared, accountId: actor.human, personalityId: actor.personality };
    const rows = await database.transaction(frame, (tx) => tx.listRows<{ id: number }>(sql`select o.id from public.ruled_things o where ${permitted(ctx, of, thingColumns, form)}`));
    const found = new Set(rows.map((row) => row.id));
    const facts = { tenantId: actor.tenant, accountId: actor.human, personalityId: actor.personality, privileges: ctx.actor.privileges, scopeNodeId: actor.place, reachNodeId: actor.shared, onBehalfOfAccountId: actor.standsInFor?.human ?? null, amountLimitCents: actor.standsInFor?.limitCents ?? null };
    for (const [id, object] of objects.entries()) {
      const truth = mayDo(all, action, objectKind, actor, object, parents, today);
      const verdict = table.judge(facts, action, objectKind, object, below, today);
      const answers = [table.allows(facts, action, objectKind, object, below, today), verdict.allowed, found.has(id)];
      if (answers.some((answer) => answer !== truth)) disagreements.push(JSON.stringify({ answers, truth, actor, action, objectKind, form, object, of }));
      if (truth) allowed += 1;
      for (const rule of truth ? [] : of) {
        const [only, ...more] = objections(rule, actor, object, parents, today);
        if (only !== undefined && more.length === 0) decidedBy.set(only, (decidedBy.get(only) ?? 0) + 1);
      }
    }
  }
  const decisions = asked.length * objects.length;
  return { decisions, allowed, denied: decisions - allowed, decidedBy, disagreements };
}

/** For the log of a run: that both answers occur, and why. */
export function loggedAgreement({ decisions, allowed, denied, decidedBy }: Agreement): string {
  return `${decisions} decisions: ${allowed} allowed, ${denied} denied; alone decisive: ${[...decidedBy].map(([what, times]) => `${what} ${times}`).join(', ')}`;
}
