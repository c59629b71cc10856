import { z } from 'zod';
import type { PlanCharge, PlanTerms } from '#engine/plans';
import { chargeBase, planBase } from './charge-base.ts';
import { cents, count, date, datedCents, isDatedCents, isDay, isFiniteNumber, listOf, pct } from './fields.ts';
import { optionalPpm, pctOfPpm, ppmOfPct } from './rates.ts';

/** The plan as callers write it; what each word means, to the cent, is docs/engine-conventions.md. A list of due days may hold the day of a row after the last. */
const most = { rows: 600, dueDates: 601, charges: 200, drawdowns: 600 } as const;

export const unit = z.enum(['month', 'week', 'day']);
export const monthEnd = z.enum(['clamp', 'last-day', 'roll']);
export const dayCount = z.enum([
  '30/360-period', '30/360-bond', '30/360-us', '30e/360', '30e/360-isda', 'act/365f', 'act/360', 'act/364', 'act/act-isda', 'act/act-isma', 'act/act-afb',
]);

export const charge = z.strictObject({
  kind: z.string().min(1).max(60).describe('name of the charge'),
  at: z.enum(['start', 'row', 'date']).describe('on the start day, with every row, or on `date`'),
  date: date.optional(),
  cents: cents.optional().describe('the amount; or `pct`'),
  pct: pct.optional().describe('share of `base`, per cent'),
  base: chargeBase.optional(),
  financed: z.boolean().default(false).describe('lent too; at the start only'),
  inTaeg: z.boolean().default(true),
  optional: z.boolean().default(false).describe('the customer may decline it: never in the TAEG'),
});
export type ChargeInput = z.output<typeof charge>;

function chargeTerms({ kind, at, date: day, cents: amount, pct: share, base, financed, inTaeg, optional }: ChargeInput): PlanCharge {
  return { kind, at, date: day, cents: amount, ratePpm: optionalPpm(share), base: planBase<PlanCharge['base']>(base), financed, inTaeg, optional };
}

/** A charge inside a list is not changed by its check, so that its defaults are set here. */
export const chargeList = listOf(charge, most.charges);
export const chargesTerms = (charges: readonly ChargeInput[] | undefined): PlanCharge[] | undefined =>
  charges?.map((one) => chargeTerms({ ...one, financed: one.financed ?? false, inTaeg: one.inTaeg ?? true, optional: one.optional ?? false }));

export const rounding = z
  .strictObject({
    mode: z.enum(['half-up', 'half-even']).default('half-up'),
    instalmentMultipleCents: cents.default(1).describe('1 to the cent, 100 to the euro'),
    residue: z.enum(['last', 'first', 'correction-pass']).default('last').describe('where the cents left over go'),
  })
  .prefault({});

export const dueDayList = listOf(date, most.dueDates, isDay);

const rhythm = z.strictObject({ every: count, unit });

/** What shapes a plan apart from amount, rate, rows and days. */
export const shapeFields = {
  every: count.default(1),
  unit: unit.default('month'),
  monthEnd: monthEnd.default('clamp'),
  dayCount: dayCount.default('30/360-period'),
  amortisation: z.enum(['level', 'equal-principal', 'interest-only', 'bullet']).default('level'),
  interestOn: z.enum(['declining', 'flat']).default('declining'),
  mode: z.enum(['arrears', 'advance']).default('arrears'),
  balloonAfterLastRow: z.boolean().optional().describe('the balloon is a row of its own, one period after the last'),
  gracePrincipalRows: count.optional().describe('first rows that pay interest alone'),
  graceInterestRows: count.optional().describe('first rows whose interest is asked later'),
  firstPeriod: z.enum(['in-row', 'one-period', 'paid', 'capitalised']).optional().describe('interest of an odd first period; by default one-period under 30/360-period, else in-row'),
  weights: listOf(z.number(), most.rows, isFiniteNumber).optional().describe('one a row: 1 the plain instalment, 0 skipped'),
  capitalisation: rhythm.optional(),
  rounding,
};

/** Told wherever a first due day can be given. */
export const firstDueDate = date
  .optional()
  .describe('one period after `start` unless said; under 30/360-period an odd first period then counts as one whole period, so that days are free or paid for twice: `firstPeriod` in-row counts them');

export const planFields = {
  principalCents: cents.describe('what is lent, in cents, before financed charges and down payment'),
  nominalRatePct: pct.describe('TAN, per cent a year: text like "6.95" or a number, at most four decimals'),
  rows: count.describe('1 to 600, apart from a down payment and a balloon after the last row'),
  start: date.describe('day of the first drawdown, YYYY-MM-DD'),
  firstDueDate,
  dueDates: dueDayList.optional().describe('irregular due days, one a row, that of a row after the last included'),
  ...shapeFields,
  balloonCents: cents.optional(),
  downPaymentPct: pct.optional().describe('share of the principal asked on the start day, per cent'),
  drawdowns: listOf(datedCents, most.drawdowns, isDatedCents).optional().describe('several drawdowns: their sum is the principal'),
  charges: chargeList.optional(),
};

export const planInput = z.strictObject(planFields);
export type PlanInput = z.output<typeof planInput>;

/** The engine's terms of a plan: per cent becomes parts per million. Field by field, which costs a tenth of copying what is left of the input. */
export function planTerms(input: PlanInput): PlanTerms {
  return {
    principalCents: input.principalCents,
    nominalRatePpm: ppmOfPct(input.nominalRatePct),
    rows: input.rows,
    start: input.start,
    firstDueDate: input.firstDueDate,
    dueDates: input.dueDates,
    every: input.every,
    unit: input.unit,
    monthEnd: input.monthEnd,
    dayCount: input.dayCount,
    amortisation: input.amortisation,
    interestOn: input.interestOn,
    mode: input.mode,
    balloonAfterLastRow: input.balloonAfterLastRow,
    gracePrincipalRows: input.gracePrincipalRows,
    graceInterestRows: input.graceInterestRows,
    firstPeriod: input.firstPeriod,
    weights: input.weights,
    capitalisation: input.capitalisation,
    rounding: input.rounding,
    balloonCents: input.balloonCents,
    downPaymentPpm: optionalPpm(input.downPaymentPct),
    drawdowns: input.drawdowns,
    charges: chargesTerms(input.charges),
  };
}

/** The engine's terms as a caller would write them. */
export function planInputOf({ nominalRatePpm, downPaymentPpm, charges, dueDates, weights, drawdowns, ...rest }: PlanTerms): PlanInput {
  return {
    ...rest,
    nominalRatePct: pctOfPpm(nominalRatePpm),
    downPaymentPct: downPaymentPpm === undefined ? undefined : pctOfPpm(downPaymentPpm),
    dueDates: dueDates && [...dueDates],
    weights: weights && [...weights],
    drawdowns: drawdowns && [...drawdowns],
    charges: charges?.map(({ ratePpm, ...charged }) => ({ ...charged, pct: ratePpm === undefined ? undefined : pctOfPpm(ratePpm) })),
  };
}
