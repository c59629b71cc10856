import type { DayCount } from '../time/day-count.ts';
import { dayOf, isLeapYear, partsOf } from './plan-referee-calendar.ts';
import type { DayParts } from './plan-referee-calendar.ts';
import { fraction, none, sum } from './plan-referee-fraction.ts';
import type { Fraction } from './plan-referee-fraction.ts';

/** Day counts of the plan's referee, for tests only: section 2 of docs/engine-conventions.md, line by line. */
function thirties(a: DayParts, b: DayParts, first: number, last: number): Fraction {
  return fraction(360 * (b.year - a.year) + 30 * (b.month - a.month) + last - first, 360);
}

function bond(a: DayParts, b: DayParts, from: number, to: number): Fraction {
  const first = from === 31 ? 30 : from;
  return thirties(a, b, first, to === 31 && first === 30 ? 30 : to);
}

const lastOfFebruary = (parts: DayParts): boolean => parts.month === 2 && parts.lastOfMonth;

/** Days of each calendar year over its own length; the first day counts, the last does not. */
function byCalendarYears(from: number, to: number): Fraction {
  let [leap, plain] = [0, 0];
  let day = from;
  while (day < to) {
    const { year } = partsOf(day);
    const until = Math.min(to, dayOf(year + 1, 1, 1));
    if (isLeapYear(year)) leap += until - day;
    else plain += until - day;
    day = until;
  }
  return sum(fraction(leap, 366), fraction(plain, 365));
}

/**
 * Whole years back from the later day, from 28 or 29 February to the last of February; the rest over 366 when a 29 February is in
 * it (earlier day included), else over 365.
 */
function byYearsBack(from: number, to: number): Fraction {
  const end = partsOf(to);
  const lateFebruary = end.month === 2 && end.day >= 28;
  const back = (years: number): number => (years === 0 ? to : dayOf(end.year - years, end.month, lateFebruary ? 29 : end.day));
  let years = 0;
  while (back(years + 1) >= from) years++;
  const rest = back(years);
  let hasLeapDay = false;
  for (let year = partsOf(from).year; year <= partsOf(rest).year; year++) {
    if (!isLeapYear(year)) continue;
    const leapDay = dayOf(year, 2, 29);
    if (leapDay >= from && leapDay < rest) hasLeapDay = true;
  }
  return sum(fraction(years), fraction(rest - from, hasLeapDay ? 366 : 365));
}

/** Day number `place` of a regular grid of due days; each step of the grid is `share` of a year. */
export interface ReferenceGrid {
  readonly dayAt: (place: number) => number;
  readonly share: Fraction;
}

/** Days over the days of the reference period, period by period, back from the one that ends at `place`. */
export function byReferencePeriods(from: number, to: number, grid: ReferenceGrid, place: number): Fraction {
  let total = none;
  for (let end = place; grid.dayAt(end) > from; end--) {
    const [start, stop] = [grid.dayAt(end - 1), grid.dayAt(end)];
    const days = Math.min(to, stop) - Math.max(from, start);
    if (days > 0) total = sum(total, fraction(BigInt(days) * grid.share.top, BigInt(stop - start) * grid.share.bottom));
  }
  return total;
}

/** Year fraction of a stretch from `from` (excluded) to `to` (included), for every count that needs no reference period. */
export function yearFraction(count: Exclude<DayCount, 'act/act-isma'>, from: number, to: number, termination?: number): Fraction {
  const [a, b] = [partsOf(from), partsOf(to)];
  switch (count) {
    case '30/360-period':
    case '30/360-bond':
      return bond(a, b, a.day, b.day);
    case '30/360-us':
      return bond(a, b, lastOfFebruary(a) ? 30 : a.day, lastOfFebruary(a) && lastOfFebruary(b) ? 30 : b.day);
    case '30e/360':
      return thirties(a, b, Math.min(30, a.day), Math.min(30, b.day));
    case '30e/360-isda': {
      const keeps = b.month === 2 && to === termination;
      return thirties(a, b, a.lastOfMonth ? 30 : a.day, b.lastOfMonth && !keeps ? 30 : b.day);
    }
    case 'act/365f':
      return fraction(to - from, 365);
    case 'act/360':
      return fraction(to - from, 360);
    case 'act/364':
      return fraction(to - from, 364);
    case 'act/act-isda':
      return byCalendarYears(from, to);
    case 'act/act-afb':
      return byYearsBack(from, to);
  }
}
