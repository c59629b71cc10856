import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs, seeds } from '../proof/seeds.ts';
import { priceFinancing } from '../index.ts';
import { plainTerms } from '../proof/sample-terms.ts';
import { commission, clawback, elapsedMonths, lenderYield, rateMargin, splitSubsidy, subsidy } from '../subsidies.ts';
import type { CommissionTerms, DatedCents, SubsidyTerms } from '../subsidies.ts';

/** Flows of the customer for 20,000.00 over `rows` months at a TAN. */
function flowsAt(nominalRatePpm: number, rows = 48, priceCents = 2_000_000, startDate = '2026-11-22'): DatedCents[] {
  const priced = priceFinancing({ ...plainTerms, priceCents, termMonths: rows, nominalRatePpm, startDate });
  if (!priced.ok) throw new Error(priced.path);
  return priced.figures.rows.map((row) => ({ date: row.dueDate, cents: row.dueCents }));
}

const terms = (more: Partial<SubsidyTerms> = {}): SubsidyTerms => ({
  amountFinancedCents: 2_000_000,
  start: '2026-11-22',
  flows: flowsAt(0),
  target: { ratePpm: 69_500, compounding: 'month' },
  ...more,
});

function contributionOf(asked: SubsidyTerms): number {
  const found = subsidy(asked);
  if (!found.ok) throw new Error(`${found.refusal} ${found.path}`);
  return found.contributionCents;
}

