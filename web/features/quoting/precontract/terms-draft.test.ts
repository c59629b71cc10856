import { expect, test } from 'vitest';
import { lawsNewRegimeFrom, lenderTermsSchema, newRegimeFrom } from '#quoting/api';
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

test('the day of the new text moves later alone; the law’s own day is not written', () => {
  const sent = (newRegimeFrom: string) => finishedTerms({ ...full, newRegimeFrom });
  expect('newRegimeFrom' in sent(lawsNewRegimeFrom)).toBe(false);
  expect(sent('2027-02-01').newRegimeFrom).toBe('2027-02-01');
  expect(lenderTermsSchema.safeParse(sent('2027-02-01')).success).toBe(true);
  expect(lenderTermsSchema.safeParse(sent('2026-11-19')).success).toBe(false);
  expect([newRegimeFrom(full), newRegimeFrom(undefined), newRegimeFrom(sent('2027-02-01'))]).toEqual(['2026-11-20', '2026-11-20', '2027-02-01']);
});

test('a text in one language alone, and a charge without a name, are named', () => {
  expect(missingFields({ ...full, redress: { it: 'x', en: ' ' }, defaultCharges: [{ name: { it: '', en: 'x' }, cents: 1 }] })).toEqual(['redress.en', 'defaultCharges.0']);
});
