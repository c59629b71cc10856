import { firstDayNumber, lastDayNumber, toDayNumber } from '#platform/civil-date';
import type { DayNumber } from '#platform/civil-date';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { yearFraction } from '../time/day-count.ts';
import type { YearFraction } from '../time/day-count.ts';
import { dayFromAnchor, dueDays } from '../time/due-dates.ts';
import type { LeaseTerms } from './lease-terms.ts';

/** The part of the terms that makes the calendar. */
export type LeaseCalendarTerms = Pick<
  LeaseTerms,
  'start' | 'firstDueDate' | 'rentals' | 'every' | 'unit' | 'monthEnd' | 'dayCount' | 'mode' | 'firstPeriod' | 'optionAfterPeriods'
>;

/** Due days of the rentals and of the option, and the part of a year that each period bears interest for. */
export interface LeasePeriods {
  readonly start: DayNumber;
  readonly dueDays: readonly DayNumber[];
  readonly fractions: readonly YearFraction[];
  readonly optionDay: DayNumber;
  /** Ends of the periods between the last rental and the option, the option's day last; and their fractions. */
  readonly optionDays: readonly DayNumber[];
  readonly optionFractions: readonly YearFraction[];
  /** What is left of the period that ends on the given stop (rentals, then option days), from a day inside it. */
  readonly leftOf: (stop: number, from: DayNumber) => YearFraction;
}

const none: YearFraction = { numerator: 0, denominator: 1 };

/** Periods of a lease by docs/engine-conventions.md sections 1 to 3: the due days of a plan, the option counted on from the last rental. */
export function leasePeriods(terms: LeaseCalendarTerms): { readonly ok: true; readonly periods: LeasePeriods } | Refusal {
  const start = toDayNumber(terms.start);
  const firstDue = terms.firstDueDate ? toDayNumber(terms.firstDueDate) : null;
  const advance = terms.mode === 'advance';
  if (firstDue !== null && (firstDue < start || (firstDue === start && !advance))) return refuse('date_out_of_range', 'firstDueDate');
  const optionPeriods = terms.optionAfterPeriods ?? (advance ? 1 : 0);
  const anchor = firstDue ?? start;
  // The last day is estimated before any list is made, so that no calendar beyond its end is asked for.
  const daysPerUnit = { month: 28, week: 7, day: 1 }[terms.unit];
  if (anchor + (terms.rentals + optionPeriods) * terms.every * daysPerUnit > lastDayNumber) return refuse('date_out_of_range', 'start');
  const all = dueDays(start, terms, terms.rentals + optionPeriods, firstDue, terms.mode, terms.monthEnd);
  const optionDay = all.at(-1) ?? start;
  if (optionDay > lastDayNumber || start < firstDayNumber) return refuse('date_out_of_range', 'start');
  const offset = firstDue === null && !advance ? 1 : 0;
  const reference = (index: number) => ({
    start: index > 0 ? (all[index - 1] ?? start) : dayFromAnchor(anchor, offset - 1, terms, terms.monthEnd),
    end: all[index] ?? optionDay,
    every: terms.every,
    unit: terms.unit,
    monthEnd: terms.monthEnd,
  });
  const whole = (index: number): YearFraction => {
    const day = all[index] ?? optionDay;
    const period = reference(index);
    const context = { reference: period, termination: optionDay };
    if (index > 0) return yearFraction(terms.dayCount, all[index - 1] ?? start, day, context);
    const rule = terms.firstPeriod ?? (terms.dayCount === '30/360-period' ? 'one-period' : 'in-row');
    if (advance) return rule === 'one-period' ? none : yearFraction(terms.dayCount, start, day, context);
    // One period by either count: from 31 January a month ends on 28 February, and the month before that day begins on the 28th.
    if (dayFromAnchor(start, 1, terms, terms.monthEnd) === day) return yearFraction(terms.dayCount, start, day, { ...context, reference: { ...period, start } });
    return yearFraction(terms.dayCount, rule === 'one-period' ? period.start : start, day, context);
  };
  const fractions = all.map((_, index) => whole(index));
  const leftOf = (stop: number, from: DayNumber): YearFraction => {
    const full = fractions[stop] ?? none;
    if (from === (stop === 0 ? start : all[stop - 1])) return full;
    const left = yearFraction(terms.dayCount, from, all[stop] ?? optionDay, { reference: reference(stop), termination: optionDay });
    return left.numerator * full.denominator < full.numerator * left.denominator ? left : full;
  };
  return {
    ok: true,
    periods: {
      start,
      dueDays: all.slice(0, terms.rentals),
      fractions: fractions.slice(0, terms.rentals),
      optionDay,
      optionDays: all.slice(terms.rentals),
      optionFractions: fractions.slice(terms.rentals),
      leftOf,
    },
  };
}
