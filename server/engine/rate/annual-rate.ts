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
export function plainForce(flows: TimedFlows): number | null {
  if (flows.signChanges === 0) return null;
  const force = forceBetween(flows, lowestForce, highestForce);
  const inside = force - lowestForce > 1e-8 && highestForce - force > 1e-8;
  return inside && (flows.signChanges === 1 || neverInCredit(flows, force)) ? force : null;
}

/**
 * The annual rate X at which Σ amount × (1 + X)^−time = 0, as a fraction, or null when there is none between −99 % and
 * 10^8 %, or perhaps more than one: drawdowns later than payments that leave the customer in credit (`legalTaeg` counts
 * the rates of those). Times are whole periods (`perYear` of them, months unless said) and leftover days. Error below
 * 10^-10, relative when the rate is above 100 %; `sharpRate` gives 25 digits.
 */
export function solveAnnualRate(flows: readonly TimedAmount[], perYear = 12): number | null {
  const force = plainForce(timedFlows(flows, perYear));
  return force === null ? null : exponential(force) - 1;
}
