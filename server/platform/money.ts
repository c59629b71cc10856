/**
 * Money is integer euro cents held in a `number` below 2^53; the key that carries it ends in `Cents`. Rates are integer
 * parts per million. Nothing here rounds silently: each function says where the half goes. A value that is not a safe
 * integer is a bug of the caller and throws RangeError.
 */

/** Where an exact half goes: away from zero (`half-up`) or to the even neighbour (`half-even`). */
export type Rounding = 'half-up' | 'half-even';

/** Returns the amount itself, or throws RangeError when it is not a safe integer number of cents. */
export function assertCents(cents: number): number {
  if (!Number.isSafeInteger(cents)) throw new RangeError(`Not an amount in whole cents: ${String(cents)}`);
  return cents;
}

/** Sum of amounts. Throws RangeError on a non-integer or when the sum leaves the safe range. */
export function addCents(...amounts: readonly number[]): number {
  let sum = 0;
  for (const cents of amounts) sum = assertCents(sum + assertCents(cents));
  return sum;
}

/**
 * dividend / divisor rounded to an integer, exactly, for safe integers and divisor > 0. The quotient of the two floats
 * may sit one off beside a whole number, so the decision is taken on the exact integer remainder.
 */
export function divideRounded(dividend: number, divisor: number, rounding: Rounding): number {
  if (dividend < 0) return 0 - divideRounded(-dividend, divisor, rounding);
  let quotient = Math.floor(dividend / divisor);
  let remainder = dividend - quotient * divisor;
  if (remainder < 0) {
    quotient -= 1;
    remainder += divisor;
  } else if (remainder >= divisor) {
    quotient += 1;
    remainder -= divisor;
  }
  const rest = divisor - remainder;
  const up = remainder > rest || (remainder === rest && (rounding === 'half-up' || quotient % 2 === 1));
  return (up ? quotient + 1 : quotient) + 0;
}

/** `divideRounded` for integers of any size. */
export function divideRoundedBig(dividend: bigint, divisor: bigint, rounding: Rounding): bigint {
  if (dividend < 0n) return -divideRoundedBig(-dividend, divisor, rounding);
  const quotient = dividend / divisor;
  const twice = (dividend - quotient * divisor) * 2n;
  const up = twice > divisor || (twice === divisor && (rounding === 'half-up' || quotient % 2n === 1n));
  return up ? quotient + 1n : quotient;
}

/** cents × ppm / 1,000,000, exact before its single rounding for any safe integers (beyond 2^53 by big integers). */
export function percentOf(cents: number, ppm: number, rounding: Rounding): number {
  const product = assertCents(cents) * assertCents(ppm);
  if (Number.isSafeInteger(product)) return divideRounded(product, 1_000_000, rounding);
  return assertCents(Number(divideRoundedBig(BigInt(cents) * BigInt(ppm), 1_000_000n, rounding)));
}

/** The taxable part of an amount with VAT (amount ÷ (1 + rate)), half-up to the cent; the rest of the amount is its VAT. */
export function withoutVat(grossCents: number, vatRatePpm: number): number {
  const product = grossCents * 1_000_000;
  if (Number.isSafeInteger(product)) return divideRounded(product, 1_000_000 + vatRatePpm, 'half-up');
  return Number(divideRoundedBig(BigInt(grossCents) * 1_000_000n, BigInt(1_000_000 + vatRatePpm), 'half-up'));
}

/**
 * Splits an amount in proportion to integer weights ≥ 0 so that the parts always add up to it. Each part is its exact
 * share cut to the cent; the cents left over go to the largest remainders, the earlier part first when equal. A negative
 * amount is split like its opposite. Throws RangeError when no weight is positive.
 */
export function allocate(totalCents: number, weights: readonly number[]): number[] {
  assertCents(totalCents);
  let weightSum = 0n;
  for (const weight of weights) {
    if (!Number.isSafeInteger(weight) || weight < 0) throw new RangeError(`Not a weight: ${String(weight)}`);
    weightSum += BigInt(weight);
  }
  if (weightSum === 0n) throw new RangeError('No weight is positive');
  const total = BigInt(Math.abs(totalCents));
  const shares = weights.map((weight, index) => {
    const product = total * BigInt(weight);
    const cents = product / weightSum;
    return { index, cents, remainder: product - cents * weightSum };
  });
  let left = Number(shares.reduce((rest, share) => rest - share.cents, total));
  const parts = shares.map((share) => Number(share.cents));
  const byRemainder = shares.toSorted((one, other) =>
    one.remainder === other.remainder ? one.index - other.index : one.remainder > other.remainder ? -1 : 1,
  );
  for (const share of byRemainder) {
    if (left === 0) break;
    parts[share.index] = (parts[share.index] ?? 0) + 1;
    left -= 1;
  }
  return totalCents < 0 ? parts.map((part) => 0 - part) : parts;
}

const grouped = (digits: string, separator: string): string => digits.replace(/\B(?=(\d{3})+$)/g, separator);

function format(cents: number, group: string, decimal: string): string {
  const digits = String(Math.abs(assertCents(cents))).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${grouped(digits.slice(0, -2), group)}${decimal}${digits.slice(-2)}`;
}

/** 123450 → '1.234,50' (Italian separators, no currency sign). */
export function formatAmount(cents: number): string {
  return format(cents, '.', ',');
}

/** 123450 → '1,234.50' (English separators, no currency sign). */
export function formatAmountEnglish(cents: number): string {
  return format(cents, ',', '.');
}

/**
 * Reads an amount as Italians type it: '1.234,50', '1234,5', '1.234', '€ 12', '-3,00'. Points group thousands and must
 * group them rightly; the comma starts at most two decimals. Null when it is anything else or leaves the safe range.
 */
export function parseAmount(text: string): number | null {
  const bare = text.replace(/[\s\u00a0\u202f]|€|EUR/gu, '');
  const typed = /^([-−]?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{0,2}))?$/u.exec(bare);
  if (typed === null) return null;
  const euros = (typed[2] ?? '').replaceAll('.', '');
  const cents = Number(euros + (typed[3] ?? '').padEnd(2, '0'));
  if (!Number.isSafeInteger(cents)) return null;
  return typed[1] === '' || cents === 0 ? cents : -cents;
}

/** 69500 → '6,95 %': parts per million as per cent, at least two decimals and no more than needed. */
export function formatRate(ppm: number): string {
  const digits = String(Math.abs(assertCents(ppm))).padStart(5, '0');
  const decimals = digits.slice(-4).replace(/0{1,2}$/, '');
  return `${ppm < 0 ? '-' : ''}${grouped(digits.slice(0, -4), '.')},${decimals} %`;
}

/** 69500 → '6.95 %': as `formatRate`, with English separators. */
export function formatRateEnglish(ppm: number): string {
  return formatRate(ppm).replace(/[.,]/g, (sign) => (sign === ',' ? '.' : ','));
}
