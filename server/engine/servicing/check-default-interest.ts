import { amountUpTo, date, integerWithin, isBag, listOf, oneOf, record, unlessAbsent } from '../check-fields.ts';
import type { Check } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { highestRows } from './allocate-over-rows.ts';
import { highestAmount } from './allocate-payment.ts';

export const ratePpm = integerWithin(0, 9_999_999, 'rate_out_of_range');

/** Rates that begin on rising days. */
export const datedRates: Check = (value, path) => {
  const fault = listOf(record({ from: date, ratePpm }), 400)(value, path);
  if (fault !== null || !Array.isArray(value)) return fault;
  for (let index = 1; index < value.length; index++) {
    if (value[index].from <= value[index - 1].from) return refuse('date_out_of_range', `${path}.${index}.from`);
  }
  return null;
};

export const lateTerms: Check = record({
  rates: datedRates,
  thresholds: unlessAbsent(datedRates),
  aboveThreshold: unlessAbsent(oneOf('cap', 'contract-rate')),
  contractRatePpm: unlessAbsent(ratePpm),
  graceDays: unlessAbsent(integerWithin(0, 365, 'number_out_of_range')),
  graceCounts: unlessAbsent(oneOf('from-due-date', 'after-grace')),
  rounding: unlessAbsent(oneOf('half-up', 'half-even')),
});

const anyNumber = integerWithin(0, 1_000_000, 'number_out_of_range');
const amount = amountUpTo(highestAmount);

const request = record({
  rows: listOf(record({ number: anyNumber, dueDate: date, cents: amount }), highestRows),
  payments: unlessAbsent(listOf(record({ date, cents: amount, number: unlessAbsent(anyNumber) }), 10_000)),
  until: date,
  terms: lateTerms,
});

/** First fault of a request for default interest, or null. */
export function defaultInterestFault(value: unknown): Refusal | null {
  const fault = request(value, '');
  if (fault !== null || !isBag(value) || !isBag(value['terms'])) return fault;
  const { aboveThreshold, contractRatePpm } = value['terms'];
  return aboveThreshold === 'contract-rate' && (contractRatePpm ?? null) === null ? refuse('missing', 'terms.contractRatePpm') : null;
}
