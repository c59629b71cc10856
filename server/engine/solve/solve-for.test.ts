import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceFinancing } from '../index.ts';
import type { FinancingFigures, FinancingTerms } from '../index.ts';
import { solveFor } from '../solve.ts';
import type { SolveTarget, Unknown } from '../solve.ts';
import { exactInstalmentCents } from '../proof/exact-plan.ts';
import { anyShapedTerms, anyTerms, charge, plainTerms, products } from '../proof/sample-terms.ts';
import { runs, seeds } from '../proof/seeds.ts';

function priced(terms: FinancingTerms): FinancingFigures {
  const result = priceFinancing(terms);
  if (!result.ok) throw new Error(`refused: ${result.refusal} at ${result.path}`);
  return result.figures;
}

function solved(terms: FinancingTerms, unknown: Unknown, target?: SolveTarget) {
  const result = solveFor(terms, unknown, target);
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`);
  return result;
}

/** What the terms hold of an unknown. */
const held = (terms: FinancingTerms, unknown: Unknown): number => {
  if (unknown === 'price') return terms.priceCents;
  if (unknown === 'deposit') return terms.depositCents;
  if (unknown === 'term') return terms.termMonths;
  if (unknown === 'nominalRate') return terms.nominalRatePpm;
  if (unknown === 'balloon') return terms.plan.kind === 'level' ? 0 : (terms.plan.balloonCents ?? 0);
  if (unknown === 'amountFinanced') return priced(terms).amountFinancedCents;
  return priced(terms).instalmentCents;
};

/** The same terms with the unknown spoilt: nothing of it may be read. */
function spoilt(terms: FinancingTerms, unknown: Unknown): FinancingTerms {
  const wrong = Number.NaN;
  if (unknown === 'price' || unknown === 'amountFinanced') return { ...terms, priceCents: wrong };
  if (unknown === 'deposit') return { ...terms, depositCents: wrong };
  if (unknown === 'term') return { ...terms, termMonths: wrong };
  if (unknown === 'nominalRate') return { ...terms, nominalRatePpm: wrong };
  if (unknown === 'balloon' && terms.plan.kind !== 'level') return { ...terms, plan: { ...terms.plan, balloonCents: wrong } };
  return terms;
}

const questions: readonly (readonly [Unknown, SolveTarget['figure']])[] = [
  ['price', 'instalmentCents'],
  ['deposit', 'instalmentWithFeesCents'],
  ['amountFinanced', 'instalmentCents'],
  ['instalment', 'instalmentCents'],
  ['term', 'instalmentCents'],
  ['nominalRate', 'instalmentWithFeesCents'],
  ['balloon', 'instalmentCents'],
  ['subsidy', 'instalmentCents'],
  ['nominalRate', 'taegPpm'],
];

/** Cells of the table in which there is nothing to find. */
const declined: Readonly<Record<string, string>> = {
  'level, balloon': 'choice_not_consistent',
  'interest-only, term': 'not_solvable',
  'interest-only, balloon': 'not_solvable',
};

const cells = Object.entries(products).flatMap(([product, terms]) => questions.map(([unknown, figure]) => [product, unknown, figure, terms] as const));

describe('solveFor, every unknown of every product', () => {
  it.each(cells)('%s: %s for %s', (product, unknown, figure, plain) => {
    const terms = { ...plain, depositCents: 150_000, charges: [charge('arrangement', 'start', 35_000, { financed: true }), charge('collection', 'row', 350)] };
    const refusal = declined[`${product}, ${unknown}`];
    const wanted = unknown === 'subsidy' ? { ...terms, nominalRatePpm: 40_000 } : terms;
    const target: SolveTarget = { figure, value: priced(wanted)[figure] };
    if (refusal !== undefined) {
      expect(solveFor(terms, unknown, target)).toMatchObject({ ok: false, refusal });
      return;
    }
    const answer = solved(spoilt(terms, unknown), unknown, target);
    expect(answer.figures[figure]).toBe(target.value);
    expect(priced(answer.terms)).toEqual(answer.figures);
    if (unknown === 'subsidy') expect(answer.terms.nominalRatePpm).toBe(40_000);
    else {
      const value = held(terms, unknown);
      expect([answer.from <= value, value <= answer.to]).toEqual([true, true]);
      if (unknown !== 'price' && unknown !== 'amountFinanced' && unknown !== 'deposit') expect(answer.value).toBe(value);
    }
    const again = solveFor(unknown === 'subsidy' ? terms : answer.terms, unknown, target);
    expect(again.ok && [again.value, again.from, again.to]).toEqual([answer.value, answer.from, answer.to]);
  });
});

describe('solveFor, published offer', () => {
  /** Dacia Duster, April 2025 (see published-offers.test.ts): 119.00 a month, future value 17,688.12 in month 37, TAN 3.99 %. */
  const dacia: FinancingTerms = {
    ...plainTerms,
    priceCents: 2_640_000,
    depositCents: 712_000,
    termMonths: 36,
    nominalRatePpm: 39_900,
    plan: { kind: 'balloon', balloonCents: 1_768_812, balloonAt: 'one-period-after' },
    startDate: '2025-04-15',
    charges: [charge('arrangement', 'start', 39_500, { financed: true })],
  };

  it('finds the TAN, the deposit and the term of the advertisement from its instalment', () => {
    const target = { figure: 'instalmentCents', value: 11_900 } as const;
    expect(solved(dacia, 'nominalRate', target).value).toBe(39_900);
    expect(solved(dacia, 'term', target).value).toBe(36);
    const deposit = solved(dacia, 'deposit', target);
    expect([deposit.from <= 712_000, 712_000 <= deposit.to]).toEqual([true, true]);
    const balloon = solved(dacia, 'balloon', target);
    expect([balloon.from <= 1_768_812, 1_768_812 <= balloon.to, balloon.value]).toEqual([true, true, 1_768_800]);
  });
});

describe('solveFor, reasons and subsidies', () => {
  it('says why a figure cannot be had, and what comes nearest on both sides', () => {
    const figure = 'instalmentCents' as const;
    expect(solveFor(plainTerms, 'term', { figure, value: 40_000 })).toEqual({
      ok: false, refusal: 'target_not_reachable', path: 'target.value', nearest: 40_116, reason: 'jumps-over',
      possible: [{ value: 60, figure: 39_555 }, { value: 59, figure: 40_116 }],
    });
    // A month's interest on 20,000.00 is 115.83.
    expect(solveFor(plainTerms, 'term', { figure, value: 11_000 })).toMatchObject({ reason: 'below-interest', possible: [{ value: 120, figure: 23_170 }] });
    expect(solveFor(plainTerms, 'term', { figure, value: 20_000 })).toMatchObject({ reason: 'below-lowest', nearest: 23_170 });
    expect(solveFor(plainTerms, 'deposit', { figure, value: 60_000 })).toMatchObject({ reason: 'above-highest', possible: [{ value: 0, figure: 47_846 }] });
    expect(solveFor(plainTerms, 'nominalRate', { figure, value: 40_000 })).toMatchObject({ reason: 'below-lowest', possible: [{ value: 0, figure: 41_667 }] });
    // In a season whose seventh and eighth months are skipped, terms that would end there are passed over.
    const season = products['seasonal'] ?? plainTerms;
    expect(solveFor(season, 'term', { figure, value: 400_000 })).toMatchObject({ possible: [{ value: 6 }, { value: 5 }] });
    expect(solveFor(season, 'term', { figure, value: 300_000 })).toMatchObject({ possible: [{ value: 9 }, { value: 6 }] });
  });

  it.each([
    ['unknown', 'colour', { figure: 'instalmentCents', value: 1 }, 'choice_not_known', 'unknown'],
    ['target', 'price', undefined, 'missing', 'target'],
    ['figure', 'price', { figure: 'taegPpm', value: 50_000 }, 'choice_not_consistent', 'target.figure'],
    ['value', 'price', { figure: 'instalmentCents', value: -1 }, 'amount_negative', 'target.value'],
    ['decimals', 'nominalRate', { figure: 'taegPpm', value: 49_949 }, 'number_out_of_range', 'target.value'],
    ['way', 'subsidy', { figure: 'taegPpm', value: 50_000, by: 'amount' }, 'choice_not_consistent', 'target.by'],
  ])('refuses a wrong %s', (_name, unknown, target, refusal, path) => {
    expect(solveFor(plainTerms, unknown as Unknown, target as SolveTarget)).toMatchObject({ ok: false, refusal, path });
  });

  it('a subsidy of the rate is the capital less the rows at the rate of the lender, in exact fractions', () => {
    const answer = solved(plainTerms, 'subsidy', { figure: 'instalmentCents', value: 44_000 });
    // Σ row × (12,000,000 / 12,069,500)^k over one denominator.
    const [grown, unit] = [12_069_500n, 12_000_000n];
    const count = answer.figures.rows.length;
    let worth = 0n;
    for (const row of answer.figures.rows) worth += BigInt(row.dueCents) * unit ** BigInt(row.number) * grown ** BigInt(count - row.number);
    const scale = grown ** BigInt(count);
    const lost = 2_000_000n * scale - worth;
    expect(answer.value).toBe(Number((2n * lost + scale) / (2n * scale)));
    expect(answer.terms.nominalRatePpm).toBe(26_950);
    expect([answer.from <= answer.value, answer.value <= answer.to, answer.from > 160_000, answer.to < 162_000]).toEqual([true, true, true, true]);
  });

  it('nothing is owed for the rate of the lender itself, and a subsidy of the amount is a discount', () => {
    const own = solved(plainTerms, 'subsidy', { figure: 'instalmentCents', value: 47_846 });
    expect(Math.abs(own.value)).toBeLessThanOrEqual(1);
    const discount = solved(plainTerms, 'subsidy', { figure: 'instalmentCents', value: 44_000, by: 'amount' });
    expect(discount.figures).toMatchObject({ instalmentCents: 44_000, netPriceCents: 2_000_000 - discount.value, nominalRatePpm: 69_500 });
    const taeg = solved(plainTerms, 'subsidy', { figure: 'taegPpm', value: 39_900 });
    expect(taeg.figures.taegPpm).toBe(39_900);
  });

  it('finds a term where the instalment does not fall with each row more: flat interest and weights', () => {
    const season: FinancingTerms = {
      ...plainTerms,
      priceCents: 100_000,
      termMonths: 54,
      nominalRatePpm: 113_539,
      plan: {
        kind: 'shaped', balloonCents: 22_277, weightsBeyond: 'repeat',
        shape: {
          every: 3, unit: 'month', monthEnd: 'clamp', dayCount: 'act/act-isda', amortisation: 'level', interestOn: 'flat', mode: 'arrears', weights: [0.5, 1],
          rounding: { mode: 'half-up', instalmentMultipleCents: 1, residue: 'last' },
        },
      },
    };
    const given = priceFinancing(season);
    const value = given.ok ? given.figures.instalmentCents : 0;
    const answer = solveFor(season, 'term', { figure: 'instalmentCents', value });
    expect(answer).toMatchObject({ ok: true, figures: { instalmentCents: value } });
  });

  it('prices few plans', () => {
    const sixty = { ...plainTerms, termMonths: 60 };
    const targets = Array.from({ length: 50 }, (_, step) => 30_000 + 137 * step);
    const tried = (unknown: Unknown): number =>
      targets.reduce((sum, value) => {
        const answer = solveFor(sixty, unknown, { figure: 'instalmentCents', value });
        return sum + (answer.ok ? answer.tried : 0);
      }, 0) / targets.length;
    expect(tried('price')).toBeLessThanOrEqual(18);
    expect(tried('deposit')).toBeLessThanOrEqual(18);
    expect(tried('nominalRate')).toBeLessThanOrEqual(18);
  });
});

describe('solveFor, properties', () => {
  const asked = fc.constantFrom(...questions.filter(([unknown]) => unknown !== 'instalment' && unknown !== 'subsidy'));
  const anyFinancing = fc.oneof(anyTerms, anyShapedTerms);

  it.each(seeds)('finds again what was priced, all of it and nothing more (seed %i)', (seed) => {
    fc.assert(
      fc.property(anyFinancing, asked, (terms, [unknown, figure]) => {
        const given = priceFinancing(terms);
        if (!given.ok) return;
        const target = { figure, value: given.figures[figure] };
        const answer = solveFor(spoilt(terms, unknown), unknown, target);
        if (!answer.ok) {
          const plan = terms.plan.kind;
          const noBalloon = unknown === 'balloon' && held(terms, unknown) === 0;
          // Corrected to whole euros, the instalment goes up and down by a euro: a value may lie outside the stretch that is tried.
          const coarse = terms.plan.kind === 'shaped' && terms.plan.shape.rounding.residue === 'correction-pass' && terms.plan.shape.rounding.instalmentMultipleCents > 1;
          // Where half a cent a row moves the TAEG by more than its last decimal, a value may be missed too.
          const small = figure === 'taegPpm' && given.figures.amountFinancedCents < 1_500_000;
          const missed = noBalloon || coarse || small ? 'target_not_reachable' : '';
          const named = plan === 'level' ? ['choice_not_consistent', missed] : plan === 'shaped' ? ['not_solvable', missed] : [missed];
          expect({ answer, named }).toMatchObject({ named: expect.arrayContaining([answer.refusal]) });
          return;
        }
        const value = held(terms, unknown);
        // A corrected instalment, or the TAEG of a small plan, may be found again beside the jump.
        const corrected = terms.plan.kind === 'shaped' && terms.plan.shape.rounding.residue === 'correction-pass';
        const uneven = corrected || figure === 'taegPpm';
        // A balloon of nothing has no row of its own, so it is not among the balloons that do.
        const noBalloon = unknown === 'balloon' && value === 0;
        if (!uneven && !noBalloon) expect([answer.from <= value, value <= answer.to]).toEqual([true, true]);
        expect(answer.figures[figure]).toBe(target.value);
        expect(priced(answer.terms)).toEqual(answer.figures);
        const again = solveFor(answer.terms, unknown, target);
        expect(again).toEqual({ ...answer, terms: again.ok ? again.terms : null });
      }),
      { seed, numRuns: runs(60) },
    );
  });

  it.each(seeds)('by the exact referee the figure holds from the first value to the last, and not one cent or ppm beyond (seed %i)', (seed) => {
    const bare = fc.record({ priceCents: fc.integer({ min: 10_000, max: 5_000_000 }), termMonths: fc.integer({ min: 1, max: 120 }), nominalRatePpm: fc.integer({ min: 0, max: 300_000 }) });
    fc.assert(
      fc.property(bare, ({ priceCents, termMonths, nominalRatePpm }) => {
        const terms = { ...plainTerms, priceCents, termMonths, nominalRatePpm };
        const exact = (principalCents: number, ratePpm: number): number => exactInstalmentCents({ principalCents, ratePpm, rows: termMonths, balloonCents: 0, balloonMonth: termMonths });
        const value = exact(priceCents, nominalRatePpm);
        const price = solveFor(terms, 'price', { figure: 'instalmentCents', value });
        if (!price.ok) return;
        expect([price.from - 1, price.from, price.to, price.to + 1].map((cents) => exact(cents, nominalRatePpm) - value)).toEqual([-1, 0, 0, 1].map((sign) => expect.toSatisfy((difference: number) => Math.sign(difference) === sign)));
        const rate = solved(terms, 'nominalRate', { figure: 'instalmentCents', value });
        expect([exact(priceCents, rate.from), exact(priceCents, rate.value), exact(priceCents, rate.to)]).toEqual([value, value, value]);
        expect(rate.from === 0 || exact(priceCents, rate.from - 1) < value).toBe(true);
        expect(rate.to === 1_000_000 || exact(priceCents, rate.to + 1) > value).toBe(true);
      }),
      { seed, numRuns: runs(60) },
    );
  });

  it.each(seeds)('either hits any target or names the neighbours that miss it on both sides (seed %i)', (seed) => {
    fc.assert(
      fc.property(anyFinancing, fc.constantFrom('deposit' as const, 'price' as const, 'term' as const, 'nominalRate' as const), fc.integer({ min: 1, max: 200_000 }), (terms, unknown, cents) => {
        const target = { figure: 'instalmentCents', value: cents } as const;
        const answer = solveFor(terms, unknown, target);
        if (answer.ok) {
          expect(answer.figures.instalmentCents).toBe(cents);
          return;
        }
        if (answer.refusal !== 'target_not_reachable') return;
        const possible = answer.possible ?? [];
        expect(possible.length).toBeGreaterThan(0);
        expect(possible.map((point) => point.figure)).toContain(answer.nearest);
        expect(possible.every((point) => point.figure !== cents)).toBe(true);
        if (answer.reason === 'jumps-over') expect(possible.map((point) => Math.sign(point.figure - cents))).toEqual([-1, 1]);
        else expect(possible).toHaveLength(1);
        for (const point of possible) {
          const at = unknown === 'price' ? { priceCents: point.value } : unknown === 'deposit' ? { depositCents: point.value } : unknown === 'term' ? { termMonths: point.value } : { nominalRatePpm: point.value };
          const there = priceFinancing({ ...terms, ...at });
          expect(there.ok ? there.figures.instalmentCents : point.figure).toBe(point.figure);
        }
      }),
      { seed, numRuns: runs(50) },
    );
  });

  it.each(seeds)('never throws, whatever arrives (seed %i)', (seed) => {
    const anything = fc.oneof(fc.anything(), fc.integer(), fc.constantFrom(-0, 0, 1e9, Number.MAX_SAFE_INTEGER));
    fc.assert(
      fc.property(fc.oneof(anyFinancing, anything), fc.oneof(asked.map(([unknown]) => unknown), anything), anything, anything, (terms, unknown, figure, value) => {
        expect(typeof solveFor(terms as FinancingTerms, unknown as Unknown, { figure, value } as SolveTarget).ok).toBe('boolean');
        expect(typeof solveFor(terms as FinancingTerms, unknown as Unknown, value as SolveTarget).ok).toBe('boolean');
        expect(typeof solveFor({ ...plainTerms, ...(value as object) }, 'nominalRate', { figure: 'instalmentCents', value: 40_000 }).ok).toBe('boolean');
      }),
      { seed, numRuns: runs(200) },
    );
  });
});
