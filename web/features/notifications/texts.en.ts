import type { it } from './texts.it.ts';

export const en: typeof it = {
  bell: 'Notifications',
  title: 'Notifications',
  unread: (count) => `${count} unread`,
  allRead: 'All read',
  markAll: 'Mark all as read',
  all: 'See all',
  new: 'new',
  unknown: 'News',
  loading: 'Loading notifications',
  more: 'Load more notifications',
  emptyTitle: 'No notifications',
  emptyWhy: 'News that concerns you arrives here, such as a quote saved by one of your sellers.',
};
