/** The facts a quote rests on, read in the saver's own transaction. */
import type { Context } from '#platform/context';
import { done, refuse, type Result } from '#platform/result';
import { getOfferConditions, type PricedVehicle } from '#pricing';
import type { OfferConditions } from '#pricing/api';
import type { QuotedVehicle, QuoteInput } from './api.ts';

export interface QuoteFacts {
  readonly vehicle: QuotedVehicle;
  readonly conditions: OfferConditions;
}

/** The vehicle as the quote keeps it. */
function quotedVehicle({ kind, version, stock }: PricedVehicle): QuotedVehicle {
  return {
    versionId: version.versionId,
    stockId: stock?.stockId ?? null,
    kind,
    make: version.make,
    carline: version.carline,
    name: version.name,
    fuel: version.fuel,
    powerKw: version.powerKw,
    co2GKm: version.co2GKm,
    listPriceCents: version.listPriceCents,
    vin: stock?.vin ?? null,
    plate: stock?.plate ?? null,
    mileageKm: stock?.mileageKm ?? null,
    firstRegistrationOn: stock?.firstRegistrationOn ?? null,
  };
}

/** Vehicle and conditions of a choice, or why they cannot be had today. Paths are fields of the input. */
export async function gatherQuote(ctx: Context, input: QuoteInput): Promise<Result<QuoteFacts, 'vehicle_not_available' | 'offer_not_in_force' | 'offer_not_for_vehicle'>> {
  const offered = await getOfferConditions(ctx, { offerId: input.offerId, version: input.offerVersion, vehicle: input.vehicle });
  if (!offered.ok) return refuse(offered.refusal, offered.path);
  return done({ vehicle: quotedVehicle(offered.value.vehicle), conditions: offered.value.conditions });
}
