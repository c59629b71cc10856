import { describe, expect, it } from 'vitest';
import type { PlanTerms } from '../plan/plan-terms.ts';
import { dayOfText, shifted, textOfDay } from './plan-referee-calendar.ts';
import { byReferencePeriods, yearFraction } from './plan-referee-day-count.ts';
import { fraction, sum } from './plan-referee-fraction.ts';
import { refereePlan } from './plan-referee.ts';

/** The referee itself against published tables and plans worked out by hand: 1,000.00 at 12 % is 1 % a month. */
const thousand: PlanTerms = {
  principalCents: 100_000,
  nominalRatePpm: 120_000,
  rows: 3,
  every: 1,
  unit: 'month',
  start: '2026-01-01',
  monthEnd: 'clamp',
  dayCount: '30/360-period',
  amortisation: 'level',
  interestOn: 'declining',
  mode: 'arrears',
  rounding: { mode: 'half-up', instalmentMultipleCents: 1, residue: 'last' },
};

const euro = (cents: number): string => (cents / 100).toFixed(2);

/** 'principal + interest (+ fee) → balance' of each row. */
function table(changes: Partial<PlanTerms>): string[] {
  return refereePlan({ ...thousand, ...changes }).rows.map(
    (row) => `${euro(row.principalCents)} + ${euro(row.interestCents)}${row.feeCents === 0 ? '' : ` + ${euro(row.feeCents)}`} → ${euro(row.balanceCents)}`,
  );
}

