import { addMonthsToDayNumber, daysInMonth, isCivilDate, partsOfDayNumber, toDayNumber } from '#platform/civil-date';
import type { DayNumber } from '#platform/civil-date';
import type { Refusal } from '../refusal.ts';
import { dayInMonth, monthIndexOf } from './due-dates.ts';

export type IntervalPeriod = 'year' | 'month' | 'week';

/** Interval of the TAEG: whole periods and leftover `days` over `divisor` (365 or 366; 365 when there are none). */
export interface EquivalentTime {
  readonly whole: number;
  readonly days: number;
  readonly divisor: number;
  /** whole / periods in a year + days / divisor. */
  readonly years: number;
}

const periodsInYear = { year: 1, month: 12, week: 52 } as const;

/**
 * `equivalentTime` on day numbers from one day to others, none before it. What the first day fixes is worked out once; the
 * year that ends on the last day left over is measured again only when that day changes.
 */
export function intervalsFrom(start: DayNumber, period: IntervalPeriod = 'month'): (end: DayNumber) => EquivalentTime {
  const perYear = periodsInYear[period];
  let divisorOf = start;
  let divisor = 0;
  const interval = (whole: number, back: DayNumber): EquivalentTime => {
    if (back === start) return { whole, days: 0, divisor: 365, years: whole / perYear };
    if (divisorOf !== back) divisor = back - addMonthsToDayNumber(back, -12);
    divisorOf = back;
    const days = back - start;
    return { whole, days, divisor, years: whole / perYear + days / divisor };
  };
  if (period === 'week') {
    return (end) => {
      const whole = Math.floor((end - start) / 7);
      return interval(whole, end - 7 * whole);
    };
  }
  const months = period === 'year' ? 12 : 1;
  const { year, month, day } = partsOfDayNumber(start);
  const firstMonth = monthIndexOf({ year, month });
  return (end) => {
    const to = partsOfDayNumber(end);
    const between = monthIndexOf(to) - firstMonth;
    const whole = Math.floor(between / months);
    const over = between - whole * months;
    // The same day of the month, or the last of a month that lacks it.
    if (over === 0 && (to.day === day || (to.day < day && to.day === daysInMonth(to.year, to.month)))) return interval(whole, start);
    const back = dayInMonth(firstMonth + over, to.day);
    return back < start ? interval(whole - 1, dayInMonth(firstMonth + over + months, to.day)) : interval(whole, back);
  };
}

/** `equivalentTime` on day numbers; an interval of NaN years when they are none, or the end is before the start. */
export function equivalentTimeOfDays(start: DayNumber, end: DayNumber, period: IntervalPeriod = 'month'): EquivalentTime {
  if (!(Number.isSafeInteger(start) && Number.isSafeInteger(end) && start <= end)) return { whole: 0, days: 0, divisor: 365, years: Number.NaN };
  return intervalsFrom(start, period)(end);
}

/**
 * Interval between the first drawdown and a later date as the TAEG wants it (Directive 2008/48 Annex I, Directive
 * 2023/2225 Annex III, remark (c); Commission guidelines SWD(2012) 128, 4.1.1). Whole periods are counted back from the
 * later date, a day that does not exist being the last of its month; the days left over, first excluded and last
 * included, are divided by the length of the year that ends on the last of them. A month is 1/12 and a week 1/52 of a year.
 * When the later date is a whole number of months or years after the earlier by Regulation 1182/71 art. 3(2)(c) (one
 * month from 31 January ends on 28 February), the interval is whole.
 * Refuses dates that are not valid and an end before the start.
 */
export function equivalentTime(
  start: string,
  end: string,
  period: IntervalPeriod = 'month',
): ({ readonly ok: true } & EquivalentTime) | Refusal {
  if (!isCivilDate(start)) return { ok: false, refusal: 'date_not_valid', path: 'start' };
  if (!isCivilDate(end)) return { ok: false, refusal: 'date_not_valid', path: 'end' };
  if (period !== 'year' && period !== 'month' && period !== 'week') {
    return { ok: false, refusal: 'choice_not_known', path: 'period' };
  }
  const from = toDayNumber(start);
  const to = toDayNumber(end);
  if (to < from) return { ok: false, refusal: 'date_out_of_range', path: 'end' };
  return { ok: true, ...equivalentTimeOfDays(from, to, period) };
}
