/** SQL of the links. */
import { signatureOf } from '#identity';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { sql } from '#platform/sql';

export interface NewShare {
  readonly id: string;
  readonly quoteId: string;
  readonly nodeId: number;
  readonly dealerNodeId: number;
  readonly tokenDigest: Buffer;
  /** The newest when the link was made. */
  readonly revision: number;
  /** Shows later revisions as they come, instead of the one it was made of. */
  readonly follows: boolean;
  readonly proposals: readonly number[] | null;
  readonly expiresOn: string;
}

export async function insertShare(ctx: Context, share: NewShare): Promise<void> {
  await ctx.tx.run(sql`
    insert into quoting.shares (tenant_id, id, quote_id, node_id, dealer_node_id, token_digest, revision, follows, proposals, expires_on, created_by_name, created_at)
    values (${ctx.tenant.id}, ${share.id}, ${share.quoteId}, ${share.nodeId}, ${share.dealerNodeId}, ${share.tokenDigest},
      ${share.revision}, ${share.follows}, ${share.proposals === null ? null : [...share.proposals]}::integer[], ${share.expiresOn}, ${signatureOf(ctx.actor)}, ${ctx.now})`);
}

export interface ShareRow {
  readonly id: string;
  readonly created_at: Date;
  readonly created_by_name: string;
  readonly expires_on: string;
  readonly revision: number;
  readonly follows: boolean;
  readonly proposals: number[] | null;
  readonly ended_at: Date | null;
  readonly openings: number;
  readonly first_opened_at: Date | null;
  readonly last_opened_at: Date | null;
}

/** Links of a quote within scope, newest first; the caller has read the quote. */
export async function listShares(ctx: Context, quoteId: string): Promise<ShareRow[]> {
  return ctx.tx.rows<ShareRow>(sql`
    select s.id, s.created_at, s.created_by_name, s.expires_on, s.revision, s.follows, s.proposals, s.ended_at, s.openings, s.first_opened_at, s.last_opened_at
    from quoting.shares s where s.tenant_id = ${ctx.tenant.id} and s.quote_id = ${quoteId} order by s.created_at desc, s.id desc limit 100`);
}

/** Ends a link of a quote; answers since when, and whether it was this call. Throws not_found. */
export async function endShare(ctx: Context, of: { readonly quoteId: string; readonly shareId: string }): Promise<{ readonly endedAt: Date; readonly now: boolean }> {
  const ended = await ctx.tx.run(sql`
    update quoting.shares s set ended_at = ${ctx.now} where s.tenant_id = ${ctx.tenant.id} and s.quote_id = ${of.quoteId} and s.id = ${of.shareId} and s.ended_at is null`);
  const row = await ctx.tx.maybeRow<{ ended_at: Date | null }>(sql`
    select s.ended_at from quoting.shares s where s.tenant_id = ${ctx.tenant.id} and s.quote_id = ${of.quoteId} and s.id = ${of.shareId}`);
  if (row === undefined || row.ended_at === null) throw new AppError('not_found', `share ${of.shareId}`);
  return { endedAt: row.ended_at, now: ended === 1 };
}

/** Most things a device may be seen opening a link in one hour: a flood of made-up browsers does not flood the timeline. */
const mostOpeningsAnHour = 20;

/** Notes what a device opened this hour; false when it is known already or the hour is full. */
export async function noteOpening(ctx: Context, opening: { readonly shareId: string; readonly nodeId: number; readonly device: Buffer; readonly what: string }): Promise<boolean> {
  const hour = new Date(Math.floor(ctx.now.getTime() / 3_600_000) * 3_600_000);
  const noted = await ctx.tx.run(sql`
    insert into quoting.share_openings (tenant_id, share_id, device, hour, what, node_id)
    select ${ctx.tenant.id}, ${opening.shareId}, ${opening.device}, ${hour}::timestamptz, ${opening.what}, ${opening.nodeId}
    where (select count(*) from quoting.share_openings o where o.tenant_id = ${ctx.tenant.id} and o.share_id = ${opening.shareId} and o.hour = ${hour}::timestamptz) < ${mostOpeningsAnHour}
    on conflict do nothing`);
  return noted === 1;
}

/** Counts an opening of the page. */
export async function countOpening(ctx: Context, shareId: string): Promise<void> {
  await ctx.tx.run(sql`
    update quoting.shares s set openings = s.openings + 1, first_opened_at = coalesce(s.first_opened_at, ${ctx.now}), last_opened_at = ${ctx.now}
    where s.tenant_id = ${ctx.tenant.id} and s.id = ${shareId}`);
}
