/** Offers as the pricing manager writes them: checked against scope, catalogue and usury threshold first. */
import { addDays } from '#platform/civil-date';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { publish } from '#platform/outbox';
import { done, refuse, type Refused, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import { addOffer, endOffer } from './add-offers.ts';
import type { NewOfferInput, NextOfferInput } from './api.ts';
import { checkUsury, type UsuryRefusal } from './check-usury.ts';
import { offerAdded } from './events.ts';
import { isOfferPlace } from './offer-places.ts';
import { writable, type NewOffer } from './offer-versions.ts';
import { listProducts } from './products.ts';
import { carlineNames, missingMake, vehicleVersionNames } from './scope-names.ts';
import { supersedeOffer } from './supersede-offer.ts';

type ScopeRefusal = 'place_not_yours' | 'make_unknown' | 'carline_unknown' | 'version_unknown' | 'ages_upside_down' | 'mileages_upside_down' | 'lease_customers_missing' | 'starts_in_the_past';
export type OfferRefusal = UsuryRefusal | ScopeRefusal;
export interface WrittenVersion {
  readonly offerId: string;
  readonly version: number;
}

type Written = Omit<NewOfferInput, 'code' | 'productId'>;

const upsideDown = (least: number | null, most: number | null): boolean => least !== null && most !== null && least > most;

async function outsideCatalogue(ctx: Context, offer: Written): Promise<Refused<ScopeRefusal> | undefined> {
  const make = await missingMake(ctx, offer.makes ?? []);
  if (make !== undefined) return refuse('make_unknown', 'body.makes', { make });
  const carlines = new Set(offer.carlineIds ?? []);
  if ((await carlineNames(ctx, [...carlines])).size < carlines.size) return refuse('carline_unknown', 'body.carlineIds');
  const versions = new Set(offer.versionIds ?? []);
  return (await vehicleVersionNames(ctx, [...versions])).size < versions.size ? refuse('version_unknown', 'body.versionIds') : undefined;
}

async function scopeFault(ctx: Context, productId: string, offer: Written): Promise<Refused<ScopeRefusal> | undefined> {
  if (offer.validFrom < ctx.today) return refuse('starts_in_the_past', 'body.validFrom', { today: ctx.today });
  if (!(await isOfferPlace(ctx, offer.nodeId))) return refuse('place_not_yours', 'body.nodeId');
  if (upsideDown(offer.minAgeMonths, offer.maxAgeMonths)) return refuse('ages_upside_down', 'body.maxAgeMonths');
  if (upsideDown(offer.minMileageKm, offer.maxMileageKm)) return refuse('mileages_upside_down', 'body.maxMileageKm');
  const product = (await listProducts(ctx)).find((one) => one.productId === productId);
  // A lease to a consumer is consumer credit (TUB art. 122), to a business it is not: for whom it is made is said, never left open.
  if (product?.plan === 'lease' && offer.customerTypes === null) return refuse('lease_customers_missing', 'body.customerTypes');
  return outsideCatalogue(ctx, offer);
}

async function fault(ctx: Context, productId: string, offer: Written): Promise<Refused<OfferRefusal> | undefined> {
  const scope = await scopeFault(ctx, productId, offer);
  if (scope !== undefined) return scope;
  const usury = await checkUsury(ctx, { ...offer, productId });
  return usury.ok ? undefined : usury;
}

/** From the last day in force, as people say it, to the first day out of force. */
const firstDayOut = (lastDay: string | null): string | null => (lastDay === null ? null : addDays(lastDay, 1));

/** Writes the first version of an offer. */
export async function writeOffer(ctx: Context, input: NewOfferInput): Promise<Result<WrittenVersion, OfferRefusal | 'code_taken'>> {
  const { taken } = await ctx.tx.row<{ taken: boolean }>(sql`select pricing.offer_code_taken(${input.code}) as taken`);
  if (taken) return refuse('code_taken', 'body.code', { code: input.code });
  const refused = await fault(ctx, input.productId, input);
  if (refused !== undefined) return refused;
  const offerId = await addOffer(ctx, { ...input, validTo: firstDayOut(input.validTo) });
  await publish(ctx, offerAdded(input.nodeId, { offerId, validFrom: input.validFrom }));
  return done({ offerId, version: 1 });
}

interface LatestVersion {
  readonly version: number;
  readonly product_id: string;
  readonly valid_from: string;
  readonly valid_to: string | null;
}

/** The latest version of an offer the actor may write, on wish the latest that was not withdrawn; it must be the one its author has read. */
async function latest(ctx: Context, offerId: string, version: number, upTo: 'all' | 'not-withdrawn' = 'all'): Promise<LatestVersion> {
  const row = await ctx.tx.maybeRow<LatestVersion>(sql`
    select o.version, o.product_id, o.valid_from, o.valid_to from pricing.offers o where ${writable(ctx)} and o.id = ${offerId} order by ${upTo === 'not-withdrawn' ? sql`o.withdrawn_at is not null, ` : sql``}o.version desc limit 1`);
  if (row === undefined) throw new AppError('not_found', `offer ${offerId}`);
  if (row.version !== version) throw new AppError('stale', `offer ${offerId} is at version ${row.version}`);
  return row;
}

/** Writes the next version of an offer, whole. Throws not_found and stale. */
export async function writeNextVersion(ctx: Context, offerId: string, { version, ...input }: NextOfferInput): Promise<Result<WrittenVersion, OfferRefusal | 'starts_before_the_last'>> {
  const { product_id } = await latest(ctx, offerId, version);
  const refused = await fault(ctx, product_id, input);
  if (refused !== undefined) return refused;
  const changes: Partial<Omit<NewOffer, 'code' | 'validFrom'>> = { ...input, validTo: firstDayOut(input.validTo) };
  const written = await supersedeOffer(ctx, { offerId, version, validFrom: input.validFrom, changes });
  if (!written.ok) return { ...written, path: 'body.validFrom' };
  return done({ offerId, version: written.value.version });
}

/** Ends the latest version. Throws not_found and stale. */
export async function closeOffer(
  ctx: Context,
  offerId: string,
  { version, outOfForceFrom }: { readonly version: number; readonly outOfForceFrom: string },
): Promise<Result<WrittenVersion, 'ends_in_the_past' | 'ends_before_it_starts' | 'ends_already'>> {
  const { valid_from, valid_to } = await latest(ctx, offerId, version, 'not-withdrawn');
  if (outOfForceFrom < ctx.today) return refuse('ends_in_the_past', 'body.outOfForceFrom', { today: ctx.today });
  if (outOfForceFrom <= valid_from) return refuse('ends_before_it_starts', 'body.outOfForceFrom', { validFrom: valid_from });
  if (valid_to !== null && valid_to <= outOfForceFrom) return refuse('ends_already', 'body.outOfForceFrom', { outOfForceFrom: valid_to });
  await endOffer(ctx, offerId, version, outOfForceFrom);
  return done({ offerId, version });
}
