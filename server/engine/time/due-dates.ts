import { dayNumberOf, daysInMonth, partsOfDayNumber } from '#platform/civil-date';
import type { DayNumber } from '#platform/civil-date';

export type PeriodUnit = 'month' | 'week' | 'day';
export type MonthEnd = 'clamp' | 'last-day' | 'roll';

/** `every` units between due days. */
export interface Rhythm {
  readonly every: number;
  readonly unit: PeriodUnit;
}

/** True for the last day of its month. */
export function isLastOfMonth(day: DayNumber): boolean {
  const parts = partsOfDayNumber(day);
  return parts.day === daysInMonth(parts.year, parts.month);
}

/** A day of a month counted from January of year 0: the last of a shorter month, or the day after that when it rolls. */
export function dayInMonth(monthIndex: number, wanted: number, roll = false): DayNumber {
  const year = Math.floor(monthIndex / 12);
  const month = monthIndex - year * 12 + 1;
  const length = daysInMonth(year, month);
  return wanted > length ? dayNumberOf(year, month, length) + (roll ? 1 : 0) : dayNumberOf(year, month, wanted);
}

/** Month of a day, counted from January of year 0. */
export const monthIndexOf = ({ year, month }: { readonly year: number; readonly month: number }): number => year * 12 + month - 1;

/** `dayFromAnchor` for one anchor after another number of periods: what the anchor fixes is worked out once. */
function daysFromAnchor(anchor: DayNumber, { every, unit }: Rhythm, monthEnd: MonthEnd): (periods: number) => DayNumber {
  if (unit !== 'month') {
    const days = unit === 'week' ? 7 * every : every;
    return (periods) => anchor + periods * days;
  }
  const parts = partsOfDayNumber(anchor);
  const first = monthIndexOf(parts);
  const wanted = monthEnd === 'last-day' && isLastOfMonth(anchor) ? 31 : parts.day;
  return (periods) => dayInMonth(first + periods * every, wanted, monthEnd === 'roll');
}

/**
 * The day `periods` periods after the anchor (before it when negative). Months keep the anchor's day of the month; in a
 * month that lacks it `clamp` takes the last day and `roll` the 1st of the next month; `last-day` keeps an anchor on the
 * last of its month on the last of every month.
 */
export function dayFromAnchor(anchor: DayNumber, periods: number, rhythm: Rhythm, monthEnd: MonthEnd): DayNumber {
  return daysFromAnchor(anchor, rhythm, monthEnd)(periods);
}

/**
 * Due days of `rows` rows, each counted from the anchor and never from the previous one. The anchor is `firstDue`, or the
 * start; the first row falls on it, except in arrears without a first due day, where it falls one period later.
 */
export function dueDays(
  start: DayNumber,
  rhythm: Rhythm,
  rows: number,
  firstDue: DayNumber | null,
  mode: 'arrears' | 'advance',
  monthEnd: MonthEnd,
): DayNumber[] {
  const offset = firstDue === null && mode === 'arrears' ? 1 : 0;
  const dayAfter = daysFromAnchor(firstDue ?? start, rhythm, monthEnd);
  const days: DayNumber[] = [];
  for (let row = 0; row < rows; row++) days.push(dayAfter(row + offset));
  return days;
}

const monthly: Rhythm = { every: 1, unit: 'month' };

/** `dueDays` of monthly rows in arrears, clamped: 31 January → 28 February → 31 March. */
export function monthlyDueDays(start: DayNumber, firstDue: DayNumber | null, rows: number): DayNumber[] {
  return dueDays(start, monthly, rows, firstDue, 'arrears', 'clamp');
}
