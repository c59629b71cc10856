/** The seller's side: making, listing and ending links. */
import { randomBytes } from 'node:crypto';
import { renderSVG } from 'uqr';
import { v7 as uuidv7 } from 'uuid';
import { dealerOf } from '#identity';
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import type { RefusalOf, ResponseOf } from '#platform/contract';
import { done, refuse, type Refused, type Result } from '#platform/result';
import type { endShareRoute, listSharesRoute, shareQuoteRoute } from '../api.ts';
import { refuseBeyondDelegation } from '../beyond-delegation.ts';
import { tellQuoteEvent } from '../quote-events.ts';
import type { QuoteHead, QuoteRevision } from '../quote-revision.ts';
import { getQuote } from '../quotes.ts';
import { decideOnQuote } from '../ruled-quote.ts';
import { tokenDigest } from './share-door.ts';
import { endShare, insertShare, listShares } from './shares.ts';

type Refusal = RefusalOf<typeof shareQuoteRoute>;

const mostOpenShares = 20;

export interface ShareRequest {
  /** The revision the seller has before him. */
  readonly revision?: number | undefined;
  readonly follows: boolean;
  readonly expiresOn: string;
  readonly proposals?: readonly number[] | undefined;
}

function fault(ctx: Context, head: QuoteHead, revision: QuoteRevision, { revision: seen = head.revision, follows, expiresOn, proposals }: ShareRequest): Refused<Refusal> | undefined {
  if (seen !== head.revision) return refuse('quote_revised', 'body.revision', { revision: head.revision });
  if (head.expiresOn < ctx.today) return refuse('quote_expired', undefined, { day: head.expiresOn });
  if (expiresOn < ctx.today || expiresOn > head.expiresOn) return refuse('expiry_not_possible', 'body.expiresOn', { day: head.expiresOn });
  if (proposals === undefined) return undefined;
  if (revision.kind === 'fleet') return refuse('fleet_whole', 'body.proposals');
  const missing = proposals.find((number) => !revision.proposals.some((proposal) => proposal.number === number));
  if (missing !== undefined) return refuse('proposal_missing', 'body.proposals', { proposal: missing });
  return follows && new Set(proposals).size < revision.proposals.length ? refuse('follows_whole', 'body.proposals') : undefined;
}

/** Makes a link. The token (128 random bits) leaves with the answer and is kept nowhere. Throws not_found outside the actor's scope. */
export async function shareQuote(ctx: Context, quoteId: string, request: ShareRequest, publicUrl: string): Promise<Result<ResponseOf<typeof shareQuoteRoute>, Refusal>> {
  const { head, revision, number } = await getQuote(ctx, quoteId);
  const refused = fault(ctx, head, revision, request);
  if (refused !== undefined) return refused;
  const beyond = await refuseBeyondDelegation(ctx, revision);
  if (beyond !== undefined) return beyond;
  const decision = await decideOnQuote(ctx, 'quoting.quote.share', head, revision);
  const open = (await listShares(ctx, quoteId)).filter((share) => share.ended_at === null && share.expires_on >= ctx.today);
  if (open.length >= mostOpenShares) return refuse('too_many_shares', undefined, { maximum: mostOpenShares });
  const token = randomBytes(16).toString('base64url');
  const id = uuidv7({ msecs: ctx.now.getTime() });
  const chosen = request.proposals === undefined ? null : [...new Set(request.proposals)].toSorted((a, b) => a - b);
  const proposals = chosen?.length === revision.proposals.length ? null : chosen;
  await insertShare(ctx, { id, quoteId, nodeId: head.nodeId, dealerNodeId: head.dealerNodeId, tokenDigest: tokenDigest(token), revision: number, follows: request.follows, proposals, expiresOn: request.expiresOn });
  await tellQuoteEvent(ctx, { quoteId, nodeId: head.nodeId, kind: 'shared', details: { shareId: id, revision: number, follows: request.follows, expiresOn: request.expiresOn, proposals: proposals?.join(', ') ?? null } });
  await audit(ctx, { action: 'quoting.quote.share', objectKind: 'quote', objectId: quoteId, details: { shareId: id, revision: number, follows: request.follows, expiresOn: request.expiresOn }, decision });
  const url = `${publicUrl}/p/${token}`;
  const dealer = await dealerOf(ctx, head.nodeId);
  return done({ id, url, qrSvg: renderSVG(url, { ecc: 'M', border: 2 }), dealerName: dealer?.name ?? ctx.tenant.name, expiresOn: request.expiresOn });
}

/** Links of a quote with what became of them. Throws not_found outside the actor's scope. */
export async function sharesOf(ctx: Context, quoteId: string): Promise<ResponseOf<typeof listSharesRoute>> {
  const { head } = await getQuote(ctx, quoteId);
  const rows = await listShares(ctx, quoteId);
  return {
    items: rows.map((row) => ({
      id: row.id,
      createdAt: row.created_at.toISOString(),
      createdBy: row.created_by_name,
      expiresOn: row.expires_on,
      revision: row.follows ? head.revision : row.revision,
      follows: row.follows,
      isNewest: row.follows || row.revision === head.revision,
      proposals: row.proposals,
      state: row.ended_at !== null ? 'ended' : row.expires_on < ctx.today || head.expiresOn < ctx.today ? 'expired' : 'open',
      openings: row.openings,
      firstOpenedAt: row.first_opened_at?.toISOString() ?? null,
      lastOpenedAt: row.last_opened_at?.toISOString() ?? null,
    })),
  };
}

/** Ends a link; one that is ended already stays as it was. Throws not_found outside the actor's scope. */
export async function stopSharing(ctx: Context, quoteId: string, shareId: string): Promise<ResponseOf<typeof endShareRoute>> {
  const { head, revision } = await getQuote(ctx, quoteId);
  const decision = await decideOnQuote(ctx, 'quoting.quote.end-share', head, revision);
  const ended = await endShare(ctx, { quoteId, shareId });
  if (ended.now) {
    await tellQuoteEvent(ctx, { quoteId, nodeId: head.nodeId, kind: 'shareEnded', details: { shareId } });
    await audit(ctx, { action: 'quoting.quote.end-share', objectKind: 'quote', objectId: quoteId, details: { shareId }, decision });
  }
  return { endedAt: ended.endedAt.toISOString() };
}
