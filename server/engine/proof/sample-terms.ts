import fc from 'fast-check';
import type { Charge, FinancingTerms, ShapedPlan } from '../financing/types.ts';
import type { PlanShape } from '../plans.ts';

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

/** Months in arrears on the month grid, level, half-up to the cent, residue in the last row: the shape of a level plan. */
export const plainShape: PlanShape = {
  every: 1,
  unit: 'month',
  monthEnd: 'clamp',
  dayCount: '30/360-period',
  amortisation: 'level',
  interestOn: 'declining',
  mode: 'arrears',
  rounding: { mode: 'half-up', instalmentMultipleCents: 1, residue: 'last' },
};

/** The plain terms with a plan of another shape. */
export function shaped(shape: Partial<PlanShape>, more: Partial<ShapedPlan> = {}): FinancingTerms {
  return { ...plainTerms, plan: { kind: 'shaped', shape: { ...plainShape, ...shape }, ...more } };
}

/** One financing for each kind of product, all of 20,000.00 euro over 48 rows at 6.95 % unless said. */
export const products: Readonly<Record<string, FinancingTerms>> = {
  level: plainTerms,
  balloon: { ...plainTerms, plan: { kind: 'balloon', balloonCents: 800_000, balloonAt: 'one-period-after' } },
  'balloon by days': shaped({ dayCount: 'act/365f' }, { balloonCents: 700_000 }),
  step: shaped({ weights: [...Array<number>(12).fill(0.5), 1] }, { weightsBeyond: 'hold' }),
  seasonal: shaped({ weights: [1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 2, 1] }, { weightsBeyond: 'repeat' }),
  deferred: { ...shaped({ gracePrincipalRows: 6, dayCount: '30e/360', firstPeriod: 'capitalised' }), firstDueDate: '2027-01-10' },
  'interest-only': shaped({ amortisation: 'interest-only' }),
  'equal principal': shaped({ amortisation: 'equal-principal', dayCount: 'act/360' }),
  flat: shaped({ interestOn: 'flat' }),
  advance: shaped({ mode: 'advance' }, { balloonCents: 500_000 }),
  weekly: { ...shaped({ every: 2, unit: 'week', dayCount: 'act/act-isda' }), termMonths: 104 },
  'half-yearly, capitalised monthly': { ...shaped({ every: 6, capitalisation: { every: 1, unit: 'month' } }), termMonths: 10 },
  'corrected': shaped({ rounding: { mode: 'half-even', instalmentMultipleCents: 1, residue: 'correction-pass' } }),
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

/** A shape drawn on top of any terms: the plan of the terms gives the balloon. */
export const anyShapedTerms: fc.Arbitrary<FinancingTerms> = fc
  .record({
    terms: anyTerms,
    rows: fc.integer({ min: 1, max: 84 }),
    rhythm: fc.constantFrom({ every: 1, unit: 'month' as const }, { every: 3, unit: 'month' as const }, { every: 2, unit: 'week' as const }, { every: 10, unit: 'day' as const }),
    dayCount: fc.constantFrom('30/360-period' as const, '30e/360' as const, 'act/365f' as const, 'act/act-isda' as const),
    amortisation: fc.constantFrom('level' as const, 'level' as const, 'level' as const, 'equal-principal' as const, 'interest-only' as const),
    flat: fc.boolean(),
    advance: fc.boolean(),
    after: fc.boolean(),
    grace: fc.constantFrom(0, 0, 3),
    weights: fc.constantFrom(null, null, [0.5, 1], [1, 0, 1, 2], [3, 1]),
    beyond: fc.constantFrom('repeat' as const, 'hold' as const),
    residue: fc.constantFrom('last' as const, 'first' as const, 'correction-pass' as const),
    multiple: fc.constantFrom(1, 1, 100),
  })
  .map(({ terms, rows, rhythm, dayCount, amortisation, flat, advance, after, grace, weights, beyond, residue, multiple }) => {
    const capitalAtEnd = amortisation === 'interest-only';
    const balloonCents = terms.plan.kind === 'balloon' && !capitalAtEnd ? Math.floor(terms.plan.balloonCents / 2) : 0;
    const weighted = weights !== null && !capitalAtEnd;
    const shape: PlanShape = {
      ...plainShape,
      ...rhythm,
      dayCount,
      amortisation,
      interestOn: flat ? 'flat' : 'declining',
      mode: advance ? 'advance' : 'arrears',
      balloonAfterLastRow: after,
      gracePrincipalRows: weighted ? 0 : Math.min(grace, rows - 1),
      weights: weighted ? weights : undefined,
      rounding: { mode: 'half-up', instalmentMultipleCents: multiple, residue },
    };
    const plan: ShapedPlan = { kind: 'shaped', shape, balloonCents, weightsBeyond: weighted ? beyond : undefined };
    return { ...terms, termMonths: rows, plan };
  });
