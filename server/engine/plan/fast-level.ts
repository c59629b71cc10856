import { integerPower } from '../arithmetic/power.ts';
import { ppmPerUnitAndYear } from '../arithmetic/round.ts';
import { roundWhenSure } from './growth.ts';

/**
 * Arithmetic of the common plan (equal months, interest of a twelfth of the TAN on the balance, half-up, residue last)
 * for the fast roads. The interest of a row is balance × ppm / 12,000,000, and its exact values lie 1/12,000,000 apart.
 * `half` is a half and half of that distance: added to the interest it lifts every exact half over its whole number and
 * leaves 4e-8 on both sides, while the float errs by less than 2^-51 of the interest. So one multiplication, one
 * addition and one floor round exactly while the interest stays below 5 × 10^7 cents: principal × ppm below `fastProduct`.
 */
export const half = 0.5 + 0.5 / ppmPerUnitAndYear;
const fastProduct = 600_000_000_000_000;
/** Principal plus a month's interest stay below 2^31. */
export const fastCents = 1_073_741_823;

/** Interest of a month on a cent. */
export const monthRate = (nominalRatePpm: number): number => nominalRatePpm / ppmPerUnitAndYear;

/**
 * Level instalment in cents, R = (P f^n − V) i / (f^n − 1) with f = 1 + i (V / f when the balloon falls due one month
 * after the last row), or null when the fast road does not lead there: amounts beyond the bounds above, a half within the
 * error of the float, or a plan so small that roundings could repay it before its last row.
 *
 * f^n by squaring errs by less than 2n halves of a unit in the last place, which the division by f^n − 1 enlarges. Each
 * row strays from the unrounded plan by at most half a cent of interest and half a cent of instalment, all rows together
 * by less than the annuity (f^n − 1) / i; so the balance cannot run out early while R (and a balloon after the last row)
 * is above twice the annuity.
 */
export function fastInstalment(principalCents: number, nominalRatePpm: number, rows: number, balloonCents: number, after: boolean): number | null {
  if (principalCents > fastCents || principalCents * nominalRatePpm > fastProduct) return null;
  const rate = monthRate(nominalRatePpm);
  const growth = 1 + rate;
  const grown = integerPower(growth, rows);
  const annuity = rate === 0 ? rows : (grown - 1) / rate;
  const enlarged = rate === 0 ? 1 : grown / (grown - 1);
  const spread = principalCents * grown;
  const value = (spread - (after ? balloonCents / growth : balloonCents)) / annuity;
  const doubt = ((spread + balloonCents) / annuity) * enlarged * (rows + 4) * 1e-15;
  const least = 2 * annuity + 1;
  return value > least && (!after || balloonCents > least) ? roundWhenSure(value, doubt) : null;
}
