import { defineFeature } from '../../shells/feature.ts';

/** Offers: what may be sold today, to whom, at which rates. */
export const pricingFeature = defineFeature({
  key: 'pricing',
  routes: [{ path: '/offers', privilege: 'pricing.offer.read', page: () => import('./offers-page.tsx').then((module) => module.OffersPage) }],
  navigation: [{ section: 'products', key: 'offers', path: '/offers', privilege: 'pricing.offer.read', label: { it: 'Offerte', en: 'Offers' } }],
  palette: {
    commands: [
      {
        key: 'offers', privilege: 'pricing.offer.read', does: { path: '/offers' },
        label: { it: 'Offerte e tassi in vigore', en: 'Offers and rates in force' },
        keywords: { it: 'campagna tan prodotto finanziario', en: 'campaign rate product' },
      },
    ],
  },
  home: {
    tiles: [
      {
        key: 'offers', section: 'products', privilege: 'pricing.offer.read', path: '/offers', icon: 'calendar',
        label: { it: 'Offerte', en: 'Offers' },
        description: { it: 'Prodotti e tassi in vigore, con la rete e le auto per cui valgono', en: 'Products and rates in force, with the network and the cars they are for' },
      },
    ],
  },
  live: [{ kinds: ['pricing.'], refreshes: ['/api/pricing/offers'] }],
});
