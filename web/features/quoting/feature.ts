import { signatureIn } from '#platform/signatures';
import { defineFeature } from '../../shells/feature.ts';
import { prepareQuickQuote } from './prepare-quick-quote.ts';
import { useQuoteViews } from './list/use-quote-views.ts';
import { useLatestQuotes, useOpenQuotes } from './use-latest-quotes.ts';

/** Quotes: pricing with the customer, saving, finding again. */
export const quotingFeature = defineFeature({
  key: 'quoting',
  routes: [
    { path: '/quotes', privilege: 'quoting.quote.read', page: () => import('./quotes-page.tsx').then((module) => module.QuotesPage) },
    { path: '/quotes/new', privilege: 'quoting.quote.price', page: () => import('./quick-quote-page.tsx').then((module) => module.QuickQuotePage), prepare: prepareQuickQuote },
    { path: '/quotes/$id', privilege: 'quoting.quote.read', page: () => import('./quote-page.tsx').then((module) => module.QuotePage) },
    { path: '/quotes/$id/precontract', privilege: 'quoting.quote.read', page: () => import('./precontract/precontract-page.tsx').then((module) => module.PrecontractPage) },
    { path: '/lender-terms', privilege: 'quoting.quote.read', page: () => import('./precontract/lender-terms-page.tsx').then((module) => module.LenderTermsPage) },
    { path: '/brand', privilege: 'documents.brand.write', page: () => import('./precontract/brand-page.tsx').then((module) => module.BrandPage) },
  ],
  navigation: [
    { section: 'sales', key: 'quotes', path: '/quotes', privilege: 'quoting.quote.read', label: { it: 'Preventivi', en: 'Quotes' }, useCount: useOpenQuotes, useViews: useQuoteViews },
  ],
  palette: {
    commands: [
      {
        key: 'new-quote', privilege: 'quoting.quote.price', does: { path: '/quotes/new' },
        label: { it: 'Nuovo preventivo', en: 'New quote' },
        keywords: { it: 'preventivo rapido calcola rata finanziamento', en: 'quick quote instalment loan' },
      },
      {
        key: 'lender-terms', privilege: 'quoting.quote.read', does: { path: '/lender-terms' },
        label: { it: 'Dati del finanziatore', en: 'Lender’s particulars' },
        keywords: { it: 'secci modulo precontrattuale reclami arbitro', en: 'secci pre-contract form complaints' },
      },
      {
        key: 'brand', privilege: 'documents.brand.write', does: { path: '/brand' },
        label: { it: 'Logo e colore dei documenti', en: 'Logo and colour of documents' },
        keywords: { it: 'marchio stampa carta intestata', en: 'mark print letterhead' },
      },
    ],
    providers: [
      {
        key: 'quotes',
        label: { it: 'Preventivi', en: 'Quotes' },
        privilege: 'quoting.quote.read',
        find: async (text, signal) => (await import('./find-quotes.ts')).findQuotes(text, signal),
      },
    ],
  },
  home: {
    tiles: [
      {
        key: 'new-quote', section: 'sales', privilege: 'quoting.quote.write', path: '/quotes/new', icon: 'plus', primary: true,
        label: { it: 'Nuovo preventivo', en: 'New quote' },
        description: { it: 'Scegli l’auto e calcola la rata davanti al cliente', en: 'Choose the car and compute the instalment with the customer' },
      },
      {
        key: 'quotes', section: 'sales', privilege: 'quoting.quote.read', path: '/quotes', icon: 'list',
        label: { it: 'Preventivi', en: 'Quotes' },
        description: { it: 'Quelli salvati da te e dalla tua rete, con rata e scadenza', en: 'Those saved by you and your network, with instalment and expiry' },
        useCount: useOpenQuotes,
      },
    ],
    lists: [
      {
        key: 'quotes', privilege: 'quoting.quote.read', path: '/quotes', useItems: useLatestQuotes,
        title: { it: 'Ultimi preventivi', en: 'Latest quotes' },
        empty: { it: 'Ancora nessun preventivo salvato.', en: 'No quotes saved yet.' },
      },
    ],
  },
  notifications: {
    'quoting.quote-saved': ({ number, sellerName, vehicleLabel, instalmentCents, termMonths }, { language, format }) => ({
      title: language === 'it' ? `${String(sellerName)} ha salvato il preventivo ${String(number)}` : `${signatureIn(String(sellerName), language)} saved quote ${String(number)}`,
      detail: `${String(vehicleLabel)} · ${format.money(Number(instalmentCents))} × ${String(termMonths)}`,
    }),
    'quoting.share-opened': ({ number, vehicleLabel }, { language }) => ({
      title: language === 'it' ? `Il cliente ha aperto il preventivo ${String(number)}` : `The customer opened quote ${String(number)}`,
      detail: String(vehicleLabel),
    }),
    'quoting.asked-to-go-on': ({ number, vehicleLabel, instalmentCents, termMonths, revision, newest }, { language, format }) => ({
      title: language === 'it' ? `Il cliente vuole procedere: preventivo ${String(number)}` : `The customer wants to go on: quote ${String(number)}`,
      detail: [
        `${String(vehicleLabel)} · ${format.money(Number(instalmentCents))} × ${String(termMonths)}`,
        ...(revision === undefined ? [] : [language === 'it' ? `versione ${String(revision)}, superata dalla ${String(newest)}` : `version ${String(revision)}, superseded by ${String(newest)}`]),
      ].join(' · '),
    }),
  },
  hotkeys: [
    { keys: 'Ctrl+Enter', where: '/quotes/new', label: { it: 'Salva il preventivo', en: 'Save the quote' } },
    { keys: 'Alt+R', where: '/quotes/new', label: { it: 'Scegli la rata: l’anticipo si adegua', en: 'Choose the instalment: the deposit follows' } },
    { keys: 'Alt+P', where: '/quotes/new', label: { it: 'Mostra o nascondi la provvigione', en: 'Show or hide the commission' } },
    { keys: 'Alt+V', where: '/quotes/new', label: { it: 'Cambia veicolo', en: 'Change vehicle' } },
    { keys: 'Alt+A', where: '/quotes/new', label: { it: 'Aggiungi un’alternativa o una vettura', en: 'Add an alternative or a car' } },
    { keys: 'Alt+N', where: '/quotes/new', label: { it: 'Apri la proposta seguente', en: 'Open the next proposal' } },
    { keys: 'Alt+K', where: '/quotes/new', label: { it: 'Confronta le proposte', en: 'Compare the proposals' } },
    { keys: 'Alt+O', where: '/quotes/new', label: { it: 'Allestimento e accessori', en: 'Options and accessories' } },
    { keys: 'Alt+U', where: '/quotes/new', label: { it: 'Auto in permuta', en: 'Trade-in' } },
    { keys: 'Alt+C', where: '/quotes/new', label: { it: 'Cliente, contatti e note', en: 'Customer, contacts and notes' } },
    { keys: 'N', where: '/quotes', label: { it: 'Nuovo preventivo', en: 'New quote' } },
    { keys: 'P', where: '/quotes', label: { it: 'Stampa il preventivo aperto', en: 'Print the open quote' } },
    { keys: 'M', where: '/quotes', label: { it: 'Modifica il preventivo aperto', en: 'Revise the open quote' } },
    { keys: 'I', where: '/quotes', label: { it: 'Modulo precontrattuale del preventivo aperto', en: 'Pre-contract form of the open quote' } },
    { keys: 'R', where: '/quotes', label: { it: 'Riserva l’auto del preventivo aperto', en: 'Reserve the car of the open quote' } },
    { keys: 'C', where: '/quotes', label: { it: 'Condividi il preventivo aperto', en: 'Share the open quote' } },
    { keys: 'D', where: '/quotes', label: { it: 'Duplica il preventivo aperto', en: 'Duplicate the open quote' } },
  ],
  live: [{ kinds: ['quoting.'], refreshes: ['/api/quoting/quotes'] }],
});
