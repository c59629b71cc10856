import { dayNumberOf, fromDayNumber } from './civil-date.ts';
import type { CivilDate, DayNumber } from './civil-date.ts';
import { easterDayNumber } from './easter.ts';

/** When a holiday falls: on a fixed month and day, or days from Easter Sunday. */
type HolidayDay = { readonly month: number; readonly day: number } | { readonly fromEaster: number };

interface HolidayRule {
  readonly code: string;
  readonly on: HolidayDay;
  /** First and last year in which the rule holds, both included. */
  readonly from: number;
  readonly to: number;
  readonly source: string;
}

const always = 9999;
const founding = 'L. 260/1949 art. 2';
const until1976 = 'L. 260/1949 art. 2; abolished by L. 54/1977 art. 1';

/**
 * National holidays of Italy with the law that made or ended each. Sundays are holidays by themselves and are not listed:
 * so no rule for Easter Sunday, nor for the days that L. 54/1977 moved to a Sunday (2 June until 2000, 4 November since).
 */
const italianRules: readonly HolidayRule[] = [
  { code: 'new-year', on: { month: 1, day: 1 }, from: 1950, to: always, source: founding },
  { code: 'epiphany', on: { month: 1, day: 6 }, from: 1950, to: 1977, source: 'L. 260/1949 art. 2; abolished by L. 54/1977 art. 1, in force since March' },
  { code: 'epiphany', on: { month: 1, day: 6 }, from: 1986, to: always, source: 'D.P.R. 792/1985' },
  { code: 'saint-joseph', on: { month: 3, day: 19 }, from: 1950, to: 1976, source: until1976 },
  { code: 'unification-150', on: { month: 3, day: 17 }, from: 2011, to: 2011, source: 'D.L. 5/2011, for 2011 only' },
  { code: 'easter-monday', on: { fromEaster: 1 }, from: 1950, to: always, source: founding },
  { code: 'liberation', on: { month: 4, day: 25 }, from: 1950, to: always, source: founding },
  { code: 'labour-day', on: { month: 5, day: 1 }, from: 1950, to: always, source: founding },
  { code: 'ascension', on: { fromEaster: 39 }, from: 1950, to: 1976, source: until1976 },
  { code: 'corpus-domini', on: { fromEaster: 60 }, from: 1950, to: 1976, source: until1976 },
  { code: 'republic-day', on: { month: 6, day: 2 }, from: 1950, to: 1976, source: 'L. 260/1949 art. 1; moved by L. 54/1977 art. 1' },
  { code: 'republic-day', on: { month: 6, day: 2 }, from: 2001, to: always, source: 'L. 336/2000' },
  { code: 'peter-and-paul', on: { month: 6, day: 29 }, from: 1950, to: 1976, source: until1976 },
  { code: 'assumption', on: { month: 8, day: 15 }, from: 1950, to: always, source: founding },
  { code: 'saint-francis', on: { month: 10, day: 4 }, from: 2026, to: always, source: 'L. 151/2025, in force from 1 January 2026' },
  { code: 'all-saints', on: { month: 11, day: 1 }, from: 1950, to: always, source: founding },
  { code: 'national-unity', on: { month: 11, day: 4 }, from: 1950, to: 1976, source: 'L. 260/1949 art. 2; moved by L. 54/1977 art. 1' },
  { code: 'immaculate-conception', on: { month: 12, day: 8 }, from: 1950, to: always, source: founding },
  { code: 'christmas', on: { month: 12, day: 25 }, from: 1950, to: always, source: founding },
  { code: 'saint-stephen', on: { month: 12, day: 26 }, from: 1950, to: always, source: founding },
];

const ecbLongTerm = 'European Central Bank, long-term calendar of TARGET closing days';

/** Closing days of TARGET, beside Saturdays and Sundays. */
const targetRules: readonly HolidayRule[] = [
  { code: 'new-year', on: { month: 1, day: 1 }, from: 2000, to: always, source: ecbLongTerm },
  { code: 'good-friday', on: { fromEaster: -2 }, from: 2000, to: always, source: ecbLongTerm },
  { code: 'easter-monday', on: { fromEaster: 1 }, from: 2000, to: always, source: ecbLongTerm },
  { code: 'labour-day', on: { month: 5, day: 1 }, from: 2000, to: always, source: ecbLongTerm },
  { code: 'christmas', on: { month: 12, day: 25 }, from: 2000, to: always, source: ecbLongTerm },
  { code: 'saint-stephen', on: { month: 12, day: 26 }, from: 2000, to: always, source: ecbLongTerm },
  { code: 'euro-changeover', on: { month: 12, day: 31 }, from: 2001, to: 2001, source: 'European Central Bank, closing days of 2001' },
];

export interface Holiday {
  readonly date: CivilDate;
  /** Stable code; the names for people belong to the screens. */
  readonly code: string;
  readonly source: string;
}

function dayOfRule(on: HolidayDay, year: number): DayNumber {
  if ('fromEaster' in on) return easterDayNumber(year) + on.fromEaster;
  return dayNumberOf(year, on.month, on.day);
}

function holidaysBy(rules: readonly HolidayRule[], firstYear: number, year: number): readonly Holiday[] {
  if (!Number.isInteger(year) || year < firstYear || year > 2199) throw new RangeError(`No calendar for year ${year}`);
  return rules
    .filter((rule) => year >= rule.from && year <= rule.to)
    .map((rule) => ({ date: fromDayNumber(dayOfRule(rule.on, year)), code: rule.code, source: rule.source }))
    .toSorted((one, other) => (one.date < other.date ? -1 : 1));
}

/** National holidays of Italy in a year (1950-2199; RangeError outside), by date. */
export function italianHolidays(year: number): readonly Holiday[] {
  return holidaysBy(italianRules, 1950, year);
}

/** TARGET closing days of a year (2000-2199; RangeError outside), by date, weekends apart. */
export function targetHolidays(year: number): readonly Holiday[] {
  return holidaysBy(targetRules, 2000, year);
}
