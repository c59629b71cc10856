import { formatCivilDate, isCivilDate } from '#platform/civil-date';
import { formatAmount, formatAmountEnglish, formatRate, formatRateEnglish } from '#platform/money';
import { isBag } from '../check-fields.ts';
import type { FormulaPart, ProofLine, ServicingLabel } from './proof-line.ts';

export type ProofLanguage = 'it' | 'en';

const italian: Readonly<Record<ServicingLabel, string>> = {
  textInForce: 'Testo di legge in vigore alla firma',
  balance: 'Debito residuo in linea capitale',
  arrearsPrincipal: 'Rate scadute e non pagate: capitale',
  arrearsInterest: 'Rate scadute e non pagate: interessi',
  arrearsFees: 'Rate scadute e non pagate: spese',
  arrearsPenalty: 'Interessi di mora maturati',
  accruedInterest: 'Interessi maturati dall’ultima scadenza',
  accruedToPeriodEnd: 'Conteggio alla fine del periodo in corso',
  carriedInterest: 'di cui maturati prima della modifica del contratto',
  interestNotDue: 'Interessi non dovuti per la vita residua',
  feesNotDue: 'Spese di incasso non dovute per la vita residua',
  firstDayFees: 'Spese della rata del primo giorno, non maturate',
  costReduced: 'Riduzione del costo per la vita residua',
  costPaidByThen: 'Parte della riduzione che spetta al capitale rimborsato',
  costKept: 'Costo non riducibile per contratto',
  taxKept: 'Imposta, non riducibile',
  thirdPartyKept: 'Costo pagato a terzi e indipendente dalla durata, non riducibile',
  costStillDue: 'Costo maturato e non ancora chiesto',
  serviceRefund: 'Servizio che cessa: quota restituita',
  serviceGoesOn: 'Servizio che continua',
  compensationRate: 'Indennizzo: capitale rimborsato in anticipo per aliquota',
  compensationCap: 'Aliquota massima dell’indennizzo per la vita residua',
  compensationInterestCap: 'Indennizzo ridotto agli interessi che sarebbero stati pagati',
  compensationFree: 'Indennizzo non dovuto',
  repaidEarly: 'Capitale rimborsato in anticipo',
  settlementDue: 'Da pagare per l’estinzione',
  newInstalment: 'Nuova rata',
  withdrawalUntil: 'Ultimo giorno per il recesso',
  withdrawalDue: 'Da restituire per il recesso',
  graceFree: 'Giorni di tolleranza: nessuna mora',
  lateStretch: 'Mora: base per tasso per giorni',
  lateRow: 'Mora della rata, arrotondata al centesimo',
  lateTotal: 'Totale mora',
  rateCapped: 'Tasso di mora ridotto alla soglia di usura',
  rateReplaced: 'Clausola di mora nulla: si applica il tasso del contratto',
};

const english: Readonly<Record<ServicingLabel, string>> = {
  textInForce: 'Text of the law in force at signing',
  balance: 'Capital still to fall due',
  arrearsPrincipal: 'Rows due and unpaid: capital',
  arrearsInterest: 'Rows due and unpaid: interest',
  arrearsFees: 'Rows due and unpaid: fees',
  arrearsPenalty: 'Default interest accrued',
  accruedInterest: 'Interest since the last due date',
  accruedToPeriodEnd: 'Reckoned to the end of the period under way',
  carriedInterest: 'of which accrued before the contract was changed',
  interestNotDue: 'Interest not due for the life left',
  feesNotDue: 'Collection fees not due for the life left',
  firstDayFees: 'Fees of the row of the first day, not earned',
  costReduced: 'Reduction of the cost for the life left',
  costPaidByThen: 'Share of the reduction that belongs to the capital repaid',
  costKept: 'Cost not reduced by contract',
  taxKept: 'Tax, not reduced',
  thirdPartyKept: 'Cost paid to a third party whatever the term, not reduced',
  costStillDue: 'Cost earned and not asked yet',
  serviceRefund: 'Service that ends: share given back',
  serviceGoesOn: 'Service that goes on',
  compensationRate: 'Compensation: capital repaid early by rate',
  compensationCap: 'Highest compensation rate for the life left',
  compensationInterestCap: 'Compensation cut to the interest that would have been paid',
  compensationFree: 'No compensation due',
  repaidEarly: 'Capital repaid early',
  settlementDue: 'Due for the early repayment',
  newInstalment: 'New instalment',
  withdrawalUntil: 'Last day of the withdrawal',
  withdrawalDue: 'Due for the withdrawal',
  graceFree: 'Days of grace: no default interest',
  lateStretch: 'Default interest: base by rate by days',
  lateRow: 'Default interest of the row, rounded to the cent',
  lateTotal: 'Default interest in all',
  rateCapped: 'Default rate cut to the usury threshold',
  rateReplaced: 'Default clause void: the contract rate applies',
};

