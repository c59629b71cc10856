/**
 * The form of Directive (EU) 2023/2225, Annex I (TUB 124 c. 2 as changed by D.Lgs. 212/2025): the key elements in two
 * parts on the first page, then the additional information, visibly apart. Pure.
 */
import { creditType, duration, goodAndPrice, interestPayment, payments, totalCredit, totalDue } from './answers-credit.ts';
import { latePayment, nominalRate, representativeExample, taeg } from './answers-costs.ts';
import { bureauConsultation, compensation, draftContract, earlyRepayment, missedPayments, validity, withdrawal } from './answers-rights.ts';
import { accountRow, costChangesRow, insuranceRow, meansOfPaymentRow, notaryRow, otherCostsRow, serviceRow } from './cost-rows.ts';
import { distanceSection } from './distance-section.ts';
import { notApplicable, row, type Form, type FormSection } from './form.ts';
import { laterRepaymentRow } from './later-repayment-row.ts';
import { intermediaryContactRow, intermediaryRow, lenderContactRow, lenderRow } from './parties-rows.ts';
import type { PrecontractFacts } from './precontract-facts.ts';

function firstPart(facts: PrecontractFacts): FormSection {
  return {
    code: 'I',
    title: { it: 'Parte I. Elementi essenziali', en: 'Part I. Key elements' },
    rows: [
      lenderRow(facts),
      intermediaryRow(facts),
      row('totalCredit', { it: 'Importo totale del credito', en: 'Total amount of credit' }, ...totalCredit(facts)),
      row('duration', { it: 'Durata del contratto di credito', en: 'Duration of the credit agreement' }, ...duration(facts)),
      row('nominalRate', { it: 'Tasso debitore', en: 'Borrowing rate' }, ...nominalRate(facts)),
      row('taeg', { it: 'Tasso annuo effettivo globale (TAEG) e importo totale dovuto', en: 'Annual percentage rate of charge (TAEG) and total amount payable' }, ...taeg(facts), ...totalDue(facts)),
      row('good', { it: 'Bene o servizio e prezzo in contanti', en: 'Good or service and cash price' }, ...goodAndPrice(facts)),
      row('latePayment', { it: 'Costi in caso di ritardo nel pagamento', en: 'Costs of late payment' }, ...latePayment(facts)),
    ],
  };
}

function secondPart(facts: PrecontractFacts): FormSection {
  return {
    code: 'II',
    title: { it: 'Parte II. Altri elementi da conoscere subito', en: 'Part II. What else to know first' },
    rows: [
      row('payments', { it: 'Rate, loro numero e frequenza, imputazione', en: 'Instalments, their number and frequency, allocation' }, ...payments(facts), ...interestPayment(facts), facts.lender.allocation),
      row('missedPayments', { it: 'Avvertenza sui pagamenti mancati o in ritardo', en: 'Warning on missed or late payments' }, ...missedPayments()),
      row('withdrawal', { it: 'Diritto di recesso', en: 'Right of withdrawal' }, ...withdrawal(facts)),
      row('earlyRepayment', { it: 'Rimborso anticipato', en: 'Early repayment' }, ...earlyRepayment(facts)),
      lenderContactRow(facts),
      intermediaryContactRow(facts),
    ],
  };
}

function product(facts: PrecontractFacts): FormSection {
  return {
    code: '1',
    title: { it: 'Informazioni supplementari. 1. Il prodotto di credito', en: 'Additional information. 1. The credit product' },
    rows: [
      row('creditType', { it: 'Tipo di credito', en: 'Type of credit' }, ...creditType(facts)),
      row('drawdown', { it: 'Condizioni di prelievo', en: 'Conditions of drawdown' }, facts.lender.drawdown),
      notApplicable('drawdownWays', { it: 'Altri modi di prelievo che possono aumentare il TAEG', en: 'Other ways of drawdown that may raise the TAEG' }, { it: 'Il credito è erogato in un’unica soluzione al venditore.', en: 'The credit is paid to the seller in one sum.' }),
      row('securities', { it: 'Garanzie richieste', en: 'Sureties required' }, facts.lender.securities),
      laterRepaymentRow(facts, { it: 'Pagamenti che non ammortizzano subito il capitale', en: 'Payments that do not amortise the capital at once' }),
      notApplicable('personalisedPrice', { it: 'Prezzo personalizzato con trattamento automatizzato', en: 'Price personalised by automated processing' }, { it: 'Le condizioni sono quelle dell’offerta pubblicata, uguali per tutti.', en: 'The terms are those of the published offer, the same for all.' }),
    ],
  };
}

function costs(facts: PrecontractFacts): FormSection {
  return {
    code: '2',
    title: { it: '2. Costi del credito', en: '2. Costs of the credit' },
    rows: [
      notApplicable('rateIndex', { it: 'Indice o tasso di riferimento del tasso debitore', en: 'Index or reference rate of the borrowing rate' }, { it: 'Il tasso è fisso.', en: 'The rate is fixed.' }),
      row('example', { it: 'Esempio rappresentativo di TAEG e importo totale dovuto', en: 'Representative example of TAEG and total amount payable' }, ...representativeExample(facts)),
      insuranceRow(facts),
      serviceRow(facts),
      accountRow(),
      meansOfPaymentRow(facts),
      otherCostsRow(facts),
      costChangesRow(facts),
      notaryRow(),
    ],
  };
}

function legal(facts: PrecontractFacts): FormSection {
  const { lender } = facts;
  return {
    code: '3',
    title: { it: '3. Altri aspetti legali', en: '3. Other legal aspects' },
    rows: [
      row('compensation', { it: 'Calcolo dell’indennizzo per rimborso anticipato', en: 'How the compensation for early repayment is computed' }, lender.asksCompensation ? compensation(facts) : { it: 'Nessun indennizzo.', en: 'No compensation.' }),
      row('bureau', { it: 'Consultazione di una banca dati', en: 'Consultation of a database' }, ...bureauConsultation(facts)),
      row('draftContract', { it: 'Diritto a una bozza del contratto', en: 'Right to a draft of the contract' }, ...draftContract()),
      row('validity', { it: 'Validità delle informazioni', en: 'Validity of the information' }, ...validity(facts)),
      row('redress', { it: 'Reclami e ricorso stragiudiziale', en: 'Complaints and out-of-court redress' }, lender.complaints, lender.redress),
      row('debtAdvice', { it: 'Consulenza gratuita per chi è in difficoltà', en: 'Free advice for consumers in difficulty' }, lender.debtAdvice),
      row('schedule', { it: 'Piano dei pagamenti', en: 'Repayment schedule' }, { it: 'Il piano completo, con i servizi accessori, è allegato.', en: 'The whole schedule, ancillary services included, is attached.' }),
      notApplicable('benchmark', { it: 'Indice di riferimento e suo amministratore', en: 'Benchmark and its administrator' }, { it: 'Il tasso è fisso.', en: 'The rate is fixed.' }),
    ],
  };
}

/** The whole form, every row filled or said not to apply. */
export function ieb2026(facts: PrecontractFacts): Form {
  return {
    title: { it: 'Informazioni europee di base sul credito ai consumatori', en: 'Standard European Consumer Credit Information' },
    legalBasis: { it: 'Direttiva (UE) 2023/2225, allegato I; art. 124 TUB come modificato dal D.Lgs. 212/2025', en: 'Directive (EU) 2023/2225, Annex I; art. 124 TUB as changed by D.Lgs. 212/2025' },
    sections: [firstPart(facts), secondPart(facts), product(facts), costs(facts), legal(facts), distanceSection(facts, '4')],
  };
}
