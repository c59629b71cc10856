import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceLease, saleProceeds, seriousDefault, settlementValue } from '../lease.ts';
import type { SeriousDefaultTerms } from '../lease.ts';
import { anyMonthlyLease, plainLease } from '../proof/lease-samples.ts';
import { runs, seeds } from '../proof/seeds.ts';

describe('settlementValue', () => {
  const at = (date: string, more: object = {}) => {
    const found = settlementValue({ lease: plainLease, date, ...more });
    if (!found.ok) throw new Error(`${found.refusal} ${found.path}`);
    return found;
  };

  it('is what is to come at the rate asked, with the VAT of the day', () => {
    // After 57 rentals three of 776.34 (the last with the residue) and the option are left: at 0 % their sum, at 12 % by v = 1/1.01.
    const priced = priceLease(plainLease);
    const rows = priced.ok ? priced.lease.rows.filter((row) => row.number > 57) : [];
    const sum = rows.reduce((total, row) => total + row.rentalCents, 0);
    expect(at('2031-08-22', { discountRatePpm: 0 })).toMatchObject({ valueCents: sum, toComeCents: sum, rentalsToCome: 3, vatRatePpm: 220_000, vatCents: Math.round(sum * 0.22) });
    const [one, two, three] = rows.map((row) => row.rentalCents);
    const expected = (one ?? 0) / 1.01 + (two ?? 0) / 1.01 ** 2 + ((three ?? 0) + 1_000_000) / 1.01 ** 3;
    expect(at('2031-08-22', { discountRatePpm: 120_000 }).valueCents).toBe(Math.round(expected));
    expect(at('2031-08-22', { discountRatePpm: 120_000, withOption: false }).valueCents).toBe(Math.round(expected - 1_000_000 / 1.01 ** 3));
    // Ten days (30/360) into a month the days left of it are twenty.
    expect(at('2031-09-02', { discountRatePpm: 120_000 }).valueCents).toBe(Math.round((expected * 1.01) / (1 + (0.12 * 20) / 360)));
  });

  it('on the start is what is financed, after the end nothing', () => {
    expect(Math.abs(at('2026-11-22').valueCents - 4_500_000)).toBeLessThanOrEqual(30);
    expect(at('2031-11-22')).toMatchObject({ valueCents: 0, rentalsToCome: 0, residualDebtCents: 0 });
    expect(settlementValue({ lease: plainLease, date: '2031-11-23' })).toMatchObject({ refusal: 'date_out_of_range', path: 'date' });
    expect(settlementValue({ lease: { ...plainLease, rentals: 0 }, date: '2031-11-22' })).toMatchObject({ refusal: 'term_out_of_range', path: 'lease.rentals' });
  });

  it.each(seeds)('at the rate of the lease is the residual debt, but for the cents of the interests (seed %i)', (seed) => {
    fc.assert(
      fc.property(anyMonthlyLease, fc.integer({ min: 0, max: 130 }), (lease, drawn) => {
        const priced = priceLease(lease);
        if (!priced.ok) return;
        const { rows } = priced.lease;
        const row = rows[drawn % rows.length];
        if (row === undefined) return;
        const found = settlementValue({ lease, date: row.dueDate });
        if (!found.ok) throw new Error(found.path);
        // Half a cent of each interest to come, the later ones discounted.
        expect(Math.abs(found.valueCents - found.residualDebtCents)).toBeLessThanOrEqual(1 + rows.length / 2);
        const option = lease.optionAfterPeriods === undefined && lease.mode === 'arrears' ? priced.lease.purchaseOptionCents : 0;
        if (option > 0 && found.rentalsToCome > 0) expect(found.futureCapitalCents + option).toBe(found.residualDebtCents);
      }),
      { seed, numRuns: runs(50) },
    );
  });
});

