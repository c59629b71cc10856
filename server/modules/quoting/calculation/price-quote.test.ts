import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OfferConditions } from '#pricing/api';
import type { QuoteInput } from '../api.ts';
import { priceQuote } from './price-quote.ts';
import { noExtras } from './quote-shapes.ts';
import { solveQuoteDeposit } from './solve-quote.ts';

const today = '2026-11-23';
const level: OfferConditions = {
  offerId: '00000000-0000-7000-8000-000000000001', offerVersion: 1, code: 'CC', name: 'Credito Classico', product: { code: 'CC', name: { it: 'Credito Classico', en: 'Classic' }, plan: 'level' },
  validFrom: '2026-01-01', validTo: null, terms: [24, 36, 48, 60].map((months) => ({ months, nominalRatePpm: 69_500 })), minFinancedCents: 250_000, maxFinancedCents: 7_500_000, minDepositPpm: 100_000,
  balloons: [], substituteTax: { ratePpm: 2500, aboveMonths: 18, at: 'financed' }, stampDuty: { contractCents: 1600, upToMonths: 18 }, commission: null,
  charges: [
    { kind: 'arrangementFee', at: 'start', cents: 35_000, financed: true, inTaeg: true, optional: false },
    { kind: 'collectionFee', at: 'row', cents: 350, financed: false, inTaeg: true, optional: false },
  ],
  servicePackages: [],
  services: [
    { code: 'CPI', kind: 'insurance', name: { it: 'Protezione', en: 'Protection' }, description: { it: '', en: '' }, provider: 'X', optional: true, inTaeg: false, financed: true, priceByTerm: [24, 36, 48, 60].map((months) => ({ months, cents: months * 1200 })) },
    { code: 'REQ', kind: 'insurance', name: { it: 'Obbligatoria', en: 'Required' }, description: { it: '', en: '' }, provider: 'X', optional: false, inTaeg: true, financed: true, priceByTerm: [24, 36, 48, 60].map((months) => ({ months, cents: 10_000 })) },
  ],
};
const balloon: OfferConditions = { ...level, product: { code: 'SL', name: { it: 'Scelta Libera', en: 'Free Choice' }, plan: 'balloon', balloonAt: 'with-last-row' }, balloons: [{ months: 48, kmPerYear: 15_000, valueCents: 1_000_000 }] };

const input: QuoteInput = {
  vehicle: { kind: 'catalogue', versionId: '00000000-0000-7000-8000-000000000002' }, priceCents: 2_890_000, discountCents: 150_000, tradeInCents: 420_000, depositCents: 500_000,
  offerId: level.offerId, offerVersion: 1, termMonths: 48, balloonCents: null, kmPerYear: null, serviceCodes: [], ...noExtras,
};
const refusalOf = (changes: Partial<QuoteInput>, conditions = level) => {
  const priced = priceQuote({ ...input, ...changes }, conditions, today);
  return priced.ok ? 'ok' : `${priced.refusal} @${priced.path ?? ''}`;
};

describe('an offer declines by name and points at the field', () => {
  test.each<[string, Partial<QuoteInput>, OfferConditions, string]>([
    ['as offered', {}, level, 'ok'],
    ['discount above the price', { discountCents: 2_890_001 }, level, 'discount_above_price @discountCents'],
    ['no price', { priceCents: 0 }, level, 'price_missing @priceCents'],
    ['a discount that leaves nothing', { discountCents: 2_890_000 }, level, 'discount_takes_price @discountCents'],
    ['a car given in worth the price', { tradeInCents: 2_740_000 }, level, 'trade_in_covers_price @tradeInCents'],
    ['a term not offered', { termMonths: 30 }, level, 'term_not_offered @termMonths'],
    ['a balloon on a level loan', { balloonCents: 1 }, level, 'balloon_not_offered @balloonCents'],
    ['no balloon on a balloon loan', { kmPerYear: 15_000 }, balloon, 'balloon_missing @balloonCents'],
    ['kilometres outside the grid', { kmPerYear: 12_000, balloonCents: 900_000 }, balloon, 'km_not_offered @kmPerYear'],
    ['a balloon a cent too large', { kmPerYear: 15_000, balloonCents: 1_000_001 }, balloon, 'balloon_out_of_range @balloonCents'],
    ['the largest balloon', { kmPerYear: 15_000, balloonCents: 1_000_000 }, balloon, 'ok'],
    ['the smallest balloon', { kmPerYear: 15_000, balloonCents: 400_000 }, balloon, 'ok'],
    ['a balloon a cent too small', { kmPerYear: 15_000, balloonCents: 399_999 }, balloon, 'balloon_out_of_range @balloonCents'],
    ['an unknown service', { serviceCodes: ['CPI', 'XYZ'] }, level, 'service_not_offered @serviceCodes'],
    ['everything paid already', { depositCents: 2_320_000 }, level, 'nothing_to_finance @depositCents'],
    ['the least deposit', { tradeInCents: 0, depositCents: 274_000 }, level, 'ok'],
    ['a cent less', { tradeInCents: 0, depositCents: 273_999 }, level, 'deposit_below_minimum @depositCents'],
    ['too little to finance', { depositCents: 2_150_000 }, level, 'amount_below_minimum @depositCents'],
    ['too much to finance', { priceCents: 20_000_000, depositCents: 9_000_000 }, level, 'amount_above_maximum @depositCents'],
  ])('%s', (_, changes, conditions, expected) => {
    expect(refusalOf(changes, conditions)).toBe(expected);
  });
});

