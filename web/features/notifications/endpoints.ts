import type { listNotifications, markNotificationsRead } from '#communications/api';
import { endpoint } from '../../request/index.ts';

export const notifications = endpoint<typeof listNotifications>('GET', '/api/communications/notifications');
export const markRead = endpoint<typeof markNotificationsRead>('POST', '/api/communications/notifications/read');
