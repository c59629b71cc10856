import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceFinancing, solveDeposit } from '../index.ts';
import { anyTerms, charge, plainTerms } from '../proof/sample-terms.ts';
import { runs, seeds } from '../proof/seeds.ts';

describe('solveDeposit', () => {
  it.each([
    // target, deposit: the smallest that does it
    [30_000, 745_959],
    [47_846, 0],
  ])('%i a month needs %i down', (target, deposit) => {
    const solved = solveDeposit(plainTerms, target);
    expect(solved).toMatchObject({ ok: true, depositCents: deposit });
    expect(solved.ok && solved.figures.instalmentWithFeesCents).toBe(target);
    if (deposit > 0) {
      const less = priceFinancing({ ...plainTerms, depositCents: deposit - 1 });
      expect(less.ok && less.figures.instalmentWithFeesCents).toBe(target + 1);
    }
  });

  it('says the nearest instalment when the target cannot be had', () => {
    expect(solveDeposit(plainTerms, 60_000)).toEqual({ ok: false, refusal: 'target_not_reachable', path: 'targetInstalmentCents', nearest: 47_846 });
    expect(solveDeposit(plainTerms, 0)).toEqual({ ok: false, refusal: 'target_not_reachable', path: 'targetInstalmentCents', nearest: 1 });
    const balloon = { ...plainTerms, plan: { kind: 'balloon', balloonCents: 800_000, balloonAt: 'with-last-row' } } as const;
    // At most a debt as large as the balloon: interest only, 8,000.00 × 6.95 % / 12 = 46.33.
    expect(solveDeposit(balloon, 1000)).toMatchObject({ ok: false, refusal: 'target_not_reachable', nearest: 4633 });
  });

  it.each([[Number.NaN, 'not_an_integer'], ['300', 'not_an_integer'], [undefined, 'missing'], [-1, 'amount_negative'], [1e12, 'amount_too_large']])(
    'refuses the target %s', (target, refusal) => {
      expect(solveDeposit(plainTerms, target as number)).toMatchObject({ ok: false, refusal, path: 'targetInstalmentCents' });
    });

  it('counts the charges of the row in the target', () => {
    const solved = solveDeposit({ ...plainTerms, charges: [charge('collection', 'row', 350)] }, 30_350);
    expect(solved).toMatchObject({ ok: true, depositCents: 745_959 });
  });

  it.each(seeds)('meets the target with the smallest deposit, and solving again changes nothing (seed %i)', (seed) => {
    fc.assert(
      fc.property(anyTerms, fc.integer({ min: 1, max: 99 }), (terms, share) => {
        const without = priceFinancing({ ...terms, depositCents: 0 });
        if (!without.ok) return;
        const target = Math.ceil((without.figures.instalmentWithFeesCents * share) / 100);
        const solved = solveDeposit(terms, target);
        if (!solved.ok) {
          expect(['target_not_reachable', 'not_solvable', 'rate_out_of_range']).toContain(solved.refusal);
          return;
        }
        const reached = solved.figures.instalmentWithFeesCents;
        expect(reached).toBeLessThanOrEqual(target);
        const priced = priceFinancing({ ...terms, depositCents: solved.depositCents });
        expect(priced.ok && priced.figures).toEqual(solved.figures);
        if (solved.depositCents > 0) {
          const less = priceFinancing({ ...terms, depositCents: solved.depositCents - 1 });
          expect(!less.ok || less.figures.instalmentWithFeesCents > target).toBe(true);
        }
        const again = solveDeposit(terms, reached);
        expect(again.ok && again.depositCents).toBe(solved.depositCents);
      }),
      { seed, numRuns: runs(60) },
    );
  });
});
