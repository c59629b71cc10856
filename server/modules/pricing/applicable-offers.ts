/** Which offers apply to a vehicle at the actor's dealer today. */
import type { Context } from '#platform/context';
import { done, refuse, type Result } from '#platform/result';
import type { OfferConditions } from './api.ts';
import { whyApplicable, whyNotApplicable } from './conditions/applicability.ts';
import type { WhyApplicable } from './conditions/codes.ts';
import { applicableLiveOffers } from './conditions/live-index.ts';
import { explainPrecedence, type Precedence } from './conditions/precedence.ts';
import { liveOffers } from './live-offers.ts';
import { channelsOpenTo, offerQuestion, type Sale } from './offer-question.ts';
import { composeConditions, conditionFacts, findOffer, readOffers, scopeOf } from './offers.ts';
import { pricedVehicle, type PricedVehicle, type VehicleRef } from './priced-vehicle.ts';

export interface ApplicableOffer {
  readonly conditions: OfferConditions;
  readonly because: readonly WhyApplicable[];
  /** Why it stands before the one after it; undefined for the last. */
  readonly aheadOfNext: Precedence | undefined;
}

const versionKey = (offer: { offerId: string; version: number }) => `${offer.offerId} ${offer.version}`;

/** Offers for a vehicle, the best first (conditions/precedence.ts), each with the conditions it was chosen for. */
export async function explainedOffers(ctx: Context, ref: VehicleRef, sale: Sale = {}): Promise<Result<ApplicableOffer[], 'vehicle_not_available'>> {
  const vehicle = await pricedVehicle(ctx, ref);
  if (vehicle === undefined) return refuse('vehicle_not_available', 'query');
  const question = await offerQuestion(ctx, vehicle, sale);
  const found = applicableLiveOffers(await liveOffers(ctx), question);
  const rows = new Map((await readOffers(ctx, found)).map((row) => [versionKey({ offerId: row.id, version: row.version }), row]));
  const facts = await conditionFacts(ctx, vehicle);
  const offered = found.flatMap((offer) => {
    const row = rows.get(versionKey(offer));
    const conditions = row === undefined ? undefined : composeConditions(ctx, row, vehicle, facts);
    return conditions === undefined || conditions.terms.length === 0 ? [] : [{ offer, conditions }];
  });
  return done(
    offered.map(({ offer, conditions }, at) => {
      const next = offered[at + 1]?.offer;
      return {
        conditions,
        because: whyApplicable(offer, question.pathIds[0] ?? 0),
        aheadOfNext: next === undefined ? undefined : explainPrecedence(offer, next, question.pathIds),
      };
    }),
  );
}

/** The conditions of the offers for a vehicle, the best first. */
export async function applicableOffers(ctx: Context, ref: VehicleRef, sale: Sale = {}): Promise<Result<OfferConditions[], 'vehicle_not_available'>> {
  const offers = await explainedOffers(ctx, ref, sale);
  return offers.ok ? done(offers.value.map(({ conditions }) => conditions)) : offers;
}

export interface OfferChoice extends Sale {
  readonly offerId: string;
  readonly version: number;
  readonly vehicle: VehicleRef;
}

/**
 * The conditions of one version of an offer for a vehicle, with the vehicle they are for; a refusal when it cannot be
 * sold so today. A version that was closed is `offer_not_in_force`, also when a newer one took its place.
 */
export async function getOfferConditions(
  ctx: Context,
  choice: OfferChoice,
): Promise<Result<{ conditions: OfferConditions; vehicle: PricedVehicle }, 'vehicle_not_available' | 'offer_not_in_force' | 'offer_not_for_vehicle'>> {
  const vehicle = await pricedVehicle(ctx, choice.vehicle);
  if (vehicle === undefined) return refuse('vehicle_not_available', 'vehicle');
  const row = await findOffer(ctx, choice.offerId, choice.version);
  if (row === undefined) return refuse('offer_not_in_force', 'offerId');
  const question = await offerQuestion(ctx, vehicle, choice);
  const reason = channelsOpenTo(ctx.actor).includes(question.channel) ? whyNotApplicable(scopeOf(row), question) : 'channel_excluded';
  if (reason === 'not_yet_in_force' || reason === 'no_longer_in_force') return refuse('offer_not_in_force', 'offerId', { reason, code: row.code, version: row.version });
  if (reason !== undefined) return refuse('offer_not_for_vehicle', 'offerId', { reason });
  return done({ conditions: composeConditions(ctx, row, vehicle, await conditionFacts(ctx, vehicle)), vehicle });
}
