import { amountUpTo, bag, date, flag, integerWithin, isBag, listOf, oneOf, record, unlessAbsent, word } from '../check-fields.ts';
import type { Check } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { maximumCents, maximumEvery, maximumItems, maximumRatePpm, maximumRows, maximumShapedRows, maximumTaxPpm } from './limits.ts';

const rowsInRange = integerWithin(1, maximumRows, 'term_out_of_range');
const shapedRowsInRange = integerWithin(1, maximumShapedRows, 'term_out_of_range');
const monthsInRange = integerWithin(0, 1200, 'term_out_of_range');
const rateInRange = integerWithin(0, maximumRatePpm, 'rate_out_of_range');
const taxInRange = integerWithin(0, maximumTaxPpm, 'rate_out_of_range');
const amount = amountUpTo(maximumCents);

const graceInRange = integerWithin(0, maximumShapedRows, 'term_out_of_range');

/** What the due days and a search need, which counts through the grace; the rest of a shape is checked where the plan is built. */
const shape = record({
  every: integerWithin(1, maximumEvery, 'number_out_of_range'),
  unit: oneOf('month', 'week', 'day'),
  monthEnd: oneOf('clamp', 'last-day', 'roll'),
  mode: oneOf('arrears', 'advance'),
  weights: unlessAbsent(listOf(() => null, maximumShapedRows)),
  gracePrincipalRows: unlessAbsent(graceInRange),
});

const shapedPlan = record({
  shape,
  balloonCents: unlessAbsent(amount),
  weightsBeyond: unlessAbsent(oneOf('repeat', 'hold')),
  dueDates: unlessAbsent(listOf(date, maximumShapedRows + 1)),
});

const balloonPlan = record({ balloonCents: amount, balloonAt: oneOf('with-last-row', 'one-period-after') });

const planKind = record({ kind: oneOf('level', 'balloon', 'shaped') });

const plan: Check = (value, path) => {
  const fault = planKind(value, path);
  if (fault !== null || !isBag(value) || value['kind'] === 'level') return fault;
  return (value['kind'] === 'shaped' ? shapedPlan : balloonPlan)(value, path);
};

const isShaped = (value: unknown): boolean => isBag(value) && value['kind'] === 'shaped';

const chargeFields = record({
  kind: word,
  at: oneOf('start', 'row', 'date'),
  financed: flag,
  inTaeg: flag,
  optional: flag,
  cents: unlessAbsent(amount),
  ratePpm: unlessAbsent(rateInRange),
});

const chargeBase = oneOf('amount-financed', 'total-credit', 'instalment');

const charge: Check = (value, path) => {
  const fault = chargeFields(value, path);
  if (fault !== null || !isBag(value)) return fault;
  if (value['at'] === 'date') {
    const dateFault = date(value['date'], `${path}.date`);
    if (dateFault !== null) return dateFault;
  }
  const byRate = value['ratePpm'] !== undefined && value['ratePpm'] !== null;
  const byCents = value['cents'] !== undefined && value['cents'] !== null;
  if (byRate === byCents) return byRate ? refuse('charge_not_consistent', `${path}.ratePpm`) : refuse('missing', `${path}.cents`);
  if (byRate) {
    const baseFault = chargeBase(value['base'], `${path}.base`);
    if (baseFault !== null) return baseFault;
  }
  if (value['financed'] === true && value['at'] !== 'start') return refuse('charge_not_consistent', `${path}.financed`);
  // The instalment depends on what is financed, so a financed share of the instalment would chase itself.
  const circular = value['financed'] === true && byRate && value['base'] === 'instalment';
  return circular ? refuse('charge_not_consistent', `${path}.base`) : null;
};

const fieldsOf = (rows: Check): Check => record({
  priceCents: amount,
  discountCents: amount,
  tradeInCents: amount,
  depositCents: amount,
  termMonths: rows,
  nominalRatePpm: rateInRange,
  plan,
  startDate: date,
  firstDueDate: unlessAbsent(date),
  charges: listOf(charge, maximumItems),
  services: listOf(record({ code: word, amountCents: amount, financed: flag, inTaeg: flag }), maximumItems),
  substituteTax: unlessAbsent(
    record({ ratePpm: taxInRange, aboveMonths: monthsInRange, at: oneOf('financed', 'first-row') }),
  ),
  stampDuty: unlessAbsent(record({ contractCents: amount, upToMonths: monthsInRange })),
});

const gridTerms = fieldsOf(rowsInRange);
const shapedTerms = fieldsOf(shapedRowsInRange);

/**
 * The first fault of the fields of some terms, each by itself, or null. Made for whatever arrives: any value of any type
 * is answered, nothing is thrown. Faults that depend on several fields are found while pricing.
 */
export function checkTerms(terms: unknown): Refusal | null {
  return bag(terms, '') ?? (isBag(terms) && isShaped(terms['plan']) ? shapedTerms : gridTerms)(terms, '');
}

/** The fault of an instalment asked for, or null. */
export function checkTarget(targetCents: unknown): Refusal | null {
  return amount(targetCents, 'targetInstalmentCents');
}
