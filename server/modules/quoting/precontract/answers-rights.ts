/** Answers about the consumer's rights, with the articles as they stand in the text that governs the contract. Pure. */
import type { Bilingual } from './form.ts';
import { day, euro, percent } from './plain-figures.ts';
import type { PrecontractFacts } from './precontract-facts.ts';
import type { PrecontractForm } from './precontract-rules.ts';

/** Right of withdrawal, TUB 125-ter. */
export function withdrawal(form: PrecontractForm): Bilingual[] {
  const first = {
    it: 'Sì. Il consumatore può recedere entro quattordici giorni di calendario dalla conclusione del contratto o, se successivo, dal momento in cui riceve tutte le condizioni e le informazioni.',
    en: 'Yes. The consumer may withdraw within fourteen calendar days from the conclusion of the contract or, if later, from the receipt of all conditions and information.',
  };
  const late = {
    it: 'Se le informazioni non sono state ricevute il termine finisce dodici mesi e quattordici giorni dopo la conclusione; non finisce se non è stato spiegato il diritto stesso.',
    en: 'When the information was not received the period ends twelve months and fourteen days after the conclusion; it does not end when the right itself was not explained.',
  };
  return form === 'ieb-2026' ? [first, late] : [first];
}

/** Early repayment, TUB 125-sexies: reduction of all costs, and the compensation within its ceilings. */
export function earlyRepayment({ lender }: PrecontractFacts): Bilingual[] {
  const right = {
    it: 'Sì. Il consumatore può rimborsare il credito in tutto o in parte in qualsiasi momento e ha diritto alla riduzione, in proporzione alla vita residua del contratto, degli interessi e di tutti i costi compresi nel costo totale del credito, escluse le imposte.',
    en: 'Yes. The consumer may repay the credit in whole or in part at any time and is entitled to a reduction of interest and of all costs included in the total cost of the credit, taxes excepted, in proportion to the residual life of the contract.',
  };
  return lender.asksCompensation ? [right, compensation()] : [right, { it: 'Il finanziatore non chiede indennizzo.', en: 'The lender asks no compensation.' }];
}

/** Ceilings of the compensation: 1 % above a year of residual life, else 0.5 %, none up to 10,000 euro of residual debt repaid in full. */
export function compensation(): Bilingual {
  return {
    it: `Indennizzo al massimo dell’${percent(10_000)} dell’importo rimborsato in anticipo se la vita residua è superiore a un anno, dello ${percent(5_000)} altrimenti; mai superiore agli interessi che sarebbero stati pagati. Nessun indennizzo se il debito residuo rimborsato per intero è pari o inferiore a ${euro(1_000_000)} o se il rimborso avviene in esecuzione di un’assicurazione sul credito.`,
    en: `Compensation of at most ${percent(10_000)} of the amount repaid early when the residual life is above one year, of ${percent(5_000)} otherwise; never above the interest that would have been paid. None when the whole residual debt of ${euro(1_000_000)} or less is repaid, or when an insurance of the credit repays it.`,
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
