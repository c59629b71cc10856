import { toDayNumber } from '#platform/civil-date';
import type { DayNumber } from '#platform/civil-date';
import type { PlanTerms } from '../plan/plan-terms.ts';
import { wholePeriod, yearFraction } from '../time/day-count.ts';
import type { YearFraction } from '../time/day-count.ts';
import { dayFromAnchor } from '../time/due-dates.ts';

/** A stretch between two due days of a contract (or from its start to the first), inside which days are measured. */
export interface Stretch {
  readonly begin: DayNumber;
  readonly end: DayNumber;
  /** True for the time before the first row. */
  readonly first: boolean;
}

const mostPeriods = 60;

/** How many regular periods a stretch is, counted from either end; 0 when it is not a whole number of them. */
function periodsIn(terms: PlanTerms, begin: DayNumber, end: DayNumber): number {
  for (let periods = 1; periods <= mostPeriods; periods++) {
    const fromBegin = dayFromAnchor(begin, periods, terms, terms.monthEnd);
    if (fromBegin === end || dayFromAnchor(end, -periods, terms, terms.monthEnd) === begin) return periods;
    if (fromBegin > end + 3) return 0;
  }
  return 0;
}

function wholePeriods(terms: PlanTerms, periods: number): YearFraction {
  const { numerator, denominator } = terms.unit === 'day' ? { numerator: terms.every, denominator: 360 } : wholePeriod(terms);
  return { numerator: numerator * periods, denominator };
}

/** Under 30/360-period a stretch between two due days counts as the periods it is, whatever the calendar says. */
function wholeStretch(terms: PlanTerms, { begin, end, first }: Stretch): YearFraction {
  if (terms.dueDates) return yearFraction('30/360-bond', begin, end);
  if (first && (terms.firstPeriod ?? 'one-period') === 'one-period') return wholePeriods(terms, 1);
  const periods = periodsIn(terms, begin, end);
  return periods === 0 ? yearFraction('30/360-bond', begin, end) : wholePeriods(terms, periods);
}

/** Days of 30 to the month may count more than the period they lie in (28 February to 30 March: 32): a part never earns more than the whole. */
const lesserOf = (part: YearFraction, whole: YearFraction): YearFraction =>
  part.numerator * whole.denominator > whole.numerator * part.denominator ? whole : part;

/**
 * Part of the year from one day to another inside a stretch, by the contract's day count (docs/engine-conventions.md
 * section 2). `lastDueDate` is the termination date of 30e/360-isda.
 */
export function elapsedFraction(terms: PlanTerms, lastDueDate: string, stretch: Stretch, from: DayNumber, to: DayNumber): YearFraction {
  if (terms.dayCount === '30/360-period') {
    if (from !== stretch.begin) return yearFraction('30/360-bond', from, to);
    const whole = wholeStretch(terms, stretch);
    return to === stretch.end ? whole : lesserOf(yearFraction('30/360-bond', from, to), whole);
  }
  const termination = toDayNumber(lastDueDate);
  if (terms.dayCount !== 'act/act-isma') return yearFraction(terms.dayCount, from, to, { termination });
  const { every, unit, monthEnd } = terms;
  // A first period that is a whole one, counted from either end, is its own reference (30 August to 30 September too).
  const isWhole = !stretch.first || periodsIn(terms, stretch.begin, stretch.end) === 1;
  const start = isWhole ? stretch.begin : dayFromAnchor(stretch.end, -1, terms, monthEnd);
  return yearFraction('act/act-isma', from, to, { termination, reference: { start, end: stretch.end, every, unit, monthEnd } });
}
