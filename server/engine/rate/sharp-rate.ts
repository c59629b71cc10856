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

/** What the flows are worth at a rate, in 32 digits, its slope and Σ |discounted|. */
function worthAt(flows: TimedFlows, rate: Wide): { worth: Wide; slope: number; weight: number } {
  const logarithm = negative(wideLog1p(rate));
  const period = wideExp(dividedBy(logarithm, widen(flows.perYear)));
  const near = powersOf(period, stride);
  const far = powersOf(times(near[stride - 1] ?? period, period), Math.floor(flows.lastWhole / stride) + 1);
  const leftovers = flows.fractions.map(({ days, divisor }) => wideExp(dividedBy(timesFloat(logarithm, days), widen(divisor))));
  const zero = widen(0);
  let worth = zero;
  let slope = 0;
  let weight = 0;
  for (let index = 0; index < flows.count; index++) {
    const whole = flows.wholes[index] ?? 0;
    const factor = times(times(near[whole % stride] ?? zero, far[Math.floor(whole / stride)] ?? zero), leftovers[flows.classes[index] ?? 0] ?? zero);
    const present = timesFloat(factor, flows.amounts[index] ?? 0);
    worth = plus(worth, present);
    slope -= present.high * (flows.years[index] ?? 0);
    weight += Math.abs(present.high);
  }
  return { worth, slope: slope / (1 + rate.high), weight };
}

/** The rate at a force that is right to some digits, in about 25 digits: Newton steps in wide numbers. */
export function sharpened(flows: TimedFlows, force: number): Wide | RateFault {
  let rate = widen(exponential(force) - 1);
  for (let step = 0; step < 6; step++) {
    const { worth, slope, weight } = worthAt(flows, rate);
    if (!(weight < 1e9 * Math.abs(slope) * (1 + rate.high))) return 'rate_not_unique';
    const change = dividedBy(worth, widen(slope));
    rate = minus(rate, change);
    if (Math.abs(floatOf(change)) < 1e-17 * (1 + Math.abs(rate.high))) return rate;
  }
  return 'not_solvable';
}

/**
 * The annual rate of flows in about 25 digits: the float of `forceOf`, sharpened. Refuses by name when there is no rate,
 * more than one, or one so near to a double root that 20 digits cannot be told.
 */
export function sharpRate(amounts: readonly TimedAmount[], perYear: number): Wide | RateFault {
  const flows = timedFlows(amounts, perYear);
  const force = forceOf(flows);
  return typeof force === 'number' ? sharpened(flows, force) : force;
}

/** As `sharpRate`, but among several rates the one whose force of interest is nearest to that of `guess`. */
export function sharpRateNear(amounts: readonly TimedAmount[], perYear: number, guess: number): Wide | RateFault {
  const flows = timedFlows(amounts, perYear);
  const only = forceOf(flows);
  if (typeof only === 'number') return sharpened(flows, only);
  const forces = only === 'rate_not_unique' ? separateForces(flows, lowestForce, highestForce) : [];
  if (forces === null) return 'rate_not_unique';
  const near = logOnePlus(guess);
  const nearest = forces.toSorted((one, other) => Math.abs(one - near) - Math.abs(other - near))[0];
  return nearest === undefined ? 'not_solvable' : sharpened(flows, nearest);
}