describe('subsidy', () => {
  it('buys the rate down to zero: 20,000.00 in 48 rows of 416.67 and 416.51 against 6.95 %', () => {
    // F − Σ c (1 + i)^−k with i = 0.0695/12, summed in exact fractions below.
    const top = 12_069_500n;
    const bottom = 12_000_000n;
    const flows = flowsAt(0);
    let value = 0n;
    for (const [index, flow] of flows.entries()) value += BigInt(flow.cents) * bottom ** BigInt(index + 1) * top ** BigInt(48 - index - 1);
    const owed = 2_000_000n * top ** 48n - value;
    const expected = Number((2n * owed + top ** 48n) / (2n * top ** 48n));
    expect(contributionOf(terms())).toBe(expected);
    expect(subsidy(terms())).toEqual({
      ok: true,
      contributionCents: expected,
      contributionDate: '2026-11-22',
      payoutDate: '2026-11-22',
      payoutValueCents: 2_000_000,
      presentValueCents: 2_000_000 - expected,
      proof: [
        { label: 'amountFinanced', cents: 2_000_000 },
        { label: 'payout', date: '2026-11-22', count: 0 },
        { label: 'targetRate', ratePpm: 69_500, of: 'month' },
        { label: 'payoutValue', cents: 2_000_000, date: '2026-11-22' },
        { label: 'presentValue', cents: 2_000_000 - expected, date: '2026-11-22', count: 48 },
        { label: 'contribution', cents: expected, date: '2026-11-22' },
      ],
    });
  });

  it('is nothing when money costs nothing, whatever the days', () => {
    expect(contributionOf(terms({ target: { ratePpm: 0, compounding: 'year' }, payoutDays: 45 }))).toBe(0);
  });

  it('shrinks when the dealer is settled later, by the interest of those days', () => {
    const at = (payoutDays: number) => contributionOf(terms({ payoutDays, contributionDate: '2026-11-22' }));
    // Thirty days on an effective 7 %: 20,000 × (1 − 1.07^(−30/365)) = 110.91, computed apart; 1.07^(−30/365) = 0.99445439…
    const yearly = (payoutDays: number) => contributionOf(terms({ payoutDays, contributionDate: '2026-11-22', target: { ratePpm: 70_000, compounding: 'year' }, start: '2026-11-22' }));
    expect(at(0) - at(30)).toBeGreaterThan(11_000);
    // From 22 November to 22 December the interval is one month of twelve: 20,000 × (1 − 1.07^(−1/12)) = 112.45.
    expect(yearly(0) - yearly(30)).toBe(Math.round(2_000_000 * (1 - 1.07 ** (-1 / 12))));
    expect(yearly(0) - yearly(10)).toBe(Math.round(2_000_000 * (1 - 1.07 ** (-10 / 365))));
  });

  it('paid later is worth the same', () => {
    const now = contributionOf(terms({ target: { ratePpm: 70_000, compounding: 'year' } }));
    const later = contributionOf(terms({ target: { ratePpm: 70_000, compounding: 'year' }, contributionDate: '2027-11-22' }));
    expect(Math.abs(later - now * 1.07)).toBeLessThan(1.1);
  });

  it('decides an exact half cent away from zero', () => {
    // One year at 100 %: 101 / 2 = 50.5, owed 100 − 50.5 = 49.5 → 50.
    const one = { amountFinancedCents: 100, start: '2026-11-22', flows: [{ date: '2027-11-22', cents: 101 }], target: { ratePpm: 1_000_000, compounding: 'year' as const } };
    expect(contributionOf(one)).toBe(50);
    expect(contributionOf({ ...one, flows: [{ date: '2027-11-22', cents: 301 }] })).toBe(-51);
    // At 900 % a tenth of 45 cents: binary fractions make it 4.499…, the fixed point sees the half.
    expect(subsidy({ ...one, flows: [{ date: '2027-11-22', cents: 45 }], target: { ratePpm: 9_000_000, compounding: 'year' } })).toMatchObject({ presentValueCents: 5, contributionCents: 96 });
  });

  it('refuses by name', () => {
    const refused = (asked: unknown) => subsidy(asked as SubsidyTerms);
    expect(refused(null)).toEqual({ ok: false, refusal: 'missing', path: '' });
    expect(refused(terms({ amountFinancedCents: 0 }))).toMatchObject({ refusal: 'amount_too_large', path: 'amountFinancedCents' });
    expect(refused(terms({ flows: [{ date: '2026-11-21', cents: 1 }] }))).toMatchObject({ refusal: 'date_out_of_range', path: 'flows.0.date' });
    expect(refused({ ...terms(), target: { ratePpm: 1e9, compounding: 'year' } })).toMatchObject({ refusal: 'rate_out_of_range', path: 'target.ratePpm' });
    expect(refused(terms({ contributionDate: '2026-11-21' }))).toMatchObject({ path: 'contributionDate' });
    expect(refused(terms({ start: '2199-12-01', flows: [], payoutDays: 60 }))).toMatchObject({ path: 'payoutDays' });
    expect(rateMargin({ ...terms(), floor: { ratePpm: -1, compounding: 'month' } })).toMatchObject({ path: 'floor.ratePpm' });
  });

  const draws = fc.record({
    rows: fc.integer({ min: 12, max: 120 }),
    price: fc.integer({ min: 100_000, max: 9_000_000 }),
    rate: fc.integer({ min: 0, max: 200_000 }),
    target: fc.integer({ min: 0, max: 250_000 }),
    payoutDays: fc.integer({ min: 0, max: 60 }),
    start: fc.constantFrom('2026-11-22', '2024-02-10', '2025-08-05'),
  });

  it.each(seeds)('is zero at the TAN of the plan, and lifts the yield to the target (seed %i)', (seed) => {
    fc.assert(
      fc.property(draws, ({ rows, price, rate, target, payoutDays, start }) => {
        const flows = flowsAt(rate, rows, price, start);
        const asked: SubsidyTerms = { amountFinancedCents: price, start, flows, target: { ratePpm: rate, compounding: 'month' } };
        // Each row rounds its interest to half a cent, and the last row settles what that leaves.
        expect(Math.abs(contributionOf(asked))).toBeLessThanOrEqual(Math.ceil(rows / 2) + 1);
        const found = subsidy({ ...asked, payoutDays, target: { ratePpm: target, compounding: 'month' } });
        if (!found.ok) throw new Error(found.path);
        // A cent less earns less than the target, a cent more earns more.
        const yieldWith = (cents: number): number => {
          const on = (amount: number) => [{ date: found.contributionDate, cents: Math.max(amount, 0) }];
          const earned = lenderYield({ start, payouts: [{ date: found.payoutDate, cents: price }], subsidies: on(cents), commissions: on(-cents), customer: flows });
          if (!earned.ok) throw new Error(earned.path);
          return earned.annualRate;
        };
        const effective = (1 + target / 12_000_000) ** 12 - 1;
        expect(yieldWith(found.contributionCents - 1)).toBeLessThan(effective);
        expect(yieldWith(found.contributionCents + 1)).toBeGreaterThan(effective);
      }),
      { seed, numRuns: runs(60) },
    );
  });
});

