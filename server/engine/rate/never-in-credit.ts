import { exponential } from '../arithmetic/power.ts';
import type { TimedFlows } from './timed-flows.ts';

/** True when the flows are worth nothing at this force and the customer is never in credit before the end: it is then the only one (C. S. Soper, 1959). */
export function neverInCredit(flows: TimedFlows, force: number): boolean {
  const { count, amounts, years } = flows;
  let owed = 0;
  let weight = 0;
  for (let index = 0; index < count; index++) {
    if (!(owed <= 1e-12 * weight)) return false;
    const present = (amounts[index] ?? 0) * exponential(-force * (years[index] ?? 0));
    owed += present;
    weight += Math.abs(present);
  }
  return Math.abs(owed) <= 1e-9 * weight;
}
