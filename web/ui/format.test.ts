import { describe, expect, test } from 'vitest';
import { formatFor, nothing } from './format.ts';

const it = formatFor('it');
const en = formatFor('en');
const space = '\u00a0';

describe('figures on an Italian screen', () => {
  test.each([
    ['money with its point', it.money(123_450), `1.234,50${space}€`],
    ['four digits are grouped too', it.amount(123_450), '1.234,50'],
    ['nothing', it.money(null), nothing],
    ['zero is not nothing', it.money(0), `0,00${space}€`],
    ['a negative amount, with the wide minus', it.amount(-5), '\u22120,05'],
    ['millions', it.amount(123_456_789_00), '123.456.789,00'],
    ['a rate', it.rate(69_500), `6,95${space}%`],
    ['a rate with four decimals', it.rate(69_512), `6,9512${space}%`],
    ['a whole rate', it.percent(70_000), '7,00'],
    ['a number', it.integer(24_500), '24.500'],
    ['a day', it.date('2026-11-02'), '02/11/2026'],
    ['no day', it.date(undefined), nothing],
    ['an instant in winter', it.instant('2026-11-22T13:32:00Z'), '22/11/2026 14:32'],
    ['an instant in summer', it.instant('2026-07-01T22:30:00Z'), '02/07/2026 00:30'],
    ['a time', it.time('2026-11-22T13:32:00Z'), '14:32'],
  ])('%s', (_, shown, expected) => {
    expect(shown).toBe(expected);
  });
});

test('figures on an English screen', () => {
  expect(en.money(123_450)).toBe(`€${space}1,234.50`);
  expect(en.rate(69_500)).toBe('6.95%');
  expect(en.date('2026-11-02')).toBe('02/11/2026');
});

/** The browser's own formatters; without 'always' the Italian one prints 1234,50 without its point. */
const oracle = (locale: string, fewest: number, most: number) => {
  const formatter = new Intl.NumberFormat(locale, { minimumFractionDigits: fewest, maximumFractionDigits: most, useGrouping: 'always' });
  return (value: number): string => formatter.format(value).replace('-', '\u2212');
};

describe.each([
  ['it-IT', it],
  ['en-GB', en],
] as const)('figures of %s are those of the browser', (locale, format) => {
  const [cents, ppm, whole] = [oracle(locale, 2, 2), oracle(locale, 2, 4), oracle(locale, 0, 0)];
  test.each([0, 1, 9, 10, 99, 100, 101, 999, 1_000, 9_999, 10_000, 10_001, 69_500, 99_999, 100_000, 999_999, 1_000_000, 12_345_678, 100_000_000, 987_654_321_012])('%i and its opposite', (value) => {
    for (const each of value === 0 ? [0] : [value, -value]) {
      expect(format.amount(each)).toBe(cents(each / 100));
      expect(format.percent(each)).toBe(ppm(each / 10_000));
      expect(format.integer(each)).toBe(whole(each));
    }
  });
});

test('formatters are made once per language', () => {
  expect(formatFor('it')).toBe(it);
});

test('an amount below nothing has its sign before the euro in English, before the figure in Italian', () => {
  expect(en.money(-40_000)).toBe('−€\u00a0400.00');
  expect(it.money(-40_000)).toBe('−400,00\u00a0€');
});
