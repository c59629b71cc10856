import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceLease, priceRental, solveLease } from '../lease.ts';
import type { LeaseTerms, LeaseUnknown, RentalTerms } from '../lease.ts';
import { anyMonthlyLease, plainLease } from '../proof/lease-samples.ts';
import { runs, seeds } from '../proof/seeds.ts';

const unknowns: readonly LeaseUnknown[] = ['price', 'firstRental', 'rental', 'term', 'nominalRate', 'purchaseOption'];

describe('solveLease', () => {
  it.each([
    ['price', 5_000_000],
    ['firstRental', 500_000],
    ['rental', 77_634],
    ['term', 60],
    ['purchaseOption', 1_000_000],
  ] as const)('finds the %s of the published lease', (unknown, value) => {
    const found = solveLease(plainLease, unknown, 77_634);
    expect(found).toMatchObject({ ok: true, unknown });
    if (!found.ok) return;
    expect(found.from).toBeLessThanOrEqual(value);
    expect(found.to).toBeGreaterThanOrEqual(value);
    expect(found.lease.rentalCents).toBe(77_634);
  });

  it('finds the yield of HP 12C guide p. 156: 25,000, 60 months, three of 600 at the start: 17.33 % a year', () => {
    const terms = { ...plainLease, priceCents: 2_500_000, rentals: 57, firstRental: { rentals: 3 }, purchaseOption: { cents: 0 } };
    const found = solveLease(terms, 'nominalRate', 60_000);
    expect(found.ok && Math.round(found.value / 100) / 100).toBe(17.33);
    const more = solveLease(terms, 'nominalRate', 62_500);
    expect(more.ok && Math.round(more.value / 100) / 100).toBe(19.48);
  });

  it('says how near it can come', () => {
    // With the option at zero the rental is 912.44; nothing lower than the interest of the capital comes from an option.
    expect(solveLease(plainLease, 'purchaseOption', 95_000)).toMatchObject({ ok: false, refusal: 'target_not_reachable', path: 'targetRentalCents', nearest: 91_244 });
    expect(solveLease(plainLease, 'purchaseOption', 20_000)).toMatchObject({ nearest: 30_000, possible: [{ value: 4_500_000, figure: 30_000 }] });
    expect(solveLease(plainLease, 'term', 77_600)).toMatchObject({ ok: false, refusal: 'target_not_reachable' });
    expect(solveLease(plainLease, 'price', 0)).toMatchObject({ path: 'targetRentalCents' });
    expect(solveLease(plainLease, 'colour' as LeaseUnknown, 1)).toMatchObject({ path: 'unknown' });
    expect(solveLease({ ...plainLease, discountCents: 6_000_000 }, 'term', 1)).toMatchObject({ ok: false });
    expect(solveLease({ ...plainLease, discountCents: 6_000_000 }, 'firstRental', 1)).toMatchObject({ path: 'discountCents' });
    expect(solveLease(null as unknown as LeaseTerms, 'term', 1)).toMatchObject({ refusal: 'missing', path: '' });
  });

  it.each(seeds)('gives back the rental asked, and itself when asked again (seed %i)', (seed) => {
    fc.assert(
      fc.property(anyMonthlyLease, fc.constantFrom(...unknowns), (terms, unknown) => {
        const priced = priceLease(terms);
        if (!priced.ok) return;
        const target = priced.lease.rentalCents;
        const found = solveLease(terms, unknown, target);
        if (!found.ok) throw new Error(`${found.refusal} ${found.path}`);
        expect(found.lease.rentalCents).toBe(target);
        const again = solveLease(found.terms, unknown, target);
        expect(again.ok && again.value).toBe(found.value);
        const own = { price: terms.priceCents, firstRental: priced.lease.firstRentalCents, rental: target, term: terms.rentals, nominalRate: terms.nominalRatePpm, purchaseOption: priced.lease.purchaseOptionCents };
        expect(found.from).toBeLessThanOrEqual(own[unknown]);
        expect(found.to).toBeGreaterThanOrEqual(own[unknown]);
      }),
      { seed, numRuns: runs(60) },
    );
  });
});

describe('priceRental', () => {
  const { firstRental: _, purchaseOption: __, nominalRatePpm: ___, ...calendar } = plainLease;
  const terms: RentalTerms = {
    ...calendar,
    priceCents: 3_000_000,
    discountCents: 300_000,
    depositCents: 200_000,
    residualValue: { sharePpm: 400_000 },
    fundingRatePpm: 60_000,
    rentals: 36,
    mode: 'advance',
    services: [
      { code: 'maintenance', perPeriodCents: 4_500, taxed: true },
      { code: 'insurance', perPeriodCents: 7_000, taxed: true },
    ],
  };

  it('is the financial rental down to the residual value, plus the services, plus VAT', () => {
    const priced = priceRental(terms);
    if (!priced.ok) throw new Error(priced.path);
    const { rental } = priced;
    const lease = priceLease({ ...plainLease, priceCents: 3_000_000, discountCents: 300_000, firstRental: { cents: 200_000 }, purchaseOption: { cents: 1_080_000 }, nominalRatePpm: 60_000, rentals: 36, mode: 'advance' });
    if (!lease.ok) throw new Error(lease.path);
    expect(rental.internal).toMatchObject({ financialRentalCents: lease.lease.rentalCents, servicesCents: 11_500, residualValueCents: 1_080_000, financedCents: 2_500_000 });
    expect(rental.rentalCents).toBe(lease.lease.rentalCents + 11_500);
    expect(rental.rows).toHaveLength(37);
    expect(rental.rows[0]).toEqual({ number: 0, dueDate: '2026-11-22', rentalCents: 200_000, vatRatePpm: 220_000, vatCents: 44_000, grossCents: 244_000 });
    expect(rental.rows[1]?.vatCents).toBe(Math.round(rental.rentalCents * 0.22));
    expect(Object.keys(rental.rows[1] ?? {})).not.toContain('interestCents');
    expect(rental.totals.grossCents).toBe(rental.totals.rentalCents + rental.totals.vatCents);
    expect(rental.internal.rows.reduce((sum, row) => sum + row.principalCents, 0)).toBe(2_700_000);
  });

  it('refuses with its own names', () => {
    expect(priceRental({ ...terms, depositCents: 2_700_000 })).toMatchObject({ refusal: 'deposit_too_large', path: 'depositCents' });
    expect(priceRental({ ...terms, residualValue: { cents: 2_600_000 } })).toMatchObject({ refusal: 'balloon_too_large', path: 'residualValue' });
    expect(priceRental({ ...terms, fundingRatePpm: -1 })).toMatchObject({ path: 'fundingRatePpm' });
    expect(priceRental(undefined as unknown as RentalTerms)).toMatchObject({ refusal: 'missing' });
  });
});
