import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCents, allocate, assertCents, divideRounded, formatAmount, formatAmountEnglish, formatRate, formatRateEnglish, parseAmount, percentOf } from './money.ts';

const seeds = [20_261_122, Math.floor(Math.random() * 2_147_483_647)];

describe('money', () => {
  it('accepts only whole safe cents', () => {
    expect(assertCents(-5)).toBe(-5);
    for (const wrong of [0.5, Number.NaN, Infinity, 2 ** 53]) expect(() => assertCents(wrong)).toThrow(RangeError);
    expect(addCents(1, 2, -4)).toBe(-1);
    expect(() => addCents(Number.MAX_SAFE_INTEGER, 1)).toThrow(RangeError);
  });

  it.each([
    // cents, ppm, half-up, half-even
    [1_967_500, 2500, 4919, 4919], // 4918.75
    [943_550, 2500, 2359, 2359], // 2358.875
    [200, 2500, 1, 0], // exactly 0.5
    [600, 2500, 2, 2], // exactly 1.5
    [1000, 2500, 3, 2], // exactly 2.5
    [-200, 2500, -1, 0],
    [0, 2500, 0, 0],
    [9_007_199_254_740_991, 500_000, 4_503_599_627_370_496, 4_503_599_627_370_496], // 4503599627370495.5
  ])('%i × %i ppm is %i half up and %i half even', (cents, ppm, halfUp, halfEven) => {
    expect(percentOf(cents, ppm, 'half-up')).toBe(halfUp);
    expect(percentOf(cents, ppm, 'half-even')).toBe(halfEven);
  });

  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [5, [1, 1], [3, 2]],
    [-100, [1, 1, 1], [-34, -33, -33]],
    [10, [0, 3, 0, 7], [0, 3, 0, 7]],
    [1, [1, 2, 2], [0, 1, 0]],
    [0, [1, 2], [0, 0]],
  ])('allocates %i over %j as %j', (total, weights, parts) => {
    expect(allocate(total, weights)).toEqual(parts);
  });

  it('refuses weights that cannot share', () => {
    expect(() => allocate(10, [])).toThrow(RangeError);
    expect(() => allocate(10, [0, 0])).toThrow(RangeError);
    expect(() => allocate(10, [1, -1])).toThrow(RangeError);
  });

  it.each(seeds)('allocate loses nothing and is fair to a cent; division is exact (seed %i)', (seed) => {
    const amount = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });
    const weights = fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 12 }).filter((w) => w.some((x) => x > 0));
    fc.assert(
      fc.property(amount, weights, (total, shares) => {
        const parts = allocate(total, shares);
        const whole = shares.reduce((sum, share) => sum + BigInt(share), 0n);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
        parts.forEach((part, index) => {
          const difference = BigInt(part) * whole - BigInt(total) * BigInt(shares[index] ?? 0);
          expect(difference < whole && difference > -whole).toBe(true);
        });
      }),
      { seed },
    );
    const safe = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(safe, fc.integer({ min: 1, max: 12_000_000 }), (dividend, divisor) => {
        const exact = (2n * BigInt(dividend) + BigInt(divisor)) / (2n * BigInt(divisor));
        expect(BigInt(divideRounded(dividend, divisor, 'half-up'))).toBe(exact);
      }),
      { seed },
    );
  });

  it.each([
    [123_450, '1.234,50', '1,234.50'],
    [5, '0,05', '0.05'],
    [-100_000_000, '-1.000.000,00', '-1,000,000.00'],
    [0, '0,00', '0.00'],
    [99_999, '999,99', '999.99'],
  ])('writes %i as %s', (cents, italian, english) => {
    expect(formatAmount(cents)).toBe(italian);
    expect(formatAmountEnglish(cents)).toBe(english);
    expect(parseAmount(italian)).toBe(cents);
  });

  it.each([
    ['1234,5', 123_450], ['1.234', 123_400], ['€ 12', 1200], ['12 €', 1200], ['1 234,50', 123_450], ['0', 0], ['-0,00', 0], ['7,', 700],
    ['1.23', null], ['1.2345', null], ['12.34,5', null], ['1,234', null], ['', null], ['€', null], ['12a', null], ['1e3', null],
    ['99999999999999999', null],
  ])('reads %s as %s', (text, cents) => {
    expect(parseAmount(text)).toBe(cents);
  });

  it('writes rates in English', () => {
    expect([69_500, 1_234_500_000].map(formatRateEnglish)).toEqual(['6.95 %', '123,450.00 %']);
  });

  it('writes rates', () => {
    expect([69_500, 0, 1_000_000, 125, 60_000, -12_345].map(formatRate)).toEqual(['6,95 %', '0,00 %', '100,00 %', '0,0125 %', '6,00 %', '-1,2345 %']);
  });
});
