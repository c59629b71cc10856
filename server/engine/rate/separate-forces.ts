import { exponential } from '../arithmetic/power.ts';
import { forceBetween } from './force-between.ts';
import type { TimedFlows } from './timed-flows.ts';

/** Flows discounted at a force to the moment that weighs most there, so that nothing overflows. */
interface Point {
  readonly force: number;
  readonly total: number;
  /** −Σ discounted × time and Σ |discounted| × time and × time²: slope, and bounds of slope and curvature. */
  readonly slope: number;
  readonly spread: number;
  readonly bend: number;
  /** Sign changes of the running sums from the first flow, and from the last. */
  readonly turnsAbove: number;
  readonly turnsBelow: number;
}

/** Sign changes of the running sums at a force, from the first flow (`step` 1) or from the last (−1), each sum carried to the moment of its last flow. */
function turnsOf({ count, amounts, years }: TimedFlows, force: number, step: 1 | -1): number {
  let sum = 0;
  let weight = 0;
  let side = 0;
  let turns = 0;
  let before = 0;
  for (let index = step === 1 ? 0 : count - 1; index >= 0 && index < count; index += step) {
    const at = years[index] ?? 0;
    const growth = weight === 0 ? 0 : exponential(force * (at - before));
    const amount = amounts[index] ?? 0;
    before = at;
    sum = sum * growth + amount;
    weight = weight * growth + Math.abs(amount);
    const now = Math.abs(sum) <= 1e-14 * weight && weight < Infinity ? 0 : sum > 0 ? 1 : -1;
    if (now !== 0 && side !== 0 && now !== side) turns += 1;
    if (now !== 0) side = now;
  }
  return turns;
}

/** Flows times points looked at: under half a second. */
const mostWork = 2_000_000;

function pointAt(flows: TimedFlows, force: number): Point {
  const { count, amounts, years } = flows;
  const origin = years[force > 0 ? 0 : count - 1] ?? 0;
  const sums = { total: 0, slope: 0, spread: 0, bend: 0 };
  for (let index = 0; index < count; index++) {
    const away = (years[index] ?? 0) - origin;
    const present = -force * away < -600 ? 0 : (amounts[index] ?? 0) * exponential(-force * away);
    sums.total += present;
    sums.slope -= present * away;
    sums.spread += Math.abs(present * away);
    sums.bend += Math.abs(present) * away * away;
  }
  return { force, ...sums, turnsAbove: turnsOf(flows, force, 1), turnsBelow: turnsOf(flows, force, -1) };
}

/**
 * All forces of interest between two bounds that make flows worth nothing, in rising order, or null when two lie too near
 * to be told apart. Above a force there are at most as many roots as the running sums change sign there, and as many more
 * or less by an even number (E. Laguerre, "Sur la théorie des équations numériques", 1883), likewise below with the sums
 * from the end; stretches where that says 0 or 1 are done, others are halved until slope and curvature decide. Ends when
 * `enough` are found; null also when the work passes a bound that only flows of thousands of sign changes reach.
 */
export function separateForces(flows: TimedFlows, lowest: number, highest: number, enough = Infinity): readonly number[] | null {
  const { count, years } = flows;
  const length = (years[count - 1] ?? 0) - (years[0] ?? 0);
  const found: number[] = [];
  let pointsLeft = mostWork / count;
  const search = (low: Point, high: Point): boolean => {
    const most = Math.min(low.turnsAbove, high.turnsBelow);
    if (most === 0 || found.length >= enough) return true;
    const width = high.force - low.force;
    const middle = pointAt(flows, low.force + width / 2);
    const reach = width * length < 2 ? (width / 2) * exponential((width / 2) * length) : Infinity;
    if (Math.abs(middle.total) > reach * middle.spread) return true;
    if (most === 1 || Math.abs(middle.slope) > reach * middle.bend) {
      if (low.total > 0 !== high.total > 0) found.push(forceBetween(flows, low.force, high.force, low.total > 0));
      return true;
    }
    pointsLeft -= 1;
    if (width < 1e-9 || pointsLeft < 0) return false;
    return search(low, middle) && search(middle, high);
  };
  return search(pointAt(flows, lowest), pointAt(flows, highest)) ? found : null;
}
