import { highestForce, lowestForce, plainForce } from './annual-rate.ts';
import { separateForces } from './separate-forces.ts';
import type { TimedFlows } from './timed-flows.ts';

/** Why flows have no rate: none within the bounds, or more than one. */
export type RateFault = 'not_solvable' | 'rate_not_unique';

/** The one force of interest of any flows, ln(1 + rate), or why there is none. */
export function forceOf(flows: TimedFlows): number | RateFault {
  const plain = plainForce(flows);
  if (plain !== null) return plain;
  if (flows.signChanges < 2) return 'not_solvable';
  const forces = separateForces(flows, lowestForce, highestForce, 2);
  if (forces === null || forces.length > 1) return 'rate_not_unique';
  return forces[0] ?? 'not_solvable';
}
