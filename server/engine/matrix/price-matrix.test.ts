import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceFinancing } from '../index.ts';
import { cellAt, cellState, cellTerms, priceMatrix, repriceOffer } from '../matrix.ts';
import type { MatrixAxes, MatrixOffer, PriceMatrix } from '../matrix.ts';
import { charge } from '../proof/sample-terms.ts';
import { runs, seeds } from '../proof/seeds.ts';
import { teg } from '../rates.ts';

const thresholds = [{ overCents: null, toCents: null, thresholdPpm: 150_000 }];
const plain: MatrixOffer = { nominalRatePpm: 69_500, charges: [], substituteTax: null, thresholds };
const axes: MatrixAxes = { pricesCents: [2_000_000, 3_150_099], termsMonths: [24, 36], depositSharesPpm: [0, 200_000], offers: [plain] };

function matrixOf(given: MatrixAxes): PriceMatrix {
  const answer = priceMatrix(given);
  if (!answer.ok) throw new Error(`refused: ${answer.refusal} at ${answer.path}`);
  return answer.matrix;
}

const anyOffer = fc
  .record({
    nominalRatePpm: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 200_000 })),
    balloon: fc.option(fc.record({ share: fc.integer({ min: 0, max: 600_000 }), at: fc.constantFrom('with-last-row' as const, 'one-period-after' as const) }), { nil: undefined }),
    arrangementPpm: fc.integer({ min: 0, max: 40_000 }),
    financed: fc.boolean(),
    base: fc.constantFrom('amount-financed' as const, 'total-credit' as const),
    collectionCents: fc.integer({ min: 0, max: 600 }),
    rowPpm: fc.integer({ min: 0, max: 10_000 }),
    tax: fc.constantFrom(null, 'financed' as const, 'first-row' as const),
    threshold: fc.integer({ min: 1000, max: 250_000 }),
  })
  .map((draw) => (terms: number): MatrixOffer => ({
    nominalRatePpm: draw.nominalRatePpm,
    balloonSharesPpm: draw.balloon && Array.from({ length: terms }, () => draw.balloon?.share ?? 0),
    balloonAt: draw.balloon?.at,
    charges: [
      charge('arrangement', 'start', 0, { cents: undefined, ratePpm: draw.arrangementPpm, base: draw.base, financed: draw.financed }),
      charge('collection', 'row', draw.collectionCents),
      charge('guarantee', 'row', 0, { cents: undefined, ratePpm: draw.rowPpm, base: 'instalment' }),
      charge('assistance', 'row', 300, { optional: true }),
    ],
    substituteTax: draw.tax === null ? null : { ratePpm: 2500, aboveMonths: 18, at: draw.tax },
    stampDuty: { contractCents: 1600, upToMonths: 18 },
    thresholds: [{ overCents: 0, toCents: 1_500_000, thresholdPpm: draw.threshold + 20_000 }, { overCents: 1_500_000, toCents: null, thresholdPpm: draw.threshold }],
  }));

const anyAxes = fc
  .record({
    pricesCents: fc.array(fc.integer({ min: 100_000, max: 9_000_000 }), { minLength: 1, maxLength: 3 }),
    termsMonths: fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 3 }),
    depositSharesPpm: fc.array(fc.integer({ min: 0, max: 800_000 }), { minLength: 1, maxLength: 3 }),
    offers: fc.array(anyOffer, { minLength: 1, maxLength: 3 }),
  })
  .map((draw): MatrixAxes => ({ ...draw, offers: draw.offers.map((offer) => offer(draw.termsMonths.length)) }));

/** TEG of a cell by the general function: the flows without the taxes, which `plain` terms have been stripped of. */
function tegPpmOf(given: MatrixAxes, at: number, amountFinancedCents: number): number {
  const place = cellAt(given, at);
  const offer = given.offers[place.offer] ?? plain;
  const terms = cellTerms(given, offer, { priceCents: given.pricesCents[place.model] ?? 0, term: place.term, depositSharePpm: given.depositSharesPpm[place.deposit] ?? 0 });
  const priced = priceFinancing(terms);
  if (!priced.ok) return Number.NaN;
  const { figures } = priced;
  const optional = 300;
  const taxInFirst = figures.stampDutyCents + (terms.substituteTax?.at === 'first-row' ? figures.substituteTaxCents : 0);
  const lentTax = terms.substituteTax?.at === 'financed' ? figures.substituteTaxCents : 0;
  const paidAtStart = terms.charges.reduce((sum, item) => {
    const base = item.base === 'amount-financed' ? amountFinancedCents : figures.totalCreditCents;
    return item.at === 'start' && !item.financed ? sum + Math.floor((base * (item.ratePpm ?? 0)) / 1e6 + 0.5) : sum;
  }, 0);
  const answer = teg({
    drawdowns: [[0, figures.totalCreditCents + lentTax - paidAtStart]],
    payments: figures.rows.map((row, index): [number, number] => [(index + 1) / 12, row.dueCents - optional - (index === 0 ? taxInFirst : 0)]),
    decimals: 2,
  });
  return answer.ok ? answer.annualRate * 1e6 : Number.NaN;
}

