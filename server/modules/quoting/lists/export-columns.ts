/** Columns of an exported list of quotes: heads in the language of the file, one cell each. */
import type { Language } from '#platform/context';
import type { SheetColumn } from '#platform/sheets/stream-sheet';
import { sql, type SqlFragment } from '#platform/sql';
import { houseZone } from '#platform/system-context';
import type { QuoteListItem } from './list-contracts.ts';
import type { ListRow } from './quote-list.ts';

type Words<K extends string> = Readonly<Record<K, Readonly<Record<Language, string>>>>;

const plans: Words<QuoteListItem['plan']> = {
  level: { it: 'Rata costante', en: 'Level instalments' },
  balloon: { it: 'Con maxirata', en: 'With balloon' },
  lease: { it: 'Leasing', en: 'Lease' },
};
const customers: Words<QuoteListItem['customerType']> = {
  consumer: { it: 'Consumatore', en: 'Consumer' },
  soleTrader: { it: 'Ditta individuale', en: 'Sole trader' },
  company: { it: 'Società', en: 'Company' },
};
const kinds: Words<QuoteListItem['kind']> = { alternatives: { it: 'Alternative', en: 'Alternatives' }, fleet: { it: 'Flotta', en: 'Fleet' } };
const states: Words<QuoteListItem['status']> = { open: { it: 'Aperto', en: 'Open' }, expired: { it: 'Scaduto', en: 'Expired' } };

export interface ExportedQuote extends Omit<ListRow, 'id' | 'created_at'> {
  /** Day of the first save in Italy, told by the database: a formatter of instants costs more than all other cells. */
  saved_on: string;
}

/** Columns of `quoting.quotes q` that a sheet is made of. */
export const exportedFields: SqlFragment = sql`q.number, q.revision, (q.created_at at time zone ${houseZone})::date as saved_on, q.expires_on, q.follow_up_on, q.dealer_code, q.seller_name,
  q.reference, q.customer_type, q.vehicle_label, q.kind, q.proposals, q.quantity, q.offer_name, q.plan, q.price_cents, q.total_credit_cents, q.term_months, q.instalment_cents, q.taeg_ppm`;

/** The columns of the sheet; whether a quote has expired is told for `today`. */
export function quoteSheetColumns(today: string): readonly SheetColumn<ExportedQuote>[] {
  return [
    { head: { it: 'Numero', en: 'Number' }, type: 'text', width: 20, cell: (quote) => quote.number },
    { head: { it: 'Versione', en: 'Revision' }, type: 'integer', width: 9, cell: (quote) => quote.revision },
    { head: { it: 'Stato', en: 'State' }, type: 'text', width: 10, cell: (quote, language) => states[quote.expires_on >= today ? 'open' : 'expired'][language] },
    { head: { it: 'Salvato il', en: 'Saved on' }, type: 'date', width: 12, cell: (quote) => quote.saved_on },
    { head: { it: 'Scade il', en: 'Expires on' }, type: 'date', width: 12, cell: (quote) => quote.expires_on },
    { head: { it: 'Richiamo il', en: 'Follow-up on' }, type: 'date', width: 12, cell: (quote) => quote.follow_up_on },
    { head: { it: 'Concessionario', en: 'Dealer' }, type: 'text', width: 14, cell: (quote) => quote.dealer_code },
    { head: { it: 'Venditore', en: 'Seller' }, type: 'text', width: 24, cell: (quote) => quote.seller_name },
    { head: { it: 'Riferimento', en: 'Reference' }, type: 'text', width: 28, cell: (quote) => quote.reference },
    { head: { it: 'Tipo di cliente', en: 'Customer type' }, type: 'text', width: 18, cell: (quote, language) => customers[quote.customer_type][language] },
    { head: { it: 'Veicolo', en: 'Vehicle' }, type: 'text', width: 40, cell: (quote) => quote.vehicle_label },
    { head: { it: 'Genere', en: 'Kind' }, type: 'text', width: 12, cell: (quote, language) => kinds[quote.kind][language] },
    { head: { it: 'Proposte', en: 'Proposals' }, type: 'integer', width: 10, cell: (quote) => quote.proposals },
    { head: { it: 'Auto', en: 'Cars' }, type: 'integer', width: 8, cell: (quote) => quote.quantity },
    { head: { it: 'Offerta', en: 'Offer' }, type: 'text', width: 28, cell: (quote) => quote.offer_name },
    { head: { it: 'Piano', en: 'Plan' }, type: 'text', width: 16, cell: (quote, language) => plans[quote.plan][language] },
    { head: { it: 'Prezzo €', en: 'Price €' }, type: 'amount', cell: (quote) => quote.price_cents },
    { head: { it: 'Importo del credito €', en: 'Total credit €' }, type: 'amount', width: 20, cell: (quote) => quote.total_credit_cents },
    { head: { it: 'Mesi', en: 'Months' }, type: 'integer', width: 7, cell: (quote) => quote.term_months },
    { head: { it: 'Rata €', en: 'Instalment €' }, type: 'amount', width: 12, cell: (quote) => quote.instalment_cents },
    { head: { it: 'TAEG %', en: 'APR %' }, type: 'number', width: 9, cell: (quote) => quote.taeg_ppm / 10_000 },
  ];
}
