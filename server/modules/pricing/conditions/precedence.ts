/**
 * Which of two offers that apply comes first. Rules are asked one after another and the first that tells them apart
 * decides, so that the answer never depends on the order of rows and can always be said in one sentence. Pure.
 */
import type { OfferScope } from './applicability.ts';
import { precedenceRules, type PrecedenceRule } from './codes.ts';

export interface RankedOffer extends OfferScope {
  readonly offerId: string;
  readonly version: number;
  readonly code: string;
  /** Lowest nominal rate of all its terms. */
  readonly lowestRatePpm: number;
}

const asks = (condition: unknown): number => (condition === null ? 0 : 1);

/** How closely the offer is cut for the vehicle itself, 0 to 7: version before carline before make. Decides before the place. */
export function vehicleCloseness(offer: OfferScope): number {
  return asks(offer.versionIds) * 4 + asks(offer.carlineIds) * 2 + asks(offer.makes);
}

/** How closely it is cut for the rest, 0 to 63: customer, channel, fuel, kind, age, mileage. Decides after the place. */
export function saleCloseness(offer: OfferScope): number {
  const [customer, channel, fuel, kind] = [asks(offer.customerTypes), asks(offer.channels), asks(offer.fuels), asks(offer.kinds)];
  return customer * 32 + channel * 16 + fuel * 8 + kind * 4 + ageAsked(offer) * 2 + mileageAsked(offer);
}

const ageAsked = (offer: OfferScope): number => Math.max(asks(offer.minAgeMonths), asks(offer.maxAgeMonths));
const mileageAsked = (offer: OfferScope): number => Math.max(asks(offer.minMileageKm), asks(offer.maxMileageKm));

type Scored = Exclude<PrecedenceRule, 'place' | 'newest' | 'code'>;

/** The higher comes first. */
const scores: Readonly<Record<Scored, (offer: RankedOffer) => number>> = {
  version: (offer) => asks(offer.versionIds),
  carline: (offer) => asks(offer.carlineIds),
  make: (offer) => asks(offer.makes),
  customer: (offer) => asks(offer.customerTypes),
  channel: (offer) => asks(offer.channels),
  fuel: (offer) => asks(offer.fuels),
  kind: (offer) => asks(offer.kinds),
  age: ageAsked,
  mileage: mileageAsked,
  rate: (offer) => -offer.lowestRatePpm,
};

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function compareBy(rule: PrecedenceRule, a: RankedOffer, b: RankedOffer, pathIds: readonly number[]): number {
  if (rule === 'place') return pathIds.indexOf(b.nodeId) - pathIds.indexOf(a.nodeId);
  if (rule === 'newest') return byText(b.validFrom, a.validFrom);
  if (rule === 'code') return byText(a.code, b.code) || byText(a.offerId, b.offerId) || a.version - b.version;
  return scores[rule](b) - scores[rule](a);
}

/** The order by conditions' figures alone: rate, first day, code. */
export function compareFigures(a: RankedOffer, b: RankedOffer): number {
  return a.lowestRatePpm - b.lowestRatePpm || byText(b.validFrom, a.validFrom) || compareBy('code', a, b, []);
}

/** Below zero when `a` comes first: the rules one after another, those of conditions taken together. Two different versions are never equal. */
export function comparePrecedence(a: RankedOffer, b: RankedOffer, pathIds: readonly number[]): number {
  return vehicleCloseness(b) - vehicleCloseness(a) || compareBy('place', a, b, pathIds) || saleCloseness(b) - saleCloseness(a) || compareFigures(a, b);
}

export interface Precedence {
  /** The rule that told the two apart. */
  readonly rule: PrecedenceRule;
  /** What the rule looked at in the offer that comes first and in the other: 1 and 0 for a condition it names, parts per million, a day, a code, levels below the company. */
  readonly first: string | number;
  readonly second: string | number;
}

/** Why `first` comes before `second`, both applying; undefined for an offer beside itself. */
export function explainPrecedence(first: RankedOffer, second: RankedOffer, pathIds: readonly number[]): Precedence | undefined {
  const rule = precedenceRules.find((one) => compareBy(one, first, second, pathIds) !== 0);
  if (rule === undefined) return undefined;
  const value = (offer: RankedOffer): string | number => {
    if (rule === 'place') return pathIds.indexOf(offer.nodeId);
    if (rule === 'newest') return offer.validFrom;
    if (rule === 'rate') return offer.lowestRatePpm;
    return rule === 'code' ? offer.code : scores[rule](offer);
  };
  return { rule, first: value(first), second: value(second) };
}
