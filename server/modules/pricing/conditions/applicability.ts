/** Whether an offer applies to a vehicle at a place on a day, and if not, why. Pure. */

export interface OfferScope {
  readonly validFrom: string;
  /** First day out of force. */
  readonly validTo: string | null;
  readonly nodeId: number;
  readonly kinds: readonly string[] | null;
  readonly makes: readonly string[] | null;
  readonly fuels: readonly string[] | null;
  readonly maxAgeMonths: number | null;
  readonly maxMileageKm: number | null;
}

export interface OfferedVehicle {
  readonly kind: string;
  readonly make: string;
  readonly fuel: string;
  /** Whole months since first registration; 0 for a new car. */
  readonly ageMonths: number;
  readonly mileageKm: number;
}

export interface OfferPlace {
  /** Nodes from the company down to the seller. */
  readonly pathIds: ReadonlySet<number>;
  readonly today: string;
}

export type NotApplicable = 'not_yet_in_force' | 'no_longer_in_force' | 'other_dealers' | 'kind_excluded' | 'make_excluded' | 'fuel_excluded' | 'too_old' | 'too_many_km';

/** The first reason why the offer does not apply, in the order in which a pricing manager would look; undefined when it does. */
export function whyNotApplicable(offer: OfferScope, vehicle: OfferedVehicle, place: OfferPlace): NotApplicable | undefined {
  if (place.today < offer.validFrom) return 'not_yet_in_force';
  if (offer.validTo !== null && place.today >= offer.validTo) return 'no_longer_in_force';
  if (!place.pathIds.has(offer.nodeId)) return 'other_dealers';
  if (offer.kinds !== null && !offer.kinds.includes(vehicle.kind)) return 'kind_excluded';
  if (offer.makes !== null && !offer.makes.includes(vehicle.make)) return 'make_excluded';
  if (offer.fuels !== null && !offer.fuels.includes(vehicle.fuel)) return 'fuel_excluded';
  if (offer.maxAgeMonths !== null && vehicle.ageMonths > offer.maxAgeMonths) return 'too_old';
  if (offer.maxMileageKm !== null && vehicle.mileageKm > offer.maxMileageKm) return 'too_many_km';
  return undefined;
}

/** How closely an offer is cut for a vehicle: the closer ones are shown first. */
export function closeness(offer: OfferScope, rootNodeId: number): number {
  return (offer.makes === null ? 0 : 4) + (offer.nodeId === rootNodeId ? 0 : 3) + (offer.fuels === null ? 0 : 2) + (offer.kinds === null ? 0 : 1);
}

/** Why an offer was chosen for a vehicle, the closest condition first; an offer without conditions is for everybody. */
export type WhyApplicable = 'make' | 'dealer' | 'fuel' | 'kind' | 'age' | 'mileage' | 'everybody';

/** The conditions of an offer that the vehicle and the place meet, for the line that explains the choice. */
export function whyApplicable(offer: OfferScope, rootNodeId: number): WhyApplicable[] {
  const met: [WhyApplicable, boolean][] = [
    ['make', offer.makes !== null],
    ['dealer', offer.nodeId !== rootNodeId],
    ['fuel', offer.fuels !== null],
    ['kind', offer.kinds !== null],
    ['age', offer.maxAgeMonths !== null],
    ['mileage', offer.maxMileageKm !== null],
  ];
  const reasons = met.filter(([, isCondition]) => isCondition).map(([reason]) => reason);
  return reasons.length === 0 ? ['everybody'] : reasons;
}
