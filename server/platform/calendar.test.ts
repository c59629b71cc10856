import Holidays from 'date-holidays';
import { describe, expect, it } from 'vitest';
import { addBusinessDays, businessDaysBetween, isBusinessDay, italy, nextBusinessDay, target } from './calendar.ts';
import { addDays, dayOfWeek, fromDayNumber } from './civil-date.ts';
import { italianHolidays, targetHolidays } from './holidays.ts';
import { patronDayNumber, patronRule } from './patron-day.ts';

const yearsOf = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe('Italian holidays', () => {
  const oracle = new Holidays('IT');

  it.each(yearsOf(2008, 2040))('of %i agree with an independent table', (year) => {
    // Easter Sunday is theirs alone: here every Sunday is closed by itself. In 2038 it falls on 25 April, so it is left out by name.
    const theirs = new Set(
      oracle.getHolidays(year).filter((day) => day.type === 'public' && day.name !== 'Domenica di Pasqua').map((day) => day.date.slice(0, 10)),
    );
    // When two holidays meet (25 April 2011 was also Easter Monday) both lists name both, so days are compared as sets.
    const ours = new Set(italianHolidays(year).map((day) => day.date));
    expect([...ours].toSorted()).toEqual([...theirs].toSorted());
  });

  it.each([
    ['2011-03-17', 'unification-150'], ['2026-10-04', 'saint-francis'], ['2001-06-02', 'republic-day'], ['1986-01-06', 'epiphany'],
    ['1977-01-06', 'epiphany'], ['1976-06-29', 'peter-and-paul'], ['1976-05-27', 'ascension'], ['1976-06-17', 'corpus-domini'],
    ['1976-11-04', 'national-unity'],
  ])('%s is %s', (date, code) => {
    expect(italianHolidays(Number(date.slice(0, 4))).find((day) => day.date === date)?.code).toBe(code);
  });

  it.each(['2012-03-17', '2025-10-04', '2000-06-02', '1985-01-06', '1977-06-29', '1977-03-19'])('%s is not one', (date) => {
    expect(italianHolidays(Number(date.slice(0, 4))).some((day) => day.date === date)).toBe(false);
  });

  it('has no calendar before 1950', () => {
    expect(() => italianHolidays(1949)).toThrow(RangeError);
  });
});

describe('business days', () => {
  it.each([
    ['2026-12-24', 1, '2026-12-28'], // Thursday before Christmas and a weekend
    ['2026-12-26', 1, '2026-12-28'],
    ['2026-04-03', 1, '2026-04-07'], // Good Friday is a working day in Italy
    ['2027-10-01', 1, '2027-10-05'], // St Francis, Monday 4 October 2027
    ['2026-11-22', 0, '2026-11-23'],
    ['2026-11-23', -1, '2026-11-20'],
    ['2026-11-23', 5, '2026-11-30'],
  ])('%s plus %i is %s in Italy', (date, days, expected) => {
    expect(addBusinessDays(date, days)).toBe(expected);
  });

  it('differs between Italy and TARGET where it must', () => {
    expect([isBusinessDay('2026-04-03', italy), isBusinessDay('2026-04-03', target)]).toEqual([true, false]);
    expect([isBusinessDay('2026-06-02', italy), isBusinessDay('2026-06-02', target)]).toEqual([false, true]);
    expect([isBusinessDay('2001-12-31', italy), isBusinessDay('2001-12-31', target)]).toEqual([true, false]);
    expect([isBusinessDay('2027-10-04', italy), isBusinessDay('2027-10-04', target)]).toEqual([false, true]);
  });

  it('lists the six closing days of TARGET', () => {
    expect(targetHolidays(2027).map((day) => day.date)).toEqual(['2027-01-01', '2027-03-26', '2027-03-29', '2027-05-01', '2027-12-25', '2027-12-26']);
  });

  it('closes on the patron day and opens on Saturday when told', () => {
    const milan = { kind: 'italy', patron: 'fixed:12-07' } as const;
    expect(nextBusinessDay('2026-12-07', milan)).toBe('2026-12-09');
    expect(nextBusinessDay('2026-12-07', italy)).toBe('2026-12-07');
    expect(isBusinessDay('2026-11-21', { kind: 'italy', saturdays: true })).toBe(true);
  });

  it('counts between days as adding does', () => {
    let date = '2025-12-20';
    for (let step = 0; step < 60; step++) {
      const days = businessDaysBetween('2025-12-19', date);
      if (isBusinessDay(date)) expect(addBusinessDays('2025-12-19', days)).toBe(date);
      date = addDays(date, 1);
    }
    expect(businessDaysBetween('2026-01-10', '2026-01-01')).toBe(-businessDaysBetween('2026-01-01', '2026-01-10'));
  });
});

describe('patron days', () => {
  it.each([
    ['fixed', '12-07', 2026, '2026-12-07'], // Milano
    ['nth_weekday:05:1:TUE', null, 2026, '2026-05-05'], // Asti
    ['nth_weekday:09:1:SUN', null, 2026, '2026-09-06'], // Brindisi
    ['nth_weekday:09:3:SUN', null, 2026, '2026-09-20'], // Andria
    ['easter:+50', null, 2026, '2026-05-25'], // Bolzano, Whit Monday
    ['weekday_after_nth_weekday:05:2:SUN:+4', null, 2026, '2026-05-14'], // Carbonia
    ['fixed', '02-29', 2026, '2026-02-28'],
  ])('%s %s in %i is %s', (rule, monthDay, year, date) => {
    expect(fromDayNumber(patronDayNumber(patronRule(rule, monthDay), year))).toBe(date);
  });

  it('falls on the weekday it names in every year', () => {
    for (const year of yearsOf(2000, 2100)) {
      expect(dayOfWeek(fromDayNumber(patronDayNumber('nth_weekday:05:1:TUE', year)))).toBe(2);
      expect(dayOfWeek(fromDayNumber(patronDayNumber('easter:+50', year)))).toBe(1);
    }
  });

  it.each(['', 'fixed', 'fixed:13-01', 'fixed:04-31', 'nth_weekday:05:6:TUE', 'nth_weekday:05:1:TUESDAY', 'easter:50', 'nth_weekday:05:1:SUN:+4', 'weekday_after_nth_weekday:05:2:SUN'])(
    'refuses the rule "%s"', (rule) => {
      expect(() => patronDayNumber(rule, 2026)).toThrow(RangeError);
    });
});
