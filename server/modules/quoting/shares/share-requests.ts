/** SQL of the customers' wishes to go on. */
import type { Context } from '#platform/context';
import { sql } from '#platform/sql';
import type { QuoteInput, QuoteSummaryFigures } from '../api.ts';

export interface ShareWish {
  readonly id: string;
  readonly shareId: string;
  readonly quoteId: string;
  readonly nodeId: number;
  readonly revision: number;
  readonly proposal: number;
  readonly choiceDigest: Buffer;
  readonly input: QuoteInput;
  readonly figures: QuoteSummaryFigures;
  readonly phone: string;
  readonly email: string;
}

/** Most different wishes a link may send. */
export const mostWishes = 20;

/** Stores a wish unless the link sent the very same before; answers when it was first asked and whether that is now. Undefined when the link has sent its last. */
export async function insertWish(ctx: Context, wish: ShareWish): Promise<{ readonly askedAt: Date; readonly fresh: boolean } | undefined> {
  // One wish of a link after the other: two sent at once would both count the same ones before them.
  await ctx.tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`wish ${wish.shareId}`}, 0))`);
  const added = await ctx.tx.run(sql`
    insert into quoting.share_requests (tenant_id, id, share_id, quote_id, node_id, revision, proposal, choice_digest, input, figures, phone, email, asked_at)
    select ${ctx.tenant.id}, ${wish.id}, ${wish.shareId}, ${wish.quoteId}, ${wish.nodeId}, ${wish.revision}, ${wish.proposal}, ${wish.choiceDigest}::bytea,
      ${JSON.stringify(wish.input)}::jsonb, ${JSON.stringify(wish.figures)}::jsonb, ${wish.phone}, ${wish.email}, ${ctx.now}::timestamptz
    where (select count(*) from quoting.share_requests r where r.tenant_id = ${ctx.tenant.id} and r.share_id = ${wish.shareId}) < ${mostWishes}
    on conflict (tenant_id, share_id, choice_digest) do nothing`);
  const row = await ctx.tx.maybeRow<{ asked_at: Date }>(sql`
    select r.asked_at from quoting.share_requests r where r.tenant_id = ${ctx.tenant.id} and r.share_id = ${wish.shareId} and r.choice_digest = ${wish.choiceDigest}`);
  return row === undefined ? undefined : { askedAt: row.asked_at, fresh: added === 1 };
}

export async function lastAskedAt(ctx: Context, shareId: string): Promise<Date | null> {
  const { at } = await ctx.tx.row<{ at: Date | null }>(sql`select max(r.asked_at) as at from quoting.share_requests r where r.tenant_id = ${ctx.tenant.id} and r.share_id = ${shareId}`);
  return at;
}

export interface StoredWish {
  readonly quote_id: string;
  readonly revision: number;
  readonly proposal: number;
  readonly input: QuoteInput;
  readonly figures: QuoteSummaryFigures;
}

export async function findWish(ctx: Context, id: string): Promise<StoredWish | undefined> {
  return ctx.tx.maybeRow<StoredWish>(sql`
    select r.quote_id, r.revision, r.proposal, r.input, r.figures from quoting.share_requests r where r.tenant_id = ${ctx.tenant.id} and r.id = ${id}`);
}
