import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceFinancing, solveDeposit, taeg } from '../index.ts';
import type { FinancingTerms } from '../index.ts';
import { charge, plainTerms } from '../proof/sample-terms.ts';
import { runs, seeds } from '../proof/seeds.ts';

/** Terms with one field replaced by whatever the outside world may send. */
function spoiled(path: string, value: unknown): FinancingTerms {
  const copy = structuredClone({
    ...plainTerms,
    plan: { kind: 'balloon', balloonCents: 500_000, balloonAt: 'with-last-row' },
    charges: [charge('collection', 'row', 350), charge('statement', 'date', 200, { date: '2027-11-22' }), charge('arrangement', 'start', 35_000, { financed: true })],
    services: [{ code: 'gap', amountCents: 90_000, financed: true, inTaeg: false }],
    substituteTax: { ratePpm: 2500, aboveMonths: 18, at: 'first-row' },
    stampDuty: { contractCents: 1600, upToMonths: 18 },
  }) as unknown as Record<string, unknown>;
  const steps = path.split('.');
  let place = copy;
  for (const step of steps.slice(0, -1)) place = place[step] as Record<string, unknown>;
  place[steps[steps.length - 1] ?? ''] = value;
  return copy as unknown as FinancingTerms;
}

describe('refusals', () => {
  it.each([
    ['priceCents', undefined, 'missing'],
    ['priceCents', '2000000', 'not_an_integer'],
    ['priceCents', Number.NaN, 'not_an_integer'],
    ['priceCents', Infinity, 'not_an_integer'],
    ['priceCents', 0.5, 'not_an_integer'],
    ['priceCents', 2n, 'not_an_integer'],
    ['priceCents', -1, 'amount_negative'],
    ['priceCents', 1_000_000_001, 'amount_too_large'],
    ['discountCents', 2_000_001, 'amount_too_large'],
    ['tradeInCents', 2_000_001, 'amount_too_large'],
    ['depositCents', 2_000_001, 'deposit_too_large'],
    ['termMonths', 0, 'term_out_of_range'],
    ['termMonths', 121, 'term_out_of_range'],
    ['termMonths', -12, 'term_out_of_range'],
    ['termMonths', 12.5, 'not_an_integer'],
    ['nominalRatePpm', -1, 'rate_out_of_range'],
    ['nominalRatePpm', 1_000_001, 'rate_out_of_range'],
    ['startDate', '2026-02-29', 'date_not_valid'],
    ['startDate', '9999-01-01', 'date_not_valid'],
    ['startDate', '2199-06-01', 'date_out_of_range'],
    ['startDate', 20261122, 'date_not_valid'],
    ['firstDueDate', '2026-11-22', 'date_out_of_range'],
    ['firstDueDate', '2027-11-23', 'date_out_of_range'],
    ['plan', null, 'missing'],
    ['plan.kind', 'bullet', 'choice_not_known'],
    ['plan.balloonAt', undefined, 'missing'],
    ['plan.balloonCents', 2_125_001, 'balloon_too_large'],
    ['charges', {}, 'missing'],
    ['charges', Array.from({ length: 101 }, () => charge('x', 'row', 1)), 'too_many_items'],
    ['charges.0.at', 'never', 'choice_not_known'],
    ['charges.0.cents', undefined, 'missing'],
    ['charges.0.ratePpm', 1000, 'charge_not_consistent'],
    ['charges.0.financed', true, 'charge_not_consistent'],
    ['charges.0.optional', 'no', 'choice_not_known'],
    ['charges.1.date', '2026-11-21', 'date_out_of_range'],
    ['charges.1.date', 'soon', 'date_not_valid'],
    ['charges.2', { ...charge('share', 'start', 0, { financed: true, ratePpm: 10, base: 'instalment' }), cents: undefined }, 'charge_not_consistent'],
    ['services.0.amountCents', -5, 'amount_negative'],
    ['services.0.financed', undefined, 'missing'],
    ['substituteTax.ratePpm', 1_000_000, 'rate_out_of_range'],
    ['substituteTax.at', 'later', 'choice_not_known'],
    ['stampDuty.contractCents', null, 'missing'],
  ])('%s = %s is %s', (path, value, refusal) => {
    const result = priceFinancing(spoiled(path, value));
    expect(result.ok).toBe(false);
    if (!result.ok) {
      expect(result.refusal).toBe(refusal);
      expect(result.path.startsWith(path)).toBe(true);
    }
  });

  it('names the nearest value that works', () => {
    expect(priceFinancing(spoiled('plan.balloonCents', 9_000_000))).toMatchObject({ nearest: 2_125_000 });
    expect(priceFinancing(spoiled('depositCents', 3_000_000))).toMatchObject({ nearest: 2_000_000 });
    expect(priceFinancing(spoiled('termMonths', 500))).toMatchObject({ nearest: 120 });
  });

  it('refuses to lend nothing, and an instalment below a cent', () => {
    expect(priceFinancing({ ...plainTerms, depositCents: 2_000_000 })).toMatchObject({ refusal: 'amount_not_positive' });
    expect(priceFinancing({ ...plainTerms, priceCents: 20, termMonths: 120, nominalRatePpm: 0 })).toMatchObject({ refusal: 'instalment_not_positive' });
    expect(priceFinancing({ ...plainTerms, priceCents: 1000, charges: [charge('fee', 'start', 1000)] })).toMatchObject({ refusal: 'not_solvable', path: 'taegPpm' });
  });

  it('accepts null where a field may be absent', () => {
    expect(priceFinancing(spoiled('firstDueDate', null)).ok).toBe(true);
    expect(priceFinancing(spoiled('stampDuty', null)).ok).toBe(true);
    expect(priceFinancing(spoiled('substituteTax', undefined)).ok).toBe(true);
  });

  it.each(seeds)('never throws and never answers NaN, whatever arrives (seed %i)', (seed) => {
    const paths = [
      'priceCents', 'discountCents', 'tradeInCents', 'depositCents', 'termMonths', 'nominalRatePpm', 'plan', 'plan.kind', 'plan.balloonCents',
      'plan.balloonAt', 'startDate', 'firstDueDate', 'charges', 'charges.0', 'charges.0.cents', 'charges.1.date', 'charges.2.ratePpm', 'charges.2.base',
      'services', 'services.0', 'services.0.amountCents', 'substituteTax', 'substituteTax.ratePpm', 'substituteTax.aboveMonths', 'stampDuty',
    ];
    const anything = fc.oneof(fc.anything(), fc.integer(), fc.double(), fc.constantFrom(-0, 0, 1, 1e9, Number.MAX_SAFE_INTEGER));
    const hasOnlyNumbers = (value: unknown): boolean =>
      typeof value === 'number' ? Number.isSafeInteger(value) && !Object.is(value, -0)
        : typeof value === 'object' && value !== null ? Object.values(value).every(hasOnlyNumbers) : true;
    fc.assert(
      fc.property(fc.constantFrom(...paths), anything, (path, value) => {
        let terms: FinancingTerms;
        try {
          terms = spoiled(path, value);
        } catch {
          return;
        }
        expect(hasOnlyNumbers(priceFinancing(terms))).toBe(true);
        expect(hasOnlyNumbers(solveDeposit(terms, 30_000))).toBe(true);
      }),
      { seed, numRuns: runs(600) },
    );
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(priceFinancing(value as FinancingTerms).ok).toBe(false);
        expect(solveDeposit(value as FinancingTerms, 100).ok).toBe(false);
        expect(taeg(value as never).ok).toBe(false);
        expect(taeg({ drawdowns: [value], payments: [value] } as never).ok).toBe(false);
      }),
      { seed, numRuns: runs(300) },
    );
  });
});
