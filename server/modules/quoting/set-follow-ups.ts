/** Use case: many quotes get a day on which to come back to them. */
import { v7 } from 'uuid';
import { permitted, signatureOf } from '#identity';
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { done, refuse, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import { decideOnQuoteFacts, factsOfRow } from './ruled-quote.ts';
import { followUps, quoteColumns } from './rules.ts';

type Item = { id: string; number: string | null; outcome: 'done' | 'same' | 'not_found' };

/**
 * Sets or clears the day for each quote of the scope and says for each what became of it; a quote outside the scope is not
 * found, like one that does not exist. Locked in the order of their ids, so that two such requests never wait for each other in a ring.
 */
export async function setFollowUps(ctx: Context, ids: readonly string[], followUpOn: string | null): Promise<Result<{ items: Item[] }, 'day_passed'>> {
  if (followUpOn !== null && followUpOn < ctx.today) return refuse('day_passed', 'body.followUpOn');
  const chosen = [...new Set(ids)];
  const before = await ctx.tx.rows<{ id: string; number: string; node_id: number; follow_up_on: string | null; total_credit_cents: number; expires_on: string }>(sql`
    select q.id, q.number, q.node_id, q.follow_up_on, q.total_credit_cents, q.expires_on from quoting.quotes q
    where ${permitted(ctx, followUps, quoteColumns)} and q.id = any(${chosen}::uuid[])
    order by q.id for update of q`);
  const changed = before.filter((quote) => quote.follow_up_on !== followUpOn);
  await ctx.tx.run(sql`
    update quoting.quotes q set follow_up_on = ${followUpOn} where q.tenant_id = ${ctx.tenant.id} and q.id = any(${changed.map((quote) => quote.id)}::uuid[])`);
  const details = JSON.stringify({ followUpOn });
  await ctx.tx.run(sql`
    insert into quoting.quote_events (tenant_id, quote_id, id, node_id, at, kind, actor_name, details)
    select ${ctx.tenant.id}, e.quote_id, e.id, e.node_id, ${ctx.now}, 'followUp', ${signatureOf(ctx.actor)}, ${details}::jsonb
    from unnest(${changed.map((quote) => quote.id)}::uuid[], ${changed.map(() => v7({ msecs: ctx.now.getTime() }))}::uuid[], ${changed.map((quote) => quote.node_id)}::integer[]) e (quote_id, id, node_id)`);
  for (const quote of changed) {
    await audit(ctx, {
      action: 'quoting.quote.follow-up', objectKind: 'quote', objectId: quote.id,
      before: { followUpOn: quote.follow_up_on }, after: { followUpOn }, details: { followUpOn }, decision: await decideOnQuoteFacts(ctx, followUps.action, factsOfRow(ctx, quote)),
    });
  }
  const found = new Map(before.map((quote) => [quote.id, quote]));
  const touched = new Set(changed.map((quote) => quote.id));
  return done({
    items: chosen.map((id) => ({ id, number: found.get(id)?.number ?? null, outcome: !found.has(id) ? 'not_found' : touched.has(id) ? 'done' : 'same' })),
  });
}
