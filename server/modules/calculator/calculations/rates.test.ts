import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalText, faultOfPct, pctOfPpm, ppmOfPct } from './rates.ts';

describe('rates in per cent', () => {
  it.each([
    ['6.95', 69_500],
    ['0', 0],
    ['-0.5', -5000],
    ['007', 70_000],
    ['6.9512', 69_512],
    ['6.950000', 69_500],
    ['-6.00', -60_000],
    ['6.9512000000000000000000', 69_512],
    [6.95, 69_500],
    [0.07, 700],
    [1e300, Number.MAX_SAFE_INTEGER],
    ['1'.repeat(100), Number.MAX_SAFE_INTEGER],
    ['0'.repeat(100), 0],
  ])('%s is %i parts per million', (pct, ppm) => {
    expect(faultOfPct(pct)).toBeNull();
    expect(ppmOfPct(pct)).toBe(ppm);
  });

  it.each([
    ['6,95', 'not_a_rate'],
    ['', 'not_a_rate'],
    [' 6.95', 'not_a_rate'],
    ['+6', 'not_a_rate'],
    ['.5', 'not_a_rate'],
    ['1e2', 'not_a_rate'],
    ['NaN', 'not_a_rate'],
    ['6.95123', 'too_many_decimals'],
    ['6.950001', 'too_many_decimals'],
    [6.951_23, 'too_many_decimals'],
    [1 / 3, 'too_many_decimals'],
  ])('%s is refused: %s', (pct, fault) => {
    expect(faultOfPct(pct)).toBe(fault);
  });

  it('come back as they went', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9_999_999, max: 9_999_999 }), (ppm) => {
        const text = pctOfPpm(ppm);
        expect(ppmOfPct(text)).toBe(ppm);
        expect(ppmOfPct(Number(text))).toBe(ppm);
        expect([faultOfPct(text), faultOfPct(Number(text))]).toEqual([null, null]);
      }),
    );
  });

  it('are shown with two decimals at least', () => {
    expect([0, 69_500, 69_512, -5000, 10_000_000].map(pctOfPpm)).toEqual(['0.00', '6.95', '6.9512', '-0.50', '1000.00']);
    expect([decimalText(1.5, 0), decimalText(1.25, 1), decimalText(2, 8)]).toEqual(['2', '1.3', '2.00']);
  });
});
