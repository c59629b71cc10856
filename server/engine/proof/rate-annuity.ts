/** Referee of the annuity functions, for tests only: the spreadsheet equation in exact fractions of big integers. */
export interface ExactFraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

/** A float as the fraction it is. */
export function exactFloat(value: number): ExactFraction {
  let top = value;
  let bottom = 1n;
  while (top !== Math.floor(top)) {
    top *= 2;
    bottom *= 2n;
  }
  return { top: BigInt(top), bottom };
}

const add = (a: ExactFraction, b: ExactFraction): ExactFraction => ({ top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom });
const multiply = (a: ExactFraction, b: ExactFraction): ExactFraction => ({ top: a.top * b.top, bottom: a.bottom * b.bottom });
const divide = (a: ExactFraction, b: ExactFraction): ExactFraction => ({ top: a.top * b.bottom, bottom: a.bottom * b.top });
const negate = (a: ExactFraction): ExactFraction => ({ top: -a.top, bottom: a.bottom });
const whole = (value: number): ExactFraction => ({ top: BigInt(value), bottom: 1n });

/** (1 + r)^n, and Σ (1 + r)^k of the payments' growth, summed payment by payment. */
function growthOf(rate: number, nper: number, begin: boolean): { power: ExactFraction; payments: ExactFraction } {
  const factor = add(whole(1), exactFloat(rate));
  const power = { top: factor.top ** BigInt(nper), bottom: factor.bottom ** BigInt(nper) };
  if (rate === 0) return { power, payments: whole(nper) };
  const sum = divide(add(power, whole(-1)), exactFloat(rate));
  return { power, payments: begin ? multiply(sum, factor) : sum };
}

/** The payment that solves the equation for integer amounts. */
export function exactPayment(rate: number, nper: number, pv: number, fv: number, begin: boolean): ExactFraction {
  const { power, payments } = growthOf(rate, nper, begin);
  return negate(divide(add(multiply(whole(pv), power), whole(fv)), payments));
}

/** The future value that solves the equation for integer amounts. */
export function exactFutureValue(rate: number, nper: number, pmt: number, pv: number, begin: boolean): ExactFraction {
  const { power, payments } = growthOf(rate, nper, begin);
  return negate(add(multiply(whole(pv), power), multiply(whole(pmt), payments)));
}

/** How far a float lies from an exact value, in distances between neighbouring floats. */
export function distanceInFloats(found: number, exact: ExactFraction): number {
  const off = add(exactFloat(found), negate(exact));
  let spacing = 2 ** -1070;
  while (Math.abs(found) + spacing === Math.abs(found)) spacing *= 2;
  // The first spacing that shows is half a distance, rounded up to the even neighbour, or a whole one.
  if (Math.abs(found) + spacing - Math.abs(found) > spacing) spacing *= 2;
  const scaled = divide(off, exactFloat(spacing));
  const thousandths = (scaled.top * 1000n) / scaled.bottom;
  return Math.abs(Number(thousandths)) / 1000;
}
