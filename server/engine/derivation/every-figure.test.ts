import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAmount, formatAmountEnglish, formatRate } from '#platform/money';
import { explain } from '../derivation.ts';
import { priceFinancing } from '../index.ts';
import type { FigureName, FinancingFigures, FinancingTerms } from '../index.ts';
import { anyShapedTerms, anyTerms, charge, products, shaped } from '../proof/sample-terms.ts';
import { runs, seeds } from '../proof/seeds.ts';

const costs: Partial<FinancingTerms> = {
  discountCents: 100_000,
  depositCents: 200_000,
  charges: [
    charge('arrangement', 'start', 35_000, { financed: true }),
    charge('brokerage', 'start', 0, { cents: undefined, ratePpm: 10_000, base: 'amount-financed', financed: true }),
    charge('collection', 'row', 350),
  ],
  services: [{ code: 'gap', amountCents: 90_000, financed: true, inTaeg: false }],
  substituteTax: { ratePpm: 2500, aboveMonths: 18, at: 'first-row' },
  stampDuty: { contractCents: 1600, upToMonths: 18 },
};

/** Products, and the shapes in which a row has more to tell than interest on a balance. */
const told: Readonly<Record<string, FinancingTerms>> = {
  ...products,
  'grace on interest': shaped({ graceInterestRows: 4, dayCount: 'act/365f' }),
  'odd days paid': { ...shaped({ firstPeriod: 'paid', dayCount: '30e/360' }), firstDueDate: '2027-01-15' },
  'odd days paid, fewer, put off': { ...shaped({ firstPeriod: 'paid', dayCount: 'act/360', graceInterestRows: 2 }), firstDueDate: '2026-12-05' },
  'capitalised each quarter': shaped({ capitalisation: { every: 3, unit: 'month' } }),
  'residue first': shaped({ rounding: { mode: 'half-up', instalmentMultipleCents: 100, residue: 'first' } }),
  'flat with a balloon after': shaped({ interestOn: 'flat', balloonAfterLastRow: true }, { balloonCents: 300_000 }),
  'flat with a grace': shaped({ interestOn: 'flat', gracePrincipalRows: 5 }),
  'shares in a season': shaped({ amortisation: 'equal-principal', weights: [1, 0, 2], rounding: { mode: 'half-even', instalmentMultipleCents: 100, residue: 'last' } }, { weightsBeyond: 'repeat' }),
};

const parts = [['interest', 'interestCents'], ['principal', 'principalCents'], ['fee', 'feeCents'], ['due', 'dueCents'], ['balance', 'balanceCents']] as const;

function figuresOf(terms: FinancingTerms): FinancingFigures {
  const priced = priceFinancing(terms);
  if (!priced.ok) throw new Error(`refused: ${priced.refusal} at ${priced.path}`);
  return priced.figures;
}

const lastValue = (terms: FinancingTerms, figure: FigureName, language: 'it' | 'en' = 'it'): string | undefined => explain(terms, figure, language).at(-1)?.value;

function expectEveryFigureTold(terms: FinancingTerms, figures: FinancingFigures): void {
  for (const [name, value] of Object.entries(figures)) {
    if (typeof value !== 'number') continue;
    expect([name, lastValue(terms, name as keyof FinancingFigures)]).toEqual([name, name.endsWith('Ppm') ? formatRate(value) : `${formatAmount(value)} €`]);
  }
}

/** The equation that is told leads to the instalment; only a correction pass may move it. */
function expectEquationTold(terms: FinancingTerms): void {
  const corrected = terms.plan.kind === 'shaped' && terms.plan.shape.rounding.residue === 'correction-pass';
  const labels = explain(terms, 'instalmentCents', 'en').map((step) => step.label);
  if (!corrected) expect(labels.filter((label) => label.startsWith('Instalment corrected'))).toEqual([]);
}

function expectRowTold(terms: FinancingTerms, figures: FinancingFigures, number: number): void {
  for (const [part, key] of parts) {
    const cents = figures.rows[number - 1]?.[key] ?? 0;
    expect([number, part, lastValue(terms, { row: number, part }, 'en')]).toEqual([number, part, `${formatAmountEnglish(cents)} €`]);
  }
  expect(explain(terms, { row: number }, 'it')).toHaveLength(5);
}

