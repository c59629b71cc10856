import type { ObjectFacts, Rule, RuleCondition, ScopeRule } from '#platform/rule';
import type { ActorFacts, IsBelow } from './actor-facts.ts';

/** One thing a rule asks: the privilege, the place, or a condition. */
export type Check =
  | { readonly what: 'privilege'; readonly privilege: string | null; readonly met: boolean }
  | { readonly what: 'tenant'; readonly met: boolean }
  | { readonly what: 'scope'; readonly scope: ScopeRule; readonly met: boolean }
  | { readonly what: 'condition'; readonly condition: RuleCondition; readonly met: boolean };

/** The decision about one question, with everything that was asked of each rule. */
export interface Verdict {
  readonly allowed: boolean;
  readonly rules: readonly { readonly rule: Rule; readonly allowed: boolean; readonly checks: readonly Check[] }[];
}

type Test = (actor: ActorFacts, object: ObjectFacts, below: IsBelow, today: string) => boolean;

const isOwn: Test = (actor, object) => actor.personalityId !== null && object.ownerPersonalityId === actor.personalityId;

const scopeTests: Readonly<Record<ScopeRule, Test>> = {
  tenant: () => true,
  // Node 0 is no place: customers and partners stand outside the organisation.
  scope: (actor, { nodeId }, below) => actor.scopeNodeId !== 0 && typeof nodeId === 'number' && below(nodeId, actor.scopeNodeId),
  reach: (actor, { nodeId }, below) => actor.reachNodeId !== 0 && typeof nodeId === 'number' && below(nodeId, actor.reachNodeId),
  way: (actor, { nodeId }, below) => actor.scopeNodeId !== 0 && typeof nodeId === 'number' && (below(nodeId, actor.scopeNodeId) || below(actor.scopeNodeId, nodeId)),
  own: isOwn,
  participant: (actor, { participantIds }) => actor.personalityId !== null && (participantIds ?? []).includes(actor.personalityId),
};

function conditionTest(condition: RuleCondition): Test {
  switch (condition.when) {
    case 'state': {
      const states = new Set(condition.in);
      return (_actor, { state }) => typeof state === 'string' && states.has(state);
    }
    case 'own':
      return isOwn;
    case 'not-own':
      return (actor, { ownerAccountId }) => typeof ownerAccountId === 'string' && actor.accountId !== null && ownerAccountId !== actor.accountId && ownerAccountId !== actor.onBehalfOfAccountId;
    case 'within-limit':
      return (actor, { amountCents }) => actor.amountLimitCents === null || (typeof amountCents === 'number' && amountCents <= actor.amountLimitCents);
    case 'still-open':
      return (_actor, { lastDay }, _below, today) => typeof lastDay === 'string' && lastDay >= today;
    case 'in-person':
      return (actor) => actor.onBehalfOfAccountId === null;
  }
}

/** The privilege a rule asks for; null when it asks for none. */
export const privilegeOf = (rule: Rule): string | null => (rule.privilege === undefined ? rule.action : rule.privilege);

const holds = (actor: ActorFacts, privilege: string | null): boolean => privilege === null || actor.privileges.has(privilege);

interface CompiledRule {
  readonly rule: Rule;
  readonly privilege: string | null;
  readonly scope: Test;
  readonly conditions: readonly { readonly condition: RuleCondition; readonly test: Test }[];
}

/** Rules compiled to functions. What no rule allows is not allowed. */
export interface RuleTable {
  readonly rules: readonly Rule[];
  rulesOf(action: string, objectKind: string): readonly Rule[];
  /** Whether any rule allows the action. Stops at the first. */
  allows(actor: ActorFacts, action: string, objectKind: string, object: ObjectFacts, below: IsBelow, today: string): boolean;
  /** The same, with every check of every rule: slower, for explanations. */
  judge(actor: ActorFacts, action: string, objectKind: string, object: ObjectFacts, below: IsBelow, today: string): Verdict;
}

/** Compiles rules; those of one action and kind open ways beside each other. */
export function compileRules(rules: readonly Rule[]): RuleTable {
  const compiled = new Map<string, CompiledRule[]>();
  const keyOf = (action: string, objectKind: string): string => `${action} ${objectKind}`;
  for (const rule of rules) {
    const key = keyOf(rule.action, rule.objectKind);
    const conditions = (rule.conditions ?? []).map((condition) => ({ condition, test: conditionTest(condition) }));
    compiled.set(key, [...(compiled.get(key) ?? []), { rule, privilege: privilegeOf(rule), scope: scopeTests[rule.scope], conditions }]);
  }
  const of = (action: string, objectKind: string): readonly CompiledRule[] => compiled.get(keyOf(action, objectKind)) ?? [];
  return {
    rules,
    rulesOf: (action, objectKind) => of(action, objectKind).map(({ rule }) => rule),
    allows: (actor, action, objectKind, object, below, today) =>
      actor.tenantId === object.tenantId &&
      of(action, objectKind).some(
        (one) => holds(actor, one.privilege) && one.scope(actor, object, below, today) && one.conditions.every(({ test }) => test(actor, object, below, today)),
      ),
    judge: (actor, action, objectKind, object, below, today) => {
      const judged = of(action, objectKind).map(({ rule, privilege, scope, conditions }) => {
        const checks: Check[] = [
          { what: 'privilege', privilege, met: holds(actor, privilege) },
          { what: 'tenant', met: actor.tenantId === object.tenantId },
          { what: 'scope', scope: rule.scope, met: scope(actor, object, below, today) },
          ...conditions.map(({ condition, test }): Check => ({ what: 'condition', condition, met: test(actor, object, below, today) })),
        ];
        return { rule, checks, allowed: checks.every(({ met }) => met) };
      });
      return { allowed: judged.some(({ allowed }) => allowed), rules: judged };
    },
  };
}
