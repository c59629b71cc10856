/** A vehicle in one line, as lists and heads of pages say it. */
import type { VehicleKind } from '#vehicles/api';
import type { Format } from '../../ui/index.ts';
import type { VehicleTexts } from './use-vehicle-texts.ts';

interface Named {
  readonly make: string;
  readonly carline: string;
  readonly name: string;
}

/** "Toyota Yaris Cross 1.5 Hybrid 130" */
export const vehicleName = ({ make, carline, name }: Named): string => `${make} ${carline} ${name}`;

interface Described {
  readonly kind: VehicleKind;
  readonly plate: string | null;
  readonly mileageKm: number | null;
  readonly firstRegistrationOn: string | null;
  /** Name of the site; undefined when it is not told, null for a version of the catalogue. */
  readonly siteName?: string | null | undefined;
}

/** "Usato · GX619EN · 42.600 km · immatricolata il 14/09/2023 · in giacenza, Sede di Grosseto" */
export function vehicleLine(vehicle: Described, texts: VehicleTexts, format: Format): string {
  const used = vehicle.kind !== 'new';
  return [
    texts.kinds[vehicle.kind],
    vehicle.plate,
    used && vehicle.mileageKm !== null ? texts.km(format.integer(vehicle.mileageKm)) : null,
    used && vehicle.firstRegistrationOn !== null ? texts.registeredOn(format.date(vehicle.firstRegistrationOn)) : null,
    vehicle.siteName === undefined ? null : vehicle.siteName === null ? texts.fromCatalogue : texts.inStock(vehicle.siteName),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}
