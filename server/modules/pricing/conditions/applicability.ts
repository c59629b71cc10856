/** Whether an offer applies to a vehicle, a customer and a place on a day, and if not, why: one table of conditions. Pure. */
import { whyApplicableCodes, type CustomerType, type NotApplicable, type SalesChannel, type WhyApplicable } from './codes.ts';

/** What an offer asks for; null asks for nothing. */
export interface OfferScope {
  readonly validFrom: string;
  /** First day out of force. */
  readonly validTo: string | null;
  readonly nodeId: number;
  readonly kinds: readonly string[] | null;
  readonly makes: readonly string[] | null;
  readonly carlineIds: readonly string[] | null;
  readonly versionIds: readonly string[] | null;
  readonly fuels: readonly string[] | null;
  readonly channels: readonly string[] | null;
  readonly customerTypes: readonly string[] | null;
  readonly minAgeMonths: number | null;
  readonly maxAgeMonths: number | null;
  readonly minMileageKm: number | null;
  readonly maxMileageKm: number | null;
}

export interface OfferedVehicle {
  readonly kind: string;
  readonly make: string;
  readonly carlineId: string;
  readonly versionId: string;
  readonly fuel: string;
  /** Whole months since first registration; 0 for a new car. */
  readonly ageMonths: number;
  readonly mileageKm: number;
}

/** What is asked of the offers: this vehicle, for such a customer, by this channel, at this place, today. */
export interface OfferQuestion {
  readonly vehicle: OfferedVehicle;
  readonly customerType: CustomerType;
  readonly channel: SalesChannel;
  /** Nodes from the company down to the seller. */
  readonly pathIds: readonly number[];
  readonly today: string;
}

export type ReasonValues = Readonly<Record<string, string | number | readonly string[]>>;

/** One reason why an offer does not apply: a code for programs, the part of the question it hangs on, and the figures. */
export interface ReasonAgainst {
  readonly code: NotApplicable;
  readonly path: string;
  readonly values: ReasonValues;
}

interface Condition {
  readonly code: NotApplicable;
  readonly path: string;
  readonly fails: (offer: OfferScope, question: OfferQuestion) => boolean;
  readonly values: (offer: OfferScope, question: OfferQuestion) => ReasonValues;
}

function oneOf(code: NotApplicable, path: string, wanted: (offer: OfferScope) => readonly string[] | null, asked: (question: OfferQuestion) => string): Condition {
  return {
    code,
    path,
    fails: (offer, question) => wanted(offer)?.includes(asked(question)) === false,
    values: (offer, question) => ({ asked: asked(question), allowed: wanted(offer) ?? [] }),
  };
}

function atLeast(code: NotApplicable, path: string, limit: (offer: OfferScope) => number | null, asked: (question: OfferQuestion) => number): Condition {
  return { code, path, fails: (offer, question) => asked(question) < (limit(offer) ?? 0), values: (offer, question) => ({ asked: asked(question), least: limit(offer) ?? 0 }) };
}

function atMost(code: NotApplicable, path: string, limit: (offer: OfferScope) => number | null, asked: (question: OfferQuestion) => number): Condition {
  const most = (offer: OfferScope) => limit(offer) ?? Number.MAX_SAFE_INTEGER;
  return { code, path, fails: (offer, question) => asked(question) > most(offer), values: (offer, question) => ({ asked: asked(question), most: most(offer) }) };
}

/** In the order in which a pricing manager would look: dates, place, how and to whom it is sold, the vehicle. */
const conditions: readonly Condition[] = [
  { code: 'not_yet_in_force', path: 'today', fails: (offer, { today }) => today < offer.validFrom, values: (offer, { today }) => ({ today, validFrom: offer.validFrom }) },
  {
    code: 'no_longer_in_force',
    path: 'today',
    fails: (offer, { today }) => offer.validTo !== null && today >= offer.validTo,
    values: (offer, { today }) => ({ today, outOfForceFrom: offer.validTo ?? '' }),
  },
  { code: 'other_dealers', path: 'place', fails: (offer, { pathIds }) => !pathIds.includes(offer.nodeId), values: (offer) => ({ nodeId: offer.nodeId }) },
  oneOf('channel_excluded', 'channel', (offer) => offer.channels, (question) => question.channel),
  oneOf('customer_excluded', 'customerType', (offer) => offer.customerTypes, (question) => question.customerType),
  oneOf('kind_excluded', 'vehicle.kind', (offer) => offer.kinds, ({ vehicle }) => vehicle.kind),
  oneOf('make_excluded', 'vehicle.make', (offer) => offer.makes, ({ vehicle }) => vehicle.make),
  oneOf('carline_excluded', 'vehicle.carlineId', (offer) => offer.carlineIds, ({ vehicle }) => vehicle.carlineId),
  oneOf('version_excluded', 'vehicle.versionId', (offer) => offer.versionIds, ({ vehicle }) => vehicle.versionId),
  oneOf('fuel_excluded', 'vehicle.fuel', (offer) => offer.fuels, ({ vehicle }) => vehicle.fuel),
  atLeast('too_new', 'vehicle.ageMonths', (offer) => offer.minAgeMonths, ({ vehicle }) => vehicle.ageMonths),
  atMost('too_old', 'vehicle.ageMonths', (offer) => offer.maxAgeMonths, ({ vehicle }) => vehicle.ageMonths),
  atLeast('too_few_km', 'vehicle.mileageKm', (offer) => offer.minMileageKm, ({ vehicle }) => vehicle.mileageKm),
  atMost('too_many_km', 'vehicle.mileageKm', (offer) => offer.maxMileageKm, ({ vehicle }) => vehicle.mileageKm),
];

/** The first reason why the offer does not apply, in the order in which a pricing manager would look; undefined when it does. */
export function whyNotApplicable(offer: OfferScope, question: OfferQuestion): NotApplicable | undefined {
  return conditions.find((condition) => condition.fails(offer, question))?.code;
}

/** Every reason why the offer does not apply, the weightiest first; none when it does. */
export function reasonsAgainst(offer: OfferScope, question: OfferQuestion): ReasonAgainst[] {
  return conditions
    .filter((condition) => condition.fails(offer, question))
    .map(({ code, path, values }) => ({ code, path, values: values(offer, question) }));
}

/** The conditions of an offer that the vehicle, the customer and the place meet, for the line that explains the choice. */
export function whyApplicable(offer: OfferScope, rootNodeId: number): WhyApplicable[] {
  const asks: Readonly<Record<Exclude<WhyApplicable, 'everybody'>, boolean>> = {
    version: offer.versionIds !== null,
    carline: offer.carlineIds !== null,
    make: offer.makes !== null,
    dealer: offer.nodeId !== rootNodeId,
    customer: offer.customerTypes !== null,
    channel: offer.channels !== null,
    fuel: offer.fuels !== null,
    kind: offer.kinds !== null,
    age: offer.minAgeMonths !== null || offer.maxAgeMonths !== null,
    mileage: offer.minMileageKm !== null || offer.maxMileageKm !== null,
  };
  const reasons = whyApplicableCodes.filter((code) => code !== 'everybody' && asks[code]);
  return reasons.length === 0 ? ['everybody'] : reasons;
}
