/** SQL of a quote's timeline: what happened to it, written once and never changed. */
import { v7 as uuidv7 } from 'uuid';
import { permitted, signatureOf } from '#identity';
import type { Context } from '#platform/context';
import type { ResponseOf } from '#platform/contract';
import { AppError } from '#platform/errors';
import { sql } from '#platform/sql';
import type { QuoteEventKind, timelineRoute } from './api.ts';
import { readQuotes } from './rules.ts';

export interface QuoteEntry {
  readonly quoteId: string;
  /** Node that owns the quote. */
  readonly nodeId: number;
  readonly kind: QuoteEventKind;
  /** Empty when it was the customer or the program; the actor's name unless given. */
  readonly actorName?: string | undefined;
  readonly details?: Readonly<Record<string, string | number | boolean | null>> | undefined;
}

/** Entries of one instant stand in the order in which they were told. */
let told = 0;

/** Adds an entry to the timeline of a quote, in the transaction of the deed. */
export async function tellQuoteEvent(ctx: Context, { quoteId, nodeId, kind, actorName, details }: QuoteEntry): Promise<void> {
  told = (told + 1) % 0x7fff_ffff;
  const id = uuidv7({ msecs: ctx.now.getTime(), seq: told });
  await ctx.tx.run(sql`
    insert into quoting.quote_events (tenant_id, quote_id, id, node_id, at, kind, actor_name, details)
    values (${ctx.tenant.id}, ${quoteId}, ${id}, ${nodeId}, ${ctx.now}, ${kind}, ${actorName ?? signatureOf(ctx.actor)}, ${JSON.stringify(details ?? {})})`);
}

interface Row {
  id: string;
  at: Date;
  kind: QuoteEventKind;
  actor_name: string;
  details: Record<string, string | number | boolean | null>;
}

/** The timeline of a quote, newest first. Throws not_found outside the actor's scope. */
export async function quoteTimeline(ctx: Context, quoteId: string): Promise<ResponseOf<typeof timelineRoute>['items']> {
  const rows = await ctx.tx.rows<Row>(sql`
    select e.id, e.at, e.kind, e.actor_name, e.details from quoting.quote_events e
    where ${permitted(ctx, readQuotes, { tenantId: sql`e.tenant_id`, nodeId: sql`e.node_id` })} and e.quote_id = ${quoteId}
    order by e.at desc, e.id desc limit 500`);
  // Every quote has at least the entry of its first saving.
  if (rows.length === 0) throw new AppError('not_found', `quote ${quoteId}`);
  return rows.map((row) => ({ id: row.id, at: row.at.toISOString(), kind: row.kind, actorName: row.actor_name, details: row.details }));
}
