/** The vehicle of a quote as the page shows it, wherever it came from: stock, catalogue or a saved quote. Pure. */
import type { QuoteProposal, VehicleChoice } from '#quoting/api';
import type { StockVehicle, VehicleKind, Version } from '#vehicles/api';

export interface VehicleInWork {
  readonly choice: VehicleChoice;
  /** Its version in the catalogue. */
  readonly versionId: string;
  readonly make: string;
  readonly carline: string;
  readonly name: string;
  readonly body: string | undefined;
  readonly kind: VehicleKind;
  readonly plate: string | null;
  readonly mileageKm: number | null;
  readonly firstRegistrationOn: string | null;
  /** Null for a version of the catalogue, undefined when not told. */
  readonly siteName: string | null | undefined;
  /** First photo or drawing of a car in stock; null when there is none. */
  readonly photoId: string | null;
  /** Asking price of the car, list price of a version. */
  readonly priceCents: number;
  /** The most that may be asked; null when not known. */
  readonly housePriceCents: number | null;
}

export function fromStock(car: StockVehicle): VehicleInWork {
  const { make, carline, name, body, kind, plate, mileageKm, firstRegistrationOn, photoId, priceCents } = car;
  return { choice: { kind: 'stock', stockId: car.stockId }, versionId: car.versionId, make, carline, name, body, kind, plate, mileageKm, firstRegistrationOn, siteName: car.site.name, photoId, priceCents, housePriceCents: priceCents };
}

export function fromVersion(version: Version): VehicleInWork {
  const { make, carline, name, body } = version;
  const unregistered = { kind: 'new', plate: null, mileageKm: null, firstRegistrationOn: null, siteName: null, photoId: null } as const;
  return { choice: { kind: 'catalogue', versionId: version.versionId }, versionId: version.versionId, make, carline, name, body, ...unregistered, priceCents: version.listPriceCents, housePriceCents: version.listPriceCents };
}

/** The car of a saved proposal, as it was. */
export function fromProposal({ input, vehicle }: QuoteProposal): VehicleInWork {
  const { versionId, make, carline, name, kind, plate, mileageKm, firstRegistrationOn } = vehicle;
  const siteName = input.vehicle.kind === 'catalogue' ? null : undefined;
  return { choice: input.vehicle, versionId, make, carline, name, body: undefined, kind, plate, mileageKm, firstRegistrationOn, siteName, photoId: null, priceCents: input.priceCents, housePriceCents: vehicle.housePriceCents };
}
