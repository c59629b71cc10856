import type { Module } from '#platform/module';
import { fillDemo } from './demo/fill-demo.ts';
import { identityRoutes } from './http.ts';
import { purgeSessions } from './purge-sessions.ts';
import { viewRoutes } from './view-http.ts';

export const identityModule: Module = {
  name: 'identity',
  privileges: [
    { key: 'identity.organisation.read', it: 'Vedere l’organizzazione', en: 'See the organisation' },
    { key: 'identity.people.read', it: 'Vedere le persone', en: 'See the people' },
    { key: 'identity.audit.read', it: 'Leggere il registro delle operazioni', en: 'Read the audit trail' },
    { key: 'identity.audit.verify', it: 'Verificare il registro delle operazioni', en: 'Verify the audit trail' },
  ],
  routes: [...identityRoutes, ...viewRoutes],
  jobs: [purgeSessions],
  demo: fillDemo,
};
