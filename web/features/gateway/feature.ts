import { defineFeature } from '../../shells/feature.ts';

const privilege = 'gateway.app.read';
const writes = 'gateway.app.write';

/** Connected applications: the registry, who sees what, and what was told to them. */
export const gatewayFeature = defineFeature({
  key: 'gateway',
  live: [{ kinds: ['gateway.'], refreshes: ['/api/gateway/deliveries', '/api/gateway/registry'] }],
  routes: [
    { path: '/apps', privilege, page: () => import('./apps-page.tsx').then((module) => module.AppsPage) },
    { path: '/apps/new', privilege: writes, page: () => import('./new-app-page.tsx').then((module) => module.NewAppPage) },
    { path: '/apps-seen', privilege, page: () => import('./seen-page.tsx').then((module) => module.SeenPage) },
    { path: '/apps-deliveries', privilege, page: () => import('./deliveries-page.tsx').then((module) => module.DeliveriesPage) },
    { path: '/apps/$id', privilege, page: () => import('./app-page.tsx').then((module) => module.AppPage) },
  ],
  navigation: [
    { section: 'apps', key: 'apps', path: '/apps', privilege, label: { it: 'Applicazioni', en: 'Applications' } },
    { section: 'apps', key: 'apps-seen', path: '/apps-seen', privilege, label: { it: 'Che cosa vedrebbe', en: 'What would they see' } },
    { section: 'apps', key: 'apps-deliveries', path: '/apps-deliveries', privilege, label: { it: 'Avvisi alle applicazioni', en: 'Notices to applications' } },
  ],
  palette: {
    commands: [
      {
        key: 'register-app', privilege: writes, does: { path: '/apps/new' },
        label: { it: 'Registra un’applicazione', en: 'Register an application' },
        keywords: { it: 'intranet collega accesso unico single sign-on client', en: 'intranet connect single sign-on client' },
      },
    ],
  },
  home: {
    tiles: [
      {
        key: 'apps', section: 'apps', privilege, path: '/apps', icon: 'apps',
        label: { it: 'Applicazioni', en: 'Applications' },
        description: { it: 'I programmi dell’intranet a cui si entra da Volano, chi li vede e con quali regole', en: 'Intranet programs entered from Volano, who sees them and with which rules' },
      },
    ],
  },
});
