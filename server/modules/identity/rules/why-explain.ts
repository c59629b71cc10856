/** Why somebody may or may not do something: the rule table asked on behalf of another person, with every check in words. */
import type { Context } from '#platform/context';
import type { ParsedRequest, RefusalOf, ResponseOf } from '#platform/contract';
import type { ObjectFacts } from '#platform/rule';
import { done, refuse, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import { dealerOf, nodePath } from '../people/nodes.ts';
import { explainVerdict } from '../rights/explain.ts';
import type { ActorFacts } from '../rights/actor-facts.ts';
import { privilegeOf } from '../rights/rule-table.ts';
import { personalityAt, type PastPersonality } from './rights-history.ts';
import { treeBetween } from './rule-decide.ts';
import { belowNode } from './rule-sql.ts';
import { ownRuleVersion } from './rule-versions.ts';
import type { whyRoute } from './why-contracts.ts';
import { namesFor, profileName, type Book } from './why-names.ts';

type Question = ParsedRequest<typeof whyRoute>['query'];
type Answer = ResponseOf<typeof whyRoute>;

interface Asked {
  readonly displayName: string;
  readonly label: string;
  readonly active: boolean;
}

/** A colleague within the asker's reach. */
async function findPerson(ctx: Context, personalityId: string): Promise<(Asked & { now: PastPersonality }) | undefined> {
  const person = await ctx.tx.maybeRow<Asked>(sql`
    select v.display_name as "displayName", v.label, v.account_status = 'active' as active from identity.v_people v
    where v.tenant_id = ${ctx.tenant.id} and v.kind <> 'customer' and ${belowNode(ctx.tenant.id, sql`v.node_id`, ctx.actor.reachNodeId, 'each')} and v.personality_id = ${personalityId}`);
  // Of a history without an end only what holds now is open.
  const now = person === undefined ? undefined : await personalityAt(ctx.tx, ctx.tenant.id, personalityId, 'infinity', ctx.today);
  return person === undefined || now === undefined ? undefined : { ...person, now };
}

async function actorOf(ctx: Context, personalityId: string, { now, active }: Asked & { now: PastPersonality }): Promise<ActorFacts> {
  const outside = now.scopeRule === 'none';
  const reach = now.scopeRule === 'dealer' ? ((await dealerOf(ctx, now.nodeId))?.id ?? now.nodeId) : now.nodeId;
  return {
    tenantId: ctx.tenant.id, accountId: now.accountId, personalityId, privileges: new Set(now.standing && active ? now.privileges : []),
    scopeNodeId: outside ? 0 : now.nodeId, reachNodeId: outside ? 0 : reach, onBehalfOfAccountId: null, amountLimitCents: null,
  };
}

const placesOf = async (ctx: Context, nodeId: number | null | undefined): Promise<Answer['person']['path']> =>
  nodeId === null || nodeId === undefined ? [] : (await nodePath(ctx, nodeId)).map(({ id, kind, code, name }) => ({ id, kind, code, name }));

/** Answers for people and objects that the asker may see. */
export async function explainWhy(ctx: Context, book: Book, question: Question): Promise<Result<Answer, RefusalOf<typeof whyRoute>>> {
  const { personalityId, action, objectKind } = question;
  const person = await findPerson(ctx, personalityId);
  if (person === undefined) return refuse('person_not_found', 'query.personalityId');
  const kind = book.kinds.find((one) => one.kind === objectKind);
  const rules = book.table.rulesOf(action, objectKind);
  if (kind === undefined || rules.length === 0) return refuse('action_unknown', 'query.action');
  const found = kind.find === undefined ? { label: null, facts: { tenantId: ctx.tenant.id } satisfies ObjectFacts } : question.object === undefined ? undefined : await kind.find(ctx, question.object);
  if (found === undefined) return refuse('object_not_found', 'query.object');
  const facts: ObjectFacts = found.facts;
  const actor = await actorOf(ctx, personalityId, person);
  const below = await treeBetween(ctx, [facts.nodeId, actor.scopeNodeId, actor.reachNodeId]);
  const verdict = book.table.judge(actor, action, objectKind, facts, below, ctx.today);
  const names = await namesFor(ctx, book, { object: facts.nodeId, scope: actor.scopeNodeId, reach: actor.reachNodeId }, rules.flatMap((rule) => privilegeOf(rule) ?? []), null);
  const version = await ownRuleVersion(ctx.tx, book);
  return done({
    allowed: verdict.allowed,
    version: version === undefined ? null : { number: version.number, firstInForce: version.firstInForce.toISOString() },
    person: { displayName: person.displayName, label: person.label, profileName: await profileName(ctx, person.now.profile), standing: person.now.standing && person.active, path: await placesOf(ctx, person.now.nodeId) },
    action: { action, name: kind.actions[action] ?? { it: action, en: action } },
    object: { kind: kind.kind, name: kind.name, label: found.label, path: await placesOf(ctx, facts.nodeId) },
    rules: explainVerdict(verdict, names),
  });
}
