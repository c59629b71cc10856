/**
 * Referee of the plan, for tests only. Written from the formula of the contract in exact fractions of big integers, with
 * its own rounding; it shares no code with the engine.
 */
interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

const fraction = (top: bigint, bottom = 1n): Fraction => ({ top, bottom });
const times = (a: Fraction, b: Fraction): Fraction => fraction(a.top * b.top, a.bottom * b.bottom);
const minus = (a: Fraction, b: Fraction): Fraction => fraction(a.top * b.bottom - b.top * a.bottom, a.bottom * b.bottom);
const over = (a: Fraction, b: Fraction): Fraction => fraction(a.top * b.bottom, a.bottom * b.top);

function raised(base: Fraction, exponent: number): Fraction {
  return fraction(base.top ** BigInt(exponent), base.bottom ** BigInt(exponent));
}

function halfUp(value: Fraction): number {
  const doubled = 2n * value.top + value.bottom;
  const bottom = 2n * value.bottom;
  let floor = doubled / bottom;
  if (doubled % bottom < 0n) floor -= 1n;
  return Number(floor);
}

export interface ExactTerms {
  readonly principalCents: number;
  readonly ratePpm: number;
  readonly rows: number;
  readonly balloonCents: number;
  /** Month in which the balloon falls due: rows or rows + 1. */
  readonly balloonMonth: number;
}

export interface ExactRow {
  readonly principalCents: number;
  readonly interestCents: number;
}

/** R = (P − V v^m) i / (1 − v^n); (P − V) / n when i = 0. */
export function exactInstalmentCents(terms: ExactTerms): number {
  const principal = fraction(BigInt(terms.principalCents));
  const balloon = fraction(BigInt(terms.balloonCents));
  if (terms.ratePpm === 0) return halfUp(over(minus(principal, balloon), fraction(BigInt(terms.rows))));
  const i = fraction(BigInt(terms.ratePpm), 12_000_000n);
  const v = fraction(12_000_000n, 12_000_000n + BigInt(terms.ratePpm));
  const spread = minus(principal, times(balloon, raised(v, terms.balloonMonth)));
  return halfUp(over(times(spread, i), minus(fraction(1n), raised(v, terms.rows))));
}

/** Rows with interest rounded by row and the rest of the principal in the last. */
export function exactRows(terms: ExactTerms): ExactRow[] {
  const instalment = exactInstalmentCents(terms);
  const count = Math.max(terms.rows, terms.balloonCents > 0 ? terms.balloonMonth : 0);
  const rows: ExactRow[] = [];
  let owed = terms.principalCents;
  while (rows.length < count) {
    const interestCents = halfUp(fraction(BigInt(owed) * BigInt(terms.ratePpm), 12_000_000n));
    const wanted = instalment - interestCents;
    const principalCents = rows.length === count - 1 || wanted > owed ? owed : wanted;
    rows.push({ principalCents, interestCents });
    owed -= principalCents;
  }
  return rows;
}
