/** A pre-contract form as the printer takes it, in one language. Pure: prints made years apart are equal. */
import type { FormDocumentData } from '#documents';
import type { Language } from '#platform/context';
import type { Form } from '../precontract/form.ts';
import { ieb2026 } from '../precontract/ieb-2026.ts';
import { iebcc2010 } from '../precontract/iebcc-2010.ts';
import type { PrecontractFacts } from '../precontract/precontract-facts.ts';
import type { PrecontractForm } from '../precontract/precontract-rules.ts';

const builders: Readonly<Record<PrecontractForm, (facts: PrecontractFacts) => Form>> = { 'iebcc-2010': iebcc2010, 'ieb-2026': ieb2026 };

/** The form of a kind, in both languages. */
export function buildForm(kind: PrecontractForm, facts: PrecontractFacts): Form {
  return builders[kind](facts);
}

/** Sections that the new text wants together at the beginning (CCD2 art. 10(3)-(4)). */
const first = new Set(['I', 'II']);

const numberWords = { it: 'Preventivo n.', en: 'Quote no.' } as const;

/** The form with the plan attached, under the dealer's head. */
export function precontractDocument(kind: PrecontractForm, facts: PrecontractFacts, dealer: FormDocumentData['dealer'], language: Language): FormDocumentData {
  const form = buildForm(kind, facts);
  return {
    language,
    title: form.title[language],
    legalBasis: form.legalBasis[language],
    number: `${numberWords[language]} ${facts.quoteNumber}`,
    issuedOn: facts.issuedOn,
    dealer,
    sections: form.sections.map((section) => ({
      title: section.title[language],
      prominent: first.has(section.code),
      rows: section.rows.map(({ label, value, why }) => ({ label: label[language], answer: value === null ? null : value.map((words) => words[language]), reason: why === null ? null : why[language] })),
    })),
    plan: facts.figures.rows.map((row) => ({ number: row.number, dueOn: row.dueDate, dueCents: row.dueCents, principalCents: row.principalCents, interestCents: row.interestCents, feesCents: row.feeCents, balanceCents: row.balanceCents })),
    closing: [],
  };
}
