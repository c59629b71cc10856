import { defineFeature } from '../../shells/feature.ts';

/** The bell and its list; the words of each kind come from the feature that the kind belongs to. */
export const notificationsFeature = defineFeature({
  key: 'notifications',
  routes: [{ path: '/notifications', privilege: null, page: () => import('./notifications-page.tsx').then((module) => module.NotificationsPage) }],
  palette: {
    commands: [
      {
        key: 'notifications',
        label: { it: 'Tutti gli avvisi', en: 'All notifications' },
        keywords: { it: 'notifiche campanella', en: 'bell alerts' },
        privilege: null,
        does: { path: '/notifications' },
      },
    ],
  },
  live: [{ kinds: ['communications.notified'], refreshes: ['/api/communications/notifications'] }],
});
