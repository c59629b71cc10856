/** Rows about costs that both forms have, each filled or said not to apply, with the reason. Pure. */
import { percentOf } from '#platform/money';
import { chargeLines, optionalServices, requiredServices } from './answers-costs.ts';
import { notApplicable, opening, row, type FormRow } from './form.ts';
import { euro } from './plain-figures.ts';
import type { PrecontractFacts } from './precontract-facts.ts';

function requiredRow(facts: PrecontractFacts, code: string, kind: 'insurance' | 'maintenance', label: { it: string; en: string }): FormRow {
  const required = requiredServices(facts).filter((service) => service.kind === kind);
  if (required.length > 0) return row(code, label, { it: 'Sì:', en: 'Yes:' }, ...required.map(({ name, cents }) => ({ it: `${name.it}, ${euro(cents)}`, en: `${name.en}, ${euro(cents)}` })));
  const chosen = optionalServices(facts);
  const no = { it: 'No.', en: 'No.' };
  if (chosen.length === 0 || kind === 'maintenance') return row(code, label, no);
  return row(code, label, no, { it: `Servizi facoltativi scelti dal consumatore, fuori dal TAEG: ${chosen.map((each) => each.it).join('; ')}.`, en: `Optional services chosen by the consumer, outside the TAEG: ${chosen.map((each) => each.en).join('; ')}.` });
}

export function insuranceRow(facts: PrecontractFacts): FormRow {
  return requiredRow(facts, 'requiredInsurance', 'insurance', {
    it: 'Per ottenere il credito, o per ottenerlo alle condizioni offerte, è obbligatoria un’assicurazione che lo garantisce?',
    en: 'Is an insurance securing the credit compulsory to obtain it, or to obtain it on these terms?',
  });
}

export function serviceRow(facts: PrecontractFacts): FormRow {
  return requiredRow(facts, 'requiredService', 'maintenance', { it: 'È obbligatorio un altro contratto per un servizio accessorio?', en: 'Is another contract for an ancillary service compulsory?' });
}

export function accountRow(): FormRow {
  return notApplicable('accountCosts', { it: 'Spese di gestione di un conto', en: 'Costs of keeping an account' }, { it: 'Il credito non richiede l’apertura di un conto.', en: 'The credit requires no account.' });
}

export function meansOfPaymentRow(facts: PrecontractFacts): FormRow {
  const label = { it: 'Costi per l’utilizzo di un mezzo di pagamento', en: 'Costs of a means of payment' };
  const collection = facts.conditions.charges.find((charge) => charge.kind === 'collectionFee' && charge.at === 'row');
  if (collection?.cents === undefined || collection.cents === 0) return notApplicable('paymentCosts', label, { it: 'Nessun costo per la forma di pagamento prescelta.', en: 'No cost for the means of payment chosen.' });
  const { product } = facts.conditions;
  const cents = collection.cents + (product.plan === 'lease' && collection.taxed === true ? percentOf(collection.cents, product.vatRatePpm, 'half-up') : 0);
  return row('paymentCosts', label, { it: `Incasso di ogni rata: ${euro(cents)}`, en: `Collection of each instalment: ${euro(cents)}` });
}

export function otherCostsRow(facts: PrecontractFacts): FormRow {
  const label = { it: 'Altri costi derivanti dal contratto', en: 'Other costs deriving from the contract' };
  const lines = chargeLines(facts);
  return lines.length === 0 ? notApplicable('otherCosts', label, { it: 'Il contratto non comporta altri costi.', en: 'The contract bears no other cost.' }) : row('otherCosts', label, ...lines.map(opening));
}

export function costChangesRow({ lender }: PrecontractFacts): FormRow {
  return row('costChanges', { it: 'Condizioni alle quali i costi possono essere modificati', en: 'Conditions on which costs may be changed' }, lender.costChanges);
}

export function notaryRow(): FormRow {
  return notApplicable('notary', { it: 'Spese notarili obbligatorie', en: 'Compulsory notarial fees' }, { it: 'Il contratto non richiede un atto notarile.', en: 'The contract requires no notarial deed.' });
}
