/** The facts a quote rests on, read in the saver's own transaction. */
import type { Context } from '#platform/context';
import { refuse, type Result } from '#platform/result';
import { getOfferConditions } from '#pricing';
import type { OfferConditions } from '#pricing/api';
import type { QuoteInput, QuotedVehicle } from './api.ts';
import { quotedVehicle } from './quoted-vehicle.ts';

export interface QuoteFacts {
  readonly vehicle: QuotedVehicle;
  readonly conditions: OfferConditions;
}

/** Vehicle and conditions of a choice, or why they cannot be had today. */
export async function gatherQuote(ctx: Context, input: QuoteInput): Promise<Result<QuoteFacts, 'vehicle_not_available' | 'offer_not_in_force' | 'offer_not_for_vehicle'>> {
  const vehicle = await quotedVehicle(ctx, input.vehicle);
  if (vehicle === undefined) return refuse('vehicle_not_available', 'input.vehicle');
  const offered = await getOfferConditions(ctx, { offerId: input.offerId, version: input.offerVersion, vehicle: input.vehicle });
  if (!offered.ok) return refuse(offered.refusal, 'input.offerId');
  return { ok: true, value: { vehicle, conditions: offered.value } };
}
