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

test('formatters are made once per language', () => {
  expect(formatFor('it')).toBe(it);
});
