import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solveAnnualRate } from './annual-rate.ts';
import { taeg } from '../index.ts';
import { exponential, integerPower } from '../arithmetic/power.ts';
import { exactPresentValue } from '../proof/exact-rate.ts';
import type { ExactFlow } from '../proof/exact-rate.ts';
import { runs, seeds } from '../proof/seeds.ts';

/** The engine's rate is right to 10^-10: the exact present value changes sign within it. */
function expectRoot(flows: readonly ExactFlow[]): void {
  const rate = solveAnnualRate(
    flows.map(({ cents, months, days, divisor }) => ({
      cents,
      time: { whole: months, days, divisor, years: months / 12 + days / divisor },
    })),
  );
  if (rate === null) throw new Error('no rate found');
  const tolerance = BigInt(Math.ceil(1e5 * Math.max(1, rate)));
  const nearest = BigInt(Math.round(rate * 1e15));
  const below = exactPresentValue(flows, nearest - tolerance);
  const above = exactPresentValue(flows, nearest + tolerance);
  expect([below > 0n, above < 0n]).toEqual([true, true]);
}

const flow = (cents: number, months: number, days = 0, divisor = 365): ExactFlow => ({ cents, months, days, divisor });

describe('TAEG', () => {
  /**
   * Examples annexed to Directive 87/102 by Directive 98/7 (text of COM(1996) 79): published 12.96 %, 16.9 %, 13.07 %. The
   * cases by standard years and the last one follow from the same equations; each is also proved by the exact referee.
   */
  it.each([
    ['1,200 after 546 days', [flow(-100_000, 0), flow(120_000, 0, 546)], 0.1296204],
    ['1,200 after a year and a half', [flow(-100_000, 0), flow(120_000, 18)], 0.1292431],
    ['the same with 50 withheld, 546 days', [flow(-95_000, 0), flow(120_000, 0, 546)], 0.169026],
    ['the same with 50 withheld, a year and a half', [flow(-95_000, 0), flow(120_000, 18)], 0.1685259],
    ['two payments of 600 after one and two years', [flow(-100_000, 0), flow(60_000, 12), flow(60_000, 24)], 0.1306624],
    ['272, 272 and 544 after 3, 6 and 12 months', [flow(-100_000, 0), flow(27_200, 3), flow(27_200, 6), flow(54_400, 12)], 0.131855],
  ])('directive example: %s', (_name, flows, expected) => {
    expectRoot(flows);
    const rate = solveAnnualRate(flows.map(({ cents, months, days, divisor }) => ({ cents, time: { whole: months, days, divisor, years: months / 12 + days / divisor } })));
    expect(rate).toBeCloseTo(expected, 6);
  });

  it.each([
    // half-up at the second decimal, the half itself decided by exact data: one payment after one year
    [1_000_000, 1_051_249, 51_200], // 5.1249 %
    [1_000_000, 1_051_250, 51_300], // 5.125 % → 5.13
    [1_000_000, 1_030_540, 30_500], // 3.054 %
    [1_000_000, 1_000_000, 0],
    [1_000_000, 990_000, -10_000],
  ])('lends %i, repays %i after a year: %i ppm', (lent, repaid, taegPpm) => {
    const result = taeg({ drawdowns: [{ date: '2026-11-22', cents: lent }], payments: [{ date: '2027-11-22', cents: repaid }] });
    expect(result).toMatchObject({ ok: true, taegPpm });
  });

  it('takes drawdowns on several dates', () => {
    const result = taeg({
      drawdowns: [{ date: '2026-07-01', cents: 100_000 }, { date: '2026-01-01', cents: 100_000 }],
      payments: [{ date: '2027-01-01', cents: 215_000 }],
    });
    expect(result.ok && Math.abs(100_000 * (1 + result.annualRate) + 100_000 * Math.sqrt(1 + result.annualRate) - 215_000) < 1e-6).toBe(true);
  });

  it.each([
    [{ drawdowns: [], payments: [] }, 'missing', 'drawdowns'],
    [{ drawdowns: [{ date: '2026-01-01', cents: 1.5 }], payments: [] }, 'not_an_integer', 'drawdowns.0.cents'],
    [{ drawdowns: [{ date: '2026-01-01', cents: -1 }], payments: [] }, 'amount_negative', 'drawdowns.0.cents'],
    [{ drawdowns: [{ date: '2026-01-01', cents: 100 }], payments: [] }, 'not_solvable', 'payments'],
    [{ drawdowns: [{ date: '2026-01-02', cents: 100 }], payments: [{ date: '2026-01-01', cents: 100 }] }, 'date_out_of_range', 'payments.0.date'],
    [{ drawdowns: [{ date: '2026-02-30', cents: 100 }], payments: [] }, 'date_not_valid', 'drawdowns.0.date'],
    [{ drawdowns: [{ date: '2026-01-01', cents: 1 }], payments: [{ date: '2026-01-02', cents: 1_000_000 }] }, 'rate_out_of_range', 'payments'],
  ])('refuses %j with %s', (flows, refusal, path) => {
    expect(taeg(flows)).toEqual({ ok: false, refusal, path });
  });

  it.each(seeds)('is right to 10^-10 on random legal flows (seed %i)', (seed) => {
    const days = fc.record({ days: fc.integer({ min: 0, max: 30 }), divisor: fc.constantFrom(365, 366) });
    const flows = fc
      .record({
        lent: fc.integer({ min: 10_000, max: 10_000_000 }),
        rows: fc.integer({ min: 1, max: 120 }),
        markUp: fc.integer({ min: 0, max: 150 }),
        balloon: fc.integer({ min: 0, max: 80 }),
        upFront: fc.integer({ min: 0, max: 10 }),
        first: days,
      })
      .map(({ lent, rows, markUp, balloon, upFront, first }) => {
        const due = Math.ceil((lent * (100 + markUp)) / 100);
        const last = Math.floor((due * balloon) / 100);
        const level = Math.ceil((due - last) / rows);
        const payments = Array.from({ length: rows }, (_, row) => flow(row === rows - 1 ? level + last : level, row + 1, first.days, first.divisor));
        return [flow(-lent + Math.floor((lent * upFront) / 100), 0), ...payments];
      })
      // Above a thousandfold a year the rate is no longer a credit anybody offers; the tolerance is then relative.
      .filter((items) => items.length > 3);
    fc.assert(fc.property(flows, expectRoot), { seed, numRuns: runs(40) });
  });

  it('powers agree with the platform to the last digits', () => {
    for (let x = -20; x <= 20; x += 0.137) expect(Math.abs(exponential(x) / Math.exp(x) - 1)).toBeLessThan(1e-14);
    expect(exponential(0)).toBe(1);
    expect(integerPower(1.5, 0)).toBe(1);
    expect(integerPower(2, 40)).toBe(1_099_511_627_776);
  });
});
