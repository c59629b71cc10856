import { describe, expect, it } from 'vitest';
import { quoteDocumentSchema, type QuoteDocumentData } from './quote-document.ts';
import { sampleQuote } from './quote-sample.ts';

const faultsOf = (data: QuoteDocumentData) => quoteDocumentSchema.safeParse(data).error?.issues.map((issue) => issue.path.join('.')) ?? [];

/** The sample with its financing changed. */
function withFinancing(change: (financing: NonNullable<QuoteDocumentData['financing']>) => void): QuoteDocumentData {
  const quote = structuredClone(sampleQuote(12));
  if (quote.financing !== null) change(quote.financing);
  return quote;
}

describe('a quote is printed only when its figures add up', () => {
  it.each([1, 2, 12, 60, 120])('the sample of %i rows does', (rows) => {
    expect(faultsOf(sampleQuote(rows))).toEqual([]);
  });
  it('sale price', () => {
    const quote = sampleQuote(12);
    expect(faultsOf({ ...quote, price: { ...quote.price, discountCents: 150_001 } })).toEqual(['price.salePriceCents']);
  });
  it('principal of the plan', () => {
    expect(faultsOf(withFinancing((financing) => (financing.amountFinancedCents += 1)))).toEqual(['financing.plan']);
  });
  it('interest of the plan', () => {
    expect(faultsOf(withFinancing((financing) => (financing.interestCents -= 1)))).toEqual(['financing.plan']);
  });
  it('each instalment', () => {
    expect(faultsOf(withFinancing((financing) => financing.plan.forEach((row) => row.number === 3 && (row.instalmentCents += 1))))).toEqual(['financing.plan.2']);
  });
  it('fractions of a cent, impossible days and colours are refused', () => {
    const quote = sampleQuote(12);
    expect(faultsOf({ ...quote, price: { ...quote.price, depositCents: 0.5 } })).toEqual(['price.depositCents']);
    expect(faultsOf({ ...quote, issuedOn: '22/11/2026' })).toEqual(['issuedOn']);
    expect(faultsOf({ ...quote, dealer: { ...quote.dealer, accentColor: 'red) #evil' } })).toEqual(['dealer.accentColor']);
  });
});
