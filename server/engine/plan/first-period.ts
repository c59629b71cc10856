import type { YearFraction } from '../time/day-count.ts';
import { growthOver } from './growth.ts';
import type { Growth } from './growth.ts';
import { firstRegularDay, regularFractions, stretchFraction } from './calendar.ts';
import type { Calendar } from './calendar.ts';

/** Interest of the days by which a first period is longer (sign 1) or shorter (sign −1) than a regular one. */
export interface OddInterest {
  readonly growth: Growth;
  readonly sign: 1 | -1;
}

/** The first period: fractions after each of which interest joins the debt; `paid` is asked apart with row 1. */
export interface FirstPeriodGrowth {
  readonly odd: boolean;
  readonly fractions: readonly YearFraction[];
  readonly paid: OddInterest | null;
}

const nothing: YearFraction = { numerator: 0, denominator: 1 };

/** The first period by `firstPeriod`, `shared` what regular periods have alike; docs/engine-conventions.md section 3, odd first period. */
export function firstPeriodOf(calendar: Calendar, parts: number, shared: readonly YearFraction[] | null): FirstPeriodGrowth {
  const { terms, start, days } = calendar;
  const firstDue = days[0] ?? start;
  if (terms.dueDates) {
    return { odd: false, fractions: [stretchFraction(calendar, 0, start, firstDue)], paid: null };
  }
  const begin = terms.mode === 'advance' ? firstDue : firstRegularDay(calendar);
  const regular = begin === firstDue ? [nothing] : (shared ?? regularFractions(calendar, 0, begin, parts));
  if (begin === start) return { odd: false, fractions: regular, paid: null };
  const whole = (): YearFraction[] => [stretchFraction(calendar, 0, start, firstDue)];
  const longer = begin > start;
  switch (terms.firstPeriod ?? (terms.dayCount === '30/360-period' ? 'one-period' : 'in-row')) {
    case 'in-row':
      return { odd: true, fractions: whole(), paid: null };
    case 'one-period':
      return { odd: true, fractions: regular, paid: null };
    case 'capitalised':
      return { odd: true, fractions: longer ? [stretchFraction(calendar, 0, start, begin), ...regular] : whole(), paid: null };
    case 'paid': {
      const odd = longer ? stretchFraction(calendar, 0, start, begin) : stretchFraction(calendar, 0, begin, start);
      return { odd: true, fractions: regular, paid: { growth: growthOver(terms.nominalRatePpm, [odd]), sign: longer ? 1 : -1 } };
    }
  }
}
