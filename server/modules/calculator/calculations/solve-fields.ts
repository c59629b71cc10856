import { z } from 'zod';
import type { FinancingTerms } from '#engine';
import { cents, count, date, listOf, pct } from './fields.ts';
import { dueDayList, shapeFields } from './plan-fields.ts';
import { optionalPpm, ppmOfPct } from './rates.ts';

const charge = z.strictObject({
  kind: z.string().min(1).max(60),
  at: z.enum(['start', 'row', 'date']),
  date: date.optional(),
  cents: cents.optional(),
  pct: pct.optional().describe('share of `base`, per cent'),
  base: z.enum(['amount-financed', 'total-credit', 'instalment']).optional(),
  financed: z.boolean().optional(),
  inTaeg: z.boolean().optional().describe('true unless said'),
  optional: z.boolean().optional(),
});
const service = z.strictObject({ code: z.string().min(1).max(60), cents, financed: z.boolean().optional(), inTaeg: z.boolean().optional() });

/** A financing from the price of the vehicle to the plan; the plan's shape as in `plan`. */
export const financingFields = {
  priceCents: cents.optional().describe('full price, VAT included'),
  discountCents: cents.default(0),
  tradeInCents: cents.default(0),
  depositCents: cents.default(0),
  rows: count.optional(),
  nominalRatePct: pct.optional().describe('TAN, per cent a year'),
  start: date,
  firstDueDate: date.optional(),
  dueDates: dueDayList.optional(),
  ...shapeFields,
  weightsBeyond: z.enum(['repeat', 'hold']).optional().describe('how weights go on when there are fewer than rows'),
  balloonCents: cents.optional(),
  charges: listOf(charge, 200).optional(),
  services: listOf(service, 50).optional().describe('insurance and maintenance sold with the credit'),
  substituteTax: z.strictObject({ pct, aboveMonths: count, at: z.enum(['financed', 'first-row']) }).optional(),
  stampDuty: z.strictObject({ contractCents: cents, upToMonths: count }).optional(),
};
const financingInput = z.strictObject(financingFields);
export type FinancingInput = z.output<typeof financingInput>;

/** The engine's terms; what is missing stays missing, so that the engine names it unless it is the unknown. */
export function financingTerms(input: FinancingInput): FinancingTerms {
  const { priceCents, discountCents, tradeInCents, depositCents, rows, nominalRatePct, start, firstDueDate, dueDates, weightsBeyond, balloonCents, charges, services, substituteTax, stampDuty, ...shape } = input;
  const terms = {
    priceCents,
    discountCents,
    tradeInCents,
    depositCents,
    termMonths: rows,
    nominalRatePpm: optionalPpm(nominalRatePct),
    plan: { kind: 'shaped' as const, shape, balloonCents, weightsBeyond, dueDates },
    startDate: start,
    firstDueDate,
    charges: (charges ?? []).map(({ pct: share, financed, inTaeg, optional, ...rest }) => ({ ...rest, ratePpm: optionalPpm(share), financed: financed ?? false, inTaeg: inTaeg ?? true, optional: optional ?? false })),
    services: (services ?? []).map(({ code, cents: amountCents, financed, inTaeg }) => ({ code, amountCents, financed: financed ?? false, inTaeg: inTaeg ?? false })),
    substituteTax: substituteTax === undefined ? null : { ratePpm: ppmOfPct(substituteTax.pct), aboveMonths: substituteTax.aboveMonths, at: substituteTax.at },
    stampDuty: stampDuty ?? null,
  };
  return terms as FinancingTerms;
}
