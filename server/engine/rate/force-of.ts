import { highestForce, lowestForce, plainForce } from './annual-rate.ts';
import { separateForces } from './separate-forces.ts';
import type { TimedFlows } from './timed-flows.ts';

/** Why flows have no rate: none at all, none within the bounds, or more than one. */
export type RateFault = 'not_solvable' | 'rate_out_of_range' | 'rate_not_unique';

/** How far beyond the bounds a rate is still told from none. */
const furthestForce = 40;

/** True when flows without a rate within the bounds have one beyond them: an odd number of turns of the sign always means one. */
function liesBeyond(flows: TimedFlows): boolean {
  if (flows.signChanges % 2 === 1) return true;
  const forces = separateForces(flows, -furthestForce, furthestForce, 1);
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
