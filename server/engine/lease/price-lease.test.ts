import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceLease } from '../lease.ts';
import { buildPlan, dayCounts } from '../plans.ts';
import type { Lease, LeaseCharge, LeaseTerms } from '../lease.ts';
import { refereeRental, refereeRentalCents, refereeRows } from '../proof/lease-referee.ts';
import type { RefereeLease } from '../proof/lease-referee.ts';
import { anyMonthlyLease, plainLease } from '../proof/lease-samples.ts';
import { runs, seeds } from '../proof/seeds.ts';

function leaseOf(terms: LeaseTerms): Lease {
  const priced = priceLease(terms);
  if (!priced.ok) throw new Error(`${priced.refusal} ${priced.path}`);
  return priced.lease;
}

const refereeOf = (terms: LeaseTerms, lease: Lease): RefereeLease => {
  const advance = terms.mode === 'advance';
  const optionMonth = terms.rentals + (advance ? -1 : 0) + (terms.optionAfterPeriods ?? (advance ? 1 : 0));
  return { netAssetCents: lease.netAssetCents, firstRentalCents: lease.firstRentalCents, rentals: terms.rentals, advance, optionCents: lease.purchaseOptionCents, optionMonth, ratePpm: terms.nominalRatePpm };
};

const rentalOf = (more: Partial<LeaseTerms>): number => leaseOf({ ...plainLease, ...more }).rentalCents;
const none = { firstRental: { cents: 0 }, purchaseOption: { cents: 0 } };

describe('published leases', () => {
  // bassitassi.com, "Calcolo leasing auto a tre e cinque anni": 50,000 at 8 %, option 10,000, 60 rentals, three first rentals.
  // The page prints 776.34, 857.44 and 674.95: it cuts the cents instead of rounding them.
  it.each([
    [500_000, 77_634, 77_634],
    [100_000, 85_744, 85_745],
    [1_000_000, 67_495, 67_496],
  ])('bassitassi.com: first rental %i, printed %i, rounded %i', (cents, printed, rental) => {
    const lease = leaseOf({ ...plainLease, firstRental: { cents } });
    expect(lease.rentalCents).toBe(rental);
    const { top, bottom } = refereeRental(refereeOf({ ...plainLease, firstRental: { cents } }, lease));
    expect(Number(top / bottom)).toBe(printed);
  });

  // N rentals of which some are paid at the start, residual at month N: HP support document bpia5201 and HP 12C guide.
  it.each([
    ['HP 17bII+, equipment of 750, three in advance', { priceCents: 75_000, rentals: 9, firstRental: { rentals: 3 }, purchaseOption: { cents: 0 }, nominalRatePpm: 100_000 }, 6_445],
    ['HP 12C guide p. 157, copier of 22,000, option 30 %', { priceCents: 2_200_000, rentals: 44, firstRental: { rentals: 4 }, purchaseOption: { sharePpm: 300_000 }, nominalRatePpm: 150_000, optionAfterPeriods: 4 }, 48_729],
  ])('%s', (_, more, rental) => {
    expect(rentalOf(more)).toBe(rental);
  });

  // hpmuseum.org threads 6665 and 10334 print 1,249.30 and 263.54, which add the salvage value instead of taking it off:
  // (40,000 + 15,000 v^48) / (a_46 + 2) and (10,000 + 2,000 v^48) / (a_45 + 3). The leases cost 746.73 and 188.33.
  it.each([
    [{ priceCents: 4_000_000, rentals: 46, firstRental: { rentals: 2 }, purchaseOption: { cents: 1_500_000 }, nominalRatePpm: 100_000, optionAfterPeriods: 2 }, 124_930, 74_673],
    [{ priceCents: 1_000_000, rentals: 45, firstRental: { rentals: 3 }, purchaseOption: { cents: 200_000 }, nominalRatePpm: 46_000, optionAfterPeriods: 3 }, 26_354, 18_833],
  ])('an example with the wrong sign: %j', (more, printed, rental) => {
    expect(rentalOf(more)).toBe(rental);
    const i = more.nominalRatePpm / 12_000_000;
    const annuity = (1 - (1 + i) ** -more.rentals) / i + more.firstRental.rentals;
    expect(Math.round((more.priceCents + more.purchaseOption.cents * (1 + i) ** -48) / annuity)).toBe(printed);
  });

  it('IFRS 16 illustrative example 13: ten payments of 50,000 in advance at 5 % are worth 405,391', () => {
    const lease = leaseOf({ ...plainLease, ...none, priceCents: 40_539_108, rentals: 10, every: 12, mode: 'advance', nominalRatePpm: 50_000 });
    expect(lease.rentalCents).toBe(5_000_000);
    // After the first payment the liability is 355,391; the first year bears 17,770 of interest.
    expect(lease.rows[0]).toMatchObject({ dueDate: '2026-11-22', interestCents: 0, balanceCents: 35_539_108 });
    expect(lease.rows[1]).toMatchObject({ dueDate: '2027-11-22', interestCents: 1_776_955 });
  });
});

