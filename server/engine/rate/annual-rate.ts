import { exponential } from '../arithmetic/power.ts';
import { forceBetween } from './force-between.ts';
import { neverInCredit } from './never-in-credit.ts';
import { timedFlows } from './timed-flows.ts';
import type { TimedAmount, TimedFlows } from './timed-flows.ts';

export type { TimedAmount } from './timed-flows.ts';

/** Rates above 100,000,000 % or below −99 % a year are not looked for. */
export const highestForce = 13.815511557963774;
export const lowestForce = -4.605170185988091;

/** The force of interest ln(1 + rate) of flows that surely have one rate only: all drawn before all is paid, or never in credit. */
export function plainForce(flows: TimedFlows, lowest = lowestForce): number | null {
  if (flows.signChanges === 0) return null;
  const force = forceBetween(flows, lowest, highestForce);
  const inside = force - lowest > 1e-8 && highestForce - force > 1e-8;
  return inside && (flows.signChanges === 1 || neverInCredit(flows, force)) ? force : null;
}

/** Periods from the first flow to the last at most: three centuries of days. */
const mostPeriods = 120_000;

/** True for flows whose times and amounts are numbers that can be reckoned with; what arrives may be anything. */
function canPlace(flows: unknown, perYear: unknown): boolean {
  if (!Array.isArray(flows) || typeof perYear !== 'number' || !(perYear >= 1 && perYear <= 366)) return false;
  for (const flow of flows as readonly (Partial<TimedAmount> | null | undefined)[]) {
    const time = flow?.time;
    if (typeof flow?.cents !== 'number' || typeof time?.days !== 'number' || typeof time.divisor !== 'number') return false;
    if (!(Number.isSafeInteger(time.whole) && time.whole >= 0 && time.whole <= mostPeriods && time.days >= 0 && time.days < Infinity && time.divisor > 0)) return false;
  }
  return true;
}

/**
 * The annual rate X at which Σ amount × (1 + X)^−time = 0, as a fraction, or null when there is none between −99 % and
 * 10^8 %, or perhaps more than one: drawdowns later than payments that leave the customer in credit (`legalTaeg` counts
 * the rates of those), and null for what are no flows. Times are whole periods (`perYear` of them, months unless said) and leftover days. Error below
 * 10^-10, relative when the rate is above 100 %; `sharpRate` gives 25 digits.
 */
export function solveAnnualRate(flows: readonly TimedAmount[], perYear = 12): number | null {
  if (!canPlace(flows, perYear)) return null;
  const force = plainForce(timedFlows(flows, perYear));
  return force === null ? null : exponential(force) - 1;
}

/**
 * Why `solveAnnualRate` found no rate: `not_solvable` for flows all of one sign, `rate_out_of_range` for those that turn
 * once, `rate_not_unique` for those that turn more often, which may have several (`legalTaeg` tells).
 */
export function rateFault(flows: readonly TimedAmount[], perYear = 12): 'not_solvable' | 'rate_out_of_range' | 'rate_not_unique' {
  const { signChanges } = timedFlows(flows, perYear);
  if (signChanges === 0) return 'not_solvable';
  return signChanges === 1 ? 'rate_out_of_range' : 'rate_not_unique';
}
