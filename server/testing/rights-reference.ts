/**
 * Who may do what, told a second time and slowly: rules read as sentences, the tree climbed from parent to parent. Written without
 * looking at the compiled rules, to judge them.
 */
import type { ObjectFacts, Rule } from '#platform/rule';

export interface ReferenceActor {
  readonly tenant: number;
  readonly human: string;
  readonly personality: string;
  readonly place: number;
  readonly shared: number;
  readonly holds: readonly string[];
  readonly standsInFor: { readonly human: string; readonly limitCents: number | null } | undefined;
}

export type Parents = ReadonlyMap<number, number | null>;

function climbs(parents: Parents, from: number, to: number): boolean {
  for (let node: number | null | undefined = from; node !== null && node !== undefined; node = parents.get(node)) if (node === to) return true;
  return false;
}

/** Words for each thing a rule may ask, so that the test can count how often each of them decided. */
export function objections(rule: Rule, actor: ReferenceActor, object: ObjectFacts, parents: Parents, today: string): string[] {
  const no: string[] = [];
  if (object.tenantId !== actor.tenant) no.push('tenant');
  const needed = rule.privilege === undefined ? rule.action : rule.privilege;
  if (needed !== null && actor.holds.indexOf(needed) < 0) no.push('privilege');
  const where = object.nodeId ?? undefined;
  const under = (root: number): boolean => root > 0 && where !== undefined && climbs(parents, where, root);
  let near = true;
  if (rule.scope === 'scope') near = under(actor.place);
  if (rule.scope === 'reach') near = under(actor.shared);
  if (rule.scope === 'way') near = under(actor.place) || (actor.place > 0 && where !== undefined && climbs(parents, actor.place, where));
  if (rule.scope === 'own') near = object.ownerPersonalityId === actor.personality;
  if (rule.scope === 'participant') near = (object.participantIds ?? []).some((one) => one === actor.personality);
  if (!near) no.push(rule.scope);
  for (const condition of rule.conditions ?? []) {
    let met = true;
    if (condition.when === 'state') met = object.state !== null && object.state !== undefined && condition.in.indexOf(object.state) >= 0;
    if (condition.when === 'own') met = object.ownerPersonalityId === actor.personality;
    if (condition.when === 'not-own') {
      const maker = object.ownerAccountId;
      const humans = actor.standsInFor === undefined ? [actor.human] : [actor.human, actor.standsInFor.human];
      met = maker !== null && maker !== undefined && !humans.includes(maker);
    }
    if (condition.when === 'within-limit') {
      const limit = actor.standsInFor?.limitCents;
      if (limit !== null && limit !== undefined) met = object.amountCents !== null && object.amountCents !== undefined && !(object.amountCents > limit);
    }
    if (condition.when === 'still-open') met = object.lastDay !== null && object.lastDay !== undefined && !(object.lastDay < today);
    if (condition.when === 'in-person') met = actor.standsInFor === undefined;
    if (!met) no.push(condition.when);
  }
  return no;
}

/** One rule without an objection is enough. */
export function mayDo(rules: readonly Rule[], action: string, objectKind: string, actor: ReferenceActor, object: ObjectFacts, parents: Parents, today: string): boolean {
  for (const rule of rules) {
    if (rule.action !== action || rule.objectKind !== objectKind) continue;
    if (objections(rule, actor, object, parents, today).length === 0) return true;
  }
  return false;
}
