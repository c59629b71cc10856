import { describe, expect, it } from 'vitest';
import { equivalentTime } from '../index.ts';
import type { IntervalPeriod } from '../index.ts';

/** Rows on 12 and 15 of the month, February ends and weeks are the cases of the Commission guidelines, SWD(2012) 128, 4.1.1. */
const cases: readonly (readonly [string, string, IntervalPeriod, number, number, number])[] = [
  ['2019-01-12', '2020-01-12', 'month', 12, 0, 365],
  ['2012-01-12', '2012-02-15', 'month', 1, 3, 365], // leftover ends on 15 January 2012
  ['2012-01-12', '2012-03-15', 'month', 2, 3, 365],
  ['2012-01-12', '2012-04-15', 'month', 3, 3, 365],
  ['2013-01-12', '2013-02-15', 'month', 1, 3, 366], // the year that ends on 15 January 2013 holds 29 February 2012
  ['2013-01-12', '2013-03-15', 'month', 2, 3, 366],
  ['2013-01-12', '2013-04-15', 'month', 3, 3, 366],
  ['2013-02-25', '2013-03-28', 'month', 1, 3, 366],
  ['2013-02-26', '2013-03-29', 'month', 1, 2, 366], // 29 February 2013 does not exist: the 28th
  ['2012-02-26', '2012-03-29', 'month', 1, 3, 366],
  ['2012-02-26', '2012-02-26', 'month', 0, 0, 365],
  ['2012-01-12', '2012-02-15', 'year', 0, 34, 365],
  ['2012-01-12', '2013-02-15', 'year', 1, 34, 365],
  ['2012-01-12', '2014-02-15', 'year', 2, 34, 365],
  ['2020-01-01', '2021-03-15', 'year', 1, 74, 366],
  ['2020-01-01', '2020-01-01', 'year', 0, 0, 365],
  ['2012-01-12', '2012-01-26', 'week', 2, 0, 365],
  ['2012-01-12', '2013-01-10', 'week', 52, 0, 365],
  ['2012-01-12', '2012-01-30', 'week', 2, 4, 365],
  ['2012-01-12', '2013-01-12', 'week', 52, 2, 365],
  ['2012-01-12', '2012-01-12', 'week', 0, 0, 365],
  // Month ends: one month from 31 January ends on the last of February (Reg. 1182/71 art. 3(2)(c)).
  ['2026-01-31', '2026-02-28', 'month', 1, 0, 365],
  ['2026-01-31', '2026-04-30', 'month', 3, 0, 365],
  ['2026-02-28', '2026-03-31', 'month', 1, 0, 365],
  ['2024-02-29', '2025-02-28', 'year', 1, 0, 365],
  ['2026-11-22', '2027-01-05', 'month', 1, 13, 365],
];

describe('equivalentTime', () => {
  it.each(cases)('from %s to %s by %s: %i whole, %i days over %i', (start, end, period, whole, days, divisor) => {
    const perYear = { year: 1, month: 12, week: 52 }[period];
    expect(equivalentTime(start, end, period)).toEqual({ ok: true, whole, days, divisor, years: whole / perYear + days / divisor });
  });

  it('refuses by name', () => {
    expect(equivalentTime('2026-02-30', '2026-03-01')).toEqual({ ok: false, refusal: 'date_not_valid', path: 'start' });
    expect(equivalentTime('2026-02-01', 'x')).toEqual({ ok: false, refusal: 'date_not_valid', path: 'end' });
    expect(equivalentTime('2026-02-01', '2026-01-31')).toEqual({ ok: false, refusal: 'date_out_of_range', path: 'end' });
  });
});
