/**
 * Vehicle identification numbers (ISO 3779), checked as suits Europe. Pure.
 *
 * Form: 17 characters, digits and capital letters without I, O and Q, which would be read as 1 and 0. The check digit in the
 * ninth place is computed for every number but means something in North America alone (49 CFR 565.15(c)): European makers
 * put any character there, so a difference is never a refusal.
 */

export type VinFault =
  | 'vin_missing'
  /** Not 17 characters; `checkVin` tells how many there are. */
  | 'vin_length'
  /** Holds I, O or Q; `suggestion` reads them as digits. */
  | 'vin_letter_never_used'
  /** Holds a sign that is neither letter nor digit. */
  | 'vin_sign';
export type VinWarning =
  /** A North American number whose check digit differs: mistyped, or not what it claims to be. */
  | 'vin_check_digit'
  /** The last four characters are digits by ISO 3779; small makers and old cars do otherwise. */
  | 'vin_serial';

export interface CheckedVin {
  readonly ok: boolean;
  /** In capitals without spaces, points and hyphens. */
  readonly vin: string;
  readonly fault: VinFault | null;
  /** The same number with 1 and 0 for I, O and Q, when that alone makes its form right. */
  readonly suggestion: string | null;
  /** Ninth character and the one computed; null while the form is wrong. `counts` is true where the region uses it. */
  readonly checkDigit: { readonly found: string; readonly computed: string; readonly counts: boolean } | null;
  readonly warnings: readonly VinWarning[];
}

const vinForm = /^[A-HJ-NPR-Z0-9]{17}$/;
const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
const letterValues: Readonly<Record<string, number>> = {
  A: 1, B: 2, C: 3, D: 4, E: 5, F: 6, G: 7, H: 8, J: 1, K: 2, L: 3, M: 4, N: 5, P: 7, R: 9, S: 2, T: 3, U: 4, V: 5, W: 6, X: 7, Y: 8, Z: 9,
};

/** Checks a number as typed. Spaces, points and hyphens between characters are passed over. */
export function checkVin(typed: string): CheckedVin {
  const vin = typed.toUpperCase().replace(/[\s.-]/g, '');
  const fault = faultOf(vin);
  if (fault !== null) {
    const digits = vin.replaceAll('I', '1').replace(/[OQ]/g, '0');
    return { ok: false, vin, fault, suggestion: fault === 'vin_letter_never_used' && vinForm.test(digits) ? digits : null, checkDigit: null, warnings: [] };
  }
  const checkDigit = { found: vin.charAt(8), computed: checkDigitOf(vin), counts: isNorthAmerican(vin) };
  const warnings: VinWarning[] = [];
  if (checkDigit.counts && checkDigit.found !== checkDigit.computed) warnings.push('vin_check_digit');
  if (!/\d{4}$/.test(vin)) warnings.push('vin_serial');
  return { ok: true, vin, fault: null, suggestion: null, checkDigit, warnings };
}

function faultOf(vin: string): VinFault | null {
  if (vin === '') return 'vin_missing';
  if (/[^A-Z0-9]/.test(vin)) return 'vin_sign';
  if (/[IOQ]/.test(vin)) return 'vin_letter_never_used';
  return vin.length === 17 ? null : 'vin_length';
}

/** Sum of value × weight modulo 11, X for 10 (49 CFR 565.15, table IV to VI). */
function checkDigitOf(vin: string): string {
  let sum = 0;
  for (let at = 0; at < 17; at += 1) {
    const sign = vin.charAt(at);
    sum += (letterValues[sign] ?? Number(sign)) * (weights[at] ?? 0);
  }
  return sum % 11 === 10 ? 'X' : String(sum % 11);
}

/** ISO 3780: 1 to 5 and 7F to 70 are given to North America. */
function isNorthAmerican(vin: string): boolean {
  return /^[1-5]/.test(vin) || /^7[F-Z0]/.test(vin);
}
