import type { EquivalentTime } from '../time/equivalent-time.ts';

/** An amount at an interval from the first drawdown, positive when the customer pays, negative when the customer receives. */
export interface TimedAmount {
  readonly time: EquivalentTime;
  readonly cents: number;
}

/**
 * Flows in the order of time, one for each moment, none of them zero, the first negative (the sign of all is turned when
 * it is not: the rate is the same). A moment is `wholes` periods of 1/perYear and the leftover of its class.
 */
export interface TimedFlows {
  readonly count: number;
  readonly amounts: readonly number[];
  readonly years: readonly number[];
  readonly wholes: readonly number[];
  readonly classes: readonly number[];
  /** Leftover of each class in years, and as the fraction it is. */
  readonly leftovers: readonly number[];
  readonly fractions: readonly { readonly days: number; readonly divisor: number }[];
  readonly perYear: number;
  readonly lastWhole: number;
  /** How often the sign turns from one moment to the next: 0 no rate, 1 exactly one at most, more: perhaps several. */
  readonly signChanges: number;
}

const yearsOf = ({ whole, days, divisor }: EquivalentTime, perYear: number): number => (days === 0 ? whole / perYear : whole / perYear + days / divisor);

/** Sorts, merges and classifies flows; one pass when they come in the order of time. */
export function timedFlows(flows: readonly TimedAmount[], perYear: number): TimedFlows {
  const amounts: number[] = [];
  const years: number[] = [];
  const wholes: number[] = [];
  const classes: number[] = [];
  const leftovers: number[] = [];
  const fractions: { days: number; divisor: number }[] = [];
  let lastWhole = 0;
  let before = -1;
  for (const { time, cents } of flows) {
    const at = yearsOf(time, perYear);
    if (at < before) return timedFlows(flows.toSorted((one, other) => yearsOf(one.time, perYear) - yearsOf(other.time, perYear)), perYear);
    before = at;
    if (cents === 0) continue;
    // An amount that is no number makes flows that have no rate.
    if (!(Math.abs(cents) < Infinity)) return timedFlows([], perYear);
    const { whole, days, divisor } = time;
    const leftover = days === 0 ? 0 : days / divisor;
    // An index below zero is a slow look-up by name.
    const last = Math.max(0, amounts.length - 1);
    const lastClass = classes[last] ?? 0;
    let found = leftovers[lastClass] === leftover ? lastClass : leftovers.indexOf(leftover);
    if (found < 0) {
      found = leftovers.push(leftover) - 1;
      fractions.push({ days, divisor });
    }
    if (wholes[last] === whole && classes[last] === found) {
      const merged = (amounts[last] ?? 0) + cents;
      if (merged !== 0) amounts[last] = merged;
      else for (const column of [amounts, years, wholes, classes]) column.pop();
      continue;
    }
    amounts.push(cents);
    years.push(at);
    wholes.push(whole);
    classes.push(found);
    if (whole > lastWhole) lastWhole = whole;
  }
  const count = amounts.length;
  const turned = (amounts[0] ?? 0) > 0;
  let signChanges = 0;
  let wasPaid = false;
  for (let index = 0; index < count; index++) {
    const amount = turned ? -(amounts[index] ?? 0) : (amounts[index] ?? 0);
    amounts[index] = amount;
    if (index > 0 && amount > 0 !== wasPaid) signChanges += 1;
    wasPaid = amount > 0;
  }
  return { count, amounts, years, wholes, classes, leftovers, fractions, perYear, lastWhole, signChanges };
}
