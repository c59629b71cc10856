import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findInteger } from './find-integer.ts';
import type { IntegerFound } from './find-integer.ts';
import { roundest } from './roundest.ts';
import { runs, seeds } from '../proof/seeds.ts';

/** A monotone table of figures; the ends may be values that cannot be priced. */
const table = fc.record({
  steps: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 60 }),
  start: fc.integer({ min: -50, max: 50 }),
  low: fc.integer({ min: -20, max: 20 }),
  tooLow: fc.integer({ min: 0, max: 5 }),
  tooHigh: fc.integer({ min: 0, max: 5 }),
  rising: fc.boolean(),
  guess: fc.integer({ min: -100, max: 100 }),
  slope: fc.constantFrom(undefined, 0, 0.001, 1, 1000),
  target: fc.integer({ min: -60, max: 120 }),
});

describe('findInteger', () => {
  it.each(seeds)('answers as trying every value does (seed %i)', (seed) => {
    fc.assert(
      fc.property(table, ({ steps, start, low, tooLow, tooHigh, rising, guess, slope, target }) => {
        let height = start;
        const figures = steps.map((step) => (height += rising ? step : -step));
        const high = low + figures.length - 1;
        const figureAt = (value: number): number | 'too-low' | 'too-high' => {
          if (value < low || value > high) throw new Error('asked outside the bounds');
          if (value - low < tooLow) return 'too-low';
          return high - value < tooHigh ? 'too-high' : (figures[value - low] ?? 0);
        };
        const all = figures.map((figure, index) => ({ value: low + index, figure })).slice(tooLow, Math.max(tooLow, figures.length - tooHigh));
        const hits = all.filter((point) => point.figure === target);
        const under = all.filter((point) => point.figure < target);
        const over = all.filter((point) => point.figure > target);
        const nearUnder = (rising ? under[under.length - 1] : under[0]) ?? null;
        const nearOver = (rising ? over[0] : over[over.length - 1]) ?? null;
        const expected: IntegerFound =
          hits.length > 0
            ? { exact: true, from: hits[0]?.value ?? 0, to: hits[hits.length - 1]?.value ?? 0 }
            : { exact: false, under: nearUnder, over: nearOver };
        expect(findInteger({ low, high, rising, target, guess, figureAt, ...(slope === undefined ? {} : { slope }) })).toEqual(expected);
      }),
      { seed, numRuns: runs(1500) },
    );
  });

  it('finds one step among a thousand million in few tries', () => {
    let tried = 0;
    const figureAt = (value: number): number => {
      tried += 1;
      return Math.floor(value / 41);
    };
    expect(findInteger({ low: 0, high: 1_000_000_000, rising: true, target: 12_345_678, guess: 506_000_000, slope: 1 / 41, figureAt })).toEqual({ exact: true, from: 506_172_798, to: 506_172_838 });
    expect(tried).toBeLessThanOrEqual(16);
  });

  it('has nothing to find between bounds that cross', () => {
    expect(findInteger({ low: 5, high: 4, rising: true, target: 0, guess: 5, figureAt: () => 0 })).toEqual({ exact: false, under: null, over: null });
  });
});

describe('roundest', () => {
  it.each([
    [69_412, 69_530, 69_500],
    [39_985, 40_010, 40_000],
    [69_494, 69_504, 69_500],
    [0, 3, 0],
    [-4, 9, 0],
    [7, 7, 7],
    [1_768_779, 1_768_849, 1_768_800],
    [95, 205, 100],
  ])('of %i … %i is %i', (from, to, round) => {
    expect(roundest(from, to)).toBe(round);
  });
});