test('a required service is always priced in, an optional one only when chosen, twice is once', () => {
  const plain = priceQuote(input, level, today);
  const insured = priceQuote({ ...input, serviceCodes: ['CPI', 'CPI'] }, level, today);
  if (!plain.ok || !insured.ok) throw new Error('both are offered');
  expect(plain.figures.financedServicesCents).toBe(10_000);
  expect(insured.figures.financedServicesCents).toBe(10_000 + 48 * 1200);
});

test('the deposit solved for an instalment gives that instalment or the nearest below, and solving again changes nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 30_000, max: 60_000 }), fc.constantFrom(24, 36, 48, 60), (targetCents, termMonths) => {
      const solved = solveQuoteDeposit({ ...input, termMonths }, level, today, targetCents);
      if (!solved.ok) {
        expect(['instalment_not_reachable', 'deposit_below_minimum', 'amount_below_minimum']).toContain(solved.refusal);
        return;
      }
      expect(solved.figures.instalmentWithFeesCents).toBeLessThanOrEqual(targetCents);
      expect(targetCents - solved.figures.instalmentWithFeesCents).toBeLessThan(3);
      const again = solveQuoteDeposit({ ...input, termMonths, depositCents: solved.depositCents }, level, today, solved.figures.instalmentWithFeesCents);
      expect(again.ok && again.depositCents).toBe(solved.depositCents);
    }),
    { seed: 7, numRuns: 60 },
  );
});

test('whatever a person can type is answered, never thrown', () => {
  const anyCents = fc.oneof(fc.integer({ min: 0, max: 1_000_000_000 }), fc.constantFrom(0, 1, 1_000_000_000));
  fc.assert(
    fc.property(
      fc.record({ priceCents: anyCents, discountCents: anyCents, tradeInCents: anyCents, depositCents: anyCents, termMonths: fc.integer({ min: 1, max: 120 }), balloonCents: fc.option(anyCents), kmPerYear: fc.option(fc.integer({ min: 1000, max: 200_000 })) }),
      fc.constantFrom(level, balloon),
      (changes, conditions) => {
        const priced = priceQuote({ ...input, ...changes }, conditions, today);
        if (priced.ok) expect(priced.figures.rows.reduce((sum, row) => sum + row.principalCents, 0)).toBe(priced.figures.amountFinancedCents);
        else expect(priced.refusal.length).toBeGreaterThan(3);
      },
    ),
    { seed: 11, numRuns: 400 },
  );
});

test('with an old loan above the car given in, the deposit asked for is the whole of what is needed', () => {
  const owed: QuoteInput = { ...input, discountCents: 0, priceCents: 3_500_000, tradeInCents: 800_000, tradeIn: { plate: '', description: '', mileageKm: null, payoffCents: 1_100_000 } };
  expect(priceQuote({ ...owed, depositCents: 200_000 }, level, today)).toMatchObject({ refusal: 'payoff_not_covered', details: { depositCents: 650_000 } });
  expect(priceQuote({ ...owed, depositCents: 649_999 }, level, today)).toMatchObject({ refusal: 'deposit_below_minimum', details: { depositCents: 650_000, minimumCents: 350_000 } });
  expect(priceQuote({ ...owed, depositCents: 650_000 }, level, today)).toMatchObject({ ok: true });
});
