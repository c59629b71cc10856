import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceFinancing, taeg } from '../index.ts';
import type { FinancingTerms } from '../index.ts';
import { levelInstalment } from './level-plan.ts';
import { exactInstalmentCents, exactRows } from '../proof/exact-plan.ts';
import { anyTerms, charge, plainTerms } from '../proof/sample-terms.ts';
import { runs, seeds } from '../proof/seeds.ts';

function priced(terms: FinancingTerms) {
  const result = priceFinancing(terms);
  if (!result.ok) throw new Error(`refused: ${result.refusal} at ${result.path}`);
  return result.figures;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('priceFinancing, table', () => {
  it('1,200.00 at 12 % over three months, row by row', () => {
    const figures = priced({ ...plainTerms, priceCents: 120_000, termMonths: 3, nominalRatePpm: 120_000, startDate: '2026-01-31' });
    expect(figures.rows).toEqual([
      { number: 1, dueDate: '2026-02-28', principalCents: 39_603, interestCents: 1200, feeCents: 0, dueCents: 40_803, balanceCents: 80_397 },
      { number: 2, dueDate: '2026-03-31', principalCents: 39_999, interestCents: 804, feeCents: 0, dueCents: 40_803, balanceCents: 40_398 },
      { number: 3, dueDate: '2026-04-30', principalCents: 40_398, interestCents: 404, feeCents: 0, dueCents: 40_802, balanceCents: 0 },
    ]);
    expect(figures.taegPpm).toBe(126_800);
    expect(figures.effectiveRatePpm).toBe(126_825);
  });

  it('rate zero divides by the rows and has TAEG zero', () => {
    const figures = priced({ ...plainTerms, priceCents: 100_000, termMonths: 3, nominalRatePpm: 0 });
    expect(figures.rows.map((row) => row.dueCents)).toEqual([33_333, 33_333, 33_334]);
    expect([figures.taegPpm, figures.interestCents, figures.effectiveRatePpm]).toEqual([0, 0, 0]);
  });

  it('balloon with the last row: 24 rows, the last with the balloon', () => {
    const figures = priced({ ...plainTerms, termMonths: 24, nominalRatePpm: 60_000, plan: { kind: 'balloon', balloonCents: 1_000_000, balloonAt: 'with-last-row' } });
    expect(figures.instalmentCents).toBe(49_321); // (20,000 − 10,000 v²⁴) × 0.005 / (1 − v²⁴), v = 1/1.005
    expect(figures.rows).toHaveLength(24);
    expect(Math.abs((figures.rows[23]?.dueCents ?? 0) - 1_049_321)).toBeLessThanOrEqual(12);
  });

  it('the level instalment rounds an exact half cent up, and to even on request', () => {
    // Zero rate, 1.01 over two rows: 0.505; and 12 % over one row on 0.50: exactly 0.505 as well.
    const half = { principalCents: 101, nominalRatePpm: 0, rows: 2, balloonCents: 0, balloonAfter: false } as const;
    expect(levelInstalment({ ...half, rounding: 'half-up' })).toBe(51);
    expect(levelInstalment({ ...half, rounding: 'half-even' })).toBe(50);
    const withInterest = { ...half, principalCents: 50, nominalRatePpm: 120_000, rows: 1 } as const;
    expect(levelInstalment({ ...withInterest, rounding: 'half-up' })).toBe(51);
    expect(levelInstalment({ ...withInterest, rounding: 'half-even' })).toBe(50);
  });

  it.each([
    // rate, at, amount before tax → tax, amount financed
    ['first-row' as const, 1_967_500, 4919, 1_967_500],
    ['first-row' as const, 943_550, 2359, 943_550],
    ['financed' as const, 1_967_500, 4931, 1_972_431], // 0.25 % of 19,724.31, itself included
  ])('substitute tax %s on %i is %i', (at, before, taxCents, amountFinancedCents) => {
    const figures = priced({ ...plainTerms, priceCents: before, substituteTax: { ratePpm: 2500, aboveMonths: 18, at } });
    expect(figures).toMatchObject({ substituteTaxCents: taxCents, amountFinancedCents, totalCreditCents: before });
    expect(figures.substituteTaxCents).toBe(Math.round(figures.amountFinancedCents * 0.0025));
    expect(figures.rows[0]?.feeCents).toBe(at === 'first-row' ? taxCents : 0);
  });

  it.each([
    // rows, plan, first due → tax due
    [18, 'level', undefined, false],
    [19, 'level', undefined, true],
    [18, 'one-period-after', undefined, true], // the balloon falls due in month 19
    [18, 'level', '2027-01-10', true], // eighteen months and some days
  ])('%i rows (%s, first due %s): above 18 months %s', (termMonths, kind, firstDueDate, due) => {
    const figures = priced({
      ...plainTerms,
      termMonths,
      firstDueDate,
      plan: kind === 'level' ? { kind } : { kind: 'balloon', balloonCents: 500_000, balloonAt: 'one-period-after' },
      substituteTax: { ratePpm: 2500, aboveMonths: 18, at: 'first-row' },
      stampDuty: { contractCents: 1600, upToMonths: 18 },
    });
    expect(figures.substituteTaxCents > 0).toBe(due);
    expect(figures.stampDutyCents).toBe(due ? 0 : 1600);
  });

  it('keeps optional services out of the TAEG and required ones in', () => {
    const service = { code: 'gap', amountCents: 100_000, financed: true, inTaeg: false };
    const without = priced(plainTerms);
    const optional = priced({ ...plainTerms, services: [service] });
    const required = priced({ ...plainTerms, services: [{ ...service, inTaeg: true }] });
    expect(optional.taegPpm).toBe(without.taegPpm);
    expect(optional).toMatchObject({ totalCreditCents: 2_100_000, amountFinancedCents: 2_100_000, financedServicesCents: 100_000 });
    expect(required).toMatchObject({ totalCreditCents: 2_000_000, amountFinancedCents: 2_100_000, financedServicesCents: 100_000 });
    expect(required.taegPpm).toBeGreaterThan(without.taegPpm);
    expect(required.totalCostCents).toBe(required.interestCents + 100_000);
    expect(priced({ ...plainTerms, services: [{ ...service, financed: false }] }).taegPpm).toBe(without.taegPpm);
  });

  it('keeps an optional charge out of TAEG and cost whatever its other flag, but asks it with the row', () => {
    const without = priced(plainTerms);
    const figures = priced({ ...plainTerms, charges: [charge('assistance', 'row', 2100, { optional: true })] });
    expect(figures).toMatchObject({ taegPpm: without.taegPpm, totalCostCents: without.totalCostCents, totalFeesCents: 0 });
    expect(figures.instalmentWithFeesCents).toBe(without.instalmentCents + 2100);
    expect(figures.rows[5]?.feeCents).toBe(2100);
  });

  it('shows a charge on its due date, charges a share of its base', () => {
    const figures = priced({
      ...plainTerms,
      charges: [
        charge('statement', 'date', 320, { date: '2026-12-22' }),
        charge('guarantee', 'start', 0, { cents: undefined, ratePpm: 10_000, base: 'total-credit', financed: true }),
        charge('brokerage', 'start', 0, { cents: undefined, ratePpm: 10_000, base: 'amount-financed', financed: true }),
        charge('collection', 'row', 0, { cents: undefined, ratePpm: 10_000, base: 'instalment' }),
      ],
    });
    expect(figures.financedFeesCents).toBe(20_000 + 20_200);
    expect(figures.amountFinancedCents).toBe(2_040_200);
    const perRow = Math.round(figures.instalmentCents / 100);
    expect(figures.instalmentWithFeesCents).toBe(figures.instalmentCents + perRow);
    expect(figures.rows[0]?.feeCents).toBe(perRow + 320);
    expect(figures.rows[1]?.feeCents).toBe(perRow);
    expect(figures.totalFeesCents).toBe(40_200 + 48 * perRow + 320);
  });
});

describe('priceFinancing, properties', () => {
  it.each(seeds)('instalment and rows equal the exact referee (seed %i)', (seed) => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        const result = priceFinancing(terms);
        if (!result.ok) return;
        const { figures } = result;
        const after = terms.plan.kind === 'balloon' && terms.plan.balloonAt === 'one-period-after';
        const exact = {
          principalCents: figures.amountFinancedCents,
          ratePpm: terms.nominalRatePpm,
          rows: terms.termMonths,
          balloonCents: figures.balloonCents,
          balloonMonth: terms.termMonths + (after ? 1 : 0),
        };
        expect(figures.instalmentCents).toBe(exactInstalmentCents(exact));
        const rows = figures.rows.map(({ principalCents, interestCents }) => ({ principalCents, interestCents }));
        expect(rows.slice(0, terms.termMonths)).toEqual(exactRows(exact).slice(0, terms.termMonths));
        expect(rows).toHaveLength(exact.balloonMonth);
      }),
      { seed, numRuns: runs(200) },
    );
  });

  it.each(seeds)('small amounts, where half cents are frequent, equal the referee (seed %i)', (seed) => {
    const small = fc.record({
      principalCents: fc.integer({ min: 1, max: 40_000 }),
      nominalRatePpm: fc.integer({ min: 0, max: 100 }).map((step) => step * 10_000),
      rows: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(small, ({ principalCents, nominalRatePpm, rows }) => {
        const ours = levelInstalment({ principalCents, nominalRatePpm, rows, balloonCents: 0, balloonAfter: false, rounding: 'half-up' });
        expect(ours).toBe(exactInstalmentCents({ principalCents, ratePpm: nominalRatePpm, rows, balloonCents: 0, balloonMonth: rows }));
      }),
      { seed, numRuns: runs(1500) },
    );
  });

  it.each(seeds)('totals close and the TAEG is not below the effective TAN (seed %i)', (seed) => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        const result = priceFinancing(terms);
        if (!result.ok) return;
        const { figures } = result;
        const { rows } = figures;
        expect(sum(rows.map((row) => row.principalCents))).toBe(figures.amountFinancedCents);
        expect(rows[rows.length - 1]?.balanceCents).toBe(0);
        expect(sum(rows.map((row) => row.interestCents))).toBe(figures.interestCents);
        expect(rows.every((row) => row.principalCents >= 0 && row.interestCents >= 0 && row.dueCents === row.principalCents + row.interestCents + row.feeCents)).toBe(true);
        const paidAtStart = sum(terms.charges.map((item) => (item.at === 'start' && !item.financed ? (item.cents ?? 0) : 0)))
          + sum(terms.services.map((item) => (item.inTaeg && !item.financed ? item.amountCents : 0)));
        // Everything the customer pays on the credit: the rows, and what was paid in cash on the first day.
        expect(sum(rows.map((row) => row.dueCents)) + paidAtStart).toBe(figures.totalDueCents);
        // Half a cent a row is all that rounding may take from the lender.
        const slack = 100 + (rows.length * 0.5 * 12e6) / sum(rows.map((row) => row.balanceCents + row.principalCents));
        expect(figures.taegPpm).toBeGreaterThanOrEqual(figures.effectiveRatePpm - slack * 4);
        expect(figures.taegPpm % 100).toBe(0);
      }),
      { seed, numRuns: runs(200) },
    );
  });

  it('the TAEG of a priced plan is the TAEG of its flows', () => {
    const figures = priced({ ...plainTerms, startDate: '2027-12-31', firstDueDate: '2028-02-15', charges: [charge('collection', 'row', 250)] });
    const flows = taeg({
      drawdowns: [{ date: '2027-12-31', cents: figures.totalCreditCents }],
      payments: figures.rows.map((row) => ({ date: row.dueDate, cents: row.dueCents })),
    });
    expect(flows).toMatchObject({ ok: true, taegPpm: figures.taegPpm });
  });
});
