/** Fields of a plan: every word of docs/engine-conventions.md, the rare ones folded. */
import type { Field, Values } from '../form/field.ts';

const is = (key: string, ...texts: readonly string[]) => (values: Values): boolean => texts.includes(values[key] ?? '');
const given = (key: string) => (values: Values): boolean => (values[key] ?? '') !== '';

/** A cost of a plan; each stands for one amount or one share. */
const chargeColumns: readonly Field[] = [
  { key: 'kind', type: 'text', group: 'charges', always: true },
  { key: 'at', type: 'choice', choice: 'chargeAt', group: 'charges', always: true },
  { key: 'date', type: 'date', group: 'charges', shown: is('at', 'date') },
  { key: 'measure', type: 'choice', choice: 'measure', group: 'charges', path: null, always: true },
  { key: 'cents', type: 'money', group: 'charges', shown: is('measure', 'amount'), always: true },
  { key: 'pct', type: 'rate', group: 'charges', shown: is('measure', 'share'), always: true },
  { key: 'base', type: 'choice', choice: 'base', group: 'charges', shown: is('measure', 'share'), always: true },
  { key: 'financed', type: 'switch', group: 'charges', initial: 'no', shown: is('at', 'start') },
  { key: 'inTaeg', type: 'switch', group: 'charges', initial: 'yes' },
  { key: 'optional', type: 'switch', group: 'charges', initial: 'no' },
];

export const planFields: readonly Field[] = [
  { key: 'principalCents', type: 'money', group: 'basics', initial: '1500000', always: true },
  { key: 'nominalRatePct', type: 'rate', group: 'basics', initial: '6.95', always: true },
  { key: 'rows', type: 'integer', group: 'basics', initial: '60', always: true, min: 1 },
  { key: 'start', type: 'date', group: 'basics', monthsAhead: 0 },
  { key: 'amortisation', type: 'choice', choice: 'amortisation', group: 'basics', initial: 'level', wide: true },
  { key: 'balloonCents', type: 'money', group: 'basics', shown: is('amortisation', 'level', 'equal-principal') },
  { key: 'balloonAfterLastRow', type: 'switch', group: 'basics', initial: 'no', shown: (values) => given('balloonCents')(values) || !is('amortisation', 'level', 'equal-principal')(values) },

  { key: 'charges', type: 'list', group: 'charges', columns: chargeColumns, fresh: { at: 'row', measure: 'amount', inTaeg: 'yes', financed: 'no', optional: 'no' }, wide: true },

  { key: 'every', type: 'integer', group: 'days', initial: '1', always: true, min: 1 },
  { key: 'unit', type: 'choice', choice: 'unit', group: 'days', initial: 'month' },
  { key: 'dayCount', type: 'choice', choice: 'dayCount', group: 'days', initial: '30/360-period', wide: true },
  { key: 'firstDueDate', type: 'date', group: 'days' },
  { key: 'mode', type: 'choice', choice: 'mode', group: 'days', initial: 'arrears' },
  { key: 'firstPeriod', type: 'choice', choice: 'firstPeriod', group: 'days', initial: '', wide: true },
  { key: 'monthEnd', type: 'choice', choice: 'monthEnd', group: 'days', initial: 'clamp', wide: true },
  { key: 'dueDates', type: 'dates', group: 'days', wide: true },

  { key: 'interestOn', type: 'choice', choice: 'interestOn', group: 'shape', initial: 'declining', wide: true },
  { key: 'weights', type: 'weights', group: 'shape', wide: true },
  { key: 'gracePrincipalRows', type: 'integer', group: 'shape' },
  { key: 'graceInterestRows', type: 'integer', group: 'shape' },
  { key: 'capitalisationEvery', type: 'integer', group: 'shape', path: 'capitalisation.every', min: 1 },
  { key: 'capitalisationUnit', type: 'choice', choice: 'unit', group: 'shape', path: 'capitalisation.unit', initial: 'month', shown: given('capitalisationEvery'), always: true },
  { key: 'downPaymentPct', type: 'rate', group: 'shape' },
  { key: 'drawdowns', type: 'datedCents', group: 'shape', wide: true },

  { key: 'roundingMode', type: 'choice', choice: 'roundingMode', group: 'rounding', path: 'rounding.mode', initial: 'half-up', wide: true },
  { key: 'multiple', type: 'money', group: 'rounding', path: 'rounding.instalmentMultipleCents', initial: '1' },
  { key: 'residue', type: 'choice', choice: 'residue', group: 'rounding', path: 'rounding.residue', initial: 'last' },
];

/** The same fields inside the body of a calculation about a contract. */
export const contractFields: readonly Field[] = planFields.map((field) => (field.path === null ? field : { ...field, path: `plan.${field.path ?? field.key}` }));

interface DatedCents {
  readonly date: string;
  readonly cents: number;
}

/**
 * The form asks for the drawdowns after the first; the engine wants them all, the first on the start with what the others
 * leave of the principal.
 */
export function withFirstDrawdown(plan: Record<string, unknown>): Record<string, unknown> {
  const later = plan['drawdowns'] as readonly DatedCents[] | undefined;
  if (later === undefined || later.length === 0) return plan;
  const rest = Number(plan['principalCents']) - later.reduce((sum, drawdown) => sum + drawdown.cents, 0);
  return { ...plan, drawdowns: [{ date: plan['start'], cents: rest }, ...later] };
}
