import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonthsToDayNumber, fromDayNumber, toDayNumber } from '#platform/civil-date';
import { formatAmount, formatAmountEnglish, formatRate } from '#platform/money';
import { tellLease, tellPlan } from '../derivation.ts';
import type { LeaseFigure, PlanFigure } from '../derivation.ts';
import { priceLease } from '../lease.ts';
import type { LeaseTerms } from '../lease.ts';
import { buildPlan } from '../plans.ts';
import type { PlanTerms } from '../plans.ts';
import { anyMonthlyLease } from '../proof/lease-samples.ts';
import { anyPlanTerms } from '../proof/plan-samples.ts';
import { recount } from '../proof/printed-arithmetic.ts';
import { cases, seeds } from '../proof/seeds.ts';

const languages = ['it', 'en'] as const;
const parts = [['interest', 'interestCents'], ['principal', 'principalCents'], ['fee', 'feeCents'], ['due', 'dueCents'], ['balance', 'balanceCents']] as const;
const money = { it: formatAmount, en: formatAmountEnglish };
const rates = { it: formatRate, en: (ppm: number) => formatRate(ppm).replace(/[.,]/g, (sign) => (sign === ',' ? '.' : ',')) };

/** The steps exist, end on the figure, and every line of arithmetic printed in them gives its own value. */
function expectTold<Figure>(tell: (figure: Figure) => readonly { label: string; formula: string; value: string }[], figure: Figure, cents: number | null, language: 'it' | 'en', isEven: boolean): number {
  const steps = tell(figure);
  const last = steps.at(-1)?.value;
  const expected = cents === null ? last : `${money[language](cents)} €`;
  if (last === undefined || last !== expected) expect([figure, last]).toEqual([figure, expected]);
  const { counted, wrong } = recount(steps, language, isEven);
  if (wrong !== null) expect({ figure, language, wrong, steps }).toBeNull();
  return counted;
}

function expectPlanTold(terms: PlanTerms): number {
  const built = buildPlan(terms);
  if (!built.ok) return 0;
  const { plan } = built;
  const isEven = terms.rounding.mode === 'half-even';
  let counted = 0;
  for (const language of languages) {
    const tell = tellPlan(terms, language);
    if (tell === null) throw new Error('not told');
    const count = (figure: PlanFigure, cents: number): void => {
      counted += expectTold(tell, figure, cents, language, isEven);
    };
    for (const row of plan.rows) for (const [part, key] of parts) count({ row: row.number, part }, row[key]);
    count('amountFinancedCents', plan.amountFinancedCents);
    count('instalmentCents', plan.instalmentCents);
    count('financedFeeCents', plan.totals.financedFeeCents);
    count('interestCents', plan.totals.interestCents);
    count('feeCents', plan.totals.feeCents);
    count('dueCents', plan.totals.dueCents);
  }
  return counted;
}

const leaseParts = [['interest', 'interestCents'], ['principal', 'principalCents'], ['fee', 'feeCents'], ['due', 'grossCents'], ['balance', 'balanceCents']] as const;
const leaseFigures = ['netAssetCents', 'firstRentalCents', 'financedCents', 'rentalCents', 'purchaseOptionCents'] as const;
const leaseTotals = ['interestCents', 'feeCents', 'netDueCents', 'vatCents', 'grossDueCents'] as const;
const leaseRates = ['taegPpm', 'effectiveRatePpm', 'leaseRatePpm'] as const;

function expectLeaseTold(terms: LeaseTerms): number {
  const priced = priceLease(terms);
  if (!priced.ok) return 0;
  const { lease } = priced;
  const isEven = terms.rounding.mode === 'half-even';
  let counted = 0;
  for (const language of languages) {
    const tell = tellLease(terms, language);
    if (tell === null) throw new Error('not told');
    const count = (figure: LeaseFigure, cents: number): void => {
      counted += expectTold(tell, figure, cents, language, isEven);
    };
    // VAT and fees are rounded half-up whatever the terms say of rentals.
    for (const row of lease.rows) for (const [part, key] of leaseParts) counted += expectTold(tell, { row: row.number, part }, row[key], language, isEven && part !== 'due' && part !== 'balance');
    for (const name of leaseFigures) count(name, lease[name]);
    for (const name of leaseTotals) count(name, lease.totals[name]);
    expect(tell('nominalRatePpm').at(-1)?.value).toBe(rates[language](terms.nominalRatePpm));
    for (const name of leaseRates) if (lease[name] !== null && language === 'it') expect([name, tell(name).at(-1)?.value]).toEqual([name, formatRate(lease[name])]);
  }
  return counted;
}

const monthsAfter = (start: string, months: number): string => fromDayNumber(addMonthsToDayNumber(toDayNumber(start), months));

const anyLease: fc.Arbitrary<LeaseTerms> = fc
  .record({
    terms: anyMonthlyLease,
    rentals: fc.integer({ min: 1, max: 40 }),
    dayCount: fc.constantFrom('30/360-period' as const, 'act/365f' as const, 'act/act-isda' as const),
    residue: fc.constantFrom('last' as const, 'first' as const, 'correction-pass' as const, 'interest' as const),
    mode: fc.constantFrom('half-up' as const, 'half-even' as const),
    multiple: fc.constantFrom(1, 1, 50, 100),
    together: fc.constantFrom(0, 0, 3),
    fees: fc.boolean(),
    withVat: fc.boolean(),
    option: fc.nat({ max: 300_000 }),
  })
  .map(({ terms, rentals, dayCount, residue, mode, multiple, together, fees, withVat, option }) => ({
    ...terms,
    rentals,
    dayCount,
    priceWithVat: withVat,
    firstRental: together > 0 ? { rentals: together } : withVat ? { grossCents: option } : terms.firstRental,
    purchaseOption: withVat ? { grossCents: option } : terms.purchaseOption,
    rounding: { mode, rentalMultipleCents: multiple, residue },
    charges: fees
      ? [
          { kind: 'collection', at: 'row', cents: 350, taxed: true, inTaeg: true, optional: false },
          { kind: 'insurance', at: 'row', ratePpm: 1500, base: 'financed', taxed: false, inTaeg: true, optional: true },
          { kind: 'final', at: 'date', date: monthsAfter(terms.start, rentals), cents: 9_950, taxed: true, inTaeg: true, optional: false },
          { kind: 'arrangement', at: 'start', ratePpm: 10_000, base: 'net-asset', taxed: true, inTaeg: true, optional: false },
        ]
      : undefined,
  }));

describe('every row of every plan is told down to its rounding', () => {
  it.each(seeds)('plans of all kinds, in both languages, and the printed arithmetic recomputed (seed %i)', (seed) => {
    let counted = 0;
    fc.assert(fc.property(anyPlanTerms, (terms) => void (counted += expectPlanTold(terms))), { seed, numRuns: cases(60, 4000) });
    expect(counted).toBeGreaterThan(5000);
  });

  it.each(seeds)('leases, in the words of leases (seed %i)', (seed) => {
    let counted = 0;
    fc.assert(fc.property(anyLease, (terms) => void (counted += expectLeaseTold(terms))), { seed, numRuns: cases(40, 2000) });
    expect(counted).toBeGreaterThan(2000);
  });
});
