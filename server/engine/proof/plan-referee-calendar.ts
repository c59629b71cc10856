import type { MonthEnd, Rhythm } from '../plan/plan-terms.ts';

/**
 * Calendar of the plan's referee, for tests only: the Gregorian rules and nothing else, every month laid out by counting
 * days one after the other from 1 January 1800. A day is its place in that count.
 */
const firstYear = 1800;
const lastYear = 2300;

export const isLeapYear = (year: number): boolean => year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0);

const plainMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** First day of each month counted from January 1800, and the month of each day. */
const monthStarts: number[] = [];
const monthOfDay: number[] = [];
for (let year = firstYear; year <= lastYear; year++) {
  for (const [month, plain] of plainMonths.entries()) {
    monthStarts.push(monthOfDay.length);
    const length = month === 1 && isLeapYear(year) ? 29 : plain;
    for (let day = 0; day < length; day++) monthOfDay.push((year - firstYear) * 12 + month);
  }
}
monthStarts.push(monthOfDay.length);

function counted(list: readonly number[], place: number): number {
  const found = list[place];
  if (found === undefined) throw new RangeError(`outside the referee's calendar: ${place}`);
  return found;
}

export interface DayParts {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly lastOfMonth: boolean;
}

const monthLength = (month: number): number => counted(monthStarts, month + 1) - counted(monthStarts, month);

export function partsOf(day: number): DayParts {
  const month = counted(monthOfDay, day);
  const inMonth = day - counted(monthStarts, month) + 1;
  return { year: firstYear + Math.floor(month / 12), month: (month % 12) + 1, day: inMonth, lastOfMonth: inMonth === monthLength(month) };
}

/** Days of a month that lacks them end on its last. */
export function dayOf(year: number, month: number, day: number): number {
  const place = (year - firstYear) * 12 + month - 1;
  return counted(monthStarts, place) + Math.min(day, monthLength(place)) - 1;
}

export function dayOfText(text: string): number {
  return dayOf(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10)));
}

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

export function textOfDay(day: number): string {
  const parts = partsOf(day);
  return `${parts.year}-${two(parts.month)}-${two(parts.day)}`;
}

/** `count` periods (negative: back) from an anchor day. */
export function shifted(anchor: number, count: number, rhythm: Rhythm, monthEnd: MonthEnd): number {
  if (rhythm.unit === 'day') return anchor + count * rhythm.every;
  if (rhythm.unit === 'week') return anchor + count * rhythm.every * 7;
  const month = counted(monthOfDay, anchor) + count * rhythm.every;
  const { day, lastOfMonth } = partsOf(anchor);
  const length = monthLength(month);
  if (monthEnd === 'last-day' && lastOfMonth) return counted(monthStarts, month + 1) - 1;
  if (day <= length) return counted(monthStarts, month) + day - 1;
  return monthEnd === 'roll' ? counted(monthStarts, month + 1) : counted(monthStarts, month + 1) - 1;
}
