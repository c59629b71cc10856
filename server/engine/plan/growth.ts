import { divideRounded, divideRoundedBig } from '#platform/money';
import type { Rounding } from '#platform/money';
import { ppmPerUnit } from '../arithmetic/round.ts';
import type { YearFraction } from '../time/day-count.ts';

/**
 * What one cent of debt bears over a stretch of time: Π (1 + TAN × fraction) − 1. One fraction for simple interest,
 * several when interest joins the debt inside the stretch.
 */
export interface Growth {
  readonly ratePpm: number;
  readonly fractions: readonly YearFraction[];
  /** The same as a float, with a relative error below 10^-15 for each fraction. */
  readonly value: number;
}

/** A growth from a nominal yearly rate. */
export function growthOver(ratePpm: number, fractions: readonly YearFraction[]): Growth {
  let value = 0;
  for (const { numerator, denominator } of fractions) {
    const rate = (ratePpm * numerator) / (ppmPerUnit * denominator);
    value = value + rate + value * rate;
  }
  return { ratePpm, fractions, value };
}

/** A ratio of integers of any size, the lower one positive. */
export interface Ratio {
  readonly top: bigint;
  readonly bottom: bigint;
}

/** The growth as an exact ratio. */
export function exactGrowth({ ratePpm, fractions }: Growth): Ratio {
  let grown = 1n;
  let bottom = 1n;
  for (const { numerator, denominator } of fractions) {
    const divisor = BigInt(denominator) * BigInt(ppmPerUnit);
    grown *= divisor + BigInt(ratePpm) * BigInt(numerator);
    bottom *= divisor;
  }
  return { top: grown - bottom, bottom };
}

/** Interest on an amount over a stretch, not yet rounded. */
export interface Accrual {
  readonly cents: number;
  readonly growth: Growth;
}

/**
 * The integer nearest to a value ≥ 0 that a float gives within ± `doubt`; null when a half lies within, so that the
 * caller decides on exact integers and no binary fraction ever flips a cent.
 */
export function roundWhenSure(value: number, doubt: number): number | null {
  const whole = Math.floor(value);
  const fromHalf = value - whole - 0.5;
  if (!(Math.abs(fromHalf) > doubt)) return null;
  return fromHalf > 0 ? whole + 1 : whole;
}

/** Relative error allowed for each operation of a sum of products: nine times half a unit in the last place. */
export const errorOfStep = 1e-15;

/** Interest on one amount ≥ 0 over one stretch, rounded once and exactly. */
export function roundInterest(cents: number, growth: Growth, rounding: Rounding): number {
  const value = cents * growth.value;
  return roundWhenSure(value, value * (growth.fractions.length + 2) * errorOfStep) ?? exactAccruals([{ cents, growth }], rounding);
}

/** Sum of accruals of amounts ≥ 0, rounded once and exactly. */
export function roundAccruals(accruals: readonly Accrual[], rounding: Rounding): number {
  let sum = 0;
  let steps = 1;
  for (const { cents, growth } of accruals) {
    sum += cents * growth.value;
    steps += growth.fractions.length + 1;
  }
  return roundWhenSure(sum, sum * steps * errorOfStep) ?? exactAccruals(accruals, rounding);
}

function exactAccruals(accruals: readonly Accrual[], rounding: Rounding): number {
  let top = 0n;
  let bottom = 1n;
  for (const { cents, growth } of accruals) {
    const exact = exactGrowth(growth);
    top = top * exact.bottom + BigInt(cents) * exact.top * bottom;
    bottom *= exact.bottom;
  }
  return Number(divideRoundedBig(top, bottom, rounding));
}

/** top / bottom rounded to a multiple of `multiple`, exactly. */
export function roundRatio(top: bigint, bottom: bigint, multiple: number, rounding: Rounding): number {
  return Number(divideRoundedBig(top, bottom * BigInt(multiple), rounding)) * multiple + 0;
}

/** amount × share / 10^6 rounded to a multiple of `multiple`, exactly; amount and share of any size. */
export function roundShare(cents: number, sharePpm: number, multiple: number, rounding: Rounding): number {
  const product = cents * sharePpm;
  if (Number.isSafeInteger(product)) return divideRounded(product, ppmPerUnit * multiple, rounding) * multiple + 0;
  return roundRatio(BigInt(cents) * BigInt(sharePpm), BigInt(ppmPerUnit), multiple, rounding);
}
