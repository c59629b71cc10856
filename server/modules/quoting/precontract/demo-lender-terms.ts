/** The demo lender's words about itself; a company with no real namesake. */
import type { LenderTerms } from './lender-terms.ts';

export const demoLenderTerms: LenderTerms = {
  legalName: 'Finanziaria Aurora Esempio S.p.A.',
  addressLine: 'Corso Esempio 10, 10121 Torino (TO)',
  registerEntry: {
    it: 'Intermediario finanziario iscritto all’albo unico di cui all’art. 106 TUB al n. 00000 (numero dimostrativo)',
    en: 'Financial intermediary in the register of art. 106 TUB, no. 00000 (number for demonstration)',
  },
  phone: '011 5550 100',
  email: 'clienti@org01.example',
  website: 'www.org01.example',
  supervisor: { it: 'Banca d’Italia, via Nazionale 91, 00184 Roma', en: 'Bank of Italy, via Nazionale 91, 00184 Rome' },
  complaints: {
    it: 'Reclami: Ufficio reclami, reclami@org01.example; risposta entro 60 giorni.',
    en: 'Complaints: complaints office, reclami@org01.example; answer within 60 days.',
  },
  redress: {
    it: 'Se la risposta manca o non soddisfa: ricorso all’Arbitro Bancario Finanziario (www.arbitrobancariofinanziario.it).',
    en: 'When there is no answer or it does not satisfy: recourse to the Arbitro Bancario Finanziario (www.arbitrobancariofinanziario.it).',
  },
  debtAdvice: {
    it: 'Fondazioni e associazioni antiusura dell’elenco del Ministero dell’economia (art. 15 L. 108/1996).',
    en: 'Anti-usury foundations and associations in the list of the Ministry of Economy (art. 15 L. 108/1996).',
  },
  creditBureaus: ['Sistema di informazioni creditizie A (dimostrativo)', 'Centrale dei rischi B (dimostrativa)'],
  lateSurchargePpm: 20_000,
  defaultCharges: [{ name: { it: 'Spese per ogni insoluto', en: 'Charge for each failed payment' }, cents: 500 }, { name: { it: 'Sollecito scritto', en: 'Written reminder' }, cents: 300 }],
  asksCompensation: true,
  drawdown: { it: 'Il credito è versato in un’unica soluzione al venditore, alla consegna del veicolo.', en: 'The credit is paid to the seller in one sum, on delivery of the vehicle.' },
  securities: { it: 'Nessuna garanzia reale; il finanziatore può chiedere un coobbligato o un garante.', en: 'No security on goods; the creditor may ask for a co-obligor or a guarantor.' },
  allocation: { it: 'Ogni pagamento è imputato prima a spese e interessi, poi al capitale (art. 1194 c.c.).', en: 'Each payment goes first to charges and interest, then to capital (art. 1194 of the Civil Code).' },
  costChanges: {
    it: 'Tasso e condizioni restano fermi per tutta la durata; le imposte seguono la legge (art. 118 TUB).',
    en: 'Rate and terms stay as they are for the whole duration; taxes follow the law (art. 118 TUB).',
  },
  applicableLaw: { it: 'Legge italiana; foro del luogo di residenza o domicilio del consumatore.', en: 'Italian law; court of the consumer’s residence or domicile.' },
  language: { it: 'Italiano.', en: 'Italian.' },
  validityDays: 30,
};
