import { toDayNumber } from '#platform/civil-date';
import { exponential } from '../arithmetic/power.ts';
import { equivalentTimeOfDays } from '../time/equivalent-time.ts';
import type { EquivalentTime } from '../time/equivalent-time.ts';
import type { YearlyRate } from './subsidy-terms.ts';

/**
 * Present values on value dates. A flow t years after the origin is worth cents × g^(−pt), where g = 1 + rate/p is the
 * growth of one compounding period and p the periods a year; t is counted as the TAEG counts it (whole months, weeks or
 * years back from the later date, leftover days over 365 or 366), so on a month grid a nominal rate discounts by g^−k exactly.
 */
const periodsPerYear = { year: 1, month: 12, week: 52 } as const;

export interface TimedCents {
  readonly cents: number;
  readonly time: EquivalentTime;
}

/** The interval from the origin to a date that is not earlier, in whole weeks for weekly compounding, else in whole months. */
export function timeFrom(origin: string, date: string, rate: YearlyRate): EquivalentTime {
  return equivalentTimeOfDays(toDayNumber(origin), toDayNumber(date), rate.compounding === 'week' ? 'week' : 'month');
}

/** Natural logarithm of x ≥ 1 from the exponential alone, by Halley's rule; error below 10^-15 times its size plus 10^-15. */
function logarithm(x: number): number {
  let guess = 0;
  for (let half = x; half > 2; half /= 2) guess += 0.6931471805599453;
  for (let step = 0; step < 8; step++) {
    const reached = exponential(guess);
    guess += (2 * (x - reached)) / (x + reached);
  }
  return guess;
}

/** Σ cents × g^(−pt) in binary fractions, and the bound of its error: 10^-12 of the sum of the sizes. */
function valueInFloats(flows: readonly TimedCents[], rate: YearlyRate, at: EquivalentTime): { value: number; doubt: number } {
  const perYear = periodsPerYear[rate.compounding];
  const force = logarithm(1 + rate.ratePpm / (1_000_000 * perYear)) * perYear;
  let value = 0;
  let size = 0;
  for (const { cents, time } of flows) {
    const present = cents * exponential(force * (at.years - time.years));
    value += present;
    size += Math.abs(present);
  }
  return { value, doubt: size * 1e-12 + 1e-9 };
}

/** Units of the fixed point, the margin of the power series, and how near a half may be told from it. */
const one = BigInt(`1${'0'.repeat(50)}`);
const guard = BigInt(`1${'0'.repeat(25)}`);
const tie = BigInt(`1${'0'.repeat(20)}`);

/** Natural logarithm of top/bottom ≥ 1 in fixed point of 50 decimals: 2 artanh((top − bottom)/(top + bottom)) after halvings. */
function logarithmFixed(top: bigint, bottom: bigint): bigint {
  const series = (numerator: bigint, denominator: bigint): bigint => {
    const ratio = (numerator * one) / denominator;
    const square = (ratio * ratio) / one;
    let sum = 0n;
    for (let odd = 1n, term = ratio; term !== 0n; odd += 2n, term = (term * square) / one) sum += term / odd;
    return 2n * sum;
  };
  let halvings = 0n;
  let scaled = bottom;
  while (top > 2n * scaled) {
    scaled *= 2n;
    halvings += 1n;
  }
  return series(top - scaled, top + scaled) + halvings * series(1n, 3n);
}

/** e^x in fixed point: x halved sixty-four times, Taylor series, squared back. */
function exponentialFixed(x: bigint): bigint {
  const unit = one * guard;
  const small = (x * guard) / (1n << 64n);
  let sum = unit;
  for (let n = 1n, term = unit; term !== 0n; n += 1n) {
    term = (term * small) / unit / n;
    sum += term;
  }
  for (let time = 0; time < 64; time++) sum = (sum * sum) / unit;
  return sum / guard;
}

function valueInFixedPoint(flows: readonly TimedCents[], rate: YearlyRate, at: EquivalentTime): bigint {
  const perYear = BigInt(periodsPerYear[rate.compounding]);
  const whole = 1_000_000n * perYear;
  const force = logarithmFixed(whole + BigInt(rate.ratePpm), whole) * perYear;
  const wholesPerYear = rate.compounding === 'week' ? 52n : 12n;
  let value = 0n;
  for (const { cents, time } of flows) {
    const bottom = BigInt(time.divisor * at.divisor) * wholesPerYear;
    const years =
      BigInt(at.whole - time.whole) * BigInt(time.divisor * at.divisor) +
      BigInt(at.days * time.divisor - time.days * at.divisor) * wholesPerYear;
    value += BigInt(cents) * exponentialFixed((force * years) / bottom);
  }
  return value;
}

const atOrigin: EquivalentTime = { whole: 0, days: 0, divisor: 365, years: 0 };

/**
 * Value of all flows at a time (default: the origin), rounded to the cent, half away from zero. Floats decide unless they come nearer to a half cent than their
 * error bound; then fifty decimals decide, and what they cannot tell from a half is the half.
 */
export function valueCents(flows: readonly TimedCents[], rate: YearlyRate, at: EquivalentTime = atOrigin): number {
  const { value, doubt } = valueInFloats(flows, rate, at);
  const size = Math.abs(value);
  const fromHalf = size - Math.floor(size) - 0.5;
  if (Math.abs(fromHalf) > doubt) return (value < 0 ? -Math.floor(size + 0.5) : Math.floor(size + 0.5)) + 0;
  const exact = valueInFixedPoint(flows, rate, at);
  const positive = exact < 0n ? -exact : exact;
  const cents = Number((positive + one / 2n + tie) / one);
  return (exact < 0n ? -cents : cents) + 0;
}
