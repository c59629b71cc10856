import { describe, expect, it } from 'vitest';
import { formatAmount, formatRate } from '#platform/money';
import { explain } from '../derivation.ts';
import { priceFinancing } from '../index.ts';
import type { FinancingFigures, FinancingTerms } from '../index.ts';
import { charge, plainTerms } from '../proof/sample-terms.ts';

const terms: FinancingTerms = {
  ...plainTerms,
  discountCents: 150_000,
  tradeInCents: 200_000,
  depositCents: 300_000,
  plan: { kind: 'balloon', balloonCents: 600_000, balloonAt: 'one-period-after' },
  charges: [charge('arrangement', 'start', 35_000, { financed: true }), charge('collection', 'row', 350)],
  services: [{ code: 'gap', amountCents: 90_000, financed: true, inTaeg: false }, { code: 'life', amountCents: 40_000, financed: true, inTaeg: true }],
  substituteTax: { ratePpm: 2500, aboveMonths: 18, at: 'financed' },
};

describe('explain', () => {
  it('ends on the very figure, in the form people read', () => {
    const priced = priceFinancing(terms);
    if (!priced.ok) throw new Error(priced.refusal);
    for (const [name, value] of Object.entries(priced.figures)) {
      if (typeof value !== 'number' || name === 'balloonCents') continue;
      const steps = explain(terms, name as keyof FinancingFigures, 'it');
      expect([name, steps[steps.length - 1]?.value]).toEqual([name, name.endsWith('Ppm') ? formatRate(value) : `${formatAmount(value)} €`]);
    }
  });

  it('reads like arithmetic', () => {
    expect(explain(terms, 'totalCreditCents', 'it').map((step) => `${step.label}: ${step.formula} = ${step.value}`)).toEqual([
      'Prezzo netto:  = 18.500,00 €',
      'Permuta:  = 2.000,00 €',
      'Anticipo:  = 3.000,00 €',
      'Servizi finanziati:  = 900,00 €',
      'Importo totale del credito: 18.500,00 − 2.000,00 − 3.000,00 + 900,00 = 14.400,00 €',
    ]);
    expect(explain(terms, 'instalmentCents', 'en').map((step) => step.formula)).toEqual(['P', 'i = TAN / 12, v = 1 / (1 + i)', 'V', '(P − V × v^49) × i / (1 − v^48)', '255.180740… €']);
    expect(explain(terms, { row: 1 }, 'en')[0]).toEqual({
      label: 'Interest: balance × TAN / 12, rounded to the cent',
      formula: '15,187.97 × 6.95 % / 12',
      value: '87.96 €',
    });
  });

  it('explains every row, and nothing for terms or rows that are not there', () => {
    for (let row = 1; row <= 49; row++) expect(explain(terms, { row }, 'it')).toHaveLength(5);
    expect(explain(terms, { row: 50 }, 'it')).toEqual([]);
    expect(explain({ ...terms, termMonths: 0 }, 'taegPpm', 'it')).toEqual([]);
  });
});
