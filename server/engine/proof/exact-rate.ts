/**
 * Referee of rates, for tests only: present values in fixed point of 224 binary digits (67 decimals) on big integers,
 * logarithm and powers by series of its own. It never solves anything: it tells on which side of a proposed rate the
 * true one lies.
 */
const places = 224n;
const one = 1n << places;

const product = (a: bigint, b: bigint): bigint => (a * b) >> places;

/** 2 artanh(ratio) by its series, for |ratio| ≤ 1/3. */
function twiceArtanh(ratio: bigint): bigint {
  const square = product(ratio, ratio);
  let sum = 0n;
  let term = ratio;
  for (let odd = 1n; term !== 0n && term !== -1n; odd += 2n) {
    sum += term / odd;
    term = product(term, square);
  }
  return 2n * sum;
}

const ln2 = twiceArtanh(one / 3n);

/** Natural logarithm of x > 0: x halved or doubled near 1, then the series of artanh. */
export function exactLogarithm(x: bigint): bigint {
  let near = x;
  let doublings = 0n;
  for (; near > one + one / 2n; near >>= 1n) doublings += 1n;
  for (; near < (one * 3n) / 4n; near <<= 1n) doublings -= 1n;
  return doublings * ln2 + twiceArtanh(((near - one) << places) / (near + one));
}

/** e^x: whole powers of 2 apart, the rest halved eight times, Taylor series, squared eight times. */
export function exactExponential(x: bigint): bigint {
  const doublings = x / ln2;
  const small = (x - doublings * ln2) >> 8n;
  let sum = one;
  let term = one;
  for (let n = 1n; term !== 0n && term !== -1n; n += 1n) {
    term = product(term, small) / n;
    sum += term;
  }
  for (let time = 0; time < 8; time++) sum = product(sum, sum);
  return doublings >= 0n ? sum << doublings : sum >> -doublings;
}

/** A flow after `months` of the `perYear` parts of a year and `days` / `divisor` of a year; positive when the customer pays. */
export interface ExactFlow {
  readonly cents: number;
  readonly months: number;
  readonly days: number;
  readonly divisor: number;
}

/** Worth of the flows at a force of interest (fixed point): one exponential for the period and one for each leftover. */
function worthAtForce(flows: readonly ExactFlow[], force: bigint, perYear: bigint): bigint {
  const period = exactExponential(-force / perYear);
  const powers = [one];
  const leftovers = new Map<number, bigint>();
  let worth = 0n;
  for (const { cents, months, days, divisor } of flows) {
    while (powers.length <= months) powers.push(product(powers[powers.length - 1] ?? one, period));
    const key = days * 1000 + divisor;
    const factor = leftovers.get(key) ?? exactExponential((-force * BigInt(days)) / BigInt(divisor));
    leftovers.set(key, factor);
    worth += BigInt(cents) * product(powers[months] ?? 0n, factor);
  }
  return worth;
}

/** Σ cents × (1 + rate)^−t in fixed point, the rate in units of 10^-15. */
export function exactPresentValue(flows: readonly ExactFlow[], rateE15: bigint, perYear = 12): bigint {
  return worthAtForce(flows, exactLogarithm(one + (rateE15 * one) / 10n ** 15n), BigInt(perYear));
}

/** A decimal text as a fixed-point number. */
export function fixedPoint(text: string): bigint {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const size = (BigInt(whole + fraction) * one) / 10n ** BigInt(fraction.length);
  return text.startsWith('-') ? -size : size;
}

/** Worth of the flows a little below and a little above a rate in per cent (text): of opposite signs when a true rate lies between. */
export function worthAround(flows: readonly ExactFlow[], ratePct: string, tolerance: string, perYear = 12): readonly [bigint, bigint] {
  const grown = one + fixedPoint(ratePct) / 100n;
  const force = exactLogarithm(grown);
  const step = (fixedPoint(tolerance) << places) / grown;
  // ln(1 ± step) by its series: the step is small.
  const away = (by: bigint): bigint => {
    let sum = 0n;
    let term = by;
    for (let n = 1n; term !== 0n && term !== -1n; n += 1n) {
      sum += term / n;
      term = -product(term, by);
    }
    return sum;
  };
  return [worthAtForce(flows, force + away(-step), BigInt(perYear)), worthAtForce(flows, force + away(step), BigInt(perYear))];
}
