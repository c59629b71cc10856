import { divideRoundedBig } from '#platform/money';
import type { Rounding } from '#platform/money';

/** An exact ratio of integers, denominator > 0. Servicing adds interest of several stretches before its one rounding. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const zero: Fraction = { numerator: 0n, denominator: 1n };

export const fractionOf = (numerator: number | bigint, denominator: number | bigint = 1): Fraction => ({
  numerator: BigInt(numerator),
  denominator: BigInt(denominator),
});

export function plus(one: Fraction, other: Fraction): Fraction {
  if (one.denominator === other.denominator) return { numerator: one.numerator + other.numerator, denominator: one.denominator };
  return {
    numerator: one.numerator * other.denominator + other.numerator * one.denominator,
    denominator: one.denominator * other.denominator,
  };
}

/** The nearest integer, an exact half as the mode says. */
export function roundFraction(value: Fraction, rounding: Rounding): number {
  return Number(divideRoundedBig(value.numerator, value.denominator, rounding));
}

/** cents × part / whole rounded once, exactly for any safe integers; whole > 0. */
export function proportion(cents: number, part: number | bigint, whole: number | bigint, rounding: Rounding): number {
  return Number(divideRoundedBig(BigInt(cents) * BigInt(part), BigInt(whole), rounding));
}
