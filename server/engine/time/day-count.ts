import { addMonthsToDayNumber, dayNumberOf, isLeapYear, partsOfDayNumber } from '#platform/civil-date';
import type { DayNumber } from '#platform/civil-date';
import { dayFromAnchor, isLastOfMonth } from './due-dates.ts';
import type { MonthEnd, Rhythm } from './due-dates.ts';

/** Names of the ways to count interest days; docs/engine-conventions.md section 2 defines each. */
export type DayCount =
  | '30/360-period'
  | '30/360-bond'
  | '30/360-us'
  | '30e/360'
  | '30e/360-isda'
  | 'act/365f'
  | 'act/360'
  | 'act/364'
  | 'act/act-isda'
  | 'act/act-isma'
  | 'act/act-afb';

export const dayCounts: readonly DayCount[] = [
  '30/360-period', '30/360-bond', '30/360-us', '30e/360', '30e/360-isda', 'act/365f', 'act/360', 'act/364',
  'act/act-isda', 'act/act-isma', 'act/act-afb',
];

/** A part of a year as an exact ratio of integers. */
export interface YearFraction {
  readonly numerator: number;
  readonly denominator: number;
}

/** A regular period of interest: `30/360-period` gives it a whole period, `act/act-isma` measures days against it. */
export interface ReferencePeriod extends Rhythm {
  readonly start: DayNumber;
  readonly end: DayNumber;
  /** How the periods before and after this one are counted from its end. Default: as its own two ends suggest. */
  readonly monthEnd?: MonthEnd | undefined;
}

/** What some conventions need beside the two days. */
export interface DayCountContext {
  /** Last due day: 30e/360-isda leaves a last of February that ends the plan as it is. */
  readonly termination?: DayNumber | undefined;
  readonly reference?: ReferencePeriod | undefined;
}

const isLastOfFebruary = (day: DayNumber): boolean => isLastOfMonth(day) && partsOfDayNumber(day).month === 2;

/** Days of the 30/360 family; the two days of the month come in as the convention has changed them. */
function thirtyDays(start: DayNumber, end: DayNumber, startDay: number, endDay: number): YearFraction {
  const from = partsOfDayNumber(start);
  const to = partsOfDayNumber(end);
  const days = 360 * (to.year - from.year) + 30 * (to.month - from.month) + endDay - startDay;
  return { numerator: days, denominator: 360 };
}

/** 30/360 bond basis (2006 ISDA Definitions 4.16 (f)); `us` treats the ends of February as 30 too. */
function bondFraction(start: DayNumber, end: DayNumber, us: boolean): YearFraction {
  let startDay = partsOfDayNumber(start).day;
  let endDay = partsOfDayNumber(end).day;
  if (us && isLastOfFebruary(start)) {
    startDay = 30;
    if (isLastOfFebruary(end)) endDay = 30;
  }
  if (startDay === 31) startDay = 30;
  if (endDay === 31 && startDay === 30) endDay = 30;
  return thirtyDays(start, end, startDay, endDay);
}

/** 30E/360 (ISDA), 4.16 (h): the last day of a month is a 30, except the termination date in February. */
function isdaThirtyFraction(start: DayNumber, end: DayNumber, termination: DayNumber | undefined): YearFraction {
  const startDay = isLastOfMonth(start) ? 30 : partsOfDayNumber(start).day;
  const keepsItsDay = !isLastOfMonth(end) || (end === termination && isLastOfFebruary(end));
  return thirtyDays(start, end, startDay, keepsItsDay ? partsOfDayNumber(end).day : 30);
}

/** Actual/Actual (ISDA), 4.16 (b): days in leap years over 366, the others over 365. */
function isdaActualFraction(start: DayNumber, end: DayNumber): YearFraction {
  let leapDays = 0;
  let otherDays = 0;
  for (let from = start; from < end; ) {
    const { year } = partsOfDayNumber(from);
    const upTo = Math.min(end, dayNumberOf(year + 1, 1, 1));
    if (isLeapYear(year)) leapDays += upTo - from;
    else otherDays += upTo - from;
    from = upTo;
  }
  if (leapDays === 0) return { numerator: otherDays, denominator: 365 };
  if (otherDays === 0) return { numerator: leapDays, denominator: 366 };
  return { numerator: leapDays * 365 + otherDays * 366, denominator: 365 * 366 };
}