describe('the plan referee, worked by hand', () => {
  it.each<[string, Partial<PlanTerms>, string[]]>([
    // R = 1000 × 0.01 / (1 − 1.01⁻³) = 340.0221; interest 10.00, 6.6998, 3.3666.
    ['level', {}, ['330.02 + 10.00 → 669.98', '333.32 + 6.70 → 336.66', '336.66 + 3.37 → 0.00']],
    // e = 340.03 − 340.02; 0.01 / 1.0201 rounds to 0.01, asked with row 1.
    ['residue first', { rounding: { ...thousand.rounding, residue: 'first' } }, ['330.03 + 10.00 → 669.97', '333.32 + 6.70 → 336.65', '336.65 + 3.37 → 0.00']],
    // 340.02 → 340.00, and 0.07 stay in the last row: 336.70 + 3.367.
    ['whole tens', { rounding: { ...thousand.rounding, instalmentMultipleCents: 1000 } }, ['330.00 + 10.00 → 670.00', '333.30 + 6.70 → 336.70', '336.70 + 3.37 → 0.00']],
    // R = 1000 / (1 + 1/1.01 + 1/1.0201) = 336.6555; interest 0, 6.6334, 3.3331.
    ['advance', { mode: 'advance' }, ['336.66 + 0.00 → 663.34', '330.03 + 6.63 → 333.31', '333.31 + 3.33 → 0.00']],
    ['equal principal', { amortisation: 'equal-principal' }, ['333.33 + 10.00 → 666.67', '333.33 + 6.67 → 333.34', '333.34 + 3.33 → 0.00']],
    // (1000 − 100) / 3; the balloon bears a fourth month.
    ['equal principal, balloon after', { amortisation: 'equal-principal', balloonCents: 10_000, balloonAfterLastRow: true }, ['300.00 + 10.00 → 700.00', '300.00 + 7.00 → 400.00', '300.00 + 4.00 → 100.00', '100.00 + 1.00 → 0.00']],
    ['interest only', { amortisation: 'interest-only' }, ['0.00 + 10.00 → 1000.00', '0.00 + 10.00 → 1000.00', '1000.00 + 10.00 → 0.00']],
    // (1000 + 30) / 3 = 343.3333
    ['flat', { interestOn: 'flat' }, ['333.33 + 10.00 → 666.67', '333.33 + 10.00 → 333.34', '333.34 + 10.00 → 0.00']],
    // R = 1000 / (1/1.01 + 1/1.0201) = 507.5124 on two rows.
    ['grace on principal', { gracePrincipalRows: 1 }, ['0.00 + 10.00 → 1000.00', '497.51 + 10.00 → 502.49', '502.49 + 5.02 → 0.00']],
    ['grace on interest', { graceInterestRows: 1 }, ['330.02 + 0.00 → 669.98', '333.32 + 16.70 → 336.66', '336.66 + 3.37 → 0.00']],
    // Row 1 pays nothing, so its 10.00 join the debt and are not put off; 10.10 of row 2 are asked with row 3.
    ['grace on interest, a skipped row', { weights: [0, 1, 2], graceInterestRows: 2 }, ['-10.00 + 10.00 → 1010.00', '332.19 + 0.00 → 677.81', '677.81 + 16.88 → 0.00']],
    // R = 1000 × 1.01³ / (1.01 + 2) = 342.2927 (× 2 = 684.58); nothing is asked with row 1.
    ['weights 0, 1, 2', { weights: [0, 1, 2] }, ['-10.00 + 10.00 → 1010.00', '332.19 + 10.10 → 677.81', '677.81 + 6.78 → 0.00']],
    // 1030 / 3.03 = 339.9340; interest on row 3 of 1 % of 1000 + 660.07 + 320.14 = 19.8021.
    ['capitalised by the quarter', { capitalisation: { every: 3, unit: 'month' } }, ['339.93 + 0.00 → 660.07', '339.93 + 0.00 → 320.14', '320.14 + 19.80 → 0.00']],
    // 1.01³ − 1 = 0.030301
    ['a quarter capitalised by the month', { rows: 1, every: 3, capitalisation: { every: 1, unit: 'month' } }, ['1000.00 + 30.30 → 0.00']],
    // 15 days of 30/360 before the regular month: 0.005 beside 0.01.
    ['long first period, in the row', { rows: 1, firstDueDate: '2026-02-16', dayCount: '30/360-bond' }, ['1000.00 + 15.00 → 0.00']],
    ['long first period, capitalised', { rows: 1, firstDueDate: '2026-02-16', firstPeriod: 'capitalised' }, ['1000.00 + 15.05 → 0.00']],
    ['long first period, free', { rows: 1, firstDueDate: '2026-02-16' }, ['1000.00 + 10.00 → 0.00']],
    // The level of three regular rows, and 5.00 on top of the first.
    ['long first period, paid', { firstDueDate: '2026-02-16', firstPeriod: 'paid' }, ['330.02 + 15.00 → 669.98', '333.32 + 6.70 → 336.66', '336.66 + 3.37 → 0.00']],
    // 10 days less than a month: 1000 × 0.12 × 10/360 = 3.3333.
    ['short first period, paid', { firstDueDate: '2026-01-21', firstPeriod: 'paid' }, ['330.02 + 6.67 → 669.98', '333.32 + 6.70 → 336.66', '336.66 + 3.37 → 0.00']],
    // 6.00 on 600.00 for a month and 2.00 on 400.00 for 15 days.
    ['two drawdowns', { rows: 1, drawdowns: [{ date: '2026-01-01', cents: 60_000 }, { date: '2026-01-16', cents: 40_000 }] }, ['1000.00 + 8.00 → 0.00']],
    ['down payment', { rows: 1, downPaymentPpm: 200_000 }, ['200.00 + 0.00 → 800.00', '800.00 + 8.00 → 0.00']],
    ['irregular days', { rows: 2, dueDates: ['2026-01-11', '2026-03-02'], dayCount: 'act/360', amortisation: 'equal-principal' }, ['500.00 + 3.33 → 500.00', '500.00 + 8.33 → 0.00']],
    // 1000 + 20 fixed, then 5 % of 1020 = 51 financed; the row fee is 1 % of the 1071 before the row, the dated one joins it.
    [
      'charges',
      {
        rows: 1,
        charges: [
          { kind: 'share', at: 'start', ratePpm: 50_000, base: 'amount-financed', financed: true, inTaeg: true, optional: false },
          { kind: 'fixed', at: 'start', cents: 2000, financed: true, inTaeg: true, optional: false },
          { kind: 'collection', at: 'row', ratePpm: 10_000, base: 'row-balance', financed: false, inTaeg: true, optional: false },
          { kind: 'visit', at: 'date', date: '2026-02-01', cents: 29, financed: false, inTaeg: true, optional: true },
        ],
      },
      ['1071.00 + 10.71 + 11.00 → 0.00'],
    ],
  ])('%s', (_, changes, rows) => {
    expect(table(changes)).toEqual(rows);
  });

  it('gives the flows of the TAEG: a financed charge that is no cost counts as drawn, optional fees stay out', () => {
    const charge = { financed: false, inTaeg: true, optional: false };
    const plan = refereePlan({
      ...thousand,
      rows: 1,
      charges: [
        { ...charge, kind: 'cost', at: 'start', cents: 5100, financed: true },
        { ...charge, kind: 'insurance', at: 'start', cents: 2000, financed: true, optional: true },
        { ...charge, kind: 'arrangement', at: 'start', cents: 1500 },
        { ...charge, kind: 'visit', at: 'date', date: '2026-02-01', cents: 29, optional: true },
        { ...charge, kind: 'notice', at: 'date', date: '2026-02-02', cents: 200 },
      ],
    });
    // 1000 + 20 drawn less 15 paid the same day; 1071 and its 10.71 of interest, without the visit.
    expect(plan.taegFlows).toEqual([
      { date: '2026-01-01', cents: -100_500 },
      { date: '2026-02-01', cents: 108_171 },
      { date: '2026-02-02', cents: 200 },
    ]);
    expect(plan.separateFees.map((fee) => fee.kind)).toEqual(['arrangement', 'notice']);
    expect(plan.totals).toEqual({ principalCents: 107_100, interestCents: 1071, feeCents: 1729, financedFeeCents: 7100, dueCents: 109_900 });
  });

  it('finds the instalment of a published offer: 19,675.00 at 3.99 %, 36 rows of 119.00 and 17,688.12 in month 37', () => {
    const offer = refereePlan({ ...thousand, principalCents: 1_967_500, nominalRatePpm: 39_900, rows: 36, balloonCents: 1_768_812, balloonAfterLastRow: true });
    expect(offer.instalmentCents).toBe(11_900);
    expect(offer.rows).toHaveLength(37);
  });

  it('corrects the level once when the last row comes nearer', () => {
    // R = 10.44 × 1.0022 / 10 = 1.0463, but 0.04 % of each balance rounds to nothing: 1.05 leaves 0.99 (e = −0.06), and
    // R′ = 1.05 − 0.006 = 1.04 leaves 1.08 (e = +0.04).
    const small = { ...thousand, principalCents: 1044, nominalRatePpm: 4800, rows: 10 };
    const corrected = refereePlan({ ...small, rounding: { ...thousand.rounding, residue: 'correction-pass' } });
    expect([refereePlan(small).instalmentCents, corrected.instalmentCents, corrected.rows.at(-1)?.dueCents]).toEqual([105, 104, 108]);
  });
});

