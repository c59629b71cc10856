import { z } from 'zod';
import { priceRental, type RentalTerms } from '#engine/lease';
import { defineCalculation, renamed } from './calculation.ts';
import { cents, count, date, listOf, pct, pctText } from './fields.ts';
import { oneOf, rentalCalendarFields, vatTerms } from './lease-fields.ts';
import { optionalPpm, pctOfPpm, ppmOfPct } from './rates.ts';

const service = z.strictObject({ code: z.string().min(1).max(60), perPeriodCents: cents.describe('with each rental, VAT apart'), taxed: z.boolean().optional().describe('bears VAT; true unless said') });

export const rentalCalculation = defineCalculation({
  do: 'rental',
  summary: 'Operating lease (long-term rental): the rental with its services that brings the price down to the residual value, VAT at each date, the split for the hirer alone.',
  input: z.strictObject({
    priceCents: cents.describe('price of the asset without VAT, in cents'),
    discountCents: cents.default(0),
    depositCents: cents.default(0).describe('paid at the start, VAT apart'),
    residualValueCents: cents.optional().describe('what the vehicle is expected to fetch at the end; nothing unless said'),
    residualValuePct: pct.optional().describe('share of price less discount'),
    fundingRatePct: pct.describe('what the money costs the hirer, per cent a year'),
    services: listOf(service, 100).optional(),
    ...rentalCalendarFields,
  }),
  result: z.object({
    rentalCents: cents.describe('with services, VAT apart'),
    rows: z.array(z.object({ number: count.describe('0 the deposit'), dueDate: date, rentalCents: cents, vatPct: pctText, vatCents: cents, grossCents: cents })),
    totals: z.object({ rentalCents: cents, vatCents: cents, grossCents: cents }),
    internal: z
      .object({
        financialRentalCents: cents,
        servicesCents: cents,
        residualValueCents: cents,
        financedCents: cents,
        interestCents: cents,
        rows: z.array(z.object({ number: count, kind: z.enum(['first-rental', 'rental', 'purchase-option']).describe('purchase-option: the residual value'), dueDate: date, rentalCents: cents, principalCents: cents, interestCents: cents, balanceCents: cents })),
      })
      .describe('not for the customer'),
  }),
  example: { priceCents: 2_500_000, discountCents: 250_000, depositCents: 200_000, residualValuePct: '45', fundingRatePct: '4.20', rentals: 2, every: 6, mode: 'advance', start: '2026-11-22', services: [{ code: 'maintenance', perPeriodCents: 21_000 }, { code: 'insurance', perPeriodCents: 36_000, taxed: false }] },
  run: ({ residualValueCents, residualValuePct, fundingRatePct, services, vat, ...rest }) => {
    const answer = priceRental({
      ...rest,
      residualValue: oneOf({ cents: residualValueCents, sharePpm: optionalPpm(residualValuePct) }) as RentalTerms['residualValue'],
      fundingRatePpm: ppmOfPct(fundingRatePct),
      services: (services ?? []).map(({ taxed, ...each }) => ({ ...each, taxed: taxed ?? true })),
      vat: vatTerms(vat),
    });
    if (!answer.ok) return renamed(answer, { 'residualValue.cents': 'residualValueCents', 'residualValue.sharePpm': 'residualValuePpm', residualValue: 'residualValueCents' });
    const { rentalCents, rows, totals, internal } = answer.rental;
    return {
      ok: true,
      result: { rentalCents, rows: rows.map(({ vatRatePpm, ...row }) => ({ ...row, vatPct: pctOfPpm(vatRatePpm) })), totals, internal: { ...internal, rows: [...internal.rows] } },
    };
  },
});
