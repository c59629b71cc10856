import { sharpRateNear } from '../rate/sharp-rate.ts';
import type { RateFault } from '../rate/force-of.ts';
import type { TimedAmount } from '../rate/timed-flows.ts';
import { wideExp, wideExpm1, wideLog1p } from '../rate/wide-exponential.ts';
import { dividedBy, minus, negative, plus, times, timesFloat, widen } from '../rate/wide-number.ts';
import type { Wide } from '../rate/wide-number.ts';

/** Flows of equal periods (`days` absent: the position counts) or after so many days, of a year of 365. */
function timed(values: readonly number[], days: readonly number[] | null): TimedAmount[] {
  return values.map((cents, index) => {
    const whole = days === null ? index : (days[index] ?? 0);
    return { cents, time: { whole, days: 0, divisor: 365, years: whole / (days === null ? 1 : 365) } };
  });
}

/** Internal rate of return a period; of several, the one nearest to the guess. */
export const internalRate = (values: readonly number[], guess: number): Wide | RateFault => sharpRateNear(timed(values, null), 1, guess);

/** Internal rate of return a year of flows on days, days / 365. */
export const datedInternalRate = (values: readonly number[], days: readonly number[], guess: number): Wide | RateFault =>
  sharpRateNear(timed(values, days), 365, guess);

/** Σ value / (1 + rate)^(days / 365). */
export function datedPresentValue(rate: number, values: readonly number[], days: readonly number[]): Wide {
  const force = wideLog1p(widen(rate));
  let sum = widen(0);
  for (const [index, value] of values.entries()) {
    const exponent = dividedBy(timesFloat(force, -(days[index] ?? 0)), widen(365));
    if (Math.abs(exponent.high) > 600) return widen(Number.NaN);
    sum = plus(sum, timesFloat(wideExp(exponent), value));
  }
  return sum;
}

/** Values at the end or at the start of equal periods, each carried at a rate. */
function carried(values: readonly number[], rate: number, toEnd: boolean): Wide {
  const factor = toEnd ? plus(widen(1), widen(rate)) : dividedBy(widen(1), plus(widen(1), widen(rate)));
  let sum = widen(0);
  for (const value of toEnd ? values : values.toReversed()) sum = plus(times(sum, factor), widen(value));
  return sum;
}

/** Modified internal rate: (future value of the receipts / −present value of the outlays)^(1 / (n − 1)) − 1; NaN without one of both. */
export function modifiedInternalRate(values: readonly number[], financeRate: number, reinvestRate: number): Wide {
  const receipts = values.map((value) => Math.max(value, 0));
  const outlays = values.map((value) => Math.min(value, 0));
  const above = carried(receipts, reinvestRate, true);
  const below = negative(carried(outlays, financeRate, false));
  if (!(above.high > 0 && below.high > 0)) return widen(Number.NaN);
  const force = dividedBy(wideLog1p(minus(dividedBy(above, below), widen(1))), widen(values.length - 1));
  return wideExpm1(force);
}
