import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gridTaeg, legalTaeg, levelTaeg } from '../rates.ts';
import { cases, seeds } from '../proof/seeds.ts';

/** The rate in 25 digits of the same grid, as a float; NaN when refused. */
function reference(drawn: number, payments: Float64Array, leftoverDays: number): number {
  const flows = Array.from(payments, (amount, month) => [month / 12 + leftoverDays / 365, Math.max(amount, 0)] as const);
  const refunds = Array.from(payments, (amount, month) => [month / 12 + leftoverDays / 365, Math.max(-amount, 0)] as const);
  const answer = legalTaeg({ drawdowns: [[0, drawn], ...refunds], payments: flows });
  return answer.ok ? answer.annualRate : Number.NaN;
}

const agrees = (found: number, expected: number): boolean =>
  Number.isNaN(expected) ? Number.isNaN(found) : Math.abs(found - expected) < 1e-10 * Math.max(1, expected);

describe('rates on a grid of months', () => {
  it('level: zero rate, one payment, negative, thousands of per cent, no rate', () => {
    expect(levelTaeg(1_000_000, 20_000, 50)).toBe(0);
    expect(levelTaeg(1_000_000, 1_010_000, 1)).toBeCloseTo(1.01 ** 12 - 1, 14);
    expect(levelTaeg(1_000_000, 19_000, 50)).toBeLessThan(0);
    expect(levelTaeg(1_000_000, 1_500_000, 1)).toBeCloseTo(1.5 ** 12 - 1, 9);
    expect(levelTaeg(1_000_000, 3_000_000, 1)).toBeCloseTo(3 ** 12 - 1, 5);
    expect(levelTaeg(1_000_000, 0, 10)).toBeNaN();
    expect(levelTaeg(0, 100, 10)).toBeNaN();
    expect(levelTaeg(Number.NaN, 100, 10)).toBeNaN();
    expect(levelTaeg(100, 100, 601)).toBeNaN();
    expect(gridTaeg(100, Float64Array.of(0, Number.NaN), 2)).toBeNaN();
    expect(gridTaeg(100, Float64Array.of(0, 0), 2)).toBeNaN();
  });

  it.each(seeds)('agrees with the sharp rate to 10^-10 (seed %i)', (seed) => {
    const grid = fc.record({
      drawn: fc.integer({ min: 10_000, max: 20_000_000 }),
      rows: fc.oneof(fc.integer({ min: 1, max: 72 }), fc.integer({ min: 73, max: 600 })),
      markUp: fc.oneof(fc.constant(0), fc.integer({ min: -300, max: 3000 }), fc.integer({ min: 3000, max: 500_000 })),
      balloon: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 95 })),
      after: fc.boolean(),
      extra: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 5000 })),
      first: fc.constantFrom(0, 1, 1, 1, 2, 4),
      days: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 })),
      refund: fc.constantFrom(0, 0, 0, 1),
    });
    fc.assert(
      fc.property(grid, ({ drawn, rows, markUp, balloon, after, extra, first, days, refund }) => {
        const due = Math.ceil((drawn * (1000 + markUp)) / 1000);
        const last = Math.floor((due * balloon) / 100);
        const level = Math.ceil((due - last) / rows);
        const start = first === 0 && days === 0 ? 1 : first;
        const lastAt = start + rows - (after ? 0 : 1);
        const payments = new Float64Array(start + rows + 1);
        for (let row = 0; row < rows; row++) payments[start + row] = level;
        payments[start] = (payments[start] ?? 0) + extra;
        payments[lastAt] = (payments[lastAt] ?? 0) + last;
        const expected = reference(drawn, payments, days);
        expect(agrees(gridTaeg(drawn, payments, payments.length, days / 365), expected)).toBe(true);
        expect(agrees(levelTaeg(drawn, level, rows, { first: start, leftover: days / 365, firstExtra: extra, last, lastAt }), expected)).toBe(true);
        if (refund === 0) return;
        payments[start + rows] = -Math.floor(level / 3);
        expect(agrees(gridTaeg(drawn, payments, payments.length, days / 365), reference(drawn, payments, days))).toBe(true);
      }),
      { seed, numRuns: cases(250, 20_000) },
    );
  }, 600_000);
});
