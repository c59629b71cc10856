import { audit } from '#platform/audit';
import type { Context } from '#platform/context';

/**
 * Whoever looks into the file of one customer leaves a row, in the transaction of the look; lists do not. `link` is the page a
 * customer opens on the phone, or anybody who was given its address.
 */
export async function auditRead(ctx: Context, quoteId: string, part: 'page' | 'timeline' | 'link' | 'linkForm', revision: number | null): Promise<void> {
  await audit(ctx, { action: 'quoting.quote.read', objectKind: 'quote', objectId: quoteId, details: { part, revision } });
}
