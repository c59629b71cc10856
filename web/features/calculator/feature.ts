import { defineFeature } from '../../shells/feature.ts';

/**
 * The calculator for specialists. Like its API it is for whoever is signed in, by the palette or a link, since the figures
 * are one's own and nothing is stored; entry and tile are for those who work with products and offers.
 */
export const calculatorFeature = defineFeature({
  key: 'calculator',
  routes: [{ path: '/calculator', privilege: null, page: () => import('./open-calculator.ts').then((module) => module.openCalculator()) }],
  navigation: [{ section: 'products', key: 'calculator', path: '/calculator', privilege: 'pricing.offer.read', label: { it: 'Calcolatrice', en: 'Calculator' } }],
  palette: {
    commands: [
      {
        key: 'calculator', privilege: null, does: { path: '/calculator' },
        label: { it: 'Calcola un piano, un TAEG o un’estinzione', en: 'Compute a plan, a TAEG or a settlement' },
        keywords: { it: 'calcolatrice ammortamento rata mora leasing usura', en: 'calculator amortisation instalment apr late lease usury' },
      },
    ],
  },
  home: {
    tiles: [
      {
        key: 'calculator', section: 'products', privilege: 'pricing.offer.read', path: '/calculator', icon: 'pulse',
        label: { it: 'Calcolatrice', en: 'Calculator' },
        description: { it: 'Prova un piano, un TAEG, un’estinzione, la mora o un leasing', en: 'Try a plan, a TAEG, a settlement, late interest or a lease' },
      },
    ],
  },
});
