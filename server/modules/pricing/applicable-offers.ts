/** Which offers apply to a vehicle at the actor's dealer today. */
import { nodePath } from '#identity';
import type { Context } from '#platform/context';
import { done, refuse, type Result } from '#platform/result';
import type { OfferConditions } from './api.ts';
import { closeness, whyApplicable, whyNotApplicable, type WhyApplicable } from './conditions/applicability.ts';
import { composeConditions, conditionFacts, findOffer, offersInForce, scopeOf } from './offers.ts';
import { pricedVehicle, type PricedVehicle, type VehicleRef } from './priced-vehicle.ts';

async function placeOf(ctx: Context): Promise<{ pathIds: ReadonlySet<number>; today: string; rootId: number }> {
  const path = await nodePath(ctx, ctx.actor.scopeNodeId);
  return { pathIds: new Set(path.map((node) => node.id)), today: ctx.today, rootId: path[0]?.id ?? 0 };
}

export interface ApplicableOffer {
  readonly conditions: OfferConditions;
  readonly because: readonly WhyApplicable[];
}

/** Offers for a vehicle with the reason of each, the most closely cut first and then the cheapest. */
export async function explainedOffers(ctx: Context, ref: VehicleRef): Promise<Result<ApplicableOffer[], 'vehicle_not_available'>> {
  const vehicle = await pricedVehicle(ctx, ref);
  if (vehicle === undefined) return refuse('vehicle_not_available', 'query');
  const place = await placeOf(ctx);
  const facts = await conditionFacts(ctx, vehicle);
  const offers = (await offersInForce(ctx))
    .filter((row) => whyNotApplicable(scopeOf(row), vehicle, place) === undefined)
    .map((row) => ({ row, close: closeness(scopeOf(row), place.rootId), conditions: composeConditions(ctx, row, vehicle, facts) }))
    .filter(({ conditions }) => conditions.terms.length > 0);
  const cheapest = (conditions: OfferConditions) => Math.min(...conditions.terms.map((term) => term.nominalRatePpm));
  offers.sort((a, b) => b.close - a.close || cheapest(a.conditions) - cheapest(b.conditions) || (a.row.code < b.row.code ? -1 : 1));
  return done(offers.map(({ row, conditions }) => ({ conditions, because: whyApplicable(scopeOf(row), place.rootId) })));
}

/** The conditions of the offers for a vehicle, the best first. */
export async function applicableOffers(ctx: Context, ref: VehicleRef): Promise<Result<OfferConditions[], 'vehicle_not_available'>> {
  const offers = await explainedOffers(ctx, ref);
  return offers.ok ? done(offers.value.map(({ conditions }) => conditions)) : offers;
}

export interface OfferChoice {
  readonly offerId: string;
  readonly version: number;
  readonly vehicle: VehicleRef;
}

/** The conditions of one offer for a vehicle, with the vehicle they are for; a refusal when it cannot be sold so today. */
export async function getOfferConditions(
  ctx: Context,
  choice: OfferChoice,
): Promise<Result<{ conditions: OfferConditions; vehicle: PricedVehicle }, 'vehicle_not_available' | 'offer_not_in_force' | 'offer_not_for_vehicle'>> {
  const vehicle = await pricedVehicle(ctx, choice.vehicle);
  if (vehicle === undefined) return refuse('vehicle_not_available', 'vehicle');
  const row = await findOffer(ctx, choice.offerId, choice.version);
  if (row === undefined) return refuse('offer_not_in_force', 'offerId');
  const reason = whyNotApplicable(scopeOf(row), vehicle, await placeOf(ctx));
  if (reason === 'not_yet_in_force' || reason === 'no_longer_in_force') return refuse('offer_not_in_force', 'offerId');
  if (reason !== undefined) return refuse('offer_not_for_vehicle', 'offerId', { reason });
  return done({ conditions: composeConditions(ctx, row, vehicle, await conditionFacts(ctx, vehicle)), vehicle });
}
