/** Why one offer applies to a vehicle or does not: every reason, with the names and figures its words need. */
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { done, refuse, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import { reasonsAgainst, whyApplicable, type OfferQuestion, type ReasonAgainst } from './conditions/applicability.ts';
import type { WhyApplicable } from './conditions/codes.ts';
import { offerQuestion, type Sale } from './offer-question.ts';
import { composeConditions, conditionFacts, findOffer, findOfferOfTheDay, scopeOf, type OfferRow } from './offers.ts';
import { pricedVehicle, type PricedVehicle, type VehicleRef } from './priced-vehicle.ts';
import { carlineNames, vehicleVersionNames } from './scope-names.ts';

export interface ExplainedReason extends Omit<ReasonAgainst, 'code'> {
  readonly code: ReasonAgainst['code'] | 'no_guaranteed_value';
}

export interface ExplainedOffer {
  readonly row: OfferRow;
  readonly against: readonly ExplainedReason[];
  readonly because: readonly WhyApplicable[];
}

/** The same reason with names where the condition knows ids. */
async function withNames(ctx: Context, row: OfferRow, vehicle: PricedVehicle, reason: ReasonAgainst): Promise<ReasonAgainst> {
  const { version } = vehicle;
  if (reason.code === 'carline_excluded') {
    const names = await carlineNames(ctx, row.carline_ids ?? []);
    return { ...reason, values: { asked: `${version.make} ${version.carline}`, allowed: [...names.values()] } };
  }
  if (reason.code === 'version_excluded') {
    const names = await vehicleVersionNames(ctx, row.version_ids ?? []);
    return { ...reason, values: { asked: `${version.make} ${version.carline} ${version.name}`, allowed: [...names.values()] } };
  }
  if (reason.code === 'other_dealers') {
    const node = await ctx.tx.maybeRow<{ name: string }>(sql`select n.name from identity.v_nodes n where n.tenant_id = ${ctx.tenant.id} and n.id = ${row.node_id}`);
    return { ...reason, values: { ...reason.values, allowed: node?.name ?? '' } };
  }
  if (reason.code === 'no_longer_in_force') {
    const newer = await findOfferOfTheDay(ctx, row.id);
    return newer === undefined || newer.version <= row.version ? reason : { ...reason, values: { ...reason.values, supersededBy: newer.version, newerFrom: newer.valid_from } };
  }
  return reason;
}

/** A balloon loan needs a guaranteed value for at least one of its terms. */
async function valueMissing(ctx: Context, row: OfferRow, vehicle: PricedVehicle): Promise<ExplainedReason[]> {
  const { terms } = composeConditions(ctx, row, vehicle, await conditionFacts(ctx, vehicle));
  if (terms.length > 0) return [];
  return [{ code: 'no_guaranteed_value', path: 'vehicle', values: { segment: vehicle.segment, fuel: vehicle.fuel, ageMonths: vehicle.ageMonths, months: row.terms.map((term) => String(term.months)) } }];
}

async function reasonsOf(ctx: Context, row: OfferRow, vehicle: PricedVehicle, question: OfferQuestion): Promise<ExplainedReason[]> {
  const reasons: ExplainedReason[] = [];
  for (const reason of reasonsAgainst(scopeOf(row), question)) reasons.push(await withNames(ctx, row, vehicle, reason));
  return [...reasons, ...(await valueMissing(ctx, row, vehicle))];
}

/** One offer beside one vehicle: the version asked for, else that of the day. Throws not_found when the offer is not the actor's to see. */
export async function explainOffer(ctx: Context, offerId: string, version: number | undefined, ref: VehicleRef, sale: Sale): Promise<Result<ExplainedOffer, 'vehicle_not_available'>> {
  const row = version === undefined ? await findOfferOfTheDay(ctx, offerId) : await findOffer(ctx, offerId, version);
  if (row === undefined) throw new AppError('not_found', `offer ${offerId}`);
  const vehicle = await pricedVehicle(ctx, ref);
  if (vehicle === undefined) return refuse('vehicle_not_available', 'query');
  const question = await offerQuestion(ctx, vehicle, sale);
  const against = await reasonsOf(ctx, row, vehicle, question);
  return done({ row, against, because: against.length === 0 ? whyApplicable(scopeOf(row), question.pathIds[0] ?? 0) : [] });
}
