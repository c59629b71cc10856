import { amountUpTo, bag, date, flag, integerWithin, isBag, listOf, oneOf, record, unlessAbsent, word } from '../check-fields.ts';
import type { Check } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { dayCounts } from '../time/day-count.ts';
import { capitalisationOf } from './calendar.ts';
import {
  maximumCharges, maximumDrawdowns, maximumEvery, maximumMultipleCents, maximumPlanCents, maximumPlanRatePpm, maximumPlanRows, maximumWeight, weightParts,
} from './limits.ts';
import type { PlanTerms } from './plan-terms.ts';

const amount = amountUpTo(maximumPlanCents);
const positiveAmount: Check = (value, path) => amount(value, path) ?? (value === 0 ? refuse('amount_not_positive', path, 1) : null);
const rate = integerWithin(0, maximumPlanRatePpm, 'rate_out_of_range');
const rowCount = integerWithin(1, maximumPlanRows, 'term_out_of_range');
const graceRows = integerWithin(0, maximumPlanRows, 'term_out_of_range');
const rhythm = { every: integerWithin(1, maximumEvery, 'number_out_of_range'), unit: oneOf('month', 'week', 'day') };

const weight: Check = (value, path) => {
  if (value === undefined || value === null) return refuse('missing', path);
  if (typeof value !== 'number' || Number.isNaN(value)) return refuse('not_a_number', path);
  if (value < 0) return refuse('number_out_of_range', path, 0);
  if (value > maximumWeight) return refuse('number_out_of_range', path, maximumWeight);
  // A text of six decimals reads as the float nearest to it, and so does the quotient of the two integers.
  const nearest = Math.floor(value * weightParts + 0.5) / weightParts;
  return value === nearest ? null : refuse('number_out_of_range', path, nearest);
};

const chargeFields = record({
  kind: word,
  at: oneOf('start', 'row', 'date'),
  date: unlessAbsent(date),
  cents: unlessAbsent(amount),
  ratePpm: unlessAbsent(rate),
  base: unlessAbsent(oneOf('principal', 'amount-financed', 'instalment', 'row-principal', 'row-interest', 'row-balance')),
  financed: flag,
  inTaeg: flag,
  optional: flag,
});

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

const charge: Check = (value, path) => {
  const fault = chargeFields(value, path);
  if (fault !== null || !isBag(value)) return fault;
  const { at, base, financed } = value;
  if (at === 'date' && isAbsent(value['date'])) return refuse('missing', `${path}.date`);
  const byRate = !isAbsent(value['ratePpm']);
  if (byRate && !isAbsent(value['cents'])) return refuse('charge_not_consistent', `${path}.ratePpm`);
  if (!byRate && isAbsent(value['cents'])) return refuse('missing', `${path}.cents`);
  if (byRate && isAbsent(base)) return refuse('missing', `${path}.base`);
  if (financed === true && at !== 'start') return refuse('charge_not_consistent', `${path}.financed`);
  const ofRow = typeof base === 'string' && base.startsWith('row-');
  // The instalment depends on what is financed, so a financed share of the instalment would chase itself.
  const circular = financed === true && base === 'instalment';
  return byRate && (circular || (ofRow && at !== 'row')) ? refuse('charge_not_consistent', `${path}.base`) : null;
};

const shapeFields = {
  ...rhythm,
  monthEnd: oneOf('clamp', 'last-day', 'roll'),
  dayCount: oneOf(...dayCounts),
  amortisation: oneOf('level', 'equal-principal', 'interest-only', 'bullet'),
  interestOn: oneOf('declining', 'flat'),
  mode: oneOf('arrears', 'advance'),
  balloonAfterLastRow: unlessAbsent(flag),
  gracePrincipalRows: unlessAbsent(graceRows),
  graceInterestRows: unlessAbsent(graceRows),
  firstPeriod: unlessAbsent(oneOf('in-row', 'one-period', 'paid', 'capitalised')),
  weights: unlessAbsent(listOf(weight, maximumPlanRows)),
  capitalisation: unlessAbsent(record(rhythm)),
  rounding: record({
    mode: oneOf('half-up', 'half-even'),
    instalmentMultipleCents: integerWithin(1, maximumMultipleCents, 'number_out_of_range'),
    residue: oneOf('last', 'first', 'correction-pass'),
  }),
};

const termsFields = record({
  principalCents: positiveAmount,
  nominalRatePpm: rate,
  rows: rowCount,
  ...shapeFields,
  start: date,
  firstDueDate: unlessAbsent(date),
  dueDates: unlessAbsent(listOf(date, maximumPlanRows + 1)),
  balloonCents: unlessAbsent(amount),
  downPaymentPpm: unlessAbsent(integerWithin(0, 999_999, 'rate_out_of_range')),
  drawdowns: unlessAbsent(listOf(record({ date, cents: positiveAmount }), maximumDrawdowns)),
  charges: unlessAbsent(listOf(charge, maximumCharges)),
});

/** The first fault of the fields, each by itself; made for whatever arrives. */
export function checkPlanFields(terms: unknown): Refusal | null {
  return bag(terms, '') ?? termsFields(terms, '');
}

/** Rows of the schedule: one more than `rows` when a balloon, or the capital of interest-only rows, falls due after the last. */
export function scheduleRows(terms: PlanTerms): number {
  const carriesCapital = terms.amortisation === 'interest-only' || terms.amortisation === 'bullet' || (terms.balloonCents ?? 0) > 0;
  return terms.balloonAfterLastRow === true && carriesCapital ? terms.rows + 1 : terms.rows;
}

function checkWeights(terms: PlanTerms, interestOnly: boolean): Refusal | null {
  const { weights, rows } = terms;
  if (!weights) return null;
  if (interestOnly || weights.length !== rows || (terms.gracePrincipalRows ?? 0) > 0) return refuse('choice_not_consistent', 'weights');
  return weights[rows - 1] === 0 ? refuse('number_out_of_range', `weights.${rows - 1}`) : null;
}

/** The first fault among fields that are right each by itself but not together. */
export function checkPlanTogether(terms: PlanTerms): Refusal | null {
  const interestOnly = terms.amortisation === 'interest-only' || terms.amortisation === 'bullet';
  if (interestOnly && (terms.balloonCents ?? 0) > 0) return refuse('choice_not_consistent', 'balloonCents');
  if ((terms.gracePrincipalRows ?? 0) >= terms.rows) return refuse('term_out_of_range', 'gracePrincipalRows', terms.rows - 1);
  if ((terms.graceInterestRows ?? 0) > terms.rows) return refuse('term_out_of_range', 'graceInterestRows', terms.rows);
  if (terms.dueDates && terms.dueDates.length !== scheduleRows(terms)) return refuse('choice_not_consistent', 'dueDates');
  if (terms.dueDates && terms.dayCount === 'act/act-isma') return refuse('choice_not_consistent', 'dayCount');
  if (terms.capitalisation && (terms.dueDates || terms.interestOn === 'flat' || capitalisationOf(terms) === null)) {
    return refuse('choice_not_consistent', 'capitalisation');
  }
  const { drawdowns } = terms;
  if (drawdowns && drawdowns.reduce((sum, each) => sum + each.cents, 0) !== terms.principalCents) return refuse('choice_not_consistent', 'drawdowns');
  if (drawdowns && drawdowns.length > 1 && terms.interestOn === 'flat') return refuse('choice_not_consistent', 'drawdowns');
  return checkWeights(terms, interestOnly);
}
