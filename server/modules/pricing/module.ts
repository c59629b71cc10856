import type { Module } from '#platform/module';
import { placedOffers } from './count-offers.ts';
import { loadDemoOffers } from './demo.ts';
import { pricingRoutes } from './http.ts';
import { pricingRuled } from './ruled-offer.ts';

export const pricingModule: Module = {
  name: 'pricing',
  privileges: [
    { key: 'pricing.offer.read', it: 'Consultare le offerte', en: 'Read offers' },
    { key: 'pricing.offer.write', it: 'Scrivere le offerte', en: 'Write offers' },
    { key: 'pricing.margin.read', it: 'Vedere le provvigioni', en: 'See commissions' },
  ],
  ruled: pricingRuled,
  routes: pricingRoutes,
  placedRecords: [placedOffers],
  demo: loadDemoOffers,
};
