import { defineFeature } from '../../shells/feature.ts';
import { rightsNews } from './rights/rights-news.ts';
import { useLatestEvents } from './audit/use-latest-events.ts';

/** Who is who and who may what: organisation, people, audit trail, one's own account. */
export const identityFeature = defineFeature({
  key: 'identity',
  routes: [
    { path: '/account', privilege: null, page: () => import('./account/account-page.tsx').then((module) => module.AccountPage) },
    { path: '/organisation', privilege: 'identity.organisation.read', page: () => import('./people/organisation-page.tsx').then((module) => module.OrganisationPage) },
    { path: '/people/invitations', privilege: 'identity.people.manage', page: () => import('./joining/invitations-page.tsx').then((module) => module.InvitationsPage) },
    { path: '/people', privilege: 'identity.people.read', page: () => import('./people/people-page.tsx').then((module) => module.PeoplePage) },
    { path: '/delegations', privilege: null, page: () => import('./rights/delegations-page.tsx').then((module) => module.DelegationsPage) },
    { path: '/approvals', privilege: 'identity.delegation.approve', page: () => import('./rights/approvals-page.tsx').then((module) => module.ApprovalsPage) },
    { path: '/profiles', privilege: 'identity.rights.read', page: () => import('./rights/profiles-page.tsx').then((module) => module.ProfilesPage) },
    { path: '/why', privilege: 'identity.rights.explain', page: () => import('./why/why-page.tsx').then((module) => module.WhyPage) },
    { path: '/providers', privilege: 'identity.provider.write', page: () => import('./federation/providers-page.tsx').then((module) => module.ProvidersPage) },
    { path: '/audit', privilege: 'identity.audit.read', page: () => import('./audit/audit-page.tsx').then((module) => module.AuditPage) },
  ],
  navigation: [
    { section: 'people', key: 'organisation', path: '/organisation', privilege: 'identity.organisation.read', label: { it: 'Organizzazione', en: 'Organisation' } },
    { section: 'people', key: 'people', path: '/people', privilege: 'identity.people.read', label: { it: 'Persone', en: 'People' } },
    { section: 'people', key: 'approvals', path: '/approvals', privilege: 'identity.delegation.approve', label: { it: 'Approvazioni', en: 'Approvals' } },
    { section: 'people', key: 'delegations', path: '/delegations', privilege: 'identity.people.read', label: { it: 'Sostituzioni', en: 'Stand-ins' } },
    { section: 'people', key: 'profiles', path: '/profiles', privilege: 'identity.rights.read', label: { it: 'Profili', en: 'Profiles' } },
    { section: 'people', key: 'why', path: '/why', privilege: 'identity.rights.explain', label: { it: 'Perché', en: 'Why' } },
    { section: 'people', key: 'providers', path: '/providers', privilege: 'identity.provider.write', label: { it: 'Altre organizzazioni', en: 'Other organisations' } },
    { section: 'people', key: 'audit', path: '/audit', privilege: 'identity.audit.read', label: { it: 'Registro attività', en: 'Audit trail' } },
  ],
  palette: {
    commands: [{ key: 'delegations', label: { it: 'Sostituzioni', en: 'Stand-ins' }, privilege: null, does: { path: '/delegations' } }, { key: 'invitations', label: { it: 'Inviti', en: 'Invitations' }, privilege: 'identity.people.manage', does: { path: '/people/invitations' } }],
    providers: [
      {
        key: 'people',
        label: { it: 'Persone', en: 'People' },
        privilege: 'identity.people.read',
        find: async (text, signal) => (await import('./people/find-people.ts')).findPeople(text, signal),
      },
    ],
  },
  home: {
    tiles: [
      {
        key: 'organisation', section: 'people', privilege: 'identity.organisation.read', path: '/organisation', icon: 'tree',
        label: { it: 'Organizzazione', en: 'Organisation' },
        description: { it: 'La rete dalla direzione alle sedi, con le persone di ogni nodo', en: 'The network from head office to branches, with the people of each node' },
      },
      {
        key: 'people', section: 'people', privilege: 'identity.people.read', path: '/people', icon: 'people',
        label: { it: 'Persone', en: 'People' },
        description: { it: 'Chi lavora nella tua rete e con quale personalità', en: 'Who works in your network and as which personality' },
      },
      {
        key: 'audit', section: 'people', privilege: 'identity.audit.read', path: '/audit', icon: 'lock',
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
    'identity.factor-changed': (_, { language }) => ({
      title: language === 'it' ? 'Il tuo secondo fattore è cambiato' : 'Your second factor was changed',
      detail: language === 'it' ? 'Se non sei stato tu, avvisa il tuo responsabile' : 'If it was not you, tell your manager',
    }),
    'identity.recovery-asked': (_, { language }) => ({
      title: language === 'it' ? 'Qualcuno dice di aver perso il tuo secondo fattore' : 'Somebody says your second factor is lost',
      detail: language === 'it' ? 'Se non sei stato tu, fermalo con il collegamento nella tua posta' : 'If it was not you, stop it by the link in your mail',
    }),
    'identity.recovery-confirmed': (_, { language }) => ({
      title: language === 'it' ? 'Il tuo secondo fattore sarà tolto tra 24 ore' : 'Your second factor will be removed in 24 hours',
      detail: language === 'it' ? 'Se non sei stato tu, fermalo con il collegamento nella tua posta' : 'If it was not you, stop it by the link in your mail',
    }),
    'identity.recovery-stopped': (_, { language }) => ({
      title: language === 'it' ? 'Il tuo secondo fattore resta' : 'Your second factor stays',
      detail: language === 'it' ? 'Se non l’avevi chiesto tu, cambia la password' : 'If you had not asked, change your password',
    }),
    'identity.recovery-done': (_, { language }) => ({
      title: language === 'it' ? 'Il tuo secondo fattore è stato tolto' : 'Your second factor was removed',
      detail: language === 'it' ? 'Configurane subito uno nuovo' : 'Set a new one up at once',
    }),
    'identity.passkey-added': (_, { language }) => ({
      title: language === 'it' ? 'Una nuova passkey apre il tuo account' : 'A new passkey opens your account',
      detail: language === 'it' ? 'Se non sei stato tu, toglila e avvisa il tuo responsabile' : 'If it was not you, remove it and tell your manager',
    }),
    'identity.passkey-removed': (_, { language }) => ({ title: language === 'it' ? 'Una passkey è stata tolta' : 'A passkey was removed' }),
    'identity.passkey-copied': (_, { language }) => ({
      title: language === 'it' ? 'Una tua passkey potrebbe essere stata copiata' : 'One of your passkeys may have been copied',
      detail: language === 'it' ? 'Toglila e aggiungine una nuova' : 'Remove it and add a new one',
    }),
    'identity.delegation-changed': (facts, { language, format }) => rightsNews.delegation(facts, language, format),
    'identity.change-request': (facts, { language }) => rightsNews.change(facts, language),
    'identity.new-device': (_, { language }) => ({
      title: language === 'it' ? 'Accesso da un nuovo dispositivo' : 'Sign-in from a new device',
      detail: language === 'it' ? 'Se non eri tu, cambia la password' : 'If it was not you, change the password',
    }),
    'identity.password-changed': (_, { language }) => ({
      title: language === 'it' ? 'La tua password è cambiata' : 'Your password was changed',
      detail: language === 'it' ? 'Se non sei stato tu, avvisa il tuo responsabile' : 'If it was not you, tell your manager',
    }),
  },
  live: [
    { kinds: ['identity.'], refreshes: ['/api/identity/organisation', '/api/identity/people'] },
    { kinds: ['identity.delegation-changed', 'identity.change-request'], refreshes: ['/api/identity/delegations', '/api/identity/change-requests', '/api/identity/profiles'] },
  ],
});
