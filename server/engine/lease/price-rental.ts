import { listOf, record, word, flag } from '../check-fields.ts';
import type { Refusal } from '../refusal.ts';
import { amountOrShare, calendarFields, leaseAmount, leaseRate } from './check-lease.ts';
import type { AmountOrShare, LeaseRow, LeaseTerms } from './lease-terms.ts';
import { priceLease } from './price-lease.ts';
import { vatFault } from './vat.ts';

/** A service inside the rental of an operating lease (maintenance, insurance, tyres …), each month or period, VAT apart. */
export interface RentalService {
  readonly code: string;
  readonly perPeriodCents: number;
  /** False for what bears no VAT. */
  readonly taxed: boolean;
}

/** Long-term rental: the customer pays for use and services and gives the vehicle back. */
export interface RentalTerms extends Omit<LeaseTerms, 'priceWithVat' | 'firstRental' | 'purchaseOption' | 'nominalRatePpm' | 'charges' | 'optionAfterPeriods' | 'substituteTax' | 'stampDuty'> {
  /** Paid at the start, VAT apart. */
  readonly depositCents: number;
  /** What the vehicle is expected to fetch at the end, an amount or a share of price less discount. */
  readonly residualValue: AmountOrShare;
  /** What the money costs the hirer. */
  readonly fundingRatePpm: number;
  readonly services: readonly RentalService[];
}

export interface RentalRow {
  /** 0 = the deposit. */
  readonly number: number;
  readonly dueDate: string;
  readonly rentalCents: number;
  readonly vatRatePpm: number;
  readonly vatCents: number;
  readonly grossCents: number;
}

export interface Rental {
  /** Level rental with services, VAT apart. */
  readonly rentalCents: number;
  readonly rows: readonly RentalRow[];
  readonly totals: { readonly rentalCents: number; readonly vatCents: number; readonly grossCents: number };
  /** Not for the customer: what the rental is made of, and how the capital is recovered down to the residual value. */
  readonly internal: {
    readonly financialRentalCents: number;
    readonly servicesCents: number;
    readonly residualValueCents: number;
    readonly financedCents: number;
    readonly interestCents: number;
    readonly rows: readonly Pick<LeaseRow, 'number' | 'kind' | 'dueDate' | 'rentalCents' | 'principalCents' | 'interestCents' | 'balanceCents'>[];
  };
}

export type RentalResult = { readonly ok: true; readonly rental: Rental } | Refusal;

const fields = record({
  priceCents: leaseAmount,
  discountCents: leaseAmount,
  depositCents: leaseAmount,
  residualValue: amountOrShare,
  fundingRatePpm: leaseRate,
  services: listOf(record({ code: word, perPeriodCents: leaseAmount, taxed: flag }), 100),
  ...calendarFields,
});

/** The names that a refusal of the lease inside has in the terms of a rental. */
const ownPaths: Readonly<Record<string, string>> = { firstRental: 'depositCents', purchaseOption: 'residualValue', nominalRatePpm: 'fundingRatePpm' };

/**
 * Prices an operating rental: the level rental that brings the price down to the residual value at the funding rate, plus
 * the services; VAT on each rental at its tax point. The customer's rows show no interest; the split is under `internal`.
 */
export function priceRental(terms: RentalTerms): RentalResult {
  const fault = fields(terms, '') ?? vatFault(terms.vat, terms.start);
  if (fault !== null) return fault;
  const priced = priceLease({
    ...terms,
    firstRental: { cents: terms.depositCents },
    purchaseOption: terms.residualValue,
    nominalRatePpm: terms.fundingRatePpm,
    charges: terms.services.map((service) => ({ kind: service.code, at: 'row', cents: service.perPeriodCents, taxed: service.taxed, inTaeg: false, optional: false })),
    optionAfterPeriods: undefined,
    substituteTax: null,
    stampDuty: null,
  });
  if (!priced.ok) return { ...priced, path: ownPaths[priced.path] ?? priced.path };
  const { lease } = priced;
  const servicesCents = terms.services.reduce((sum, service) => sum + service.perPeriodCents, 0);
  const rows = lease.rows
    .filter((row) => row.kind !== 'purchase-option')
    .map((row): RentalRow => ({
      number: row.number,
      dueDate: row.dueDate,
      rentalCents: row.rentalCents + row.feeCents,
      vatRatePpm: row.vatRatePpm,
      vatCents: row.vatCents,
      grossCents: row.grossCents,
    }));
  const total = (of: (row: RentalRow) => number): number => rows.reduce((sum, row) => sum + of(row), 0);
  return {
    ok: true,
    rental: {
      rentalCents: lease.rentalCents + servicesCents,
      rows,
      totals: { rentalCents: total((row) => row.rentalCents), vatCents: total((row) => row.vatCents), grossCents: total((row) => row.grossCents) },
      internal: {
        financialRentalCents: lease.rentalCents,
        servicesCents,
        residualValueCents: lease.purchaseOptionCents,
        financedCents: lease.financedCents,
        interestCents: lease.totals.interestCents,
        rows: lease.rows.map(({ number, kind, dueDate, rentalCents, principalCents, interestCents, balanceCents }) => ({ number, kind, dueDate, rentalCents, principalCents, interestCents, balanceCents })),
      },
    },
  };
}
