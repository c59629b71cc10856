import { amountUpTo, bag, date, flag, integerWithin, isBag, listOf, oneOf, record, unlessAbsent, word } from '../check-fields.ts';
import type { Check } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { maximumCents, maximumItems, maximumRatePpm, maximumRows, maximumTaxPpm } from './limits.ts';

const rowsInRange = integerWithin(1, maximumRows, 'term_out_of_range');
const monthsInRange = integerWithin(0, 1200, 'term_out_of_range');
const rateInRange = integerWithin(0, maximumRatePpm, 'rate_out_of_range');
const taxInRange = integerWithin(0, maximumTaxPpm, 'rate_out_of_range');
const amount = amountUpTo(maximumCents);

const plan: Check = (value, path) => {
  const fault = record({ kind: oneOf('level', 'balloon') })(value, path);
  if (fault !== null || !isBag(value) || value['kind'] === 'level') return fault;
  return record({ balloonCents: amount, balloonAt: oneOf('with-last-row', 'one-period-after') })(value, path);
};

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

const termsFields = record({
  priceCents: amount,
  discountCents: amount,
  tradeInCents: amount,
  depositCents: amount,
  termMonths: rowsInRange,
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

/**
 * The first fault of the fields of some terms, each by itself, or null. Made for whatever arrives: any value of any type
 * is answered, nothing is thrown. Faults that depend on several fields are found while pricing.
 */
export function checkTerms(terms: unknown): Refusal | null {
  return bag(terms, '') ?? termsFields(terms, '');
}

/** The fault of an instalment asked for, or null. */
export function checkTarget(targetCents: unknown): Refusal | null {
  return amount(targetCents, 'targetInstalmentCents');
}
