/** SQL that writes versions of offers. The database keeps them apart in time and as they were written (migration 0003). */
import { permitted } from '#identity';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { sql, type SqlFragment } from '#platform/sql';
import type { CustomerType, SalesChannel } from './conditions/codes.ts';
import { carlineNames, vehicleVersionNames } from './scope-names.ts';
import { offerRuleColumns, writeOffers } from './rules.ts';

/** An offer to be written; a condition left out or null asks for nothing. */
export interface NewOffer {
  readonly code: string;
  readonly name: string;
  readonly productId: string;
  readonly validFrom: string;
  /** First day out of force. */
  readonly validTo: string | null;
  readonly nodeId: number;
  readonly kinds: readonly string[] | null;
  readonly makes: readonly string[] | null;
  readonly carlineIds?: readonly string[] | null;
  readonly versionIds?: readonly string[] | null;
  readonly fuels: readonly string[] | null;
  readonly channels?: readonly SalesChannel[] | null;
  readonly customerTypes?: readonly CustomerType[] | null;
  readonly minAgeMonths?: number | null;
  readonly maxAgeMonths: number | null;
  readonly minMileageKm?: number | null;
  readonly maxMileageKm: number | null;
  readonly minDepositPpm: number;
  readonly commissionPpm: number;
  readonly terms: readonly { readonly months: number; readonly nominalRatePpm: number }[];
}

export const orNull = <T extends string>(items: readonly T[] | null | undefined): T[] | null => (items === null || items === undefined ? null : [...items]);

/** Condition: the offer is for a node at or below the actor's. */
export function writable(ctx: Context): SqlFragment {
  return permitted(ctx, writeOffers, offerRuleColumns);
}

async function checkCatalogue(ctx: Context, offer: NewOffer): Promise<void> {
  const carlines = new Set(offer.carlineIds ?? []);
  if ((await carlineNames(ctx, [...carlines])).size < carlines.size) throw new AppError('invalid_input', 'carlineIds');
  const versions = new Set(offer.versionIds ?? []);
  if ((await vehicleVersionNames(ctx, [...versions])).size < versions.size) throw new AppError('invalid_input', 'versionIds');
}

export interface VersionPlace {
  readonly id: string;
  readonly version: number;
  /** First day out of force of the version before; null for the first. */
  readonly previousValidTo: string | null;
}

/** Writes one version with its rates. */
export async function insertOfferVersion(ctx: Context, { id, version, previousValidTo }: VersionPlace, offer: NewOffer): Promise<void> {
  await checkCatalogue(ctx, offer);
  await ctx.tx.run(sql`
    insert into pricing.offers (tenant_id, id, version, previous_version, previous_valid_to, code, name, product_id, valid_from, valid_to, node_id, kinds, makes,
      carline_ids, version_ids, fuels, channels, customer_types, min_age_months, max_age_months, min_mileage_km, max_mileage_km, min_deposit_ppm, commission_ppm)
    values (${ctx.tenant.id}, ${id}, ${version}, ${version === 1 ? null : version - 1}, ${previousValidTo}, ${offer.code}, ${offer.name}, ${offer.productId},
      ${offer.validFrom}, ${offer.validTo}, ${offer.nodeId}, ${orNull(offer.kinds)}, ${orNull(offer.makes)}, ${orNull(offer.carlineIds)}, ${orNull(offer.versionIds)},
      ${orNull(offer.fuels)}, ${orNull(offer.channels)}, ${orNull(offer.customerTypes)}, ${offer.minAgeMonths ?? null}, ${offer.maxAgeMonths},
      ${offer.minMileageKm ?? null}, ${offer.maxMileageKm}, ${offer.minDepositPpm}, ${offer.commissionPpm})`);
  await ctx.tx.run(sql`
    insert into pricing.offer_terms (tenant_id, offer_id, offer_version, months, nominal_rate_ppm)
    select ${ctx.tenant.id}, ${id}, ${version}, u.* from unnest(${offer.terms.map((term) => term.months)}::integer[], ${offer.terms.map((term) => term.nominalRatePpm)}::integer[]) u`);
}
