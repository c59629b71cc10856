import { defineFeature } from '../../shells/feature.ts';
import { useLatestEvents } from './use-latest-events.ts';

/** Who is who and who may what: organisation, people, audit trail, one's own account. */
export const identityFeature = defineFeature({
  key: 'identity',
  routes: [
    { path: '/account', privilege: null, page: () => import('./account-page.tsx').then((module) => module.AccountPage) },
    { path: '/organisation', privilege: 'identity.organisation.read', page: () => import('./organisation-page.tsx').then((module) => module.OrganisationPage) },
    { path: '/people', privilege: 'identity.people.read', page: () => import('./people-page.tsx').then((module) => module.PeoplePage) },
    { path: '/audit', privilege: 'identity.audit.read', page: () => import('./audit-page.tsx').then((module) => module.AuditPage) },
  ],
  navigation: [
    { section: 'administration', key: 'organisation', path: '/organisation', privilege: 'identity.organisation.read', label: { it: 'Organizzazione', en: 'Organisation' } },
    { section: 'administration', key: 'people', path: '/people', privilege: 'identity.people.read', label: { it: 'Persone', en: 'People' } },
    { section: 'administration', key: 'audit', path: '/audit', privilege: 'identity.audit.read', label: { it: 'Registro attività', en: 'Audit trail' } },
  ],
  palette: {
    providers: [
      {
        key: 'people',
        label: { it: 'Persone', en: 'People' },
        privilege: 'identity.people.read',
        find: async (text, signal) => (await import('./find-people.ts')).findPeople(text, signal),
      },
    ],
  },
  home: {
    tiles: [
      {
        key: 'organisation', section: 'administration', privilege: 'identity.organisation.read', path: '/organisation', icon: 'tree',
        label: { it: 'Organizzazione', en: 'Organisation' },
        description: { it: 'La rete dalla direzione alle sedi, con le persone di ogni nodo', en: 'The network from head office to branches, with the people of each node' },
      },
      {
        key: 'people', section: 'administration', privilege: 'identity.people.read', path: '/people', icon: 'people',
        label: { it: 'Persone', en: 'People' },
        description: { it: 'Chi lavora nella tua rete e con quale personalità', en: 'Who works in your network and as which personality' },
      },
      {
        key: 'audit', section: 'administration', privilege: 'identity.audit.read', path: '/audit', icon: 'lock',
        label: { it: 'Registro attività', en: 'Audit trail' },
        description: { it: 'Chi ha fatto che cosa e quando, con la prova che nulla è stato alterato', en: 'Who did what and when, with proof that nothing was altered' },
      },
    ],
    lists: [
      {
        key: 'audit', privilege: 'identity.audit.read', path: '/audit', useItems: useLatestEvents,
        title: { it: 'Ultime attività', en: 'Latest activity' },
        empty: { it: 'Il registro non ha ancora eventi.', en: 'The trail has no events yet.' },
      },
    ],
  },
  notifications: {
    'identity.new-device': ({ at }, { language, format }) => ({
      title: language === 'it' ? 'Accesso da un nuovo dispositivo' : 'Sign-in from a new device',
      detail: `${format.instant(String(at))} · ${language === 'it' ? 'se non eri tu, cambia la password' : 'if it was not you, change the password'}`,
    }),
    'identity.password-changed': ({ at }, { language, format }) => ({
      title: language === 'it' ? 'La tua password è cambiata' : 'Your password was changed',
      detail: `${format.instant(String(at))} · ${language === 'it' ? 'se non sei stato tu, avvisa il tuo responsabile' : 'if it was not you, tell your manager'}`,
    }),
  },
  live: [{ kinds: ['identity.'], refreshes: ['/api/identity/organisation', '/api/identity/people'] }],
});
