/**
 * Registration plates: the Italian ones by their form, those of other countries free. Pure.
 *
 * Since 1994 the letters I, O, Q and U are not used. A form may fit several kinds ("TV 12345" is a motorcycle of today or an
 * older car of Treviso): all are told, and the day of registration may leave one. Forms and years from general knowledge of the Italian system.
 */

export type PlateKind =
  /** AA 000 AA, cars and lorries since 1994. */
  | 'car'
  /** XA 000 AA, trailers since 2013. */
  | 'trailer'
  /** AA 00000, motorcycles and heavy quadricycles since 1999. */
  | 'motorcycle'
  /** X plus five, mopeds and light quadricycles since 2006: no vowels, no 0 and 1. */
  | 'moped'
  /** AA 000 A, farm machines; AA A000, working machines. */
  | 'machine'
  /** Province and up to six signs, before 1994 (motorcycles before 1999). */
  | 'provincial'
  | 'foreign';

export type PlateFault =
  | 'plate_missing'
  /** Of no Italian form. */
  | 'plate_form'
  /** Holds I, O, Q or U, or letter and digit are exchanged; `suggestion` when one reading has a right form. */
  | 'plate_letter_never_used'
  /** Holds a sign that is neither letter nor digit, or is too long. */
  | 'plate_sign';
/** The car was first registered after plates of its form had ended: the plate, or the day, is another car's. */
export type PlateWarning = 'plate_older_than_car';

export interface CheckedPlate {
  readonly ok: boolean;
  /** In capitals without spaces, points and hyphens. */
  readonly plate: string;
  /** Kinds the form allows, the likeliest first; empty when it is refused. */
  readonly kinds: readonly PlateKind[];
  readonly fault: PlateFault | null;
  readonly suggestion: string | null;
  readonly warnings: readonly PlateWarning[];
}

export interface PlateQuestion {
  /** ISO 3166 alpha-2 of the country that gave the plate; 'IT' when absent. */
  readonly country?: string | undefined;
  /** Day of first registration, 'YYYY-MM-DD', when known. */
  readonly registeredOn?: string | null | undefined;
}

const forms: readonly (readonly [kind: PlateKind, form: RegExp])[] = [
  ['trailer', /^X[A-HJ-NPR-TV-Z]\d{3}[A-HJ-NPR-TV-Z]{2}$/],
  ['car', /^[A-HJ-NPR-TV-Z]{2}\d{3}[A-HJ-NPR-TV-Z]{2}$/],
  ['motorcycle', /^[A-HJ-NPR-TV-Z]{2}\d{5}$/],
  ['moped', /^X[2-9BCDFGHJ-NPR-TV-Z]{5}$/],
  ['machine', /^([A-HJ-NPR-TV-Z]{2}\d{3}[A-HJ-NPR-TV-Z]|[A-HJ-NPR-TV-Z]{3}\d{3})$/],
];

/** Provinces that gave plates before 1994, by their letters of then (FO Forlì, PS Pesaro; Rome wrote its name). */
const provinces =
  ' AG AL AN AO AP AQ AR AT AV BA BG BI BL BN BO BR BS BZ CA CB CE CH CL CN CO CR CS CT CZ EN FE FG FI FO FR GE GO GR IM IS KR LC LE LI LO LT LU MC ME MI MN MO MS MT ' +
  'NA NO NU OR PA PC PD PE PG PI PN PO PR PS PT PV PZ RA RC RE RG RI RN RO SA SI SO SP SR SS SV TA TE TN TO TP TR TS TV UD VA VB VC VE VI VR VT VV ';
/** One to six digits or, when they were used up, six signs with one letter among them. */
const provincialNumber = /^(\d{1,6}|(?=.{6}$)\d{0,5}[A-Z]\d{0,5})$/;
/** Cars took today's form from 1994, motorcycles from 1999; both changed within the year. */
const provincialEndedBy = '2000-01-01';

/** Checks a plate as typed. Spaces, points and hyphens are passed over. */
export function checkPlate(typed: string, { country = 'IT', registeredOn = null }: PlateQuestion = {}): CheckedPlate {
  const plate = typed.toUpperCase().replace(/[\s.-]/g, '');
  const refused = (fault: PlateFault, suggestion: string | null = null): CheckedPlate => ({ ok: false, plate, kinds: [], fault, suggestion, warnings: [] });
  if (plate === '') return refused('plate_missing');
  if (!/^[\p{L}\d]{1,12}$/u.test(plate)) return refused('plate_sign');
  if (country !== 'IT') return { ok: true, plate, kinds: ['foreign'], fault: null, suggestion: null, warnings: [] };
  const kinds = italianKinds(plate);
  if (kinds.length === 0) {
    const suggestion = asCarPlate(plate);
    return suggestion === null ? refused('plate_form') : refused('plate_letter_never_used', suggestion === plate ? null : suggestion);
  }
  if (registeredOn === null || registeredOn < provincialEndedBy) return { ok: true, plate, kinds, fault: null, suggestion: null, warnings: [] };
  const today = kinds.filter((kind) => kind !== 'provincial');
  return { ok: true, plate, kinds: today.length > 0 ? today : kinds, fault: null, suggestion: null, warnings: today.length > 0 ? [] : ['plate_older_than_car'] };
}

function italianKinds(plate: string): PlateKind[] {
  const kinds = forms.filter(([, form]) => form.test(plate)).map(([kind]) => kind);
  const rome = plate.startsWith('ROMA') ? plate.slice(4) : undefined;
  const number = rome ?? (provinces.includes(` ${plate.slice(0, 2)} `) ? plate.slice(2) : undefined);
  if (number !== undefined && provincialNumber.test(number)) kinds.push('provincial');
  return kinds;
}

/**
 * Seven signs read as AA 000 AA with O and Q for 0 and I for 1 (or back) where the form wants the other sort. The plate
 * itself when a letter never used stands where no digit can be meant; null when it looks like something else.
 */
function asCarPlate(plate: string): string | null {
  if (plate.length !== 7) return null;
  const read = plate.slice(0, 2) + plate.slice(2, 5).replace(/[OQ]/g, '0').replaceAll('I', '1') + plate.slice(5);
  if (!/^[A-Z]{2}\d{3}[A-Z]{2}$/.test(read)) return null;
  return italianKinds(read).length > 0 ? read : plate;
}
