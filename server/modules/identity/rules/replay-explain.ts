/** A past decision, made again and told in words. */
import type { Context } from '#platform/context';
import type { RefusalOf, ResponseOf } from '#platform/contract';
import { AppError } from '#platform/errors';
import { done, refuse, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import { explainVerdict } from '../rights/explain.ts';
import { privilegeOf } from '../rights/rule-table.ts';
import { replayDecision } from './replay-decision.ts';
import type { replayDecisionRoute } from './why-contracts.ts';
import { namesFor, profileName, type Book } from './why-names.ts';

/** Throws not_found for a row that is not of the tenant. */
export async function explainReplay(ctx: Context, book: Book, eventId: number): Promise<Result<ResponseOf<typeof replayDecisionRoute>, RefusalOf<typeof replayDecisionRoute>>> {
  if ((await ctx.tx.maybeRow(sql`select e.id from platform.audit_events e where e.tenant_id = ${ctx.tenant.id} and e.id = ${eventId}`)) === undefined) throw new AppError('not_found', `audit event ${eventId}`);
  const replay = await replayDecision(ctx.tx, ctx.tenant.id, eventId);
  if (typeof replay === 'string') return refuse(replay);
  const { decision, actor, verdict, version, profile, equal } = replay;
  const names = await namesFor(ctx, book, { object: decision.facts.nodeId, scope: actor.scopeNodeId, reach: actor.reachNodeId }, verdict.rules.flatMap(({ rule }) => privilegeOf(rule) ?? []), actor.amountLimitCents);
  const { action } = decision;
  const kind = book.kinds.find((one) => one.kind === decision.objectKind);
  return done({
    allowed: decision.allowed,
    equal,
    version: { number: version.number, digest: version.digest, firstInForce: version.firstInForce.toISOString() },
    on: decision.on,
    action: { action, name: kind?.actions[action] ?? { it: action, en: action } },
    profileName: await profileName(ctx, profile),
    rules: explainVerdict(verdict, names),
  });
}
