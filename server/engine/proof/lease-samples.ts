import fc from 'fast-check';
import { italianOrdinaryVat } from '../lease.ts';
import type { LeaseTerms } from '../lease.ts';

/** 50,000.00 of a vehicle, 5,000.00 at signing, 60 rentals in arrears, option 10,000.00, 8 %. */
export const plainLease: LeaseTerms = {
  priceCents: 5_000_000,
  discountCents: 0,
  firstRental: { cents: 500_000 },
  rentals: 60,
  purchaseOption: { cents: 1_000_000 },
  nominalRatePpm: 80_000,
  mode: 'arrears',
  start: '2026-11-22',
  every: 1,
  unit: 'month',
  monthEnd: 'clamp',
  dayCount: '30/360-period',
  rounding: { mode: 'half-up', rentalMultipleCents: 1, residue: 'last' },
  vat: italianOrdinaryVat,
};

/** Any lease of months by twelfths: most are priced, some refused for good reason. */
export const anyMonthlyLease: fc.Arbitrary<LeaseTerms> = fc
  .record({
    priceCents: fc.integer({ min: 100_000, max: 15_000_000 }),
    discountShare: fc.integer({ min: 0, max: 20 }),
    first: fc.oneof(fc.constant({ cents: 0 }), fc.integer({ min: 0, max: 400_000 }).map((sharePpm) => ({ sharePpm }))),
    rentals: fc.integer({ min: 1, max: 120 }),
    option: fc.oneof(fc.constant({ cents: 0 }), fc.integer({ min: 0, max: 500_000 }).map((sharePpm) => ({ sharePpm }))),
    nominalRatePpm: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 250_000 }), fc.integer({ min: 1, max: 1_000_000 })),
    mode: fc.constantFrom('arrears' as const, 'advance' as const),
    optionAfterPeriods: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
  })
  .map((draw) => ({
    ...plainLease,
    priceCents: draw.priceCents,
    discountCents: Math.floor((draw.priceCents * draw.discountShare) / 100),
    firstRental: draw.first,
    rentals: draw.rentals,
    purchaseOption: draw.option,
    nominalRatePpm: draw.nominalRatePpm,
    mode: draw.mode,
    optionAfterPeriods: draw.optionAfterPeriods,
  }));
