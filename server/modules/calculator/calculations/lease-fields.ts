import { z } from 'zod';
import { italianOrdinaryVat, type Lease, type LeaseTerms } from '#engine/lease';
import type { Declined } from './calculation.ts';
import { renamed } from './calculation.ts';
import { chargeBase, leaseBase } from './charge-base.ts';
import { cents, count, date, listOf, pct, pctText } from './fields.ts';
import { dayCount, firstDueDate, monthEnd, unit } from './plan-fields.ts';
import { optionalPpm, pctOfPpm, ppmOfPct } from './rates.ts';

const charge = z.strictObject({
  kind: z.string().min(1).max(60),
  at: z.enum(['start', 'row', 'date']),
  date: date.optional(),
  cents: cents.optional().describe('the amount, VAT apart; or `pct`'),
  pct: pct.optional().describe('share of `base`, per cent'),
  base: chargeBase.optional(),
  taxed: z.boolean().optional().describe('bears VAT; true unless said'),
  inTaeg: z.boolean().optional().describe('true unless said'),
  optional: z.boolean().optional().describe('false unless said'),
});
const vatRate = z.strictObject({ pct, validFrom: date });

/** Rentals, their days and rounding, and VAT: what leases and operating rentals share. */
export const rentalCalendarFields = {
  rentals: count.describe('further rentals, 1 to 600'),
  every: count.default(1),
  unit: unit.default('month'),
  mode: z.enum(['arrears', 'advance']).default('arrears').describe('advance: the first further rental falls due on the start or on `firstDueDate`'),
  start: date,
  firstDueDate,
  monthEnd: monthEnd.default('clamp'),
  dayCount: dayCount.default('30/360-period'),
  firstPeriod: z.enum(['in-row', 'one-period']).optional(),
  rounding: z
    .strictObject({
      mode: z.enum(['half-up', 'half-even']).default('half-up'),
      rentalMultipleCents: cents.default(1),
      residue: z.enum(['last', 'first', 'correction-pass', 'interest']).default('last').describe('interest: all rentals equal, the last interest share takes the cents left over'),
    })
    .prefault({}),
  vat: listOf(vatRate, 100).optional().describe('rates by day, rising; the Italian ordinary rate unless said, [] outside VAT'),
  invoicedDaysBefore: count.optional().describe('rentals are invoiced so many days before they fall due'),
};

/** A lease as callers write it; amounts without VAT. */
export const leaseFields = {
  priceCents: cents.describe('price of the asset without VAT, in cents'),
  discountCents: cents.default(0),
  firstRentalCents: cents.optional().describe('first rental (maxicanone): an amount, a share or so many rentals'),
  firstRentalPct: pct.optional().describe('share of price less discount'),
  firstRentals: count.optional().describe('so many rentals paid together at the start'),
  purchaseOptionCents: cents.optional(),
  purchaseOptionPct: pct.optional().describe('share of price less discount'),
  nominalRatePct: pct.describe('per cent a year'),
  ...rentalCalendarFields,
  optionAfterPeriods: count.optional().describe('periods from the last rental to the option; 0 in arrears, 1 in advance unless said'),
  charges: listOf(charge, 200).optional(),
  substituteTax: z.strictObject({ pct, aboveMonths: count, at: z.enum(['start', 'first-row']) }).optional(),
  stampDuty: z.strictObject({ contractCents: cents, upToMonths: count }).optional(),
};

export const leaseInput = z.strictObject(leaseFields);
type LeaseCharge = NonNullable<LeaseTerms['charges']>[number];
export type LeaseInput = z.output<typeof leaseInput>;

