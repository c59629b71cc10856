/** Withdrawing a version of an offer before it begins: nothing was sold on it, so nothing rests on it. */
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { publish } from '#platform/outbox';
import { done, refuse, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import { offerWithdrawn } from './events.ts';
import { writable } from './offer-versions.ts';
import { decideOnOffer } from './ruled-offer.ts';

interface Found {
  readonly code: string;
  readonly node_id: number;
  readonly valid_from: string;
  readonly withdrawn_at: Date | null;
}

/** Withdraws a version, whatever versions stand before and after it. Throws not_found when the actor may not write the offer. */
export async function withdrawOffer(
  ctx: Context,
  offerId: string,
  { version, reason }: { readonly version: number; readonly reason: string },
): Promise<Result<{ offerId: string; version: number }, 'begun_already' | 'withdrawn_already'>> {
  const found = await ctx.tx.maybeRow<Found>(sql`
    select o.code, o.node_id, o.valid_from, o.withdrawn_at from pricing.offers o where ${writable(ctx)} and o.id = ${offerId} and o.version = ${version} for update`);
  if (found === undefined) throw new AppError('not_found', `offer ${offerId} version ${version}`);
  if (found.withdrawn_at !== null) return refuse('withdrawn_already', 'body.version');
  if (found.valid_from <= ctx.today) return refuse('begun_already', 'body.version', { validFrom: found.valid_from });
  await ctx.tx.run(sql`
    update pricing.offers o set valid_to = o.valid_from, withdrawn_at = ${ctx.now}, withdrawn_by = ${ctx.actor.displayName}, withdrawn_reason = ${reason}
    where ${writable(ctx)} and o.id = ${offerId} and o.version = ${version}`);
  await audit(ctx, { action: 'pricing.offer.withdraw', objectKind: 'offer', objectId: offerId, after: { reason }, details: { code: found.code, version, validFrom: found.valid_from }, decision: await decideOnOffer(ctx, found.node_id) });
  await publish(ctx, offerWithdrawn(found.node_id, { offerId, version, validFrom: found.valid_from }));
  return done({ offerId, version });
}
