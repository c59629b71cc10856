/** The facts a quote rests on, read in the saver's own transaction. */
import type { Context } from '#platform/context';
import { done, refuse, type Refused, type Result } from '#platform/result';
import { getOfferConditions, type PricedVehicle, type Sale } from '#pricing';
import type { OfferConditions } from '#pricing/api';
import { getVersionOptions } from '#vehicles';
import { quotedOptions, type QuotedOption, type QuotedVehicle, type QuoteInput, type QuoteRefusal } from './api.ts';

export interface QuoteFacts {
  readonly vehicle: QuotedVehicle;
  readonly conditions: OfferConditions;
}

/** The vehicle as the quote keeps it. */
function quotedVehicle({ kind, version, stock }: PricedVehicle, options: QuotedOption[]): QuotedVehicle {
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
    housePriceCents: stock?.priceCents ?? version.listPriceCents,
    options,
    optionsCents: options.reduce((sum, option) => sum + option.priceCents, 0),
    vin: stock?.vin ?? null,
    plate: stock?.plate ?? null,
    mileageKm: stock?.mileageKm ?? null,
    firstRegistrationOn: stock?.firstRegistrationOn ?? null,
  };
}

/** Options with the prices of today, on a car that can be built. A car in stock is as it stands. */
async function optionsOf(ctx: Context, input: QuoteInput): Promise<Result<QuotedOption[], QuoteRefusal>> {
  if (input.vehicle.kind === 'stock') return input.optionCodes.length === 0 ? done([]) : refuse('options_of_stock_car', 'optionCodes');
  return quotedOptions(await getVersionOptions(ctx, input.vehicle.versionId), input.optionCodes);
}

/** A refusal of pricing under the name that tells a seller where to mend it. */
function offerRefusal({ refusal, path, details }: Refused<'vehicle_not_available' | 'offer_not_in_force' | 'offer_not_for_vehicle'>): Refused<QuoteRefusal> {
  if (details?.['reason'] === 'customer_excluded') return refuse('offer_not_for_customer', path, details);
  if (details?.['reason'] === 'channel_excluded') return refuse('offer_not_for_channel', path, details);
  return refuse(refusal, path, details);
}

/** Vehicle and conditions of a choice, or why they cannot be had today by this customer. Paths are fields of the input. */
export async function gatherQuote(ctx: Context, input: QuoteInput, sale: Sale): Promise<Result<QuoteFacts, QuoteRefusal>> {
  const offered = await getOfferConditions(ctx, { offerId: input.offerId, version: input.offerVersion, vehicle: input.vehicle, ...sale });
  if (!offered.ok) return offerRefusal(offered);
  const { conditions, vehicle } = offered.value;
  const options = await optionsOf(ctx, input);
  return options.ok ? done({ vehicle: quotedVehicle(vehicle, options.value), conditions }) : options;
}
