import { defineFeature } from '../../shells/feature.ts';

const privilege = 'flows.import.write';

/** Files that come in: price lists and yards. */
export const flowsFeature = defineFeature({
  key: 'flows',
  routes: [{ path: '/imports', privilege, page: () => import('./imports-page.tsx').then((module) => module.ImportsPage) }],
  navigation: [{ section: 'products', key: 'imports', path: '/imports', privilege, label: { it: 'Importazioni', en: 'Imports' } }],
  live: [{ kinds: ['flows.'], refreshes: ['/api/flows/imports'] }],
});
