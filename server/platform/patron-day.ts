import { dayNumberOf, daysInMonth, weekdayOfDayNumber } from './civil-date.ts';
import type { DayNumber } from './civil-date.ts';
import { easterDayNumber } from './easter.ts';

/**
 * Patron-saint day of a municipality as text: `fixed:MM-DD`; `nth_weekday:MM:n:DAY`; `easter:+50` (days from Easter
 * Sunday); `weekday_after_nth_weekday:MM:n:DAY:+d` (days after the nth weekday). DAY is MON … SUN.
 */
export type PatronRule = string;

const weekdays = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];
const fixedForm = /^fixed:(\d{2})-(\d{2})$/;
const easterForm = /^easter:([+-]\d{1,3})$/;
const weekdayForm = /^(?:nth_weekday|weekday_after_nth_weekday):(\d{2}):([1-5]):([A-Z]{3})(?::([+-]\d{1,2}))?$/;

/** The rule text from the two columns of the table of patron days: `fixed` takes its day from `mm_dd`, the others are complete. */
export function patronRule(rule: string, monthDay: string | null): PatronRule {
  return rule === 'fixed' ? `fixed:${monthDay ?? ''}` : rule;
}

function nthWeekday(year: number, month: number, nth: number, weekday: number): DayNumber {
  const first = dayNumberOf(year, month, 1);
  return first + ((weekday - weekdayOfDayNumber(first) + 7) % 7) + (nth - 1) * 7;
}

function knownMonth(text: string | undefined, rule: PatronRule): number {
  const month = Number(text);
  if (!(month >= 1 && month <= 12)) throw new RangeError(`No such month in patron rule: ${rule}`);
  return month;
}

/** Day number of the patron's day in a year; 29 February falls on the 28th in other years. RangeError on an unknown rule. */
export function patronDayNumber(rule: PatronRule, year: number): DayNumber {
  const fixed = fixedForm.exec(rule);
  if (fixed !== null) {
    const month = knownMonth(fixed[1], rule);
    const day = Number(fixed[2]);
    if (day < 1 || day > daysInMonth(2000, month)) throw new RangeError(`No such day in patron rule: ${rule}`);
    return dayNumberOf(year, month, Math.min(day, daysInMonth(year, month)));
  }
  const easter = easterForm.exec(rule);
  if (easter !== null) return easterDayNumber(year) + Number(easter[1]);
  const byWeekday = weekdayForm.exec(rule);
  const weekday = weekdays.indexOf(byWeekday?.[3] ?? '') + 1;
  const withShift = rule.startsWith('weekday_after') === (byWeekday?.[4] !== undefined);
  if (byWeekday === null || weekday === 0 || !withShift) throw new RangeError(`Unknown patron rule: ${rule}`);
  return nthWeekday(year, knownMonth(byWeekday[1], rule), Number(byWeekday[2]), weekday) + Number(byWeekday[4] ?? 0);
}
