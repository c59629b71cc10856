/** Exact fractions of the plan's referee, for tests only; the bottom is always above zero. */
export interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

export function greatestDivisor(a: bigint, b: bigint): bigint {
  let [big, small] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (small !== 0n) [big, small] = [small, big % small];
  return big;
}

export const leastMultiple = (a: bigint, b: bigint): bigint => (a / greatestDivisor(a, b)) * b;

function smallDivisor(a: number, b: number): number {
  let [big, small] = [Math.abs(a), b];
  while (small !== 0) [big, small] = [small, big % small];
  return big;
}

/** In lowest terms. */
export function fraction(top: number | bigint, bottom: number | bigint = 1n): Fraction {
  if (typeof top === 'number' && typeof bottom === 'number') {
    const divisor = Math.max(1, smallDivisor(top, bottom));
    return { top: BigInt(top / divisor), bottom: BigInt(bottom / divisor) };
  }
  const [over, under] = [BigInt(top), BigInt(bottom)];
  const shared = greatestDivisor(over, under);
  return shared <= 1n ? { top: over, bottom: under } : { top: over / shared, bottom: under / shared };
}

export const sum = (a: Fraction, b: Fraction): Fraction => fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
export const product = (a: Fraction, b: Fraction): Fraction => fraction(a.top * b.top, a.bottom * b.bottom);
export const negative = (a: Fraction): Fraction => ({ top: -a.top, bottom: a.bottom });
export const none: Fraction = { top: 0n, bottom: 1n };
export const one: Fraction = { top: 1n, bottom: 1n };

/** Nearest whole number; a half goes away from zero, or to the even neighbour. */
export function nearest(top: bigint, bottom: bigint, mode: 'half-up' | 'half-even'): bigint {
  const size = top < 0n ? -top : top;
  let whole = size / bottom;
  const doubled = 2n * (size - whole * bottom);
  if (doubled > bottom || (doubled === bottom && (mode === 'half-up' || whole % 2n === 1n))) whole += 1n;
  return top < 0n ? -whole : whole;
}
