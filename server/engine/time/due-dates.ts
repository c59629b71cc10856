import { addMonthsToDayNumber, daysInMonth, partsOfDayNumber } from '#platform/civil-date';
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

/**
 * The day `periods` periods after the anchor (before it when negative). Months keep the anchor's day of the month; in a
 * month that lacks it `clamp` takes the last day and `roll` the 1st of the next month; `last-day` keeps an anchor on the
 * last of its month on the last of every month.
 */
export function dayFromAnchor(anchor: DayNumber, periods: number, rhythm: Rhythm, monthEnd: MonthEnd): DayNumber {
  const units = periods * rhythm.every;
  if (rhythm.unit !== 'month') return anchor + (rhythm.unit === 'week' ? 7 * units : units);
  const wanted = monthEnd === 'last-day' && isLastOfMonth(anchor) ? 31 : partsOfDayNumber(anchor).day;
  const day = addMonthsToDayNumber(anchor, units, wanted);
  return monthEnd === 'roll' && partsOfDayNumber(day).day !== wanted ? day + 1 : day;
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
  const days: DayNumber[] = [];
  for (let row = 0; row < rows; row++) days.push(dayFromAnchor(firstDue ?? start, row + offset, rhythm, monthEnd));
  return days;
}

const monthly: Rhythm = { every: 1, unit: 'month' };

/** `dueDays` of monthly rows in arrears, clamped: 31 January → 28 February → 31 March. */
export function monthlyDueDays(start: DayNumber, firstDue: DayNumber | null, rows: number): DayNumber[] {
  return dueDays(start, monthly, rows, firstDue, 'arrears', 'clamp');
}
