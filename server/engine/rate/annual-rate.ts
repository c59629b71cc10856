import { exponential } from '../arithmetic/power.ts';
import { forceBetween } from './force-between.ts';
import { neverInCredit, separateForces } from './separate-forces.ts';
import { timedFlows } from './timed-flows.ts';
import type { TimedAmount, TimedFlows } from './timed-flows.ts';

export type { TimedAmount } from './timed-flows.ts';

/** Rates above 100,000,000 % or below −99 % a year are not looked for. */
export const highestForce = 13.815511557963774;
export const lowestForce = -4.605170185988091;

/** Why flows have no rate: none within the bounds, or more than one. */
export type RateFault = 'not_solvable' | 'rate_not_unique';

/** The one force of interest of the flows, ln(1 + rate), or why there is none. */
export function forceOf(flows: TimedFlows): number | RateFault {
  if (flows.signChanges === 0) return 'not_solvable';
  const force = forceBetween(flows, lowestForce, highestForce);
  const inside = force - lowestForce > 1e-8 && highestForce - force > 1e-8;
  if (flows.signChanges === 1) return inside ? force : 'not_solvable';
  if (inside && neverInCredit(flows, force)) return force;
  const forces = separateForces(flows, lowestForce, highestForce, 2);
  if (forces === null || forces.length > 1) return 'rate_not_unique';
  return forces[0] ?? 'not_solvable';
}

/**
 * The annual rate X at which Σ amount × (1 + X)^−time = 0, as a fraction, or null when there is none between −99 % and
 * 10^8 %, or more than one. Times are whole periods (`perYear` of them, months unless said) and leftover days. Error
 * below 10^-10, relative when the rate is above 100 %; 32 digits by `sharpRate`.
 */
export function solveAnnualRate(flows: readonly TimedAmount[], perYear = 12): number | null {
  const force = forceOf(timedFlows(flows, perYear));
  return typeof force === 'number' ? exponential(force) - 1 : null;
}
