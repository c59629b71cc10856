/** Columns of an exported list of quotes: heads in the language of the file, one cell each. */
import { civilDateIn } from '#platform/civil-date-in';
import type { Language } from '#platform/context';
import { houseZone } from '#platform/system-context';
import type { OutputCell, OutputColumn } from '#platform/sheets/write-sheet';
import type { QuoteListItem } from './list-contracts.ts';

type Words<K extends string> = Readonly<Record<K, Readonly<Record<Language, string>>>>;

const plans: Words<QuoteListItem['plan']> = {
  level: { it: 'Rata costante', en: 'Level instalments' },
  balloon: { it: 'Con maxirata', en: 'With balloon' },
  lease: { it: 'Leasing', en: 'Lease' },
};
const customers: Words<QuoteListItem['customerType']> = {
  consumer: { it: 'Privato', en: 'Consumer' },
  soleTrader: { it: 'Ditta individuale', en: 'Sole trader' },
  company: { it: 'Società', en: 'Company' },
};
const kinds: Words<QuoteListItem['kind']> = { alternatives: { it: 'Alternative', en: 'Alternatives' }, fleet: { it: 'Flotta', en: 'Fleet' } };
const states: Words<QuoteListItem['status']> = { open: { it: 'Aperto', en: 'Open' }, expired: { it: 'Scaduto', en: 'Expired' } };

interface ExportColumn {
  readonly head: Readonly<Record<Language, string>>;
  readonly type: OutputColumn['type'];
  readonly width?: number;
  readonly cell: (quote: QuoteListItem, language: Language) => OutputCell;
}

const columns: readonly ExportColumn[] = [
  { head: { it: 'Numero', en: 'Number' }, type: 'text', width: 20, cell: (quote) => quote.number },
  { head: { it: 'Versione', en: 'Revision' }, type: 'integer', width: 9, cell: (quote) => quote.revision },
  { head: { it: 'Stato', en: 'State' }, type: 'text', width: 10, cell: (quote, language) => states[quote.status][language] },
  { head: { it: 'Salvato il', en: 'Saved on' }, type: 'date', width: 12, cell: (quote) => civilDateIn(houseZone, new Date(quote.createdAt)) },
  { head: { it: 'Scade il', en: 'Expires on' }, type: 'date', width: 12, cell: (quote) => quote.expiresOn },
  { head: { it: 'Richiamo il', en: 'Follow-up on' }, type: 'date', width: 12, cell: (quote) => quote.followUpOn },
  { head: { it: 'Concessionario', en: 'Dealer' }, type: 'text', width: 14, cell: (quote) => quote.dealerCode },
  { head: { it: 'Venditore', en: 'Seller' }, type: 'text', width: 24, cell: (quote) => quote.sellerName },
  { head: { it: 'Riferimento', en: 'Reference' }, type: 'text', width: 28, cell: (quote) => quote.reference },
  { head: { it: 'Tipo di cliente', en: 'Customer type' }, type: 'text', width: 18, cell: (quote, language) => customers[quote.customerType][language] },
  { head: { it: 'Veicolo', en: 'Vehicle' }, type: 'text', width: 40, cell: (quote) => quote.vehicleLabel },
  { head: { it: 'Genere', en: 'Kind' }, type: 'text', width: 12, cell: (quote, language) => kinds[quote.kind][language] },
  { head: { it: 'Proposte', en: 'Proposals' }, type: 'integer', width: 10, cell: (quote) => quote.proposals },
  { head: { it: 'Auto', en: 'Cars' }, type: 'integer', width: 8, cell: (quote) => quote.quantity },
  { head: { it: 'Offerta', en: 'Offer' }, type: 'text', width: 28, cell: (quote) => quote.offerName },
  { head: { it: 'Piano', en: 'Plan' }, type: 'text', width: 16, cell: (quote, language) => plans[quote.plan][language] },
  { head: { it: 'Prezzo €', en: 'Price €' }, type: 'amount', cell: (quote) => quote.priceCents },
  { head: { it: 'Importo del credito €', en: 'Total credit €' }, type: 'amount', width: 20, cell: (quote) => quote.totalCreditCents },
  { head: { it: 'Mesi', en: 'Months' }, type: 'integer', width: 7, cell: (quote) => quote.termMonths },
  { head: { it: 'Rata €', en: 'Instalment €' }, type: 'amount', width: 12, cell: (quote) => quote.instalmentCents },
  { head: { it: 'TAEG %', en: 'APR %' }, type: 'number', width: 9, cell: (quote) => quote.taegPpm / 10_000 },
];

export function quoteExportColumns(language: Language): OutputColumn[] {
  return columns.map(({ head, type, width }) => ({ header: head[language], type, ...(width === undefined ? {} : { width }) }));
}

/** Cells of a quote in the order of the columns. */
export function quoteCells(quote: QuoteListItem, language: Language): OutputCell[] {
  return columns.map(({ cell }) => cell(quote, language));
}
