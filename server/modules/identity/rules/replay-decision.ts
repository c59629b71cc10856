/**
 * Making a past decision again: the rules in force then, the privileges, place and delegation held then, the tree as it stood then,
 * the facts of the object as the audit row keeps them.
 */
import type { Tx } from '#platform/context';
import { assert } from '#platform/errors';
import type { Decision } from '#platform/rule';
import { sql } from '#platform/sql';
import type { ActorFacts, IsBelow } from '../rights/actor-facts.ts';
import { compileRules, type RuleTable, type Verdict } from '../rights/rule-table.ts';
import { isReadable } from '../rights/rule-book.ts';
import { pathAt, personalityAt } from './rights-history.ts';
import { findRuleVersion, type RuleVersion } from './rule-versions.ts';

export interface ReplayedDecision {
  readonly decision: Decision;
  readonly version: Pick<RuleVersion, 'number' | 'digest' | 'firstInForce'>;
  readonly profile: string;
  readonly actor: ActorFacts;
  readonly verdict: Verdict;
  /** Whether it comes out as it was recorded. */
  readonly equal: boolean;
}

export type Replay = ReplayedDecision | 'not_decided' | 'version_unknown' | 'person_unknown';

interface EventRow {
  tenant_id: number;
  /** With microseconds: what changed a moment later must not be taken for what stood. */
  at_text: string;
  account_id: string;
  personality_id: string;
  on_behalf_of: string | null;
  delegation_id: string | null;
  rule_version: number | null;
  decision: Decision | null;
}

async function versionOf(tx: Tx, number: number): Promise<{ version: RuleVersion; table: RuleTable } | undefined> {
  const version = await findRuleVersion(tx, number);
  return version === undefined || !isReadable(version.content) ? undefined : { version, table: compileRules(version.content.rules) };
}

async function delegationAt(tx: Tx, tenantId: number, id: string, at: string): Promise<{ privileges: string[] | null; limitCents: number | null } | undefined> {
  const row = await tx.maybeRow<{ state: { privileges?: string[] | null; amount_limit_cents?: number | null } }>(sql`
    select h.state from identity.rights_history h where h.tenant_id = ${tenantId} and h.kind = 'delegation' and h.key = ${id} and h.held_from <= ${at}
    order by h.held_from desc, h.id desc limit 1`);
  return row === undefined ? undefined : { privileges: row.state.privileges ?? null, limitCents: row.state.amount_limit_cents ?? null };
}

async function actorAt(tx: Tx, row: EventRow, day: string): Promise<{ actor: ActorFacts; profile: string } | undefined> {
  const person = await personalityAt(tx, row.tenant_id, row.personality_id, row.at_text, day);
  if (person === undefined) return undefined;
  const path = await pathAt(tx, row.tenant_id, person.nodeId, row.at_text);
  const outside = person.scopeRule === 'none';
  const dealer = path.find(({ kind }) => kind === 'dealer')?.id ?? person.nodeId;
  const delegation = row.delegation_id === null ? undefined : await delegationAt(tx, row.tenant_id, row.delegation_id, row.at_text);
  const lent = delegation?.privileges === null || delegation === undefined ? undefined : new Set(delegation.privileges);
  const held = person.standing ? person.privileges.filter((privilege) => lent === undefined || lent.has(privilege)) : [];
  return {
    profile: person.profile,
    actor: {
      tenantId: row.tenant_id,
      accountId: row.account_id,
      personalityId: row.personality_id,
      privileges: new Set(held),
      scopeNodeId: outside ? 0 : person.nodeId,
      reachNodeId: outside ? 0 : person.scopeRule === 'dealer' ? dealer : person.nodeId,
      onBehalfOfAccountId: row.on_behalf_of,
      amountLimitCents: delegation?.limitCents ?? null,
    },
  };
}

async function treeAt(tx: Tx, tenantId: number, nodes: readonly (number | null | undefined)[], at: string): Promise<IsBelow> {
  const paths = new Map<number, ReadonlySet<number>>();
  for (const node of nodes) if (typeof node === 'number' && node !== 0 && !paths.has(node)) paths.set(node, new Set((await pathAt(tx, tenantId, node, at)).map(({ id }) => id)));
  return (node, root) => paths.get(node)?.has(root) ?? false;
}

/** Makes the decision of an audit row of the tenant again. */
export async function replayDecision(tx: Tx, tenantId: number, eventId: number): Promise<Replay> {
  const row = await tx.maybeRow<EventRow>(sql`
    select e.tenant_id, e.at::text as at_text, e.account_id, e.personality_id, e.on_behalf_of, e.delegation_id, e.rule_version, e.decision
    from platform.audit_events e where e.tenant_id = ${tenantId} and e.id = ${eventId}`);
  if (row === undefined || row.decision === null || row.personality_id === null) return 'not_decided';
  const { decision } = row;
  const rules = row.rule_version === null ? undefined : await versionOf(tx, row.rule_version);
  if (rules === undefined) return 'version_unknown';
  const then = await actorAt(tx, row, decision.on);
  if (then === undefined) return 'person_unknown';
  const { actor } = then;
  const below = await treeAt(tx, row.tenant_id, [decision.facts.nodeId, actor.scopeNodeId], row.at_text);
  const verdict = rules.table.judge(actor, decision.action, decision.objectKind, decision.facts, below, decision.on);
  assert(verdict.allowed === rules.table.allows(actor, decision.action, decision.objectKind, decision.facts, below, decision.on), 'explaining a decision does not change it');
  const { number, digest, firstInForce } = rules.version;
  return { decision, version: { number, digest, firstInForce }, profile: then.profile, actor, verdict, equal: verdict.allowed === decision.allowed };
}
