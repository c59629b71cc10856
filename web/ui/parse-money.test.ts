import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatFor } from './format.ts';
import { parseInteger, parseMoney, parseRate } from './parse-money.ts';

const amount = (cents: number) => ({ kind: 'amount', cents });
const empty = { kind: 'empty' };
const invalid = { kind: 'invalid' };

describe('an amount typed or pasted on an Italian screen', () => {
  test.each([
    ['28900', amount(2_890_000)],
    ['28.900', amount(2_890_000)],
    ['28.900,5', amount(2_890_050)],
    ['28.900,50', amount(2_890_050)],
    ['1234,5', amount(123_450)],
    ['1.234,50', amount(123_450)],
    ['1,234.50', amount(123_450)],
    ['1234.56', amount(123_456)],
    ['1.234', amount(123_400)],
    ['1.23', amount(123)],
    ['12.5', amount(1_250)],
    ['12,5', amount(1_250)],
    ['12,', amount(1_200)],
    [',5', amount(50)],
    ['0,01', amount(1)],
    ['0', amount(0)],
    ['-0', amount(0)],
    ['€ 1 234', amount(123_400)],
    ['€ 12.345,60', amount(1_234_560)],
    ['12.345,60 €', amount(1_234_560)],
    ['12345,60 EUR', amount(1_234_560)],
    ['1 234 567,89', amount(123_456_789)],
    ['1.234.567,89', amount(123_456_789)],
    ['1,234,567.89', amount(123_456_789)],
    ["1'234,50", amount(123_450)],
    ['\u00a01.234,50\u202f', amount(123_450)],
    ['-3,00', amount(-300)],
    ['−3,00', amount(-300)],
    ['', empty],
    ['   ', empty],
    ['€', empty],
    ['-', empty],
    ['abc', invalid],
    ['12abc', invalid],
    ['1e5', invalid],
    ['1,234', invalid],
    ['12,345', invalid],
    ['1,2,3', invalid],
    ['1.2.3', invalid],
    ['12.34.567', invalid],
    ['1.234.56', invalid],
    ['1.23,45', invalid],
    ['1,5.5,5', invalid],
    ['12,5-', invalid],
    ['99999999999999999', invalid],
  ])('%j', (text, expected) => {
    expect(parseMoney(text, 'it')).toEqual(expected);
  });
});

describe('an amount on an English screen is read in the mirror', () => {
  test.each([
    ['28,900', amount(2_890_000)],
    ['28,900.5', amount(2_890_050)],
    ['1234.5', amount(123_450)],
    ['1.234,50', amount(123_450)],
    ['12,5', amount(1_250)],
    ['1,234,567', amount(123_456_700)],
    ['1.234', invalid],
  ])('%j', (text, expected) => {
    expect(parseMoney(text, 'en')).toEqual(expected);
  });
});

test.each(['it', 'en'] as const)('what the %s screen shows reads back as the same cents', (language) => {
  const format = formatFor(language);
  fc.assert(
    fc.property(fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }), (cents) => {
      expect(parseMoney(format.amount(cents), language)).toEqual(amount(cents));
      expect(parseMoney(format.money(cents), language)).toEqual(amount(cents));
    }),
    { numRuns: 500 },
  );
});

test('no text whatsoever makes an amount that is not whole cents', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Array.from('0123456789.,- €ab')), maxLength: 14 }), (text) => {
      const parsed = parseMoney(text, 'it');
      expect(parsed.kind !== 'amount' || Number.isSafeInteger(parsed.cents)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

describe('a rate', () => {
  test.each([
    ['6,95', { kind: 'number', value: 69_500 }],
    ['6.95', { kind: 'number', value: 69_500 }],
    ['6,95 %', { kind: 'number', value: 69_500 }],
    ['7', { kind: 'number', value: 70_000 }],
    ['0,0001', { kind: 'number', value: 1 }],
    [',5', { kind: 'number', value: 5_000 }],
    ['-1', { kind: 'number', value: -10_000 }],
    ['', empty],
    ['%', empty],
    ['6,95001', invalid],
    ['sei', invalid],
    ['.', invalid],
  ])('%j', (text, expected) => {
    expect(parseRate(text)).toEqual(expected);
  });
});

describe('a whole number', () => {
  test.each([
    ['48', { kind: 'number', value: 48 }],
    ['24.500', { kind: 'number', value: 24_500 }],
    ['24 500', { kind: 'number', value: 24_500 }],
    ['1,234,567', { kind: 'number', value: 1_234_567 }],
    ['-3', { kind: 'number', value: -3 }],
    ['', empty],
    ['4,5', invalid],
    ['1.2345', invalid],
    ['mesi', invalid],
  ])('%j', (text, expected) => {
    expect(parseInteger(text)).toEqual(expected);
  });
});
