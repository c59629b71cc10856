import { expect, test } from 'vitest';
import { explainLease, type LeaseFigure } from '#engine/derivation';
import type { OfferConditions } from '#pricing/api';
import { formatAmount } from '#platform/money';
import { priceQuote } from './price-quote.ts';
import { noExtras, type QuoteInput } from './quote-shapes.ts';

const offer: OfferConditions = {
  offerId: '00000000-0000-7000-8000-000000000001', offerVersion: 1, code: 'LS', name: 'Leasing', product: { code: 'LS', name: { it: 'Leasing', en: 'Lease' }, plan: 'lease', vatRatePpm: 220_000, mode: 'advance', optionMinPpm: 10_000, optionMaxPpm: 300_000 },
  validFrom: '2026-01-01', validTo: null, terms: [{ months: 48, nominalRatePpm: 59_500 }], minFinancedCents: 0, maxFinancedCents: 10_000_000, minDepositPpm: 0, balloons: [],
  charges: [{ kind: 'arrangementFee', at: 'start', cents: 30_000, financed: false, inTaeg: true, optional: false, taxed: true }, { kind: 'collectionFee', at: 'row', cents: 300, financed: false, inTaeg: true, optional: false, taxed: true }],
  services: [], servicePackages: [], substituteTax: { ratePpm: 2500, aboveMonths: 18, at: 'first-row' }, stampDuty: null, commission: null,
};
const input: QuoteInput = {
  vehicle: { kind: 'catalogue', versionId: '00000000-0000-7000-8000-000000000002' }, priceCents: 2_890_000, discountCents: 150_000, tradeInCents: 0, depositCents: 500_000, offerId: offer.offerId, offerVersion: 1, termMonths: 48,
  balloonCents: 300_000, kmPerYear: null, serviceCodes: [], ...noExtras,
};

test('every figure shown of a lease is the last step of its explanation, as is what each row asks', () => {
  const priced = priceQuote(input, offer, '2026-11-23');
  if (!priced.ok || priced.figures.lease === null) throw new Error('not priced as a lease');
  const { figures, leaseTerms } = priced;
  const { lease } = priced.figures;
  expect([priced.terms, leaseTerms]).toEqual([null, expect.objectContaining({ rentals: 48 })]);
  if (leaseTerms === null) return;
  const last = (figure: LeaseFigure): string | undefined => explainLease(leaseTerms, figure, 'it').at(-1)?.value;
  for (const figure of ['netAssetCents', 'firstRentalCents', 'rentalCents', 'purchaseOptionCents', 'netDueCents', 'grossDueCents'] as const) expect(last(figure), figure).toContain(formatAmount(lease[figure]));
  for (const { number, grossCents } of lease.rows) expect(last({ row: number, part: 'due' }), String(number)).toContain(formatAmount(grossCents));
  expect(last({ row: 2, part: 'due' })).toContain(formatAmount(figures.instalmentWithFeesCents));
  expect(last('leaseRatePpm')).toBeDefined();
  expect(last('taegPpm')).toBeDefined();
});
