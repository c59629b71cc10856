import { defineFeature } from '../../shells/feature.ts';

const privilege = 'territory.tree.read';

/** The dated trees: who stood where on which day, and moving it. */
export const territoryFeature = defineFeature({
  key: 'territory',
  routes: [
    { path: '/territory', privilege, page: () => import('./territory-page.tsx').then((module) => module.TerritoryPage) },
    { path: '/territory-coverage', privilege, page: () => import('./coverage-page.tsx').then((module) => module.CoveragePage) },
    { path: '/territory-trees', privilege: 'territory.tree.write', page: () => import('./trees-page.tsx').then((module) => module.TreesPage) },
    { path: '/territory-moves', privilege, page: () => import('./moves-page.tsx').then((module) => module.MovesPage) },
  ],
  navigation: [
    { section: 'network', key: 'territory', path: '/territory', privilege, label: { it: 'Territorio', en: 'Territory' } },
    { section: 'network', key: 'territory-coverage', path: '/territory-coverage', privilege, label: { it: 'Chi copriva', en: 'Who covered' } },
    { section: 'network', key: 'territory-trees', path: '/territory-trees', privilege: 'territory.tree.write', label: { it: 'Alberi', en: 'Trees' } },
    { section: 'network', key: 'territory-moves', path: '/territory-moves', privilege, label: { it: 'Spostamenti', en: 'Moves' } },
  ],
  home: {
    tiles: [
      {
        key: 'territory', section: 'network', privilege, path: '/territory', icon: 'tree',
        label: { it: 'Territorio', en: 'Territory' },
        description: { it: 'Chi segue quale concessionario, oggi e in ogni altro giorno', en: 'Who looks after which dealer, today and on any other day' },
      },
    ],
  },
  live: [{ kinds: ['territory.', 'identity.node-'], refreshes: ['/api/territory/'] }],
});
