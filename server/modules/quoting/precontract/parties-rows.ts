/** Rows naming who lends and who stands between, as both forms have them. Pure. */
import { notApplicable, row, same, type FormRow } from './form.ts';
import type { PrecontractFacts } from './precontract-facts.ts';

const directly = { it: 'Il credito è offerto direttamente dal finanziatore.', en: 'The lender offers the credit directly.' };

export function lenderRow({ lender }: PrecontractFacts): FormRow {
  return row('lender', { it: 'Finanziatore', en: 'Creditor' }, same(lender.legalName), lender.registerEntry);
}

export function lenderContactRow({ lender }: PrecontractFacts): FormRow {
  return row('lenderContact', { it: 'Indirizzo, telefono, e-mail, sito web del finanziatore', en: 'Address, telephone, e-mail, website of the creditor' }, same(lender.addressLine), same([lender.phone, lender.email, lender.website].join(' · ')));
}

export function intermediaryRow({ intermediary }: PrecontractFacts): FormRow {
  const label = { it: 'Intermediario del credito', en: 'Credit intermediary' };
  return intermediary === null ? notApplicable('intermediary', label, directly) : row('intermediary', label, same(intermediary.name));
}

export function intermediaryContactRow({ intermediary }: PrecontractFacts): FormRow {
  const label = { it: 'Indirizzo, telefono, e-mail dell’intermediario', en: 'Address, telephone, e-mail of the intermediary' };
  if (intermediary === null) return notApplicable('intermediaryContact', label, directly);
  const contacts = [intermediary.phone, intermediary.email].filter((part) => part !== null);
  return row('intermediaryContact', label, same(intermediary.address), ...(contacts.length === 0 ? [] : [same(contacts.join(' · '))]));
}
