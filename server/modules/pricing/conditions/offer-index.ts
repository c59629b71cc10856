/**
 * All live offers of a tenant, compiled once so that a question costs microseconds: the offers are numbered by their
 * precedence, every condition that names values becomes bitmaps over those numbers, and a question intersects them, the
 * most selective first, looking only at words that still hold somebody. Days, ages and mileages are then compared for the
 * few that are left. Pure: what is kept between questions is scratch space.
 */
import { toDayNumber } from '#platform/civil-date';
import { reasonsAgainst, whyApplicable, type OfferQuestion, type ReasonAgainst } from './applicability.ts';
import type { WhyApplicable } from './codes.ts';
import { addAllowed, compileDimension, countAllowed, wordsFor, type IndexDimension } from './index-dimension.ts';
import { compareFigures, saleCloseness, vehicleCloseness, type RankedOffer } from './precedence.ts';

interface AskedDimension {
  readonly dimension: IndexDimension;
  readonly asked: (question: OfferQuestion) => readonly (string | number)[];
}

/** Compiled offers; made by `compileOffers`, asked by `applicableOffers` and `explainOffer`. */
export interface OfferIndex {
  /** By precedence among offers equally close to the vehicle and at the same place. */
  readonly offers: readonly RankedOffer[];
  readonly dimensions: readonly AskedDimension[];
  readonly nodeId: Int32Array;
  readonly fromDay: Int32Array;
  /** First day out of force. */
  readonly toDay: Int32Array;
  readonly minAge: Int32Array;
  readonly maxAge: Int32Array;
  readonly minKm: Int32Array;
  readonly maxKm: Int32Array;
  /** Order of closeness to the vehicle, 0 the closest. */
  readonly distance: Uint8Array;
  /** Numbers of the versions of each offer, the oldest first. */
  readonly versionsOf: ReadonlyMap<string, readonly number[]>;
  readonly scratch: { readonly left: Uint32Array; readonly allowed: Uint32Array; readonly alive: Uint32Array };
}

const never = 2_147_483_647;

/** Compiles offers in any order; versions that are over or not yet in force may be among them. */
export function compileOffers(unordered: readonly RankedOffer[]): OfferIndex {
  // Place apart, which only a question knows, the order is known now; closeness is counted once per offer, not per comparison.
  const ranked = unordered.map((offer) => ({ offer, close: saleCloseness(offer) }));
  const offers = ranked.sort((a, b) => b.close - a.close || compareFigures(a.offer, b.offer)).map(({ offer }) => offer);
  const column = (value: (offer: RankedOffer) => number) => Int32Array.from(offers, value);
  const dimension = (valuesOf: (offer: RankedOffer) => readonly (string | number)[] | null, asked: AskedDimension['asked']): AskedDimension => ({ dimension: compileDimension(offers, valuesOf), asked });
  const versionsOf = new Map<string, number[]>();
  offers.forEach(({ offerId }, number) => {
    const numbers = versionsOf.get(offerId);
    if (numbers === undefined) versionsOf.set(offerId, [number]);
    else numbers.push(number);
  });
  for (const numbers of versionsOf.values()) numbers.sort((a, b) => (offers[a]?.version ?? 0) - (offers[b]?.version ?? 0));
  const words = () => new Uint32Array(wordsFor(offers.length));
  return {
    offers,
    dimensions: [
      dimension((offer) => [offer.nodeId], (question) => question.pathIds),
      dimension((offer) => offer.versionIds, ({ vehicle }) => [vehicle.versionId]),
      dimension((offer) => offer.carlineIds, ({ vehicle }) => [vehicle.carlineId]),
      dimension((offer) => offer.makes, ({ vehicle }) => [vehicle.make]),
      dimension((offer) => offer.kinds, ({ vehicle }) => [vehicle.kind]),
      dimension((offer) => offer.fuels, ({ vehicle }) => [vehicle.fuel]),
      dimension((offer) => offer.customerTypes, ({ customerType }) => [customerType]),
      dimension((offer) => offer.channels, ({ channel }) => [channel]),
    ],
    nodeId: column((offer) => offer.nodeId),
    fromDay: column((offer) => toDayNumber(offer.validFrom)),
    toDay: column((offer) => (offer.validTo === null ? never : toDayNumber(offer.validTo))),
    minAge: column((offer) => offer.minAgeMonths ?? 0),
    maxAge: column((offer) => offer.maxAgeMonths ?? never),
    minKm: column((offer) => offer.minMileageKm ?? 0),
    maxKm: column((offer) => offer.maxMileageKm ?? never),
    distance: Uint8Array.from(offers, (offer) => 7 - vehicleCloseness(offer)),
    versionsOf,
    scratch: { left: words(), allowed: words(), alive: words() },
  };
}

