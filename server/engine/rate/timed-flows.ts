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
  readonly amounts: Float64Array;
  readonly years: Float64Array;
  readonly wholes: Int32Array;
  readonly classes: Int32Array;
  /** Leftover of each class in years, and as the fraction it is. */
  readonly leftovers: readonly number[];
  readonly fractions: readonly { readonly days: number; readonly divisor: number }[];
  readonly perYear: number;
  readonly lastWhole: number;
  /** How often the sign turns from one moment to the next: 0 no rate, 1 exactly one at most, more: perhaps several. */
  readonly signChanges: number;
}

function inOrder(flows: readonly TimedAmount[], perYear: number): { order: readonly TimedAmount[]; years: Float64Array } {
  const years = new Float64Array(flows.length);
  let order = flows;
  for (let pass = 0; pass < 2; pass++) {
    let rising = true;
    let before = -1;
    for (let index = 0; index < order.length; index++) {
      const time = order[index]?.time;
      const at = time === undefined ? 0 : time.whole / perYear + time.days / time.divisor;
      if (at < before) rising = false;
      years[index] = before = at;
    }
    if (rising) break;
    const unordered = years.slice();
    order = Array.from(flows.keys())
      .toSorted((one, other) => (unordered[one] ?? 0) - (unordered[other] ?? 0))
      .flatMap((index) => flows[index] ?? []);
  }
  return { order, years };
}

/** Sorts, merges and classifies flows; one pass when they come in the order of time. */
export function timedFlows(flows: readonly TimedAmount[], perYear: number): TimedFlows {
  const { order, years } = inOrder(flows, perYear);
  const size = order.length;
  const amounts = new Float64Array(size);
  const wholes = new Int32Array(size);
  const classes = new Int32Array(size);
  const leftovers: number[] = [];
  const fractions: { days: number; divisor: number }[] = [];
  let count = 0;
  let lastWhole = 0;
  for (let index = 0; index < size; index++) {
    const flow = order[index];
    if (flow === undefined || flow.cents === 0) continue;
    // An amount that is no number makes flows that have no rate.
    if (!(Math.abs(flow.cents) < Infinity)) return timedFlows([], perYear);
    const { whole, days, divisor } = flow.time;
    const leftover = days / divisor;
    let found = leftovers.indexOf(leftover);
    if (found < 0) {
      found = leftovers.push(leftover) - 1;
      fractions.push({ days, divisor });
    }
    if (count > 0 && wholes[count - 1] === whole && classes[count - 1] === found) {
      amounts[count - 1] = (amounts[count - 1] ?? 0) + flow.cents;
      if (amounts[count - 1] === 0) count -= 1;
      continue;
    }
    amounts[count] = flow.cents;
    years[count] = years[index] ?? 0;
    wholes[count] = whole;
    classes[count] = found;
    if (whole > lastWhole) lastWhole = whole;
    count += 1;
  }
  const turned = (amounts[0] ?? 0) > 0;
  let signChanges = 0;
  for (let index = 0; index < count; index++) {
    if (turned) amounts[index] = -(amounts[index] ?? 0);
    if (index > 0 && (amounts[index] ?? 0) > 0 !== (amounts[index - 1] ?? 0) > 0) signChanges += 1;
  }
  return { count, amounts, years, wholes, classes, leftovers, fractions, perYear, lastWhole, signChanges };
}
