import fc from 'fast-check';
import type { Charge, FinancingTerms } from '../financing/types.ts';

/** A charge in short: paid, inside the TAEG, not optional, unless said otherwise. */
export function charge(kind: string, at: Charge['at'], cents: number, more: Partial<Charge> = {}): Charge {
  return { kind, at, cents, financed: false, inTaeg: true, optional: false, ...more };
}

/** 20,000.00 euro over 48 months at 6.95 %, without costs. */
export const plainTerms: FinancingTerms = {
  priceCents: 2_000_000,
  discountCents: 0,
  tradeInCents: 0,
  depositCents: 0,
  termMonths: 48,
  nominalRatePpm: 69_500,
  plan: { kind: 'level' },
  startDate: '2026-11-22',
  charges: [],
  services: [],
  substituteTax: null,
};

/** Any legal terms: every kind of plan, charge, service and tax; most are priced, some are refused for good reason. */
export const anyTerms: fc.Arbitrary<FinancingTerms> = fc
  .record({
    priceCents: fc.integer({ min: 100_000, max: 12_000_000 }),
    discountShare: fc.integer({ min: 0, max: 20 }),
    depositShare: fc.integer({ min: 0, max: 60 }),
    termMonths: fc.integer({ min: 1, max: 120 }),
    nominalRatePpm: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 250_000 }), fc.integer({ min: 1, max: 1_000_000 })),
    balloonShare: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 100 })),
    balloonAt: fc.constantFrom('with-last-row' as const, 'one-period-after' as const),
    startOffset: fc.integer({ min: 0, max: 1500 }),
    arrangementCents: fc.integer({ min: 0, max: 60_000 }),
    arrangementFinanced: fc.boolean(),
    collectionCents: fc.integer({ min: 0, max: 600 }),
    servicePrice: fc.integer({ min: 0, max: 300_000 }),
    serviceFinanced: fc.boolean(),
    serviceRequired: fc.boolean(),
    tax: fc.constantFrom(null, 'financed' as const, 'first-row' as const),
  })
  .map((draw) => {
    const discountCents = Math.floor((draw.priceCents * draw.discountShare) / 100);
    const depositCents = Math.floor(((draw.priceCents - discountCents) * draw.depositShare) / 100);
    const lent = draw.priceCents - discountCents - depositCents;
    const start = new Date(Date.UTC(2024, 0, 1) + draw.startOffset * 86_400_000);
    return {
      priceCents: draw.priceCents,
      discountCents,
      tradeInCents: 0,
      depositCents,
      termMonths: draw.termMonths,
      nominalRatePpm: draw.nominalRatePpm,
      plan:
        draw.balloonShare === 0
          ? { kind: 'level' as const }
          : { kind: 'balloon' as const, balloonCents: Math.floor((lent * draw.balloonShare) / 101), balloonAt: draw.balloonAt },
      startDate: start.toISOString().slice(0, 10),
      charges: [
        charge('arrangement', 'start', draw.arrangementCents, { financed: draw.arrangementFinanced }),
        charge('collection', 'row', draw.collectionCents),
      ],
      services: [{ code: 'gap', amountCents: draw.servicePrice, financed: draw.serviceFinanced, inTaeg: draw.serviceRequired }],
      substituteTax: draw.tax === null ? null : { ratePpm: 2500, aboveMonths: 18, at: draw.tax },
      stampDuty: { contractCents: 1600, upToMonths: 120 },
    };
  });
