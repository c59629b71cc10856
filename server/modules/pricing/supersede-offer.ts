/** A new version of an offer: the old one is closed from that day and stays as it was, for the quotes that rest on it. */
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { publish } from '#platform/outbox';
import { done, refuse, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import { offerSuperseded } from './events.ts';
import { insertOfferVersion, writable, type NewOffer } from './offer-versions.ts';
import { offerColumns, scopeOf, type OfferRow } from './offers.ts';
import { decideOnOffer } from './ruled-offer.ts';

export interface Supersession {
  readonly offerId: string;
  /** The version the author has read: the latest. */
  readonly version: number;
  /** First day of the new version. */
  readonly validFrom: string;
  /** What is new; all else stays as in the version before, its last day included. The code never changes. */
  readonly changes: Partial<Omit<NewOffer, 'code' | 'validFrom'>>;
}

/** The latest version, held against other authors until the end of the transaction. Throws not_found when the actor may not write it. */
async function lockLatest(ctx: Context, offerId: string): Promise<OfferRow> {
  // Two statements, so that a version written while waiting for the lock is seen.
  await ctx.tx.run(sql`select from pricing.offers o where ${writable(ctx)} and o.id = ${offerId} for update`);
  const latest = await ctx.tx.maybeRow<OfferRow>(sql`select ${offerColumns} where ${writable(ctx)} and o.id = ${offerId} order by o.version desc limit 1`);
  if (latest === undefined) throw new AppError('not_found', `offer ${offerId}`);
  return latest;
}

/**
 * Writes the next version of an offer and answers its number. An offer that is over before is renewed with a gap.
 * Refuses a first day in the past, and one on or before the first day of the latest version; throws stale when somebody
 * else wrote a version meanwhile.
 */
export async function supersedeOffer(ctx: Context, { offerId, version, validFrom, changes }: Supersession): Promise<Result<{ version: number }, 'starts_in_the_past' | 'starts_before_the_last'>> {
  const old = await lockLatest(ctx, offerId);
  if (old.version !== version) throw new AppError('stale', `offer ${offerId} is at version ${old.version}`);
  if (validFrom < ctx.today) return refuse('starts_in_the_past', 'validFrom', { today: ctx.today });
  // A withdrawn version leaves its own first day free.
  if (old.withdrawn_at === null ? validFrom <= old.valid_from : validFrom < old.valid_from) return refuse('starts_before_the_last', 'validFrom', { lastFrom: old.valid_from });
  const stillOpen = old.valid_to === null || old.valid_to > validFrom;
  const next: NewOffer = {
    ...scopeOf(old),
    channels: old.channels,
    customerTypes: old.customer_types,
    name: old.name,
    productId: old.product_id,
    minDepositPpm: old.min_deposit_ppm,
    commissionPpm: old.commission_ppm,
    terms: old.terms,
    validTo: stillOpen ? old.valid_to : null,
    ...changes,
    code: old.code,
    validFrom,
  };
  const decision = await decideOnOffer(ctx, next.nodeId);
  if (stillOpen) await ctx.tx.run(sql`update pricing.offers o set valid_to = ${validFrom} where ${writable(ctx)} and o.id = ${offerId} and o.version = ${version}`);
  await insertOfferVersion(ctx, { id: offerId, version: version + 1, previousValidTo: stillOpen ? validFrom : old.valid_to }, next);
  await audit(ctx, { action: 'pricing.offer.supersede', objectKind: 'offer', objectId: offerId, before: old, after: next, details: { code: old.code, version: version + 1, validFrom }, decision });
  await publish(ctx, offerSuperseded(next.nodeId, { offerId, version: version + 1, validFrom }));
  return done({ version: version + 1 });
}
