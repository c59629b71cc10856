/**
 * Rules as conditions of SQL. The forms were measured: membership in the closure is asked as `in (…)`, which is gathered once and
 * hashed, or row by row where few rows are looked at; never an array of nodes or an interval, which cost eighty times as much in a
 * prepared plan. Equality with the tenant stands first, so that every index can be used.
 */
import type { Context } from '#platform/context';
import type { Rule, RuleCondition } from '#platform/rule';
import { allOf, sql, type SqlFragment } from '#platform/sql';
import { privilegeOf } from '../rights/rule-table.ts';

/** Which column (or expression) of a statement holds which fact; a fact that a rule asks for and a list does not have is a mistake. */
export interface RuleColumns {
  readonly tenantId: SqlFragment;
  readonly nodeId?: SqlFragment;
  readonly ownerPersonalityId?: SqlFragment;
  readonly ownerAccountId?: SqlFragment;
  /** Array of personalities. */
  readonly participantIds?: SqlFragment;
  readonly state?: SqlFragment;
  readonly amountCents?: SqlFragment;
  readonly lastDay?: SqlFragment;
}

/** `gathered`: the nodes are hashed once. `each`: every row asks for itself. `every`: gathered, for a statement that passes all rows and keeps the order of its index. */
export type TreeForm = 'gathered' | 'each' | 'every';

/** Who asks: what of a context the conditions need. */
type Asker = Pick<Context, 'tenant' | 'actor' | 'today'>;

function needed(column: SqlFragment | undefined, what: string): SqlFragment {
  if (column === undefined) throw new Error(`a rule asks for ${what}, which the statement does not have`);
  return column;
}

/** Condition: `node` stands at or below `root`. */
export function belowNode(tenantId: number, node: SqlFragment, root: number, form: TreeForm = 'gathered'): SqlFragment {
  if (form === 'each') return sql`(select true from identity.v_node_closure c where c.tenant_id = ${tenantId} and c.ancestor_id = ${root} and c.descendant_id = ${node})`;
  const gathered = sql`${node} in (select c.descendant_id from identity.v_node_closure c where c.tenant_id = ${tenantId} and c.ancestor_id = ${root})`;
  return form === 'every' ? sql`(${gathered}) is true` : gathered;
}

function aboveNode(tenantId: number, node: SqlFragment, start: number): SqlFragment {
  return sql`${node} in (select c.ancestor_id from identity.v_node_closure c where c.tenant_id = ${tenantId} and c.descendant_id = ${start})`;
}

function inScope(asker: Asker, { scope }: Rule, columns: RuleColumns, form: TreeForm): SqlFragment[] {
  const { tenant, actor } = asker;
  switch (scope) {
    case 'tenant':
      return [];
    case 'scope':
      return [belowNode(tenant.id, needed(columns.nodeId, 'nodeId'), actor.scopeNodeId, form)];
    case 'reach':
      return [belowNode(tenant.id, needed(columns.nodeId, 'nodeId'), actor.reachNodeId, form)];
    case 'way': {
      const node = needed(columns.nodeId, 'nodeId');
      return [sql`(${aboveNode(tenant.id, node, actor.scopeNodeId)} or ${belowNode(tenant.id, node, actor.scopeNodeId)})`];
    }
    case 'own':
      return [sql`${needed(columns.ownerPersonalityId, 'ownerPersonalityId')} = ${actor.personalityId}::uuid`];
    case 'participant':
      return [sql`${actor.personalityId}::uuid = any(${needed(columns.participantIds, 'participantIds')})`];
  }
}

function conditionSql(asker: Asker, condition: RuleCondition, columns: RuleColumns): SqlFragment[] {
  const { actor } = asker;
  switch (condition.when) {
    case 'state':
      return [sql`${needed(columns.state, 'state')} = any(${[...condition.in]}::text[])`];
    case 'own':
      return [sql`${needed(columns.ownerPersonalityId, 'ownerPersonalityId')} = ${actor.personalityId}::uuid`];
    case 'not-own': {
      const owner = needed(columns.ownerAccountId, 'ownerAccountId');
      return [actor.accountId, ...(actor.onBehalfOf === undefined ? [] : [actor.onBehalfOf.accountId])].map((human) => sql`${owner} <> ${human}::uuid`);
    }
    case 'within-limit': {
      const limit = actor.onBehalfOf?.amountLimitCents ?? null;
      return limit === null ? [] : [sql`${needed(columns.amountCents, 'amountCents')} <= ${limit}::bigint`];
    }
    case 'still-open':
      return [sql`${needed(columns.lastDay, 'lastDay')} >= ${asker.today}::date`];
    case 'in-person':
      return actor.onBehalfOf === undefined ? [] : [sql`false`];
  }
}

/** The program itself has no privileges and acts on nobody's word: it is asked for none. */
function holds({ actor }: Asker, rule: Rule): boolean {
  const privilege = privilegeOf(rule);
  return actor.kind === 'system' || privilege === null || actor.privileges.has(privilege);
}

/** The same way twice would be planned twice. */
function different(ways: readonly SqlFragment[]): SqlFragment[] {
  return [...new Map(ways.map((way) => [JSON.stringify([way.text, way.values]), way])).values()];
}

/**
 * Condition: the asker may do what the rules say with the row. Each rule opens its own way; without a rule, or without the
 * privilege of any, no row is answered.
 */
export function permitted(asker: Asker, rules: Rule | readonly Rule[], columns: RuleColumns, form: TreeForm = 'gathered'): SqlFragment {
  const held = [rules].flat().filter((rule) => holds(asker, rule));
  const ways = different(held.map((rule) => allOf([...inScope(asker, rule, columns, form), ...(rule.conditions ?? []).flatMap((condition) => conditionSql(asker, condition, columns))])));
  const [first, ...others] = ways;
  if (first === undefined) return sql`false`;
  const any = others.length === 0 ? first : sql`(${others.reduce((all, way) => sql`${all} or (${way})`, sql`(${first})`)})`;
  return sql`${columns.tenantId} = ${asker.tenant.id} and ${any}`;
}

/** Root of the subtree that a rule of scope or reach opens to the asker: for statements that read node by node. */
export function subtreeOf({ actor }: Pick<Context, 'actor'>, rule: Rule): number {
  if (rule.scope === 'scope') return actor.scopeNodeId;
  if (rule.scope === 'reach') return actor.reachNodeId;
  throw new Error(`the rule of ${rule.action} opens no subtree`);
}