describe('splitSubsidy', () => {
  it('gives fixed amounts, then shares up to their caps, and the rest to the payer named', () => {
    const split = splitSubsidy({
      totalCents: 100_001,
      payers: [
        { payer: 'importer', cents: 20_000 },
        { payer: 'maker', sharePpm: 500_000 },
        { payer: 'dealer', sharePpm: 333_333, capCents: 25_000 },
      ],
      remainderTo: 'lender',
    });
    expect(split).toEqual({
      ok: true,
      shares: [
        { payer: 'importer', cents: 20_000 },
        { payer: 'maker', cents: 50_000 },
        { payer: 'dealer', cents: 25_000 },
        { payer: 'lender', cents: 5_001 },
      ],
      proof: [
        { label: 'total', cents: 100_001 },
        { label: 'share', of: 'importer', cents: 20_000 },
        { label: 'share', of: 'maker', cents: 50_000 },
        { label: 'share', of: 'dealer', cents: 25_000 },
        { label: 'share', of: 'lender', cents: 5_001 },
        { label: 'remainder', of: 'lender', cents: 5_001 },
      ],
    });
  });

  it('refuses shares above one, a payer twice, an amount and a share together', () => {
    const tried = (...payers: Parameters<typeof splitSubsidy>[0]['payers'][number][]) => splitSubsidy({ totalCents: 10, payers, remainderTo: 'lender' });
    expect(tried({ payer: 'a', sharePpm: 600_000 }, { payer: 'b', sharePpm: 500_000 })).toEqual({ ok: false, refusal: 'number_out_of_range', path: 'payers.1.sharePpm', nearest: 400_000 });
    expect(tried({ payer: 'a' }, { payer: 'a' })).toMatchObject({ path: 'payers.1.payer' });
    expect(tried({ payer: 'a', cents: 1, sharePpm: 1 })).toMatchObject({ path: 'payers.0.sharePpm' });
    expect(splitSubsidy({ totalCents: -1, payers: [], remainderTo: 'lender' })).toMatchObject({ refusal: 'amount_negative' });
  });

  const payer = fc.record({ how: fc.constantFrom('cents' as const, 'sharePpm' as const), cents: fc.integer({ min: 0, max: 400_000 }), sharePpm: fc.integer({ min: 0, max: 250_000 }), cap: fc.option(fc.integer({ min: 0, max: 300_000 })) });
  it.each(seeds)('always adds up to the cent and keeps the caps (seed %i)', (seed) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000_000 }), fc.array(payer, { maxLength: 4 }), (totalCents, drawn) => {
        const payers = drawn.map((one, index) => ({ payer: `p${index}`, [one.how]: one[one.how], capCents: one.cap ?? undefined }));
        const split = splitSubsidy({ totalCents, payers, remainderTo: 'lender' });
        if (!split.ok) throw new Error(split.path);
        expect(split.shares.reduce((sum, share) => sum + share.cents, 0)).toBe(totalCents);
        for (const [index, share] of split.shares.entries()) {
          expect(share.cents).toBeGreaterThanOrEqual(0);
          if (share.payer !== 'lender') expect(share.cents).toBeLessThanOrEqual(payers[index]?.capCents ?? totalCents);
        }
      }),
      { seed, numRuns: runs(200) },
    );
  });
});

describe('clawback', () => {
  const parts = [{ payer: 'maker', cents: 100_000 }, { payer: 'dealer', cents: 50_001 }];
  it('goes back in line with the months left, and the parts add up', () => {
    expect(clawback({ parts, rule: { kind: 'linear', of: 48 }, elapsed: 12 })).toMatchObject({ clawbackCents: 112_501, keptCents: 37_500, shares: [{ payer: 'maker', cents: 75_000 }, { payer: 'dealer', cents: 37_501 }] });
    expect(clawback({ parts, rule: { kind: 'linear', of: 48 }, elapsed: 0 })).toMatchObject({ clawbackCents: 150_001 });
    expect(clawback({ parts, rule: { kind: 'linear', of: 48 }, elapsed: 60 })).toMatchObject({ clawbackCents: 0 });
  });

  it('goes back by steps', () => {
    const steps = [{ below: 6, sharePpm: 1_000_000 }, { below: 12, sharePpm: 500_000 }];
    const at = (elapsed: number) => {
      const found = clawback({ parts, rule: { kind: 'steps', steps }, elapsed });
      return found.ok ? found.clawbackCents : found.path;
    };
    expect([0, 5, 6, 11, 12].map(at)).toEqual([150_001, 150_001, 75_001, 75_001, 0]);
  });

  it('counts months from the day of the start', () => {
    const months = (start: string, end: string, counting: 'completed' | 'started') => {
      const found = elapsedMonths(start, end, counting);
      return found.ok ? found.months : found.path;
    };
    expect(months('2026-01-31', '2026-02-27', 'completed')).toBe(0);
    expect(months('2026-01-31', '2026-02-28', 'completed')).toBe(1);
    expect(months('2026-01-31', '2026-03-01', 'started')).toBe(2);
    expect(months('2026-01-31', '2026-01-31', 'started')).toBe(0);
    expect(months('2026-01-31', '2026-01-30', 'started')).toBe('end');
  });
});

