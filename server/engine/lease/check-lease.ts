import { amountUpTo, date, flag, integerWithin, isBag, listOf, oneOf, record, unlessAbsent, word } from '../check-fields.ts';
import type { Check } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { dayCounts } from '../time/day-count.ts';
import { maximumLeaseCents, maximumLeaseRatePpm, maximumOptionPeriods, maximumRentals } from './lease-terms.ts';
import type { LeaseTerms } from './lease-terms.ts';
import { vatFault } from './vat.ts';

export const leaseAmount = amountUpTo(maximumLeaseCents);
export const leaseRate = integerWithin(0, maximumLeaseRatePpm, 'rate_out_of_range');
const share = integerWithin(0, 1_000_000, 'rate_out_of_range');
const months = integerWithin(0, 1200, 'term_out_of_range');

/** Exactly one of the named ways of giving an amount. */
function oneWay(ways: Readonly<Record<string, Check>>): Check {
  const names = Object.keys(ways);
  return (value, path) => {
    if (!isBag(value)) return refuse('missing', path);
    const given = names.filter((name) => (value[name] ?? null) !== null);
    const [name, other] = given;
    if (name === undefined) return refuse('missing', `${path}.${names[0] ?? ''}`);
    if (other !== undefined) return refuse('choice_not_consistent', `${path}.${other}`);
    return ways[name]?.(value[name], `${path}.${name}`) ?? null;
  };
}

export const amountOrShare = oneWay({ cents: leaseAmount, sharePpm: share });

/** Rhythm, dates and rounding that finance leases and rentals share. */
export const calendarFields = {
  rentals: integerWithin(1, maximumRentals, 'term_out_of_range'),
  mode: oneOf('arrears', 'advance'),
  start: date,
  firstDueDate: unlessAbsent(date),
  every: integerWithin(1, 366, 'number_out_of_range'),
  unit: oneOf('month', 'week', 'day'),
  monthEnd: oneOf('clamp', 'last-day', 'roll'),
  dayCount: oneOf(...dayCounts),
  firstPeriod: unlessAbsent(oneOf('in-row', 'one-period')),
  rounding: record({
    mode: oneOf('half-up', 'half-even'),
    rentalMultipleCents: integerWithin(1, 1_000_000, 'number_out_of_range'),
    residue: oneOf('last', 'first', 'correction-pass', 'interest'),
  }),
  vat: listOf(record({ ratePpm: share, validFrom: date }), 100),
};

const chargeFields = record({
  kind: word,
  at: oneOf('start', 'row', 'date'),
  cents: unlessAbsent(leaseAmount),
  ratePpm: unlessAbsent(share),
  taxed: flag,
  inTaeg: flag,
  optional: flag,
});
const chargeBase = oneOf('net-asset', 'financed', 'rental');

const charge: Check = (value, path) => {
  const fault = chargeFields(value, path);
  if (fault !== null || !isBag(value)) return fault;
  if (value['at'] === 'date') {
    const dateFault = date(value['date'], `${path}.date`);
    if (dateFault !== null) return dateFault;
  }
  const byRate = (value['ratePpm'] ?? null) !== null;
  if (byRate === ((value['cents'] ?? null) !== null)) return byRate ? refuse('charge_not_consistent', `${path}.ratePpm`) : refuse('missing', `${path}.cents`);
  return byRate ? chargeBase(value['base'], `${path}.base`) : null;
};

const leaseFields = record({
  priceCents: leaseAmount,
  discountCents: leaseAmount,
  priceWithVat: unlessAbsent(flag),
  firstRental: oneWay({ cents: leaseAmount, sharePpm: share, grossCents: leaseAmount, rentals: integerWithin(0, maximumRentals, 'number_out_of_range') }),
  purchaseOption: oneWay({ cents: leaseAmount, sharePpm: share, grossCents: leaseAmount }),
  nominalRatePpm: leaseRate,
  ...calendarFields,
  optionAfterPeriods: unlessAbsent(integerWithin(0, maximumOptionPeriods, 'number_out_of_range')),
  invoicedDaysBefore: unlessAbsent(integerWithin(0, 366, 'number_out_of_range')),
  charges: unlessAbsent(listOf(charge, 100)),
  substituteTax: unlessAbsent(record({ ratePpm: share, aboveMonths: months, at: oneOf('start', 'first-row') })),
  stampDuty: unlessAbsent(record({ contractCents: leaseAmount, upToMonths: months })),
});

/** The first fault of the fields of a lease, each by itself, then of the VAT rates as a list, or null; nothing is thrown, whatever arrives. */
export function checkLease(terms: LeaseTerms): Refusal | null {
  return leaseFields(terms, '') ?? vatFault(terms.vat, terms.start);
}
