import { divideRounded } from '#platform/money';
import type { Rounding } from '#platform/money';

/** Parts per million in a whole, and in a whole over the twelve months of the year. */
export const ppmPerUnit = 1_000_000;
export const ppmPerUnitAndYear = 12_000_000;

/** Rate share of an amount, rounded once, exactly: amounts up to 10^9 cents × rates up to 10^6 ppm stay below 2^53. */
export function shareOf(cents: number, ratePpm: number, rounding: Rounding = 'half-up'): number {
  return divideRounded(cents * ratePpm, ppmPerUnit, rounding);
}

/**
 * Interest of one month on a balance: balance × TAN / 12, rounded to the cent. The product is an exact integer (see
 * `shareOf`) and the half is decided on the integer remainder, so no cent depends on a binary fraction.
 */
export function monthInterest(balanceCents: number, nominalRatePpm: number, rounding: Rounding = 'half-up'): number {
  return divideRounded(balanceCents * nominalRatePpm, ppmPerUnitAndYear, rounding);
}

/** A positive rate (fraction) to integer ppm, nearest. */
export function toPpm(rate: number): number {
  return Math.floor(rate * ppmPerUnit + 0.5);
}

/**
 * TAEG at two decimals of per cent, half-up, as ppm (a multiple of 100). A rate within 10^-12 of a half counts as the
 * half: the solver cannot tell them apart, and 5.125 % from exact data must become 5.13 % (Directive 2008/48 Annex I (d)).
 */
export function toTaegPpm(rate: number): number {
  return typeof rate === 'number' ? Math.floor(rate * 10_000 + 0.5 + 1e-8) * 100 + 0 : Number.NaN;
}
