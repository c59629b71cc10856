import type { Module } from '#platform/module';
import { placedQuotes } from './lists/count-quotes.ts';
import { loadDemoLenderTerms } from './precontract-forms/demo-lender-terms.ts';
import { loadDemoQuotes } from './demo.ts';
import { quotingRoutes } from './http.ts';
import { quoteListRoutes } from './lists/list-http.ts';
import { paperRoutes } from './papers/paper-http.ts';
import { precontractRoutes } from './precontract-forms/precontract-http.ts';
import { noteSettledMails } from './mail/mail-settled.ts';
import { sharingRoutes } from './shares/share-http.ts';
import { tellSharing } from './shares/share-tell.ts';
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
