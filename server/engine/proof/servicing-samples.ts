import fc from 'fast-check';
import { fromDayNumber, toDayNumber } from '#platform/civil-date';
import { buildPlan } from '../plan/build-plan.ts';
import type { PlanTerms } from '../plan/plan-terms.ts';
import { dayCounts } from '../time/day-count.ts';
import type { ServicedContract } from '../servicing/serviced-contract.ts';

/** A car loan like any other: 48 level rows on the 5th of the month at 6.95 %. */
export const plainPlan: PlanTerms = {
  principalCents: 1_800_000,
  nominalRatePpm: 69_500,
  rows: 48,
  start: '2026-12-05',
  every: 1,
  unit: 'month',
  monthEnd: 'clamp',
  dayCount: '30/360-period',
  amortisation: 'level',
  interestOn: 'declining',
  mode: 'arrears',
  rounding: { mode: 'half-up', instalmentMultipleCents: 1, residue: 'last' },
};

/** The contract that terms make; a refusal of the terms is a fault of the test. */
export function contractOf(terms: Partial<PlanTerms> = {}): ServicedContract {
  const whole = { ...plainPlan, ...terms };
  const made = buildPlan(whole);
  if (!made.ok) throw new Error(`${made.refusal} at ${made.path}`);
  return { terms: whole, rows: made.plan.rows, instalmentCents: made.plan.instalmentCents };
}

/** Contracts of every amortisation, day count and rhythm, with balloons, graces and per-row fees. */
export const anyContract: fc.Arbitrary<ServicedContract> = fc
  .record({
    principalCents: fc.integer({ min: 50_000, max: 9_000_000 }),
    nominalRatePpm: fc.oneof(fc.constant(0), fc.integer({ min: 1_000, max: 200_000 })),
    rows: fc.integer({ min: 2, max: 40 }),
    startDay: fc.integer({ min: toDayNumber('2026-11-20'), max: toDayNumber('2029-03-31') }),
    every: fc.constantFrom(1, 1, 1, 2, 3),
    unit: fc.constantFrom('month', 'month', 'month', 'week'),
    monthEnd: fc.constantFrom('clamp', 'last-day', 'roll'),
    dayCount: fc.constantFrom(...dayCounts),
    amortisation: fc.constantFrom('level', 'level', 'level', 'equal-principal', 'interest-only'),
    interestOn: fc.constantFrom('declining', 'declining', 'declining', 'flat'),
    balloonShare: fc.constantFrom(0, 0, 0.3, 0.5),
    balloonAfterLastRow: fc.boolean(),
    gracePrincipalRows: fc.constantFrom(0, 0, 0, 1),
    graceInterestRows: fc.constantFrom(0, 0, 0, 2),
    firstDueIn: fc.constantFrom(0, 0, 20, 45),
    mode: fc.constantFrom('half-up', 'half-even'),
    feeCents: fc.constantFrom(0, 0, 350),
  })
  .map((drawn) => {
    const { startDay, balloonShare, firstDueIn, mode, feeCents, ...plain } = drawn;
    const level = plain.amortisation === 'level';
    const balloonCents = level ? Math.floor(plain.principalCents * balloonShare) : 0;
    const terms = {
      ...plainPlan,
      ...plain,
      interestOn: level ? plain.interestOn : 'declining',
      start: fromDayNumber(startDay),
      firstDueDate: firstDueIn === 0 ? undefined : fromDayNumber(startDay + firstDueIn),
      balloonCents,
      balloonAfterLastRow: balloonCents > 0 && plain.balloonAfterLastRow,
      gracePrincipalRows: level ? plain.gracePrincipalRows : 0,
      rounding: { mode, instalmentMultipleCents: 1, residue: 'last' },
      charges: feeCents === 0 ? undefined : [{ kind: 'collection', at: 'row', cents: feeCents, financed: false, inTaeg: true, optional: false }],
    } as PlanTerms;
    const made = buildPlan(terms);
    return made.ok ? { terms, rows: made.plan.rows, instalmentCents: made.plan.instalmentCents } : null;
  })
  .filter((contract) => contract !== null);

/** The same and all that the others leave out: rows in advance, one row alone, a down payment, weights, charges of every base, irregular days, drawdowns. */
export const everyKindOfContract: fc.Arbitrary<ServicedContract> = fc
  .tuple(
    anyContract,
    fc.record({
      advance: fc.boolean(),
      kind: fc.constantFrom('as it is', 'down payment', 'weights', 'irregular days', 'drawdowns', 'bullet', 'one row'),
      base: fc.constantFrom('principal', 'amount-financed', 'instalment', 'row-principal', 'row-interest', 'row-balance'),
      ratePpm: fc.integer({ min: 0, max: 20_000 }),
      financed: fc.boolean(),
    }),
  )
  .map(([{ terms: drawn }, { advance, kind, base, ratePpm, financed }]) => {
    const plain = { ...drawn, balloonCents: 0, balloonAfterLastRow: false, gracePrincipalRows: 0 };
    const half = Math.floor(drawn.principalCents / 2);
    const shapes: Readonly<Record<typeof kind, Partial<PlanTerms>>> = {
      'as it is': drawn,
      'down payment': { ...drawn, balloonCents: 0, balloonAfterLastRow: false, downPaymentPpm: 200_000 },
      weights: { ...plain, weights: Array.from({ length: drawn.rows }, (_, row) => (row + 1 === drawn.rows ? 2 : row % 3)) },
      'irregular days': { ...plain, dayCount: 'act/365f', dueDates: Array.from({ length: drawn.rows }, (_, row) => fromDayNumber(toDayNumber(drawn.start) + 40 * row + (advance ? 0 : 30))) },
      drawdowns: { ...plain, interestOn: 'declining', drawdowns: [{ date: drawn.start, cents: half }, { date: fromDayNumber(toDayNumber(drawn.start) + 5), cents: drawn.principalCents - half }] },
      bullet: { ...plain, amortisation: 'bullet', interestOn: 'declining', balloonAfterLastRow: true },
      'one row': { ...plain, rows: 1, graceInterestRows: 0 },
    };
    const share = { kind: 'guarantee', at: 'row' as const, ratePpm, base, financed: false, inTaeg: true, optional: false };
    const upFront = { kind: 'arrangement', at: 'start' as const, cents: 25_000, financed, inTaeg: true, optional: false };
    const terms: PlanTerms = { ...drawn, ...shapes[kind], mode: advance ? 'advance' : 'arrears', charges: [...(drawn.charges ?? []), share, upFront] };
    const made = buildPlan(terms);
    return made.ok ? { terms, rows: made.plan.rows, instalmentCents: made.plan.instalmentCents } : null;
  })
  .filter((contract) => contract !== null);

/** A day of a contract, from its start to its last due date. */
export function dayOf(contract: ServicedContract, share: number): string {
  const start = toDayNumber(contract.terms.start);
  const last = toDayNumber(contract.rows.at(-1)?.dueDate ?? contract.terms.start);
  return fromDayNumber(start + Math.floor((last - start) * share));
}
