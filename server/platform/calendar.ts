import { fromDayNumber, partsOfDayNumber, toDayNumber, weekdayOfDayNumber } from './civil-date.ts';
import type { CivilDate, DayNumber } from './civil-date.ts';
import { italianHolidays, targetHolidays } from './holidays.ts';
import { patronDayNumber } from './patron-day.ts';
import type { PatronRule } from './patron-day.ts';

/**
 * Which days count as business days: `italy` (national holidays, 1950-2199) with the patron-saint day of a place and,
 * for branches that open on Saturday, `saturdays`; or `target` (days on which euro payments settle, 2000-2199).
 */
export type BusinessCalendar =
  | { readonly kind: 'italy'; readonly patron?: PatronRule | null | undefined; readonly saturdays?: boolean | undefined }
  | { readonly kind: 'target' };

/** National holidays, no patron, Saturday closed. */
export const italy: BusinessCalendar = { kind: 'italy' };
export const target: BusinessCalendar = { kind: 'target' };

const closedDays = new Map<string, ReadonlySet<DayNumber>>();

/** Closed days of a year, weekends apart. Kept by year and rule: a few thousand small sets at most. */
function closedDaysOf(calendar: BusinessCalendar, year: number): ReadonlySet<DayNumber> {
  const patron = calendar.kind === 'italy' ? (calendar.patron ?? '') : '';
  const key = `${calendar.kind} ${year} ${patron}`;
  let days = closedDays.get(key);
  if (days === undefined) {
    const holidays = calendar.kind === 'italy' ? italianHolidays(year) : targetHolidays(year);
    const found = new Set(holidays.map((holiday) => toDayNumber(holiday.date)));
    if (patron !== '') found.add(patronDayNumber(patron, year));
    days = found;
    closedDays.set(key, days);
  }
  return days;
}

function isOpen(dayNumber: DayNumber, calendar: BusinessCalendar): boolean {
  const weekday = weekdayOfDayNumber(dayNumber);
  if (weekday === 7) return false;
  if (weekday === 6 && !(calendar.kind === 'italy' && calendar.saturdays === true)) return false;
  return !closedDaysOf(calendar, partsOfDayNumber(dayNumber).year).has(dayNumber);
}

/** True when the day is neither weekend nor holiday in the calendar. RangeError outside the years of the calendar. */
export function isBusinessDay(date: CivilDate, calendar: BusinessCalendar = italy): boolean {
  return isOpen(toDayNumber(date), calendar);
}

/** The day itself when it is a business day, else the first one after it ("following"). */
export function nextBusinessDay(date: CivilDate, calendar: BusinessCalendar = italy): CivilDate {
  let dayNumber = toDayNumber(date);
  while (!isOpen(dayNumber, calendar)) dayNumber += 1;
  return fromDayNumber(dayNumber);
}

/**
 * The business day `days` business days after the date (before, when negative). The date itself never counts and may be
 * closed: 1 from a Saturday is Monday. 0 gives `nextBusinessDay`.
 */
export function addBusinessDays(date: CivilDate, days: number, calendar: BusinessCalendar = italy): CivilDate {
  if (!Number.isInteger(days) || Math.abs(days) > 10_000) throw new RangeError(`Not a number of business days: ${days}`);
  if (days === 0) return nextBusinessDay(date, calendar);
  const step = days > 0 ? 1 : -1;
  let dayNumber = toDayNumber(date);
  for (let left = Math.abs(days); left > 0; ) {
    dayNumber += step;
    if (isOpen(dayNumber, calendar)) left -= 1;
  }
  return fromDayNumber(dayNumber);
}

/** Business days after `from` up to and including `to`; negative when `to` is earlier. */
export function businessDaysBetween(from: CivilDate, to: CivilDate, calendar: BusinessCalendar = italy): number {
  const start = toDayNumber(from);
  const end = toDayNumber(to);
  if (end < start) return -businessDaysBetween(to, from, calendar);
  let count = 0;
  for (let dayNumber = start + 1; dayNumber <= end; dayNumber++) if (isOpen(dayNumber, calendar)) count += 1;
  return count + 0;
}
