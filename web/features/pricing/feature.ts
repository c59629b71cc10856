import { defineFeature } from '../../shells/feature.ts';

/** Offers: what may be sold today, to whom, at which rates. */
export const pricingFeature = defineFeature({
  key: 'pricing',
  routes: [
    { path: '/offers', privilege: 'pricing.offer.read', page: () => import('./offers-page.tsx').then((module) => module.OffersPage) },
    { path: '/offers/why', privilege: 'pricing.offer.read', page: () => import('./why-page.tsx').then((module) => module.WhyPage) },
    { path: '/offers/write', privilege: 'pricing.offer.write', page: () => import('./offer-form-page.tsx').then((module) => module.OfferFormPage) },
  ],
  // The particulars are a page of the quotes' feature; here they stand after the offers, which are opened every day.
  navigation: [
    { section: 'products', key: 'offers', path: '/offers', privilege: 'pricing.offer.read', label: { it: 'Offerte', en: 'Offers' } },
    { section: 'products', key: 'lender-terms', path: '/lender-terms', privilege: 'quoting.terms.write', label: { it: 'Dati del finanziatore', en: 'Lender’s particulars' } },
  ],
  palette: {
    commands: [
      {
        key: 'offers', privilege: 'pricing.offer.read', does: { path: '/offers' },
        label: { it: 'Offerte e tassi in vigore', en: 'Offers and rates in force' },
        keywords: { it: 'campagna tan prodotto finanziario', en: 'campaign rate product' },
      },
      {
        key: 'offers-why', privilege: 'pricing.offer.read', does: { path: '/offers/why' },
        label: { it: 'Quali offerte valgono e perché', en: 'Which offers apply and why' },
        keywords: { it: 'motivo esclusa applicabile ordine', en: 'reason excluded applicable order' },
      },
      {
        key: 'offers-write', privilege: 'pricing.offer.write', does: { path: '/offers/write' },
        label: { it: 'Nuova offerta', en: 'New offer' },
        keywords: { it: 'pubblica tasso campagna', en: 'publish rate campaign' },
      },
    ],
    providers: [
      {
        key: 'offers',
        label: { it: 'Offerte', en: 'Offers' },
        privilege: 'pricing.offer.read',
        find: async (text, signal) => (await import('./find-offers.ts')).findOffers(text, signal),
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
