import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceFinancing, taeg } from '../index.ts';
import type { FinancingFigures, FinancingTerms } from '../index.ts';
import { buildPlan } from '../plans.ts';
import { anyShapedTerms, anyTerms, charge, plainShape, plainTerms, products, shaped } from '../proof/sample-terms.ts';
import { runs, seeds } from '../proof/seeds.ts';

function priced(terms: FinancingTerms): FinancingFigures {
  const result = priceFinancing(terms);
  if (!result.ok) throw new Error(`refused: ${result.refusal} at ${result.path}`);
  return result.figures;
}

/** A level or balloon plan said as a shape. */
function asShaped(terms: FinancingTerms): FinancingTerms {
  const { plan } = terms;
  if (plan.kind !== 'balloon') return { ...terms, plan: { kind: 'shaped', shape: plainShape } };
  const shape = { ...plainShape, balloonAfterLastRow: plan.balloonAt === 'one-period-after' };
  return { ...terms, plan: { kind: 'shaped', shape, balloonCents: plan.balloonCents } };
}

describe('a financing with a shaped plan', () => {
  it.each(seeds)('of the plain shape is the level or balloon plan to the cent, refusals included (seed %i)', (seed) => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        // A balloon of nothing one period after is a row of its own on the month grid alone.
        if (terms.plan.kind === 'balloon' && terms.plan.balloonCents === 0) return;
        expect(priceFinancing(asShaped(terms))).toEqual(priceFinancing(terms));
      }),
      { seed, numRuns: runs(100) },
    );
  });

  it.each(seeds)('lends the amount financed by the plan itself, and its totals close (seed %i)', (seed) => {
    fc.assert(
      fc.property(anyShapedTerms, (terms) => {
        const result = priceFinancing(terms);
        if (!result.ok || terms.plan.kind !== 'shaped') return;
        const { figures } = result;
        const { weights } = terms.plan.shape;
        const beyond = terms.plan.weightsBeyond;
        const spread = weights && Array.from({ length: terms.termMonths }, (_, row) => weights[beyond === 'repeat' ? row % weights.length : Math.min(row, weights.length - 1)] ?? 0);
        const built = buildPlan({
          ...terms.plan.shape,
          weights: spread,
          principalCents: figures.amountFinancedCents,
          nominalRatePpm: terms.nominalRatePpm,
          rows: terms.termMonths,
          start: terms.startDate,
          balloonCents: terms.plan.balloonCents,
        });
        if (!built.ok) throw new Error(built.refusal);
        expect(figures.instalmentCents).toBe(built.plan.instalmentCents);
        expect(figures.interestCents).toBe(built.plan.totals.interestCents);
        expect(figures.rows.map(({ dueDate, principalCents, interestCents, balanceCents }) => ({ dueDate, principalCents, interestCents, balanceCents }))).toEqual(
          built.plan.rows.map(({ dueDate, principalCents, interestCents, balanceCents }) => ({ dueDate, principalCents, interestCents, balanceCents })),
        );
        const atStart = terms.charges.reduce((sum, item) => (item.at === 'start' && !item.financed ? sum + (item.cents ?? 0) : sum), 0)
          + terms.services.reduce((sum, item) => (item.inTaeg && !item.financed ? sum + item.amountCents : sum), 0);
        expect(figures.rows.reduce((sum, row) => sum + row.dueCents, 0) + atStart).toBe(figures.totalDueCents);
      }),
      { seed, numRuns: runs(80) },
    );
  });

  it('has fees, taxes and TAEG like any other', () => {
    const figures = priced({
      ...shaped({ amortisation: 'interest-only', every: 3 }),
      termMonths: 8,
      charges: [charge('arrangement', 'start', 35_000, { financed: true }), charge('collection', 'row', 350)],
      substituteTax: { ratePpm: 2500, aboveMonths: 18, at: 'first-row' },
    });
    // 20,350.00 at 6.95 % for a quarter: 353.58125.
    expect(figures).toMatchObject({ amountFinancedCents: 2_035_000, instalmentCents: 35_358, instalmentWithFeesCents: 35_708, substituteTaxCents: 5088, balloonCents: 0 });
    expect(figures.rows).toHaveLength(8);
    expect(figures.rows[0]).toMatchObject({ dueDate: '2027-02-22', principalCents: 0, interestCents: 35_358, feeCents: 5438 });
    expect(figures.rows[7]).toMatchObject({ dueDate: '2028-11-22', principalCents: 2_035_000, balanceCents: 0 });
    const flows = taeg({ drawdowns: [{ date: '2026-11-22', cents: 2_000_000 }], payments: figures.rows.map((row) => ({ date: row.dueDate, cents: row.dueCents })) });
    expect(flows).toMatchObject({ ok: true, taegPpm: figures.taegPpm });
    // (1 + 0.0695 / 4)^4 − 1
    expect(figures.effectiveRatePpm).toBe(71_332);
  });

  it('counts a weekly plan in weeks of 1/52: a TAN without costs becomes (1 + TAN × 2/52)^26 − 1', () => {
    const figures = priced({ ...shaped({ every: 2, unit: 'week' }), termMonths: 26 });
    expect(figures.effectiveRatePpm).toBe(71_873);
    expect(Math.abs(figures.taegPpm - figures.effectiveRatePpm)).toBeLessThanOrEqual(100);
  });

  it('knows 600 rows, and names its own fields when it refuses', () => {
    expect(priced({ ...shaped({ every: 1, unit: 'week' }), termMonths: 600 }).rows).toHaveLength(600);
    const refused = (terms: FinancingTerms) => priceFinancing(terms);
    expect(refused({ ...shaped({ every: 1 }), termMonths: 601 })).toEqual({ ok: false, refusal: 'term_out_of_range', path: 'termMonths', nearest: 600 });
    expect(refused(shaped({ dayCount: 'actual' as never }))).toMatchObject({ refusal: 'choice_not_known', path: 'plan.shape.dayCount' });
    expect(refused(shaped({ every: 0 }))).toMatchObject({ refusal: 'number_out_of_range', path: 'plan.shape.every' });
    expect(refused(shaped({ weights: [1, 2] }))).toMatchObject({ refusal: 'choice_not_consistent', path: 'plan.shape.weights' });
    expect(refused(shaped({ gracePrincipalRows: 48 }))).toMatchObject({ refusal: 'term_out_of_range', path: 'plan.shape.gracePrincipalRows', nearest: 47 });
    expect(refused(shaped({}, { balloonCents: 2_000_001 }))).toEqual({ ok: false, refusal: 'balloon_too_large', path: 'plan.balloonCents', nearest: 2_000_000 });
    expect(refused(shaped({}, { dueDates: ['2026-12-01'] }))).toMatchObject({ refusal: 'choice_not_consistent', path: 'plan.dueDates' });
    expect(refused({ ...plainTerms, plan: { kind: 'shaped' } as never })).toMatchObject({ refusal: 'missing', path: 'plan.shape' });
  });

  it('takes irregular due dates', () => {
    const figures = priced({ ...shaped({ dayCount: 'act/365f' }, { dueDates: ['2026-12-24', '2027-02-01', '2027-02-28'] }), termMonths: 3 });
    expect(figures.rows.map((row) => row.dueDate)).toEqual(['2026-12-24', '2027-02-01', '2027-02-28']);
    expect(figures.rows[0]?.interestCents).toBe(Math.round((2_000_000 * 0.0695 * 32) / 365));
  });

  it.each(seeds)('never throws and never answers NaN, whatever the shape (seed %i)', (seed) => {
    const names = ['every', 'unit', 'monthEnd', 'dayCount', 'amortisation', 'interestOn', 'mode', 'balloonAfterLastRow', 'gracePrincipalRows', 'graceInterestRows', 'firstPeriod', 'weights', 'capitalisation', 'rounding'];
    const sound = (value: unknown): boolean =>
      typeof value === 'number' ? Number.isSafeInteger(value) && !Object.is(value, -0) : typeof value === 'object' && value !== null ? Object.values(value).every(sound) : true;
    const anything = fc.oneof(fc.anything(), fc.integer(), fc.constantFrom(-0, 0, 1, null, Number.NaN));
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(products)), fc.constantFrom(...names), anything, fc.constantFrom('shape', 'plan'), (terms, name, value, where) => {
        if (terms.plan.kind !== 'shaped') return;
        const shape = where === 'shape' ? { ...terms.plan.shape, [name]: value } : terms.plan.shape;
        const more = where === 'plan' ? { [['balloonCents', 'weightsBeyond', 'dueDates', 'shape'][names.indexOf(name) % 4] ?? '']: value } : {};
        expect(sound(priceFinancing({ ...terms, plan: { ...terms.plan, shape, ...more } } as FinancingTerms))).toBe(true);
      }),
      { seed, numRuns: runs(150) },
    );
  });
});
