/**
 * Powers from + − × ÷ alone. The language leaves `Math.pow`, `**` and `Math.exp` to each implementation, and two browsers
 * may answer in different last bits; these functions give the same bits everywhere.
 */

/** base^exponent for an integer exponent ≥ 0, by squaring. */
export function integerPower(base: number, exponent: number): number {
  let result = 1;
  let square = base;
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}

const log2e = 1.4426950408889634;
// ln 2 in two parts, the first with trailing zero bits so that a small integer times it is exact.
const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;

/**
 * e^x for |x| ≤ 700, relative error below 5e-16. x = k ln 2 + rest with |rest| ≤ 0.35; Taylor series of the rest to the
 * 14th power (next term below 1e-18), then k doublings or halvings.
 */
export function exponential(x: number): number {
  const k = Math.floor(x * log2e + 0.5);
  const rest = x - k * ln2High - k * ln2Low;
  let series = 1;
  for (let term = 14; term >= 1; term--) series = 1 + (series * rest) / term;
  return k >= 0 ? series * integerPower(2, k) : series / integerPower(2, -k);
}