describe('priceLease', () => {
  it('prices a lease in advance with VAT, fees and option, row by row', () => {
    const charges: LeaseCharge[] = [
      { kind: 'arrangement', at: 'start', cents: 30_000, taxed: true, inTaeg: true, optional: false },
      { kind: 'collection', at: 'row', cents: 400, taxed: true, inTaeg: true, optional: false },
      { kind: 'insurance', at: 'row', cents: 2_500, taxed: false, inTaeg: false, optional: true },
    ];
    const lease = leaseOf({ ...plainLease, priceCents: 1_050_000, discountCents: 50_000, firstRental: { sharePpm: 100_000 }, rentals: 3, purchaseOption: { cents: 200_000 }, nominalRatePpm: 120_000, mode: 'advance', charges });
    // 900,000 = R (1 + v + v²) + 200,000 v³, v = 1/1.01: R = 237,639.09
    expect(lease).toMatchObject({ netAssetCents: 1_000_000, assetVatCents: 220_000, firstRentalCents: 100_000, financedCents: 900_000, rentalCents: 237_639, purchaseOptionCents: 200_000 });
    expect(lease.rows.map(({ number, kind, dueDate, rentalCents, principalCents, interestCents, balanceCents }) => [number, kind, dueDate, rentalCents, principalCents, interestCents, balanceCents])).toEqual([
      [0, 'first-rental', '2026-11-22', 100_000, 100_000, 0, 900_000],
      [1, 'rental', '2026-11-22', 237_639, 237_639, 0, 662_361],
      [2, 'rental', '2026-12-22', 237_639, 231_015, 6_624, 431_346],
      [3, 'rental', '2027-01-22', 237_639, 233_326, 4_313, 198_020],
      [4, 'purchase-option', '2027-02-22', 200_000, 198_020, 1_980, 0],
    ]);
    expect(lease.rows[1]).toMatchObject({ feeCents: 2_900, vatRatePpm: 220_000, vatCents: 52_369, grossCents: 237_639 + 2_900 + 52_369 });
    expect(lease.separateFees).toEqual([{ kind: 'arrangement', date: '2026-11-22', cents: 30_000, vatCents: 6_600 }]);
    expect(lease.totals.feesByKind).toEqual([{ kind: 'arrangement', cents: 30_000 }, { kind: 'collection', cents: 1_200 }, { kind: 'insurance', cents: 7_500 }]);
    expect(lease.totals).toMatchObject({ rentalCents: 812_917, interestCents: 12_917, feeCents: 38_700, netDueCents: 812_917 + 200_000 + 38_700 });
    expect(lease.totals.grossDueCents).toBe(lease.totals.netDueCents + lease.totals.vatCents);
  });

  it('charges the VAT in force at each tax point: 21 % until 30 September 2013, 22 % from 1 October (DL 98/2011 art. 40 c. 1-ter)', () => {
    const terms = { ...plainLease, start: '2013-07-15', rentals: 6, vat: [{ ratePpm: 210_000, validFrom: '2011-09-17' }, { ratePpm: 220_000, validFrom: '2013-10-01' }] };
    const rates = (more: Partial<LeaseTerms>) => leaseOf({ ...terms, ...more }).rows.map((row) => row.vatRatePpm / 10_000);
    expect(rates({})).toEqual([21, 21, 21, 22, 22, 22, 22, 22]);
    expect(rates({ start: '2013-09-01', rentals: 1, purchaseOption: { cents: 0 } })).toEqual([21, 22]);
    // Invoiced three weeks ahead, the rental of 15 October still has the rate of 24 September (DPR 633/1972 art. 6 c. 4).
    expect(rates({ invoicedDaysBefore: 21 })).toEqual([21, 21, 21, 21, 22, 22, 22, 22]);
    const lease = leaseOf(terms);
    expect(lease.assetVatCents).toBe(1_050_000);
    // The consumer pays the higher VAT on an asset priced with the lower one; the company deducts both.
    expect(lease.taegPpm).toBeGreaterThan(lease.effectiveRatePpm ?? 0);
    expect(lease.effectiveRatePpm).toBe(83_000);
  });

  it('has one rate for consumer and company when VAT stays and nothing else is asked: (1 + 0.08/12)^12 − 1', () => {
    const lease = leaseOf(plainLease);
    expect(lease).toMatchObject({ taegPpm: 83_000, effectiveRatePpm: 83_000 });
    expect(Math.abs((lease.leaseRatePpm ?? 0) - 82_999.5)).toBeLessThanOrEqual(1);
  });

  it('asks the substitute tax beyond its months, otherwise the stamp', () => {
    const taxes = { substituteTax: { ratePpm: 2_500, aboveMonths: 18, at: 'first-row' as const }, stampDuty: { contractCents: 1_600, upToMonths: 18 } };
    expect(leaseOf({ ...plainLease, ...taxes }).rows[1]).toMatchObject({ feeCents: 11_250, vatCents: Math.round(77_634 * 0.22) });
    expect(leaseOf({ ...plainLease, ...taxes, rentals: 18 }).rows[1]).toMatchObject({ feeCents: 1_600 });
    expect(leaseOf({ ...plainLease, ...taxes, rentals: 18, mode: 'advance' }).totals.feesByKind).toEqual([{ kind: 'stamp', cents: 1_600 }]);
    expect(leaseOf({ ...plainLease, substituteTax: { ...taxes.substituteTax, at: 'start' } }).separateFees).toEqual([{ kind: 'substitute-tax', date: '2026-11-22', cents: 11_250, vatCents: 0 }]);
  });

  it('puts the residue where it is asked, the option always as agreed', () => {
    const at = (residue: LeaseTerms['rounding']['residue'], rentalMultipleCents = 100) => {
      const lease = leaseOf({ ...plainLease, rounding: { mode: 'half-up', rentalMultipleCents, residue } });
      const rentals = lease.rows.filter((row) => row.kind === 'rental').map((row) => row.rentalCents);
      expect(lease.rows.at(-1)).toMatchObject({ kind: 'purchase-option', rentalCents: 1_000_000, balanceCents: 0 });
      return { first: rentals[0], last: rentals.at(-1), level: lease.rentalCents };
    };
    expect(at('last')).toMatchObject({ first: 77_600, level: 77_600 });
    expect(at('last').last).toBeGreaterThan(79_900);
    expect(at('first').first).toBeGreaterThan(78_900);
    expect(Math.abs((at('first').last ?? 0) - 77_600)).toBeLessThan(30);
    expect(at('interest')).toMatchObject({ first: 77_600, last: 77_600 + Math.max(0, (at('last').last ?? 0) - 77_600 - 6_000) });
    // Without interest to take it from, the last rental takes the residue after all; no interest share falls below zero.
    const free = leaseOf({ ...plainLease, nominalRatePpm: 0, rounding: { mode: 'half-up', rentalMultipleCents: 100, residue: 'interest' } });
    expect(free.rows.at(-2)).toMatchObject({ rentalCents: 3_500_000 - 59 * 58_300, interestCents: 0 });
    expect(at('correction-pass', 1).level).toBe(at('last', 1).level);
  });

  it('keeps weeks, days and irregular first periods as plans do', () => {
    const weekly = leaseOf({ ...plainLease, unit: 'week', every: 4, rentals: 26, dayCount: 'act/365f' });
    expect(weekly.rows[1]).toMatchObject({ dueDate: '2026-12-20', interestCents: Math.round((4_500_000 * 0.08 * 28) / 365) });
    const late = { ...plainLease, firstDueDate: '2027-01-22', dayCount: 'act/365f' as const };
    expect(leaseOf(late).rows[1]).toMatchObject({ dueDate: '2027-01-22', interestCents: Math.round((4_500_000 * 0.08 * 61) / 365) });
    expect(leaseOf({ ...late, firstPeriod: 'one-period' }).rows[1]?.interestCents).toBe(Math.round((4_500_000 * 0.08 * 31) / 365));
    expect(leaseOf({ ...late, dayCount: '30/360-period' }).rows[1]?.interestCents).toBe(30_000);
    expect(leaseOf({ ...plainLease, start: '2027-01-31' }).rows[1]?.dueDate).toBe('2027-02-28');
    // From 31 January to 28 February is one month, given or not.
    expect(leaseOf({ ...plainLease, start: '2027-01-31', firstDueDate: '2027-02-28', dayCount: 'act/act-isma' }).rows[1]?.interestCents).toBe(30_000);
  });

  it('rounds half a cent of interest as the terms say', () => {
    const interest = (mode: 'half-up' | 'half-even') => leaseOf({ ...plainLease, ...none, priceCents: 5_050, rentals: 2, nominalRatePpm: 120_000, rounding: { mode, rentalMultipleCents: 1, residue: 'last' } }).rows[0]?.interestCents;
    expect([interest('half-up'), interest('half-even')]).toEqual([51, 50]);
  });

  it.each([
    [null, 'missing', ''],
    [{ ...plainLease, priceCents: '5' }, 'not_an_integer', 'priceCents'],
    [{ ...plainLease, discountCents: 5_000_001 }, 'amount_too_large', 'discountCents'],
    [{ ...plainLease, firstRental: { cents: 5_000_000 } }, 'deposit_too_large', 'firstRental'],
    [{ ...plainLease, firstRental: { cents: 1, sharePpm: 1 } }, 'choice_not_consistent', 'firstRental.sharePpm'],
    [{ ...plainLease, firstRental: {} }, 'missing', 'firstRental.cents'],
    [{ ...plainLease, firstRental: { rentals: 600 } }, 'instalment_not_positive', 'firstRental'],
    [{ ...plainLease, rentals: 601 }, 'term_out_of_range', 'rentals'],
    [{ ...plainLease, nominalRatePpm: Number.NaN }, 'not_an_integer', 'nominalRatePpm'],
    [{ ...plainLease, purchaseOption: { cents: 4_500_001 } }, 'balloon_too_large', 'purchaseOption'],
    [{ ...plainLease, vat: [{ ratePpm: 220_000, validFrom: '2027-01-01' }] }, 'rule_missing', 'vat'],
    [{ ...plainLease, vat: [{ ratePpm: 1, validFrom: '2020-01-01' }, { ratePpm: 2, validFrom: '2020-01-01' }] }, 'choice_not_consistent', 'vat.1.validFrom'],
    [{ ...plainLease, start: '2199-01-01' }, 'date_out_of_range', 'start'],
    [{ ...plainLease, firstDueDate: '2026-11-22' }, 'date_out_of_range', 'firstDueDate'],
    [{ ...plainLease, charges: [{ kind: 'x', at: 'date', date: '2020-01-01', cents: 1, taxed: true, inTaeg: true, optional: false }] }, 'date_out_of_range', 'charges.0.date'],
    [{ ...plainLease, charges: [{ kind: 'x', at: 'row', ratePpm: 1, taxed: true, inTaeg: true, optional: false }] }, 'missing', 'charges.0.base'],
    [{ ...plainLease, dayCount: 'act/2' }, 'choice_not_known', 'dayCount'],
  ])('refuses by name %#', (terms, refusal, path) => {
    expect(priceLease(terms as LeaseTerms)).toMatchObject({ ok: false, refusal, path });
  });

  it.each(seeds)('agrees with exact fractions to the cent; principals add up, the option is the last balance (seed %i)', (seed) => {
    let priced = 0;
    fc.assert(
      fc.property(anyMonthlyLease, (terms) => {
        const found = priceLease(terms);
        if (!found.ok) return;
        priced += 1;
        const { lease } = found;
        const referee = refereeOf(terms, lease);
        expect(lease.rentalCents).toBe(refereeRentalCents(referee));
        const rentals = lease.rows.filter((row) => row.kind === 'rental');
        const exact = refereeRows(referee);
        expect(rentals.map(({ rentalCents, interestCents }) => ({ rentalCents, interestCents }))).toEqual(exact.rows);
        const principal = lease.rows.reduce((sum, row) => sum + row.principalCents, 0);
        expect(principal).toBe(lease.netAssetCents);
        expect(rentals.reduce((sum, row) => sum + row.principalCents, 0)).toBe(lease.financedCents - exact.closingCents);
        if (referee.optionMonth === terms.rentals + (referee.advance ? -1 : 0)) expect(rentals.at(-1)?.balanceCents).toBe(lease.purchaseOptionCents);
        expect(lease.rows.at(-1)?.balanceCents).toBe(0);
        for (const row of lease.rows) expect(row.vatCents).toBe(Math.floor((row.rentalCents * 22 + 50) / 100));
        expect(lease.totals.netDueCents).toBe(lease.netAssetCents + lease.totals.interestCents);
      }),
      { seed, numRuns: runs(80) },
    );
    expect(priced).toBeGreaterThan(40);
  });

  it.each(seeds)('in advance the rental is the one in arrears discounted by a period (seed %i)', (seed) => {
    fc.assert(
      fc.property(anyMonthlyLease, (drawn) => {
        // The same option month: one period after the last rental in advance, with the last in arrears.
        const arrears = priceLease({ ...drawn, mode: 'arrears', optionAfterPeriods: 0 });
        const advance = priceLease({ ...drawn, mode: 'advance', optionAfterPeriods: 1 });
        if (!arrears.ok || !advance.ok) return;
        const growth = 1 + drawn.nominalRatePpm / 12_000_000;
        expect(Math.abs(advance.lease.rentalCents - arrears.lease.rentalCents / growth)).toBeLessThanOrEqual(1.001);
        const exact = (lease: Lease, terms: LeaseTerms) => {
          const { top, bottom } = refereeRental(refereeOf(terms, lease));
          return { top, bottom };
        };
        const late = exact(arrears.lease, { ...drawn, mode: 'arrears', optionAfterPeriods: 0 });
        const early = exact(advance.lease, { ...drawn, mode: 'advance', optionAfterPeriods: 1 });
        // Exactly, before rounding: R_adv × (12·10⁶ + ppm) = R_arr × 12·10⁶.
        expect(early.top * late.bottom * BigInt(12_000_000 + drawn.nominalRatePpm) === late.top * early.bottom * 12_000_000n).toBe(true);
      }),
      { seed, numRuns: runs(40) },
    );
  });
});

