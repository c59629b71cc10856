import { discounting } from './present-values.ts';
import { logOnePlus } from './log-one-plus.ts';
import type { TimedFlows } from './timed-flows.ts';

/**
 * The force of interest between two bounds at which what is paid is worth what is received; `falling` tells that paid /
 * received falls from above 1 to below 1 between them. Newton on ln(paid / received), nearly a straight line in the
 * force, kept between the bounds by bisection. The last Newton step is below 3·10^-9, so what is left is the rounding of
 * the sums, about 10^-15 / years of the credit. Without a root it ends beside a bound.
 */
export function forceBetween(flows: TimedFlows, lowest: number, highest: number, falling = true): number {
  const discount = discounting(flows);
  let low = lowest;
  let high = highest;
  let force = Math.min(Math.max(0, low), high);
  for (let step = 0; step < 120; step++) {
    const { received, paid, receivedAt, paidAt } = discount(force);
    const ratio = paid / received;
    if (ratio === 1) return force;
    // Both sides under- or overflow only at forces far from any credit: come back towards zero.
    const above = ratio === ratio ? ratio > 1 === falling : force < 0;
    if (above) low = force;
    else high = force;
    const next = force + logOnePlus((paid - received) / received) / (paidAt - receivedAt);
    if (next > low && next < high) {
      const moved = Math.abs(next - force);
      force = next;
      if (moved < 3e-9) return force;
    } else {
      const middle = low + (high - low) / 2;
      if (middle === low || middle === high || high - low < 1e-15) return force;
      force = middle;
    }
  }
  return force;
}