describe('the referee’s calendar', () => {
  it.each([
    ['clamp', '2027-01-31', ['2027-02-28', '2027-03-31', '2027-04-30']],
    ['last-day', '2027-02-28', ['2027-03-31', '2027-04-30', '2027-05-31']],
    ['clamp', '2027-02-28', ['2027-03-28', '2027-04-28', '2027-05-28']],
    ['roll', '2027-01-31', ['2027-03-01', '2027-03-31', '2027-05-01']],
    ['roll', '2028-01-30', ['2028-03-01', '2028-03-30', '2028-04-30']],
  ] as const)('%s from %s', (monthEnd, anchor, days) => {
    expect([1, 2, 3].map((count) => textOfDay(shifted(dayOfText(anchor), count, { every: 1, unit: 'month' }, monthEnd)))).toEqual(days);
  });

  it('knows 1900 is no leap year and 2000 is', () => {
    expect(textOfDay(dayOfText('1900-02-28') + 1)).toBe('1900-03-01');
    expect(textOfDay(dayOfText('2000-02-28') + 1)).toBe('2000-02-29');
    // 300 × 365 days, 73 leap days (75 fours less 1900 and 2100), the last day not counted.
    expect(dayOfText('2199-12-31') - dayOfText('1900-01-01')).toBe(109_572);
  });
});