/** Leaves in `scratch.left` the offers that every bitmap allows; answers how many of its words, listed in `scratch.alive`, hold any. */
function intersect(index: OfferIndex, question: OfferQuestion): number {
  const { left, allowed, alive } = index.scratch;
  const total = index.offers.length;
  const steps = index.dimensions
    .map(({ dimension, asked }) => ({ dimension, values: asked(question), count: countAllowed(dimension, asked(question)) }))
    .filter(({ count }) => count < total)
    .sort((a, b) => a.count - b.count);
  left.fill(0xffff_ffff);
  if (total % 32 !== 0) left[left.length - 1] = (1 << total % 32) - 1;
  for (let word = 0; word < left.length; word += 1) alive[word] = word;
  let living = left.length;
  for (const { dimension, values, count } of steps) {
    if (count === 0) return 0;
    addAllowed(dimension, values, allowed);
    let kept = 0;
    for (let at = 0; at < living; at += 1) {
      const word = alive[at] ?? 0;
      const both = ((left[word] ?? 0) & (allowed[word] ?? 0)) >>> 0;
      left[word] = both;
      if (both !== 0) alive[kept++] = word;
    }
    living = kept;
  }
  return living;
}

/** Offers that apply, the best first: precedence.ts says which and why. */
export function applicableOffers(index: OfferIndex, question: OfferQuestion): RankedOffer[] {
  const today = toDayNumber(question.today);
  const { ageMonths, mileageKm } = question.vehicle;
  const { fromDay, toDay, minAge, maxAge, minKm, maxKm, distance, nodeId, offers } = index;
  const { left, alive } = index.scratch;
  const places = question.pathIds.length;
  const keys: number[] = [];
  const living = intersect(index, question);
  for (let at = 0; at < living; at += 1) {
    const word = alive[at] ?? 0;
    for (let bits = left[word] ?? 0; bits !== 0; bits = (bits & (bits - 1)) >>> 0) {
      const number = word * 32 + 31 - Math.clz32(bits & -bits);
      if (today < (fromDay[number] ?? 0) || today >= (toDay[number] ?? 0)) continue;
      if (ageMonths < (minAge[number] ?? 0) || ageMonths > (maxAge[number] ?? 0) || mileageKm < (minKm[number] ?? 0) || mileageKm > (maxKm[number] ?? 0)) continue;
      // Closest to the vehicle, then deepest in the organisation, then the order the offers already stand in.
      const above = places - question.pathIds.indexOf(nodeId[number] ?? 0);
      keys.push(((distance[number] ?? 0) * (places + 1) + above) * offers.length + number);
    }
  }
  return Array.from(Float64Array.from(keys).sort(), (key) => offers[key % offers.length]).filter((offer) => offer !== undefined);
}

export interface OfferExplanation {
  readonly offer: RankedOffer;
  readonly applies: boolean;
  /** Every reason against, the weightiest first. */
  readonly against: readonly ReasonAgainst[];
  /** The conditions that were met, when it applies. */
  readonly because: readonly WhyApplicable[];
}

/** Why an offer applies or not: its version of the day, else the next to come, else the last. Undefined for an offer that is not here. */
export function explainOffer(index: OfferIndex, offerId: string, question: OfferQuestion): OfferExplanation | undefined {
  const versions = (index.versionsOf.get(offerId) ?? []).map((number) => index.offers[number]).filter((offer) => offer !== undefined);
  const offer = versions.find(({ validTo }) => validTo === null || question.today < validTo) ?? versions.at(-1);
  if (offer === undefined) return undefined;
  const against = reasonsAgainst(offer, question);
  return { offer, applies: against.length === 0, against, because: against.length === 0 ? whyApplicable(offer, question.pathIds[0] ?? 0) : [] };
}
