import { divideRoundedBig } from '#platform/money';
import type { Rounding } from '#platform/money';
import { ppmPerUnit } from '../arithmetic/round.ts';
import type { YearFraction } from '../plans.ts';

/** A ratio of integers of any size, the lower one positive: what a figure is before it is rounded. */
export interface Ratio {
  readonly top: bigint;
  readonly bottom: bigint;
}

export const whole = (value: number): Ratio => ({ top: BigInt(value), bottom: 1n });
export const plus = (a: Ratio, b: Ratio): Ratio => ({ top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom });
export const minus = (a: Ratio, b: Ratio): Ratio => plus(a, { top: -b.top, bottom: b.bottom });
export const times = (a: Ratio, b: Ratio): Ratio => ({ top: a.top * b.top, bottom: a.bottom * b.bottom });
/** For a divisor above zero. */
export const over = (a: Ratio, b: Ratio): Ratio => ({ top: a.top * b.bottom, bottom: a.bottom * b.top });

/** What one cent bears over fractions of a year after each of which interest joins the debt: Π (1 + TAN × f) − 1. */
export function borne(ratePpm: number, fractions: readonly YearFraction[]): Ratio {
  let grown = whole(1);
  for (const { numerator, denominator } of fractions) {
    const bottom = BigInt(ppmPerUnit) * BigInt(denominator);
    grown = times(grown, { top: bottom + BigInt(ratePpm) * BigInt(numerator), bottom });
  }
  return minus(grown, whole(1));
}

/** Rounded once to the cent. */
export function rounded({ top, bottom }: Ratio, rounding: Rounding): number {
  return Number(divideRoundedBig(top, bottom, rounding)) + 0;
}
