/**
 * The live offers of a tenant in the memory of this process. Every question first reads the tenant's stamp in its own
 * transaction; a change to an offer renews the stamp in the transaction of the change. What was acknowledged is therefore
 * seen by the next question in every process, without messages that could be late: an index whose stamp is another is
 * never used. Losing it costs one reading of the offers.
 */
import type { Context } from '#platform/context';
import { sql } from '#platform/sql';
import { compileOffers, type OfferIndex } from './conditions/offer-index.ts';

interface IndexRow {
  id: string;
  version: number;
  code: string;
  valid_from: string;
  valid_to: string | null;
  node_id: number;
  kinds: string[] | null;
  makes: string[] | null;
  carline_ids: string[] | null;
  version_ids: string[] | null;
  fuels: string[] | null;
  channels: string[] | null;
  customer_types: string[] | null;
  min_age_months: number | null;
  max_age_months: number | null;
  min_mileage_km: number | null;
  max_mileage_km: number | null;
  lowest_rate_ppm: number;
}

interface Held {
  readonly stamp: string;
  /** The index holds every offer that is not over before this day. */
  readonly fromDay: string;
  readonly index: Promise<OfferIndex>;
}

const held = new Map<number, Held>();
const none = compileOffers([]);

async function readIndex(ctx: Context, fromDay: string): Promise<OfferIndex> {
  const rows = await ctx.tx.rows<IndexRow>(sql`select o.* from pricing.offers_to_index(${fromDay}) o`);
  return compileOffers(
    rows.map((row) => ({
      offerId: row.id,
      version: row.version,
      code: row.code,
      validFrom: row.valid_from,
      validTo: row.valid_to,
      nodeId: row.node_id,
      kinds: row.kinds,
      makes: row.makes,
      carlineIds: row.carline_ids,
      versionIds: row.version_ids,
      fuels: row.fuels,
      channels: row.channels,
      customerTypes: row.customer_types,
      minAgeMonths: row.min_age_months,
      maxAgeMonths: row.max_age_months,
      minMileageKm: row.min_mileage_km,
      maxMileageKm: row.max_mileage_km,
      lowestRatePpm: row.lowest_rate_ppm,
    })),
  );
}

/**
 * The offers of the tenant as this transaction sees them, at least those not over before today. The index is the whole
 * tenant's: what it answers is read again behind the asker's own walls before it is shown.
 */
export async function liveOffers(ctx: Context): Promise<OfferIndex> {
  const found = await ctx.tx.maybeRow<{ stamp: string }>(sql`select s.stamp from pricing.offer_stamps s where s.tenant_id = ${ctx.tenant.id}`);
  if (found === undefined) return none;
  const known = held.get(ctx.tenant.id);
  if (known !== undefined && known.stamp === found.stamp && known.fromDay <= ctx.today) {
    // Another request may still be reading it; should that one fail, this one reads for itself.
    const shared = await known.index.catch(() => undefined);
    if (shared !== undefined) return shared;
  }
  const mine: Held = { stamp: found.stamp, fromDay: ctx.today, index: readIndex(ctx, ctx.today) };
  held.set(ctx.tenant.id, mine);
  try {
    return await mine.index;
  } catch (error) {
    if (held.get(ctx.tenant.id) === mine) held.delete(ctx.tenant.id);
    throw error;
  }
}
