import type { EquivalentTime } from '../time/equivalent-time.ts';
import { exponential } from '../arithmetic/power.ts';

/** An amount at an interval from the first drawdown, positive when the customer pays, negative when the customer receives. */
export interface TimedAmount {
  readonly time: EquivalentTime;
  readonly cents: number;
}

/** Rates above 100,000,000 % or below −99 % a year are not looked for. */
const highestForce = 13.815511557963774;
const lowestForce = -4.605170185988091;

interface Grid {
  /** Amounts, years, whole months and leftover class of each flow, in step. */
  readonly cents: number[];
  readonly years: number[];
  readonly months: number[];
  readonly classes: number[];
  readonly leftovers: number[];
  readonly lastMonth: number;
}

function gridOf(flows: readonly TimedAmount[]): Grid {
  const leftovers: number[] = [];
  const grid = { cents: [] as number[], years: [] as number[], months: [] as number[], classes: [] as number[] };
  let lastMonth = 0;
  for (const { time, cents } of flows) {
    const leftover = time.days / time.divisor;
    let found = leftovers.indexOf(leftover);
    if (found < 0) found = leftovers.push(leftover) - 1;
    grid.cents.push(cents);
    grid.years.push(time.years);
    grid.months.push(time.whole);
    grid.classes.push(found);
    if (time.whole > lastMonth) lastMonth = time.whole;
  }
  return { ...grid, leftovers, lastMonth };
}

/** Present value of all flows and its derivative at a force of interest u, where 1 + rate = e^u. */
function presentValue(grid: Grid, force: number): { value: number; slope: number } {
  // One exponential for the month and one for each distinct leftover; the rest is multiplication.
  const monthFactor = exponential(-force / 12);
  const powers = [1];
  for (let month = 1, power = 1; month <= grid.lastMonth; month++) powers.push((power *= monthFactor));
  const factors = grid.leftovers.map((leftover) => exponential(-force * leftover));
  let value = 0;
  let slope = 0;
  for (let flow = 0; flow < grid.cents.length; flow++) {
    const present =
      (grid.cents[flow] ?? 0) * (powers[grid.months[flow] ?? 0] ?? 0) * (factors[grid.classes[flow] ?? 0] ?? 0);
    value += present;
    slope -= present * (grid.years[flow] ?? 0);
  }
  return { value, slope };
}

function bracket(grid: Grid): { low: number; high: number } | null {
  const atZero = presentValue(grid, 0).value;
  if (atZero >= 0) {
    let low = 0;
    for (let high = 0.125; low < highestForce; high *= 2) {
      const tried = Math.min(high, highestForce);
      if (presentValue(grid, tried).value <= 0) return { low, high: tried };
      low = tried;
    }
    return null;
  }
  let high = 0;
  for (let low = -0.125; high > lowestForce; low *= 2) {
    const tried = Math.max(low, lowestForce);
    if (presentValue(grid, tried).value >= 0) return { low: tried, high };
    high = tried;
  }
  return null;
}

/**
 * The annual rate X at which Σ amount × (1 + X)^−time = 0, as a fraction, or null when there is none between −99 % and
 * 10^8 %. Times are months and leftover days. Newton on the force of interest u = ln(1 + X), kept inside a bracket by
 * bisection; with one drawdown the function is convex and decreasing, so a few steps arrive. Error below 10^-10.
 */
export function solveAnnualRate(flows: readonly TimedAmount[]): number | null {
  if (!flows.some((flow) => flow.cents > 0) || !flows.some((flow) => flow.cents < 0)) return null;
  const grid = gridOf(flows);
  const found = bracket(grid);
  if (found === null) return null;
  let { low, high } = found;
  let force = low > 0 ? low : high < 0 ? high : 0;
  for (let step = 0; step < 200; step++) {
    const { value, slope } = presentValue(grid, force);
    if (value > 0) low = force;
    else high = force;
    let next = force - value / slope;
    if (!(next >= low && next <= high)) next = low + (high - low) / 2;
    const moved = Math.abs(next - force);
    force = next;
    if (moved <= 1e-13) break;
  }
  return exponential(force) - 1;
}
