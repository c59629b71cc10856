/** The lender's particulars while they are written. Pure. */
import { lawsNewRegimeFrom, type LenderTerms } from '#quoting/api';

/** Texts in both languages. */
export const bilingualFields = ['registerEntry', 'supervisor', 'complaints', 'redress', 'debtAdvice', 'drawdown', 'securities', 'allocation', 'costChanges', 'applicableLaw', 'language'] as const;
export type BilingualField = (typeof bilingualFields)[number];
export const plainFields = ['legalName', 'addressLine', 'phone', 'email', 'website'] as const;
export type PlainField = (typeof plainFields)[number];

const words = { it: '', en: '' };

export const emptyTerms: LenderTerms = {
  legalName: '', addressLine: '', registerEntry: words, phone: '', email: '', website: '', supervisor: words, complaints: words, redress: words, debtAdvice: words, creditBureaus: [], lateSurchargePpm: 0, defaultCharges: [],
  asksCompensation: false, drawdown: words, securities: words, allocation: words, costChanges: words, applicableLaw: words, language: words, validityDays: 30,
};

/** Names of the fields that are still to be filled, a text in two languages as `redress.it`. */
export function missingFields(terms: LenderTerms): string[] {
  const blank = (text: string): boolean => text.trim() === '';
  return [
    ...plainFields.filter((field) => blank(terms[field])),
    ...bilingualFields.flatMap((field) => (['it', 'en'] as const).filter((language) => blank(terms[field][language])).map((language) => `${field}.${language}`)),
    ...(terms.creditBureaus.filter((name) => !blank(name)).length === 0 ? ['creditBureaus'] : []),
    ...terms.defaultCharges.flatMap(({ name }, index) => (blank(name.it) || blank(name.en) ? [`defaultCharges.${index}`] : [])),
  ];
}

/** As it is sent: lists without their empty lines, no day of the new text where it is the law's own. */
export function finishedTerms(terms: LenderTerms): LenderTerms {
  const { newRegimeFrom, ...others } = terms;
  const moved = newRegimeFrom === undefined || newRegimeFrom === lawsNewRegimeFrom ? {} : { newRegimeFrom };
  return { ...others, ...moved, creditBureaus: terms.creditBureaus.map((name) => name.trim()).filter((name) => name !== '') };
}
