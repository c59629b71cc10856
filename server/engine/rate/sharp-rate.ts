import { exponential } from '../arithmetic/power.ts';
import { highestForce, lowestForce } from './annual-rate.ts';
import { forceOf } from './force-of.ts';
import type { RateFault } from './force-of.ts';
import { logOnePlus } from './log-one-plus.ts';
import { separateForces } from './separate-forces.ts';
import { dividedBy, floatOf, minus, negative, plus, times, timesFloat, widen } from './wide-number.ts';
import type { Wide } from './wide-number.ts';
import { wideExp, wideLog1p } from './wide-exponential.ts';
import { timedFlows } from './timed-flows.ts';
import type { TimedAmount, TimedFlows } from './timed-flows.ts';

const stride = 32;

function powersOf(base: Wide, count: number): Wide[] {
  const powers: Wide[] = [widen(1)];
  for (let step = 1; step < count; step++) powers.push(times(powers[step - 1] ?? base, base));
  return powers;
}

/** What the flows are worth at a rate, in 32 digits, its slope, Σ |discounted| and Σ |discounted| × years. */
function worthAt(flows: TimedFlows, rate: Wide): { worth: Wide; slope: number; weight: number; reach: number } {
  const logarithm = negative(wideLog1p(rate));
  const period = wideExp(dividedBy(logarithm, widen(flows.perYear)));
  const near = powersOf(period, stride);
  const far = powersOf(times(near[stride - 1] ?? period, period), Math.floor(flows.lastWhole / stride) + 1);
  const leftovers = flows.fractions.map(({ days, divisor }) => wideExp(dividedBy(timesFloat(logarithm, days), widen(divisor))));
  const zero = widen(0);
  let worth = zero;
  let slope = 0;
  let weight = 0;
  let reach = 0;
  for (let index = 0; index < flows.count; index++) {
    const whole = flows.wholes[index] ?? 0;
    const factor = times(times(near[whole % stride] ?? zero, far[Math.floor(whole / stride)] ?? zero), leftovers[flows.classes[index] ?? 0] ?? zero);
    const present = timesFloat(factor, flows.amounts[index] ?? 0);
    worth = plus(worth, present);
    slope -= present.high * (flows.years[index] ?? 0);
    weight += Math.abs(present.high);
    reach += Math.abs(present.high) * (flows.years[index] ?? 0);
  }
  return { worth, slope: slope / (1 + rate.high), weight, reach };
}

/** A rate and how far from the true one it may be. */
export interface SharpRate {
  readonly rate: Wide;
  readonly doubt: number;
}

/** Relative doubt of what the flows say: of amounts and of times that are the floats next to their decimals. */
export interface FlowDoubt {
  readonly amounts: number;
  readonly years: number;
}

export const noDoubt: FlowDoubt = { amounts: 0, years: 0 };

/**
 * The rate at a force that is right to some digits, in about 25 digits: Newton steps in wide numbers. Its doubt is that of
 * the sum over its slope: the wide arithmetic (a power of so many factors of 2^-104 each), what the last step leaves, and
 * the doubt of the flows themselves.
 */
export function sharpened(flows: TimedFlows, force: number, { amounts, years }: FlowDoubt = noDoubt): SharpRate | RateFault {
  let rate = widen(exponential(force) - 1);
  const lastYears = (flows.years[flows.count - 1] ?? 0) + 1;
  for (let step = 0; step < 6; step++) {
    const { worth, slope, weight, reach } = worthAt(flows, rate);
    const steep = Math.abs(slope);
    const growth = 1 + rate.high;
    if (!(weight < 1e9 * steep * growth)) return 'rate_not_unique';
    const change = dividedBy(worth, widen(slope));
    rate = minus(rate, change);
    const size = Math.abs(floatOf(change));
    if (size >= 1e-17 * (1 + Math.abs(rate.high))) continue;
    const bend = reach / (steep * growth);
    const left = size * bend * (1e-14 + (size / growth) * lastYears);
    const ofSum = weight * (1e-30 * (100 + flows.lastWhole + lastYears) + amounts) + reach * (Math.abs(force) + 1e-9) * years;
    return { rate, doubt: left + ofSum / steep };
  }
  return 'not_solvable';
}

/**
 * The annual rate of flows in about 25 digits: the float of `forceOf`, sharpened. Refuses by name when there is no rate,
 * none within the bounds, more than one, or one so near to a double root that 20 digits cannot be told.
 */
export function sharpRate(amounts: readonly TimedAmount[], perYear: number, doubt: FlowDoubt = noDoubt): SharpRate | RateFault {
  const flows = timedFlows(amounts, perYear);
  const force = forceOf(flows);
  return typeof force === 'number' ? sharpened(flows, force, doubt) : force;
}

/** ln 10^-9: spreadsheets know losses down to −99.9999999 % a period. */
export const lowestSpreadsheetForce = -20.72326583694641;

/** As `sharpRate`, but down to −99.9999999 %, and among several rates the one whose force of interest is nearest to that of `guess`. */
export function sharpRateNear(amounts: readonly TimedAmount[], perYear: number, guess: number): Wide | RateFault {
  const flows = timedFlows(amounts, perYear);
  const usual = forceOf(flows);
  const only = usual === 'rate_out_of_range' ? forceOf(flows, lowestSpreadsheetForce) : usual;
  if (typeof only !== 'number' && only !== 'rate_not_unique') return only;
  const rateAt = (force: number): Wide | RateFault => {
    const sharp = sharpened(flows, force);
    return typeof sharp === 'string' ? sharp : sharp.rate;
  };
  if (typeof only === 'number') return rateAt(only);
  const forces = separateForces(flows, usual === 'rate_not_unique' ? lowestForce : lowestSpreadsheetForce, highestForce);
  if (forces === null) return 'rate_not_unique';
  const near = logOnePlus(guess);
  const nearest = forces.toSorted((one, other) => Math.abs(one - near) - Math.abs(other - near))[0];
  return nearest === undefined ? 'not_solvable' : rateAt(nearest);
}
