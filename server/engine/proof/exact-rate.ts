/**
 * Referee of the TAEG, for tests only: present values in fixed point of 60 decimals on big integers, powers by series of
 * its own. It never solves anything: it tells on which side of a proposed rate the true one lies.
 */
const one = 10n ** 60n;

const product = (a: bigint, b: bigint): bigint => (a * b) / one;

/** Natural logarithm of x > 0 in fixed point: x brought near 1 by square roots, then the series of artanh. */
function logarithm(x: bigint): bigint {
  let near = x;
  let doublings = 0n;
  while (near > (one * 11n) / 10n || near < (one * 9n) / 10n) {
    near = squareRoot(near * one);
    doublings += 1n;
  }
  const ratio = ((near - one) * one) / (near + one);
  const square = product(ratio, ratio);
  let sum = 0n;
  let term = ratio;
  for (let odd = 1n; term !== 0n; odd += 2n) {
    sum += term / odd;
    term = product(term, square);
  }
  return 2n * sum * 2n ** doublings;
}

function squareRoot(value: bigint): bigint {
  let guess = value > one ? value / one + one : one;
  for (;;) {
    const next = (guess + value / guess) / 2n;
    const moved = next > guess ? next - guess : guess - next;
    guess = next;
    if (moved <= 1n) return guess;
  }
}

/** e^x in fixed point: x halved ten times, Taylor series, squared ten times. */
function exponential(x: bigint): bigint {
  const small = x / 1024n;
  let sum = one;
  let term = one;
  for (let n = 1n; term !== 0n; n += 1n) {
    term = product(term, small) / n;
    sum += term;
  }
  for (let time = 0; time < 10; time++) sum = product(sum, sum);
  return sum;
}

/** A flow after `months` twelfths of a year and `days` / `divisor` of a year; positive when the customer pays. */
export interface ExactFlow {
  readonly cents: number;
  readonly months: number;
  readonly days: number;
  readonly divisor: number;
}

/** Σ cents × (1 + rate)^−t in fixed point, the rate in units of 10^-15. */
export function exactPresentValue(flows: readonly ExactFlow[], rateE15: bigint): bigint {
  const force = logarithm(one + rateE15 * 10n ** 45n);
  let value = 0n;
  for (const flow of flows) {
    const years = (BigInt(flow.months) * one) / 12n + (BigInt(flow.days) * one) / BigInt(flow.divisor);
    value += BigInt(flow.cents) * exponential(-product(force, years));
  }
  return value;
}