describe('a lease and a plan', () => {
  const kinds = fc.record({
    rentals: fc.integer({ min: 1, max: 90 }),
    capital: fc.integer({ min: 100_000, max: 9_000_000 }),
    option: fc.integer({ min: 0, max: 60 }),
    rate: fc.integer({ min: 0, max: 300_000 }),
    dayCount: fc.constantFrom(...dayCounts),
    rhythm: fc.constantFrom({ every: 1, unit: 'month' as const }, { every: 3, unit: 'month' as const }, { every: 2, unit: 'week' as const }, { every: 30, unit: 'day' as const }),
    monthEnd: fc.constantFrom('clamp' as const, 'last-day' as const, 'roll' as const),
    start: fc.constantFrom('2026-11-22', '2026-01-31', '2028-02-29', '2027-02-28'),
    firstDueDate: fc.constantFrom(undefined, '2028-03-31', '2026-02-28', '2026-12-05', '2027-03-31'),
    residue: fc.constantFrom('last' as const, 'first' as const, 'correction-pass' as const),
    multiple: fc.constantFrom(1, 10, 100),
    mode: fc.constantFrom('half-up' as const, 'half-even' as const),
    advance: fc.boolean(),
  });

  it.each(seeds)('in arrears the lease is a level plan with a balloon; in advance without option one in advance (seed %i)', (seed) => {
    let compared = 0;
    fc.assert(
      fc.property(kinds, (draw) => {
        const optionCents = draw.advance ? 0 : Math.floor((draw.capital * draw.option) / 100);
        // Rounded to coarse multiples a plan may repay more than all but the balloon; a lease never repays below its option.
        const multiple = optionCents > 0 ? 1 : draw.multiple;
        const shared = { ...draw.rhythm, start: draw.start, firstDueDate: draw.firstDueDate, monthEnd: draw.monthEnd, dayCount: draw.dayCount, mode: draw.advance ? ('advance' as const) : ('arrears' as const), nominalRatePpm: draw.rate };
        const lease = priceLease({
          ...plainLease,
          ...shared,
          vat: [],
          priceCents: draw.capital,
          firstRental: { cents: 0 },
          purchaseOption: { cents: optionCents },
          rentals: draw.rentals,
          optionAfterPeriods: 0,
          rounding: { mode: draw.mode, rentalMultipleCents: multiple, residue: draw.residue },
        });
        const plan = buildPlan({
          ...shared,
          principalCents: draw.capital,
          rows: draw.rentals,
          balloonCents: optionCents,
          amortisation: 'level',
          interestOn: 'declining',
          rounding: { mode: draw.mode, instalmentMultipleCents: multiple, residue: draw.residue },
        });
        expect(lease.ok).toBe(plan.ok);
        if (!lease.ok || !plan.ok) return;
        compared += 1;
        expect(lease.lease.rentalCents).toBe(plan.plan.instalmentCents);
        const rentals = lease.lease.rows.filter((row) => row.kind === 'rental').map((row) => [row.dueDate, row.rentalCents, row.interestCents]);
        const rows = plan.plan.rows.map((row, index) => [row.dueDate, row.principalCents + row.interestCents - (index === draw.rentals - 1 ? optionCents : 0), row.interestCents]);
        expect(rentals).toEqual(rows);
      }),
      { seed, numRuns: runs(80) },
    );
    expect(compared).toBeGreaterThan(20);
  });
});
