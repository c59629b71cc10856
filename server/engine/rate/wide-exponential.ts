import { integerPower } from '../arithmetic/power.ts';
import { logOnePlus } from './log-one-plus.ts';
import { dividedBy, minus, plus, quotient, times, timesFloat, widen } from './wide-number.ts';
import type { Wide } from './wide-number.ts';

const ln2: Wide = { high: 0.6931471805599453, low: 2.3190468138462996e-17 };

/** 1/3!, 1/4! … 1/13!, 32 digits. */
const inverseFactorials: readonly Wide[] = (() => {
  const found: Wide[] = [];
  for (let n = 3, factorial = 6; n <= 13; n++, factorial *= n) found.push(quotient(1, factorial));
  return found;
})();

const halvings = 6;

/**
 * e^x − 1 for |x| ≤ 700, about 30 digits right even when x is near zero. x = k ln 2 + rest; the rest halved six times,
 * Taylor series, then six times (1 + e)² − 1 = 2e + e².
 */
export function wideExpm1(x: Wide): Wide {
  const k = Math.floor(x.high / ln2.high + 0.5);
  const rest = k === 0 ? x : minus(x, timesFloat(ln2, k));
  const small = timesFloat(rest, 1 / 64);
  const square = times(small, small);
  let series = widen(0);
  for (let term = inverseFactorials.length - 1; term >= 0; term--) series = plus(times(series, small), inverseFactorials[term] ?? widen(0));
  let result = plus(plus(small, timesFloat(square, 0.5)), times(times(square, small), series));
  for (let halving = 0; halving < halvings; halving++) result = plus(timesFloat(result, 2), times(result, result));
  if (k === 0) return result;
  const power = k > 0 ? integerPower(2, k) : 1 / integerPower(2, -k);
  return plus(timesFloat(result, power), minus(widen(power), widen(1)));
}

/** e^x for |x| ≤ 700, about 30 digits. */
export const wideExp = (x: Wide): Wide => plus(wideExpm1(x), widen(1));

/** ln(1 + x) for x ≥ −1 + 10^-10, about 30 digits: one Newton step from the float, two where the float of x near −1 says less. */
export function wideLog1p(x: Wide): Wide {
  let logarithm = widen(logOnePlus(x.high));
  for (let step = x.high < -0.9 ? 2 : 1; step > 0; step--) {
    const reached = wideExpm1(logarithm);
    logarithm = plus(logarithm, dividedBy(minus(x, reached), plus(widen(1), reached)));
  }
  return logarithm;
}