export function leaseTerms(input: LeaseInput): LeaseTerms {
  const { firstRentalCents, firstRentalPct, firstRentals, purchaseOptionCents, purchaseOptionPct, nominalRatePct, vat, charges, substituteTax, ...rest } = input;
  return {
    ...rest,
    // Two ways at once reach the engine as they are, which refuses them by name.
    firstRental: oneOf({ cents: firstRentalCents, sharePpm: optionalPpm(firstRentalPct), rentals: firstRentals }) as LeaseTerms['firstRental'],
    purchaseOption: oneOf({ cents: purchaseOptionCents, sharePpm: optionalPpm(purchaseOptionPct) }) as LeaseTerms['purchaseOption'],
    nominalRatePpm: ppmOfPct(nominalRatePct),
    vat: vatTerms(vat),
    charges: charges?.map(({ pct: share, base, taxed, inTaeg, optional, ...charged }) => ({ ...charged, base: leaseBase<LeaseCharge['base']>(base), ratePpm: optionalPpm(share), taxed: taxed ?? true, inTaeg: inTaeg ?? true, optional: optional ?? false })),
    substituteTax: substituteTax === undefined ? null : { ratePpm: ppmOfPct(substituteTax.pct), aboveMonths: substituteTax.aboveMonths, at: substituteTax.at },
  };
}

export const vatTerms = (vat: readonly z.output<typeof vatRate>[] | undefined): LeaseTerms['vat'] =>
  vat === undefined ? italianOrdinaryVat : vat.map((rate) => ({ ratePpm: ppmOfPct(rate.pct), validFrom: rate.validFrom }));

/** The one way given; nothing at all is an amount of nothing. */
export function oneOf(ways: Readonly<Record<string, number | undefined>>): Readonly<Record<string, number | undefined>> {
  return Object.values(ways).every((value) => value === undefined) ? { cents: 0 } : ways;
}

/** A refusal under the names of the input. */
export function leaseDeclined(declined: Declined): Declined {
  return renamed(declined, {
    'firstRental.cents': 'firstRentalCents',
    'firstRental.sharePpm': 'firstRentalPpm',
    'firstRental.rentals': 'firstRentals',
    'purchaseOption.cents': 'purchaseOptionCents',
    'purchaseOption.sharePpm': 'purchaseOptionPpm',
    targetRentalCents: 'rentalCents',
  });
}

const leaseRow = z.object({
  number: count.describe('0 first rental, then the rentals, last the purchase option'),
  kind: z.enum(['first-rental', 'rental', 'purchase-option']),
  dueDate: date,
  rentalCents: cents.describe('principal + interest, VAT apart'),
  principalCents: cents,
  interestCents: cents,
  balanceCents: cents.describe('residual debt after the row'),
  feeCents: cents,
  vatPct: pctText,
  vatCents: cents,
  grossCents: cents.describe('rental + fees + VAT'),
});

export const leaseResult = z.object({
  netAssetCents: cents,
  assetVatCents: cents,
  firstRentalCents: cents,
  financedCents: cents,
  rentalCents: cents.describe('level rental, VAT and fees apart'),
  purchaseOptionCents: cents,
  rows: z.array(leaseRow),
  separateFees: z.array(z.object({ kind: z.string(), date, cents, vatCents: cents })),
  totals: z.object({
    rentalCents: cents,
    interestCents: cents,
    feeCents: cents,
    vatCents: cents,
    netDueCents: cents,
    grossDueCents: cents,
    feesByKind: z.array(z.object({ kind: z.string(), cents })),
  }),
  taegPct: pctText.nullable().describe('of a consumer: gross flows against the gross price'),
  effectiveRatePct: pctText.nullable().describe('of a company that deducts its VAT'),
  leaseRatePct: pctText.nullable().describe('tasso leasing: rentals and option alone against the net asset'),
});

const rateText = (ppm: number | null): string | null => (ppm === null ? null : pctOfPpm(ppm));

/** A priced lease as it is answered. */
export function leaseAnswer({ taegPpm, effectiveRatePpm, leaseRatePpm, rows, separateFees, totals, ...rest }: Lease): z.output<typeof leaseResult> {
  return {
    ...rest,
    rows: rows.map(({ vatRatePpm, ...row }) => ({ ...row, vatPct: pctOfPpm(vatRatePpm) })),
    separateFees: [...separateFees],
    totals: { ...totals, feesByKind: [...totals.feesByKind] },
    taegPct: rateText(taegPpm),
    effectiveRatePct: rateText(effectiveRatePpm),
    leaseRatePct: rateText(leaseRatePpm),
  };
}
