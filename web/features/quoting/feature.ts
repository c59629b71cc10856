import { defineFeature } from '../../shells/feature.ts';

/** Quotes: pricing with the customer, saving, finding again. */
export const quotingFeature = defineFeature({
  key: 'quoting',
  routes: [{ path: '/quotes/new', privilege: 'quoting.quote.price', page: () => import('./quick-quote-page.tsx').then((module) => module.QuickQuotePage) }],
});
