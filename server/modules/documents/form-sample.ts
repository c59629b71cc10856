/** An invented form as long as a pre-contract one, for tests and for the measure of the renderer. */
import type { FormDocumentData } from './form-document.ts';
import { sampleQuote } from './quote-sample.ts';

/** Six sections of 45 rows, a fifth of them not applicable, with the plan of the sample quote. */
export function sampleForm(rows: number, number: string): FormDocumentData {
  const quote = sampleQuote(rows);
  const sentence = 'Il consumatore può rimborsare il credito in tutto o in parte in qualsiasi momento e ha diritto alla riduzione degli interessi e dei costi, in proporzione alla vita residua del contratto.';
  const section = (title: string, count: number, prominent: boolean) => ({
    title,
    prominent,
    rows: Array.from({ length: count }, (_, index) => (index % 5 === 4 ? { label: `Voce ${index + 1}`, answer: null, reason: 'Il tasso è fisso.' } : { label: `Voce ${index + 1}`, answer: [sentence], reason: null })),
  });
  return {
    language: 'it',
    title: 'Informazioni europee di base sul credito ai consumatori',
    legalBasis: 'Modulo di prova',
    number,
    issuedOn: quote.issuedOn,
    dealer: quote.dealer,
    sections: [section('Parte I', 8, true), section('Parte II', 6, true), section('1', 7, false), section('2', 9, false), section('3', 8, false), section('4', 7, false)],
    plan: (quote.financing?.plan ?? []).map((row) => ({ number: row.number, dueOn: row.dueOn, dueCents: row.instalmentCents + row.feesCents, principalCents: row.principalCents, interestCents: row.interestCents, feesCents: row.feesCents, balanceCents: row.balanceCents })),
    closing: [],
  };
}
