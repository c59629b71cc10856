import { z } from 'zod';
import type { FinancingFigures, FinancingTerms } from '#engine';
import { renamed, type Declined } from './calculation.ts';
import { chargeBase, financingBase } from './charge-base.ts';
import { cents, count, date, listOf, pct } from './fields.ts';
import { inItem } from './item-paths.ts';
import { dueDayList, firstDueDate, planFields, shapeFields } from './plan-fields.ts';
import { optionalPpm, ppmOfPct } from './rates.ts';

const charge = z.strictObject({
  kind: z.string().min(1).max(60),
  at: z.enum(['start', 'row', 'date']),
  date: date.optional(),
  cents: cents.optional(),
  pct: pct.optional().describe('share of `base`, per cent'),
  base: chargeBase.optional(),
  financed: z.boolean().optional(),
  inTaeg: z.boolean().optional().describe('true unless said'),
  optional: z.boolean().optional(),
});
const service = z.strictObject({ code: z.string().min(1).max(60), cents, financed: z.boolean().optional(), inTaeg: z.boolean().optional() });

/** A financing from the price of the vehicle to the plan; the plan's shape as in `plan`. */
export const financingFields = {
  priceCents: cents.optional().describe('full price, VAT included; or `principalCents`'),
  principalCents: cents.optional().describe('what is lent, of a line of `plan`: in place of price, discount, trade-in and deposit'),
  downPaymentPct: planFields.downPaymentPct.describe('of a line of `plan`: refused here, a deposit is `depositCents`'),
  drawdowns: planFields.drawdowns.describe('of a line of `plan`: refused here'),
  discountCents: cents.default(0),
  tradeInCents: cents.default(0),
  depositCents: cents.default(0),
  rows: count.optional(),
  nominalRatePct: pct.optional().describe('TAN, per cent a year'),
  start: date,
  firstDueDate,
  dueDates: dueDayList.optional(),
  ...shapeFields,
  weightsBeyond: z.enum(['repeat', 'hold']).optional().describe('how weights go on when there are fewer than rows'),
  balloonCents: cents.optional(),
  charges: listOf(charge, 200).optional(),
  services: listOf(service, 50).optional().describe('insurance and maintenance sold with the credit'),
  substituteTax: z.strictObject({ pct, aboveMonths: count, at: z.enum(['financed', 'first-row']) }).optional(),
  stampDuty: z.strictObject({ contractCents: cents, upToMonths: count }).optional(),
};
type Charge = FinancingTerms['charges'][number];
const financingInput = z.strictObject(financingFields);
export type FinancingInput = z.output<typeof financingInput>;

/** The engine's terms; what is missing stays missing, so that the engine names it unless it is the unknown. */
export function financingTerms(input: FinancingInput): FinancingTerms {
  const { principalCents, priceCents = principalCents, downPaymentPct: _, drawdowns: __, discountCents, tradeInCents, depositCents, rows, nominalRatePct, start, firstDueDate, dueDates, weightsBeyond, balloonCents, charges, services, substituteTax, stampDuty, ...shape } = input;
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
    charges: (charges ?? []).map(({ pct: share, base, financed, inTaeg, optional, ...rest }) => ({ ...rest, base: financingBase<Charge['base']>(base), ratePpm: optionalPpm(share), financed: financed ?? false, inTaeg: inTaeg ?? true, optional: optional ?? false })),
    services: (services ?? []).map(({ code, cents: amountCents, financed, inTaeg }) => ({ code, amountCents, financed: financed ?? false, inTaeg: inTaeg ?? false })),
    substituteTax: substituteTax === undefined ? null : { ratePpm: ppmOfPct(substituteTax.pct), aboveMonths: substituteTax.aboveMonths, at: substituteTax.at },
    stampDuty: stampDuty ?? null,
  };
  return terms as FinancingTerms;
}

/** What of a line of `plan` a financing cannot take, or not beside the rest. */
export function strangeToFinancing(input: FinancingInput, unknown: string): Declined | null {
  const refused = (path: string): Declined => ({ ok: false, refusal: 'choice_not_consistent', path });
  if (input.downPaymentPct !== undefined) return refused('downPaymentPct');
  if (input.drawdowns !== undefined) return refused('drawdowns');
  if (input.principalCents === undefined) return null;
  if (input.priceCents !== undefined || unknown === 'deposit') return refused('principalCents');
  const beside = (['discountCents', 'tradeInCents', 'depositCents'] as const).find((name) => input[name] !== 0);
  return beside === undefined ? null : refused(beside);
}

/** A refusal of the engine under the names of the input. */
export function financingDeclined(declined: Declined, byPrincipal: boolean): Declined {
  const inner = inItem(declined, 'services', { amountCents: 'cents' });
  return renamed(inner, { termMonths: 'rows', startDate: 'start', 'plan.shape': '', 'plan.kind': 'balloonCents', plan: '', ...(byPrincipal ? { priceCents: 'principalCents', depositCents: 'principalCents', amountFinancedCents: 'principalCents' } : {}) });
}

/** Sums of all that is paid by the rows and by charges apart from them, as `plan` answers them. */
export function financingTotals(terms: FinancingTerms, figures: FinancingFigures) {
  const totals = { principalCents: 0, interestCents: 0, feeCents: 0, financedFeeCents: figures.financedFeesCents, dueCents: 0 };
  for (const row of figures.rows) {
    totals.principalCents += row.principalCents;
    totals.interestCents += row.interestCents;
    totals.feeCents += row.feeCents;
  }
  const sumOf = (which: (service: FinancingTerms['services'][number]) => boolean) => terms.services.filter(which).reduce((sum, service) => sum + service.amountCents, 0);
  const totalCredit = terms.priceCents - terms.discountCents - terms.tradeInCents - terms.depositCents + sumOf((service) => service.financed && !service.inTaeg);
  for (const charge of terms.charges) {
    // Those of a due day stand in its row already.
    const inRow = charge.at === 'row' || (charge.at === 'date' && figures.rows.some((row) => row.dueDate === charge.date));
    if (charge.financed || inRow) continue;
    const base = charge.base === 'total-credit' ? totalCredit : charge.base === 'amount-financed' ? figures.amountFinancedCents : figures.instalmentCents;
    totals.feeCents += charge.cents ?? shareHalfUp(base, charge.ratePpm ?? 0);
  }
  totals.dueCents = totals.principalCents + totals.interestCents + totals.feeCents;
  return totals;
}

/** A share in parts per million, half-up: exact, as amounts stay below ten million euro. */
const shareHalfUp = (base: number, ppm: number): number => Math.floor((2 * base * ppm + 1_000_000) / 2_000_000);
