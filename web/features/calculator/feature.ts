import { defineFeature } from '../../shells/feature.ts';

/** The calculator for specialists; like its API it is for whoever is signed in: the figures are one's own and nothing is stored. */
export const calculatorFeature = defineFeature({
  key: 'calculator',
  routes: [{ path: '/calculator', privilege: null, page: async () => (await import('./open-calculator.ts')).openCalculator() }],
  navigation: [{ section: 'products', key: 'calculator', path: '/calculator', privilege: null, label: { it: 'Calcolatrice', en: 'Calculator' } }],
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
        key: 'calculator', section: 'products', privilege: null, path: '/calculator', icon: 'pulse',
        label: { it: 'Calcolatrice', en: 'Calculator' },
        description: { it: 'Prova un piano, un TAEG, un’estinzione, la mora o un leasing', en: 'Try a plan, a TAEG, a settlement, late interest or a lease' },
      },
    ],
  },
});
