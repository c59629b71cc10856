import { defineFeature } from '../../shells/feature.ts';

const privilege = 'platform.operations.read';

/** How the installation is doing. */
export const operationsFeature = defineFeature({
  key: 'operations',
  routes: [{ path: '/operations', privilege, page: () => import('./operations-page.tsx').then((module) => module.OperationsPage) }],
  navigation: [{ section: 'system', key: 'operations', path: '/operations', privilege, label: { it: 'Stato del sistema', en: 'System state' } }],
  home: {
    tiles: [
      {
        key: 'operations', section: 'system', privilege, path: '/operations', icon: 'pulse',
        label: { it: 'Stato del sistema', en: 'System state' },
        description: { it: 'Processi, code, consegne, lavori programmati e sigilli del registro', en: 'Processes, queues, deliveries, scheduled work and seals of the trail' },
      },
    ],
  },
});
