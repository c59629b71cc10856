import type { MonthEnd, Residue, Rhythm } from '../plan/plan-terms.ts';
import type { Rounding } from '#platform/money';
import type { Refusal } from '../refusal.ts';
import type { DayCount } from '../time/day-count.ts';

/** Words and rules of a lease. Amounts are integer cents without VAT unless the name says gross; rates are ppm; dates 'YYYY-MM-DD'. */

/** A VAT rate from a day on. */
export interface VatRate {
  readonly ratePpm: number;
  readonly validFrom: string;
}

/** An amount, or a share of the net asset rounded to the cent. */
export type AmountOrShare = { readonly cents: number } | { readonly sharePpm: number };

/**
 * An amount agreed with VAT, as a customer is told it: kept to the cent. Its taxable part is rounded once, half-up, at the rate
 * in force on its tax point (DPR 633/1972 art. 27: the price divided by 1 + rate); its VAT is the rest, so both add up to it.
 */
export interface WithVat {
  readonly grossCents: number;
}

/** The first rental (maxicanone): an amount, a share of the net asset, or so many rentals paid together at the start ("3 + n"). */
export type FirstRental = AmountOrShare | WithVat | { readonly rentals: number };

/** `last`, `first`, `correction-pass` as in a plan; `interest`: all rentals are equal and the last interest share takes the residue. */
export type RentalResidue = Residue | 'interest';

export interface LeaseRounding {
  readonly mode: Rounding;
  /** 1 = to the cent, 100 = to the euro. */
  readonly rentalMultipleCents: number;
  readonly residue: RentalResidue;
}

/** A fee of the lease, VAT apart: `cents`, or `ratePpm` of the net asset, of what is financed or of the level rental. */
export interface LeaseCharge {
  /** 'arrangement', 'collection', 'insurance', 'stamp' … : totals are given by kind. */
  readonly kind: string;
  readonly at: 'start' | 'row' | 'date';
  readonly date?: string | undefined;
  readonly cents?: number | undefined;
  readonly ratePpm?: number | undefined;
  readonly base?: 'net-asset' | 'financed' | 'rental' | undefined;
  /** True when VAT applies to it; insurance premiums passed on, stamps and taxes bear none (DPR 633/1972 art. 10 and 15). */
  readonly taxed: boolean;
  readonly inTaeg: boolean;
  readonly optional: boolean;
}

export interface LeaseTerms extends Rhythm {
  readonly priceCents: number;
  readonly discountCents: number;
  /** Price and discount are given with VAT, and what is left of them is kept to the cent (`WithVat`). */
  readonly priceWithVat?: boolean | undefined;
  readonly firstRental: FirstRental;
  /** Further rentals, n. */
  readonly rentals: number;
  readonly purchaseOption: AmountOrShare | WithVat;
  readonly nominalRatePpm: number;
  /** `advance`: the first further rental falls due on the start (or `firstDueDate`); `arrears`: one period later. */
  readonly mode: 'arrears' | 'advance';
  readonly start: string;
  readonly firstDueDate?: string | undefined;
  readonly monthEnd: MonthEnd;
  readonly dayCount: DayCount;
  /** A first period that is not regular: `in-row` bears its own days, `one-period` one period's interest (advance: none). Default as in a plan. */
  readonly firstPeriod?: 'in-row' | 'one-period' | undefined;
  /** Periods from the last rental to the option; default 0 in arrears, 1 in advance, so that either lease lasts n periods. */
  readonly optionAfterPeriods?: number | undefined;
  readonly rounding: LeaseRounding;
  /** Rising by date, the first in force at the start; empty: outside VAT. */
  readonly vat: readonly VatRate[];
  /** The tax point of a rental: so many days before its due date when it is invoiced ahead (DPR 633/1972 art. 6), but not before the start. */
  readonly invoicedDaysBefore?: number | undefined;
  readonly charges?: readonly LeaseCharge[] | undefined;
  /** Substitute tax on what is financed, due when the lease lasts longer than `aboveMonths`; asked at the start or with the first further rental. */
  readonly substituteTax?: { readonly ratePpm: number; readonly aboveMonths: number; readonly at: 'start' | 'first-row' } | null | undefined;
  /** Contract stamp with the first further rental, when the substitute tax does not apply and the term is not above `upToMonths`. */
  readonly stampDuty?: { readonly contractCents: number; readonly upToMonths: number } | null | undefined;
}

export interface LeaseRow {
  /** 0 = first rental; 1 … n; n + 1 = purchase option. */
  readonly number: number;
  readonly kind: 'first-rental' | 'rental' | 'purchase-option';
  readonly dueDate: string;
  /** Rental or option price, VAT apart: principal + interest. */
  readonly rentalCents: number;
  readonly principalCents: number;
  readonly interestCents: number;
  /** Residual debt after the row. */
  readonly balanceCents: number;
  readonly feeCents: number;
  readonly vatRatePpm: number;
  /** VAT of the row's invoice, rental and taxed fees together, rounded once, half-up; of what was agreed with VAT the rest of its taxable part. */
  readonly vatCents: number;
  /** Rental + fees + VAT: what is asked. */
  readonly grossCents: number;
}

/** A fee outside the rows, on its own day. */
export interface LeaseFee {
  readonly kind: string;
  readonly date: string;
  readonly cents: number;
  readonly vatCents: number;
}

export interface LeaseTotals {
  /** First rental and further rentals. */
  readonly rentalCents: number;
  readonly interestCents: number;
  readonly feeCents: number;
  readonly vatCents: number;
  /** Rentals, option and fees, VAT apart. */
  readonly netDueCents: number;
  readonly grossDueCents: number;
  /** Fees of every kind, wherever they are asked. */
  readonly feesByKind: readonly { readonly kind: string; readonly cents: number }[];
}

export interface Lease {
  /** Price less discount, without VAT. */
  readonly netAssetCents: number;
  readonly assetVatCents: number;
  readonly firstRentalCents: number;
  /** Net asset less first rental. */
  readonly financedCents: number;
  /** Level rental, VAT and fees apart. */
  readonly rentalCents: number;
  readonly purchaseOptionCents: number;
  readonly rows: readonly LeaseRow[];
  readonly separateFees: readonly LeaseFee[];
  readonly totals: LeaseTotals;
  /**
   * TAEG of a consumer, two decimals of per cent: gross flows, VAT included, against the gross price; option exercised;
   * mandatory charges in. Null when no rate exists.
   */
  readonly taegPpm: number | null;
  /** The same on net flows: the effective annual cost of a company that deducts its VAT. */
  readonly effectiveRatePpm: number | null;
  /** Tasso leasing: the rate at which rentals and option, net of taxes and without fees, are worth the net asset (Bank of Italy, transparency rules). */
  readonly leaseRatePpm: number | null;
}

export type LeaseResult = { readonly ok: true; readonly lease: Lease } | Refusal;

/** Limits of docs/engine-conventions.md section 8. */
export const maximumRentals = 600;
export const maximumOptionPeriods = 120;
export const maximumLeaseCents = 100_000_000_000;
export const maximumLeaseRatePpm = 9_999_999;
