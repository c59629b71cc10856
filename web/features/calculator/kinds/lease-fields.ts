/** Fields of a finance lease; amounts without VAT. */
import type { Field, Values } from '../form/field.ts';

const is = (key: string, ...texts: readonly string[]) => (values: Values): boolean => texts.includes(values[key] ?? '');
const given = (key: string) => (values: Values): boolean => (values[key] ?? '') !== '';

const chargeColumns: readonly Field[] = [
  { key: 'kind', type: 'text', group: 'charges', always: true },
  { key: 'at', type: 'choice', choice: 'chargeAt', group: 'charges', always: true },
  { key: 'date', type: 'date', group: 'charges', shown: is('at', 'date') },
  { key: 'measure', type: 'choice', choice: 'measure', group: 'charges', path: null, always: true },
  { key: 'cents', type: 'money', group: 'charges', shown: is('measure', 'amount'), always: true },
  { key: 'pct', type: 'rate', group: 'charges', shown: is('measure', 'share'), always: true },
  { key: 'leaseBase', type: 'choice', choice: 'leaseBase', group: 'charges', path: 'base', shown: is('measure', 'share'), always: true },
  { key: 'taxed', type: 'switch', group: 'charges', initial: 'yes' },
  { key: 'inTaeg', type: 'switch', group: 'charges', initial: 'yes' },
  { key: 'optional', type: 'switch', group: 'charges', initial: 'no' },
];

export const leaseFields: readonly Field[] = [
  { key: 'priceCents', type: 'money', group: 'asset', initial: '3000000', always: true },
  { key: 'discountCents', type: 'money', group: 'asset', initial: '0' },
  { key: 'rentals', type: 'integer', group: 'asset', initial: '47', always: true, min: 1 },
  { key: 'leaseRatePct', type: 'rate', group: 'asset', path: 'nominalRatePct', initial: '5.5', always: true },
  { key: 'firstRentalBy', type: 'choice', choice: 'firstRentalBy', group: 'asset', path: null, initial: 'share' },
  { key: 'firstRentalPct', type: 'rate', group: 'asset', initial: '20', always: true, shown: is('firstRentalBy', 'share') },
  { key: 'firstRentalCents', type: 'money', group: 'asset', shown: is('firstRentalBy', 'amount') },
  { key: 'firstRentals', type: 'integer', group: 'asset', shown: is('firstRentalBy', 'rentals') },
  { key: 'optionBy', type: 'choice', choice: 'measure', group: 'asset', path: null, initial: 'share' },
  { key: 'purchaseOptionPct', type: 'rate', group: 'asset', initial: '20', always: true, shown: is('optionBy', 'share') },
  { key: 'purchaseOptionCents', type: 'money', group: 'asset', shown: is('optionBy', 'amount') },
  { key: 'start', type: 'date', group: 'asset', monthsAhead: 0 },
  { key: 'leaseMode', type: 'choice', choice: 'leaseMode', group: 'asset', path: 'mode', initial: 'arrears' },

  { key: 'leaseCharges', type: 'list', group: 'charges', path: 'charges', columns: chargeColumns, fresh: { at: 'row', measure: 'amount', taxed: 'yes', inTaeg: 'yes', optional: 'no' }, wide: true },

  { key: 'every', type: 'integer', group: 'days', initial: '1', always: true, min: 1 },
  { key: 'unit', type: 'choice', choice: 'unit', group: 'days', initial: 'month' },
  { key: 'dayCount', type: 'choice', choice: 'dayCount', group: 'days', initial: '30/360-period', wide: true },
  { key: 'monthEnd', type: 'choice', choice: 'monthEnd', group: 'days', initial: 'clamp', wide: true },
  { key: 'firstDueDate', type: 'date', group: 'days' },
  { key: 'leaseFirstPeriod', type: 'choice', choice: 'leaseFirstPeriod', group: 'days', path: 'firstPeriod', initial: '', wide: true },
  { key: 'optionAfterPeriods', type: 'integer', group: 'days' },
  { key: 'invoicedDaysBefore', type: 'integer', group: 'days' },

  { key: 'vatBy', type: 'choice', choice: 'vatBy', group: 'taxes', path: null, initial: 'ordinary' },
  { key: 'vat', type: 'datedPct', group: 'taxes', shown: is('vatBy', 'dated'), always: true, wide: true },
  { key: 'taxPct', type: 'rate', group: 'taxes', path: 'substituteTax.pct' },
  { key: 'taxAboveMonths', type: 'integer', group: 'taxes', path: 'substituteTax.aboveMonths', initial: '18', always: true, shown: given('taxPct') },
  { key: 'taxAt', type: 'choice', choice: 'taxAt', group: 'taxes', path: 'substituteTax.at', initial: 'start', always: true, shown: given('taxPct') },
  { key: 'stampCents', type: 'money', group: 'taxes', path: 'stampDuty.contractCents' },
  { key: 'stampUpToMonths', type: 'integer', group: 'taxes', path: 'stampDuty.upToMonths', initial: '18', always: true, shown: given('stampCents') },

  { key: 'roundingMode', type: 'choice', choice: 'roundingMode', group: 'rounding', path: 'rounding.mode', initial: 'half-up', wide: true },
  { key: 'multiple', type: 'money', group: 'rounding', path: 'rounding.rentalMultipleCents', initial: '1' },
  { key: 'leaseResidue', type: 'choice', choice: 'leaseResidue', group: 'rounding', path: 'rounding.residue', initial: 'last', wide: true },
];

/** VAT: the Italian ordinary rate unless said, none at all, or rates by day. */
export function withVat(body: Record<string, unknown>, values: Values): Record<string, unknown> {
  if (values['vatBy'] === 'none') return { ...body, vat: [] };
  const vat = body['vat'] as readonly { readonly from: string; readonly pct: string }[] | undefined;
  return vat === undefined ? body : { ...body, vat: vat.map(({ from, pct }) => ({ pct, validFrom: from })) };
}
