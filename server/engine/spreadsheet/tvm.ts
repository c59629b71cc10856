import { isCivilDate, toDayNumber } from '#platform/civil-date';
import { isBag, listOf, oneOf } from '../check-fields.ts';
import type { Bag, Check } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { floatOf, widen } from '../rate/wide-number.ts';
import type { Wide } from '../rate/wide-number.ts';
import { annuityRate } from './annuity-rate.ts';
import { futureValue, interestPart, payment, periods, presentValue, principalPart } from './annuity.ts';
import type { Annuity } from './annuity.ts';
import { datedInternalRate, datedPresentValue, internalRate, modifiedInternalRate } from './cash-flows.ts';

export type TvmFunction = 'PMT' | 'RATE' | 'IPMT' | 'PPMT' | 'PV' | 'FV' | 'NPER' | 'IRR' | 'MIRR' | 'XIRR' | 'XNPV';

/** Arguments by the names of the spreadsheets; rates are fractions a period, money received is positive, paid negative. */
export interface TvmQuestion {
  readonly fn: TvmFunction;
  readonly rate?: number;
  readonly nper?: number;
  /** 0 when absent, like pv and fv. */
  readonly pmt?: number;
  readonly pv?: number;
  readonly fv?: number;
  /** When payments fall due in their period: `end` unless said. */
  readonly when?: 'end' | 'begin';
  /** Number of the payment, 1 to nper (IPMT, PPMT). */
  readonly per?: number;
  readonly values?: readonly number[];
  readonly dates?: readonly string[];
  readonly financeRate?: number;
  readonly reinvestRate?: number;
  /** Of several rates the nearest to this one is answered: 0.1 unless said (RATE, IRR, XIRR). */
  readonly guess?: number;
}

export type TvmAnswer = { readonly ok: true; readonly value: number } | Refusal;

const largest = 1e18;
const mostPeriods = 100_000;
const mostValues = 5000;

const number: Check = (value, path) => {
  if (value === undefined || value === null) return refuse('missing', path);
  if (typeof value !== 'number' || Number.isNaN(value)) return refuse('not_a_number', path);
  return Math.abs(value) > largest ? refuse('amount_too_large', path, value < 0 ? -largest : largest) : null;
};

const rateFraction: Check = (value, path) => {
  const fault = number(value, path);
  if (fault !== null) return fault;
  return Number(value) <= -1 || Number(value) > 1e6 ? refuse('rate_out_of_range', path) : null;
};

const span: Check = (value, path) => number(value, path) ?? (Math.abs(Number(value)) > mostPeriods ? refuse('number_out_of_range', path, mostPeriods) : null);

const moreThanZero: Check = (value, path) => span(value, path) ?? (Number(value) > 0 ? null : refuse('number_out_of_range', path));

const dateText: Check = (value, path) => (isCivilDate(value) ? null : refuse('date_not_valid', path));
const numbers = listOf(number, mostValues);
const dates = listOf(dateText, mostValues);
const whenKnown = oneOf('end', 'begin');
const functionKnown = oneOf('PMT', 'RATE', 'IPMT', 'PPMT', 'PV', 'FV', 'NPER', 'IRR', 'MIRR', 'XIRR', 'XNPV');

const numberOf = (fields: Bag, name: string, otherwise = 0): number => {
  const value = fields[name];
  return typeof value === 'number' ? value : otherwise;
};

const annuityOf = (fields: Bag): Annuity => ({
  rate: widen(numberOf(fields, 'rate')),
  nper: numberOf(fields, 'nper'),
  pmt: numberOf(fields, 'pmt'),
  pv: numberOf(fields, 'pv'),
  fv: numberOf(fields, 'fv'),
  begin: fields['when'] === 'begin',
});

const valuesOf = (fields: Bag): readonly number[] => fields['values'] as readonly number[];

function daysOf(fields: Bag): number[] {
  const days = (fields['dates'] as readonly string[]).map(toDayNumber);
  return days.map((day) => day - (days[0] ?? 0));
}

function perFault(fields: Bag): Refusal | null {
  const per = numberOf(fields, 'per');
  const last = numberOf(fields, 'nper');
  if (per >= 1 && per <= last) return null;
  return refuse('number_out_of_range', 'per', per < 1 ? 1 : Math.max(1, Math.floor(last)));
}

function datesFault(fields: Bag): Refusal | null {
  const { length } = valuesOf(fields);
  if ((fields['dates'] as readonly string[]).length !== length) return refuse('choice_not_consistent', 'dates', length);
  const early = daysOf(fields).findIndex((day) => day < 0);
  return early < 0 ? null : refuse('date_out_of_range', `dates.${early}`);
}

