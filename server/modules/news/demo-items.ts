/** Words of the demo world's circulars; all of it invented. */
import type { GateName, NewsKind } from './api.ts';

interface DemoItem {
  readonly kind: NewsKind;
  readonly daysAgo: number;
  readonly validDays?: number;
  readonly titleIt: string;
  readonly bodyIt: string;
  readonly titleEn?: string;
  readonly bodyEn?: string;
  readonly mustConfirm?: boolean;
  readonly gates?: GateName[];
  readonly confirmInDays?: number;
  readonly to: readonly (readonly ['include' | 'exclude', place: string, profile: string | null])[];
  readonly reading: { readonly seenPct: number; readonly confirmedPct: number; readonly theirs: 'confirmed' | 'unread' | 'byLot' };
}

const network = [['include', 'ORG01', 'seller'], ['include', 'ORG01', 'dealerManager']] as const;

export const demoItems: readonly DemoItem[] = [
  {
    kind: 'circular', daysAgo: 21, titleIt: 'Credito ai consumatori: nuove informazioni precontrattuali dal 20 novembre',
    bodyIt:
      'Dal 20 novembre 2026 il modulo delle informazioni precontrattuali cambia forma: la prima pagina riporta tutto ciò che il cliente deve vedere prima di decidere.\n\nCosa fare in salone:\n- consegnate il modulo prima della firma, con il tempo di leggerlo;\n- non trattenete documenti o caparre finché il cliente non lo ha ricevuto;\n- usate soltanto i moduli prodotti dal preventivo: i vecchi prestampati vanno distrutti.\n\nSenza conferma di lettura non è possibile salvare nuovi preventivi.',
    titleEn: 'Consumer credit: new pre-contract information from 20 November',
    bodyEn:
      'From 20 November 2026 the pre-contract form changes: its first page shows all that a customer must see before deciding.\n\nIn the showroom:\n- hand the form over before signing, with time to read it;\n- keep no papers or deposits before the customer has it;\n- use only forms made by the quote.\n\nNew quotes cannot be saved before this is confirmed.',
    mustConfirm: true, gates: ['selling'], confirmInDays: 12, to: network, reading: { seenPct: 97, confirmedPct: 93, theirs: 'confirmed' },
  },
  {
    kind: 'news', daysAgo: 2, validDays: 40, titleIt: 'Campagna di fine anno: tasso agevolato sulle elettriche in pronta consegna',
    bodyIt: 'Fino al 31 dicembre le vetture elettriche in pronta consegna hanno un’offerta dedicata, già visibile nel preventivo.\n\n- durata da 24 a 48 mesi;\n- anticipo minimo del 20 %;\n- cumulabile con la permuta.\n\nI cartelli per il salone arrivano con il corriere di mercoledì.',
    to: network, reading: { seenPct: 38, confirmedPct: 0, theirs: 'unread' },
  },
  {
    kind: 'circular', daysAgo: 6, titleIt: 'Identificazione del cliente: documenti scaduti e deleghe',
    bodyIt: 'Ricordiamo che un documento scaduto non identifica nessuno, nemmeno con la ricevuta del rinnovo.\n\nSe firma un delegato servono:\n- il documento del delegante e quello del delegato;\n- la delega con data, firma e oggetto;\n- il codice fiscale di entrambi.\n\nLe pratiche incomplete tornano in concessionaria entro il giorno lavorativo seguente.',
    titleEn: 'Identifying customers: expired papers and proxies',
    bodyEn: 'An expired paper identifies nobody, not even with the receipt of its renewal. For a proxy we need both persons’ papers, the signed and dated proxy, and both tax codes.',
    mustConfirm: true, confirmInDays: 14, to: [...network, ['include', 'ORG01', 'creditOperator']], reading: { seenPct: 61, confirmedPct: 48, theirs: 'byLot' },
  },
  {
    kind: 'document', daysAgo: 40, titleIt: 'Guida rapida al preventivo: scorciatoie e confronto tra proposte',
    bodyIt: 'La guida raccoglie ciò che ci chiedete più spesso: cercare un’auto per targa, partire dalla rata desiderata, confrontare fino a tre proposte, inviare il preventivo con un collegamento.\n\nTenetela aperta accanto al primo preventivo della giornata: dopo una settimana non servirà più.',
    to: network, reading: { seenPct: 82, confirmedPct: 0, theirs: 'byLot' },
  },
  {
    kind: 'news', daysAgo: 1, validDays: 14, titleIt: 'Manutenzione programmata domenica 29 novembre, dalle 6 alle 8',
    bodyIt: 'Domenica 29 novembre, dalle 6 alle 8, il portale resta in sola lettura per un aggiornamento. I preventivi salvati prima restano disponibili e i collegamenti inviati ai clienti continuano a funzionare.',
    titleEn: 'Planned maintenance on Sunday 29 November, 6 to 8',
    bodyEn: 'On Sunday 29 November from 6 to 8 the portal is read-only for an update. Saved quotes stay available and links sent to customers keep working.',
    to: [['include', 'ORG01', null]], reading: { seenPct: 22, confirmedPct: 0, theirs: 'unread' },
  },
  {
    kind: 'circular', daysAgo: 12, titleIt: 'Provvigioni di dicembre: calendario delle liquidazioni',
    bodyIt: 'Le provvigioni maturate entro il 30 novembre sono liquidate il 10 dicembre; quelle di dicembre il 12 gennaio.\n\nLe fatture vanno caricate con cinque giorni lavorativi di anticipo. Chi ha cambiato coordinate bancarie le comunichi al responsabile di area prima del 2 dicembre.',
    to: [['include', 'ORG01', 'dealerManager'], ['include', 'ORG01', 'areaManager'], ['include', 'ORG01', 'districtManager']], reading: { seenPct: 74, confirmedPct: 0, theirs: 'byLot' },
  },
  {
    kind: 'news', daysAgo: 4, titleIt: 'Area Centro: incontro con le concessionarie il 3 dicembre a Firenze',
    bodyIt: 'Giovedì 3 dicembre, dalle 10 alle 16, ci vediamo a Firenze con i responsabili e i venditori dell’area Centro: risultati dell’anno, prodotti del 2027, domande.\n\nConfermate la presenza al vostro responsabile di area entro il 27 novembre.',
    to: [['include', 'AREA-CE', null], ['exclude', 'AREA-CE', 'districtManager']], reading: { seenPct: 55, confirmedPct: 0, theirs: 'byLot' },
  },
];