/** Actual/Actual (AFB), FBF master agreement 1994: whole years counted back from the end, then the days that remain. */
function afbFraction(start: DayNumber, end: DayNumber): YearFraction {
  const last = partsOfDayNumber(end);
  const anchorDay = last.month === 2 && last.day >= 28 ? 31 : last.day;
  const yearsBack = (years: number): DayNumber => (years === 0 ? end : addMonthsToDayNumber(end, -12 * years, anchorDay));
  let years = Math.max(0, last.year - partsOfDayNumber(start).year);
  if (years > 0 && yearsBack(years) < start) years -= 1;
  const back = yearsBack(years);
  const days = back - start;
  const { year } = partsOfDayNumber(start);
  const holdsLeapDay = [year, year + 1].some((each) => {
    const leapDay = isLeapYear(each) ? dayNumberOf(each, 2, 29) : back;
    return start <= leapDay && leapDay < back;
  });
  const denominator = holdsLeapDay ? 366 : 365;
  return { numerator: years * denominator + days, denominator };
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));

/** A regular period as a part of the year. */
export function wholePeriod({ every, unit }: Rhythm): YearFraction {
  return { numerator: every, denominator: unit === 'month' ? 12 : unit === 'week' ? 52 : 364 };
}

/**
 * Actual/Actual (ICMA rule 251, once ISMA): in each reference period days / (days of the period × periods a year). The
 * periods beside the given one are counted from its end.
 */
function ismaFraction(start: DayNumber, end: DayNumber, reference: ReferencePeriod): YearFraction {
  const bothLast = isLastOfMonth(reference.start) && isLastOfMonth(reference.end);
  const monthEnd = reference.monthEnd ?? (bothLast ? 'last-day' : 'clamp');
  const border = (index: number): DayNumber =>
    index === 0 ? reference.end : index === -1 ? reference.start : dayFromAnchor(reference.end, index, reference, monthEnd);
  const whole = wholePeriod(reference);
  let index = 0;
  while (border(index - 1) > start) index -= 1;
  while (border(index) <= start) index += 1;
  let sum: YearFraction = { numerator: 0, denominator: 1 };
  for (let from = start; from < end; index += 1) {
    const upTo = Math.min(end, border(index));
    const periodDays = border(index) - border(index - 1);
    // A sum of fractions with the denominators of few distinct period lengths stays small once reduced.
    const numerator = sum.numerator * periodDays + (upTo - from) * sum.denominator;
    const divisor = greatestCommonDivisor(numerator, sum.denominator * periodDays);
    sum = { numerator: numerator / divisor, denominator: (sum.denominator * periodDays) / divisor };
    from = upTo;
  }
  return { numerator: sum.numerator * whole.numerator, denominator: sum.denominator * whole.denominator };
}

/**
 * The part of a year from `start` to `end` (end ≥ start) as an exact ratio; no days are no part, whatever the last of February does. Sources: 2006 ISDA Definitions section 4.16;
 * ISDA, "EMU and market conventions" (1998) for the three ways of actual/actual; docs/engine-conventions.md section 2.
 * `act/act-isma` without a reference period takes the stretch itself as one period of a year.
 */
export function yearFraction(convention: DayCount, start: DayNumber, end: DayNumber, context: DayCountContext = {}): YearFraction {
  if (start === end) return { numerator: 0, denominator: 1 };
  const { reference, termination } = context;
  switch (convention) {
    case '30/360-period':
      if (reference !== undefined && start === reference.start && end === reference.end) {
        return reference.unit === 'day' ? { numerator: reference.every, denominator: 360 } : wholePeriod(reference);
      }
      return bondFraction(start, end, false);
    case '30/360-bond':
      return bondFraction(start, end, false);
    case '30/360-us':
      return bondFraction(start, end, true);
    case '30e/360':
      return thirtyDays(start, end, Math.min(30, partsOfDayNumber(start).day), Math.min(30, partsOfDayNumber(end).day));
    case '30e/360-isda':
      return isdaThirtyFraction(start, end, termination);
    case 'act/365f':
      return { numerator: end - start, denominator: 365 };
    case 'act/360':
      return { numerator: end - start, denominator: 360 };
    case 'act/364':
      return { numerator: end - start, denominator: 364 };
    case 'act/act-isda':
      return isdaActualFraction(start, end);
    case 'act/act-isma':
      return ismaFraction(start, end, reference ?? { start, end: Math.max(end, start + 1), every: 12, unit: 'month' });
    case 'act/act-afb':
      return afbFraction(start, end);
  }
}
