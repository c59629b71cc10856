import type { Module } from '#platform/module';
import { loadDemoQuotes } from './demo.ts';
import { quotingRoutes } from './http.ts';
import { quoteListRoutes } from './list-http.ts';
import { precontractRoutes } from './precontract-http.ts';
import { tellManagers } from './tell-managers.ts';

export const quotingModule: Module = {
  name: 'quoting',
  privileges: [
    { key: 'quoting.quote.price', it: 'Calcolare preventivi', en: 'Price quotes' },
    { key: 'quoting.quote.write', it: 'Salvare preventivi', en: 'Save quotes' },
    { key: 'quoting.quote.read', it: 'Consultare preventivi', en: 'Read quotes' },
    { key: 'quoting.quote.print', it: 'Stampare preventivi', en: 'Print quotes' },
    { key: 'quoting.terms.write', it: 'Decidere i dati del finanziatore', en: 'Decide the lender’s particulars' },
  ],
  routes: [...quotingRoutes, ...quoteListRoutes, ...precontractRoutes],
  consumers: [tellManagers],
  demo: loadDemoQuotes,
};
