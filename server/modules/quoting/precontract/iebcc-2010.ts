/**
 * "Informazioni europee di base sul credito ai consumatori" for contracts under the old text: Annex II of Directive
 * 2008/48/EC, its rows in their order, by the Bank of Italy's transparency provisions, section VII. Pure.
 */
import { creditType, duration, goodAndPrice, interestPayment, payments, totalCredit, totalDue } from './answers-credit.ts';
import { latePayment, nominalRate, representativeExample, taeg } from './answers-costs.ts';
import { bureauConsultation, compensation, draftContract, earlyRepayment, validity, withdrawal } from './answers-rights.ts';
import { accountRow, costChangesRow, insuranceRow, meansOfPaymentRow, notaryRow, otherCostsRow, serviceRow } from './cost-rows.ts';
import { distanceSection } from './distance-section.ts';
import { row, type Form, type FormSection } from './form.ts';
import { laterRepaymentRow } from './later-repayment-row.ts';
import { intermediaryContactRow, intermediaryRow, lenderContactRow, lenderRow } from './parties-rows.ts';
import type { PrecontractFacts } from './precontract-facts.ts';

function parties(facts: PrecontractFacts): FormSection {
  return {
    code: '1',
    title: { it: '1. Identità e contatti del finanziatore e dell’intermediario del credito', en: '1. Identity and contacts of the creditor and of the credit intermediary' },
    rows: [lenderRow(facts), lenderContactRow(facts), intermediaryRow(facts), intermediaryContactRow(facts)],
  };
}

function product(facts: PrecontractFacts): FormSection {
  const { lender } = facts;
  return {
    code: '2',
    title: { it: '2. Caratteristiche principali del prodotto di credito', en: '2. Main features of the credit product' },
    rows: [
      row('creditType', { it: 'Tipo di contratto di credito', en: 'Type of credit' }, ...creditType(facts)),
      row('totalCredit', { it: 'Importo totale del credito', en: 'Total amount of credit' }, ...totalCredit(facts)),
      row('drawdown', { it: 'Condizioni di prelievo', en: 'Conditions of drawdown' }, lender.drawdown),
      row('duration', { it: 'Durata del contratto di credito', en: 'Duration of the credit agreement' }, ...duration(facts)),
      row('payments', { it: 'Rate ed eventuale ordine di imputazione', en: 'Instalments and order of allocation' }, ...payments(facts), ...interestPayment(facts), lender.allocation),
      row('totalDue', { it: 'Importo totale dovuto dal consumatore', en: 'Total amount to be paid' }, ...totalDue(facts)),
      row('good', { it: 'Bene o servizio e prezzo in contanti', en: 'Good or service and cash price' }, ...goodAndPrice(facts)),
      row('securities', { it: 'Garanzie richieste', en: 'Sureties required' }, lender.securities),
      laterRepaymentRow(facts, { it: 'I pagamenti non comportano l’ammortamento immediato del capitale', en: 'Payments do not amortise the capital at once' }),
    ],
  };
}

function costs(facts: PrecontractFacts): FormSection {
  return {
    code: '3',
    title: { it: '3. Costi del credito', en: '3. Costs of the credit' },
    rows: [
      row('nominalRate', { it: 'Tasso di interesse', en: 'Borrowing rate' }, ...nominalRate(facts)),
      row('taeg', { it: 'Tasso annuo effettivo globale (TAEG)', en: 'Annual percentage rate of charge (TAEG)' }, ...taeg(facts)),
      row('example', { it: 'Esempio rappresentativo', en: 'Representative example' }, ...representativeExample(facts)),
      insuranceRow(facts),
      serviceRow(facts),
      accountRow(),
      meansOfPaymentRow(facts),
      otherCostsRow(facts),
      costChangesRow(facts),
      notaryRow(),
      row('latePayment', { it: 'Costi in caso di ritardo nel pagamento', en: 'Costs of late payment' }, ...latePayment(facts)),
    ],
  };
}

function legal(facts: PrecontractFacts): FormSection {
  return {
    code: '4',
    title: { it: '4. Altri importanti aspetti legali', en: '4. Other important legal aspects' },
    rows: [
      row('withdrawal', { it: 'Diritto di recesso', en: 'Right of withdrawal' }, ...withdrawal(facts)),
      row('earlyRepayment', { it: 'Rimborso anticipato', en: 'Early repayment' }, ...earlyRepayment(facts).slice(0, 1)),
      row('compensation', { it: 'Indennizzo spettante al finanziatore', en: 'Compensation due to the creditor' }, facts.lender.asksCompensation ? compensation(facts) : { it: 'Nessuno.', en: 'None.' }),
      row('bureau', { it: 'Consultazione di una banca dati', en: 'Consultation of a database' }, ...bureauConsultation(facts)),
      row('draftContract', { it: 'Diritto a ricevere una copia del contratto', en: 'Right to a draft of the contract' }, ...draftContract()),
      row('validity', { it: 'Periodo di validità dell’offerta', en: 'Period of validity of the offer' }, ...validity(facts)),
    ],
  };
}

/** The whole form, every row filled or said not to apply. */
export function iebcc2010(facts: PrecontractFacts): Form {
  return {
    title: { it: 'Informazioni europee di base sul credito ai consumatori', en: 'Standard European Consumer Credit Information' },
    legalBasis: { it: 'Direttiva 2008/48/CE, allegato II; art. 124 TUB nel testo in vigore alla data del documento', en: 'Directive 2008/48/EC, Annex II; art. 124 TUB as in force on the day of this document' },
    sections: [parties(facts), product(facts), costs(facts), legal(facts), distanceSection(facts, '5')],
  };
}
