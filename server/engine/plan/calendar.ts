import type { DayNumber } from '#platform/civil-date';
import { wholePeriod, yearFraction } from '../time/day-count.ts';
import type { DayCountContext, YearFraction } from '../time/day-count.ts';
import { dayFromAnchor } from '../time/due-dates.ts';
import type { Rhythm } from '../time/due-dates.ts';
import type { PlanTerms } from './plan-terms.ts';

/** The days of a plan: what every question about a stretch of it needs. */
export interface Calendar {
  readonly terms: PlanTerms;
  readonly start: DayNumber;
  readonly anchor: DayNumber;
  /** Due days, that of a balloon after the last row included. */
  readonly days: readonly DayNumber[];
  readonly termination: DayNumber;
}

/**
 * Day on which the regular period before the first due day begins. The start itself when the first due day is one period
 * after it by either count: from 28 February a month ends on 28 March, and the month before 31 March begins on 28 February.
 */
export function firstRegularDay({ terms, start, days }: Calendar): DayNumber {
  const firstDue = days[0] ?? start;
  const fromStart = terms.mode === 'arrears' && dayFromAnchor(start, 1, terms, terms.monthEnd) === firstDue;
  return fromStart ? start : dayFromAnchor(firstDue, -1, terms, terms.monthEnd);
}

/** The fraction of a stretch inside or before the period that ends on the due day of row `index`; never a whole period. */
export function stretchFraction(calendar: Calendar, index: number, from: DayNumber, to: DayNumber): YearFraction {
  const { terms, termination, days } = calendar;
  if (terms.dayCount === '30/360-period') return yearFraction('30/360-bond', from, to);
  const context: DayCountContext = { termination };
  if (terms.dayCount !== 'act/act-isma') return yearFraction(terms.dayCount, from, to, context);
  const { every, unit, monthEnd } = terms;
  const end = days[index] ?? termination;
  const start = days[index - 1] ?? firstRegularDay(calendar);
  return yearFraction('act/act-isma', from, to, { ...context, reference: { start, end, every, unit, monthEnd } });
}

/** Borders of the capitalisation periods inside a regular period, both ends included. */
function capitalisationDays(calendar: Calendar, index: number, from: DayNumber, parts: number, rhythm: Rhythm): DayNumber[] {
  const { anchor, days, terms } = calendar;
  const offset = terms.firstDueDate || terms.mode === 'advance' ? index : index + 1;
  const borders = [from];
  for (let part = 1; part < parts; part++) {
    borders.push(dayFromAnchor(anchor, (offset - 1) * parts + part, rhythm, terms.monthEnd));
  }
  borders.push(days[index] ?? from);
  return borders;
}

/** Units of two rhythms in common: months, or days. Null when the one is counted in months and the other is not. */
function commonUnits(period: Rhythm, other: Rhythm): { period: number; other: number } | null {
  if ((period.unit === 'month') !== (other.unit === 'month')) return null;
  const units = (rhythm: Rhythm): number => (rhythm.unit === 'week' ? 7 * rhythm.every : rhythm.every);
  return { period: units(period), other: units(other) };
}

/** How many capitalisation periods a period holds, or how many periods one of them spans; 1 and 1 without capitalisation. */
export function capitalisationOf(terms: PlanTerms): { readonly parts: number; readonly span: number } | null {
  if (!terms.capitalisation) return { parts: 1, span: 1 };
  const units = commonUnits(terms, terms.capitalisation);
  if (units === null) return null;
  if (units.period % units.other === 0) return { parts: units.period / units.other, span: 1 };
  return units.other % units.period === 0 ? { parts: 1, span: units.other / units.period } : null;
}

/** The fractions that every regular period has alike, whatever its days; null when each has its own. */
export function sharedFractions({ terms }: Calendar, parts: number): readonly YearFraction[] | null {
  if (terms.dueDates) return null;
  if (terms.dayCount === 'act/act-isma') return parts === 1 ? [wholePeriod(terms)] : null;
  if (terms.dayCount !== '30/360-period') return null;
  const { numerator, denominator } = terms.unit === 'day' ? { numerator: terms.every, denominator: 360 } : wholePeriod(terms);
  return Array.from({ length: parts }, () => ({ numerator, denominator: denominator * parts }));
}

/**
 * Fractions of a regular period that ends on the due day of row `index`, when periods do not share theirs; several when
 * interest joins the debt inside it.
 */
export function regularFractions(calendar: Calendar, index: number, from: DayNumber, parts: number): readonly YearFraction[] {
  const { terms, days, termination } = calendar;
  if (parts === 1) return [stretchFraction(calendar, index, from, days[index] ?? termination)];
  const borders = capitalisationDays(calendar, index, from, parts, terms.capitalisation ?? terms);
  return borders.slice(1).map((border, part) => stretchFraction(calendar, index, borders[part] ?? from, border));
}
