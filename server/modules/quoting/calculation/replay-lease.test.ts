/** Leases saved before typed amounts were kept to the cent go on to compute as they did. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LeaseProduct, OfferConditions } from '#pricing/api';
import { runs, seeds } from '../../../engine/proof/seeds.ts';
import { figuresDigest } from '../quote-revision.ts';
import { priceQuote } from './price-quote.ts';
import { noExtras, type QuotedVehicle, type QuoteInput, type QuoteSummaryFigures } from './quote-shapes.ts';
import { replayProposal } from './replay-proposal.ts';

/** As engine 1.0.0 froze it: nothing says that what was typed is kept. */
const product: LeaseProduct = { code: 'LS', name: { it: 'Leasing', en: 'Lease' }, plan: 'lease', vatRatePpm: 220_000, mode: 'advance', optionMinPpm: 10_000, optionMaxPpm: 300_000 };
const conditions: OfferConditions = {
  offerId: '00000000-0000-7000-8000-000000000001', offerVersion: 1, code: 'LS', name: 'Leasing', product,
  validFrom: '2026-01-01', validTo: null, terms: [{ months: 48, nominalRatePpm: 59_500 }], minFinancedCents: 0, maxFinancedCents: 10_000_000, minDepositPpm: 0, balloons: [],
  charges: [{ kind: 'collectionFee', at: 'row', cents: 300, financed: false, inTaeg: true, optional: false, taxed: true }], services: [], servicePackages: [], substituteTax: null, stampDuty: null, commission: null,
};
const input: QuoteInput = {
  vehicle: { kind: 'catalogue', versionId: '00000000-0000-7000-8000-000000000002' }, priceCents: 2_890_000, discountCents: 150_000, tradeInCents: 0, depositCents: 500_003, offerId: conditions.offerId, offerVersion: 1,
  termMonths: 48, balloonCents: 300_001, kmPerYear: null, serviceCodes: [], ...noExtras,
};
const vehicle: QuotedVehicle = {
  versionId: '00000000-0000-7000-8000-000000000002', stockId: null, kind: 'new', make: 'Toyota', carline: 'Yaris', name: 'Active', fuel: 'full_hybrid', powerKw: 85, co2GKm: 98, listPriceCents: 2_890_000, housePriceCents: 2_890_000,
  options: [], optionsCents: 0, vin: null, plate: null, mileageKm: null, firstRegistrationOn: null,
};
/** What engine 1.0.0 answered on 5 October 2026: first rental and option a cent off what was typed. */
const saved: QuoteSummaryFigures = {
  netPriceCents: 2_740_000, totalCreditCents: 1_836_063, financedFeesCents: 0, financedServicesCents: 0, substituteTaxCents: 0, stampDutyCents: 0, amountFinancedCents: 1_836_063, instalmentCents: 38_338, instalmentWithFeesCents: 47_138,
  balloonCents: 300_001, interestCents: 250_063, totalFeesCents: 14_400, totalCostCents: 264_463, totalDueCents: 3_062_628, nominalRatePpm: 59_500, taegPpm: 64_700, effectiveRatePpm: 64_700,
  lease: {
    mode: 'advance', vatRatePpm: 220_000, netAssetCents: 2_245_902, firstRentalCents: 409_839, rentalCents: 38_338, purchaseOptionCents: 245_902, vatCents: 552_263, netDueCents: 2_510_365, grossDueCents: 3_062_628, leaseRatePpm: 61_153,
  },
};
const digest = '15bf025204344213502e6eb903776e4c4a6e5d480dac7c7db536267bca6c6ba2';

describe('a lease saved by engine 1.0.0', () => {
  test('replays to the same figures and the same digest of every row', () => {
    const { figures, refusal, differences } = replayProposal({ input, conditions, vehicle, figures: saved }, '2026-10-05');
    expect([refusal, differences]).toEqual([null, []]);
    expect(figures && figuresDigest(figures).toString('hex')).toBe(digest);
  });

  test('under conditions of today keeps what was typed', () => {
    const priced = priceQuote(input, { ...conditions, product: { ...product, keepsGross: true } }, '2026-10-05', vehicle);
    if (!priced.ok) throw new Error(priced.refusal);
    expect([priced.figures.lease?.rows[0]?.grossCents, priced.figures.lease?.rows.at(-1)?.grossCents]).toEqual([500_003, 300_001]);
  });
});

test.each(seeds)('whatever is typed, net and VAT add up to it (seed %i)', (seed) => {
  const typed = fc.record({
    priceCents: fc.integer({ min: 1_000_000, max: 9_000_000 }), discountCents: fc.nat({ max: 200_000 }), depositCents: fc.nat({ max: 800_000 }), tradeInCents: fc.nat({ max: 100_000 }), optionPpm: fc.integer({ min: 10_000, max: 300_000 }),
    vatRatePpm: fc.constantFrom(0, 40_000, 100_000, 220_000), mode: fc.constantFrom('advance' as const, 'arrears' as const),
  });
  fc.assert(
    fc.property(typed, ({ optionPpm, vatRatePpm, mode, ...amounts }) => {
      const netCents = amounts.priceCents - amounts.discountCents;
      const balloonCents = Math.ceil((netCents * optionPpm) / 1_000_000);
      const choice = { ...input, ...amounts, balloonCents: Math.min(balloonCents, Math.floor(netCents * 0.3)) };
      const priced = priceQuote(choice, { ...conditions, product: { ...product, keepsGross: true, vatRatePpm, mode } }, '2026-10-05', { ...vehicle, housePriceCents: null });
      if (!priced.ok || priced.figures.lease === null) return;
      const { lease, balloonCents: optionCents } = priced.figures;
      const paid = choice.depositCents + choice.tradeInCents;
      for (const row of lease.rows) expect(row.rentalCents + row.feeCents + row.vatCents).toBe(row.grossCents);
      expect(lease.rows.at(-1)).toMatchObject({ kind: 'purchase-option', rentalCents: lease.purchaseOptionCents, grossCents: optionCents });
      expect(optionCents).toBe(choice.balloonCents);
      if (paid > 0) expect(lease.rows[0]).toMatchObject({ kind: 'first-rental', rentalCents: lease.firstRentalCents, grossCents: paid });
    }),
    { seed, numRuns: runs(100) },
  );
});
