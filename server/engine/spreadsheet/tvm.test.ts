import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tvm } from '../spreadsheet.ts';
import type { TvmQuestion } from '../spreadsheet.ts';
import { distanceInFloats, exactFutureValue, exactPayment } from '../proof/rate-annuity.ts';
import type { ExactFraction } from '../proof/rate-annuity.ts';
import { cases, seeds } from '../proof/seeds.ts';

const value = (question: TvmQuestion): number => {
  const answer = tvm(question);
  if (!answer.ok) throw new Error(`refused: ${answer.refusal} at ${answer.path}`);
  return answer.value;
};

const flows = [-10_000, 2750, 4250, 3250, 2750];
const dates = ['2008-01-01', '2008-03-01', '2008-10-30', '2009-02-15', '2009-04-01'];
const business = [-70_000, 12_000, 15_000, 18_000, 21_000, 26_000];
const boat = [-120_000, 39_000, 30_000, 21_000, 37_000, 46_000];

describe('spreadsheet functions', () => {
  /** Examples on the pages of the functions in the Excel documentation (support.microsoft.com), as printed there. */
  it.each([
    [{ fn: 'PMT', rate: 0.08 / 12, nper: 10, pv: 10_000 }, -1037.03, 2],
    [{ fn: 'PMT', rate: 0.08 / 12, nper: 10, pv: 10_000, when: 'begin' }, -1030.16, 2],
    [{ fn: 'PMT', rate: 0.06 / 12, nper: 216, pv: 0, fv: 50_000 }, -129.08, 2],
    [{ fn: 'PMT', rate: 0.06 / 12, nper: 216, fv: 50_000 }, -129.08, 2],
    [{ fn: 'RATE', nper: 48, pmt: -200, pv: 8000 }, 0.0077, 4],
    [{ fn: 'IPMT', rate: 0.1 / 12, per: 1, nper: 36, pv: 8000 }, -66.67, 2],
    [{ fn: 'IPMT', rate: 0.1, per: 3, nper: 3, pv: 8000 }, -292.45, 2],
    [{ fn: 'PPMT', rate: 0.1 / 12, per: 1, nper: 24, pv: 2000 }, -75.62, 2],
    [{ fn: 'PPMT', rate: 0.08, per: 10, nper: 10, pv: 200_000 }, -27_598.05, 2],
    [{ fn: 'PV', rate: 0.08 / 12, nper: 240, pmt: 500 }, -59_777.15, 2],
    [{ fn: 'FV', rate: 0.06 / 12, nper: 10, pmt: -200, pv: -500, when: 'begin' }, 2581.4, 2],
    [{ fn: 'FV', rate: 0.12 / 12, nper: 12, pmt: -1000 }, 12_682.5, 2],
    [{ fn: 'FV', rate: 0.11 / 12, nper: 35, pmt: -2000, when: 'begin' }, 82_846.25, 2],
    [{ fn: 'FV', rate: 0.06 / 12, nper: 12, pmt: -100, pv: -1000, when: 'begin' }, 2301.4, 2],
    [{ fn: 'NPER', rate: 0.12 / 12, pmt: -100, pv: -1000, fv: 10_000, when: 'begin' }, 59.6738657, 7],
    [{ fn: 'NPER', rate: 0.12 / 12, pmt: -100, pv: -1000, fv: 10_000 }, 60.0821229, 7],
    [{ fn: 'NPER', rate: 0.12 / 12, pmt: -100, pv: -1000 }, -9.57859404, 8],
    [{ fn: 'IRR', values: business.slice(0, 5) }, -0.021, 3],
    [{ fn: 'IRR', values: business }, 0.087, 3],
    [{ fn: 'IRR', values: business.slice(0, 3), guess: -0.1 }, -0.444, 3],
    [{ fn: 'MIRR', values: boat, financeRate: 0.1, reinvestRate: 0.12 }, 0.126, 3],
    [{ fn: 'MIRR', values: boat.slice(0, 4), financeRate: 0.1, reinvestRate: 0.12 }, -0.048, 3],
    [{ fn: 'MIRR', values: boat, financeRate: 0.1, reinvestRate: 0.14 }, 0.135, 3],
    [{ fn: 'XIRR', values: flows, dates }, 0.3733625, 7], // printed as 0.373362535, the stop of its iteration
    [{ fn: 'XNPV', rate: 0.09, values: flows, dates }, 2086.6476, 4],
  ] as const)('%j is %d', (question, expected, decimals) => {
    expect(Number(value(question).toFixed(decimals))).toBe(expected);
  });

  it('keeps every digit next to a zero rate', () => {
    // pv + 12 pmt − 12 × 13 / 2 × pmt × r + … = 0: r = 10^-9 / (78 × 100) to first order.
    expect(Math.abs(value({ fn: 'RATE', nper: 12, pmt: -100, pv: 1200 - 2 ** -30 }) / (2 ** -30 / 7800) - 1)).toBeLessThan(1e-12);
    expect(value({ fn: 'RATE', nper: 12, pmt: -100, pv: 1200 })).toBe(0);
    expect(value({ fn: 'PMT', rate: 0, nper: 12, pv: 1200 })).toBe(-100);
    expect(value({ fn: 'PMT', rate: 1e-18, nper: 12, pv: 1200 })).toBe(-100);
    expect(value({ fn: 'NPER', rate: 1e-18, pmt: -100, pv: 1200 })).toBe(12);
    expect(value({ fn: 'NPER', rate: 0, pmt: -100, pv: 1200 })).toBe(12);
    expect(value({ fn: 'FV', rate: 1e-18, nper: 12, pmt: -100 })).toBe(1200);
  });

  it('the functions undo one another', () => {
    for (const when of ['end', 'begin'] as const) {
      for (const [rate, nper] of [[-0.02, 7], [-1e-7, 60], [1e-12, 359.5], [0.004, 60], [0.03, 36], [0.4, 7], [0.1, 1]] as const) {
        const pmt = value({ fn: 'PMT', rate, nper, pv: 9000, fv: -500, when });
        expect(value({ fn: 'PV', rate, nper, pmt, fv: -500, when })).toBeCloseTo(9000, 8);
        expect(value({ fn: 'FV', rate, nper, pmt, pv: 9000, when })).toBeCloseTo(-500, 8);
        expect(value({ fn: 'NPER', rate, pmt, pv: 9000, fv: -500, when })).toBeCloseTo(nper, 8);
        if (nper > 1 || when === 'end') expect(value({ fn: 'RATE', nper, pmt, pv: 9000, fv: -500, when, guess: rate })).toBeCloseTo(rate, 12);
      }
    }
  });

  it.each(seeds)('payments and values are the floats next to the exact fractions (seed %i)', (seed) => {
    const terms = fc.record({
      rate: fc.oneof(fc.constant(0), fc.double({ min: -0.05, max: 0.2, noNaN: true }), fc.double({ min: -1e-9, max: 1e-9, noNaN: true })),
      nper: fc.integer({ min: 1, max: 120 }),
      amount: fc.integer({ min: 1, max: 1e9 }),
      other: fc.integer({ min: 0, max: 1e9 }),
      begin: fc.boolean(),
    });
    fc.assert(
      fc.property(terms, ({ rate, nper, amount, other, begin }) => {
        const when = begin ? 'begin' : 'end';
        const near = (found: number, exact: ExactFraction): void => expect(distanceInFloats(found, exact)).toBeLessThan(0.51);
        near(value({ fn: 'PMT', rate, nper, pv: amount, fv: other, when }), exactPayment(rate, nper, amount, other, begin));
        near(value({ fn: 'FV', rate, nper, pmt: -amount, pv: -other, when }), exactFutureValue(rate, nper, -amount, -other, begin));
      }),
      { seed, numRuns: cases(100, 5000) },
    );
  });

  it('interest and principal of every payment add up to the payments and the principal', () => {
    for (const when of ['end', 'begin'] as const) {
      const terms = { rate: 0.01, nper: 12, pv: 1000, when };
      const pmt = value({ fn: 'PMT', ...terms });
      let principal = 0;
      for (let per = 1; per <= 12; per++) {
        const part = value({ fn: 'PPMT', ...terms, per });
        principal += part;
        expect(part + value({ fn: 'IPMT', ...terms, per })).toBeCloseTo(pmt, 12);
      }
      expect(principal).toBeCloseTo(-1000, 9);
    }
    expect(value({ fn: 'IPMT', rate: 0.01, nper: 12, pv: 1000, per: 1, when: 'begin' })).toBe(0);
  });

  it('names the nearest payment when there is no such number', () => {
    const nearest = (per: number) => tvm({ fn: 'PPMT', rate: 0.1, nper: 3, pv: 8000, per });
    expect(nearest(0)).toEqual({ ok: false, refusal: 'number_out_of_range', path: 'per', nearest: 1 });
    expect(nearest(4)).toEqual({ ok: false, refusal: 'number_out_of_range', path: 'per', nearest: 3 });
  });

  it('a loss of nearly everything has its rate; beyond −99.9999999 % and 10^8 % it is named', () => {
    const year = ['2026-01-01', '2027-01-01'];
    expect(value({ fn: 'XIRR', values: [-1000, 1], dates: year })).toBe(-0.999);
    expect(value({ fn: 'IRR', values: [-1000, 1] })).toBe(-0.999);
    expect(value({ fn: 'RATE', nper: 1, pv: -1000, fv: 1 })).toBe(-0.999);
    expect(value({ fn: 'IRR', values: [-1e8, 1] })).toBe(-0.99999999);
    expect(value({ fn: 'IRR', values: [-1000, 0, 0.001] })).toBeCloseTo(-0.999, 14);
    for (const question of [{ fn: 'XIRR', values: [-1, 1e15], dates: year }, { fn: 'IRR', values: [-1e12, 1] }, { fn: 'IRR', values: [1e-3, -1e15] }] as const) {
      expect(tvm(question)).toEqual({ ok: false, refusal: 'rate_out_of_range', path: 'values' });
    }
    expect(tvm({ fn: 'RATE', nper: 1, pv: -1e12, fv: 1 })).toEqual({ ok: false, refusal: 'rate_out_of_range', path: 'pmt' });
    expect(tvm({ fn: 'IRR', values: [1, 2] })).toMatchObject({ refusal: 'not_solvable' });
  });

  it('of two rates the nearest to the guess', () => {
    const values = [-1000, 2300, -1320];
    expect(value({ fn: 'IRR', values })).toBeCloseTo(0.1, 15);
    expect(value({ fn: 'IRR', values, guess: 0.25 })).toBeCloseTo(0.2, 15);
    const three = [-1000, 3600, -4310, 1716]; // 10, 20 and 30 %
    expect(value({ fn: 'IRR', values: three })).toBeCloseTo(0.1, 14);
    expect(value({ fn: 'IRR', values: three, guess: 0.19 })).toBeCloseTo(0.2, 14);
    expect(value({ fn: 'IRR', values: three, guess: 0.5 })).toBeCloseTo(0.3, 14);
    expect(value({ fn: 'RATE', nper: 2, pmt: 2300, pv: -3300, fv: -1320, when: 'begin' })).toBeCloseTo(0.1, 15);
    expect(value({ fn: 'RATE', nper: 2, pmt: 2300, pv: -3300, fv: -1320, when: 'begin', guess: 0.25 })).toBeCloseTo(0.2, 15);
  });

  it.each([
    [null, 'missing', 'fn'],
    [{ fn: 'SUM' }, 'choice_not_known', 'fn'],
    [{ fn: 'PMT', nper: 10, pv: 1 }, 'missing', 'rate'],
    [{ fn: 'PMT', rate: '0.1', nper: 10, pv: 1 }, 'not_a_number', 'rate'],
    [{ fn: 'PMT', rate: 0.1, nper: 10 }, 'missing', 'pv'],
    [{ fn: 'NPER', rate: 0.1, pmt: -1 }, 'missing', 'pv'],
    [{ fn: 'PMT', rate: 0.1, nper: 0, pv: 1 }, 'number_out_of_range', 'nper'],
    [{ fn: 'PMT', rate: -1, nper: 10, pv: 1 }, 'rate_out_of_range', 'rate'],
    [{ fn: 'PMT', rate: 0.1, nper: 10, pv: 1, when: 'middle' }, 'choice_not_known', 'when'],
    [{ fn: 'PMT', rate: 0.1, nper: 10, pv: 1e300 }, 'amount_too_large', 'pv'],
    [{ fn: 'PMT', rate: 1e6, nper: 1000, pv: 1 }, 'not_solvable', 'nper'],
    [{ fn: 'IPMT', rate: 0.1, nper: 3, pv: 1, per: 4 }, 'number_out_of_range', 'per'],
    [{ fn: 'NPER', rate: 0.1, pmt: -1, pv: 100 }, 'not_solvable', 'pmt'],
    [{ fn: 'NPER', rate: 0, pmt: 0, pv: 100 }, 'not_solvable', 'pmt'],
    [{ fn: 'RATE', nper: 36, pmt: -100, pv: -100 }, 'not_solvable', 'pmt'],
    [{ fn: 'RATE', nper: 36 }, 'not_solvable', 'pmt'],
    [{ fn: 'IRR', values: [1, 2] }, 'not_solvable', 'values'],
    [{ fn: 'IRR', values: [1] }, 'missing', 'values'],
    [{ fn: 'IRR', values: [-1, Number.POSITIVE_INFINITY] }, 'amount_too_large', 'values.1'],
    [{ fn: 'MIRR', values: [1, 2], financeRate: 0.1, reinvestRate: 0.1 }, 'not_solvable', 'values'],
    [{ fn: 'XIRR', values: [-1, 2], dates: ['2026-01-01'] }, 'choice_not_consistent', 'dates'],
    [{ fn: 'XIRR', values: [-1, 2], dates: ['2026-01-02', '2026-01-01'] }, 'date_out_of_range', 'dates.1'],
    [{ fn: 'XNPV', rate: 0.1, values: [-1], dates: ['2026-02-30'] }, 'date_not_valid', 'dates.0'],
  ])('refuses %j with %s', (question, refusal, path) => {
    expect(tvm(question as TvmQuestion)).toMatchObject({ ok: false, refusal, path });
  });
});
