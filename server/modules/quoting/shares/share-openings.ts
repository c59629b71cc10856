/** Telling the seller that a link was opened: at most once for a device and hour, and never for the house's own look at it. */
import { createHash } from 'node:crypto';
import type { Context } from '#platform/context';
import type { Exchange } from '#platform/http/route';
import { publish } from '#platform/outbox';
import { tellQuoteEvent } from '../quote-events.ts';
import type { OpenShare } from './share-door.ts';
import { shareOpenedKind } from './share-events.ts';
import { countOpening, noteOpening } from './shares.ts';

export type Visitor = Pick<Exchange, 'address' | 'userAgent' | 'session'>;

/** Tells two devices apart within one share and names nobody. */
export function deviceOf(share: Pick<OpenShare, 'shareId'>, { address, userAgent }: Visitor): Buffer {
  return createHash('sha256').update(`${share.shareId}\n${address}\n${userAgent}`).digest();
}

/** Notes that the page was opened, and which revision it showed. */
export async function tellOpening(ctx: Context, share: Pick<OpenShare, 'shareId' | 'quoteId' | 'nodeId'>, revision: number, visitor: Visitor): Promise<void> {
  // A seller who looks at his own link is no customer.
  if (visitor.session !== undefined) return;
  if (!(await noteOpening(ctx, { shareId: share.shareId, nodeId: share.nodeId, device: deviceOf(share, visitor), what: 'page' }))) return;
  await countOpening(ctx, share.shareId);
  await tellQuoteEvent(ctx, { quoteId: share.quoteId, nodeId: share.nodeId, kind: 'shareOpened', actorName: '', details: { shareId: share.shareId, revision } });
  await publish(ctx, { kind: shareOpenedKind, nodeId: share.nodeId, payload: { quoteId: share.quoteId, shareId: share.shareId } });
}
