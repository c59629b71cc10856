import { lastDayNumber, toDayNumber } from '#platform/civil-date';
import type { DayNumber } from '#platform/civil-date';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { YearFraction } from '../time/day-count.ts';
import { dueDays } from '../time/due-dates.ts';
import { regularFractions, sharedFractions, stretchFraction } from './calendar.ts';
import type { Calendar } from './calendar.ts';
import { firstPeriodOf } from './first-period.ts';
import type { OddInterest } from './first-period.ts';
import { growthOver } from './growth.ts';
import type { Accrual, Growth } from './growth.ts';
import type { PlanTerms } from './plan-terms.ts';

/** The time before one row: what a cent bears over it, and what is drawn inside it or on the due day after the row. */
export interface Period {
  readonly day: DayNumber;
  readonly growth: Growth;
  readonly inside: readonly Accrual[];
  readonly onDayCents: number;
}

export interface Schedule {
  readonly start: DayNumber;
  /** One for each row, the row of a balloon after the last one included. */
  readonly periods: readonly Period[];
  /** Interest of the odd days that is paid apart, with row 1. */
  readonly paid: OddInterest | null;
}

function calendarOf(terms: PlanTerms, count: number): { readonly ok: true; readonly calendar: Calendar } | Refusal {
  const start = toDayNumber(terms.start);
  const firstDue = terms.firstDueDate && !terms.dueDates ? toDayNumber(terms.firstDueDate) : null;
  if (firstDue !== null && (firstDue < start || (firstDue === start && terms.mode === 'arrears'))) {
    return refuse('date_out_of_range', 'firstDueDate');
  }
  const days = terms.dueDates?.map(toDayNumber) ?? dueDays(start, terms, count, firstDue, terms.mode, terms.monthEnd);
  if (terms.dueDates) {
    for (const [index, day] of days.entries()) {
      const earliest = index === 0 ? start + (terms.mode === 'advance' ? 0 : 1) : (days[index - 1] ?? start) + 1;
      if (day < earliest) return refuse('date_out_of_range', `dueDates.${index}`);
    }
  }
  const termination = days[days.length - 1] ?? start;
  if (termination > lastDayNumber) return refuse('date_out_of_range', 'rows');
  return { ok: true, calendar: { terms, start, anchor: firstDue ?? start, days, termination } };
}

interface DatedCents {
  readonly day: DayNumber;
  readonly cents: number;
}

/** The drawdowns after the first. Refuses one that is out of place: the first on the start, the others rising, before the last due day. */
function laterDrawdowns({ terms, start, termination }: Calendar): { readonly ok: true; readonly later: readonly DatedCents[] } | Refusal {
  const all = (terms.drawdowns ?? []).map(({ date, cents }) => ({ day: toDayNumber(date), cents }));
  let previous = start;
  for (const [index, { day }] of all.entries()) {
    const inPlace = index === 0 ? day === start : day > previous && day < termination;
    if (!inPlace) return refuse('date_out_of_range', `drawdowns.${index}.date`);
    previous = day;
  }
  return { ok: true, later: all.slice(1) };
}

const none: readonly Accrual[] = [];

/** Drawdowns strictly inside the period of row `index`, each with the rest of the period. */
function drawnInside(calendar: Calendar, index: number, from: DayNumber, later: readonly DatedCents[]): readonly Accrual[] {
  if (later.length === 0) return none;
  const to = calendar.days[index] ?? calendar.termination;
  const inside = later.filter(({ day }) => day > from && day < to);
  return inside.map(({ day, cents }) => {
    const growth = growthOver(calendar.terms.nominalRatePpm, [stretchFraction(calendar, index, day, to)]);
    return { cents, growth };
  });
}

function isSame(one: readonly YearFraction[], other: readonly YearFraction[]): boolean {
  if (one === other) return true;
  const a = one[0];
  const b = other[0];
  return one.length === 1 && other.length === 1 && a?.numerator === b?.numerator && a?.denominator === b?.denominator;
}

/** Lengths of periods looked through for a known growth. */
const mostLengths = 8;

/** Growths at one rate, the same object for periods of the same length: a plan has few lengths. */
function growthsAt(ratePpm: number): (fractions: readonly YearFraction[]) => Growth {
  const known: Growth[] = [];
  return (fractions) => {
    for (const growth of known) if (isSame(growth.fractions, fractions)) return growth;
    const growth = growthOver(ratePpm, fractions);
    if (known.length < mostLengths) known.push(growth);
    return growth;
  };
}

/**
 * Due days and what a cent bears before each, by sections 1 to 3 of docs/engine-conventions.md; `parts` capitalisation
 * periods in a period. Refuses a first due date before the start, a plan that ends after 2199, due dates that do not
 * rise, drawdowns out of place, capitalisation with an odd first period.
 */
export function scheduleOf(terms: PlanTerms, count: number, parts: number): { readonly ok: true; readonly schedule: Schedule } | Refusal {
  const made = calendarOf(terms, count);
  if (!made.ok) return made;
  const { calendar } = made;
  const { start, days } = calendar;
  const drawn = laterDrawdowns(calendar);
  if (!drawn.ok) return drawn;
  const shared = sharedFractions(calendar, parts);
  const first = firstPeriodOf(calendar, parts, shared);
  if (first.odd && terms.capitalisation) return refuse('choice_not_consistent', 'capitalisation');
  const growthOf = growthsAt(terms.nominalRatePpm);
  let from = start;
  const periods = days.map((day, index) => {
    const fractions = index === 0 ? first.fractions : (shared ?? regularFractions(calendar, index, from, parts));
    const inside = drawnInside(calendar, index, from, drawn.later);
    from = day;
    const onDayCents = drawn.later.length === 0 ? 0 : (drawn.later.find((drawdown) => drawdown.day === day)?.cents ?? 0);
    return { day, growth: growthOf(fractions), inside, onDayCents };
  });
  return { ok: true, schedule: { start, periods, paid: first.paid } };
}
