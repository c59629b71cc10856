import { isCivilDate } from '#platform/civil-date';
import { maximumCents, maximumItems, maximumRatePpm, maximumRows, maximumTaxPpm } from './limits.ts';
import type { Refusal, RefusalCode } from './types.ts';

const refuse = (refusal: RefusalCode, path: string, nearest?: number): Refusal =>
  nearest === undefined ? { ok: false, refusal, path } : { ok: false, refusal, path, nearest };

type Bag = Readonly<Record<string, unknown>>;

const isBag = (value: unknown): value is Bag => typeof value === 'object' && value !== null && !Array.isArray(value);

type Check = (value: unknown, path: string) => Refusal | null;

function integerWithin(low: number, high: number, outside: RefusalCode): Check {
  return (value, path) => {
    if (value === undefined || value === null) return refuse('missing', path);
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) return refuse('not_an_integer', path);
    if (value < low) return refuse(outside, path, low);
    return value > high ? refuse(outside, path, high) : null;
  };
}

const rowsInRange = integerWithin(1, maximumRows, 'term_out_of_range');
const monthsInRange = integerWithin(0, 1200, 'term_out_of_range');
const rateInRange = integerWithin(0, maximumRatePpm, 'rate_out_of_range');
const taxInRange = integerWithin(0, maximumTaxPpm, 'rate_out_of_range');

const amount: Check = (value, path) => {
  const fault = integerWithin(0, maximumCents, 'amount_too_large')(value, path);
  return fault?.nearest === 0 ? refuse('amount_negative', path, 0) : fault;
};

const flag: Check = (value, path) => {
  if (value === undefined) return refuse('missing', path);
  return typeof value === 'boolean' ? null : refuse('choice_not_known', path);
};

const date: Check = (value, path) => {
  if (value === undefined || value === null) return refuse('missing', path);
  return isCivilDate(value) ? null : refuse('date_not_valid', path);
};

function oneOf(...choices: readonly string[]): Check {
  return (value, path) => {
    if (value === undefined || value === null) return refuse('missing', path);
    return typeof value === 'string' && choices.includes(value) ? null : refuse('choice_not_known', path);
  };
}

const word: Check = (value, path) => (typeof value === 'string' && value !== '' ? null : refuse('missing', path));

const bag: Check = (value, path) => (isBag(value) ? null : refuse('missing', path));

/** Checks each named field of a record, in order. */
function record(checks: Readonly<Record<string, Check>>): Check {
  const entries = Object.entries(checks);
  return (value, path) => {
    if (!isBag(value)) return refuse('missing', path);
    for (const [key, check] of entries) {
      const fault = check(value[key], path === '' ? key : `${path}.${key}`);
      if (fault !== null) return fault;
    }
    return null;
  };
}

function listOf(check: Check): Check {
  return (value, path) => {
    if (!Array.isArray(value)) return refuse('missing', path);
    if (value.length > maximumItems) return refuse('too_many_items', path, maximumItems);
    for (let index = 0; index < value.length; index++) {
      const fault = check(value[index], `${path}.${index}`);
      if (fault !== null) return fault;
    }
    return null;
  };
}

const unlessAbsent =
  (check: Check): Check =>
  (value, path) =>
    value === undefined || value === null ? null : check(value, path);

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
  charges: listOf(charge),
  services: listOf(record({ code: word, amountCents: amount, financed: flag, inTaeg: flag })),
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

export { refuse };
