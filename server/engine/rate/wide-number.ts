/**
 * A number carried as the unrounded sum of two floats, about 32 digits (T. J. Dekker, "A floating-point technique for
 * extending the available precision", 1971; D. Knuth, TAOCP 2, 4.2.2). Only + − × ÷, so the same bits everywhere.
 */
export interface Wide {
  readonly high: number;
  readonly low: number;
}

const wide = (high: number, low: number): Wide => ({ high, low });

/** A float as it stands. */
export const widen = (value: number): Wide => wide(value, 0);

/** a + b of two floats, exactly. */
function exactSum(a: number, b: number): Wide {
  const sum = a + b;
  const part = sum - a;
  return wide(sum, a - (sum - part) + (b - part));
}

/** a × b of two floats, exactly while the product stays between 10^-290 and 10^300. */
function exactProduct(a: number, b: number): Wide {
  const product = a * b;
  const splitA = 134_217_729 * a;
  const highA = splitA - (splitA - a);
  const lowA = a - highA;
  const splitB = 134_217_729 * b;
  const highB = splitB - (splitB - b);
  const lowB = b - highB;
  return wide(product, lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB));
}

function settled(high: number, low: number): Wide {
  const sum = high + low;
  return wide(sum, low - (sum - high));
}

export function plus(a: Wide, b: Wide): Wide {
  const high = exactSum(a.high, b.high);
  const low = exactSum(a.low, b.low);
  const first = settled(high.high, high.low + low.high);
  return settled(first.high, first.low + low.low);
}

export const negative = (a: Wide): Wide => wide(-a.high, -a.low);

export const minus = (a: Wide, b: Wide): Wide => plus(a, negative(b));

export function times(a: Wide, b: Wide): Wide {
  const product = exactProduct(a.high, b.high);
  return settled(product.high, product.low + (a.high * b.low + a.low * b.high));
}

export const timesFloat = (a: Wide, factor: number): Wide => times(a, widen(factor));


export function dividedBy(a: Wide, b: Wide): Wide {
  const first = a.high / b.high;
  const rest = minus(a, timesFloat(b, first));
  const second = rest.high / b.high;
  const third = minus(rest, timesFloat(b, second)).high / b.high;
  return plus(settled(first, second), widen(third));
}

/** The quotient of two floats, 32 digits. */
export const quotient = (a: number, b: number): Wide => dividedBy(widen(a), widen(b));

export const floatOf = (a: Wide): number => a.high + a.low;
