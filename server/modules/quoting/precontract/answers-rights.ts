/** Answers about the consumer's rights, with the articles as they stand in the text that governs the contract. Pure. */
import type { Bilingual } from './form.ts';
import { lawOfSigning } from './law-of-signing.ts';
import { day, euro, percent } from './plain-figures.ts';
import type { PrecontractFacts } from './precontract-facts.ts';

/** Right of withdrawal, TUB 125-ter. The end for those who were never informed is told where the text in force knows one. */
export function withdrawal(facts: PrecontractFacts): Bilingual[] {
  const { withdrawalDays: days, uninformedMonths: months } = lawOfSigning(facts);
  const first = {
    it: `Sì. Il consumatore può recedere entro ${days} giorni di calendario dalla conclusione del contratto o, se successivo, dal momento in cui riceve tutte le condizioni e le informazioni.`,
    en: `Yes. The consumer may withdraw within ${days} calendar days from the conclusion of the contract or, if later, from the receipt of all conditions and information.`,
  };
  if (months === null) return [first];
  return [
    first,
    {
      it: `Se le informazioni non sono state ricevute il termine finisce ${months} mesi e ${days} giorni dopo la conclusione; non finisce se non è stato spiegato il diritto stesso.`,
      en: `When the information was not received the period ends ${months} months and ${days} days after the conclusion; it does not end when the right itself was not explained.`,
    },
  ];
}

/** Early repayment, TUB 125-sexies: reduction of all costs, and the compensation within its ceilings. */
export function earlyRepayment(facts: PrecontractFacts): Bilingual[] {
  const fixed = lawOfSigning(facts).fixedThirdPartyCostsStay;
  const out = fixed
    ? { it: 'esclusi le imposte e i costi pagati direttamente a terzi che non dipendono dalla durata', en: 'except taxes and costs paid straight to third parties whatever the duration' }
    : { it: 'escluse le imposte', en: 'taxes excepted' };
  const right = {
    it: `Sì. Il consumatore può rimborsare il credito in tutto o in parte in qualsiasi momento e ha diritto alla riduzione, in proporzione alla vita residua del contratto, degli interessi e di tutti i costi compresi nel costo totale del credito, ${out.it}.`,
    en: `Yes. The consumer may repay the credit in whole or in part at any time and is entitled to a reduction, in proportion to the residual life of the contract, of interest and of all costs included in the total cost of the credit, ${out.en}.`,
  };
  return facts.lender.asksCompensation ? [right, compensation(facts)] : [right, { it: 'Il finanziatore non chiede indennizzo.', en: 'The lender asks no compensation.' }];
}

/** Ceilings of the compensation by the residual life, and the residual debt up to which none is due. */
export function compensation(facts: PrecontractFacts): Bilingual {
  const { longLifePpm, shortLifePpm, longLifeMonths, freeDebtCents } = lawOfSigning(facts).compensation;
  return {
    it: `Indennizzo massimo: ${percent(longLifePpm)} dell’importo rimborsato in anticipo se la vita residua supera ${longLifeMonths} mesi, ${percent(shortLifePpm)} altrimenti; mai superiore agli interessi che sarebbero stati pagati. Nessun indennizzo se il debito residuo rimborsato per intero è pari o inferiore a ${euro(freeDebtCents)} o se il rimborso avviene in esecuzione di un’assicurazione sul credito.`,
    en: `Compensation of at most ${percent(longLifePpm)} of the amount repaid early when the residual life is above ${longLifeMonths} months, of ${percent(shortLifePpm)} otherwise; never above the interest that would have been paid. None when the whole residual debt of ${euro(freeDebtCents)} or less is repaid, or when an insurance of the credit repays it.`,
  };
}

export function bureauConsultation({ lender }: PrecontractFacts): Bilingual[] {
  return [
    {
      it: `Prima di decidere il finanziatore consulta: ${lender.creditBureaus.join(', ')}. Se rifiuta la domanda dopo la consultazione, comunica subito e gratuitamente il risultato e gli estremi della banca dati.`,
      en: `Before deciding the lender consults: ${lender.creditBureaus.join(', ')}. When the application is refused after the consultation, its result and the bureau’s particulars are told at once and free of charge.`,
    },
  ];
}

export function draftContract(): Bilingual[] {
  return [
    {
      it: 'Su richiesta il consumatore riceve gratuitamente copia del contratto idonea per la stipula, salvo che il finanziatore al momento della richiesta non intenda concludere il contratto.',
      en: 'On request the consumer receives free of charge a copy of the contract ready to be signed, unless at that time the lender does not intend to conclude it.',
    },
  ];
}

export function validity({ issuedOn, validUntil }: PrecontractFacts): Bilingual[] {
  return [{ it: `Le informazioni valgono dal ${day(issuedOn)} al ${day(validUntil)}.`, en: `This information is valid from ${day(issuedOn)} to ${day(validUntil)}.` }];
}

export function missedPayments(): Bilingual[] {
  return [
    {
      it: 'Attenzione: i pagamenti mancati o in ritardo possono causare gravi conseguenze per il consumatore e rendere più difficile ottenere altri crediti in futuro.',
      en: 'Warning: missed or late payments may have severe consequences for the consumer and make it harder to obtain credit in future.',
    },
  ];
}
