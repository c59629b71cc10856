import { exponential } from '../arithmetic/power.ts';
import { forceOf } from './force-of.ts';
import { timedFlows } from './timed-flows.ts';
import type { TimedAmount } from './timed-flows.ts';
import { forceGuess, logOfRatio, quickExponential, yearlyGrowth } from './small-powers.ts';

/** The same flows through the solver that separates roots and brackets; NaN when it refuses them. */
function carefully(drawn: number, payments: Float64Array, count: number, leftover: number, perYear: number): number {
  const flows: TimedAmount[] = [{ time: { whole: 0, days: 0, divisor: 365, years: 0 }, cents: -drawn }];
  for (let whole = 0; whole < count; whole++) {
    flows.push({ time: { whole, days: leftover, divisor: 1, years: whole / perYear + leftover }, cents: payments[whole] ?? 0 });
  }
  const force = forceOf(timedFlows(flows, perYear));
  return typeof force === 'number' ? exponential(force) - 1 : Number.NaN;
}

/**
 * TAEG (a fraction) of one drawdown and payments on a grid of periods: payments[k], k < count, falls due k / perYear +
 * leftover years after the drawdown; payments[0] is usually zero. Amounts in any one unit. No allocation: made for price
 * matrices. NaN when there is no rate, or more than one, and for arguments that are none. Error below 10^-10, as `solveAnnualRate`.
 *
 * Newton on ln(present value / drawdown); the value and its derivative by Horner in four interleaved chains, because one
 * chain waits for itself at every step. Payments that are not all ≥ 0, and rates above 10,000 %, take the careful way.
 */
export function gridTaeg(drawn: number, payments: Float64Array, count: number, leftover = 0, perYear = 12): number {
  const listed = payments instanceof Float64Array && Number.isSafeInteger(count) && count >= 1 && count <= payments.length;
  if (!(listed && typeof drawn === 'number' && typeof leftover === 'number' && leftover >= 0 && leftover < Infinity && typeof perYear === 'number' && perYear >= 1 && perYear <= 366)) {
    return Number.NaN;
  }
  let sum = 0;
  let first = 0;
  let second = 0;
  let least = 0;
  for (let k = 0; k < count; k++) {
    const amount = payments[k] as number;
    sum += amount;
    first += k * amount;
    second += k * k * amount;
    if (amount < least) least = amount;
  }
  if (!(drawn > 0 && sum > 0 && sum < Infinity)) return carefully(drawn, payments, count, leftover, perYear);
  const shift = leftover * perYear;
  const mean = first / sum;
  let force = least < 0 ? Number.NaN : forceGuess(logOfRatio(sum, drawn), mean + shift, second / sum - mean * mean);
  const top = (count - 1) >> 2;
  for (let step = 0; step < 12; step++) {
    const v = quickExponential(-force);
    const y = v * v * v * v;
    let a0 = 0;
    let a1 = 0;
    let a2 = 0;
    let a3 = 0;
    let d0 = 0;
    let d1 = 0;
    let d2 = 0;
    let d3 = 0;
    let row = top * 4;
    if (row + 3 >= count) {
      a0 = payments[row] as number;
      if (row + 1 < count) a1 = payments[row + 1] as number;
      if (row + 2 < count) a2 = payments[row + 2] as number;
      row -= 4;
    }
    for (; row >= 0; row -= 4) {
      d0 = d0 * y + a0;
      d1 = d1 * y + a1;
      d2 = d2 * y + a2;
      d3 = d3 * y + a3;
      a0 = a0 * y + (payments[row] as number);
      a1 = a1 * y + (payments[row + 1] as number);
      a2 = a2 * y + (payments[row + 2] as number);
      a3 = a3 * y + (payments[row + 3] as number);
    }
    const value = a0 + v * (a1 + v * (a2 + v * a3));
    // Σ k × amount × v^k: the four chains begin at 0, 1, 2, 3 and step by 4.
    const moment = 4 * y * (d0 + v * (d1 + v * (d2 + v * d3))) + v * (a1 + v * (2 * a2 + 3 * v * a3));
    const present = shift === 0 ? value : value * quickExponential(-force * shift);
    const move = logOfRatio(present, drawn) / (moment / value + shift);
    force += move;
    if (move * move * count < 1e-15) {
      const rate = yearlyGrowth(force, perYear);
      if (rate < 100 && rate > -0.98) return rate;
      break;
    }
  }
  return carefully(drawn, payments, count, leftover, perYear);
}
