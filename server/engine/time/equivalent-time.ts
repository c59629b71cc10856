import { addMonthsToDayNumber, isCivilDate, partsOfDayNumber, toDayNumber } from '#platform/civil-date';
import type { DayNumber } from '#platform/civil-date';
import type { Refusal } from '../refusal.ts';

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

const monthsBetween = (start: DayNumber, end: DayNumber): number => {
  const from = partsOfDayNumber(start);
  const to = partsOfDayNumber(end);
  return (to.year - from.year) * 12 + to.month - from.month;
};

function wholePeriods(start: DayNumber, end: DayNumber, months: number): { whole: number; back: DayNumber } {
  let whole = Math.floor(monthsBetween(start, end) / months);
  if (addMonthsToDayNumber(start, whole * months) === end) return { whole, back: start };
  let back = addMonthsToDayNumber(end, -whole * months);
  if (back < start) {
    whole -= 1;
    back = addMonthsToDayNumber(end, -whole * months);
  }
  return { whole, back };
}

/** `equivalentTime` on day numbers, end ≥ start. */
export function equivalentTimeOfDays(start: DayNumber, end: DayNumber, period: IntervalPeriod = 'month'): EquivalentTime {
  const { whole, back } =
    period === 'week'
      ? { whole: Math.floor((end - start) / 7), back: end - 7 * Math.floor((end - start) / 7) }
      : wholePeriods(start, end, period === 'year' ? 12 : 1);
  const days = back - start;
  const divisor = days === 0 ? 365 : back - addMonthsToDayNumber(back, -12);
  return { whole, days, divisor, years: whole / periodsInYear[period] + days / divisor };
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