const italianWords: Readonly<Record<string, string>> = {
  linear: 'proporzionalità lineare',
  'amortised-cost': 'costo ammortizzato',
  'Σ debt × days left': 'Σ debito × giorni residui',
  'Σ debt × days': 'Σ debito × giorni',
  term: 'stessa scadenza',
  instalment: 'stessa rata',
  insurance: 'paga la polizza',
  overdraft: 'apertura di credito',
  'rate-not-fixed': 'tasso non fisso',
  'full-debt-within-limit': 'intero debito entro il limite',
  contract: 'contratto',
};

export interface ProofSentence {
  readonly label: string;
  readonly formula: string;
  /** Empty for a line that states a fact. */
  readonly value: string;
  readonly article: string;
}

function partText(part: FormulaPart, language: ProofLanguage): string {
  if (typeof part === 'string') return part;
  const it = language === 'it';
  if ('cents' in part) return (it ? formatAmount : formatAmountEnglish)(part.cents);
  if ('ratePpm' in part) return it ? formatRate(part.ratePpm) : formatRateEnglish(part.ratePpm);
  if ('days' in part) return `${part.days} ${it ? (part.days === 1 ? 'giorno' : 'giorni') : part.days === 1 ? 'day' : 'days'}`;
  if ('count' in part) return String(part.count);
  if ('date' in part) return isCivilDate(part.date) ? formatCivilDate(part.date) : '';
  return it ? (italianWords[part.word] ?? part.word) : part.word;
}

const amountHeld = (value: unknown): boolean => typeof value === 'number' && Number.isSafeInteger(value);

function isFormulaPart(part: unknown): boolean {
  if (typeof part === 'string') return true;
  if (!isBag(part)) return false;
  if ('cents' in part) return amountHeld(part['cents']);
  if ('ratePpm' in part) return amountHeld(part['ratePpm']);
  if ('days' in part) return amountHeld(part['days']);
  if ('count' in part) return amountHeld(part['count']);
  return typeof (part['date'] ?? part['word']) === 'string';
}

/** What is no proof line, from whoever it comes, is left out of the sentences. */
function isProofLine(line: unknown): boolean {
  if (!isBag(line) || typeof line['label'] !== 'string' || !(line['label'] in italian)) return false;
  const { formula, cents, article } = line;
  if (!Array.isArray(formula) || !formula.every(isFormulaPart)) return false;
  return ((cents ?? null) === null || amountHeld(cents)) && ((article ?? null) === null || typeof article === 'string');
}

/** Proof lines as sentences, in the order of the calculation: label, formula, value, article. */
export function explainServicing(lines: readonly ProofLine[], language: ProofLanguage): ProofSentence[] {
  const texts = language === 'it' ? italian : english;
  const amount = language === 'it' ? formatAmount : formatAmountEnglish;
  if (!Array.isArray(lines)) return [];
  return (lines as readonly ProofLine[]).filter(isProofLine).map((line) => ({
    label: texts[line.label],
    formula: line.formula.map((part) => partText(part, language)).join(' '),
    value: (line.cents ?? null) === null ? '' : amount(Number(line.cents)),
    article: line.article ?? '',
  }));
}