describe('lenderYield', () => {
  it('is the effective rate of the plan when nothing else flows', () => {
    const earned = lenderYield({ payouts: [{ date: '2026-11-22', cents: 2_000_000 }], subsidies: [], commissions: [], customer: flowsAt(69_500) });
    // (1 + 0.0695/12)^12 − 1 = 7.1756 %
    expect(earned).toMatchObject({ ok: true, yieldPpm: 71_757, nominalPpm: 69_500 });
  });

  it('falls by a commission and rises by a deferral', () => {
    const base = { payouts: [{ date: '2026-11-22', cents: 2_000_000 }], subsidies: [], commissions: [], customer: flowsAt(69_500) };
    const of = (more: object) => {
      const found = lenderYield({ ...base, ...more });
      return found.ok ? found.yieldPpm : Number.NaN;
    };
    expect(of({ commissions: [{ date: '2026-12-10', cents: 40_000 }] })).toBeLessThan(71_757 - 9_000);
    expect(of({ payouts: [{ date: '2027-01-22', cents: 2_000_000 }] })).toBeGreaterThan(71_757 + 5_000);
  });

  it('refuses flows that have no rate', () => {
    expect(lenderYield({ payouts: [], subsidies: [], commissions: [], customer: [] })).toMatchObject({ refusal: 'missing', path: 'payouts' });
    const day = [{ date: '2026-11-22', cents: 100 }];
    expect(lenderYield({ payouts: day, subsidies: [], commissions: [], customer: [{ date: '2026-11-22', cents: 0 }] })).toMatchObject({ refusal: 'not_solvable' });
  });
});

describe('commission', () => {
  const contract: CommissionTerms = { amountFinancedCents: 1_800_050, marginCents: 120_000, servicesCents: 90_000, nominalRatePpm: 79_500, termMonths: 48, lines: [] };
  it('pays by base and tier, once rounded, with bounds', () => {
    const found = commission({
      ...contract,
      lines: [
        { payee: 'dealer', kind: 'volume', base: 'amount-financed', tiersOn: 'base', tiersAs: 'whole', tiers: [{ from: 0, ratePpm: 10_000 }, { from: 1_500_000, ratePpm: 15_000 }] },
        { payee: 'dealer', kind: 'margin', base: 'margin', tiersOn: 'rate', tiersAs: 'whole', tiers: [{ from: 69_500, ratePpm: 500_000 }] },
        { payee: 'dealer', kind: 'services', base: 'services', tiersOn: 'base', tiersAs: 'slice', tiers: [{ from: 0, ratePpm: 100_000 }, { from: 50_000, ratePpm: 200_000, cents: 500 }] },
        { payee: 'seller', kind: 'share', base: 'paid-so-far', tiersOn: 'term', tiersAs: 'whole', tiers: [{ from: 36, ratePpm: 100_000 }], maxCents: 9_000 },
        { payee: 'seller', kind: 'long', base: 'amount-financed', tiersOn: 'term', tiersAs: 'whole', tiers: [{ from: 60, cents: 5_000 }], minCents: 1_000 },
      ],
    });
    // 1.5 % of 18,000.50 = 270.0075; half the margin 600.00; 10 % of 500 + 20 % of 400 + 5.00 = 135.00; a tenth of 1,005.01 capped.
    expect(found).toMatchObject({ commissions: [{ cents: 27_001 }, { cents: 60_000 }, { cents: 13_500 }, { baseCents: 100_501, cents: 9_000 }, { cents: 0 }] });
    expect(found).toMatchObject({ totals: [{ payee: 'dealer', cents: 100_501 }, { payee: 'seller', cents: 9_000 }], totalCents: 109_501 });
  });

  it('pays nothing on a margin below zero and refuses tiers out of order', () => {
    const line = { payee: 'dealer', kind: 'margin', base: 'margin' as const, tiersOn: 'base' as const, tiersAs: 'whole' as const, tiers: [{ from: 0, ratePpm: 500_000 }] };
    expect(commission({ ...contract, marginCents: -5_000, lines: [{ ...line, tiersOn: 'rate' }] })).toMatchObject({ commissions: [{ baseCents: 0, cents: 0 }], totalCents: 0 });
    expect(commission({ ...contract, lines: [{ ...line, tiers: [{ from: 5 }, { from: 5 }] }] })).toMatchObject({ path: 'lines.0.tiers.1.from' });
    expect(commission({ ...contract, lines: [{ ...line, tiersOn: 'rate', tiersAs: 'slice' }] })).toMatchObject({ path: 'lines.0.tiersAs' });
  });

  it('takes the margin over a floor rate from the present value', () => {
    const margin = rateMargin({ amountFinancedCents: 2_000_000, start: '2026-11-22', flows: flowsAt(79_500), floor: { ratePpm: 49_500, compounding: 'month' } });
    const owed = contributionOf(terms({ flows: flowsAt(79_500), target: { ratePpm: 49_500, compounding: 'month' } }));
    expect(margin).toMatchObject({ ok: true, marginCents: -owed });
    expect(owed).toBeLessThan(-100_000);
  });
});
