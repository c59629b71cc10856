/** What a VIN lets one guess of a car: who made it, where, and the years its year letter may mean. Pure; hints, never proof. */
import { makersByWmi } from './vin-makers.data.ts';

export interface VinDescription {
  /** Manufacturer as registered; null when the identifier is not in the table. */
  readonly maker: string | null;
  /** ISO 3166 alpha-2 of the country the identifier is given to; null outside the ranges known here. */
  readonly country: string | null;
  /**
   * Model years the tenth character stands for and the car's own days allow, the latest first. Always uncertain: the letters
   * return every 30 years, and most European makers put another meaning or a zero there. Empty when none is left.
   */
  readonly possibleModelYears: readonly number[];
}

/** Year letters from 1980 on (49 CFR 565.15, table VII); I, O, Q, U, Z and 0 are left out. */
const yearSigns = 'ABCDEFGHJKLMNPRSTVWXY123456789';

/** Ranges of the first two characters by country, as far as cars sold in Italy are made there (ISO 3780). */
const countries: readonly (readonly [from: string, to: string, country: string])[] = [
  ['1A', '10', 'US'], ['2A', '20', 'CA'], ['3A', '3W', 'MX'], ['4A', '50', 'US'], ['7F', '70', 'US'],
  ['JA', 'J0', 'JP'], ['KL', 'KR', 'KR'], ['LA', 'L0', 'CN'], ['MA', 'ME', 'IN'], ['NL', 'NR', 'TR'],
  ['SA', 'SM', 'GB'], ['SN', 'ST', 'DE'], ['SU', 'SZ', 'PL'], ['TA', 'TH', 'CH'], ['TJ', 'TP', 'CZ'], ['TR', 'TV', 'HU'],
  ['U5', 'U7', 'SK'], ['UU', 'UZ', 'RO'], ['VA', 'VE', 'AT'], ['VF', 'VR', 'FR'], ['VS', 'VW', 'ES'], ['VX', 'V2', 'RS'],
  ['WA', 'W0', 'DE'], ['XL', 'XR', 'NL'], ['YA', 'YE', 'BE'], ['YF', 'YK', 'FI'], ['YS', 'YW', 'SE'], ['ZA', 'ZU', 'IT'],
];

/** Years between which a car's model year can lie, both included; `earliest` null when nothing is known of its age. */
export interface ModelYearBounds {
  readonly earliest: number | null;
  readonly latest: number;
}

/** Longest that a car waits between its model year and its plates, in years; rare beyond. */
const mostYearsUnsold = 3;

/**
 * Bounds by what is known of a car: a model year begins up to a year before its cars are registered and ends a few years before
 * the last of them are. A new car without plates counts from the year it arrived; of a used one without a day only `year`, the
 * present one, is known.
 */
export function modelYearBounds(car: { readonly isNew: boolean; readonly registeredIn: number | null; readonly arrivedIn: number }, year: number): ModelYearBounds {
  const began = car.registeredIn ?? (car.isNew ? car.arrivedIn : null);
  return began === null ? { earliest: null, latest: year + 1 } : { earliest: began - mostYearsUnsold, latest: Math.min(began, year) + 1 };
}

/** Describes a number whose form `checkVin` found right. */
export function describeVin(vin: string, bounds: ModelYearBounds): VinDescription {
  return { maker: makerOf(vin), country: countryOf(vin), possibleModelYears: modelYears(vin.charAt(9), bounds) };
}

/** Makers of fewer than 1,000 vehicles a year share a 9 in the third place and are told by places 12 to 14 (ISO 3780). */
function makerOf(vin: string): string | null {
  const wmi = vin.slice(0, 3);
  return (vin.charAt(2) === '9' ? makersByWmi.get(wmi + vin.slice(11, 14)) : undefined) ?? makersByWmi.get(wmi) ?? null;
}

/** In the order of the standard the digits follow the letters, 0 after 9. */
function rankOf(sign: string): number {
  return 'ABCDEFGHJKLMNPRSTUVWXYZ1234567890'.indexOf(sign);
}

function countryOf(vin: string): string | null {
  const [region, place] = [vin.charAt(0), rankOf(vin.charAt(1))];
  return countries.find(([from, to]) => inRange(region, place, from, to))?.[2] ?? null;
}

function inRange(region: string, place: number, from: string, to: string): boolean {
  // '4A' to '50' spans two regions: 4 whole and 5 whole.
  if (from.charAt(0) !== to.charAt(0)) return region === from.charAt(0) || region === to.charAt(0);
  return region === from.charAt(0) && place >= rankOf(from.charAt(1)) && place <= rankOf(to.charAt(1));
}

function modelYears(sign: string, { earliest, latest }: ModelYearBounds): number[] {
  const at = yearSigns.indexOf(sign);
  return at < 0 ? [] : [2040 + at, 2010 + at, 1980 + at].filter((one) => one <= latest && one >= (earliest ?? one));
}
