import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceLease } from '../lease.ts';
import type { Lease, LeaseTerms } from '../lease.ts';
import { anyMonthlyLease, plainLease } from '../proof/lease-samples.ts';
import { runs, seeds } from '../proof/seeds.ts';

const vatRates = fc.constantFrom(0, 40_000, 100_000, 200_000, 220_000, 1_000_000).map((ratePpm) => (ratePpm === 0 ? [] : [{ ratePpm, validFrom: '1973-01-01' }]));

/** A lease told with VAT, its option a share of the price that somebody typed to the cent. */
const anyGrossLease: fc.Arbitrary<LeaseTerms> = fc
  .record({ terms: anyMonthlyLease, vat: vatRates, first: fc.integer({ min: 0, max: 3_000_000 }), option: fc.integer({ min: 0, max: 6_000_000 }) })
  .map(({ terms, vat, first, option }) => ({ ...terms, vat, priceWithVat: true, firstRental: { grossCents: first }, purchaseOption: { grossCents: option } }));

const rowOf = (lease: Lease, kind: string) => lease.rows.find((row) => row.kind === kind);

describe('amounts agreed with VAT', () => {
  it.each(seeds)('are kept to the cent, net and VAT adding up to them (seed %i)', (seed) => {
    let priced = 0;
    fc.assert(
      fc.property(anyGrossLease, (terms) => {
        const found = priceLease(terms);
        if (!found.ok) return;
        priced += 1;
        const { lease } = found;
        expect(lease.netAssetCents + lease.assetVatCents).toBe(terms.priceCents - terms.discountCents);
        for (const [kind, given, cents] of [['first-rental', terms.firstRental, lease.firstRentalCents], ['purchase-option', terms.purchaseOption, lease.purchaseOptionCents]] as const) {
          const grossCents = 'grossCents' in given ? given.grossCents : Number.NaN;
          const row = rowOf(lease, kind);
          if (row === undefined) expect([kind, cents]).toEqual([kind, 0]);
          else expect([kind, row.rentalCents, row.rentalCents + row.vatCents, row.grossCents]).toEqual([kind, cents, grossCents, grossCents]);
          // The taxable part is the nearest cent: its own VAT is a cent away at most.
          const rate = terms.vat[0]?.ratePpm ?? 0;
          if (row !== undefined) expect(Math.abs(row.vatCents - Math.round((row.rentalCents * rate) / 1_000_000))).toBeLessThanOrEqual(1);
        }
        expect(lease.totals.grossDueCents).toBe(lease.rows.reduce((sum, row) => sum + row.grossCents, 0));
      }),
      { seed, numRuns: runs(150) },
    );
    expect(priced).toBeGreaterThan(30);
  });

  it('differ by a cent from VAT put on again, which is why they are kept', () => {
    const lease = (purchaseOption: LeaseTerms['purchaseOption']) => {
      const found = priceLease({ ...plainLease, purchaseOption });
      if (!found.ok) throw new Error(found.path);
      return rowOf(found.lease, 'purchase-option');
    };
    expect(lease({ cents: 245_902 })).toMatchObject({ rentalCents: 245_902, vatCents: 54_098, grossCents: 300_000 });
    expect(lease({ grossCents: 300_001 })).toMatchObject({ rentalCents: 245_902, vatCents: 54_099, grossCents: 300_001 });
  });

  it('take the VAT in force on their own day, taxed fees beside them', () => {
    const vat = [{ ratePpm: 220_000, validFrom: '2013-10-01' }, { ratePpm: 100_000, validFrom: '2030-01-01' }];
    const fee = { kind: 'final', at: 'date', date: '2031-11-22', cents: 9_955, taxed: true, inTaeg: true, optional: false } as const;
    const found = priceLease({ ...plainLease, vat, mode: 'advance', priceWithVat: true, firstRental: { grossCents: 610_001 }, purchaseOption: { grossCents: 1_000_001 }, charges: [fee] });
    if (!found.ok) throw new Error(found.path);
    expect(rowOf(found.lease, 'first-rental')).toMatchObject({ rentalCents: 500_001, vatCents: 110_000, grossCents: 610_001 });
    // 1,000,001 / 1.1 = 909,091.82; the fee's own VAT is 995.5, half-up.
    expect(rowOf(found.lease, 'purchase-option')).toMatchObject({ rentalCents: 909_092, feeCents: 9_955, vatCents: 90_909 + 996, grossCents: 1_000_001 + 9_955 + 996 });
  });

  it('are refused with the nearest that can be had, told with VAT too', () => {
    const terms: LeaseTerms = { ...plainLease, priceWithVat: true, firstRental: { grossCents: 6_000_000 } };
    const first = priceLease(terms);
    expect(first).toMatchObject({ ok: false, refusal: 'deposit_too_large', path: 'firstRental' });
    const option = priceLease({ ...terms, firstRental: { grossCents: 500_000 }, purchaseOption: { grossCents: 9_000_000 } });
    if (option.ok || option.nearest === undefined) throw new Error('no nearest');
    const nearest = priceLease({ ...terms, firstRental: { grossCents: 500_000 }, purchaseOption: { grossCents: Number(option.nearest) } });
    expect([option.path, nearest.ok]).toEqual(['purchaseOption', true]);
    expect(priceLease({ ...terms, firstRental: { grossCents: 1, cents: 1 } as LeaseTerms['firstRental'] })).toMatchObject({ refusal: 'choice_not_consistent' });
  });
});
