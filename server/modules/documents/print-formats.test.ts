import { expect, it } from 'vitest';
import { amount, amountOrDash, euro, euroOff, rate, rateToTwoDecimals } from './print-formats.ts';

it.each([
  [euro(0), '0,00 €'],
  [euro(5), '0,05 €'],
  [euro(123_450), '1.234,50 €'],
  [euro(-123_450), '−1.234,50 €'],
  [euro(9_007_199_254_740_991), '90.071.992.547.409,91 €'],
  [amount(1_000_000), '10.000,00'],
  [amountOrDash(0), '–'],
  [amountOrDash(1), '0,01'],
  [euroOff(0), '–'],
  [euroOff(150_000), '−1.500,00 €'],
  [rate(69_500), '6,95 %'],
  [rate(69_512), '6,9512 %'],
  [rate(0), '0,00 %'],
  [rateToTwoDecimals(79_183), '7,92 %'],
  [rateToTwoDecimals(79_150), '7,92 %'],
  [rateToTwoDecimals(79_149), '7,91 %'],
])('%s', (printed, expected) => {
  expect(printed.replaceAll('\u00a0', ' ')).toBe(expected);
});
