import { exponential } from '../arithmetic/power.ts';
import { highestForce } from '../rate/annual-rate.ts';
import type { RateFault } from '../rate/force-of.ts';
import { logOnePlus } from '../rate/log-one-plus.ts';
import { lowestSpreadsheetForce } from '../rate/sharp-rate.ts';
import { dividedBy, floatOf, minus, plus, widen } from '../rate/wide-number.ts';
import type { Wide } from '../rate/wide-number.ts';
import { imbalance } from './annuity.ts';
import type { Annuity } from './annuity.ts';

type Terms = Omit<Annuity, 'rate'>;

/** Forces of interest a period between which a rate is looked for: −99.9999999 % to 10^8 %. */
const lowest = lowestSpreadsheetForce;
const highest = highestForce;

/** The imbalance at a force; where the power leaves the range of floats, the amount of the first moment, which rules there. */
function offAt(terms: Terms, force: number): number {
  const value = floatOf(imbalance({ ...terms, rate: widen(exponential(force) - 1) }));
  if (value === value) return value;
  return terms.pv + (terms.begin ? terms.pmt : 0) || terms.pmt || terms.fv;
}

/** How often the sign turns from the first moment to the last: with one turn there is one rate at most. */
function signTurns({ pmt, pv, fv, begin }: Terms): number {
  const signs = [begin ? pv + pmt : pv, pmt, begin ? fv : fv + pmt].filter((amount) => amount !== 0);
  return signs.filter((amount, index) => index > 0 && amount > 0 !== (signs[index - 1] ?? 0) > 0).length;
}

function between(terms: Terms, from: number, to: number): number {
  let low = from;
  let high = to;
  const rising = offAt(terms, low) < 0;
  for (let step = 0; step < 200; step++) {
    const middle = low + (high - low) / 2;
    if (middle === low || middle === high) break;
    if (offAt(terms, middle) < 0 === rising) low = middle;
    else high = middle;
  }
  return low + (high - low) / 2;
}

/** Forces on both sides of the guess, dense near it and near zero: a sign change lies between two neighbours. */
function probes(guess: number): number[] {
  const found = new Set<number>([lowest, 0, highest, guess]);
  for (let step = 1e-6; step < highest * 2; step *= 1.08) {
    for (const force of [guess + step, guess - step, step, -step]) {
      if (force > lowest && force < highest) found.add(force);
    }
  }
  return [...found].toSorted((one, other) => one - other);
}

/** Newton steps in wide numbers; the slope by a small difference, good to nine digits, so each step gains nine. */
function sharpened(terms: Terms, start: number): Wide {
  let rate = widen(start);
  for (let step = 0; step < 6; step++) {
    const off = imbalance({ ...terms, rate });
    const nudge = 1e-12 * (1 + Math.abs(rate.high));
    const slope = dividedBy(minus(imbalance({ ...terms, rate: plus(rate, widen(nudge)) }), off), widen(nudge));
    const change = dividedBy(off, slope);
    if (!(Math.abs(change.high) < 1e-3 * (1 + rate.high))) return widen(Number.NaN);
    rate = minus(rate, change);
    if (Math.abs(change.high) <= 1e-22 * Math.abs(rate.high)) break;
  }
  return rate;
}

/** The force nearest to the guess at which the imbalance changes sign between two probes. */
function nearestForce(terms: Terms, near: number): number {
  const forces = signTurns(terms) < 2 ? [lowest, highest] : probes(near);
  let best = Number.NaN;
  let before = offAt(terms, lowest);
  for (let index = 1; index < forces.length; index++) {
    const force = forces[index] ?? 0;
    const now = offAt(terms, force);
    const root = now === 0 ? force : before !== 0 && now > 0 !== before > 0 ? between(terms, forces[index - 1] ?? lowest, force) : Number.NaN;
    if (root === root && !(Math.abs(root - near) >= Math.abs(best - near))) best = root;
    before = now;
  }
  return best;
}

/** Rate a period of an annuity; of two, the one whose force is nearest to that of the guess. NaN when there is none; a name when it is beyond the bounds. */
export function annuityRate(terms: Terms, guess: number): Wide | RateFault {
  const force = nearestForce(terms, logOnePlus(guess));
  if (force === force) return sharpened(terms, exponential(force) - 1);
  return signTurns(terms) === 1 ? 'rate_out_of_range' : 'not_solvable';
}
