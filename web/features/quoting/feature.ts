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
  ],
  navigation: [{ section: 'sales', key: 'quotes', path: '/quotes', privilege: 'quoting.quote.read', label: { it: 'Preventivi', en: 'Quotes' }, useCount: useOpenQuotes, useViews: useQuoteViews }],
  palette: {
    commands: [
      {
        key: 'new-quote', privilege: 'quoting.quote.price', does: { path: '/quotes/new' },
        label: { it: 'Nuovo preventivo', en: 'New quote' },
        keywords: { it: 'preventivo rapido calcola rata finanziamento', en: 'quick quote instalment loan' },
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
      title: language === 'it' ? `${String(sellerName)} ha salvato il preventivo ${String(number)}` : `${String(sellerName)} saved quote ${String(number)}`,
      detail: `${String(vehicleLabel)} · ${format.money(Number(instalmentCents))} × ${String(termMonths)}`,
    }),
  },
  hotkeys: [
    { keys: 'Ctrl+Enter', where: '/quotes/new', label: { it: 'Salva il preventivo', en: 'Save the quote' } },
    { keys: 'Alt+R', where: '/quotes/new', label: { it: 'Scegli la rata: l’anticipo si adegua', en: 'Choose the instalment: the deposit follows' } },
    { keys: 'Alt+P', where: '/quotes/new', label: { it: 'Mostra o nascondi la provvigione', en: 'Show or hide the commission' } },
    { keys: 'Alt+V', where: '/quotes/new', label: { it: 'Cambia veicolo', en: 'Change vehicle' } },
    { keys: 'N', where: '/quotes', label: { it: 'Nuovo preventivo', en: 'New quote' } },
    { keys: 'P', where: '/quotes', label: { it: 'Stampa il preventivo aperto', en: 'Print the open quote' } },
    { keys: 'M', where: '/quotes', label: { it: 'Modifica il preventivo aperto', en: 'Revise the open quote' } },
    { keys: 'D', where: '/quotes', label: { it: 'Duplica il preventivo aperto', en: 'Duplicate the open quote' } },
  ],
  live: [{ kinds: ['quoting.'], refreshes: ['/api/quoting/quotes'] }],
});