describe('the referee’s day counts', () => {
  // ISDA memorandum "EMU and market conventions" (1998), the actual/actual examples: calendar years and AFB.
  it.each([
    // Not of the memorandum: from 28 February back to the last of February, as the FBF text has it; no year back, no change.
    ['2044-01-28', '2044-02-28', 31 / 366, 31 / 365],
    ['2004-02-29', '2008-02-28', 307 / 366 + 3 + 58 / 366, 4],
    ['2004-02-28', '2007-02-28', 308 / 366 + 2 + 58 / 365, 3 + 1 / 365],
    ['2003-11-01', '2004-05-01', 61 / 365 + 121 / 366, 182 / 366],
    ['1999-02-01', '1999-07-01', 150 / 365, 150 / 365],
    ['1999-07-01', '2000-07-01', 184 / 365 + 182 / 366, 1],
    ['2002-08-15', '2003-07-15', 334 / 365, 334 / 365],
    ['1999-07-30', '2000-01-30', 155 / 365 + 29 / 366, 184 / 365],
    ['2000-01-30', '2000-06-30', 152 / 366, 152 / 366],
    ['1999-11-30', '2000-04-30', 32 / 365 + 120 / 366, 152 / 366],
  ])('actual/actual from %s to %s', (from, to, byYears, afb) => {
    const isda = yearFraction('act/act-isda', dayOfText(from), dayOfText(to));
    expect(Number(isda.top) / Number(isda.bottom)).toBeCloseTo(byYears, 14);
    const back = yearFraction('act/act-afb', dayOfText(from), dayOfText(to));
    expect(Number(back.top) / Number(back.bottom)).toBeCloseTo(afb, 14);
  });

  // The same memorandum, bond method: half-yearly 153/(184 × 2) + 181/(181 × 2), quarterly at month ends 91/(91 × 4) + 61/(92 × 4).
  it.each([
    ['2002-08-15', '2003-07-15', '2003-07-15', 6, sum(fraction(153, 368), fraction(181, 362))],
    ['1999-11-30', '2000-04-30', '2000-05-31', 3, sum(fraction(91, 364), fraction(61, 368))],
  ])('reference periods from %s to %s', (from, to, due, months, published) => {
    const dayAt = (place: number): number => shifted(dayOfText(due), place, { every: months, unit: 'month' }, 'last-day');
    expect(byReferencePeriods(dayOfText(from), dayOfText(to), { dayAt, share: fraction(months, 12) }, 0)).toEqual(published);
  });

  // ISDA's published 30/360 examples (2006), end-of-February days: days of bond, US, 30E, 30E ISDA with termination 29/2/2008.
  it.each([
    ['2006-08-20', '2007-02-20', 180, 180, 180, 180],
    ['2006-08-31', '2007-02-28', 178, 178, 178, 180],
    ['2007-02-28', '2007-08-31', 183, 180, 182, 180],
    ['2007-08-31', '2008-02-29', 179, 179, 179, 179],
    ['2006-01-31', '2006-02-28', 28, 28, 28, 30],
    ['2006-02-28', '2006-03-31', 33, 30, 32, 30],
    ['2007-02-28', '2008-02-29', 361, 360, 361, 359],
    ['2006-09-30', '2006-10-31', 30, 30, 30, 30],
    ['2006-09-29', '2006-10-31', 32, 32, 31, 31],
  ])('30/360 from %s to %s', (from, to, ...days) => {
    const termination = dayOfText('2008-02-29');
    const found = (['30/360-bond', '30/360-us', '30e/360', '30e/360-isda'] as const).map((count) => {
      const { top, bottom } = yearFraction(count, dayOfText(from), dayOfText(to), termination);
      return Number((top * 360n) / bottom);
    });
    expect(found).toEqual(days);
  });
});
