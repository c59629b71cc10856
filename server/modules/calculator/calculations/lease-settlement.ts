import { z } from 'zod';
import { settlementValue } from '#engine/lease';
import { defineCalculation, renamed } from './calculation.ts';
import { cents, count, date, pct, pctText } from './fields.ts';
import { leaseDeclined, leaseInput, leaseTerms } from './lease-fields.ts';
import { optionalPpm, pctOfPpm } from './rates.ts';

export const leaseSettlementCalculation = defineCalculation({
  do: 'leaseSettlement',
  summary: 'Settlement value of a lease on a day: rentals and option to come, discounted; what is overdue, costs and penalties apart.',
  input: z.strictObject({
    lease: leaseInput.describe('as in `lease`'),
    on: date.describe('from the start to the option; what falls due on the day is taken as paid'),
    discountRatePct: pct.optional().describe('yearly, by the periods of the lease; the rate of the lease unless said'),
    withOption: z.boolean().optional().describe('false: the good is given back; true unless said'),
  }),
  result: z.object({
    valueCents: cents.describe('VAT apart'),
    vatPct: pctText,
    vatCents: cents,
    toComeCents: cents.describe('rentals and option to come as they stand'),
    rentalsToCome: count,
    residualDebtCents: cents.describe('after the last row due'),
    futureCapitalCents: cents.describe('principal of the rentals to come (L. 124/2017 art. 1 c. 138)'),
  }),
  example: { lease: { priceCents: 3_000_000, firstRentalPct: '20', rentals: 48, purchaseOptionPct: '20', nominalRatePct: '5.50', start: '2026-11-22' }, on: '2028-12-10', discountRatePct: '3' },
  run: ({ lease, on, discountRatePct, withOption }) => {
    const answer = settlementValue({ lease: leaseTerms(lease), date: on, discountRatePpm: optionalPpm(discountRatePct), withOption });
    if (!answer.ok) {
      if (!answer.path.startsWith('lease.')) return renamed(answer, { date: 'on' });
      const inner = leaseDeclined({ ...answer, path: answer.path.slice('lease.'.length) });
      return { ...inner, path: `lease.${inner.path}` };
    }
    const { ok: _, vatRatePpm, ...figures } = answer;
    return { ok: true, result: { ...figures, vatPct: pctOfPpm(vatRatePpm) } };
  },
});
