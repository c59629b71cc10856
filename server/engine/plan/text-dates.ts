import { fromDayNumber, lastDayNumber, toDayNumber } from '#platform/civil-date';
import { date, integerWithin, oneOf, record, unlessAbsent } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { dayCounts, yearFraction } from '../time/day-count.ts';
import type { DayCount, ReferencePeriod, YearFraction } from '../time/day-count.ts';
import { dueDays } from '../time/due-dates.ts';
import type { MonthEnd, Rhythm } from '../time/due-dates.ts';

/** What a list of due dates follows from. `mode` arrears unless said otherwise. */
export interface DueDatesInput extends Rhythm {
  readonly start: string;
  readonly rows: number;
  readonly monthEnd: MonthEnd;
  readonly firstDueDate?: string | undefined;
  readonly mode?: 'arrears' | 'advance' | undefined;
}

const dueDatesFields = record({
  start: date,
  rows: integerWithin(1, 600, 'term_out_of_range'),
  every: integerWithin(1, 366, 'number_out_of_range'),
  unit: oneOf('month', 'week', 'day'),
  monthEnd: oneOf('clamp', 'last-day', 'roll'),
  firstDueDate: unlessAbsent(date),
  mode: unlessAbsent(oneOf('arrears', 'advance')),
});

/** Due dates as text (docs/engine-conventions.md section 1). Refuses a first due date before the start and days after 2199. */
export function dueDates(input: DueDatesInput): { readonly ok: true; readonly dates: readonly string[] } | Refusal {
  const fault = dueDatesFields(input, '');
  if (fault !== null) return fault;
  const start = toDayNumber(input.start);
  const firstDue = input.firstDueDate ? toDayNumber(input.firstDueDate) : null;
  const mode = input.mode ?? 'arrears';
  if (firstDue !== null && (firstDue < start || (firstDue === start && mode === 'arrears'))) return refuse('date_out_of_range', 'firstDueDate');
  const days = dueDays(start, input, input.rows, firstDue, mode, input.monthEnd);
  if ((days[days.length - 1] ?? start) > lastDayNumber) return refuse('date_out_of_range', 'rows');
  return { ok: true, dates: days.map(fromDayNumber) };
}

export interface DayCountInput {
  readonly convention: DayCount;
  readonly start: string;
  readonly end: string;
  /** Last due day, for `30e/360-isda`. */
  readonly terminationDate?: string | undefined;
  /** Reference period, for `act/act-isma` and for a whole period of `30/360-period`. */
  readonly refStart?: string | undefined;
  readonly refEnd?: string | undefined;
  /** Reference periods in a year: 1, 2, 3, 4, 6 or 12. Default: as many as its length comes nearest to. */
  readonly periodsPerYear?: number | undefined;
}

export type DayCountAnswer =
  | ({
      readonly ok: true;
      readonly years: number;
      /** Calendar days; days of 30 to the month in the 30/360 family. */
      readonly days: number;
    } & YearFraction)
  | Refusal;

const dayCountFields = record({
  convention: oneOf(...dayCounts),
  start: date,
  end: date,
  terminationDate: unlessAbsent(date),
  refStart: unlessAbsent(date),
  refEnd: unlessAbsent(date),
  periodsPerYear: unlessAbsent(integerWithin(1, 12, 'number_out_of_range')),
});

/** The reference period asked for; without one `act/act-isma` takes the stretch itself. */
function referenceOf(input: DayCountInput): ReferencePeriod | Refusal | undefined {
  const isma = input.convention === 'act/act-isma';
  if (!input.refStart !== !input.refEnd) return refuse('missing', input.refStart ? 'refEnd' : 'refStart');
  if (!input.refStart && !isma) return undefined;
  const start = toDayNumber(input.refStart || input.start);
  const end = toDayNumber(input.refEnd || input.end);
  if (end <= start) return input.refEnd ? refuse('date_out_of_range', 'refEnd') : undefined;
  if (input.periodsPerYear && 12 % input.periodsPerYear !== 0) return refuse('number_out_of_range', 'periodsPerYear');
  const months = Math.floor(((end - start) * 12) / 365 + 0.5);
  return { start, end, every: input.periodsPerYear ? 12 / input.periodsPerYear : Math.max(1, Math.min(12, months)), unit: 'month' };
}

/**
 * The part of a year between two dates by a day count, as an exact ratio and as a float. Refuses an end before the start
 * and a reference period with one end missing.
 */
export function yearFractionOf(input: DayCountInput): DayCountAnswer {
  const fault = dayCountFields(input, '');
  if (fault !== null) return fault;
  const start = toDayNumber(input.start);
  const end = toDayNumber(input.end);
  if (end < start) return refuse('date_out_of_range', 'end');
  const reference = referenceOf(input);
  if (reference !== undefined && 'ok' in reference) return reference;
  const termination = input.terminationDate ? toDayNumber(input.terminationDate) : undefined;
  const fraction = yearFraction(input.convention, start, end, { termination, reference });
  const thirties = input.convention.startsWith('30');
  const days = thirties ? (fraction.numerator * 360) / fraction.denominator : end - start;
  return { ok: true, years: fraction.numerator / fraction.denominator, days, ...fraction };
}
