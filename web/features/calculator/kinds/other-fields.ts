/** Fields of the shorter calculations. */
import { addMonths, isCivilDate, yearOf } from '#platform/civil-date';
import type { Field, Values } from '../form/field.ts';
import { contractFields } from './plan-fields.ts';

const is = (key: string, ...texts: readonly string[]) => (values: Values): boolean => texts.includes(values[key] ?? '');

export const taegFields: readonly Field[] = [
  { key: 'taegDrawdowns', type: 'datedCents', group: 'flows', path: 'drawdowns', initial: '01/01/2027 10.000,00', always: true, wide: true },
  { key: 'taegPayments', type: 'datedCents', group: 'flows', path: 'payments', initial: '01/01/2028 5.400,00\n01/01/2029 5.400,00', always: true, wide: true },
  { key: 'frequency', type: 'choice', choice: 'frequency', group: 'flows', initial: 'month' },
  { key: 'decimals', type: 'integer', group: 'flows', initial: '2', always: true, max: 12 },
];

const costColumns: readonly Field[] = [
  { key: 'kind', type: 'text', group: 'costs', always: true },
  { key: 'cents', type: 'money', group: 'costs', always: true },
  { key: 'state', type: 'choice', choice: 'costState', group: 'costs', always: true },
  { key: 'nature', type: 'choice', choice: 'nature', group: 'costs', initial: 'cost' },
  { key: 'criterion', type: 'choice', choice: 'criterion', group: 'costs', initial: '' },
];
const serviceColumns: readonly Field[] = [
  { key: 'code', type: 'text', group: 'costs', always: true },
  { key: 'cents', type: 'money', group: 'costs', always: true },
  { key: 'state', type: 'choice', choice: 'serviceState', group: 'costs', always: true },
  { key: 'refundablePct', type: 'rate', group: 'costs' },
];

export const settlementFields: readonly Field[] = [
  { key: 'on', type: 'date', group: 'settlement', monthsAhead: 24 },
  { key: 'agreedPct', type: 'rate', group: 'settlement', path: 'compensation.agreedPct', initial: '1', always: true },
  { key: 'interestTo', type: 'choice', choice: 'interestTo', group: 'settlement', initial: 'day' },
  { key: 'linearBy', type: 'choice', choice: 'linearBy', group: 'settlement', initial: 'days' },
  { key: 'signedOn', type: 'date', group: 'settlement', wide: true },
  { key: 'paidThrough', type: 'integer', group: 'settlement', wide: true },
  { key: 'costs', type: 'list', group: 'costs', columns: costColumns, fresh: { state: 'paid', nature: 'cost' }, wide: true },
  { key: 'services', type: 'list', group: 'costs', columns: serviceColumns, fresh: { state: 'paid' }, wide: true },
  ...contractFields,
];

/** A contract taken over from the plan is settled half way, unless a day was chosen: the day of another contract may lie outside it. */
export function withDayInside(values: Values, initial: Values): Values {
  const start = values['start'] ?? '';
  const months = Math.floor((Number(values['rows']) * Number(values['every'])) / 2);
  if (values['on'] !== initial['on'] || values['unit'] !== 'month' || !isCivilDate(start) || !(months >= 0 && yearOf(start) + months / 12 < 2199)) return values;
  return { ...values, on: addMonths(start, months) };
}

export const defaultInterestFields: readonly Field[] = [
  { key: 'overdue', type: 'datedCents', group: 'overdue', path: 'rows', initial: '30/06/2026 296,66\n31/07/2026 296,66', always: true, wide: true },
  { key: 'received', type: 'datedCents', group: 'overdue', path: 'payments', wide: true },
  { key: 'until', type: 'date', group: 'overdue', monthsAhead: 0 },
  { key: 'lateRates', type: 'datedPct', group: 'overdue', path: 'rates', initial: '01/01/2026 9,50', always: true, wide: true },
  { key: 'graceDays', type: 'integer', group: 'conditions' },
  { key: 'graceCounts', type: 'choice', choice: 'graceCounts', group: 'conditions', initial: 'from-due-date', wide: true },
  { key: 'thresholds', type: 'datedPct', group: 'conditions', wide: true },
  { key: 'aboveThreshold', type: 'choice', choice: 'aboveThreshold', group: 'conditions', initial: 'cap', wide: true },
  { key: 'contractRatePct', type: 'rate', group: 'conditions', shown: is('aboveThreshold', 'contract-rate') },
  { key: 'lateRounding', type: 'choice', choice: 'roundingMode', group: 'conditions', path: 'rounding', initial: 'half-up' },
];

/** The rate compared with the threshold is the page's own: the calculation answers the threshold. */
export const usuryFields: readonly Field[] = [
  { key: 'tegmPct', type: 'rate', group: 'usury', initial: '11.3', always: true, wide: true },
  { key: 'surchargePct', type: 'rate', group: 'usury', wide: true },
  { key: 'comparedPct', type: 'rate', group: 'usury', initial: '15.5', always: true, path: null, wide: true },
];
