import { highestForce, lowestForce, plainForce } from './annual-rate.ts';
import { separateForces } from './separate-forces.ts';
import type { TimedFlows } from './timed-flows.ts';

/** Why flows have no rate: none at all, none within the bounds, or more than one. */
export type RateFault = 'not_solvable' | 'rate_out_of_range' | 'rate_not_unique';

/**
 * How far a force can lie: where neighbours in time differ by a factor of e^80 for each other's weight, more than the
 * amounts of any flows can, the outermost flow outweighs all the others.
 */
function furthestForce({ count, years }: TimedFlows): number {
  let shortest = Infinity;
  for (let index = 1; index < count; index++) shortest = Math.min(shortest, (years[index] ?? 0) - (years[index - 1] ?? 0));
  return 40 + 80 / Math.max(shortest, 1e-4);
}

/** True when flows without a rate within the bounds have one beyond them: an odd number of turns of the sign always means one. */
function liesBeyond(flows: TimedFlows): boolean {
  if (flows.signChanges % 2 === 1) return true;
  const furthest = furthestForce(flows);
  const forces = separateForces(flows, -furthest, furthest, 1);
  return forces !== null && forces.length > 0;
}

/** The one force of interest of any flows, ln(1 + rate), from `lowest` up, or why there is none. */
export function forceOf(flows: TimedFlows, lowest = lowestForce): number | RateFault {
  const plain = plainForce(flows, lowest);
  if (plain !== null) return plain;
  if (flows.signChanges === 0) return 'not_solvable';
  const forces = flows.signChanges === 1 ? [] : separateForces(flows, lowest, highestForce, 2);
  if (forces === null || forces.length > 1) return 'rate_not_unique';
  return forces[0] ?? (liesBeyond(flows) ? 'rate_out_of_range' : 'not_solvable');
}
