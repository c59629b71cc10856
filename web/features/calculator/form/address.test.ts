import { expect, test } from 'vitest';
import { kindKeys, kinds } from '../kinds/kinds.ts';
import { readAddress, writeAddress } from './address.ts';
import { initialValues, isGiven, type Field, type Values } from './field.ts';
import { readBody } from './read-body.ts';

const today = '2026-11-22';

/** Through the address bar and back. */
function reopened(kind: keyof typeof kinds, values: Values): Values {
  const { fields } = kinds[kind];
  const search = new URLSearchParams(writeAddress(kind, 'plan', fields, values)).toString();
  return readAddress(fields, initialValues(fields, '2030-01-01'), Object.fromEntries(new URLSearchParams(search)));
}

const bodyOf = (kind: keyof typeof kinds, values: Values) => readBody(kinds[kind].fields, values);

test('a link names what its figures depend on, and no more', () => {
  const { fields } = kinds.plan;
  expect(writeAddress('plan', 'plan', fields, initialValues(fields, today))).toEqual({ principalCents: '1500000', nominalRatePct: '6.95', rows: '60', start: today, every: '1' });
});

test('every field of every kind comes back from a link as it was, whatever day it is opened', () => {
  const sample: Readonly<Record<Field['type'], string>> = {
    money: '123456', rate: '7.5', integer: '7', date: '2027-03-31', choice: '', switch: 'yes', text: 'a & b = c', weights: '3,1×10,(1,0)*', dates: '31/01/2027\n28/02/2027', datedCents: '31/12/2026 1.000,00\n31/12/2027 2,50',
    datedPct: '01/01/2026 9,5', list: '[{"kind":"Spesa; \\"A\\"","at":"row","measure":"amount","cents":"200"}]',
  };
  for (const kind of kindKeys) {
    const { fields } = kinds[kind];
    for (const field of fields) {
      const values = { ...initialValues(fields, today), [field.key]: field.type === 'choice' ? 'something-else' : sample[field.type] };
      expect(bodyOf(kind, reopened(kind, values)), `${kind} ${field.key}`).toEqual(bodyOf(kind, values));
      if (isGiven(field, values)) expect(reopened(kind, values)[field.key]).toBe(values[field.key]);
    }
  }
});

test('a field that was emptied stays empty', () => {
  const values = { ...initialValues(kinds.plan.fields, today), rows: '', start: '' };
  const again = reopened('plan', values);
  expect([again['rows'], again['start'], again['principalCents']]).toEqual(['', '', '1500000']);
});