describe('the price matrix', () => {
  it('stands offer by offer, model by model, term by term, deposit by deposit', () => {
    const matrix = matrixOf(axes);
    expect(matrix.state).toHaveLength(8);
    expect(cellAt(axes, 5)).toEqual({ offer: 0, model: 1, term: 0, deposit: 1 });
    // 31,500.99 less a fifth of it, over 24 months.
    expect(matrix.amountFinancedCents[5]).toBe(3_150_099 - 630_020);
    expect([...matrix.state]).toEqual(Array.from({ length: 8 }, () => cellState.sound));
  });

  it.each(seeds)('each cell repeats the price, TAEG and TEG of its financing (seed %i)', (seed) => {
    fc.assert(
      fc.property(anyAxes, (given) => {
        const matrix = matrixOf(given);
        for (let at = 0; at < matrix.state.length; at++) {
          const place = cellAt(given, at);
          const offer = given.offers[place.offer] ?? plain;
          const depositSharePpm = given.depositSharesPpm[place.deposit] ?? 0;
          const priced = priceFinancing(cellTerms(given, offer, { priceCents: given.pricesCents[place.model] ?? 0, term: place.term, depositSharePpm }));
          if (!priced.ok) {
            expect(matrix.state[at]).toBe(cellState.notPriced);
            continue;
          }
          const { figures } = priced;
          const last = figures.rows.at(-1);
          expect([matrix.amountFinancedCents[at], matrix.instalmentCents[at], matrix.interestCents[at], matrix.lastRowCents[at], matrix.taegPpm[at]])
            .toEqual([figures.amountFinancedCents, figures.instalmentCents, figures.interestCents, (last?.principalCents ?? 0) + (last?.interestCents ?? 0), figures.taegPpm]);
          const tegPpm = tegPpmOf(given, at, figures.amountFinancedCents);
          expect(Math.abs((matrix.tegPpm[at] ?? 0) - tegPpm)).toBeLessThan(0.0005);
          const threshold = offer.thresholds[figures.amountFinancedCents > 1_500_000 ? 1 : 0]?.thresholdPpm ?? 0;
          expect(matrix.state[at]).toBe(tegPpm > threshold + 0.0005 ? cellState.usurious : cellState.sound);
        }
      }),
      { seed, numRuns: runs(60), endOnFailure: true },
    );
  });

  it.each(seeds)('after a change of one offer equals the matrix made anew, the other cells untouched (seed %i)', (seed) => {
    fc.assert(
      fc.property(anyAxes, anyOffer, fc.nat(), (given, made, pick) => {
        const index = pick % given.offers.length;
        const offer = made(given.termsMonths.length);
        const changed = repriceOffer(matrixOf(given), index, offer);
        expect(changed).toEqual({ ok: true, matrix: matrixOf({ ...given, offers: given.offers.with(index, offer) }) });
      }),
      { seed, numRuns: runs(30), endOnFailure: true },
    );
  });

  it.each<[string, Partial<MatrixAxes>, string, string]>([
    ['a price of nothing', { pricesCents: [0] }, 'amount_too_large', 'pricesCents.0'],
    ['121 months', { termsMonths: [121] }, 'term_out_of_range', 'termsMonths.0'],
    ['a deposit above the price', { depositSharesPpm: [1_000_001] }, 'rate_out_of_range', 'depositSharesPpm.0'],
    ['a rate above 100 %', { offers: [plain, { ...plain, nominalRatePpm: 1_000_001 }] }, 'rate_out_of_range', 'offers.1.nominalRatePpm'],
    ['a charge on a date', { offers: [{ ...plain, charges: [charge('statement', 'date', 100, { date: '2026-05-01' })] }] }, 'charge_not_consistent', 'offers.0.charges.0.at'],
    ['a balloon for some terms only', { offers: [{ ...plain, balloonSharesPpm: [300_000] }] }, 'choice_not_consistent', 'offers.0.balloonSharesPpm'],
    ['too many cells', { pricesCents: Array.from({ length: 1_000_000 }, () => 100_000), offers: [plain, plain] }, 'too_many_items', 'offers'],
  ])('refuses %s by name', (_, change, refusal, path) => {
    expect(priceMatrix({ ...axes, ...change })).toMatchObject({ ok: false, refusal, path });
  });

  it('tells a cell without a class of threshold, and one that cannot be priced', () => {
    const matrix = matrixOf({ ...axes, depositSharesPpm: [0, 1_000_000], offers: [{ ...plain, thresholds: [{ overCents: null, toCents: 2_500_000, thresholdPpm: 150_000 }] }] });
    expect([...matrix.state]).toEqual([0, 3, 0, 3, 2, 3, 2, 3]);
  });
});
