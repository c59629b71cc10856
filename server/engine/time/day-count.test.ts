import { describe, expect, it } from 'vitest';
import { yearFraction } from '../plans.ts';
import type { DayCount } from '../plans.ts';

const answer = (convention: DayCount, start: string, end: string, more: object = {}) => {
  const found = yearFraction({ convention, start, end, ...more });
  if (!found.ok) throw new Error(`${found.refusal} ${found.path}`);
  return found;
};

/**
 * ISDA, "EMU and market conventions: recent developments" (1998) and "The actual/actual day count fraction" (1999):
 * numerators and denominators of its worked examples. The 1998 paper prints another figure for the long second period
 * under ISDA (15 July 2003 to 15 January 2004); 170/365 + 14/366 follows from its own rule and stands here.
 */
describe('actual/actual, the examples of ISDA', () => {
  it.each([
    ['act/act-isda', '2003-11-01', '2004-05-01', {}, 61 / 365 + 121 / 366],
    ['act/act-isma', '2003-11-01', '2004-05-01', { refStart: '2003-11-01', refEnd: '2004-05-01' }, 182 / (182 * 2)],
    ['act/act-afb', '2003-11-01', '2004-05-01', {}, 182 / 366],
    ['act/act-isda', '1999-02-01', '1999-07-01', {}, 150 / 365],
    ['act/act-isma', '1999-02-01', '1999-07-01', { refStart: '1998-07-01', refEnd: '1999-07-01' }, 150 / 365],
    ['act/act-afb', '1999-02-01', '1999-07-01', {}, 150 / 365],
    ['act/act-isda', '1999-07-01', '2000-07-01', {}, 184 / 365 + 182 / 366],
    ['act/act-isma', '1999-07-01', '2000-07-01', { refStart: '1999-07-01', refEnd: '2000-07-01' }, 1],
    ['act/act-afb', '1999-07-01', '2000-07-01', {}, 366 / 366],
    ['act/act-isda', '2002-08-15', '2003-07-15', {}, 334 / 365],
    ['act/act-isma', '2002-08-15', '2003-07-15', { refStart: '2003-01-15', refEnd: '2003-07-15' }, 181 / (181 * 2) + 153 / (184 * 2)],
    ['act/act-afb', '2002-08-15', '2003-07-15', {}, 334 / 365],
    ['act/act-isda', '2003-07-15', '2004-01-15', {}, 170 / 365 + 14 / 366],
    ['act/act-isma', '2003-07-15', '2004-01-15', { refStart: '2003-07-15', refEnd: '2004-01-15' }, 184 / (184 * 2)],
    ['act/act-afb', '2003-07-15', '2004-01-15', {}, 184 / 365],
    ['act/act-isda', '1999-07-30', '2000-01-30', {}, 155 / 365 + 29 / 366],
    ['act/act-isma', '1999-07-30', '2000-01-30', { refStart: '1999-07-30', refEnd: '2000-01-30' }, 184 / (184 * 2)],
    ['act/act-afb', '1999-07-30', '2000-01-30', {}, 184 / 365],
    ['act/act-isda', '2000-01-30', '2000-06-30', {}, 152 / 366],
    ['act/act-isma', '2000-01-30', '2000-06-30', { refStart: '2000-01-30', refEnd: '2000-07-30' }, 152 / (182 * 2)],
    ['act/act-afb', '2000-01-30', '2000-06-30', {}, 152 / 366],
    // Long final period, quarterly, month ends kept: 30 November to 29 February, then a part of 29 February to 31 May.
    ['act/act-isma', '1999-11-30', '2000-04-30', { refStart: '1999-08-31', refEnd: '1999-11-30' }, 91 / (91 * 4) + 61 / (92 * 4)],
  ] as const)('%s from %s to %s', (convention, start, end, more, years) => {
    expect(answer(convention, start, end, more).years).toBeCloseTo(years, 14);
  });

  it.each([
    // AFB, whole years first: ISDA 1999: 28 February counts back to the 29th where there is one.
    ['2000-02-28', '2004-02-29', 4 * 365 + 1, 365], // back to 29 February 2000, which the day left over does not hold
    ['2004-02-29', '2008-02-28', 4, 1],
    ['2003-02-28', '2008-02-29', 5, 1],
    ['2002-03-10', '2005-09-10', 3 * 365 + 184, 365],
    ['2028-01-28', '2028-02-28', 31, 365],
    ['2003-12-31', '2004-02-29', 60, 365], // the 29th itself is not counted: the end is excluded
    ['2003-12-31', '2004-03-01', 61, 366],
  ])('AFB from %s to %s is %i over %i', (start, end, top, bottom) => {
    const { numerator, denominator } = answer('act/act-afb', start, end);
    expect(numerator * bottom).toBe(top * denominator);
  });
});