/** A payment pays something: what is lent, what is saved for, or both. */
const somethingToPay = (fields: Bag): Refusal | null => (typeof fields['pv'] === 'number' || typeof fields['fv'] === 'number' ? null : refuse('missing', 'pv'));

const twoValues = (fields: Bag): Refusal | null => (valuesOf(fields).length < 2 ? refuse('missing', 'values') : null);

interface Rule {
  readonly needs: Readonly<Record<string, Check>>;
  readonly also?: (fields: Bag) => Refusal | null;
  readonly answer: (fields: Bag) => Wide | string;
  /** The field named when there is no answer (a spreadsheet shows #NUM! or #DIV/0!). */
  readonly blames: string;
}

const guessOf = (fields: Bag): number => numberOf(fields, 'guess', 0.1);

const rules: Readonly<Record<TvmFunction, Rule>> = {
  PMT: { needs: { rate: rateFraction, nper: moreThanZero }, also: somethingToPay, answer: (fields) => payment(annuityOf(fields)), blames: 'nper' },
  IPMT: { needs: { rate: rateFraction, nper: moreThanZero, per: number }, also: (fields) => somethingToPay(fields) ?? perFault(fields), answer: (fields) => interestPart(annuityOf(fields), numberOf(fields, 'per')), blames: 'nper' },
  PPMT: { needs: { rate: rateFraction, nper: moreThanZero, per: number }, also: (fields) => somethingToPay(fields) ?? perFault(fields), answer: (fields) => principalPart(annuityOf(fields), numberOf(fields, 'per')), blames: 'nper' },
  PV: { needs: { rate: rateFraction, nper: span }, answer: (fields) => presentValue(annuityOf(fields)), blames: 'nper' },
  FV: { needs: { rate: rateFraction, nper: span }, answer: (fields) => futureValue(annuityOf(fields)), blames: 'nper' },
  NPER: { needs: { rate: rateFraction, pmt: number }, also: somethingToPay, answer: (fields) => periods(annuityOf(fields)), blames: 'pmt' },
  RATE: { needs: { nper: moreThanZero }, answer: (fields) => annuityRate(annuityOf(fields), guessOf(fields)), blames: 'pmt' },
  IRR: { needs: { values: numbers }, also: twoValues, answer: (fields) => internalRate(valuesOf(fields), guessOf(fields)), blames: 'values' },
  MIRR: { needs: { values: numbers, financeRate: rateFraction, reinvestRate: rateFraction }, also: twoValues, answer: (fields) => modifiedInternalRate(valuesOf(fields), numberOf(fields, 'financeRate'), numberOf(fields, 'reinvestRate')), blames: 'values' },
  XIRR: { needs: { values: numbers, dates }, also: (fields) => twoValues(fields) ?? datesFault(fields), answer: (fields) => datedInternalRate(valuesOf(fields), daysOf(fields), guessOf(fields)), blames: 'values' },
  XNPV: { needs: { rate: rateFraction, values: numbers, dates }, also: datesFault, answer: (fields) => datedPresentValue(numberOf(fields, 'rate'), valuesOf(fields), daysOf(fields)), blames: 'values' },
};

const optional: Readonly<Record<string, Check>> = { pmt: number, pv: number, fv: number, guess: rateFraction, when: whenKnown };

/**
 * The financial functions of spreadsheets, with their signs and right to the last digit of a float. What a spreadsheet
 * answers with #NUM! or #DIV/0! is a refusal by name: a bad argument with its field, no answer as `not_solvable`, a rate
 * not between −99.9999999 % and 10^8 % a period as `rate_out_of_range`, one next to a double root as `rate_not_unique`. In IPMT and PPMT the payment is the one that PMT answers.
 */
export function tvm(question: TvmQuestion): TvmAnswer {
  const fields: unknown = question;
  if (!isBag(fields)) return refuse('missing', 'fn');
  const unknown = functionKnown(fields['fn'], 'fn');
  if (unknown !== null) return unknown;
  const rule = rules[fields['fn'] as TvmFunction];
  for (const [name, check] of Object.entries(rule.needs)) {
    const fault = check(fields[name], name);
    if (fault !== null) return fault;
  }
  for (const [name, check] of Object.entries(optional)) {
    const fault = fields[name] === undefined ? null : check(fields[name], name);
    if (fault !== null) return fault;
  }
  const fault = rule.also?.(fields) ?? null;
  if (fault !== null) return fault;
  const answer = rule.answer(fields);
  if (typeof answer === 'string') return refuse(answer === 'rate_not_unique' || answer === 'rate_out_of_range' ? answer : 'not_solvable', rule.blames);
  const value = floatOf(answer);
  return Number.isFinite(value) ? { ok: true, value: value + 0 } : refuse('not_solvable', rule.blames);
}