describe('seriousDefault (L. 124/2017 art. 1 c. 137)', () => {
  const months = ['2026-06-10', '2026-07-10', '2026-08-10', '2026-09-10', '2026-10-10', '2026-11-10'];
  const terms = (paid: readonly number[], more: Partial<SeriousDefaultTerms> = {}): SeriousDefaultTerms => ({
    asOf: '2026-11-22',
    good: 'movable',
    rentalCents: 50_000,
    monthsPerRental: 1,
    rentals: months.map((dueDate, index) => ({ dueDate, dueCents: 50_000, paidCents: paid[index] ?? 0 })),
    ...more,
  });

  it('is four monthly rentals, even not consecutive', () => {
    expect(seriousDefault(terms([0, 50_000, 0, 0, 50_000, 0]))).toMatchObject({ serious: true, unpaidRentals: 4, by: 'rentals', neededRentals: 4, neededCents: 200_000, source: 'L. 124/2017 art. 1 c. 137' });
    expect(seriousDefault(terms([0, 50_000, 0, 50_000, 50_000, 0]))).toMatchObject({ serious: false, unpaidRentals: 3, by: null });
    // A rental due today is not late yet.
    expect(seriousDefault(terms([0, 50_000, 0, 0, 50_000, 0], { asOf: '2026-11-10' }))).toMatchObject({ serious: false, unpaidRentals: 3 });
  });

  it('or an equivalent amount, to the cent', () => {
    expect(seriousDefault(terms([16_666, 16_666, 16_667, 16_667, 16_667, 16_667]))).toMatchObject({ serious: true, unpaidRentals: 0, unpaidCents: 200_000, by: 'amount' });
    expect(seriousDefault(terms([16_667, 16_667, 16_667, 16_667, 16_667, 16_667]))).toMatchObject({ serious: false, unpaidCents: 199_998 });
    // Quarterly rentals of a movable good: four months are a rental and a third.
    const quarterly = { monthsPerRental: 3, rentalCents: 150_000 };
    expect(seriousDefault(terms([0, 0, 0, 1, 50_000, 50_000], quarterly))).toMatchObject({ serious: true, by: 'rentals', neededRentals: 2 });
    expect(seriousDefault(terms([1, 1, 1, 1, 50_000, 50_000], quarterly))).toMatchObject({ serious: false, neededCents: 200_000 });
  });

  it('for immovables six monthly or two quarterly; before the law there is no rule', () => {
    expect(seriousDefault(terms([0, 0, 0, 0, 0, 50_000], { good: 'immovable' }))).toMatchObject({ serious: false, neededRentals: 6 });
    expect(seriousDefault(terms([], { good: 'immovable', monthsPerRental: 3 }))).toMatchObject({ serious: true, neededRentals: 2, neededCents: 100_000 });
    expect(seriousDefault(terms([], { asOf: '2017-08-28' }))).toEqual({ ok: false, refusal: 'rule_missing', path: 'asOf' });
    expect(seriousDefault({ ...terms([]), good: 'ship' } as unknown as SeriousDefaultTerms)).toMatchObject({ refusal: 'choice_not_known', path: 'good' });
  });
});

describe('saleProceeds (L. 124/2017 art. 1 c. 138)', () => {
  const claims = { unpaidRentalsCents: 200_000, futureCapitalCents: 900_000, purchaseOptionCents: 100_000, recoveryCents: 30_000, appraisalCents: 20_000, keepingCents: 10_000 };

  it('pays over what is left, keeps the claim for what is missing', () => {
    expect(saleProceeds({ ...claims, proceedsCents: 1_500_000 })).toMatchObject({ deductedCents: 1_260_000, toLesseeCents: 240_000, shortfallCents: 0 });
    const short = saleProceeds({ ...claims, proceedsCents: 1_150_000 });
    expect(short).toMatchObject({ toLesseeCents: 0, shortfallCents: 110_000 });
    expect(short.ok && short.deductions.map(({ label, openCents }) => [label, openCents])).toEqual([
      ['unpaidRentals', 0],
      ['futureCapital', 0],
      ['purchaseOption', 50_000],
      ['recovery', 30_000],
      ['appraisal', 20_000],
      ['keeping', 10_000],
    ]);
    expect(saleProceeds({ ...claims, proceedsCents: -1 })).toEqual({ ok: false, refusal: 'amount_negative', path: 'proceedsCents', nearest: 0 });
  });
});
