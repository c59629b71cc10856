import type { Module } from '#platform/module';
import { placedQuotes } from './count-quotes.ts';
import { loadDemoLenderTerms } from './demo-lender-terms.ts';
import { loadDemoQuotes } from './demo.ts';
import { quotingRoutes } from './http.ts';
import { quoteListRoutes } from './list-http.ts';
import { paperRoutes } from './paper-http.ts';
import { precontractRoutes } from './precontract-http.ts';
import { noteSettledMails } from './mail-settled.ts';
import { sharingRoutes } from './share-http.ts';
import { tellSharing } from './share-tell.ts';
import { tellManagers } from './tell-managers.ts';
import { quotingRuled } from './ruled-quote.ts';

/** Their links name the address of the installation, which main.ts knows. */
export { sharingRoutes };

export const quotingModule: Module = {
  name: 'quoting',
  privileges: [
    { key: 'quoting.quote.price', it: 'Calcolare preventivi', en: 'Price quotes' },
    { key: 'quoting.quote.write', it: 'Salvare preventivi', en: 'Save quotes' },
    { key: 'quoting.quote.read', it: 'Consultare preventivi', en: 'Read quotes' },
    { key: 'quoting.quote.print', it: 'Stampare preventivi', en: 'Print quotes' },
    { key: 'quoting.terms.write', it: 'Decidere i dati del finanziatore', en: 'Decide the lender’s particulars' },
  ],
  ruled: quotingRuled,
  routes: [...quotingRoutes, ...quoteListRoutes, ...precontractRoutes, ...paperRoutes],
  placedRecords: [placedQuotes],
  consumers: [tellManagers, tellSharing, noteSettledMails],
  demo: async (door, world) => {
    // As the owner, before the tenant is entered.
    await loadDemoLenderTerms(door);
    await loadDemoQuotes(door, world);
  },
};
