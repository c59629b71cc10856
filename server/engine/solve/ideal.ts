import { rowsInYear } from '../financing/rhythm.ts';
import type { FinancingTerms, ShapedPlan } from '../financing/types.ts';
import { ppmPerUnit } from '../arithmetic/round.ts';

/**
 * The instalment without calendar, cents, fees or taxes: equal periods, binary fractions. Never an answer; it tells a
 * search where to look first.
 */
export interface IdealPlan {
  /** Rate of a period for each ppm of the annual rate. */
  readonly ratePerPpm: number;
  readonly balloonCents: number;
  readonly balloonAfter: boolean;
  readonly kind: 'level' | 'equal-principal' | 'interest-only';
  readonly flat: boolean;
  readonly advance: boolean;
  readonly graceRows: number;
  readonly weightOf: (row: number) => number;
}

const plain = (): number => 1;

/** Weight of a row, from 1, however the weights of the shape go on. */
function weightsIn({ shape: { weights }, weightsBeyond }: ShapedPlan): (row: number) => number {
  if (!weights || weights.length === 0) return plain;
  const count = weights.length;
  return (row) => weights[weightsBeyond === 'repeat' ? (row - 1) % count : Math.min(row, count) - 1] ?? 1;
}

export function idealOf(terms: FinancingTerms): IdealPlan {
  const { plan } = terms;
  const ratePerPpm = 1 / ppmPerUnit / rowsInYear(terms);
  const onGrid = { ratePerPpm, kind: 'level', flat: false, advance: false, graceRows: 0, weightOf: plain } as const;
  if (plan.kind === 'level') return { ...onGrid, balloonCents: 0, balloonAfter: false };
  if (plan.kind === 'balloon') return { ...onGrid, balloonCents: plan.balloonCents, balloonAfter: plan.balloonAt === 'one-period-after' };
  const { shape } = plan;
  return {
    ratePerPpm,
    balloonCents: plan.balloonCents ?? 0,
    balloonAfter: shape.balloonAfterLastRow === true,
    kind: shape.amortisation === 'bullet' ? 'interest-only' : shape.amortisation,
    flat: shape.interestOn === 'flat',
    advance: shape.mode === 'advance',
    graceRows: shape.gracePrincipalRows ?? 0,
    weightOf: weightsIn(plan),
  };
}

/** Present value of one unit of every instalment, and what one unit of capital due at the end is worth today. */
function factors(ideal: IdealPlan, rate: number, rows: number): { annuity: number; end: number } {
  const v = 1 / (1 + rate);
  let worth = ideal.advance ? 1 : v;
  let annuity = 0;
  let last = worth;
  for (let row = 1; row <= rows; row++) {
    if (row > ideal.graceRows) annuity += ideal.weightOf(row) * worth;
    last = worth;
    worth *= v;
  }
  return { annuity, end: ideal.balloonAfter ? worth : last };
}

/** Instalment of a capital at a nominal rate (ppm) over so many rows. */
export function idealInstalment(ideal: IdealPlan, capital: number, ratePpm: number, rows: number): number {
  const rate = ratePpm * ideal.ratePerPpm;
  const paid = capital - ideal.balloonCents;
  if (ideal.kind === 'interest-only') return capital * rate;
  const rowsPaid = Math.max(1, rows - ideal.graceRows);
  if (ideal.kind === 'equal-principal') return paid / rowsPaid + capital * rate;
  if (ideal.flat) return paid / rowsPaid + capital * rate;
  const { annuity, end } = factors(ideal, rate, rows);
  const v = 1 / (1 + rate);
  let grace = 0;
  for (let row = 1, worth = v; row <= ideal.graceRows; row++, worth *= v) grace += capital * rate * worth;
  return (capital - grace - ideal.balloonCents * end) / annuity;
}

/** Where a smooth monotone function is near the target, and its slope there: secant steps from two first values, kept inside the bounds. */
export function nearRoot(low: number, high: number, first: number, second: number, target: number, figure: (value: number) => number): { value: number; slope: number } {
  let before = first;
  let missed = figure(first) - target;
  let at = second;
  let slope = 0;
  for (let step = 0; step < 6; step++) {
    const miss = figure(at) - target;
    slope = at === before ? slope : (miss - missed) / (at - before);
    const moved = slope === 0 ? 0 : miss / slope;
    before = at;
    missed = miss;
    at = Math.max(low, Math.min(high, at - moved));
    if (!(Math.abs(at - before) >= 0.5)) break;
  }
  return { value: at, slope };
}
