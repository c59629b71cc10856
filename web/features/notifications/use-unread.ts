import { useQueryOf } from '../../request/index.ts';
import { notifications } from './endpoints.ts';
import { useNotificationTexts } from './use-notification-texts.ts';

/** What the bell says: its name and how many notifications are unread; live events keep it right. */
export function useUnread(): { readonly unread: number; readonly label: string } {
  const texts = useNotificationTexts();
  const { data } = useQueryOf(notifications, { query: { limit: 20 } });
  return { unread: data?.unread ?? 0, label: texts.bell };
}