/** ISDA, "30/360 day count conventions" (22 December 2008, the worked sheet): days under 30/360 bond, 30E/360, 30E/360 (ISDA). */
const thirties: readonly (readonly [string, string, number, number, number])[] = [
  ['2006-08-20', '2007-02-20', 180, 180, 180],
  ['2008-02-20', '2008-08-20', 180, 180, 180],
  ['2006-08-31', '2007-02-28', 178, 178, 180],
  ['2007-02-28', '2007-08-31', 183, 182, 180],
  ['2007-08-31', '2008-02-29', 179, 179, 180],
  ['2008-02-29', '2008-08-31', 182, 181, 180],
  ['2009-02-28', '2009-08-31', 183, 182, 180],
  ['2006-01-31', '2006-02-28', 28, 28, 30],
  ['2006-01-30', '2006-02-28', 28, 28, 30],
  ['2006-02-28', '2006-03-03', 5, 5, 3],
  ['2006-02-14', '2006-02-28', 14, 14, 16],
  ['2006-09-30', '2006-10-31', 30, 30, 30],
  ['2006-10-31', '2006-11-28', 28, 28, 28],
  ['2007-08-31', '2008-02-28', 178, 178, 178],
  ['2008-02-28', '2008-08-30', 182, 182, 182],
  ['2008-02-28', '2008-08-31', 183, 182, 182],
  ['2007-02-26', '2008-02-28', 362, 362, 362],
  ['2007-02-26', '2008-02-29', 363, 363, 364],
  ['2008-02-29', '2009-02-28', 359, 359, 360],
  ['2008-02-28', '2008-03-31', 33, 32, 32],
];

describe('30/360, the examples of ISDA', () => {
  it.each(thirties)('%s to %s', (start, end, bond, european, isda) => {
    expect([
      answer('30/360-bond', start, end).days,
      answer('30e/360', start, end).days,
      answer('30e/360-isda', start, end).days,
    ]).toEqual([bond, european, isda]);
  });

  it.each([
    ['2011-08-31', '2012-02-29', 179],
    ['2007-02-28', '2008-02-29', 359],
    ['2007-08-31', '2008-02-28', 178],
  ])('leaves the last of February that ends the plan: %s to %s', (start, end, days) => {
    expect(answer('30e/360-isda', start, end, { terminationDate: end }).days).toBe(days);
  });

  // US: rules of the SIA method as in the FIX repository, field 1950 value 1 (end of February first, then the 31st).
  it.each([
    ['2006-08-31', '2007-02-28', 178],
    ['2007-02-28', '2007-08-31', 180],
    ['2008-02-29', '2009-02-28', 360],
    ['2008-02-29', '2008-03-31', 30],
    ['2008-02-28', '2008-03-31', 33],
    ['2006-02-28', '2006-03-03', 3],
  ])('US from %s to %s is %i days', (start, end, days) => {
    expect(answer('30/360-us', start, end).days).toBe(days);
  });

  it('counts a whole period as one, whatever its days', () => {
    const february = { refStart: '2026-01-31', refEnd: '2026-02-28' };
    expect(answer('30/360-period', '2026-01-31', '2026-02-28', february)).toMatchObject({ numerator: 1, denominator: 12, days: 30 });
    expect(answer('30/360-period', '2026-01-31', '2026-02-28')).toMatchObject({ numerator: 28, denominator: 360 });
  });
});

describe('days over a fixed year', () => {
  it.each([['act/365f', 365], ['act/360', 360], ['act/364', 364]] as const)('%s', (convention, divisor) => {
    expect(answer(convention, '2024-01-31', '2024-03-01')).toEqual({ ok: true, numerator: 30, denominator: divisor, years: 30 / divisor, days: 30 });
    expect(answer(convention, '2024-02-29', '2024-02-29').years).toBe(0);
  });
});

describe('what a day count refuses', () => {
  it.each([
    [{ convention: 'act/366', start: '2026-01-01', end: '2026-02-01' }, 'choice_not_known', 'convention'],
    [{ convention: 'act/360', start: '2026-02-30', end: '2026-03-01' }, 'date_not_valid', 'start'],
    [{ convention: 'act/360', start: '2026-03-02', end: '2026-03-01' }, 'date_out_of_range', 'end'],
    [{ convention: 'act/act-isma', start: '2026-03-02', end: '2026-04-01', refStart: '2026-03-01' }, 'missing', 'refEnd'],
    [{ convention: 'act/act-isma', start: '2026-03-02', end: '2026-04-01', refStart: '2026-03-01', refEnd: '2026-02-01' }, 'date_out_of_range', 'refEnd'],
    [{ convention: 'act/act-isma', start: '2026-03-02', end: '2026-04-01', refStart: '2026-03-01', refEnd: '2026-04-01', periodsPerYear: 5 }, 'number_out_of_range', 'periodsPerYear'],
    [null, 'missing', ''],
  ])('%j', (input, refusal, path) => {
    expect(yearFraction(input as never)).toMatchObject({ ok: false, refusal, path });
  });
});
