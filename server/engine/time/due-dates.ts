import { addMonthsToDayNumber, partsOfDayNumber } from '#platform/civil-date';
import type { DayNumber } from '#platform/civil-date';

/**
 * Due days of monthly rows. Each counts from the anchor, never from the previous one, and falls on the anchor's day of
 * the month or on the last day of a shorter month: 31 January → 28 February → 31 March. The anchor is the first due day
 * when given, else the start day with the first row one month later.
 */
export function monthlyDueDays(start: DayNumber, firstDue: DayNumber | null, rows: number): DayNumber[] {
  const anchor = firstDue ?? start;
  const anchorDay = partsOfDayNumber(anchor).day;
  const offset = firstDue === null ? 1 : 0;
  const days: DayNumber[] = [];
  for (let row = 0; row < rows; row++) days.push(addMonthsToDayNumber(anchor, row + offset, anchorDay));
  return days;
}
