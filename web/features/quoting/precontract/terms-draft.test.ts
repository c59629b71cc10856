import { expect, test } from 'vitest';
import { lenderTermsSchema } from '#quoting/api';
import { emptyTerms, finishedTerms, missingFields } from './terms-draft.ts';

const words = { it: 'parole', en: 'words' };
const full = {
  ...emptyTerms, legalName: 'F', addressLine: 'A', phone: '1', email: 'e', website: 'w', registerEntry: words, supervisor: words, complaints: words, redress: words, debtAdvice: words, drawdown: words, securities: words,
  allocation: words, costChanges: words, applicableLaw: words, language: words, creditBureaus: ['B ', ''],
};

test('an empty draft lacks every text, a full one none, and what is sent is what the server takes', () => {
  expect(missingFields(emptyTerms)).toHaveLength(5 + 22 + 1);
  expect(missingFields(full)).toEqual([]);
  expect(lenderTermsSchema.safeParse(finishedTerms(full)).success).toBe(true);
  expect(finishedTerms(full).creditBureaus).toEqual(['B']);
});

test('a text in one language alone, and a charge without a name, are named', () => {
  expect(missingFields({ ...full, redress: { it: 'x', en: ' ' }, defaultCharges: [{ name: { it: '', en: 'x' }, cents: 1 }] })).toEqual(['redress.en', 'defaultCharges.0']);
});