describe('explain, every figure of every plan', () => {
  it.each(Object.entries(told))('%s: steps that end on the figure, down to the rounding of a row', (_name, plain) => {
    const terms = { ...plain, ...costs };
    const figures = figuresOf(terms);
    expectEveryFigureTold(terms, figures);
    expectEquationTold(terms);
    // The first rows of every kind, a year's turn, and the end.
    const count = figures.rows.length;
    for (const row of new Set([1, 2, 3, 5, 7, 13, count - 1, count])) if (row <= count) expectRowTold(terms, figures, row);
    for (const name of Object.keys(figures)) expect(explain(terms, name as keyof FinancingFigures, 'en').length).toBeGreaterThan(0);
  });

  it.each(seeds)('any plan, any row (seed %i)', (seed) => {
    fc.assert(
      fc.property(fc.oneof(anyTerms, anyShapedTerms), fc.nat({ max: 600 }), (terms, pick) => {
        const priced = priceFinancing(terms);
        if (!priced.ok) return;
        expectEveryFigureTold(terms, priced.figures);
        expectEquationTold(terms);
        expectRowTold(terms, priced.figures, 1);
        expectRowTold(terms, priced.figures, 1 + (pick % priced.figures.rows.length));
      }),
      { seed, numRuns: runs(15) },
    );
  });

  it('reads like arithmetic, the half cent in sight', () => {
    const byDays = shaped({ dayCount: 'act/365f' });
    expect(explain(byDays, { row: 2, part: 'interest' }, 'it')).toEqual([
      { label: 'Debito prima della riga', formula: '', value: '19.635,79 €' },
      { label: 'Interessi del periodo, prima di arrotondare', formula: '19.635,79 × 6,95 % × 31/365', value: '115,904957… €' },
      { label: 'Arrotondato una volta sola (metà in su)', formula: '115,904957… €', value: '115,90 €' },
    ]);
    expect(explain(byDays, 'instalmentCents', 'en').map(({ formula, value }) => `${formula} = ${value}`)).toEqual([
      'P = 20,000.00 €',
      'iₖ = TAN × fₖ = 6.95 % × 31/365',
      'A = P × Π (1 + iₖ) = 26,393.534392… €',
      'S = Σ wₖ × Π (1 + iⱼ), j > k = 55.163056…',
      'A / S = 478.463956… €',
      '478.463956… € = 478.46 €',
    ]);
  });

  it('tells a skipped row, a share, interest put off and collected', () => {
    const read = (terms: FinancingTerms | undefined, figure: FigureName): string[] =>
      terms === undefined ? [] : explain(terms, figure, 'en').map(({ label, formula, value }) => `${label}: ${formula} = ${value}`);
    expect(read(told['seasonal'], { row: 7 })).toEqual([
      'Interest: balance × TAN × fraction of the year, rounded to the cent: 17,523.67 × 6.95 % / 12 = 101.49 €',
      'Principal: instalment less interest: 0.00 − 101.49 = -101.49 €',
      'Charges and taxes of the row:  = 0.00 €',
      'To pay: -101.49 + 101.49 + 0.00 = 0.00 €',
      'Balance owed: 17,523.67 + 101.49 = 17,625.16 €',
    ]);
    expect(read(told['shares in a season'], { row: 3, part: 'principal' })).toEqual([
      'Share of principal, before rounding: 20,000.00 × 2 / 48 = 833.333333… €',
      'How many times the multiple, before rounding: 833.333333… / 1.00 = 833.333333…',
      'Rounded once (half to even): 833 × 1.00 = 833.00 €',
      'Principal: share rounded:  = 833.00 €',
    ]);
    expect(read(told['grace on interest'], { row: 5, part: 'interest' }).slice(-2)).toEqual([
      'Interest put off, asked now:  = 444.72 €',
      'Interest of the row: 109.38 + 444.72 = 554.10 €',
    ]);
  });
});
